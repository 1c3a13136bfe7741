"""Indicators of a plan: values in their own unit and year, and how many have none."""

import pytest
from meethulp import calculate, make_invoer

from sdreport.measures.cyclus.doelindicatoren import doelindicator, doelindicator_nulmeting, doelindicatoren
from sdreport.measures.definitie import Invoer
from sdreport.plannen.rows import base_unit

EXTRACT = """
programma;indicator;eenheid;nulmeting;nulmeting_jaar;waarde;waarde_jaar
jeugd;welbevinden;% van de scholieren;83;;;
jeugd;met-hulp;personen;700;2019;784;2023
jeugd;beleving;oordeel;;;;
wonen;groei;%;;;5,5;2022
"""


@pytest.fixture
def invoer() -> Invoer:
    """Two programmes: one indicator with both values, two with one of them, one with none."""
    return make_invoer(doelindicatoren=EXTRACT)


def test_latest_value_has_its_own_unit_and_year(invoer: Invoer) -> None:
    rows = {list(item.uitsplitsing.values())[1]: item for item in doelindicator.calculate(invoer)}
    assert {name: (item.waarde, item.eenheid, item.jaar) for name, item in rows.items()} == {
        "met-hulp": (784, "personen", 2023),
        "groei": (5.5, "%", 2022),
    }


def test_first_value_without_a_year_stands_in_the_year_of_the_plan(invoer: Invoer) -> None:
    rows = {list(item.uitsplitsing.values())[1]: item for item in doelindicator_nulmeting.calculate(invoer)}
    assert {name: (item.waarde, item.eenheid, item.jaar) for name, item in rows.items()} == {
        "welbevinden": (83, "%", 2023),
        "met-hulp": (700, "personen", 2019),
    }


def test_indicators_are_counted_by_what_has_been_measured(invoer: Invoer) -> None:
    counts = calculate(doelindicatoren, invoer)
    assert {name.split(".")[1]: counts[name] for name in counts if name.startswith("jeugd.")} == {
        "met-nulmeting": 2, "zonder-nulmeting": 1, "met-waarde": 1, "zonder-waarde": 2, "zonder-meting": 1,
        "totaal": 3,
    }  # fmt: skip
    assert counts["wonen.zonder-nulmeting"] == counts["wonen.met-waarde"] == 1
    assert counts["wonen.zonder-meting"] == 0
    assert (counts["totaal.totaal"], counts["totaal.zonder-meting"]) == (4, 1)


@pytest.mark.parametrize(
    ("words", "unit"),
    [("% van de volwassenen", "%"), ("%", "%"), ("euro", "euro"), ("personen", "personen"), ("", "")],
)
def test_a_percentage_of_something_is_a_percentage(words: str, unit: str) -> None:
    assert base_unit(words) == unit
