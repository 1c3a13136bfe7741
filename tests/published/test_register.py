"""The built register of 2023 against every number of the published report, before disclosure control."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from compare import compare
from openhulp import OPEN

from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.register.register import Register
from sdreport.stages.calculate import make_register
from sdreport.stages.read import read_extracts

PUBLISHED = Path(__file__).with_name("2023.csv")


@pytest.fixture(scope="module")
def register() -> Register:
    """The register as the build makes it, with protection off: the published report hid nothing."""
    project = find_project(Path(__file__).parent)
    editie = find_editie(project, "raadsrapportage-2023")
    shown = editie.parameters.model_copy(update={"geheimhouding": OPEN})
    return make_register(replace(editie, parameters=shown), read_extracts(editie))


def published_numbers() -> Iterator[object]:
    """Every row of the transcription that has an address in the register."""
    with PUBLISHED.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            if row["adres"]:
                yield pytest.param(row, id=row["plaats"])


@pytest.mark.parametrize("row", list(published_numbers()))
def test_built_number_is_the_published_one(register: Register, row: dict[str, str]) -> None:
    built = register.get(row["adres"]).waarde
    assert built is not None
    assert compare(float(row["waarde"]), built, row["vergelijking"]), f"{row['adres']} is {built}"


def measured_indicators() -> Iterator[object]:
    """The indicators of the framework whose latest value is a number of this report."""
    path = PUBLISHED.parents[2] / "data" / "beleidskader-2023-2027" / "doelindicatoren.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            if row["cijfer"]:
                yield pytest.param(row, id=row["indicator"])


@pytest.mark.parametrize("row", list(measured_indicators()))
def test_latest_value_of_an_indicator_is_the_number_of_the_report(
    register: Register, row: dict[str, str]
) -> None:
    """To the decimals that the framework's file gives."""
    built = register.get(f"{row['cijfer']}@{row['waarde_jaar']}").waarde
    decimals = len(row["waarde"].partition(",")[2])
    assert built is not None
    assert round(built, decimals) == float(row["waarde"].replace(",", ".")), f"{row['cijfer']} is {built}"
