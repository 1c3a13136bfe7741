"""What is expected: the method that erred least before, and never without its interval."""

import pytest

from sdreport.register.afgeleid.prognose import backtest, derive_expected, extend_trend, repeat_last
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
    assert extend_trend([1, 2, 3]) == 4
    assert expect([100, 110, 120, 130, 140, 150]) == {
        "verwacht_laag": 160,
        "verwacht_midden": 160,
        "verwacht_hoog": 160,
    }


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
