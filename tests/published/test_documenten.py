"""The rebuilt reports of the other documents against every number that those documents print.

A document has one file here, `<document>.csv`, with every row of its transcription in `data/documenten/`: the place,
the printed value, and where the rebuilt report gives it. That is an address in its register, or a published row:
`plannen:<key of an activity or goal>:<column>`, of which the last number counts. A row without either has a reason.
"""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from compare import compare, is_vergelijking

from sdreport.plannen.rows import Rijtekst, to_rijteksten
from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.register.register import Register
from sdreport.stages.calculate import make_register
from sdreport.stages.read import read_extracts

HERE = Path(__file__).parent
DOCUMENTEN = HERE.parents[1] / "data" / "documenten"
RAPPORTEN = {
    "uitvoeringsplan-2017-2018": "uitvoeringsplan-2017-2018",
    "uitvoeringsplan-en-monitor-2019-2022": "monitor-2019-09-15",
    "beleidskader-2023-2027": "beleidskader-2023-2027",
    "peilnota-1-2014": "peilnota-1-2014",
}
"""The report that rebuilds each document; the Raadsrapportage has a fuller transcription of its own."""
GEGEVEN = {
    "uitvoeringsplan-2017-2018": 14,
    "uitvoeringsplan-en-monitor-2019-2022": 43,
    "beleidskader-2023-2027": 124,
    "peilnota-1-2014": 23,
}
KOLOMMEN = ["plaats", "waarde", "eenheid", "adres", "vergelijking", "opmerking"]
REDENEN = {
    "alleen in de lopende tekst", "telling in het document", "nummer van een hoofdstuk of bijlage",
    "rekensom van de tekst", "geen bedrag (pm)", "jaartal",
}  # fmt: skip
DUIZENDTAL = {"x 1.000 euro": 1e3, "miljoen euro": 1e6, "miljard euro": 1e9}
every_document = pytest.mark.parametrize("document", RAPPORTEN)


def read(path: Path) -> list[Rijtekst]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def read_number(text: str) -> float:
    return float(text.replace(",", "."))


PRINTED = [(document, row) for document in RAPPORTEN for row in read(HERE / f"{document}.csv")]
GIVEN = [
    pytest.param(document, row, id=f"{document}: {row['plaats']}")
    for document, row in PRINTED
    if row["adres"]
]


@cache
def rebuild(document: str) -> tuple[Register, list[Rijtekst]]:
    """The register of the report, and its published activities and goals."""
    editie = find_editie(find_project(HERE), RAPPORTEN[document])
    controle = read_extracts(editie)
    plannen = controle.frames.get("plannen")
    rows = [] if plannen is None else list(to_rijteksten(plannen))
    return make_register(editie, controle), rows


def look_up(document: str, adres: str) -> float:
    """The number at an address in the register, or in a published row of the plan."""
    register, rows = rebuild(document)
    if not adres.startswith("plannen:"):
        waarde = register.get(adres).waarde
        assert waarde is not None
        return waarde
    _, sleutel, kolom = adres.split(":")
    (text,) = {row[kolom] for row in rows if sleutel in (row["sleutel"], row["doelsleutel"])}
    amount = kolom.startswith("resultaat_")
    return float(text if amount else re.findall(r"\d+", text)[-1])


@every_document
def test_every_printed_number_is_present(document: str) -> None:
    there = [(row["plaats"], row["waarde"], row["eenheid"]) for row in read(HERE / f"{document}.csv")]
    assert there == [
        (row["plaats"], row["waarde"], row["eenheid"]) for row in read(DOCUMENTEN / f"{document}.csv")
    ]


def test_every_document_of_the_cycle_is_looked_at() -> None:
    assert {path.stem for path in DOCUMENTEN.glob("*.csv")} == {*RAPPORTEN, "raadsrapportage-2023"}


@every_document
def test_a_row_has_an_address_or_a_reason_for_having_none(document: str) -> None:
    rows = read(HERE / f"{document}.csv")
    assert all(list(row) == KOLOMMEN for row in rows)
    for row in rows:
        if row["adres"]:
            assert is_vergelijking(row["vergelijking"]) and not row["opmerking"], row["plaats"]
        else:
            assert row["opmerking"] in REDENEN and not row["vergelijking"], row["plaats"]


@every_document
def test_as_many_numbers_are_given_as_before(document: str) -> None:
    """A row that loses its address would silently no longer be compared."""
    assert sum(bool(row["adres"]) for row in read(HERE / f"{document}.csv")) == GEGEVEN[document]


@pytest.mark.parametrize(("document", "row"), GIVEN)
def test_rebuilt_number_is_the_printed_one(document: str, row: Rijtekst) -> None:
    built = look_up(document, row["adres"]) / DUIZENDTAL.get(row["eenheid"], 1)
    assert compare(read_number(row["waarde"]), built, row["vergelijking"]), f"{row['adres']} is {built}"
