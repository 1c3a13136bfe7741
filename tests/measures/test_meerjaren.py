"""The year against the multi-year budget: the amounts of the year, and actual costs where they can be compared."""

from dataclasses import replace

import pytest
from meethulp import calculate, make_invoer, make_table, read_text

from sdreport.measures import measure
from sdreport.measures.cyclus.meerjaren import (
    meerjarenbegroting,
    meerjarenbegroting_werkelijk,
    meerjarenraming_verschil,
)
from sdreport.measures.definitie import Invoer

KADER = """
overzicht;rubriek;post;jaar;soort;bedrag
meerjarenbegroting;taakveld-4-3;onderwijs;2022;post;900
meerjarenbegroting;taakveld-4-3;onderwijs;2023;post;1000
meerjarenbegroting;taakveld-5-1-5-6;sport;2023;post;1200
meerjarenbegroting;taakveld-6-1-6-2;toegang;2023;post;5000
meerjarenbegroting;taakveld-6-3-6-6;werk;2023;post;3000
meerjarenbegroting;taakveld-6-6-6-8;zorg;2023;post;9000
meerjarenbegroting;overig;overig;2023;post;70
meerjarenbegroting;totaal;totaal;2023;totaal;19270
dekking;totaal;totaal;;totaal;5
"""
BEGROTING = """
onderdeel;post;taakveld;fase;bedrag
algemeen;onderwijs;4.3;werkelijk;950
algemeen;onderwijs;4.3;primitief;1
algemeen;sport;5.1;werkelijk;300
algemeen;samen;6.1;werkelijk;1500
algemeen;toegang;6.2;werkelijk;3700
participatiewet;bijstand;6.3;werkelijk;2000
wmo;rolstoelen;6.6;werkelijk;400
wmo;hulp;6.71a;werkelijk;4000
jeugdwet;save;6.82a;werkelijk;700
"""
TAAKVELDEN = """
jaar_van;jaar_tot;code;naam
2017;;4.3;a
2017;;5.1;a
2017;;5.2;a
2017;;6.1;a
2017;2022;6.2;oud
2023;2024;6.2;nieuw
2017;2022;6.0;vervallen
2017;;6.3;a
2017;;6.6;a
2023;2024;6.71a;a
2023;2024;6.82a;a
"""


def make_year(kader: str = KADER, begroting: str = BEGROTING) -> Invoer:
    """The year 2023 with an earlier framework."""
    invoer = make_invoer(begroting=begroting)
    referenties = {**invoer.referenties, "taakvelden": read_text(TAAKVELDEN)}
    return replace(
        invoer, referenties=referenties, eerder={"overzichten": [make_table("overzichten", kader)]}
    )


def test_the_budget_is_that_of_the_year_with_its_total_as_printed() -> None:
    assert calculate(meerjarenbegroting, make_year()) == {
        "onderwijs": 1000, "sport": 1200, "toegang": 5000, "werk": 3000, "zorg": 9000, "overig": 70,
        "totaal": 19270,
    }  # fmt: skip


def test_costs_stand_beside_a_group_only_where_that_is_honest() -> None:
    """Not where groups share 6.6, not where the extract lacks a taakveld (5.2), not beside what is no taakveld."""
    assert calculate(meerjarenbegroting_werkelijk, make_year()) == {"onderwijs": 950, "toegang": 5200}


def test_the_last_framework_that_has_the_year_counts() -> None:
    earlier = make_table("overzichten", KADER.replace(";1000", ";1"))
    later = make_table("overzichten", KADER)
    other = make_table("overzichten", KADER.replace("meerjarenbegroting", "ander"))
    invoer = replace(make_year(), eerder={"overzichten": [earlier, later, other]})
    assert calculate(meerjarenbegroting, invoer)["onderwijs"] == 1000


def test_money_left_is_above_zero() -> None:
    assert calculate(meerjarenraming_verschil, make_year()) == {"onderwijs": 50, "toegang": -200}


def test_without_overlap_a_group_of_parts_of_taakvelden_is_compared() -> None:
    kader = KADER.replace("taakveld-6-3-6-6", "taakveld-6-3")
    assert calculate(meerjarenbegroting_werkelijk, make_year(kader))["zorg"] == 400 + 4000 + 700


def test_a_taakveld_without_actual_costs_is_not_a_cost_of_nothing() -> None:
    rows = [line for line in BEGROTING.strip().splitlines() if "onderwijs;4.3;werkelijk" not in line]
    assert "onderwijs" not in calculate(meerjarenbegroting_werkelijk, make_year(begroting="\n".join(rows)))


@pytest.mark.parametrize("eerder", [{}, {"plannen": []}])
def test_a_report_without_a_framework_has_none_of_it(eerder: dict[str, list[object]]) -> None:
    invoer = replace(make_year(), eerder=eerder)  # type: ignore[arg-type]
    assert measure(invoer, [meerjarenbegroting, meerjarenbegroting_werkelijk]) == []


def test_a_framework_without_a_multi_year_budget_gives_nothing() -> None:
    assert calculate(meerjarenbegroting, make_year(KADER.replace("meerjarenbegroting", "ander"))) == {}
