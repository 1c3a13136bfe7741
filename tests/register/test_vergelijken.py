"""Each number beside that of the year before: difference and growth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registerhulp import rij

from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import (
    GROEI,
    VERSCHIL,
    compare,
    find_base,
    is_comparison,
    name_comparison,
)


def compared(before: Cijfer, now: Cijfer) -> dict[str, tuple[float | None, str]]:
    return {row.adres: (row.waarde, row.eenheid) for row in compare([before, now], 2023)}


@pytest.mark.parametrize(
    ("before", "now", "verschil", "groei"),
    [
        (400, 300, -100, -25),
        (300, 400, 100, 33.3333),
        (300, 300, 0, 0),
        (0.1, 0.3, 0.2, 200),
        (8, 0, -8, -100),
    ],
)
def test_a_comparison_gives_the_difference_and_the_growth_with_their_signs(
    before: float, now: float, verschil: float, groei: float
) -> None:
    assert compared(rij("clienten.wmo", 2022, before), rij("clienten.wmo", 2023, now)) == {
        "clienten_verschil.wmo": (verschil, "personen"),
        "clienten_groei.wmo": (groei, "%"),
    }


@pytest.mark.parametrize("before", [0, -100])
def test_growth_from_zero_or_less_is_left_out(before: float) -> None:
    values = compared(rij("saldo", 2022, before, "euro"), rij("saldo", 2023, 50, "euro"))
    assert values == {"saldo_verschil": (50 - before, "euro")}


def test_a_share_is_compared_in_percentage_points_only() -> None:
    values = compared(rij("aandeel", 2022, 50.25, "%"), rij("aandeel", 2023, 49.5, "%"))
    assert values == {"aandeel_verschil": (-0.75, "procentpunt")}


@pytest.mark.parametrize(
    ("before", "now", "weakest"),
    [
        ("definitief", "definitief", "definitief"),
        ("voorbeeld", "definitief", "voorbeeld"),
        ("definitief", "voorlopig", "voorlopig"),
        ("voorbeeld", "voorlopig", "voorbeeld"),
    ],
)
def test_a_comparison_has_the_weakest_status_of_the_two(before: str, now: str, weakest: str) -> None:
    rows = compare([rij("a", 2022, 1, status=before), rij("a", 2023, 2, status=now)], 2023)
    assert {row.status for row in rows} == {weakest}


@pytest.mark.parametrize(("before", "now"), [(None, 5), (5, None), (None, None)])
def test_the_comparison_of_a_hidden_value_is_hidden(before: float | None, now: float | None) -> None:
    assert compared(rij("a", 2022, before), rij("a", 2023, now)) == {
        "a_verschil": (None, "personen"),
        "a_groei": (None, "%"),
    }


def test_only_the_year_before_is_compared_with() -> None:
    rows = [rij("a", 2021, 1), rij("a", 2023, 2), rij("b", 2022, 1), rij("c", 2023, 1)]
    assert list(compare(rows, 2023)) == []


def test_comparisons_are_known_as_such_and_other_rows_are_not() -> None:
    rows = [rij("a", 2022, 1), rij("a", 2023, 2)]
    assert not any(is_comparison(row) for row in rows)
    assert all(is_comparison(row) for row in compare(rows, 2023))


@given(before=st.integers(1, 10**9), now=st.integers(0, 10**9))
def test_difference_and_growth_agree(before: int, now: int) -> None:
    values = compared(rij("a", 2022, before), rij("a", 2023, now))
    verschil, groei = values["a_verschil"][0], values["a_groei"][0]
    assert verschil == now - before
    assert groei == pytest.approx(100 * verschil / before, abs=0.00006)


@pytest.mark.parametrize("indicator", ["clienten", "raming_verschil", "kosten_groei"])
@pytest.mark.parametrize("soort", [VERSCHIL, GROEI])
def test_the_name_of_a_comparison_leads_back_to_what_it_compares(indicator: str, soort: str) -> None:
    assert find_base(name_comparison(indicator, soort)) == indicator
    assert find_base("clienten_verschillend") == "clienten_verschillend"
