"""Participatiewet: bijstand, in- and outflow, bijzondere bijstand, energietoeslag and bewindvoering."""

import pytest
from meethulp import calculate, make_invoer

from sdreport.intake.large.cast_sql import quote
from sdreport.measures.definitie import Indicator
from sdreport.measures.gebruik import as_waarde
from sdreport.measures.participatie import (
    bewindvoering_kosten_aandeel,
    bewindvoering_leeftijd,
    bijstand,
    bijzondere_bijstand,
    bijzondere_bijstand_of_energietoeslag,
    energietoeslag_bedrag,
    energietoeslag_huishoudens,
    instroom_bijstand,
    instroom_bijstand_kwartaal,
    stand_bijstand,
    uitstroom_bijstand,
    uitstroom_bijstand_kwartaal,
    uitstroom_reden,
    uitstroom_reden_aandeel,
)
from sdreport.register.cijfer import make_waarde

UITKERINGEN = """
    clientnummer;begindatum;einddatum;reden_beeindiging
    C1;01-01-2015;;
    C2;01-01-2015;31-12-2022;11
    C3;01-01-2015;01-01-2023;11
    C4;01-01-2023;31-12-2023;32
    C5;15-03-2023;20-03-2023;13
    C6;31-12-2023;;
    C7;01-01-2024;;
    C8;01-01-2015;01-01-2024;11
"""


def test_who_changes_regeling_counts_once_in_the_total_of_bijstand() -> None:
    invoer = make_invoer(
        uitkeringen="""
        clientnummer;regeling
        C1;PW
        C1;IOAW
        C2;IOAZ
        C3;BBZ
        C3;BBZ
        """
    )
    assert calculate(bijstand, invoer) == {"participatiewet": 1, "ioaw-ioaz": 2, "bbz": 1, "totaal": 3}


@pytest.mark.parametrize(
    ("begin", "einde", "telt"),
    [
        ("31-12-2023", "", True),
        ("01-01-2024", "", False),
        ("01-01-2015", "", True),
        ("01-01-2015", "01-01-2023", True),
        ("01-01-2015", "31-12-2022", False),
    ],
)
def test_bijstand_counts_when_one_day_falls_in_the_year(begin: str, einde: str, telt: bool) -> None:
    invoer = make_invoer(uitkeringen=f"begindatum;einddatum\n{begin};{einde}")
    assert ("totaal" in calculate(bijstand, invoer)) == telt


def test_bijzondere_bijstand_counts_persons_per_kind_and_each_person_once_in_the_total() -> None:
    invoer = make_invoer(
        inkomensondersteuning="""
        clientnummer;soort;kostensoort
        C1;bijzondere bijstand;witgoed
        C1;bijzondere bijstand;witgoed
        C1;bijzondere bijstand;tandarts
        C2;bijzondere bijstand;tandarts
        C3;energietoeslag;
        """
    )
    assert calculate(bijzondere_bijstand, invoer) == {"witgoed": 1, "tandarts": 2, "totaal": 2}


def test_a_code_of_the_municipality_can_be_the_value_in_an_address() -> None:
    """A code may have capitals, spaces and points; an address may not, and every number has one."""
    invoer = make_invoer(
        inkomensondersteuning="""
        clientnummer;soort;kostensoort
        C1;bijzondere bijstand;Duurzame goederen
        C2;bijzondere bijstand;1.2 Medisch
        """
    )
    assert calculate(bijzondere_bijstand, invoer) == {"duurzame-goederen": 1, "1-2-medisch": 1, "totaal": 2}
    codes = ["Duurzame goederen", "1.2 Medisch", "a+b", "ABC-2 ", "x_y", "witgoed", "Één vóór twee", "a ß b"]
    storage = invoer.bank("inkomensondersteuning").storage
    for code in codes:
        ((value,),) = storage.execute(f"SELECT {as_waarde(quote(code))}")
        assert value == make_waarde(code)


def test_inflow_counts_benefits_that_begin_in_the_year_and_gives_every_month() -> None:
    values = calculate(instroom_bijstand, make_invoer(uitkeringen=UITKERINGEN))
    assert {maand: aantal for maand, aantal in values.items() if aantal} == {
        "01": 1,
        "03": 1,
        "12": 1,
        "totaal": 3,
    }
    assert list(values) == [f"{maand:02d}" for maand in range(1, 13)] + ["totaal"]


def test_outflow_counts_benefits_that_end_in_the_year_and_gives_every_month() -> None:
    values = calculate(uitstroom_bijstand, make_invoer(uitkeringen=UITKERINGEN))
    assert {maand: aantal for maand, aantal in values.items() if aantal} == {
        "01": 1,
        "03": 1,
        "12": 1,
        "totaal": 3,
    }
    assert len(values) == 13


@pytest.mark.parametrize("measure", [instroom_bijstand_kwartaal, uitstroom_bijstand_kwartaal])
def test_quarters_are_three_months_each(measure: Indicator) -> None:
    values = calculate(measure, make_invoer(uitkeringen=UITKERINGEN))
    assert values == {"1": 2, "2": 0, "3": 0, "4": 1, "totaal": 3}


def test_begin_plus_inflow_minus_outflow_is_the_end() -> None:
    invoer = make_invoer(uitkeringen=UITKERINGEN)
    stand = calculate(stand_bijstand, invoer)
    assert stand == {"begin": 3, "einde": 3}  # C1, C3 and C8; C1, C6 and C8
    flow = calculate(instroom_bijstand, invoer)["totaal"] - calculate(uitstroom_bijstand, invoer)["totaal"]
    assert stand["begin"] + flow == stand["einde"]


