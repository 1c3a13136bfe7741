"""Clients by voorziening, age and sex; provisions; referrals to youth care."""

import pytest
from meethulp import calculate, make_invoer, make_personen

from sdreport.measures import list_measurable, measure
from sdreport.measures.clienten import (
    clienten,
    clienten_leeftijd,
    toewijzingen,
    verwijzingen,
    verwijzingen_aandeel,
)

PERIODEN = [
    ("31-12-2023", "", True),
    ("01-01-2024", "", False),
    ("01-01-2015", "", True),
    ("01-01-2015", "01-01-2023", True),
    ("01-01-2015", "31-12-2022", False),
    ("01-01-2015", "31-12-2030", True),
    ("05-06-2023", "05-06-2023", True),
]


def test_a_person_with_two_forms_of_support_counts_once_in_the_total() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;productcode
        C1;hulp
        C1;dag
        C2;dag
        """
    )
    assert calculate(clienten, invoer) == {
        "wmo.huishoudelijke-hulp": 1,
        "wmo.dagactiviteiten": 2,
        "wmo.totaal": 2,
    }


def test_a_person_with_one_form_twice_or_in_two_ways_of_delivery_counts_once() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;leveringsvorm;ingangsdatum;einddatum
        C1;ZIN;01-01-2023;31-03-2023
        C1;ZIN;01-04-2023;
        C1;PGB;01-04-2023;
        """
    )
    assert calculate(clienten, invoer) == {"wmo.huishoudelijke-hulp": 1, "wmo.totaal": 1}


def test_a_product_that_is_no_reported_voorziening_or_unknown_counts_nowhere() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;productcode
        C1;hulp
        C2;inloop
        C3;onbekend
        """
    )
    assert calculate(clienten, invoer) == {"wmo.huishoudelijke-hulp": 1, "wmo.totaal": 1}


def test_a_person_under_two_laws_counts_under_both() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;wet;productcode
        C1;Wmo;hulp
        C1;Jeugdwet;behandeling
        """
    )
    totals = calculate(clienten, invoer)
    assert (totals["wmo.totaal"], totals["jeugdwet.totaal"]) == (1, 1)


def test_the_participatiewet_counts_bijstand_and_income_support_and_their_union() -> None:
    invoer = make_personen(
        uitkeringen="""
        clientnummer;regeling
        C1;PW
        C2;BBZ
        """,
        inkomensondersteuning="""
        clientnummer;soort
        C1;energietoeslag
        C3;energietoeslag
        C3;bijzondere bijstand
        """,
    )
    assert calculate(clienten, invoer) == {
        "participatiewet.bijstand": 2,
        "participatiewet.energietoeslag": 2,
        "participatiewet.bijzondere-bijstand": 1,
        "participatiewet.totaal": 3,
    }


@pytest.mark.parametrize(("ingang", "einde", "telt"), PERIODEN)
def test_a_client_counts_when_one_day_falls_in_the_year(ingang: str, einde: str, telt: bool) -> None:
    invoer = make_personen(toewijzingen=f"ingangsdatum;einddatum\n{ingang};{einde}")
    assert ("wmo.totaal" in calculate(clienten, invoer)) == telt


@pytest.mark.parametrize(
    ("wet", "productcode", "leeftijd", "klasse"),
    [
        ("Wmo", "hulp", 18, "15-19"),
        ("Wmo", "hulp", 74, "70-74"),
        ("Wmo", "hulp", 75, "75-79"),
        ("Wmo", "hulp", 89, "85-89"),
        ("Wmo", "hulp", 90, "90+"),
        ("Wmo", "hulp", 103, "90+"),
        ("Jeugdwet", "behandeling", 0, "00-02"),
        ("Jeugdwet", "behandeling", 2, "00-02"),
        ("Jeugdwet", "behandeling", 3, "03-05"),
        ("Jeugdwet", "behandeling", 14, "12-14"),
        ("Jeugdwet", "behandeling", 15, "15-17"),
        ("Jeugdwet", "behandeling", 17, "15-17"),
        ("Jeugdwet", "behandeling", 18, "18+"),
        ("Jeugdwet", "behandeling", 22, "18+"),
    ],
)
def test_a_client_falls_in_the_age_class_of_the_law(
    wet: str, productcode: str, leeftijd: int, klasse: str
) -> None:
    invoer = make_personen(
        toewijzingen=f"wet;productcode;geboortejaar;geslacht\n{wet};{productcode};{2023 - leeftijd};2"
    )
    assert calculate(clienten_leeftijd, invoer) == {
        f"{wet.lower()}.{klasse}.man": 0,
        f"{wet.lower()}.{klasse}.vrouw": 1,
    }


