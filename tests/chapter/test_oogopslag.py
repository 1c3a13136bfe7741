"""One page first: what stands on it, what does not, and where its numbers lead."""

from typing import Any

import pytest
from hoofdstukhulp import BESTAND, JAAR, MakeChapter, make_rij

from sdreport.register.cijfer import Cijfer

NBSP = "\u00a0"


def law(
    wet: str,
    clients: float | None,
    verschil: float | None,
    status: str = "definitief",
    groei: str = "definitief",
) -> list[Cijfer]:
    """A law with its clients, their growth, its costs and the difference with the budget."""
    whole = {"wet": wet, "voorziening": "totaal"}
    part = {"onderdeel": wet, "post": "totaal"}
    return [
        make_rij("clienten", clients, **whole),
        make_rij("clienten_groei", None if clients is None else 9.34, "%", status=groei, **whole),
        make_rij("begroting", 2_000_000, "euro", status=status, **part, fase="werkelijk"),
        make_rij("raming_verschil", verschil, "euro", status=status, **part),
    ]


def post(onderdeel: str, naam: str, verschil: float, status: str = "definitief") -> Cijfer:
    """The difference with the budget of one post."""
    return make_rij("raming_verschil", verschil, "euro", status=status, onderdeel=onderdeel, post=naam)


def test_a_law_is_one_line_with_its_persons_costs_and_side(chapter: MakeChapter) -> None:
    rijen = [*law("jeugdwet", 784, 422_122), *law("wmo", 1141, -321_121, groei="voorbeeld")]
    wmo, jeugd = chapter(rijen).glance_laws("figuur proef-3-1", "tabel proef-4-2").markdown.splitlines()
    assert jeugd == (
        "- **Jeugdwet**: [784 jongens en meisjes](#figuur-3-1), 9,3% meer dan in 2022; "
        f"kosten [€{NBSP}2.000.000](#tabel-4-2), [€{NBSP}422.122 minder dan begroot{NBSP}(V)](#tabel-4-2)."
    )
    assert "1.141 inwoners" in wmo and f"meer dan begroot{NBSP}(N)" in wmo
    assert "een vergelijking met 2022 is niet gepubliceerd" in wmo and "9,3%" not in wmo


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({}, "geen cliënten in de gegevens"),
        ({"nullen": False}, "aantal niet gepubliceerd"),
        ({"bronnen": {}}, "aantal niet gepubliceerd"),
    ],
)
def test_a_law_of_nobody_is_told_where_its_data_came_and_a_zero_may_be_seen(
    chapter: MakeChapter, about: dict[str, Any], told: str
) -> None:
    budget = [rij for rij in law("jeugdwet", 1, 5) if "wet" not in rij.uitsplitsing]
    text = chapter([*law("wmo", 9, 5), *budget], **about).glance_laws("figuur x", "figuur x").markdown
    assert f"- **Jeugdwet**: {told}; kosten €" in text


@pytest.mark.parametrize(
    ("delivered", "told"),
    [
        (("uitkeringen", "inkomensondersteuning"), "geen cliënten in de gegevens"),
        (("uitkeringen", "toewijzingen"), "aantal niet gepubliceerd"),
    ],
)
def test_nobody_has_income_support_only_where_all_of_it_was_delivered(
    chapter: MakeChapter, delivered: tuple[str, ...], told: str
) -> None:
    budget = [rij for rij in law("participatiewet", 1, 5) if "wet" not in rij.uitsplitsing]
    made = chapter([*law("wmo", 9, 5), *budget], bronnen=dict.fromkeys(delivered, BESTAND))
    text = made.glance_laws("figuur x", "figuur x").markdown
    assert f"- **Participatiewet**: {told}; kosten €" in text


def test_a_law_that_cost_as_budgeted_has_no_side(chapter: MakeChapter) -> None:
    assert "precies zoals begroot" in chapter(law("wmo", 9, 0)).glance_laws("figuur x", "figuur x").markdown


def test_a_hidden_number_of_clients_is_told_in_words(chapter: MakeChapter) -> None:
    text = chapter(law("wmo", None, 5)).glance_laws("figuur x", "figuur x").markdown
    assert "**Wmo**: een afgeschermd aantal inwoners" in text