def test_the_stock_counts_a_person_with_two_benefits_once() -> None:
    invoer = make_invoer(
        uitkeringen="""
        clientnummer;begindatum
        C1;01-01-2015
        C1;01-01-2016
        """
    )
    assert calculate(stand_bijstand, invoer) == {"begin": 1, "einde": 1}


def test_outflow_is_divided_by_group_of_reason() -> None:
    invoer = make_invoer(uitkeringen=UITKERINGEN)
    assert calculate(uitstroom_reden, invoer) == {"werk": 2, "regulier-verloop": 1}
    assert calculate(uitstroom_reden_aandeel, invoer) == {"werk": 66.6667, "regulier-verloop": 33.3333}
    assert sum(calculate(uitstroom_reden, invoer).values()) == calculate(uitstroom_bijstand, invoer)["totaal"]


def test_households_with_energietoeslag_count_once_however_many_persons_or_times() -> None:
    invoer = make_invoer(
        inkomensondersteuning="""
        clientnummer;huishoudnummer;soort
        C1;H1;energietoeslag
        C2;H1;energietoeslag
        C3;H2;energietoeslag
        C3;H2;energietoeslag
        C4;H3;bewindvoering
        """
    )
    assert calculate(energietoeslag_huishoudens, invoer) == {"": 2}


def test_the_amount_of_energietoeslag_is_the_most_frequent_one() -> None:
    invoer = make_invoer(
        inkomensondersteuning="""
        soort;bedrag
        energietoeslag;1300
        energietoeslag;1300
        energietoeslag;800
        bewindvoering;50
        bewindvoering;50
        bewindvoering;50
        """
    )
    assert calculate(energietoeslag_bedrag, invoer) == {"": 1300}


def test_of_amounts_that_are_as_frequent_the_lowest_is_given() -> None:
    invoer = make_invoer(inkomensondersteuning="bedrag\n1300\n800\n800\n1300")
    assert calculate(energietoeslag_bedrag, invoer) == {"": 800}


def test_without_energietoeslag_there_is_no_amount_and_no_household() -> None:
    invoer = make_invoer(inkomensondersteuning="soort\nbewindvoering")
    assert calculate(energietoeslag_bedrag, invoer) == {}
    assert calculate(energietoeslag_huishoudens, invoer) == {"": 0}


def test_bijzondere_bijstand_or_energietoeslag_is_a_distinct_union() -> None:
    invoer = make_invoer(
        inkomensondersteuning="""
        clientnummer;soort
        C1;energietoeslag
        C1;bijzondere bijstand
        C2;bijzondere bijstand
        C3;energietoeslag
        C4;bewindvoering
        """
    )
    assert calculate(bijzondere_bijstand_of_energietoeslag, invoer) == {"": 3}


@pytest.mark.parametrize(
    ("leeftijd", "klasse"),
    [
        (17, "00-24"),
        (24, "00-24"),
        (25, "25-34"),
        (34, "25-34"),
        (35, "35-44"),
        (44, "35-44"),
        (45, "45-54"),
        (54, "45-54"),
        (55, "55-64"),
        (64, "55-64"),
        (65, "65+"),
        (99, "65+"),
    ],
)
def test_bewindvoering_gives_every_age_class_and_each_person_in_one(leeftijd: int, klasse: str) -> None:
    jaar = 2023 - leeftijd
    invoer = make_invoer(
        inkomensondersteuning=f"""
        clientnummer;soort;geboortejaar
        C1;bewindvoering;{jaar}
        C1;bewindvoering;{jaar}
        C2;energietoeslag;{jaar}
        """
    )
    values = calculate(bewindvoering_leeftijd, invoer)
    assert list(values) == ["00-24", "25-34", "35-44", "45-54", "55-64", "65+"]
    assert {name for name, aantal in values.items() if aantal} == {klasse}
    assert values[klasse] == 1


def test_the_share_of_bewindvoering_leaves_energietoeslag_out_of_the_whole() -> None:
    invoer = make_invoer(
        inkomensondersteuning="""
        soort;bedrag
        bewindvoering;30,10
        bijzondere bijstand;60,20
        maatwerk;30,10
        energietoeslag;1300
        """
    )
    assert calculate(bewindvoering_kosten_aandeel, invoer) == {"": 25}


def test_the_share_of_bewindvoering_is_zero_when_there_are_no_costs() -> None:
    assert calculate(
        bewindvoering_kosten_aandeel, make_invoer(inkomensondersteuning="soort\nenergietoeslag")
    ) == {"": 0}


def test_a_couple_is_two_persons_and_one_uitkering_in_stock_and_flow() -> None:
    invoer = make_invoer(
        uitkeringen="""
        clientnummer;partner_clientnummer;begindatum;einddatum;regeling
        C1;C2;01-01-2015;;PW
        C3;C4;15-03-2023;;PW
        C5;;01-01-2015;01-06-2023;PW
        C5;C6;01-07-2023;;IOAW
        """
    )
    assert calculate(bijstand, invoer) == {"participatiewet": 5, "ioaw-ioaz": 2, "totaal": 6}
    stand = calculate(stand_bijstand, invoer)
    assert (stand["begin"], stand["einde"]) == (2, 3)
    assert calculate(instroom_bijstand, invoer)["totaal"] == 2
    assert calculate(uitstroom_bijstand, invoer)["totaal"] == 1
