"""Hidden amounts that are known together: what one of their own persons or providers makes of the sum."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import TOTAAL, hidden_of, make_cijfer, protect_table, publish

from sdreport.disclosure import BeschermdCijfer, check_disclosure
from sdreport.errors import BuildError
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.structuur import SOM, Relatie, Structuur

REGELS = Geheimhouding()
RIJ = Structuur(totalen={"proef": {"rij": SOM}}, over_personen=frozenset({"proef"}))
TWEE_KEER = replace(
    RIJ,
    totalen={"begroting": {"rij": SOM}},
    relaties=(Relatie("begroting.{rij}", ("proef.{rij}",)),),
)
VELEN = dict.fromkeys(range(100, 140), 2.5)
"""Forty providers or persons with as much each."""


def make_bedrag(naam: str, eur: float, per_aanbieder: dict[int, float], **anders: object) -> Gemeten:
    """An amount of forty persons, with the parts in percent of its providers by mark."""
    largest = sorted(per_aanbieder.items(), key=lambda item: -item[1])[:5]
    parts = {"aanbieders": tuple(part for _, part in largest), "welke": tuple(mark for mark, _ in largest)}
    own = {"rijen": 99, "personen": 40} | parts | anders
    return make_cijfer({"rij": naam}, eur, "euro", **own)


def add_total(parts: Sequence[Gemeten], indicator: str = "proef") -> list[Gemeten]:
    total = sum(part.waarde for part in parts)
    whole = make_cijfer({"rij": TOTAAL}, total, "euro", indicator, rijen=999, personen=400)
    return [*parts, whole]


def show_others(items: Sequence[BeschermdCijfer], hidden: str) -> list[BeschermdCijfer]:
    """As if no more were hidden than some amounts."""
    return [
        item if item.sleutel[0][-1] in hidden else replace(item, waarde=item.gemeten.waarde) for item in items
    ]


def assert_adds_up_to_too_much(table: Sequence[Gemeten], hidden: str, structuur: Structuur = RIJ) -> None:
    """More is hidden than the two that must be, and the attacker finds these two alone too few."""
    items = protect_table(table, structuur=structuur)
    assert set(hidden) < {name[-1] for name in hidden_of(items)}
    check_disclosure(publish(items), items, REGELS, structuur)
    only = show_others(items, hidden)
    with pytest.raises(BuildError, match=r"de som van (proef|begroting)\.a en 1 andere \(2023\) volgt"):
        check_disclosure(publish(only), only, REGELS, structuur)


def assert_is_enough(table: Sequence[Gemeten], hidden: str) -> None:
    items = protect_table(table, structuur=RIJ)
    assert {name[-1] for name in hidden_of(items)} == set(hidden)
    check_disclosure(publish(items), items, REGELS, RIJ)


OPEN = [make_bedrag("c", 50_000, VELEN), make_bedrag("d", 9_000, VELEN)]


def test_two_providers_who_share_both_amounts_find_each_other_in_their_sum() -> None:
    both = [make_bedrag("a", 3000, {1: 60, 2: 40}), make_bedrag("b", 4000, {1: 30, 2: 70})]
    assert_adds_up_to_too_much(add_total([*both, *OPEN]), "ab")


def test_four_providers_of_whom_each_has_one_other_beside_it_do_not() -> None:
    both = [make_bedrag("a", 3000, {1: 60, 2: 40}), make_bedrag("b", 4000, {3: 60, 4: 40})]
    assert_is_enough(add_total([*both, *OPEN]), "ab")


def test_a_provider_who_is_in_both_takes_off_both_parts() -> None:
    """Of 7,000 the first has 2,000 + 200 and knows 4,800 to be the second's 4,600 to within 5%."""
    both = [make_bedrag("a", 2200, {1: 92, 3: 8}), make_bedrag("b", 4800, {2: 96, 1: 4})]
    assert_adds_up_to_too_much(add_total([*both, *OPEN]), "ab")


