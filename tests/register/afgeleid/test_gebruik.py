"""Numbers that follow from published ones, and what they may not give away."""

from dataclasses import replace

import pytest

from sdreport.register.afgeleid.gebruik import derive_cover
from sdreport.register.afgeleid.gebruik import derive_use as derive
from sdreport.register.afgeleid.rij import is_derived
from sdreport.register.cijfer import Cijfer

JAAR = 2023


def row(
    indicator: str, waarde: float | None, status: str = "definitief", jaar: int = JAAR, **where: str
) -> Cijfer:
    return Cijfer(indicator, jaar, where, waarde, "personen", status, "toewijzingen", "Telling.")


ROWS = [
    row("clienten", 150, wet="wmo", voorziening="totaal"),
    row("clienten", 60, wet="jeugdwet", voorziening="totaal"),
    row("bijstand", 40, regeling="totaal"),
    row("inwoners", 5_000, leeftijd="totaal"),
    row("inwoners", 1_200, leeftijd="0-17"),
    row("inwoners", 2_600, leeftijd="18-64"),
    row("inwoners", 1_200, leeftijd="65-plus"),
]


def values(rows: list[Cijfer]) -> dict[str, float | None]:
    return {rij.adres: rij.waarde for rij in derive(rows, JAAR)}


def test_use_is_per_inhabitants_of_the_age_that_the_law_is_for() -> None:
    assert values(ROWS) == {
        "clienten_per_1000.wmo.totaal": 39.4737,
        "clienten_per_1000.jeugdwet.totaal": 50,
        "gebruik_bbv.wmo": 300,
        "gebruik_bbv.bijstand": pytest.approx(105.2632),
        "gebruik_bbv.jeugdhulp": 5,
    }
    assert all(is_derived(rij) for rij in derive(ROWS, JAAR))


def test_what_rests_on_a_hidden_number_is_hidden_and_on_an_example_is_one() -> None:
    hidden = [replace(rij, waarde=None) if rij.adres == "clienten.wmo.totaal" else rij for rij in ROWS]
    assert values(hidden)["clienten_per_1000.wmo.totaal"] is None
    assert values(hidden)["gebruik_bbv.wmo"] is None
    hidden = [replace(rij, waarde=None) if rij.adres == "inwoners.65-plus" else rij for rij in ROWS]
    assert values(hidden)["clienten_per_1000.wmo.totaal"] is None
    example = [replace(rij, status="voorbeeld") if rij.adres == "inwoners.0-17" else rij for rij in ROWS]
    statuses = {rij.adres: rij.status for rij in derive(example, JAAR)}
    assert statuses["clienten_per_1000.jeugdwet.totaal"] == "voorbeeld"
    assert statuses["clienten_per_1000.wmo.totaal"] == "definitief"


def test_without_inhabitants_nothing_follows() -> None:
    assert values([rij for rij in ROWS if rij.indicator != "inwoners"]) == {}


def test_how_many_times_the_estimate_was_spent_is_told_where_there_was_one() -> None:
    posts = [
        row("begroting", amount, onderdeel="wmo", post=post, fase=fase)
        for post, fase, amount in [
            ("a", "najaarsnota", 1200), ("a", "werkelijk", 900), ("b", "najaarsnota", 0), ("b", "werkelijk", 99),
            ("c", "najaarsnota", None), ("c", "werkelijk", 99), ("d", "werkelijk", 99),
        ]
    ]  # fmt: skip
    found = {adres: waarde for adres, waarde in values(posts).items() if adres.startswith("raming")}
    assert found == {"raming_verhouding.wmo.a": 0.75, "raming_verhouding.wmo.c": None}


def test_the_risk_is_that_of_the_largest_posts_that_a_document_gives() -> None:
    posts = [
        row("begroting", amount, status, onderdeel=part, post=post, fase=fase)
        for part, post, fase, amount, status in [
            ("wmo", "a", "werkelijk", 100, "definitief"), ("wmo", "b", "werkelijk", 700, "definitief"),
            ("wmo", "totaal", "werkelijk", 9_000, "definitief"), ("wmo", "c", "primitief", 900, "definitief"),
            ("jeugdwet", "d", "werkelijk", 600, "definitief"), ("jeugdwet", "e", "werkelijk", None, "definitief"),
            ("jeugdwet", "f", "werkelijk", 500, "voorbeeld"), ("algemeen", "g", "werkelijk", 800, "definitief"),
            ("wmo", "h", "werkelijk", 400, "definitief"), ("wmo", "i", "werkelijk", 300, "definitief"),
            ("wmo", "j", "werkelijk", 200, "definitief"),
        ]
    ]  # fmt: skip
    assert values(posts) == {
        "risico_afwijking.wmo.b": 35, "risico_afwijking.jeugdwet.d": 30, "risico_afwijking.wmo.h": 20,
        "risico_afwijking.wmo.i": 15, "risico_afwijking.wmo.j": 10,
    }  # fmt: skip


def test_reserves_stand_beside_what_all_largest_posts_could_cost_more() -> None:
    rows = [
        row("reserve", 900, reserve="totaal", verloop="einde"),
        row("risico_afwijking", 250, onderdeel="wmo", post="hulp"),
        row("risico_afwijking", 50, onderdeel="jeugdwet", post="verblijf"),
    ]
    assert [(rij.adres, rij.waarde) for rij in derive_cover(rows, JAAR)] == [("reserve_dekking", 3)]
    assert [rij.waarde for rij in derive_cover([*rows[:2], replace(rows[2], waarde=None)], JAAR)] == [None]
    assert list(derive_cover(rows[1:], JAAR)) == []
    assert list(derive_cover(rows[:1], JAAR)) == []
