"""Money: estimates and actual costs, their division, and what was declared for whom."""

from dataclasses import replace

import pytest
from meethulp import address, calculate, make_invoer

from sdreport.measures.definitie import Invoer
from sdreport.measures.financien import (
    baten,
    begroting,
    kosten_leeftijd,
    kosten_leeftijd_aandeel,
    kosten_maand,
    kosten_perceel,
    kosten_verdeling,
    kosten_verdeling_aandeel,
    kosten_zin,
    raming_verschil,
    raming_verschil_aandeel,
)
from sdreport.project.parameters.indelingen import Indelingen, Kostengroep

BEGROTING = """
    onderdeel;post;fase;bedrag
    wmo;rolstoelen;primitief;1.000
    wmo;rolstoelen;najaarsnota;1.200
    wmo;rolstoelen;werkelijk;900,10
    wmo;woonvoorzieningen;najaarsnota;800
    wmo;woonvoorzieningen;werkelijk;1.000,20
    jeugdwet;dyslexie;najaarsnota;300
    jeugdwet;dyslexie;werkelijk;300
    algemeen;cultuur-media;najaarsnota;0
    algemeen;cultuur-media;werkelijk;99,70
"""


def test_each_post_and_phase_is_given_and_the_total_is_the_sum_of_the_posts() -> None:
    values = calculate(begroting, make_invoer(begroting=BEGROTING))
    assert values["wmo.rolstoelen.primitief"] == 1000
    assert values["wmo.totaal.primitief"] == 1000
    assert values["wmo.totaal.werkelijk"] == 1900.3
    for fase in ("najaarsnota", "werkelijk"):
        parts = [values[f"wmo.{post}.{fase}"] for post in ("rolstoelen", "woonvoorzieningen")]
        assert values[f"wmo.totaal.{fase}"] == pytest.approx(sum(parts))


def test_income_is_given_where_it_was_delivered() -> None:
    rows = """
        onderdeel;post;fase;bedrag;baten
        wmo;rolstoelen;werkelijk;900;90,10
        wmo;woonvoorzieningen;werkelijk;1000;0
        jeugdwet;dyslexie;werkelijk;300;
    """
    assert calculate(baten, make_invoer(begroting=rows)) == {
        "wmo.rolstoelen.werkelijk": 90.1,
        "wmo.woonvoorzieningen.werkelijk": 0,
        "wmo.totaal.werkelijk": 90.1,
    }
    assert calculate(baten, make_invoer(begroting=BEGROTING)) == {}


def test_the_difference_is_the_last_estimate_minus_actual_so_that_above_zero_is_favourable() -> None:
    assert calculate(raming_verschil, make_invoer(begroting=BEGROTING)) == {
        "wmo.rolstoelen": 299.9,
        "wmo.woonvoorzieningen": -200.2,
        "wmo.totaal": 99.7,
        "jeugdwet.dyslexie": 0,
        "jeugdwet.totaal": 0,
        "algemeen.cultuur-media": -99.7,
        "algemeen.totaal": -99.7,
    }


def test_the_difference_in_percent_is_of_the_last_estimate_and_zero_without_one() -> None:
    values = calculate(raming_verschil_aandeel, make_invoer(begroting=BEGROTING))
    assert values["wmo.rolstoelen"] == 24.9917
    assert values["wmo.woonvoorzieningen"] == -25.025
    assert values["algemeen.cultuur-media"] == 0


def test_costs_are_divided_over_maatwerk_and_algemeen_and_add_up() -> None:
    values = calculate(kosten_verdeling, make_invoer(begroting=BEGROTING))
    assert values == {"algemeen": 99.7, "jeugdwet": 300, "wmo": 1900.3, "maatwerk": 2200.3, "totaal": 2300}
    assert values["maatwerk"] + values["algemeen"] == values["totaal"]


