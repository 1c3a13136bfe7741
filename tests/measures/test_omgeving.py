"""Counts from around the provisions: partners, schools, objections, population and priorities."""

import pytest
from meethulp import calculate, make_invoer

from sdreport.measures.omgeving import (
    bezwaar_adviezen,
    bezwaarschriften,
    inwoners,
    inwoners_prognose,
    leerlingen,
    telling,
    telling_aandeel,
)

TELLINGEN = """
    telling;categorie;aantal
    poh-trajecten;zelf-geholpen;1.200
    poh-trajecten;doorverwezen;300
    aio-ontvangers;totaal;25
"""


def test_a_telling_with_categories_gets_their_sum_as_total_and_one_without_keeps_its_own() -> None:
    assert calculate(telling, make_invoer(tellingen=TELLINGEN)) == {
        "poh-trajecten.zelf-geholpen": 1200,
        "poh-trajecten.doorverwezen": 300,
        "poh-trajecten.totaal": 1500,
        "aio-ontvangers.totaal": 25,
    }


def test_shares_of_a_telling_are_of_its_categories_and_not_given_without_them() -> None:
    assert calculate(telling_aandeel, make_invoer(tellingen=TELLINGEN)) == {
        "poh-trajecten.zelf-geholpen": 80,
        "poh-trajecten.doorverwezen": 20,
    }


def test_a_total_that_is_delivered_beside_categories_is_taken_and_not_counted_as_a_share() -> None:
    text = "telling;categorie;aantal\nuren;avond;30\nuren;dag;60\nuren;totaal;100"
    assert calculate(telling, make_invoer(tellingen=text))["uren.totaal"] == 100
    assert calculate(telling_aandeel, make_invoer(tellingen=text)) == {
        "uren.avond": 33.3333,
        "uren.dag": 66.6667,
    }


def test_pupils_are_given_per_school_year_with_a_total_each() -> None:
    invoer = make_invoer(
        leerlingen="""
        schooljaar;soort;aantal
        2022-2023;mbo;100
        2022-2023;primair-onderwijs;200
        2021-2022;mbo;90
        """
    )
    assert calculate(leerlingen, invoer) == {
        "2022-2023.mbo": 100,
        "2022-2023.primair-onderwijs": 200,
        "2022-2023.totaal": 300,
        "2021-2022.mbo": 90,
        "2021-2022.totaal": 90,
    }


def test_a_key_that_is_there_twice_is_added_so_that_parts_and_total_agree() -> None:
    invoer = make_invoer(
        leerlingen="soort;aantal\nmbo;100\nmbo;10",
        tellingen="telling;categorie;aantal\nuren;dag;1\nuren;dag;2",
    )
    assert calculate(leerlingen, invoer) == {"2022-2023.mbo": 110, "2022-2023.totaal": 110}
    named = make_invoer(leerlingen="soort;aantal\nSpeciaal onderwijs;100\nspeciaal-onderwijs;10")
    assert calculate(leerlingen, named) == {"2022-2023.speciaal-onderwijs": 110, "2022-2023.totaal": 110}
    assert calculate(telling, invoer) == {"uren.dag": 3, "uren.totaal": 3}


BEZWAREN = """
    wet;uitkomst;advies
    Wmo;ongegrond;ongegrond
    Wmo;gegrond;ongegrond
    Participatiewet;ongegrond;
    Participatiewet;;gegrond
"""


def test_objections_give_every_law_and_outcome_also_with_zero() -> None:
    values = calculate(bezwaarschriften, make_invoer(bezwaarschriften=BEZWAREN))
    assert len(values) == 4 * 4  # three laws and all; three outcomes and all
    assert values["jeugdwet.ongegrond"] == values["jeugdwet.totaal"] == 0
    assert {name: aantal for name, aantal in values.items() if aantal} == {
        "wmo.ongegrond": 1,
        "wmo.gegrond": 1,
        "wmo.totaal": 2,
        "participatiewet.ongegrond": 1,
        "participatiewet.totaal": 2,
        "totaal.ongegrond": 2,
        "totaal.gegrond": 1,
        "totaal.totaal": 4,
    }


def test_objections_without_outcome_are_in_the_totals_only() -> None:
    values = calculate(bezwaarschriften, make_invoer(bezwaarschriften=BEZWAREN))
    parts = sum(values[f"participatiewet.{uitkomst}"] for uitkomst in ("gegrond", "ingetrokken", "ongegrond"))
    assert (parts, values["participatiewet.totaal"]) == (1, 2)


def test_advices_are_counted_per_kind_also_with_zero() -> None:
    assert calculate(bezwaar_adviezen, make_invoer(bezwaarschriften=BEZWAREN)) == {
        "gegrond": 1,
        "ongegrond": 2,
    }
    none = make_invoer(bezwaarschriften="wet;advies\nWmo;")
    assert calculate(bezwaar_adviezen, none) == {"gegrond": 0, "ongegrond": 0}


@pytest.mark.parametrize(
    ("leeftijd", "groep"),
    [(0, "0-17"), (17, "0-17"), (18, "18-64"), (64, "18-64"), (65, "65-plus"), (99, "65-plus")],
)
def test_an_inhabitant_is_in_one_age_group_and_in_the_total(leeftijd: int, groep: str) -> None:
    invoer = make_invoer(bevolking=f"leeftijd;geslacht;aantal\n{leeftijd};1;30\n{leeftijd};2;20")
    assert calculate(inwoners, invoer) == {"totaal": 50, groep: 50}


def test_age_groups_add_up_to_all_inhabitants() -> None:
    invoer = make_invoer(bevolking="leeftijd;aantal\n10;1\n17;2\n18;4\n64;8\n65;16\n99;32")
    values = calculate(inwoners, invoer)
    assert values == {"totaal": 63, "0-17": 3, "18-64": 12, "65-plus": 48}


BEVOLKING = """
    jaar;soort;leeftijd;aantal
    2022;stand;40;7
    2023;stand;40;8
    2023;prognose;40;100
    2027;prognose;40;9
    2030;prognose;70;10
"""


def test_inhabitants_are_those_of_the_year_and_no_forecast() -> None:
    assert calculate(inwoners, make_invoer(bevolking=BEVOLKING)) == {"totaal": 8, "18-64": 8}


def test_a_forecast_stands_in_its_own_year() -> None:
    cijfers = list(inwoners_prognose.calculate(make_invoer(bevolking=BEVOLKING)))
    totals = {c.jaar: c.waarde for c in cijfers if c.uitsplitsing == {"leeftijd": "totaal"}}
    assert totals == {2023: 100, 2027: 9, 2030: 10}
