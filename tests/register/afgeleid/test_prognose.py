"""What is expected: the method that erred least before, and never without its interval."""

import pytest

from sdreport.register.afgeleid.prognose import (
    BEVOLKING,
    backtest,
    derive_expected,
    extend_trend,
    follow_population,
    repeat_last,
)
from sdreport.register.cijfer import Cijfer

JAAR = 2023


def history(values: list[float | None]) -> list[Cijfer]:
    where = {"wet": "wmo", "voorziening": "totaal"}
    years = range(JAAR + 1 - len(values), JAAR + 1)
    return [
        Cijfer("clienten", jaar, where, waarde, "personen", "definitief", "toewijzingen", "Telling.")
        for jaar, waarde in zip(years, values, strict=True)
    ]


def expect(values: list[float | None]) -> dict[str, float | None]:
    return {rij.indicator: rij.waarde for rij in derive_expected(history(values), JAAR)}


def test_the_line_goes_on_where_it_did_before() -> None:
    """It erred by nothing, which is luck: chance alone gives the root of 160 on each side."""
    assert extend_trend([1, 2, 3]) == 4
    assert expect([100, 110, 120, 130, 140, 150]) == {
        "verwacht_laag": 147,
        "verwacht_midden": 160,
        "verwacht_hoog": 173,
    }
    assert expect([0, 0, 0, 0, 0, 0]) == dict.fromkeys(
        ("verwacht_laag", "verwacht_midden", "verwacht_hoog"), 0
    )


def test_without_a_direction_next_year_is_as_this_year_with_the_errors_of_before() -> None:
    values = [100, 104, 96, 104, 96, 100]
    error = backtest(values, repeat_last)
    assert error == pytest.approx(((8**2 + 8**2 + 4**2) / 3) ** 0.5)
    assert backtest(values, extend_trend) < error  # the level line is the better one here
    found = expect([100.0, 104, 96, 104, 96, 100])
    low, middle, high = (found[f"verwacht_{end}"] or 0 for end in ("laag", "midden", "hoog"))
    assert low < middle < high


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5], [1, 2, None, 4, 5, 6]])
def test_too_short_a_history_or_a_hidden_year_gives_nothing(values: list[float | None]) -> None:
    assert expect(values) == {}


def test_a_gap_in_the_years_gives_nothing() -> None:
    rows = history([1, 2, 3, 4, 5, 6, 7])
    assert list(derive_expected([row for row in rows if row.jaar != JAAR - 3], JAAR)) == []


def people(indicator: str, groep: str, jaar: int, waarde: float) -> Cijfer:
    name = "leeftijd" if indicator.startswith("inwoners") else "groep"
    where = {name: groep} if name == "leeftijd" else {"wet": "wmo", "groep": groep}
    return Cijfer(indicator, jaar, where, waarde, "inwoners", "definitief", "bevolking", "Telling.")


AANTALLEN = {"18-64": [1000.0] * 6, "65-plus": [400.0, 420, 400, 440, 400, 500]}
BEVOLKINGSCIJFERS = [
    *(
        people("inwoners", groep, JAAR - 5 + place, count)
        for groep, counts in AANTALLEN.items()
        for place, count in enumerate(counts)
    ),
    people("inwoners_prognose", "18-64", JAAR + 4, 1000),
    people("inwoners_prognose", "65-plus", JAAR + 4, 700),
    people("clienten_groep", "tot-65", JAAR, 100),
    people("clienten_groep", "65-plus", JAAR, 100),
]


def test_use_follows_the_population_where_it_did_before() -> None:
    """A hundred clients of 1,000 and a hundred of 500: what each group gives; next year 550 of 65 and older."""
    values: list[float | None] = [100 + count / 5 for count in AANTALLEN["65-plus"]]
    rows = list(derive_expected([*history(values), *BEVOLKINGSCIJFERS], JAAR))
    assert [rij.waarde for rij in rows] == [196, 210, 224]
    assert {BEVOLKING in rij.definitie for rij in rows} == {True}
    assert rows[0].adres == "verwacht_laag.wmo.totaal"
    assert rows[0].bron == "afgeleid: clienten en clienten_groep en inwoners en inwoners_prognose"


@pytest.mark.parametrize("gone", range(len(BEVOLKINGSCIJFERS)))
def test_without_one_of_its_numbers_the_population_is_no_method(gone: int) -> None:
    values: list[float | None] = [100 + count / 5 for count in AANTALLEN["65-plus"]]
    left = [row for place, row in enumerate(BEVOLKINGSCIJFERS) if place != gone]
    rows = list(derive_expected([*history(values), *left], JAAR))
    assert rows
    assert {BEVOLKING in rij.definitie for rij in rows} == {False}


def test_the_population_of_the_year_after_is_what_counts() -> None:
    assert follow_population([10, 20], [9.0, 1.5]) == 30
    assert backtest([10, 10, 10, 12, 12], follow_population, [1, 1, 1.2, 1, 1]) == 0