def test_shares_of_maatwerk_and_algemeen_add_up_to_hundred() -> None:
    values = calculate(kosten_verdeling_aandeel, make_invoer(begroting=BEGROTING))
    assert values["totaal"] == 100
    assert values["maatwerk"] + values["algemeen"] == pytest.approx(100)
    assert values["jeugdwet"] == 13.0435


ZORG = {
    "toewijzingen": """
        toewijzingnummer;clientnummer;wet;productcode;leveringsvorm;geboortejaar
        1;C1;Wmo;hulp;ZIN;1940
        2;C1;Wmo;hulp;PGB;1940
        3;C2;Jeugdwet;behandeling;ZIN;2008
        """,
    "declaraties": """
        toewijzingnummer;bedrag
        1;0,10
        1;0,20
        2;5,00
        3;7,00
        """,
}


def test_care_in_kind_is_what_was_declared_without_personal_budgets() -> None:
    assert calculate(kosten_zin, make_invoer(**ZORG)) == {"": 7.3}


def test_declared_costs_are_given_per_perceel() -> None:
    assert calculate(kosten_perceel, make_invoer(**ZORG)) == {
        "huishoudelijke-hulp": 0.3,
        "pgb-huishoudelijke-hulp": 5,
        "ambulante-behandeling-jeugd": 7,
    }


def test_an_amount_counts_once_when_a_toewijzing_is_there_twice() -> None:
    invoer = make_invoer(
        toewijzingen="toewijzingnummer;clientnummer\n1;C1\n1;C1",
        declaraties="toewijzingnummer;bedrag\n1;10",
    )
    assert calculate(kosten_zin, invoer) == {"": 10}


def test_an_amount_without_toewijzing_belongs_to_no_perceel() -> None:
    invoer = make_invoer(
        toewijzingen="toewijzingnummer;clientnummer\n1;C1\n;C2",
        declaraties="toewijzingnummer;bedrag\n1;10\n99;20\n;40",
    )
    assert calculate(kosten_zin, invoer) == {"": 10}
    assert calculate(kosten_perceel, invoer) == {"huishoudelijke-hulp": 10}


GROEPEN = Indelingen(
    kosten_leeftijd=(
        Kostengroep(wet="wmo", van=75, tot=88),
        Kostengroep(
            wet="jeugdwet",
            van=14,
            tot=17,
            percelen=(
                "breed-spectrumaanbieders",
                "ambulante-behandeling-jeugd",
                "lta-jeugd",
                "gezond-opgroeien",
            ),
            omschrijving="specialistische hulp",
        ),
        Kostengroep(wet="participatiewet", van=63, tot=66),
    )
)


def with_groups(indelingen: Indelingen = GROEPEN, **texts: str) -> Invoer:
    """Input of a municipality whose parameters name these age groups."""
    return replace(make_invoer(**texts), indelingen=indelingen)


def declared(wet: str, productcode: str, leeftijd: int) -> dict[str, str]:
    """One toewijzing of a person of this age, with one declaratie of 60 euro, and one of 40 of a person of 50."""
    return {
        "toewijzingen": f"""
            toewijzingnummer;clientnummer;wet;productcode;geboortejaar
            1;C1;{wet};{productcode};{2023 - leeftijd}
            2;C2;{wet};{productcode};1973
            """,
        "declaraties": "toewijzingnummer;bedrag\n1;60\n2;40",
        "uitkeringen": "clientnummer",
        "inkomensondersteuning": "clientnummer",
    }


@pytest.mark.parametrize(("leeftijd", "telt"), [(74, False), (75, True), (88, True), (89, False)])
def test_costs_of_the_wmo_are_those_of_75_up_to_and_including_88(leeftijd: int, telt: bool) -> None:
    invoer = with_groups(**declared("Wmo", "hulp", leeftijd))
    assert calculate(kosten_leeftijd, invoer)["wmo.75-88"] == (60 if telt else 0)
    assert calculate(kosten_leeftijd_aandeel, invoer)["wmo.75-88"] == (60 if telt else 0)


