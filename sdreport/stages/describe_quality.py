"""What a report tells of the quality of its data and of its release, made once: for its page and to publish."""

import csv

from sdreport.chapter.toelichting.check import list_meldingen
from sdreport.gate.told.openbaar import summarize_openbaar
from sdreport.project.editie import Editie
from sdreport.project.references import read_table
from sdreport.project.vrijgave import describe_vrijgave, list_logboek
from sdreport.register.kwaliteit import Kwaliteitsrapport
from sdreport.stages.check_texts import Tekstcontrole
from sdreport.stages.read import Controle

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"
NIET_GETOETST = "niet getoetst"


def describe_quality(editie: Editie, controle: Controle, teksten: Tekstcontrole) -> Kwaliteitsrapport:
    """The quality of a report; without a gate it says that nothing was tested."""
    drempel = editie.parameters.geheimhouding.drempel
    tegenstrijdig = read_tegenstrijdigheden(editie)
    found = summarize_openbaar(controle.uitslagen, controle.bevindingen, tegenstrijdig, drempel)
    return Kwaliteitsrapport(
        oordeel=found.oordeel if controle.uitslagen else NIET_GETOETST,
        datasets=found.datasets,
        regels=found.regels,
        bevindingen=found.bevindingen,
        tegenstrijdigheden=found.tegenstrijdigheden,
        teksten=list_meldingen(teksten.meldingen),
        leesbaarheid=tuple(teksten.leesbaarheid),
        vrijgave=describe_vrijgave(editie),
        logboek=list_logboek(editie.parameters),
    )


def read_tegenstrijdigheden(editie: Editie) -> list[dict[str, str]]:
    """The contradictions in a published document that stewards noted for the reader; empty if there are none."""
    path = editie.project.inside(f"{editie.parameters.data}/{TEGENSTRIJDIGHEDEN}")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream, delimiter=";"), [])
    rows = read_table(path, columns, path.name).itertuples(index=False)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]
