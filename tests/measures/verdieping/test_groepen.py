"""Clients of the Wmo below and from 65 years: everyone in one group."""

from dataclasses import replace

from meethulp import calculate, make_personen

from sdreport.measures.verdieping.groepen import clienten_groep
from sdreport.project.parameters.indelingen import Klassen

DATA = make_personen(
    toewijzingen="""
        clientnummer;geboortejaar;wet;productcode
        A;1958;Wmo;hulp
        A;1958;Wmo;dag
        B;1959;Wmo;hulp
        C;1990;Wmo;inloop
        D;2010;Jeugdwet;behandeling
        E;1930;Wmo;hulp
    """
)


def test_who_becomes_65_in_the_year_is_of_the_older_group() -> None:
    assert calculate(clienten_groep, DATA) == {"wmo.tot-65": 1, "wmo.65-plus": 2}


def test_who_has_no_known_sex_is_in_a_group_too() -> None:
    table = DATA.tabellen["toewijzingen"]
    unknown = table.assign(geslacht=table["geslacht"].mask(table["clientnummer"] == "E", "0"))
    changed = replace(DATA, tabellen={**DATA.tabellen, "toewijzingen": unknown})
    assert calculate(clienten_groep, changed) == {"wmo.tot-65": 1, "wmo.65-plus": 2}


def test_each_group_names_the_classes_that_it_is_the_sum_of() -> None:
    young, old = clienten_groep.calculate(DATA)
    assert young.som_van == ("clienten_leeftijd.wmo.60-64.man", "clienten_leeftijd.wmo.60-64.vrouw")
    assert "clienten_leeftijd.wmo.65-69.man" in old.som_van


def test_where_a_class_is_of_both_groups_nothing_is_told() -> None:
    wide = DATA.indelingen.model_copy(update={"klassen": {"wmo": Klassen(breedte=10, open_vanaf=80)}})
    assert calculate(clienten_groep, replace(DATA, indelingen=wide)) == {}