def test_an_example_is_not_on_the_page(chapter: MakeChapter) -> None:
    rijen = law("participatiewet", 1300, 77_116, status="voorbeeld")
    text = chapter(rijen).glance_laws("figuur geen-{wet}", "figuur geen-{wet}").markdown
    assert "1.300 inwoners" in text and "#" not in text
    assert "de kosten zijn niet gepubliceerd" in text and "77.116" not in text and "2.000.000" not in text


def test_the_result_is_the_sum_of_what_is_known_and_says_what_is_not_in_it(chapter: MakeChapter) -> None:
    rijen = [
        *law("jeugdwet", 1, 422_122),
        *law("wmo", 1, -321_121),
        *law("participatiewet", 1, 5, status="voorbeeld"),
    ]
    text = chapter(rijen).glance_result("figuur geen-{wet}").markdown
    assert f"samen **€{NBSP}101.001 voordelig{NBSP}(V)**" in text
    assert "Participatiewet telt niet mee: dat verschil is niet gepubliceerd." in text


def test_what_belongs_to_no_law_is_in_the_result_too(chapter: MakeChapter) -> None:
    """It stands among the largest differences as well: without it the sum would be another."""
    rijen = [*law("wmo", 1, -20_000), post("algemeen", "totaal", 50_000)]
    text = chapter(rijen).glance_result("figuur geen-{wet}").markdown
    assert f"en algemeen €{NBSP}50.000 voordelig{NBSP}(V): samen **€{NBSP}30.000 voordelig{NBSP}(V)**" in text


def test_an_example_that_belongs_to_no_law_is_not_in_the_result(chapter: MakeChapter) -> None:
    rijen = [*law("wmo", 1, -20_000), post("algemeen", "totaal", 50_000, "voorbeeld")]
    text = chapter(rijen).glance_result("figuur geen-{wet}").markdown
    assert "samen" not in text and "Algemeen telt niet mee: dat verschil is niet gepubliceerd." in text


def test_a_hidden_part_takes_the_sum_away(chapter: MakeChapter) -> None:
    text = (
        chapter([*law("jeugdwet", None, 422_122), *law("wmo", 1, None)])
        .glance_result("figuur geen-{wet}")
        .markdown
    )
    assert "samen" not in text and "Wmo afgeschermd" in text


def test_the_largest_differences_come_first_whatever_their_side(chapter: MakeChapter) -> None:
    rijen = [
        post("wmo", "totaal", 9e9), post("wmo", "hulp", 100), post("wmo", "rolstoelen", -300),
        post("wmo", "vervoer", 200), post("wmo", "bedacht", 900, "voorbeeld"),
    ]  # fmt: skip
    lines = chapter(rijen).glance_differences(2, "tabel proef-4-2").markdown.splitlines()
    assert lines == [
        f"1. Rolstoelen (wmo): [€{NBSP}300 nadelig{NBSP}(N)](#tabel-4-2)",
        f"2. vervoer (wmo): [€{NBSP}200 voordelig{NBSP}(V)](#tabel-4-2)",
    ]


def test_a_number_leads_to_the_first_place_that_the_report_has(chapter: MakeChapter) -> None:
    made = chapter([post("wmo", "vervoer", 100)])
    amount = f"€{NBSP}100 voordelig{NBSP}(V)"
    for places, told in (
        ("tabel percelen-{onderdeel}, tabel proef-4-2", f"[{amount}](#tabel-4-2)"),
        ("tabel proef-4-2, figuur er-niet", f"[{amount}](#tabel-4-2)"),
        ("tabel percelen-{onderdeel}, figuur er-niet", amount),
    ):
        assert made.glance_differences(1, places).markdown == f"1. vervoer (wmo): {told}"


@pytest.mark.parametrize(
    ("waarde", "told"), [(0, "evenveel als in 2022"), (-4.12, "4,1% minder dan in 2022")]
)
def test_the_change_has_a_direction(chapter: MakeChapter, waarde: float, told: str) -> None:
    rijen = [
        make_rij("clienten", 10, wet="wmo", voorziening="totaal"),
        make_rij("clienten_groei", waarde, "%", jaar=JAAR, wet="wmo", voorziening="totaal"),
    ]
    assert told in chapter(rijen).glance_laws("figuur x", "figuur x").markdown
