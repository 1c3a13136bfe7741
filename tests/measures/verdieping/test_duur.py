"""Duration: the product-limit estimate, computed by hand."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from meethulp import address, calculate, make_invoer

from sdreport.measures.definitie import Indicator, Invoer
from sdreport.measures.verdieping.duur import duur, estimate_running, find_unfollowed, nog_lopend


def follow_each(aantal: int = 10, begin: Mapping[str, str] | None = None, **einde: str) -> Invoer:
    """So many trajecten of each name, with their end; they began at the begin of the year, or on another day."""
    rows = [
        f"{naam}{number};{(begin or {}).get(naam, '01-01-2023')};{dag}"
        for naam, dag in einde.items()
        for number in range(aantal)
    ]
    text = "\n".join(["clientnummer;werkelijke_begindatum;werkelijke_einddatum", *rows])
    return make_invoer(toewijzingen=text, uitkeringen="clientnummer")


def estimate(rows: list[tuple[int, int, bool]]) -> dict[int, float]:
    """The share that still runs after each day on which something ended."""
    frame = pd.DataFrame(rows, columns=["instap", "dagen", "beeindigd"])
    times, running = estimate_running(frame.assign(aantal=1))
    return dict(zip(times.tolist(), np.round(running, 6).tolist(), strict=True))


def test_what_still_runs_is_at_risk_until_it_was_last_seen() -> None:
    """Ends at 6 (3 of 21), 7, 10, 13, 16, 22 and 23: the well-known trial of Freireich and others (1963)."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    runs = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    rows = [(0, day, True) for day in ended] + [(0, day, False) for day in runs]
    assert {day: round(share, 4) for day, share in estimate(rows).items()} == {
        6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482,
    }  # fmt: skip


def test_an_older_traject_counts_from_the_day_it_could_be_seen() -> None:
    """At day 2 only one of two is seen yet; at day 5 both are, at day 8 one."""
    assert estimate([(0, 2, True), (0, 5, True), (3, 8, True)]) == {2: 0.5, 5: 0.25, 8: 0.0}


def test_the_quartiles_are_in_days_and_what_is_not_reached_is_not_given() -> None:
    data = follow_each(A="10-01-2023", B="20-01-2023", C="", D="")
    assert calculate(duur, data) == {"wmo.kwart": 10, "wmo.mediaan": 20}
    assert calculate(nog_lopend, data) == {"wmo.03": 50, "wmo.06": 50, "wmo.12": 50}


def test_care_and_income_are_followed_without_each_other() -> None:
    data = follow_each(A="10-01-2023", B="20-01-2023", C="", D="")
    care = replace(data, tabellen={"toewijzingen": data.tabellen["toewijzingen"]})
    assert duur.can_be_measured(care.tabellen) and calculate(duur, care) == calculate(duur, data)
    rows = "\n".join(f"A{number};01-01-2023;10-01-2023" for number in range(10))
    income = make_invoer(uitkeringen=f"clientnummer;begindatum;einddatum\n{rows}")
    assert duur.can_be_measured(income.tabellen)
    assert calculate(duur, income) == {"bijstand.kwart": 10, "bijstand.mediaan": 10, "bijstand.driekwart": 10}


def test_nothing_is_estimated_from_where_too_few_are_followed() -> None:
    """Nine trajecten that began this year tell nothing of half a year, however many older ones are followed later."""
    assert calculate(nog_lopend, follow_each(9, A="")) == {}
    data = follow_each(A="10-01-2023", oud="31-12-2023", begin={"oud": "01-01-2020"})
    assert calculate(duur, data) == {"wmo.kwart": 10, "wmo.mediaan": 10, "wmo.driekwart": 10}
    assert calculate(nog_lopend, data) == {}
    rows = pd.DataFrame({"instap": [0, 0, 30], "dagen": [20, 40, 90], "aantal": [5, 8, 12]})
    assert find_unfollowed(rows) == 21
    assert find_unfollowed(rows.assign(aantal=[5, 10, 12])) == 91
    assert find_unfollowed(rows.iloc[:0]) == 1


def test_a_traject_that_ends_before_it_begins_is_no_share_of_nobody() -> None:
    assert estimate([(5, -3, True), (0, 9, True)]) == {9: 0.0}
    assert estimate([(5, -3, True), (5, 5, True)]) == {}


def test_where_all_have_ended_nothing_runs_on_whoever_comes_into_sight_later() -> None:
    assert estimate([(0, 2, True), (3, 8, True), (3, 9, False)]) == {2: 0.0, 8: 0.0}


def test_alike_trajecten_count_each() -> None:
    """Three of five end at day 4, then one of the three that are left and one that came into sight."""
    rows = [(0, 4, True, 3), (0, 9, False, 2), (5, 7, True, 1)]
    frame = pd.DataFrame(rows, columns=["instap", "dagen", "beeindigd", "aantal"])
    times, running = estimate_running(frame)
    assert (times.tolist(), running.tolist()) == ([4, 7], [0.4, round(0.4 * 2 / 3, 9)])


def test_an_estimate_rests_on_the_fewest_who_had_ended_or_were_followed_on() -> None:
    rows = [f"E{number};01-01-2023;{number + 1:02d}-02-2023" for number in range(3)]
    rows += [f"L{number};01-01-2023;" for number in range(12)]
    text = "clientnummer;werkelijke_begindatum;werkelijke_einddatum\n" + "\n".join(rows)
    data = make_invoer(toewijzingen=text, uitkeringen="clientnummer")
    assert {address(c): c.personen for c in nog_lopend.calculate(data)} == dict.fromkeys(
        ("wmo.03", "wmo.06", "wmo.12"), 3
    )


def follow(*einden: tuple[str, int]) -> Invoer:
    """So many Wmo trajecten that began on 1 January and ended on each day; an empty day is one that still runs."""
    days = [day for day, aantal in einden for _ in range(aantal)]
    rows = [f"P{number};01-01-2023;{day}" for number, day in enumerate(days)]
    text = "clientnummer;werkelijke_begindatum;werkelijke_einddatum\n" + "\n".join(rows)
    return make_invoer(toewijzingen=text, uitkeringen="clientnummer")


def count_persons(indicator: Indicator, invoer: Invoer) -> dict[str, int | None]:
    """On how few persons each value rests."""
    return {address(cijfer): cijfer.personen for cijfer in indicator.calculate(invoer)}


def test_a_step_between_two_months_rests_on_those_who_ended_in_it() -> None:
    data = follow(("15-02-2023", 12), ("15-05-2023", 3), ("15-09-2023", 14), ("", 40))
    assert count_persons(nog_lopend, data) == {"wmo.03": 12, "wmo.06": 3, "wmo.12": 14}


def test_where_nobody_ended_the_share_says_what_the_one_before_it_says() -> None:
    data = follow(("15-02-2023", 12), ("15-05-2023", 3), ("", 40))
    assert count_persons(nog_lopend, data) == {"wmo.03": 12, "wmo.06": 3, "wmo.12": 3}


def test_a_quartile_rests_on_the_fewest_between_it_and_the_months_beside_it() -> None:
    data = follow(("15-02-2023", 9), ("20-02-2023", 11), ("28-03-2023", 4), ("", 40))
    assert calculate(duur, data) == {"wmo.kwart": 51}
    assert count_persons(duur, data) == {"wmo.kwart": 4}
    assert count_persons(duur, follow(("15-02-2023", 20), ("", 40))) == {"wmo.kwart": 20}
