"""What a report tells of the quality of its data and of its release, made once: for its page and to publish."""

import csv
from typing import Any

from sdreport.gate.told.openbaar import summarize_openbaar
from sdreport.project.editie import Editie
from sdreport.project.references import read_table
from sdreport.project.vrijgave import describe_vrijgave, list_logboek
from sdreport.stages.check import Controle
from sdreport.stages.check_texts import Tekstcontrole

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"


def describe_quality(editie: Editie, controle: Controle, teksten: Tekstcontrole) -> dict[str, Any]:
    """The quality of a report; without a gate it says that nothing was tested."""
    drempel = editie.parameters.geheimhouding.drempel
    tegenstrijdig = read_tegenstrijdigheden(editie)
    quality = summarize_openbaar(controle.uitslagen, controle.bevindingen, tegenstrijdig, drempel)
    tested = {} if controle.uitslagen else {"oordeel": "niet getoetst"}
    signed = {"vrijgave": describe_vrijgave(editie), "logboek": list_logboek(editie.parameters)}
    return {**quality, **tested, **teksten.as_dict(), **signed}


def read_tegenstrijdigheden(editie: Editie) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = editie.project.inside(f"{editie.parameters.data}/{TEGENSTRIJDIGHEDEN}")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream, delimiter=";"), [])
    rows = read_table(path, columns, path.name).itertuples(index=False)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]
