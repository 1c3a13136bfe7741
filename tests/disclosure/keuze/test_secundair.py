"""The choice of further numbers to hide: safe, as small as it can be, and the same from run to run."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import (
    SOMMEN,
    TOTAAL,
    UNIE,
    hidden_of,
    make_cijfer,
    make_grid,
    make_row,
    make_table,
    protect_table,
    publish,
    true_values,
)

from sdreport.disclosure import check_disclosure
from sdreport.disclosure.aanval.aanvaller import Kennis, attack
from sdreport.disclosure.bescherming import GEWICHT_TOTAAL
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Sleutel
from sdreport.register.structuur import Relatie, Structuur


def test_one_small_number_in_a_row_takes_the_smallest_other_with_it() -> None:
    assert hidden_of(protect_table(make_row(4, 30, 12, 80))) == {"a", "c"}


def test_two_small_numbers_that_could_be_anything_protect_each_other() -> None:
    assert hidden_of(protect_table(make_row(4, 7, 30, 80))) == {"a", "b"}


def test_two_small_numbers_whose_sum_tells_too_much_need_a_third() -> None:
    assert hidden_of(protect_table(make_row(1, 1, 30, 80))) == {"a", "b", "c"}


def test_a_row_without_small_numbers_and_one_of_zeros_stay_as_they_are() -> None:
    assert hidden_of(protect_table(make_row(10, 30, 0))) == set()
    assert hidden_of(protect_table(make_row(0, 0, 0))) == set()


def test_the_only_number_of_a_row_is_hidden_with_its_total() -> None:
    assert hidden_of(protect_table(make_row(4))) == {"a", TOTAAL}
    assert hidden_of(protect_table(make_row(0, 4, 0))) == {"b", TOTAAL}


def test_a_total_goes_only_when_there_is_nothing_else() -> None:
    assert hidden_of(protect_table(make_row(4, 50))) == {"a", "b"}


def test_in_a_grid_a_rectangle_is_hidden() -> None:
    grid = make_grid([[3, 40, 20], [30, 50, 60], [25, 90, 11]])
    assert hidden_of(protect_table(grid)) == {"r0.k0", "r0.k2", "r2.k0", "r2.k2"}


def test_in_one_row_and_in_one_column_the_totals_are_the_same_numbers() -> None:
    for cells in ([[3, 40, 20]], [[3], [40], [20]]):
        items = protect_table(make_grid(cells))
        assert len(hidden_of(items)) == 4  # two cells, and twice each: as a cell and as its own total
        check_disclosure(publish(items), items, Geheimhouding(), SOMMEN)


def test_a_table_of_three_ways_is_protected_over_all_its_totals() -> None:
    values = {(a, b, c): 20 for a in "ab" for b in "cd" for c in "ef"} | {("a", "c", "e"): 2}
    items = protect_table(make_table(values, ["rij", "kolom", "laag"]))
    assert hidden_of(items) == {".".join(key) for key in values}  # a cube: one corner takes all eight
    check_disclosure(publish(items), items, Geheimhouding(), SOMMEN)


def test_a_union_hides_nothing_more_where_persons_overlap_enough() -> None:
    cells = [("a", 6), ("b", 300), ("c", 200), (TOTAAL, 400)]
    table = [make_cijfer({"rij": name}, value) for name, value in cells]
    assert hidden_of(protect_table(table, structuur=UNIE)) == {"a"}


def test_a_union_with_little_overlap_tells_at_least_how_many_so_another_number_goes() -> None:
    cells = [("a", 6), ("b", 372), ("c", 25), (TOTAAL, 399)]
    table = [make_cijfer({"rij": name}, value) for name, value in cells]
    assert hidden_of(protect_table(table, structuur=UNIE)) == {"a", "c"}


def test_the_same_number_in_another_table_is_hidden_too() -> None:
    structuur = Structuur(SOMMEN.totalen, relaties=(Relatie("anders.x", ("proef.a",)),))
    table = [*make_row(4, 30, 12), make_cijfer({"waarde": "x"}, 4, indicator="anders")]
    assert hidden_of(protect_table(table, structuur=structuur)) == {"a", "c", "anders.x"}


def test_a_number_that_is_not_about_persons_goes_last() -> None:
    structuur = Structuur(SOMMEN.totalen, relaties=(Relatie("anders.x", ("proef.a",)),))
    kosten = make_cijfer({"waarde": "x"}, 4, indicator="anders", over_personen=False)
    assert "anders.x" in hidden_of(protect_table([*make_row(4, 30, 12), kosten], structuur=structuur))
    assert "anders.x" not in hidden_of(protect_table([*make_row(40, 30, 12), kosten], structuur=structuur))


def test_a_relation_that_is_off_is_kept_with_its_deviation() -> None:
    short = [make_cijfer({"rij": name}, value) for name, value in [("a", 4), ("b", 30), (TOTAAL, 36)]]
    items = protect_table(short)
    assert hidden_of(items) == {"a", "b"}
    check_disclosure(publish(items), items, Geheimhouding(), SOMMEN)


def test_amounts_keep_their_margin_on_both_sides() -> None:
    amounts = [("a", 1000.0, 3), ("b", 90.0, 40), ("c", 5000.0, 60), (TOTAAL, 6090.0, 103)]
    table = [make_cijfer({"rij": n}, v, "euro", personen=p) for n, v, p in amounts]
    assert hidden_of(protect_table(table)) == {"a", "c"}  # b is smaller, and too small to cover a tenth of a


def test_the_choice_is_the_same_from_run_to_run_and_for_any_order_of_the_numbers() -> None:
    grid = make_grid([[3, 20, 20, 4], [20, 20, 5, 20], [20, 20, 20, 20]])
    first = hidden_of(protect_table(grid))
    assert all(hidden_of(protect_table(order)) == first for order in (grid, grid[::-1]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(2, 12))
def test_any_row_is_safe_afterwards(values: list[int], drempel: int) -> None:
    assert_safe(make_row(*values), drempel)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.data(), st.integers(2, 8))
def test_any_grid_is_safe_afterwards(rows: int, columns: int, data: st.DataObject, drempel: int) -> None:
    row = st.lists(st.integers(0, 20), min_size=columns, max_size=columns)
    assert_safe(make_grid(data.draw(st.lists(row, min_size=rows, max_size=rows))), drempel)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=8, max_size=8), st.integers(2, 6))
def test_any_cube_is_safe_afterwards(values: list[int], drempel: int) -> None:
    keys = itertools.product("ab", "cd", "ef")
    assert_safe(make_table(dict(zip(keys, values, strict=True)), ["rij", "kolom", "laag"]), drempel)


def assert_safe(table: list[Gemeten], drempel: int) -> None:
    """No hidden number of persons can be put in fewer values than hiding all of the table would leave."""
    items = protect_table(table, drempel)
    found = attack(publish(items), SOMMEN, Kennis(), true_values(table))
    everything = [(c, None if c.waarde else c.waarde) for c in table]
    best = attack(publish_values(everything), SOMMEN, Kennis(), true_values(table))
    for item in items:
        if item.onderdrukt:
            interval = found[item.sleutel]
            assert interval.laag <= item.gemeten.waarde <= interval.hoog
            assert interval.hoog - interval.laag >= 1  # also of what only protects
            if 0 < item.gemeten.waarde < drempel:
                low = max(1.0, best[item.sleutel].laag)
                assert interval.laag <= low
                assert interval.hoog >= low + max(2, drempel - 1) - 1


def publish_values(cells: Sequence[tuple[Gemeten, float | None]]) -> list[object]:
    from sdreport.disclosure import BeschermdCijfer

    return list(publish([BeschermdCijfer(cijfer, value, 0) for cijfer, value in cells]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.integers(2, 3))
def test_no_smaller_choice_is_safe(values: list[int], drempel: int) -> None:
    """Against all choices and all tables: by brute force, with no part of the code that is tested."""
    table = make_grid([values[:2], values[2:]])
    hidden = hidden_of(protect_table(table, drempel))
    keys = [cijfer.adres.removeprefix("proef.") for cijfer in table]
    true = {key: int(cijfer.waarde) for key, cijfer in zip(keys, table, strict=True)}
    assert cost(hidden) == min(
        cost(chosen)
        for chosen in safe_choices(true, {k for k, v in true.items() if 0 < v < drempel}, drempel)
    )


def cost(hidden: set[str] | frozenset[str]) -> int:
    return sum(GEWICHT_TOTAAL ** key.split(".").count(TOTAAL) for key in hidden)


def safe_choices(true: Mapping[str, int], small: set[str], drempel: int) -> list[frozenset[str]]:
    """Every set of cells that protects the small ones as well as hiding all would."""
    names = list(true)
    believable = np.array([list(all_totals(cells, names)) for cells in itertools.product(range(8), repeat=4)])
    actual = np.array([true[name] for name in names])
    can_hide = [name for name in names if true[name] and name not in small]
    room = max(2, drempel - 1)
    demands: dict[str, tuple[int, int]] = {}
    everything = bounds(believable, actual, {*small, *can_hide}, names)
    for name in small:
        low = max(1, everything[name][0])
        demands[name] = low, min(low + room - 1, everything[name][1])
    found = []
    for size in range(len(can_hide) + 1):
        for extra in itertools.combinations(can_hide, size):
            chosen = frozenset({*small, *extra})
            left = bounds(believable, actual, chosen, names)
            if all(left[n][0] <= low and left[n][1] >= high for n, (low, high) in demands.items()):
                found.append(chosen)
    return found


def all_totals(cells: Sequence[int], names: Sequence[str]) -> list[int]:
    a, b, c, d = cells
    sums = {
        "r0.k0": a, "r0.k1": b, "r1.k0": c, "r1.k1": d, "r0.totaal": a + b, "r1.totaal": c + d,
        "totaal.k0": a + c, "totaal.k1": b + d, "totaal.totaal": a + b + c + d,
    }  # fmt: skip
    return [sums[name] for name in names]


def bounds(
    believable: np.ndarray, actual: np.ndarray, hidden: set[str] | frozenset[str], names: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """The least and the largest value of each hidden cell over all tables that agree with what is shown."""
    shown = [number for number, name in enumerate(names) if name not in hidden]
    closed = [number for number, name in enumerate(names) if name in hidden]
    fits = (believable[:, shown] == actual[shown]).all(axis=1) & (believable[:, closed] >= 1).all(axis=1)
    rest = believable[fits]
    return {names[number]: (int(rest[:, number].min()), int(rest[:, number].max())) for number in closed}


def test_the_brute_force_knows_a_table_by_hand() -> None:
    true = dict(zip(["r0.k0", "r0.k1", "r1.k0", "r1.k1"], [1, 4, 4, 4], strict=True))
    true |= {"r0.totaal": 5, "r1.totaal": 8, "totaal.k0": 5, "totaal.k1": 8, "totaal.totaal": 13}
    best = min(safe_choices(true, {"r0.k0"}, 3), key=cost)
    assert best == {"r0.k0", "r0.k1", "r1.k0", "r1.k1"}


@pytest.mark.parametrize("drempel", [5, 10])
def test_what_a_choice_costs_is_told_by_weight_first(drempel: int) -> None:
    key: Sleutel = ("proef.totaal", 2023)
    items = protect_table(make_row(4, 50, 60), drempel)
    assert key not in {item.sleutel for item in items if item.onderdrukt}