@pytest.mark.parametrize(("leeftijd", "klasse"), [(18, "15-19"), (74, "70-74"), (75, "75+"), (90, "75+")])
def test_the_participatiewet_has_one_class_from_75(leeftijd: int, klasse: str) -> None:
    invoer = make_personen(uitkeringen=f"geboortejaar\n{2023 - leeftijd}")
    assert set(calculate(clienten_leeftijd, invoer)) == {
        f"participatiewet.{klasse}.man",
        f"participatiewet.{klasse}.vrouw",
    }


def test_ages_and_sexes_add_up_to_the_unique_clients_of_the_law() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;productcode;geboortejaar;geslacht
        C1;hulp;1940;1
        C1;dag;1940;1
        C2;dag;1941;2
        C3;dag;1990;2
        """
    )
    by_age = calculate(clienten_leeftijd, invoer)
    assert by_age == {
        "wmo.30-34.man": 0,
        "wmo.30-34.vrouw": 1,
        "wmo.80-84.man": 1,
        "wmo.80-84.vrouw": 1,
    }
    assert sum(by_age.values()) == calculate(clienten, invoer)["wmo.totaal"]


def test_a_client_of_unknown_sex_or_age_is_in_the_total_and_in_no_class() -> None:
    invoer = make_personen(
        toewijzingen="""
        clientnummer;geboortejaar;geslacht
        C1;1950;1
        C2;1950;0
        C3;;1
        """
    )
    assert calculate(clienten_leeftijd, invoer) == {"wmo.70-74.man": 1, "wmo.70-74.vrouw": 0}
    assert calculate(clienten, invoer)["wmo.totaal"] == 3


def test_provisions_are_counted_and_not_persons() -> None:
    invoer = make_invoer(
        toewijzingen="""
        clientnummer;wet;productcode
        C1;Wmo;hulp
        C1;Wmo;inloop
        C2;Jeugdwet;behandeling
        """
    )
    assert calculate(toewijzingen, invoer) == {"wmo": 2, "jeugdwet": 1}


@pytest.mark.parametrize(("ingang", "einde", "telt"), PERIODEN)
def test_a_provision_counts_when_one_day_falls_in_the_year(ingang: str, einde: str, telt: bool) -> None:
    invoer = make_invoer(toewijzingen=f"ingangsdatum;einddatum\n{ingang};{einde}")
    assert calculate(toewijzingen, invoer) == ({"wmo": 1} if telt else {})


VERWIJZINGEN = """
    clientnummer;wet;verwijzertype;toewijzingsdatum;ingangsdatum
    C1;Jeugdwet;02;20-12-2022;01-01-2023
    C1;Jeugdwet;02;31-12-2023;31-12-2023
    C2;Jeugdwet;06;05-05-2023;06-05-2023
    C3;Jeugdwet;08;05-01-2024;05-12-2023
    C4;Jeugdwet;01;05-01-2023;31-12-2022
    C5;Jeugdwet;01;20-12-2023;01-01-2024
    C6;Wmo;;05-05-2023;05-05-2023
