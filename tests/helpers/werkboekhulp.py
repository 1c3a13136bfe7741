"""A small project with one monitor of a few rows, for tests of workbooks and of the next peildatum."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project

ROOT = Path(__file__).parents[2]
RAPPORT = "monitor-2019-09-15"
DATA = "data/plan/2019-09-15"
PLANNEN = find_dataset("plannen")
PARAMETERS = f"""\
# Uitleg bovenaan blijft staan.
rapport: {RAPPORT}
titel: Monitor
gemeente: Voorbeeldstad
jaar: 2019
datum: 2019-09-15
status: definitief
verantwoording: Van het vorige rapport.

data: {DATA}
datasets:
  - plannen
hoofdstukken:
  - 1_inleiding

voorbeeld:
  - activiteiten.*
"""
ROW = {
    "plan": "uitvoeringsplan-2019-2022", "peildatum": "15-09-2019", "programma": "3-2-eenzaamheid",
    "doelsleutel": "u19-3-2-1", "doelnummer": "3.2.1", "doelstelling": "Minder eenzaamheid", "sleutel": "u19-3-2-1-a1",
    "nummer": "", "activiteit": "Werkgroepen begeleiden", "trekker": "Gemeente", "rol": "beleidsadviseur-welzijn",
    "indicator": "Drie keer overleg", "aanvang": "2019-Q4", "gereed": "2020-Q2", "voortgang": "knelpunten",
    "financieel_haalbaar": "ja", "resultaat_wmo": "-1.250,50", "resultaat_jeugdwet": "",
    "resultaat_participatiewet": "0", "toelichting": "", "stand_van_zaken": "Het overleg loopt.",
}  # fmt: skip


def make_row(**changes: str) -> dict[str, str]:
    """A row of `plannen` as text, with other values in some columns."""
    return {**ROW, **changes}


def to_csv(rows: Sequence[dict[str, str]]) -> str:
    """Rows as an extract of `plannen`, with the optional columns that a row has."""
    given = {*PLANNEN.vaste_kolommen, *(name for row in rows for name in row)}
    names = [name for name in PLANNEN.column_names if name in given]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")  # a loose \r is then quoted too
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return stream.getvalue()


def make_project(folder: Path, rows: Sequence[dict[str, str]]) -> Editie:
    """A project with the reference tables, one monitor and its rows."""
    for name in ("parameters", "notebooks", DATA, f"{DATA}/toelichting"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for table in (ROOT / "data").glob("*.csv"):
        shutil.copy(table, folder / "data")
    path = folder / "parameters" / f"{RAPPORT}.yaml"
    path.write_text(PARAMETERS, encoding="utf-8")
    (folder / DATA / "plannen.csv").write_text(to_csv(rows), encoding="utf-8", newline="")
    for name in ("0_datakwaliteit", "1_inleiding"):
        (folder / DATA / "toelichting" / f"{name}.md").write_text("## begin\n\nTekst.\n", encoding="utf-8")
    return load_editie(Project(folder.resolve()), path)


def open_sheet(content: bytes, name: str = "plannen") -> Any:
    """A sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))[name]
