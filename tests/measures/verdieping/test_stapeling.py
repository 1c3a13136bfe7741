"""Stapeling: everyone is in exactly one combination."""

from meethulp import calculate, make_invoer, make_personen

from sdreport.measures.verdieping.stapeling import COMBINATIES, stapeling, stapeling_huishoudens

PERSONEN = {
    "toewijzingen": """
        clientnummer;wet;productcode;huishoudnummer
        A;Wmo;hulp;H1
        A;Wmo;dag;H1
        B;Jeugdwet;behandeling;H1
        C;Wmo;hulp;H2
        D;Jeugdwet;behandeling;H3
    """,
    "uitkeringen": "clientnummer;huishoudnummer\nC;H2\nE;H4",
    "inkomensondersteuning": "clientnummer;huishoudnummer\nC;H2\nF;H3",
}


def test_each_person_is_in_one_combination() -> None:
    values = calculate(stapeling, make_personen(**PERSONEN))
    assert {key: value for key, value in values.items() if value} == {
        "wmo": 1, "jeugdwet": 2, "participatiewet": 2, "wmo-participatiewet": 1, "totaal": 6,
    }  # fmt: skip
    assert set(values) == {*COMBINATIES, "totaal"}


def test_a_household_stacks_the_laws_of_its_members() -> None:
    values = calculate(stapeling_huishoudens, make_personen(**PERSONEN))
    assert {key: value for key, value in values.items() if value} == {
        "wmo-jeugdwet": 1, "wmo-participatiewet": 1, "jeugdwet-participatiewet": 1, "participatiewet": 1, "totaal": 4,
    }  # fmt: skip


def test_without_households_in_a_delivery_nothing_is_said_of_them() -> None:
    data = make_invoer(
        toewijzingen="clientnummer\nA", uitkeringen="clientnummer;huishoudnummer\nB;H1",
        inkomensondersteuning="clientnummer;huishoudnummer\nB;H1",
    )  # fmt: skip
    assert calculate(stapeling_huishoudens, data) == {}


def test_households_of_few_say_nothing_of_those_of_all() -> None:
    lines = [f"{number};{number if number else ''}" for number in range(20)]
    almost = "clientnummer;huishoudnummer\n" + "\n".join(lines)
    fewer = almost.replace(";19", ";")
    income = "clientnummer;huishoudnummer\nB;H1"
    for toewijzingen, told in ((almost, True), (fewer, False)):
        data = make_personen(toewijzingen=toewijzingen, uitkeringen=income, inkomensondersteuning=income)
        assert bool(calculate(stapeling_huishoudens, data)) is told
