"""Use per wijk, and what chance gives, against probabilities added up by hand."""

from dataclasses import replace
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from sdreport.register.afgeleid.wijken import derive_wijken, explain_by_chance
from sdreport.register.cijfer import Cijfer

JAAR = 2023


def row(indicator: str, wijk: str, waarde: float | None) -> Cijfer:
    where = {"wet": "wmo", "wijk": wijk}
    return Cijfer(indicator, JAAR, where, waarde, "personen", "voorlopig", "toewijzingen", "Telling.")


ROWS = [
    *(row("inwoners_wijk", wijk, n) for wijk, n in (("noord", 20), ("zuid", 80), ("totaal", 100))),
    *(
        row("clienten_wijk", wijk, n)
        for wijk, n in (("noord", 9), ("zuid", 1), ("onbekend", 3), ("totaal", 10))
    ),
]


def values(rows: list[Cijfer]) -> dict[str, float | None]:
    return {rij.adres: rij.waarde for rij in derive_wijken(rows, JAAR)}


def test_the_use_of_a_wijk_stands_beside_that_of_all_and_what_chance_gives() -> None:
    assert values(ROWS) == {
        "wijk_per_1000.wmo.noord": 450, "wijk_per_1000.wmo.zuid": 12.5, "wijk_per_1000.wmo.totaal": 100,
        "wijk_toeval_laag.wmo.noord": 0, "wijk_toeval_hoog.wmo.noord": 250,  # 0 to 5 of 20
        "wijk_toeval_laag.wmo.zuid": 37.5, "wijk_toeval_hoog.wmo.zuid": 175,  # 3 to 14 of 80
    }  # fmt: skip


@pytest.mark.parametrize(("inwoners", "kans"), [(20, 0.1), (80, 0.1), (300, 0.03)])
def test_on_either_side_of_the_interval_lies_at_most_a_fortieth(inwoners: int, kans: float) -> None:
    def below(count: int) -> float:
        return sum(comb(inwoners, k) * kans**k * (1 - kans) ** (inwoners - k) for k in range(count))

    low, high = explain_by_chance(inwoners, kans)
    assert below(low) <= 0.025 < below(low + 1)
    assert below(high) < 0.975 <= below(high + 1)


@given(st.integers(1, 3000), st.floats(0.0005, 0.9995))
def test_the_interval_is_that_of_scipy(inwoners: int, kans: float) -> None:
    assert explain_by_chance(inwoners, kans) == tuple(map(int, binom.interval(0.95, inwoners, kans)))


def test_nobody_and_everybody_leave_nothing_to_chance() -> None:
    assert explain_by_chance(50, 0.0) == (0, 0)
    assert explain_by_chance(50, 1.0) == (50, 50)
    assert explain_by_chance(60_000, 0.4) == tuple(map(int, binom.interval(0.95, 60_000, 0.4)))


def test_of_a_hidden_wijk_only_chance_is_told_and_of_a_hidden_total_nothing_of_it() -> None:
    hidden = [replace(rij, waarde=None) if rij.adres == "clienten_wijk.wmo.zuid" else rij for rij in ROWS]
    assert values(hidden) == {**values(ROWS), "wijk_per_1000.wmo.zuid": None}
    hidden = [replace(rij, waarde=None) if rij.adres == "clienten_wijk.wmo.totaal" else rij for rij in ROWS]
    chance = {adres: waarde for adres, waarde in values(hidden).items() if "toeval" in adres}
    assert chance == {adres: None for adres in values(ROWS) if "toeval" in adres}
