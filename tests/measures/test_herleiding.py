"""What a reader can compute from what: every printed quotient says of what it is one."""

from dataclasses import replace

import pytest
from meethulp import make_invoer

from sdreport.measures import INDICATOREN
from sdreport.measures.definitie import Gemeten
from sdreport.measures.financien import kosten_zin
from sdreport.measures.herleiding import QUOTIENTEN, make_structuur
from sdreport.register.afgeleid.derive import AFGELEIDE

PERCENTAGES = [item for item in INDICATOREN if item.eenheid == "%"]


def test_there_are_percentages() -> None:
    assert len(PERCENTAGES) > 5


@pytest.mark.parametrize("naam", [item.naam for item in PERCENTAGES])
def test_every_percentage_says_of_what_it_is_a_share(naam: str) -> None:
    """Or that nothing it is computed from is printed: then a reader has no use for it."""
    structuur = make_structuur(INDICATOREN)
    declared = {item.waarde.partition(".")[0] for item in structuur.quotienten} | set(structuur.aandelen)
    assert naam in declared


def test_names_of_numbers_in_quotients_are_indicators() -> None:
    names = {*(item.naam for item in INDICATOREN), *AFGELEIDE}
    for item in QUOTIENTEN:
        for adres in filter(None, [item.waarde, item.teller, *item.noemers]):
            assert adres.partition(".")[0] in names


def test_parts_that_the_data_of_a_year_tell_need_not_be_those_of_another() -> None:
    """In a year in which nobody is of an age, that class is no part of its group."""
    group = Gemeten(
        "clienten_groep", 2025, {"wet": "wmo", "groep": "tot-65"}, 30, "personen", "", "", 30, True, 30,
        som_van=("clienten_leeftijd.wmo.20-24.man",), hoogstens_van=("clienten_leeftijd.wmo.20-24.man",),
    )  # fmt: skip
    part = Gemeten(
        "clienten_leeftijd", 2025, {"wet": "wmo", "leeftijd": "20-24", "geslacht": "man"}, 30, "personen", "", "",
        30, True, 30,
    )  # fmt: skip
    made = make_structuur([], [group, part]).relaties
    own = [relatie for relatie in made if relatie.geheel == "clienten_groep.wmo.tot-65"]
    assert [(relatie.soort, relatie.ongeveer) for relatie in own] == [("som", True), ("grens", True)]


@pytest.mark.parametrize(
    ("of_pgb", "also", "parts"),
    [
        ("eigen-budget", "", ("kosten_perceel.huishoudelijke-hulp",)),  # whatever a perceel of pgb is called
        ("huishoudelijke-hulp", "", ()),
        ("eigen-budget", "9;C9;Wmo;onbekend;ZIN", ()),
    ],
)
def test_care_in_kind_is_the_sum_of_the_percelen_that_are_nothing_else(
    of_pgb: str, also: str, parts: tuple[str, ...]
) -> None:
    invoer = make_invoer(
        toewijzingen=f"""
            toewijzingnummer;clientnummer;wet;productcode;leveringsvorm
            1;C1;Wmo;hulp;ZIN
            2;C2;Wmo;hulp;PGB
            {also}
            """,
        declaraties="toewijzingnummer;bedrag\n1;10\n2;20\n9;5",
    )
    products = invoer.referenties["productcodes"].replace("pgb-huishoudelijke-hulp", of_pgb)
    invoer = replace(invoer, referenties={**invoer.referenties, "productcodes": products})
    (kosten,) = kosten_zin.calculate(invoer)
    assert (kosten.waarde, kosten.som_van) == (15 if also else 10, parts)


def test_a_whole_is_at_most_a_union_and_its_other_parts_whatever_these_are_called() -> None:
    """The kinds of support are a municipality's own: one more is one more part of the bound."""

    def count(indicator: str, personen: int, **waarden: str) -> Gemeten:
        return Gemeten(indicator, 2025, waarden, personen, "personen", "", "", personen, True, personen)

    kinds = ("bijzondere-bijstand", "energietoeslag", "bijstand", "schoolpas", "totaal")
    numbers = [count("clienten", 30, wet="participatiewet", voorziening=kind) for kind in kinds]
    union = count("bijzondere_bijstand_of_energietoeslag", 40)
    bounds = [relatie for relatie in make_structuur([], [*numbers, union]).relaties if relatie.ongeveer]
    found = {relatie.geheel: relatie.delen for relatie in bounds if relatie.soort == "hoogstens"}
    assert found["clienten.participatiewet.totaal"] == (
        "bijzondere_bijstand_of_energietoeslag",
        "clienten.participatiewet.bijstand",
        "clienten.participatiewet.schoolpas",
    )
