"""The register of plans: lateness against the peildatum, gaps, and change between two peildata."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.plannen.activities import (
    VERANDERING,
    VOORTGANG,
    Activiteit,
    compare_peildata,
    find_aandacht,
    format_kwartaal,
    parse_kwartaal,
    read_activiteiten,
    select_vorige,
)

PEILDATUM = dt.date(2020, 7, 1)  # the first day of the third quarter
VOLLEDIG = {"indicator": "deelnemers", "trekker": "Lariks", "rol": "beleidsadviseur", "gereed": "2021-Q1"}


def make(sleutel: str = "a", **values: str) -> Activiteit:
    """An activity at the peildatum with nothing missing, save what the test says."""
    plan, peildatum = values.pop("plan", "p"), values.pop("peildatum", PEILDATUM.isoformat())
    rest = {"doelsleutel": "", "activiteit": "iets", "aanvang": "2020-Q1", "voortgang": "naar-verwachting"}
    row = {
        "sleutel": sleutel,
        "plan": plan,
        "peildatum": peildatum,
        "programma": "jeugd",
        **rest,
        **VOLLEDIG,
        **values,
    }
    (item,) = read_activiteiten([row])
    return item


@pytest.mark.parametrize(
    ("values", "aandacht"),
    [
        ({}, []),
        ({"voortgang": "niet-gestart", "aanvang": "2020-Q2"}, ["start-te-laat"]),
        ({"voortgang": "niet-gestart", "aanvang": "2020-Q3"}, []),  # the quarter itself has not ended
        ({"voortgang": "niet-gestart", "aanvang": "gestart"}, []),
        ({"gereed": "2020-Q2"}, ["gereed-te-laat"]),
        ({"gereed": "2020-Q2", "voortgang": "gereed"}, []),
        ({"gereed": "2020-Q3"}, []),
        ({"gereed": "doorlopend"}, []),
        ({"gereed": "2020-Q2", "voortgang": ""}, []),  # not judged: nobody said that it is not ready
        ({"voortgang": "knelpunten"}, ["knelpunten"]),
        (
            {"indicator": "", "trekker": "", "rol": "", "gereed": ""},
            ["zonder-indicator", "zonder-trekker", "zonder-rol", "zonder-einde"],
        ),
    ],
)
def test_what_asks_for_attention(values: dict[str, str], aandacht: list[str]) -> None:
    assert list(find_aandacht(make(**values))) == aandacht


@pytest.mark.parametrize(
    ("toen", "nu", "soort"),
    [
        ({"voortgang": "niet-gestart"}, {"voortgang": "gereed"}, "verder"),
        ({"voortgang": "naar-verwachting"}, {"voortgang": "knelpunten"}, "terug"),
        ({"voortgang": "naar-verwachting"}, {"voortgang": ""}, "terug"),
        ({"voortgang": ""}, {"voortgang": "knelpunten"}, "beoordeeld"),
        ({"voortgang": ""}, {"voortgang": "knelpunten", "gereed": "2021-Q3"}, "planning-verschoven"),
        ({}, {"aanvang": "2020-Q2"}, "planning-verschoven"),
        ({}, {"trekker": "GGD"}, "gelijk"),
    ],
)
def test_change_between_peildata(toen: dict[str, str], nu: dict[str, str], soort: str) -> None:
    (change,) = compare_peildata([make(**nu)], [make(peildatum="2019-09-15", **toen)])
    assert change.soort == soort
    assert soort in VERANDERING


def test_new_and_dropped_activities_are_changes_too() -> None:
    changes = compare_peildata([make("b"), make("c")], [make("a"), make("b")])
    assert [(change.soort, (change.nu or change.toen).sleutel) for change in changes] == [
        ("gelijk", "b"),
        ("nieuw", "c"),
        ("vervallen", "a"),
    ]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_activity_has_exactly_one_change(nu: list[str], toen: list[str]) -> None:
    changes = compare_peildata([make(s) for s in nu], [make(s) for s in toen])
    assert sorted((change.nu or change.toen).sleutel for change in changes) == sorted({*nu, *toen})


def test_the_previous_peildatum_is_the_last_one_before_of_the_same_plan() -> None:
    eerder = [
        make("oud", peildatum="2019-03-01"),
        make("vorige", peildatum="2019-09-15"),
        make("later", peildatum="2020-10-01"),
        make("ander", peildatum="2020-01-01", plan="q"),
    ]
    assert [item.sleutel for item in select_vorige(eerder, "p", PEILDATUM)] == ["vorige"]
    assert select_vorige(eerder, "onbekend", PEILDATUM) == []


def test_a_goal_without_activity_is_no_activity() -> None:
    row = {
        **dict.fromkeys(Activiteit.__dataclass_fields__, ""),
        "peildatum": "2020-07-01",
        "doelsleutel": "d",
    }
    assert read_activiteiten([row]) == []


def test_quarters_count_on_over_the_year() -> None:
    assert parse_kwartaal("2020-Q1") == (parse_kwartaal("2019-Q4") or 0) + 1
    assert parse_kwartaal("doorlopend") is None
    assert format_kwartaal("2019-Q4") == "4e kwartaal 2019"
    assert format_kwartaal("doorlopend") == "doorlopend"
    assert VOORTGANG[-1] == "gereed"