def test_costs_of_care_by_age_need_no_extracts_of_income() -> None:
    tables = declared("Wmo", "hulp", 80)
    del tables["uitkeringen"], tables["inkomensondersteuning"]
    invoer = with_groups(**tables)
    assert kosten_leeftijd.can_be_measured(invoer.tabellen)
    assert calculate(kosten_leeftijd, invoer) == {"wmo.75-88": 60, "jeugdwet.14-17": 0}
    (told,) = {one.definitie for one in kosten_leeftijd.calculate(invoer)}
    assert "Participatiewet" not in told


@pytest.mark.parametrize(("leeftijd", "telt"), [(13, False), (14, True), (17, True), (18, False)])
@pytest.mark.parametrize("productcode", ["behandeling", "breed", "verblijf", "landelijk"])
def test_costs_of_specialist_youth_care_are_those_of_14_up_to_and_including_17(
    productcode: str, leeftijd: int, telt: bool
) -> None:
    invoer = with_groups(**declared("Jeugdwet", productcode, leeftijd))
    assert calculate(kosten_leeftijd, invoer)["jeugdwet.14-17"] == (60 if telt else 0)
    assert calculate(kosten_leeftijd_aandeel, invoer)["jeugdwet.14-17"] == (60 if telt else 0)


@pytest.mark.parametrize(
    ("groepen", "persons"),
    [([(75, 88)], [2, 2]), ([(75, 88), (80, 88)], [1, 1, 2]), ([(0, 74), (75, 88)], [1, 1, 2])],
)
def test_it_is_known_on_how_many_the_costs_of_the_other_ages_rest(
    groepen: list[tuple[int, int]], persons: list[int]
) -> None:
    """Four persons of 70, 76, 81 and 90, of which the groups, each other and all ages leave some."""
    born = [2023 - 70, 2023 - 76, 2023 - 81, 2023 - 90]
    rows = "\n".join(f"{n};C{n};Wmo;hulp;{jaar}" for n, jaar in enumerate(born))
    own = Indelingen(kosten_leeftijd=tuple(Kostengroep(wet="wmo", van=van, tot=tot) for van, tot in groepen))
    invoer = with_groups(
        own,
        toewijzingen=f"toewijzingnummer;clientnummer;wet;productcode;geboortejaar\n{rows}",
        declaraties="toewijzingnummer;bedrag\n0;60\n1;40\n2;30\n3;20",
        uitkeringen="clientnummer",
        inkomensondersteuning="clientnummer",
    )
    for measured in (kosten_leeftijd, kosten_leeftijd_aandeel):
        for cijfer in measured.calculate(invoer):
            assert sorted(part["personen"] for part in cijfer.ook_van) == persons


def test_youth_care_that_is_not_specialist_is_outside_the_costs_and_outside_their_base() -> None:
    invoer = with_groups(
        toewijzingen="""
        toewijzingnummer;wet;productcode;geboortejaar
        1;Jeugdwet;begeleiding;2008
        2;Jeugdwet;breed;2008
        3;Jeugdwet;breed;2015
        """,
        declaraties="toewijzingnummer;bedrag\n1;500\n2;30\n3;10",
        uitkeringen="clientnummer",
        inkomensondersteuning="clientnummer",
    )
    assert calculate(kosten_leeftijd, invoer)["jeugdwet.14-17"] == 30
    assert calculate(kosten_leeftijd_aandeel, invoer)["jeugdwet.14-17"] == 75


