"""The attacker against exhaustive enumeration, and against every kind of number that can give another one away."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import (
    JAAR,
    SOMMEN,
    TOTAAL,
    UNIE,
    make_cijfer,
    make_grid,
    make_row,
    publish,
    true_values,
)

from sdreport.disclosure import BeschermdCijfer
from sdreport.disclosure.aanval.aanvaller import Kennis, attack
from sdreport.disclosure.aanval.grenzen import Interval
from sdreport.measures.definitie import Gemeten
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import Quotient, Relatie, Structuur

TOP = 12
"""Tables for enumeration have values up to here; an interval that a total does not bound ends here too."""


def attack_table(
    cijfers: Sequence[Gemeten], hidden: set[str], structuur: Structuur = SOMMEN, kennis: Kennis | None = None
) -> dict[str, Interval]:
    """The intervals of chosen hidden numbers of `proef`, by address without `proef.`."""
    keys = {f"proef.{name}" for name in hidden}
    shown = [BeschermdCijfer(cijfer, cijfer.waarde, 0) for cijfer in cijfers]
    items = [replace(item, waarde=None) if item.sleutel[0] in keys else item for item in shown]
    found = attack(publish(items), structuur, kennis or Kennis(), true_values(cijfers))
    return {adres.removeprefix("proef."): interval for (adres, _), interval in found.items()}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=4, max_size=4), st.sets(st.integers(0, 8), min_size=1))
def test_intervals_are_those_of_all_tables_that_fit(values: list[int], numbers: set[int]) -> None:
    table = make_grid([values[:2], values[2:]])
    names = [cijfer.adres.removeprefix("proef.") for cijfer in table]
    hidden = {names[number] for number in numbers}
    shown = {name: int(c.waarde) for name, c in zip(names, table, strict=True) if name not in hidden}
    tables = map(with_totals, itertools.product(range(1, TOP + 1), repeat=4))
    fitting = [cells for cells in tables if all(cells[name] == value for name, value in shown.items())]
    for name, interval in attack_table(table, hidden).items():
        assert interval.laag == min(cells[name] for cells in fitting)
        most = max(cells[name] for cells in fitting)
        assert interval.hoog == most or interval.hoog > most >= TOP  # beyond TOP nothing was tried


def with_totals(cells: Sequence[int]) -> Mapping[str, int]:
    a, b, c, d = cells
    return {
        "r0.k0": a, "r0.k1": b, "r1.k0": c, "r1.k1": d, "r0.totaal": a + b, "r1.totaal": c + d,
        "totaal.k0": a + c, "totaal.k1": b + d, "totaal.totaal": a + b + c + d,
    }  # fmt: skip


def test_a_number_that_only_the_threshold_hides_is_known_from_its_total() -> None:
    assert attack_table(make_row(4, 30, 12), {"a"})["a"] == Interval(4, 4)


def test_hidden_numbers_are_at_least_one_when_zeros_are_shown() -> None:
    assert attack_table(make_row(4, 5, 30), {"a", "b"})["a"] == Interval(1, 8)
    assert attack_table(make_row(4, 5, 30), {"a", "b"}, kennis=Kennis(nul_getoond=False))["a"] == Interval(
        0, 9
    )


def test_whole_numbers_are_narrower_than_fractions() -> None:
    """a + b = c + d = a + c = 3 and so on: halves would fit, but persons come whole."""
    twice = Structuur(SOMMEN.totalen, relaties=(Relatie("proef.totaal", ("proef.a", "proef.a", "proef.b")),))
    table = [make_cijfer({"rij": n}, v) for n, v in [("a", 2), ("b", 3), (TOTAAL, 7)]]
    loose = Structuur(relaties=twice.relaties)
    assert attack_table(table, {"a", "b"}, loose)["a"] == Interval(1, 3)
    assert attack_table(table, {"a", "b"}, loose)["b"] == Interval(1, 5)


def test_a_union_bounds_its_parts_on_both_sides() -> None:
    table = [make_cijfer({"rij": n}, v) for n, v in [("a", 6), ("b", 372), ("c", 25), (TOTAAL, 399)]]
    assert attack_table(table, {"a"}, UNIE)["a"] == Interval(2, 399)


def test_a_printed_percentage_gives_its_number_away() -> None:
    structuur = Structuur(SOMMEN.totalen, {"aandeel": "proef"})
    table = [*make_row(4, 5, 30), make_cijfer({"rij": "a"}, 10.2564, "%", indicator="aandeel")]
    assert attack_table(table, {"a", "b"}, structuur)["a"] == Interval(4, 4)


def test_a_printed_percentage_and_its_number_give_the_total_away() -> None:
    structuur = Structuur(aandelen={"aandeel": "proef"})
    table = [*make_row(400, 600), make_cijfer({"rij": "a"}, 40.0, "%", indicator="aandeel")]
    assert attack_table(table, {TOTAAL}, structuur)[TOTAAL] == Interval(1000, 1000)


def test_an_average_gives_its_amount_away() -> None:
    structuur = Structuur(quotienten=(Quotient("gemiddeld.{r}", "bedrag.{r}", ("proef.{r}",), 1.0),))
    table = [
        make_cijfer({"rij": "a"}, 20),
        make_cijfer({"rij": "a"}, 5000.0, "euro", indicator="bedrag"),
        make_cijfer({"rij": "a"}, 250.0, "euro", indicator="gemiddeld"),
    ]
    rijen = publish(BeschermdCijfer(c, None if c.indicator == "bedrag" else c.waarde, 0) for c in table)
    (interval,) = attack(rijen, structuur, Kennis(), {}).values()
    assert interval.laag == pytest.approx(5000, abs=0.01)
    assert interval.hoog == pytest.approx(5000, abs=0.01)


@pytest.mark.parametrize(
    ("naam", "waarde", "low", "high"), [("proef_verschil", -26, 4, 4), ("proef_groei", -86.6667, 4, 4)]
)
def test_a_printed_change_and_last_year_give_a_number_away(
    naam: str, waarde: float, low: int, high: int
) -> None:
    now, before = make_rij("proef", None), make_rij("proef", 30, jaar=JAAR - 1)
    found = attack([now, before, make_rij(naam, waarde)], Structuur(), Kennis(), {})
    assert found == {("proef.a", JAAR): Interval(low, high)}


def test_this_year_gives_away_what_last_year_hid() -> None:
    """The stock at the begin of this year is that at the end of last year."""
    structuur = Structuur(relaties=(Relatie("begin.a", ("einde.a@-1",)),))
    rijen = [make_rij("begin", 6), make_rij("einde", None, jaar=JAAR - 1)]
    assert attack(rijen, structuur, Kennis(), {}) == {("einde.a", JAAR - 1): Interval(6, 6)}


def test_flows_and_stocks_give_the_missing_one_away() -> None:
    structuur = Structuur(relaties=(Relatie("einde.a", ("begin.a", "erbij.a", "-eraf.a")),))
    rijen = [make_rij("einde", 40), make_rij("begin", 37), make_rij("erbij", None), make_rij("eraf", 5)]
    assert attack(rijen, structuur, Kennis(), {}) == {("erbij.a", JAAR): Interval(8, 8)}


def test_what_agrees_within_a_margin_tells_nothing_of_what_nobody_knows() -> None:
    """Of this year a reader is given how far the two are apart; of what was hidden before nobody knows it."""
    structuur = Structuur(relaties=(Relatie("boek.a", ("proef.a",), ongeveer=True),))
    rijen, plek = [make_rij("boek", 12), make_rij("proef", None)], ("proef.a", JAAR)
    assert attack(rijen, structuur, Kennis(), {("boek.a", JAAR): 12, plek: 11}) == {plek: Interval(11, 11)}
    assert attack(rijen, structuur, Kennis(), {("boek.a", JAAR): 12}) == {plek: Interval(1, float("inf"))}


def test_rounded_numbers_leave_room_and_exact_ones_do_not() -> None:
    table = make_row(4, 30, 12)
    rounded = frozenset(true_values(table))
    assert attack_table(table, {"a"}, kennis=Kennis(basis=5, afgerond=rounded))["a"] == Interval(1, 10)


def test_a_hidden_amount_may_be_anything_that_its_total_allows() -> None:
    amounts = [make_cijfer({"rij": n}, v, "euro") for n, v in [("a", 100.5), ("b", 30.25), (TOTAAL, 130.75)]]
    assert attack_table(amounts, {"a", "b"})["a"] == Interval(0, pytest.approx(130.75))
    below = Structuur(SOMMEN.totalen, negatief=frozenset({"proef"}))
    assert attack_table(amounts, {"a", "b"}, below)["a"] == Interval(-math.inf, math.inf)


def make_rij(indicator: str, waarde: float | None, jaar: int = JAAR) -> Cijfer:
    return Cijfer(indicator, jaar, {"rij": "a"}, waarde, "personen", "definitief", "proef", "Proef.")
