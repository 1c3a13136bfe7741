"""The page that lists all reports in the output folder: `output/index.html`.

Everything on it is read from what the reports themselves say (`manifest.json`, `datakwaliteit.json`), so that it is
the same for the same reports, whichever was built last.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sdreport.errors import SdreportError
from sdreport.project.editie import INDEX
from sdreport.project.folders import Project
from sdreport.project.huisstijl import Huisstijl, load_huisstijl
from sdreport.publish.html.style import TEMPLATE_FOLDER, logo_uri, make_csp, make_stylesheet
from sdreport.publish.html.text import format_datum
from sdreport.publish.html.vouw import TREDEN
from sdreport.publish.meta import name_versie
from sdreport.publish.place import write_in_place
from sdreport.publish.templating import open_templates
from sdreport.register.kwaliteit import NAAM as DATAKWALITEIT
from sdreport.register.manifest import GROOTSTE_MB, NAAM
from sdreport.safe.files import parse_json, read_text

HUISSTIJL = "parameters/huisstijl.yaml"
SJABLOON = "overzicht.html.j2"


@dataclass(frozen=True)
class Rapport:
    """A built report: what the list says of it, and its files to go to, as (label, address from the output folder)."""

    rapport: str
    titel: str
    gemeente: str
    jaar: int
    datum: str
    versie: str
    oordeel: str
    huisstijl: str
    bestanden: tuple[tuple[str, str], ...]

    @property
    def verschenen(self) -> int:
        """The year to look for it: what it is about, or that of its date when it looks ahead."""
        return min(self.jaar, int(self.datum[:4]))

    @property
    def pagina(self) -> str:
        """Address of the page of the report."""
        return f"{self.rapport}/{INDEX}"

    @property
    def kwaliteit(self) -> str:
        """Address of the page on the quality of its data."""
        return f"{self.rapport}/datakwaliteit.html"


def write_overzicht(project: Project) -> list[str]:
    """Write the page in one step; returns the folders that look like a report and could not be read."""
    unreadable: list[str] = []

    def render() -> str:
        rapporten, broken = read_rapporten(project.output)
        unreadable.extend(broken)
        return render_overzicht(rapporten, _find_huisstijl(project, rapporten))

    project.output.mkdir(parents=True, exist_ok=True)
    write_in_place(project.output / INDEX, render)
    return unreadable


def read_rapporten(output: Path) -> tuple[list[Rapport], list[str]]:
    """The reports in the output folder, newest first, and the names of those that cannot be read."""
    rapporten: list[Rapport] = []
    unreadable: list[str] = []
    for folder in sorted(output.glob("[!.]*/")):
        if not (folder / NAAM).exists():
            continue
        try:
            rapporten.append(_read_rapport(folder))
        except (SdreportError, OSError, ValueError, KeyError, TypeError, AttributeError):
            unreadable.append(folder.name)
    rapporten.sort(key=lambda item: (item.verschenen, item.datum, item.rapport), reverse=True)
    return rapporten, unreadable


def render_overzicht(rapporten: list[Rapport], huisstijl: Huisstijl) -> str:
    """The page as HTML: no script, nothing from elsewhere."""
    environment = open_templates(TEMPLATE_FOLDER)
    environment.filters["datum"] = format_datum
    stylesheet = make_stylesheet(huisstijl)
    return environment.get_template(SJABLOON).render(
        rapporten=rapporten,
        gemeenten=sorted({item.gemeente for item in rapporten}),
        logo=logo_uri(huisstijl),
        stylesheet=Markup(stylesheet),
        csp=make_csp([stylesheet], []),
        vouw=TREDEN[-1],
    )


def _read_rapport(folder: Path) -> Rapport:
    manifest = parse_json(read_text(folder / NAAM, most_mb=GROOTSTE_MB))
    parameters: dict[str, Any] = manifest["parameters"]
    kwaliteit = parse_json(read_text(folder / DATAKWALITEIT, most_mb=GROOTSTE_MB))
    return Rapport(
        rapport=folder.name,
        titel=str(parameters["titel"]),
        gemeente=str(parameters["gemeente"]),
        jaar=int(parameters["jaar"]),
        datum=dt.date.fromisoformat(str(parameters["datum"])).isoformat(),
        versie=name_versie(
            "concept" if manifest["concept"] else str(parameters["status"]),
            bool(parameters.get("geheimhouding", {}).get("uit")),
            parameters.get("verzonnen", ()),
        ),
        oordeel=str(kwaliteit["oordeel"]),
        huisstijl=str(parameters["huisstijl"]),
        bestanden=tuple(_list_files(folder)),
    )


def _list_files(folder: Path) -> Iterator[tuple[str, str]]:
    """What can be downloaded of a report, as far as it is there."""
    files = {"PDF": f"{folder.name}.pdf", "Cijfers (Excel)": "cijfers.xlsx", "Cijfers (CSV)": "cijfers.csv"}
    yield from (
        (label, f"{folder.name}/{name}") for label, name in files.items() if (folder / name).is_file()
    )


def _find_huisstijl(project: Project, rapporten: list[Rapport]) -> Huisstijl:
    """The house style of the project, or else of the newest report that still has its own."""
    names = [HUISSTIJL, *(item.huisstijl for item in rapporten)]
    path = next(
        (path for name in names if (path := project.inside(name)).is_file()), project.inside(HUISSTIJL)
    )
    return load_huisstijl(path)
