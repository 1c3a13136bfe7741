"""Titles of figures: made of the numbers; ties are told as ties, and nothing gives a hidden number away."""

import pytest
from hoofdstukhulp import make_rij

from sdreport.chapter.blocks.figuren.koppen import (
    fit_title,
    tell_bars,
    tell_change,
    tell_from_to,
    tell_highest,
    tell_largest_gap,
    tell_more,
    tell_own,
    tell_peaks,
    tell_sides,
)
from sdreport.register.cijfer import Cijfer


def rij(
    waarde: float | None, eenheid: str = "personen", jaar: int = 2023, status: str = "definitief"
) -> Cijfer:
    return make_rij("cijfer", waarde, eenheid, jaar=jaar, status=status)


@pytest.mark.parametrize(
    ("items", "kop"),
    [
        ({"Wmo": 7, "Jeugd": 12}, "Jeugd het meest: 12 personen"),
        ({"Wmo": 12, "Jeugd": 12, "Bijstand": 3}, "Wmo en Jeugd even hoog en het meest: 12 personen"),
        ({"Wmo": 12, "Jeugd": 12}, "Overal evenveel: 12 personen"),
        ({"Wmo": 12, "Jeugd": None, "Bijstand": 3}, "Wmo het meest van wat is getoond: 12 personen"),
        ({"Wmo": 12, "Jeugd": 12, "Bijstand": None}, "Overal evenveel van wat is getoond: 12 personen"),
        ({"Wmo": 12, "Jeugd": None, "Bijstand": 0}, "Getoond: Wmo, 12 personen"),
        ({"Wmo": 12, "Jeugd": None}, "Getoond: Wmo, 12 personen"),
        ({"Wmo": 0, "Jeugd": None}, ""),
        ({"Wmo": 12}, ""),
        ({"Wmo": 0, "Jeugd": 0}, ""),
        ({"a": 4, "b": 4, "c": 4, "d": 4, "e": 1}, ""),
    ],
)
def test_the_highest_is_told_with_its_ties_and_of_what_is_shown_only(
    items: dict[str, float | None], kop: str
) -> None:
    assert tell_highest([(naam, rij(waarde)) for naam, waarde in items.items()]) == kop


def test_numbers_that_print_alike_are_ties() -> None:
    shares = {"Huisarts": 40.01, "School": 39.99, "Overig": 20}
    told = tell_highest([(naam, rij(waarde, "%")) for naam, waarde in shares.items()])
    assert told == "Huisarts en School even vaak en het vaakst: 40%"  # parts of a whole
    told = tell_highest([(naam, rij(waarde, "%")) for naam, waarde in {**shares, "Overig": 30}.items()])
    assert told == "Huisarts en School even hoog en het hoogst: 40%"
    rates = {"Huisarts": 7.04, "School": 7.01, "Overig": 2}
    told = tell_highest([(naam, rij(waarde, "per 1.000")) for naam, waarde in rates.items()])
    assert told == "Huisarts en School even hoog en het hoogst: 7 per 1.000"


def test_an_example_has_its_mark() -> None:
    items = [("Nederland", rij(7, status="voorbeeld")), ("Hier", rij(3))]
    assert tell_highest(items) == "Nederland het meest: 7* personen"


def test_of_stacked_bars_the_highest_is_told_of_those_that_are_shown_whole() -> None:
    bars = {"Rondkomen": [rij(4), rij(3)], "Netwerken": [rij(1), rij(2, status="voorbeeld")]}
    assert tell_bars(bars) == "Rondkomen het meest: 7 personen"
    assert (
        tell_bars({**bars, "Wonen": [rij(20), rij(None)]})
        == "Rondkomen het meest van wat is getoond: 7 personen"
    )
    assert (
        tell_bars({"Netwerken": bars["Netwerken"], "Wonen": [rij(1)]}) == "Netwerken het meest: 3* personen"
    )


def test_a_municipality_is_told_beside_the_country() -> None:
    items = {
        "land": ("Nederland", rij(710, "per 10.000")),
        "gemeente": ("Deze gemeente", rij(362, "per 10.000")),
    }
    assert tell_own(items) == "Deze gemeente: 362 per 10.000; Nederland: 710 per 10.000"
    assert (
        tell_own({"huisarts": ("Huisarts", rij(7)), "school": ("School", rij(3))})
        == "Huisarts het meest: 7 personen"
    )


@pytest.mark.parametrize(
    ("eerder", "nu", "kop"),
    [
        (100, 109, "9,0% meer dan in 2022"),
        (100, 91, "9,0% minder dan in 2022"),
        (100, 100, "evenveel als in 2022"),
        (100_000, 100_001, "vrijwel evenveel als in 2022"),
        (0, 5, ""),
        (None, 5, ""),
        (-3, 5, ""),
    ],
)
def test_a_change_is_told_from_the_year_before(eerder: float | None, nu: float, kop: str) -> None:
    assert tell_change([rij(eerder, jaar=2022), rij(nu)]) == kop


def test_a_change_over_a_missing_year_is_not_told() -> None:
    assert tell_change([rij(100, jaar=2021), rij(50)]) == ""


def test_stocks_are_told_with_their_difference() -> None:
    assert tell_from_to(rij(961), rij(1020)) == "Van 961 naar 1.020: 59 meer"
    assert tell_from_to(rij(10000.4, eenheid="euro"), rij(12000.6, eenheid="euro")).endswith(
        ": €\u00a02.001 meer"
    )
    assert tell_from_to(rij(7), rij(7)) == "Aan het begin en aan het einde evenveel: 7"
    assert tell_from_to(rij(None), rij(7)) == ""


def test_peaks_of_lines_name_all_that_are_as_high() -> None:
    lijnen = {"Begonnen": [("mei", rij(7)), ("juni", rij(7))], "Gestopt": [("mei", rij(2)), ("juni", rij(9))]}
    assert tell_peaks(lijnen) == "Het meest: begonnen in mei en juni (7), gestopt in juni (9)"
    lijnen["Gestopt"][0] = ("mei", rij(None))
    assert tell_peaks(lijnen).startswith("Het meest van wat is getoond: ")


def test_sides_of_a_budget_leave_hidden_ones_out() -> None:
    parts = [("Wmo", rij(10, "euro"), rij(13, "euro")), ("Jeugd", rij(None, "euro"), rij(4, "euro"))]
    assert tell_sides(parts) == "Wmo: €\u00a03 nadelig"


def test_the_largest_gap_is_that_of_what_is_shown() -> None:
    gaps: list[tuple[str, float | None, str]] = [("Rolstoelen", -9, "9 nadelig"), ("Pgb", 3, "3 voordelig")]
    assert tell_largest_gap(gaps) == "Grootste verschil: Rolstoelen, 9 nadelig"
    assert (
        tell_largest_gap([*gaps, ("Vervoer", None, "")])
        == "Grootste getoonde verschil: Rolstoelen, 9 nadelig"
    )
    assert (
        tell_largest_gap([("Rolstoelen", -9, "9 nadelig"), ("Vervoer", 9, "9 voordelig")])
        == "Grootste verschillen: Rolstoelen 9 nadelig; Vervoer 9 voordelig"
    )


def test_a_change_is_told_in_words_and_not_with_a_sign() -> None:
    assert [tell_more("+€ 9", 9), tell_more("−€ 9", -9)] == ["€ 9 meer", "€ 9 minder"]


def test_a_title_is_no_longer_than_a_line_and_a_half() -> None:
    assert fit_title("a" * 120) == "a" * 120
    assert fit_title("a" * 121) == ""
