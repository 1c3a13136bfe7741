"""The choice for large parts: always safe, near the best one where that is known, and never below the bound."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keuzehulp import draw_table, hide_roughly, make_deel, make_delen_of, name_of, weigh
from tabelhulp import (
    JAAR,
    SOM,
    SOMMEN,
    UNIE,
    hidden_of,
    make_cijfer,
    make_grid,
    make_table,
    publish,
    true_values,
)
from uitputtend import find_possible, list_values, print_grid

from sdreport.disclosure import BeschermdCijfer, check_disclosure, protect
from sdreport.disclosure.aanval.aanvaller import Kennis, attack
from sdreport.disclosure.keuze import benadering, samen
from sdreport.disclosure.keuze.benadering import choose_roughly, find_vragen
from sdreport.disclosure.keuze.dekking import Dekking
from sdreport.disclosure.keuze.exact import choose_exactly
from sdreport.disclosure.keuze.werelden import pack_werelden
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Sleutel
from sdreport.register.structuur import Relatie, Structuur

DIMENSIES = ["rij", "kolom", "laag"]


def hide(table: list[Gemeten], names: set[str]) -> list[BeschermdCijfer]:
    """The numbers with those of `proef` hidden that are named."""
    keys = {f"proef.{name}" for name in names}
    return [BeschermdCijfer(c, None if c.adres in keys else c.waarde, 0) for c in table]


def hide_keys(table: list[Gemeten], keys: set[Sleutel]) -> list[BeschermdCijfer]:
    """The numbers with some of them hidden."""
    return [BeschermdCijfer(c, None if c.sleutel in keys else c.waarde, 0) for c in table]


def find_small(table: list[Gemeten], drempel: int) -> set[str]:
    return {c.adres.removeprefix("proef.") for c in table if 0 < c.waarde < drempel}


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 4), st.integers(2, 4), st.data(), st.integers(3, 8))
def test_it_leaves_as_much_possible_as_hiding_all_would(
    rows: int, columns: int, data: st.DataObject, drempel: int
) -> None:
    row = st.lists(st.integers(0, 20), min_size=columns, max_size=columns)
    table = make_grid(data.draw(st.lists(row, min_size=rows, max_size=rows)))
    small = find_small(table, drempel)
    if not small:
        return
    extra, _ = hide_roughly(make_deel(table, drempel))
    found = attack(publish(hide(table, small | extra)), SOMMEN, Kennis(), true_values(table))
    every = {c.adres.removeprefix("proef.") for c in table if c.waarde}
    best = attack(publish(hide(table, every)), SOMMEN, Kennis(), true_values(table))
    for name in small:
        own, most = found[f"proef.{name}", JAAR], best[f"proef.{name}", JAAR]
        assert own.laag <= max(1, most.laag)
        assert own.hoog >= min(max(1, most.laag) + drempel - 2, most.hoog)
    for name in extra:
        assert found[f"proef.{name}", JAAR].hoog > found[f"proef.{name}", JAAR].laag


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
def test_one_who_tries_everything_finds_as_many_values(values: list[int]) -> None:
    table = make_grid([values[:2], values[2:]])
    small = find_small(table, 4)
    if not small:
        return
    extra, _ = hide_roughly(make_deel(table, 4))
    published = {rij.adres: rij.waarde for rij in publish(hide(table, small | extra))}
    every = {cijfer.adres: None if cijfer.waarde else 0.0 for cijfer in table}
    possible = find_possible(list_values(4, 8), print_grid(2, 2), published)
    at_most = find_possible(list_values(4, 8), print_grid(2, 2), every)
    for name in small:
        key = f"proef.{name}"
        assert len(possible[key]) >= min(3, len(at_most[key]))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("shape", "mean"), [((8, 8), 30), ((12, 5), 25), ((5, 4, 3), 30)])
def test_it_is_near_the_best_choice_and_never_below_the_bound(
    shape: tuple[int, ...], mean: float, seed: int
) -> None:
    deel = make_deel(make_table(draw_table(shape, mean, seed), DIMENSIES[: len(shape)]))
    best = weigh(deel, {name_of(deel, number) for number in choose_exactly(deel)})
    extra, bound = hide_roughly(deel)
    assert bound <= best + 1 <= weigh(deel, extra) + 1
    assert weigh(deel, extra) <= 2 * best + 5


@pytest.mark.parametrize(
    ("los", "cellen", "werk"),
    [
        (benadering.LOS, samen.MEEST_CELLEN, benadering.WERK),
        (0, samen.MEEST_CELLEN, benadering.WERK),
        (0, 100, benadering.WERK),
        (0, 100, 1_000),
    ],
)
def test_the_proof_of_a_choice_is_other_values_that_agree_with_all_that_is_shown(
    los: int, cellen: int, werk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benadering, "LOS", los)
    monkeypatch.setattr(samen, "MEEST_CELLEN", cellen)
    monkeypatch.setattr(benadering, "WERK", werk)
    deel = make_deel(make_table(draw_table((6, 5, 4), 25, 1), DIMENSIES))
    vragen = find_vragen(deel)
    ruwe = choose_roughly(deel, Dekking(deel, vragen).round()[0], vragen)
    hidden = ruwe.extra | deel.moet
    worlds = pack_werelden(deel, ruwe.getuigen.values())
    assert 0 < len(worlds) < len(vragen)
    seen: dict[int, set[float]] = {}
    for world in worlds:
        assert world.keys() <= hidden
        values = deel.waarde.copy()
        values[list(world)] = list(world.values())
        assert (values >= 0).all()
        deviations = values - deel.waarde
        assert (abs(deel.rijen @ deviations) < 1e-6).all()
        for number, value in world.items():
            seen.setdefault(number, set()).add(value)
    for number, deviation in vragen:
        reached = {value - deel.waarde[number] for value in seen[number]}
        assert min(reached) <= deviation if deviation < 0 else max(reached) >= deviation
    for number in ruwe.extra:
        assert max(abs(value - deel.waarde[number]) for value in seen[number]) >= 1


def test_blocks_hold_every_value_of_a_dimension_once_and_only_what_stands_under_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deel = make_deel(make_table(draw_table((6, 5, 4), 25, 1), DIMENSIES))
    (whole,) = samen.list_blokken(deel, {})
    assert whole.all()
    monkeypatch.setattr(samen, "MEEST_CELLEN", 60)
    values = {"rij": [f"w{n}" for n in range(6)], "laag": [f"m{n}" for n in range(4)]}
    blokken = list(samen.list_blokken(deel, values))
    names = [
        {cel.uitsplitsing["rij"] for cel, own in zip(deel.cellen, blok, strict=True) if own}
        for blok in blokken
    ]
    assert names == [{"w0", "w1"}, {"w2", "w3"}, {"w4", "w5"}]  # four values make no three blocks
    assert (sum(blok.astype(int) for blok in blokken) <= 1).all()


def force_fallback(patch: pytest.MonkeyPatch) -> None:
    """No work at all for programmes."""
    for name in ("LOS", "WERK", "LAATSTE_WERK", "SCHOONMAAK"):
        patch.setattr(benadering, name, 0)


@pytest.mark.parametrize("steps", [True, False])
def test_without_work_for_programmes_the_choice_is_safe_and_its_distance_told(
    steps: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells, structuur = make_linked((4, 5, 4, 2), 30)
    force_fallback(monkeypatch)
    if not steps:  # nor do steps along cubes lead anywhere: then everything is hidden
        monkeypatch.setattr(benadering, "STAPPEN", 0)
    items = protect(cells, Geheimhouding(), structuur)
    assert 0 < items.keuze.grens < items.keuze.gewicht
    shown = [item for item in items if item.gemeten.waarde and not item.onderdrukt]
    assert bool(shown) == steps
    found = {
        item.getal.sleutel: item
        for item in check_disclosure(publish(items), items, Geheimhouding(), structuur)
    }
    for item in items:
        if 0 < item.gemeten.waarde < 10:
            interval = found[item.sleutel].interval
            assert interval is not None
            assert interval.hoog - interval.laag >= 8


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), rows=st.integers(3, 5), columns=st.integers(2, 4), drempel=st.integers(3, 8))
def test_without_work_linked_tables_leave_as_much_possible_as_hiding_all_would(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject, rows: int, columns: int, drempel: int
) -> None:
    row = st.lists(st.integers(0, 20), min_size=columns, max_size=columns)
    counts = data.draw(st.lists(row, min_size=rows, max_size=rows))
    table, structuur = make_grouped(
        {(f"r{n}", f"k{m}"): count for n, own in enumerate(counts) for m, count in enumerate(own)},
        {"x": ["r0", "r1"], "y": [f"r{n}" for n in range(2, rows)]},
    )
    small = {c.sleutel for c in table if 0 < c.waarde < drempel}
    if not small:
        return
    with monkeypatch.context() as patch:
        force_fallback(patch)
        hidden = set(small)
        for deel in make_delen_of(table, drempel, structuur):
            vragen = find_vragen(deel)
            ruwe = choose_roughly(deel, Dekking(deel, vragen).round()[0], vragen)
            hidden |= {deel.cellen[number].sleutel for number in ruwe.extra}
    found = attack(publish(hide_keys(table, hidden)), structuur, Kennis(), true_values(table))
    every = {c.sleutel for c in table if c.waarde}
    best = attack(publish(hide_keys(table, every)), structuur, Kennis(), true_values(table))
    for key in small:
        own, most = found[key], best[key]
        assert own.laag <= max(1, most.laag)
        assert own.hoog >= min(max(1, most.laag) + drempel - 2, most.hoog)
    for key in hidden - small:
        assert found[key].hoog > found[key].laag


def test_a_union_is_protected_within_its_bounds() -> None:
    cells = [("a", 6), ("b", 372), ("c", 25), ("totaal", 399)]
    deel = make_deel([make_cijfer({"rij": name}, value) for name, value in cells], structuur=UNIE)
    assert hide_roughly(deel)[0] == {"c"}


def make_linked(shape: tuple[int, ...], mean: float) -> tuple[list[Gemeten], Structuur]:
    """A table of four dimensions, with another on the same districts and its totals in a third."""
    values = draw_table(shape, mean, 7)
    table = make_table(values, ["wijk", "voorziening", "maand", "sekse"])
    ages: dict[tuple[str, ...], int] = {}
    for (wijk, *_), count in values.items():
        for age, part in (("jong", count // 3), ("oud", count - count // 3)):
            ages[wijk, age] = ages.get((wijk, age), 0) + part
    other = [
        make_cijfer(dict(c.uitsplitsing), c.waarde, indicator="leeftijd")
        for c in make_table(ages, ["wijk", "leeftijd"])
    ]
    wholes = [c for c in table if [*c.uitsplitsing.values()][0::2] == ["totaal", "totaal"]]
    third = [
        make_cijfer(
            {"v": c.uitsplitsing["voorziening"], "s": c.uitsplitsing["sekse"]}, c.waarde, indicator="los"
        )
        for c in wholes
        if "totaal" not in (c.uitsplitsing["voorziening"], c.uitsplitsing["sekse"])
    ]
    totals = {"proef": dict.fromkeys(table[0].uitsplitsing, SOM), "leeftijd": {"wijk": SOM, "leeftijd": SOM}}
    relations = (
        Relatie("leeftijd.{wijk}.totaal", ("proef.{wijk}.totaal.totaal.totaal",)),
        Relatie("los.{v}.{s}", ("proef.totaal.{v}.totaal.{s}",)),
    )
    return [*table, *other, *third], Structuur(totalen=totals, relaties=relations)


@pytest.mark.parametrize(("los", "shape"), [(benadering.LOS, (8, 10, 6, 2)), (0, (5, 6, 5, 2))])
def test_linked_tables_of_a_thousand_cells_end_in_a_safe_choice_with_its_bound(
    los: int, shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benadering, "LOS", los)
    cells, structuur = make_linked(shape, 60)
    items = protect(cells, Geheimhouding(), structuur)
    assert 0 < items.keuze.grens < items.keuze.gewicht < 2.5 * items.keuze.grens
    assert items.keuze.werelden
    found = {
        item.getal.sleutel: item
        for item in check_disclosure(publish(items), items, Geheimhouding(), structuur)
    }
    small = [item for item in items if 0 < item.gemeten.waarde < 10]
    assert len(small) > 10
    for item in small:
        interval = found[item.sleutel].interval
        assert interval is not None
        assert interval.hoog - interval.laag >= 8


def make_grouped(
    values: dict[tuple[str, str], int], groepen: dict[str, list[str]]
) -> tuple[list[Gemeten], Structuur]:
    """A grid, with its rows in groups in another table."""
    columns = sorted({column for _, column in values})
    groups = {
        (group, column): sum(values[row, column] for row in rows)
        for group, rows in groepen.items()
        for column in columns
    }
    other = [
        make_cijfer(dict(c.uitsplitsing), c.waarde, indicator="groep")
        for c in make_table(groups, ["groep", "kolom"])
    ]
    relations = tuple(
        Relatie(f"groep.{group}.{column}", tuple(f"proef.{row}.{column}" for row in rows))
        for group, rows in groepen.items()
        for column in (*columns, "totaal")
    )
    totalen = {"proef": dict.fromkeys(DIMENSIES[:2], SOM), "groep": {"groep": SOM, "kolom": SOM}}
    return [*make_table(values, DIMENSIES[:2]), *other], Structuur(totalen=totalen, relaties=relations)


def test_groups_of_a_dimension_move_along_with_a_cube() -> None:
    values = dict.fromkeys(itertools.product("abcd", "efgh"), 20) | {("a", "e"): 2, ("c", "f"): 3}
    table, structuur = make_grouped(values, {"x": ["a", "c"], "y": ["b", "d"]})
    # over rows of one group no number of the other table has to be hidden
    extra = hide_roughly(make_deel(table, structuur=structuur))[0]
    assert extra >= {"a.f", "c.e"}
    assert {name[0] for name in extra} == {"a", "c"}


def test_the_choice_is_the_same_for_any_order_of_the_numbers() -> None:
    cells, structuur = make_linked((4, 5, 4, 2), 30)
    first = hidden_of(protect(cells, Geheimhouding(), structuur))
    assert first == hidden_of(protect(cells[::-1], Geheimhouding(), structuur))


def test_every_corner_of_a_cube_can_be_the_one_that_is_small() -> None:
    for corner in itertools.product("ab", "cd", "ef"):
        values = dict.fromkeys(itertools.product("ab", "cd", "ef"), 20) | {corner: 2}
        extra, _ = hide_roughly(make_deel(make_table(values, DIMENSIES)))
        assert extra == {".".join(key) for key in values if key != corner}
