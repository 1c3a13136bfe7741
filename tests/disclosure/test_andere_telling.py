"""What is counted in two ways gives no hidden number away: who was there came in, and percelen of voorzieningen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tabelhulp import make_cijfer, publish

from sdreport.disclosure import check_disclosure, protect
from sdreport.errors import BuildError
from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import Gemeten
from sdreport.measures.herleiding import make_structuur
from sdreport.project.parameters import Geheimhouding

REGELS = Geheimhouding()


def make_flow(begin: int, erbij: int, eraf: int, clienten: int) -> list[Gemeten]:
    """Stand and flow of a law beside its clients; without the months."""
    stand = {"begin": begin, "einde": begin + erbij - eraf}
    return [
        *(make_cijfer({"wet": "wmo", "moment": m}, n, indicator="stand") for m, n in stand.items()),
        make_cijfer({"wet": "wmo", "maand": "totaal"}, erbij, indicator="instroom"),
        make_cijfer({"wet": "wmo", "maand": "totaal"}, eraf, indicator="uitstroom"),
        make_cijfer({"wet": "wmo", "voorziening": "totaal"}, clienten, indicator="clienten"),
    ]


def make_percelen(voorziening: int, *percelen: int) -> list[Gemeten]:
    """The clients of a voorziening, and of the percelen that it consists of."""
    adressen = tuple(f"perceel_clienten.p{number}" for number in range(len(percelen)))
    waarden = {"wet": "wmo", "voorziening": "hulp"}
    whole = make_cijfer(waarden, voorziening, indicator="clienten", hoogstens_van=adressen)
    also = ("clienten.wmo.hulp",)
    parts = (
        make_cijfer({"perceel": f"p{number}"}, n, indicator="perceel_clienten", hoogstens_van=also)
        for number, n in enumerate(percelen)
    )
    return [whole, *parts]


def make_bezwaren(
    uitkomsten: Mapping[str, int], adviezen: Mapping[str, int], wet: str = "totaal"
) -> list[Gemeten]:
    """Objections of a law, or of all, by outcome; and by the advice on them."""
    kind = "bezwaarschriften"
    return [
        *(make_cijfer({"wet": wet, "uitkomst": name}, n, kind, kind) for name, n in uitkomsten.items()),
        *(make_cijfer({"advies": name}, n, kind, "bezwaar_adviezen") for name, n in adviezen.items()),
    ]


def hide(cijfers: Sequence[Gemeten]) -> set[str]:
    """What protection hides; the attacker agrees that it is enough."""
    structuur = make_structuur(INDICATOREN, cijfers)
    items = protect(cijfers, REGELS, structuur)
    check_disclosure(publish(items), items, REGELS, structuur)
    return {item.sleutel[0] for item in items if item.onderdrukt}


@pytest.mark.parametrize(("cijfers", "small"), [
    (make_flow(50, 7, 30, 57), "instroom.wmo.totaal"), (make_flow(50, 30, 6, 80), "uitstroom.wmo.totaal"),
    (make_percelen(251, 248, 3), "perceel_clienten.p1"),
])  # fmt: skip
def test_a_small_number_is_hidden_with_what_would_give_it_away(cijfers: list[Gemeten], small: str) -> None:
    hidden = hide(cijfers)
    assert small in hidden and len(hidden) > 1


def test_the_attack_finds_who_came_in_from_who_was_there() -> None:
    cijfers = make_flow(50, 7, 30, 57)
    apart = protect(cijfers, REGELS)  # without what is known of how they hang together
    open_ = [
        replace(item, waarde=30.0) if item.sleutel[0].startswith("uitstroom") else item for item in apart
    ]
    with pytest.raises(BuildError, match=r"instroom\.wmo\.totaal \(2023\)"):
        check_disclosure(publish(open_), open_, REGELS, make_structuur(INDICATOREN, cijfers))


@pytest.mark.parametrize(
    "cijfers",
    [
        make_flow(961, 183, 118, 1141),
        make_percelen(631, 616, 15),
        make_percelen(80, 73),
        make_percelen(73, 80),
    ],
)
def test_other_counts_that_differ_a_little_stay(cijfers: list[Gemeten]) -> None:
    assert hide(cijfers) == set()


def test_what_was_withdrawn_is_at_least_what_had_no_advice() -> None:
    """That the rule on it found nothing is published: 14 without advice leave 1 to 6 of 20 for all other outcomes."""
    outcomes = {"ingetrokken": 14, "ongegrond": 3, "gegrond": 3, "totaal": 20}
    advice = {"geen-advies": 14, "gegrond": 12}
    assert "bezwaar_adviezen.geen-advies" in hide(make_bezwaren(outcomes, advice))


def test_a_decision_follows_its_advice() -> None:
    """All 30 that are ongegrond by the advice are so in the end: that protects no 4 that are gegrond."""
    names = ("gegrond", "ingetrokken", "niet-ontvankelijk", "ongegrond", "totaal")
    per_law = {"wmo": (1, 8, 4, 8, 21), "jeugdwet": (0, 0, 1, 5, 6), "participatiewet": (3, 14, 3, 17, 37)}
    advice = {"geen-advies": 22, "gegrond": 4, "niet-ontvankelijk": 8, "ongegrond": 30}
    every = dict(zip(names, (4, 22, 8, 30, 64), strict=True))
    laws = (make_bezwaren(dict(zip(names, n, strict=True)), {}, law) for law, n in per_law.items())
    hidden = hide([cijfer for law in laws for cijfer in law] + make_bezwaren(every, advice))
    for name in ("gegrond", "niet-ontvankelijk", "ongegrond"):
        assert (f"bezwaar_adviezen.{name}" in hidden) == (f"bezwaarschriften.totaal.{name}" in hidden)
