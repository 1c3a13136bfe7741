"""Small counts that follow from two large ones, groups that are all alike, and shares of several numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import SOM, TOTAAL, UNIEK, hidden_of, make_cijfer, make_grid, make_row, protect_table, publish
from uitputtend import find_possible, list_values, print_grid

from sdreport.disclosure import BeschermdCijfer, check_disclosure
from sdreport.errors import BuildError
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import Gemeten
from sdreport.measures.herleiding import make_structuur
from sdreport.measures.verdieping.stapeling import COMBINATIES
from sdreport.project.parameters import Geheimhouding
from sdreport.register.structuur import Quotient, Relatie, Structuur

REGELS = Geheimhouding()
PERSONEN = frozenset({"proef", "huishoudens", "kosten"})
SAMEN = Structuur(relaties=(Relatie("huishoudens.a", ("proef.a",), "hoogstens"),), over_personen=PERSONEN)
MET_SOM = Structuur(totalen={"proef": {"rij": SOM}}, over_personen=PERSONEN)
ALLEMAAL = Structuur(
    totalen={"proef": {"rij": SOM, "kolom": SOM}}, over_personen=PERSONEN, kenmerken=frozenset({"kolom"})
)


def make_households(persons: int, households: int) -> list[Gemeten]:
    return [
        make_cijfer({"rij": "a"}, persons),
        make_cijfer({"rij": "a"}, households, "huishoudens", indicator="huishoudens"),
    ]


def leave_out(rest: int) -> list[Gemeten]:
    """A total and its parts, of which so many are in none."""
    return [make_cijfer({"rij": n}, v) for n, v in [("a", 96), ("b", 60), (TOTAAL, 156 + rest)]]


def check_small(table: list[Gemeten], structuur: Structuur, told: str) -> None:
    """Hold that a difference is a small count: one number is hidden for it, and all shown it is found out."""
    items = protect_table(table, structuur=structuur)
    assert len(hidden_of(items)) == 1
    (found,) = check_disclosure(publish(items), items, REGELS, structuur)
    assert found.interval is not None
    assert found.interval.hoog - found.interval.laag >= 8
    with pytest.raises(BuildError, match=told):
        check_disclosure(publish(show_all(items)), items, REGELS, structuur)


def show_all(items: Sequence[BeschermdCijfer]) -> list[BeschermdCijfer]:
    """As if nothing had been hidden."""
    return [replace(item, waarde=item.gemeten.waarde) for item in items]


def test_persons_and_households_that_differ_by_five_are_not_both_shown() -> None:
    check_small(
        make_households(1086, 1081), SAMEN, r"het verschil tussen proef\.a en huishoudens\.a \(2023\) volgt"
    )


@pytest.mark.parametrize(("persons", "households"), [(1100, 1081), (1081, 1081)])
def test_a_difference_that_is_no_small_count_hides_nothing(persons: int, households: int) -> None:
    items = protect_table(make_households(persons, households), structuur=SAMEN)
    assert hidden_of(items) == set()
    assert check_disclosure(publish(items), items, REGELS, SAMEN) == []


@pytest.mark.parametrize("rest", [3, -3])
def test_the_few_that_a_sum_leaves_out_are_a_small_count(rest: int) -> None:
    """Persons whose sex is not known count in the total and in no part of it, or some count twice."""
    check_small(leave_out(rest), MET_SOM, r"het verschil tussen proef\..* \(2023\) volgt")


@pytest.mark.parametrize("rest", [0, 40])
def test_a_sum_that_leaves_out_nobody_or_many_hides_nothing(rest: int) -> None:
    items = protect_table(leave_out(rest), structuur=MET_SOM)
    assert hidden_of(items) == set()
    assert check_disclosure(publish(items), items, REGELS, MET_SOM) == []


def test_the_few_of_a_union_who_lack_one_of_its_parts_are_a_small_count() -> None:
    structuur = Structuur(totalen={"proef": {"rij": UNIEK}}, over_personen=PERSONEN)
    table = [make_cijfer({"rij": n}, v) for n, v in [("a", 96), ("b", 60), (TOTAAL, 100)]]
    items = protect_table(table, structuur=structuur)
    assert hidden_of(items) == {"a"}
    check_disclosure(publish(items), items, REGELS, structuur)
    with pytest.raises(BuildError, match="volgt te nauwkeurig"):
        check_disclosure(publish(show_all(items)), items, REGELS, structuur)


def test_the_few_who_are_in_two_groups_are_a_small_count() -> None:
    structuur = Structuur(totalen={"proef": {"rij": UNIEK}}, over_personen=PERSONEN)
    table = [make_cijfer({"rij": n}, v) for n, v in [("a", 96), ("b", 60), (TOTAAL, 152)]]
    items = protect_table(table, structuur=structuur)
    assert len(hidden_of(items)) == 1
    with pytest.raises(BuildError, match="volgt te nauwkeurig"):
        check_disclosure(publish(show_all(items)), items, REGELS, structuur)


def test_a_group_that_is_all_alike_gets_a_zero_that_could_be_somebody() -> None:
    table = make_grid([[12, 0, 0], [15, 14, 13]])
    items = protect_table(table, structuur=ALLEMAAL)
    zeros = {c.adres.removeprefix("proef.") for c in table if c.waarde == 0}
    assert hidden_of(items) & zeros
    check_disclosure(publish(items), items, REGELS, ALLEMAAL)
    with pytest.raises(BuildError, match=r"iedereen van proef\.r0\.totaal in proef\.r0\.k0"):
        check_disclosure(publish(show_all(items)), items, REGELS, ALLEMAAL)


@pytest.mark.parametrize("more", [{}, {"k1": 20}])
def test_of_a_table_with_one_row_nobody_is_told_that_it_is_all(more: Mapping[str, int]) -> None:
    """A town with one voorziening: its clients are those of the law. With a second it tells all have the first."""
    union = replace(ALLEMAAL, totalen={"proef": {"kolom": UNIEK}})
    values = {"k0": 50, **more, TOTAAL: 50}
    table = [make_cijfer({"rij": "r0", "kolom": naam}, value) for naam, value in values.items()]
    items = protect_table(table, structuur=union)
    check_disclosure(publish(items), items, REGELS, union)
    assert bool(hidden_of(items)) == bool(more)


def test_what_is_no_characteristic_of_a_person_may_be_the_same_for_all() -> None:
    plain = replace(ALLEMAAL, kenmerken=frozenset())
    assert hidden_of(protect_table(make_grid([[12, 0, 0], [15, 14, 13]]), structuur=plain)) == set()


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 4), st.lists(st.integers(1, 4), min_size=2, max_size=2))
def test_one_who_tries_everything_finds_another_possibility(alike: int, others: list[int]) -> None:
    """With a threshold of 2 nothing but the certainty is to be hidden; a hidden number may then be zero."""
    table = make_grid([[alike, 0], others])
    items = protect_table(table, drempel=2, structuur=ALLEMAAL)
    published = {rij.adres: rij.waarde for rij in publish(items)}
    compute = print_grid(2, 2)
    hidden = {adres for adres, waarde in published.items() if waarde is None}

    def compute_with_doubt(cells: Sequence[int]) -> Mapping[str, float]:
        printed = {adres: 1.0 if adres in hidden else value for adres, value in compute(cells).items()}
        return {**printed, "ander": float(cells[1])}

    found = find_possible(list_values(4, 9), compute_with_doubt, {**published, "ander": None})
    assert max(found["ander"]) >= 1


def make_share(value: float) -> Gemeten:
    return make_cijfer({"rij": "jong"}, value, "%", indicator="aandeel", personen=400)


def test_a_share_goes_with_any_number_of_its_base() -> None:
    """The base is not printed itself: it is the sum of numbers, of which one is hidden."""
    structuur = Structuur(
        quotienten=(Quotient("aandeel.jong", "kosten.jong", ("proef.a", "proef.b", "proef.c")),)
    )
    part = make_cijfer({"rij": "jong"}, 2_612_000.0, "euro", indicator="kosten", personen=400)
    amounts = [("a", 208_655.0, 4), ("b", 5_612_269.0, 300), ("c", 85_934.0, 100)]
    table = [make_cijfer({"rij": n}, v, "euro", personen=p) for n, v, p in amounts]
    share = make_share(round(100 * 2_612_000 / sum(v for _, v, _ in amounts), 4))
    items = protect_table([*table, part, share], structuur=structuur)
    assert hidden_of(items) == {"a", "aandeel.jong"}
    check_disclosure(publish(items), items, REGELS, structuur)
    shown = [replace(i, waarde=i.gemeten.waarde) if i.gemeten.indicator == "aandeel" else i for i in items]
    with pytest.raises(BuildError, match=r"proef\.a \(2023\) is te nauwkeurig"):
        check_disclosure(publish(shown), items, REGELS, structuur)


def test_the_rows_of_a_plain_table_have_nothing_that_follows() -> None:
    items = protect_table(make_row(40, 30, 20), structuur=replace(ALLEMAAL, totalen={"proef": {"rij": SOM}}))
    assert hidden_of(items) == set()


def test_households_with_a_law_bound_each_other_by_the_persons_with_it() -> None:
    """788 persons with the Jeugdwet leave 781 households with that alone, and at most 7 with another law as well."""
    persons = {"wmo": 900, "jeugdwet": 784, "participatiewet": 1200, "wmo-participatiewet": 120}
    households = {"wmo": 850, "jeugdwet": 781, "participatiewet": 1100, "wmo-participatiewet": 117}
    more = {"jeugdwet-participatiewet": (4, 3), TOTAAL: (3008, 2851)}
    both = {name: (persons.get(name, 0), households.get(name, 0)) for name in COMBINATIES} | more
    cells = [
        make_cijfer({"combinatie": name}, pair[place], eenheid, indicator=indicator)
        for place, (indicator, eenheid) in enumerate(
            (("stapeling", "personen"), ("stapeling_huishoudens", "huishoudens"))
        )
        for name, pair in both.items()
    ]
    cells.append(make_cijfer({"wet": "jeugdwet", "voorziening": TOTAAL}, 788, indicator="clienten"))
    structuur = make_structuur(INDICATOREN)
    items = protect_table(cells, structuur=structuur)
    hidden = {item.gemeten.adres for item in items if item.onderdrukt}
    assert "stapeling_huishoudens.jeugdwet-participatiewet" in hidden
    assert hidden & {"stapeling_huishoudens.jeugdwet", "clienten.jeugdwet.totaal"}
    check_disclosure(publish(items), items, REGELS, structuur)


def test_an_estimate_below_zero_that_is_hidden_contradicts_nothing() -> None:
    """More was paid back than declared: no reader knows it to be zero or more."""
    structuur = make_structuur(INDICATOREN)
    estimate = make_cijfer(
        {"wet": "wmo"}, -1382, "euro", "kosten_nagekomen", rijen=99, personen=40, bijdragen=(95.0,)
    )
    items = protect_table([estimate], structuur=structuur)
    assert [item.onderdrukt for item in items] == [True]
    check_disclosure(publish(items), items, REGELS, structuur)


KOSTEN = Structuur(totalen={"proef": {"rij": SOM}}, over_personen=PERSONEN)
TWEE_KEER = Structuur(
    totalen={"begroting": {"rij": SOM}},
    relaties=(Relatie("begroting.{rij}", ("proef.{rij}",)),),
    over_personen=frozenset({"proef"}),
)


def make_amounts(
    *parts: tuple[int, int], indicator: str = "proef", over_personen: bool = True
) -> list[Gemeten]:
    """Amounts in a row with their total; each with on how many persons it rests."""
    whole = tuple(map(sum, zip(*parts, strict=True)))
    return [
        make_cijfer({"rij": name}, eur, "euro", indicator, rijen=99, personen=n, over_personen=over_personen)
        for name, (eur, n) in zip([*"abcdef"[: len(parts)], TOTAAL], [*parts, whole], strict=True)
    ]


@pytest.mark.parametrize(
    ("second", "hidden"),
    [((4000, 4), {"a", "b", "d"}), ((4000, 9), {"a", "b", "d"}), ((4000, 10), {"a", "b"})],
)
def test_amounts_of_few_persons_each_are_not_to_be_added_up(
    second: tuple[int, int], hidden: set[str]
) -> None:
    """They may be the same persons; one that rests on enough persons makes the sum rest on these."""
    dominated = {"bijdragen": (90.0,)} if second[1] >= 10 else {}
    table = make_amounts((3000, 3), second, (50_000, 40), (9000, 30))
    table[1] = replace(table[1], **dominated)
    items = protect_table(table, structuur=KOSTEN)
    assert hidden_of(items) == hidden
    check_disclosure(publish(items), items, REGELS, KOSTEN)
    only = [
        i if i.sleutel[0] in {"proef.a", "proef.b"} else replace(i, waarde=i.gemeten.waarde) for i in items
    ]
    if len(hidden) > 2:
        with pytest.raises(BuildError, match=r"de som van proef\.a en 1 andere \(2023\) volgt te nauwkeurig"):
            check_disclosure(publish(only), only, REGELS, KOSTEN)


def test_nor_are_they_in_a_budget_that_has_the_same_amounts() -> None:
    parts = (3000, 3), (4000, 4), (50_000, 40), (9000, 30)
    costs = [cijfer for cijfer in make_amounts(*parts) if TOTAAL not in cijfer.adres]
    table = [*costs, *make_amounts(*parts, indicator="begroting", over_personen=False)]
    items = protect_table(table, structuur=TWEE_KEER)
    assert hidden_of(items) == {part for n in "abd" for part in (n, f"begroting.{n}")}
    check_disclosure(publish(items), items, REGELS, TWEE_KEER)
    only = [i if i.sleutel[0][-1] in "ab" else replace(i, waarde=i.gemeten.waarde) for i in items]
    with pytest.raises(BuildError, match=r"de som van begroting\.a en 1 andere"):
        check_disclosure(publish(only), only, REGELS, TWEE_KEER)
