"""A project with one built report, to make the next year of."""

import json
from pathlib import Path

from sdreport.commands.new.files import Klaargezet, write_new
from sdreport.commands.new.new_year import plan_year
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import compare
from sdreport.register.files import write_register

PARAMETERS = """\
# Uitleg bovenaan blijft staan.
rapport: proef-2023
titel: Proef
gemeente: Voorbeeldstad
jaar: 2023                   # verslagjaar
datum: 2024-05-30
status: definitief
verantwoording: >-
  Alle records zijn verzonnen
  in 2023.

data: data/2023              # extracten van 2023
datasets:
  - leerlingen
  - tellingen
hoofdstukken: [1_inleiding]

# De bescherming staat uit.
geheimhouding:
  drempel: 0
  bron: alles is openbaar
  uit: {reden: alles is openbaar, besloten_door: controller}

# Zonder document.
voorbeeld:
  - tellingen.*
vastgesteld:
- leerlingen_groei.*
kerngetallen:
  - {naam: index, waarde: 7.01, eenheid: "%", peildatum: 2023-01-01, bron: document}
"""
TOELICHTING = "## begin\n\nIn {{ jaar }} was het {{ leerlingen.mbo }}.\n\n## einde\n\nSlot.\n"


def rij(indicator: str, jaar: int, waarde: float | None) -> Cijfer:
    return Cijfer(
        indicator,
        jaar,
        {"soort": "mbo"},
        waarde,
        "leerlingen",
        "definitief",
        "leerlingen (3 rijen)",
        "Proef.",
    )


def make_jaarproject(folder: Path) -> Project:
    """A project with one built report, of 2023."""
    project = Project(folder.resolve())
    toelichting = project.data / "2023" / "toelichting"
    for folder in (project.parameters, project.notebooks, toelichting, project.output / "proef-2023"):
        folder.mkdir(parents=True)
    (project.parameters / "proef-2023.yaml").write_text(PARAMETERS, encoding="utf-8")
    for name in ("0_datakwaliteit", "1_inleiding"):
        (toelichting / f"{name}.md").write_text(TOELICHTING, encoding="utf-8")
    rows = [rij("leerlingen", 2022, 400), rij("leerlingen", 2023, 410), rij("bijstand", 2023, None)]
    rows += [*compare(rows, 2023), rij("inwoners_prognose", 2027, 500), rij("kerngetal", 2023, 7.01)]
    write_register(rows, project.output / "proef-2023")
    mark_concept(project, False)
    return project


def mark_concept(project: Project, concept: bool) -> None:
    """Write the manifest of the built report, as far as the next year reads it."""
    path = project.output / "proef-2023" / "manifest.json"
    content = {"concept": concept, "parameters": {}, "invoer": {}, "uitvoer": {}}
    path.write_text(json.dumps(content), encoding="utf-8")


def prepare(project: Project, jaar: int = 2024) -> list[str]:
    return [project.relative(made) for made in write_new(project, plan(project, jaar).files)]


def plan(project: Project, jaar: int = 2024) -> Klaargezet:
    return plan_year(find_editie(project, "proef-2023"), jaar)