def test_who_has_an_amount_alone_finds_the_other() -> None:
    """The first is hidden because few persons have it; its only provider knows it all the same."""
    both = [make_bedrag("a", 3000, {1: 100}, personen=3), make_bedrag("b", 4000, {2: 60, 3: 40})]
    assert_adds_up_to_too_much(add_total([*both, *OPEN]), "ab")


def test_so_does_a_person() -> None:
    one = make_bedrag("a", 3000, VELEN, personen=1, bijdragen=(100.0,), wie=(7,))
    other = make_bedrag("b", 4000, VELEN, personen=12, bijdragen=(60.0, 35.0, 5.0), wie=(8, 9, 10))
    assert_adds_up_to_too_much(add_total([one, other, *OPEN]), "ab")


def test_who_has_two_of_three_alone_finds_the_third() -> None:
    three = [
        make_bedrag("a", 3000, {1: 100}, personen=3),
        make_bedrag("b", 4000, {1: 100}, personen=4),
        make_bedrag("e", 6000, {2: 60, 3: 40}),
    ]
    items = protect_table(add_total([*three, *OPEN]), structuur=RIJ)
    assert {"a", "b", "e"} < hidden_of(items)
    check_disclosure(publish(items), items, REGELS, RIJ)


def test_an_amount_that_protects_and_is_of_one_who_knows_it_protects_nothing() -> None:
    """The smallest that can be hidden along is of one provider, who would find the first."""
    table = add_total([make_bedrag("a", 3000, {2: 60, 3: 40}), make_bedrag("b", 4000, {1: 100}), *OPEN])
    items = protect_table(table, structuur=RIJ)
    assert len(hidden_of(items)) > 2 or "b" not in hidden_of(items)
    only = show_others(items, "ab")
    only = [replace(item, waarde=None) if item.sleutel[0] == "proef.b" else item for item in only]
    with pytest.raises(BuildError, match=r"de som van proef\.a en 1 andere"):
        check_disclosure(publish(only), only, REGELS, RIJ)


def test_those_of_whom_only_the_largest_are_known_can_be_in_both() -> None:
    """Who is not among the five largest of an amount can have as much as the fifth, and still not be found."""
    many = dict.fromkeys(range(200, 205), 19.0) | {205: 5.0}
    both = [make_bedrag("a", 3000, {1: 60, 2: 40}), make_bedrag("b", 4000, many, personen=3)]
    assert_is_enough(add_total([*both, *OPEN]), "ab")


def test_the_same_amounts_in_a_budget_are_of_the_same_providers() -> None:
    parts = [make_bedrag("a", 3000, {1: 60, 2: 40}), make_bedrag("b", 4000, {1: 30, 2: 70}), *OPEN]
    budget = [
        make_cijfer(part.uitsplitsing, part.waarde, "euro", "begroting", over_personen=False)
        for part in parts
    ]
    assert_adds_up_to_too_much([*parts, *add_total(budget, "begroting")], "ab", TWEE_KEER)


DELEN = st.dictionaries(st.integers(1, 5), st.integers(1, 20), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DELEN, DELEN, st.integers(1, 40)), min_size=2, max_size=4))
def test_the_attacker_asks_no_more_than_protection_gives(
    amounts: list[tuple[dict[int, int], dict[int, int], int]],
) -> None:
    """Two ways of judging, on invented persons and providers: what is protected passes."""
    table = []
    for name, (persons, providers, number) in zip("abcd", amounts, strict=False):
        shares = [
            {mark: 100.0 * part / sum(own.values()) for mark, part in own.items()}
            for own in (persons, providers)
        ]
        own = sorted(shares[0].items(), key=lambda item: -item[1])
        told = {"bijdragen": tuple(part for _, part in own), "wie": tuple(mark for mark, _ in own)}
        eur = 1000.0 * sum(providers.values())
        table.append(make_bedrag(name, eur, shares[1], personen=max(number, len(own)), **told))
    large = [make_bedrag(name, 900_000.0 + ord(name), VELEN) for name in "xyz"]
    items = protect_table(add_total([*table, *large]), structuur=RIJ)
    check_disclosure(publish(items), items, REGELS, RIJ)