"""


def test_referrals_are_the_youth_provisions_that_began_in_the_year_by_group() -> None:
    assert calculate(verwijzingen, make_invoer(toewijzingen=VERWIJZINGEN)) == {
        "huisarts": 2,
        "overig": 2,
        "totaal": 4,
    }


def test_shares_of_referrers_are_of_all_referrals() -> None:
    assert calculate(verwijzingen_aandeel, make_invoer(toewijzingen=VERWIJZINGEN)) == {
        "huisarts": 50,
        "overig": 50,
    }


def test_a_referral_of_unknown_kind_is_in_the_total_only() -> None:
    invoer = make_invoer(
        toewijzingen="""
        wet;verwijzertype
        Jeugdwet;02
        Jeugdwet;
        """
    )
    assert calculate(verwijzingen, invoer) == {"huisarts": 1, "totaal": 2}
    assert calculate(verwijzingen_aandeel, invoer) == {"huisarts": 50}


@pytest.mark.parametrize(
    ("gepland", "werkelijk", "telt"),
    [
        (("01-12-2023", ""), ("01-01-2024", ""), False),
        (("01-12-2023", ""), ("31-12-2023", ""), True),
        (("01-12-2023", ""), ("", ""), True),
        (("01-01-2020", "31-12-2025"), ("01-01-2020", "31-12-2022"), False),
        (("01-01-2020", "31-12-2025"), ("01-01-2020", "01-01-2023"), True),
        (("01-01-2020", "31-12-2022"), ("01-01-2020", "05-01-2023"), True),
        (("01-01-2020", "31-12-2022"), ("01-01-2020", ""), False),
    ],
)
def test_what_was_delivered_goes_before_what_was_planned(
    gepland: tuple[str, str], werkelijk: tuple[str, str], telt: bool
) -> None:
    invoer = make_personen(
        toewijzingen="ingangsdatum;einddatum;werkelijke_begindatum;werkelijke_einddatum\n"
        f"{';'.join(gepland)};{';'.join(werkelijk)}"
    )
    assert ("wmo" in calculate(toewijzingen, invoer)) == telt
    assert ("wmo.totaal" in calculate(clienten, invoer)) == telt


def test_a_couple_with_bijstand_is_two_persons_each_with_their_own_age_and_sex() -> None:
    invoer = make_personen(
        uitkeringen="""
        clientnummer;geboortejaar;geslacht;partner_clientnummer;partner_geboortejaar;partner_geslacht
        C1;1990;1;C2;1971;2
        C3;1990;2;;;
        """,
        inkomensondersteuning="""
        clientnummer;geboortejaar;geslacht;soort
        C2;1971;2;overig
        """,
    )
    found = calculate(clienten, invoer)
    assert (found["participatiewet.bijstand"], found["participatiewet.totaal"]) == (3, 3)
    ages = {adres: aantal for adres, aantal in calculate(clienten_leeftijd, invoer).items() if aantal}
    assert ages == {
        "participatiewet.30-34.man": 1,
        "participatiewet.30-34.vrouw": 1,
        "participatiewet.50-54.vrouw": 1,
    }


ALLEEN_WMO = """
    clientnummer;wet;productcode;geboortejaar;geslacht
    C1;Wmo;hulp;1950;2
    C2;Wmo;hulp;1960;1
"""


def test_a_municipality_that_reports_on_care_only_has_its_clients() -> None:
    invoer = make_invoer(toewijzingen=ALLEEN_WMO)
    assert calculate(clienten, invoer)["wmo.totaal"] == 2
    names = {item.naam for item in list_measurable(invoer)}
    assert {"clienten", "clienten_leeftijd"} <= names and "stapeling" not in names
    assert {item.bron for item in measure(invoer, [clienten])} == {"toewijzingen"}


def test_half_of_the_income_gives_no_total_of_it() -> None:
    half = make_invoer(uitkeringen="clientnummer\nA")
    assert not {"clienten", "clienten_leeftijd"} & {item.naam for item in list_measurable(half)}
    both = make_invoer(uitkeringen="clientnummer\nA\nB", inkomensondersteuning="clientnummer\nA")
    assert calculate(clienten, both)["participatiewet.totaal"] == 2
    care = make_invoer(toewijzingen=ALLEEN_WMO, uitkeringen="clientnummer\nA")
    assert not any(key.startswith("participatiewet") for key in calculate(clienten, care))
