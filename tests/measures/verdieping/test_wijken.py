"""Who lives where: each person in one wijk, small wijken together, against counts by hand."""

from dataclasses import replace

import pytest
from meethulp import calculate, make_personen

from sdreport.measures.definitie import Invoer
from sdreport.measures.verdieping.wijken import clienten_wijk, inwoners_wijk

TOEWIJZINGEN = """
    clientnummer;wet;productcode;toewijzingsdatum;wijk
    A;Wmo;hulp;01-02-2023;Dorp Élde
    A;Wmo;dag;01-03-2023;Noord
    B;Wmo;hulp;01-02-2023;Noord
    C;Wmo;hulp;01-02-2023;Dorp Élde
    D;Wmo;hulp;01-02-2023;Elders
    E;Wmo;inloop;01-02-2023;Noord
    F;Jeugdwet;behandeling;01-02-2023;Zuid
"""
INWONERS = """
    wijk;leeftijdsgroep;aantal
    Noord;0-17;90
    Noord;18-64;300
    Noord;65-plus;100
    Zuid;0-17;80
    Zuid;18-64;150
    Zuid;65-plus;50
    Dorp Élde;0-17;400
    Dorp Élde;18-64;200
    Dorp Élde;65-plus;60
"""


def give(least: int) -> Invoer:
    data = make_personen(toewijzingen=TOEWIJZINGEN, wijkbevolking=INWONERS)
    return replace(data, indelingen=data.indelingen.model_copy(update={"wijk_inwoners": least}))


def test_everyone_is_in_the_wijk_of_the_latest_toewijzing() -> None:
    assert calculate(clienten_wijk, give(1)) == {
        "wmo.noord": 2, "wmo.dorp-elde": 1, "wmo.zuid": 0, "wmo.onbekend": 1, "wmo.totaal": 3,
        "jeugdwet.noord": 0, "jeugdwet.dorp-elde": 0, "jeugdwet.zuid": 1, "jeugdwet.onbekend": 0, "jeugdwet.totaal": 1,
    }  # fmt: skip
    assert calculate(inwoners_wijk, give(1)) == {
        "wmo.noord": 400, "wmo.zuid": 200, "wmo.dorp-elde": 260, "wmo.totaal": 860,
        "jeugdwet.noord": 90, "jeugdwet.zuid": 80, "jeugdwet.dorp-elde": 400, "jeugdwet.totaal": 570,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("least", "wijken"),
    [
        (200, {"noord": 400, "zuid": 200, "dorp-elde": 260, "totaal": 860}),
        (201, {"noord": 400, "kleinere-wijken": 460, "totaal": 860}),  # one alone would still be that one
        (461, {"kleinere-wijken": 860, "totaal": 860}),
    ],
)
def test_small_wijken_count_together_until_they_are_large_enough(least: int, wijken: dict[str, int]) -> None:
    found = calculate(inwoners_wijk, give(least))
    assert {
        key.removeprefix("wmo."): value for key, value in found.items() if key.startswith("wmo")
    } == wijken
    assert {f"wmo.{wijk}" for wijk in wijken} < set(calculate(clienten_wijk, give(least)))