@pytest.mark.parametrize(("leeftijd", "telt"), [(62, False), (63, True), (66, True), (67, False)])
def test_costs_of_the_participatiewet_are_benefits_and_income_support_of_63_up_to_and_including_66(
    leeftijd: int, telt: bool
) -> None:
    invoer = with_groups(
        toewijzingen="clientnummer",
        declaraties="toewijzingnummer",
        uitkeringen=f"clientnummer;geboortejaar;bedrag\nC1;{2023 - leeftijd};100\nC2;1990;100",
        inkomensondersteuning=f"clientnummer;geboortejaar;bedrag\nC1;{2023 - leeftijd};20,50\nC2;1990;20,50",
    )
    assert calculate(kosten_leeftijd, invoer)["participatiewet.63-66"] == (120.5 if telt else 0)
    assert calculate(kosten_leeftijd_aandeel, invoer)["participatiewet.63-66"] == (50 if telt else 0)


@pytest.mark.parametrize("indicator", [kosten_leeftijd, kosten_leeftijd_aandeel])
def test_costs_of_an_age_group_tell_on_how_many_persons_they_rest(indicator) -> None:  # type: ignore[no-untyped-def]
    invoer = with_groups(
        toewijzingen="toewijzingnummer;clientnummer;geboortejaar\n1;C1;1940\n2;C2;1940",
        declaraties="toewijzingnummer\n" + "1\n" * 12 + "2\n" * 12,
        uitkeringen="clientnummer;geboortejaar\nC1;1958",
        inkomensondersteuning="clientnummer;geboortejaar\nC1;1958\nC1;1958",
    )
    rests_on = {address(c): (c.rijen, c.personen) for c in indicator.calculate(invoer)}
    assert rests_on == {"wmo.75-88": (24, 2), "jeugdwet.14-17": (0, 0), "participatiewet.63-66": (3, 1)}


def test_a_municipality_that_names_no_age_groups_has_no_costs_of_them() -> None:
    invoer = with_groups(Indelingen(), **declared("Wmo", "hulp", 80))
    assert calculate(kosten_leeftijd, invoer) == {}
    assert calculate(kosten_leeftijd_aandeel, invoer) == {}


def test_the_definition_says_which_percelen_count() -> None:
    (wmo, *_) = kosten_leeftijd.calculate(with_groups(**declared("Wmo", "hulp", 80)))
    assert wmo.definitie == (
        "Kosten voor inwoners van de leeftijd. Jeugdwet: alleen specialistische hulp. "
        "Participatiewet: uitkeringen en inkomensondersteuning."
    )


def test_the_costs_of_a_month_count_the_persons_behind_them() -> None:
    toewijzingen = """
        toewijzingnummer;clientnummer;wet
        1;C1;Wmo
        2;C2;Wmo
        3;C3;Jeugdwet
    """
    declaraties = """
        toewijzingnummer;begindatum;einddatum;bedrag
        1;01-03-2023;31-03-2023;10,10
        1;15-03-2023;31-03-2023;5
        2;01-03-2023;31-03-2023;20
        3;01-12-2023;31-12-2023;7
        3;01-12-2022;31-12-2022;99
    """
    found = list(kosten_maand.calculate(make_invoer(toewijzingen=toewijzingen, declaraties=declaraties)))
    assert {address(item): item.waarde for item in found} == {"wmo.03": 35.1, "jeugdwet.12": 7}
    assert [(item.rijen, item.personen, item.over_personen) for item in found] == [(1, 1, True), (3, 2, True)]


def test_what_was_rejected_counts_for_nothing_and_what_was_credited_is_taken_off() -> None:
    invoer = make_invoer(
        toewijzingen="toewijzingnummer;clientnummer\n1;C1\n2;C2",
        declaraties="""
        toewijzingnummer;bedrag;debet_credit;status
        1;130,00;D;toegekend
        1;-130,00;C;toegekend
        1;100,00;D;toegekend
        1;100,00;D;afgewezen
        2;100,00;D;
        """,
    )
    assert calculate(kosten_zin, invoer) == {"": 200}
    assert calculate(kosten_maand, invoer) == {"wmo.03": 200}
    (getal,) = kosten_zin.calculate(invoer)
    assert (getal.rijen, getal.personen, getal.bijdragen) == (4, 2, (50.0, 50.0))
