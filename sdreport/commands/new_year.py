"""The next year: parameters, empty extracts with their headers, toelichting to rewrite, and this year as history."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.files import EXTENSIONS
from sdreport.project.folders import Project
from sdreport.project.parameters import JAREN, Parameters
from sdreport.project.vrijgave import name_report
from sdreport.register.files import format_csv
from sdreport.register.manifest import NAAM
from sdreport.register.register import Rij, is_comparison, read_register

HEADING = re.compile(r"^(## .*)$", re.MULTILINE)
NALOPEN = "*Deze tekst komt uit het rapport over {{ jaar-1 }} en is nog niet nagelopen.*"


def prepare_year(project: Project, bestand: Path, parameters: Parameters, jaar: int) -> list[Path]:
    """Write what the year `jaar` needs, modelled on the report of `parameters`; returns the files made.

    Nothing that exists is overwritten: a file that is there already is an error, before anything is written.
    """
    return write_new(project, dict(_plan(project, bestand, parameters, jaar)))


def write_new(project: Project, files: Mapping[Path, str | bytes]) -> list[Path]:
    """Write files that must not be there yet; a file that is, also as CSV or workbook, is an error beforehand."""
    there = [
        project.relative(path)
        for name in files
        for path in sorted({name, *(name.with_suffix(ending) for ending in EXTENSIONS)})
        if path.exists()
    ]
    if there:
        raise ConfigurationError(
            f"Deze bestanden bestaan al en worden niet overschreven: {', '.join(there)}."
        )
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(files)


def _plan(project: Project, bestand: Path, parameters: Parameters, jaar: int) -> Iterator[tuple[Path, str]]:
    naam = parameters.rapport.replace(str(parameters.jaar), str(jaar))
    if jaar == parameters.jaar:
        raise ConfigurationError(f"{parameters.rapport} gaat al over {jaar}.")
    if jaar not in JAREN:
        raise ConfigurationError(f"Het jaar is een getal van {JAREN[0]} tot en met {JAREN[-1]}.")
    if naam == parameters.rapport:
        raise ConfigurationError(f"In de naam {parameters.rapport} staat het jaar {parameters.jaar} niet.")
    folder = project.data / str(jaar)
    history = project.data / "history" / f"{parameters.jaar}.csv"
    if not history.is_file():
        yield history, format_csv(published_rows(project, parameters)).replace("\r\n", "\n")
    yield (
        project.parameters / f"{naam}.yaml",
        next_parameters(bestand.read_text(encoding="utf-8"), parameters, jaar),
    )
    for slug in parameters.datasets:
        yield folder / f"{slug}.csv", ";".join(find_dataset(slug).column_names) + "\n"
    for toelichting in list_toelichting(project, parameters):
        text = next_toelichting(toelichting.read_text(encoding="utf-8"))
        yield folder / "toelichting" / toelichting.name, text


def list_toelichting(project: Project, parameters: Parameters) -> Iterator[Path]:
    """The toelichting of a report's own, a file per chapter; texts that all reports share are left out."""
    source = project.inside(parameters.data) / "toelichting"
    for name in (parameters.kwaliteit, *parameters.hoofdstukken):
        toelichting = source / f"{name}.md"
        if toelichting.is_file():
            yield toelichting
        elif not (project.data / "toelichting" / f"{name}.md").is_file():
            raise ConfigurationError(f"De toelichting {project.relative(toelichting)} ontbreekt.")


def next_parameters(text: str, parameters: Parameters, jaar: int) -> str:
    """The parameters file of the next year: names and paths moved on, protection on, last year's marks off."""
    old, new = str(parameters.jaar), str(jaar)
    text = text.rstrip("\n") + "\n"  # a block at the very end ends as the others do
    text = re.sub(r"^(?:rapport|data):.*$", lambda line: line[0].replace(old, new), text, flags=re.MULTILINE)
    text = re.sub(r"^jaar:.*$", f"jaar: {new}", text, flags=re.MULTILINE)
    text = re.sub(
        r"^datum:.*$", f"datum: {dt.date(jaar + 1, 5, 30)}            # pas aan", text, flags=re.MULTILINE
    )
    return replace_block(open_anew(text), "geheimhouding", "geheimhouding:\n  drempel: 10\n")


def open_anew(text: str) -> str:
    """A parameters file without what was decided or said for the report it is a copy of."""
    text = re.sub(r"^status:.*$", "status: voorlopig", text, flags=re.MULTILINE)
    text = replace_block(text, "verantwoording", "verantwoording: Schrijf hier waarop dit rapport berust.\n")
    for name in ("voorbeeld", "vastgesteld", "acceptaties"):
        text = replace_block(text, name, f"{name}: []\n")
    return replace_block(
        text, "kwaliteitsborging", "# kwaliteitsborging: van dit rapport nog niets vastgelegd\n"
    )


def next_toelichting(text: str, merk: str = NALOPEN) -> str:
    """An earlier toelichting as a start, each section visibly marked until somebody has gone over it."""
    return HEADING.sub(lambda heading: f"{heading[1]}\n\n{merk}", text)


def published_rows(project: Project, parameters: Parameters) -> list[Rij]:
    """The register of the published report as history: its own year, without comparisons and policy numbers."""
    folder = project.output / parameters.rapport
    if not (folder / NAAM).is_file():
        if (project.output / name_report(parameters.rapport, concept=True) / NAAM).is_file():
            raise ConfigurationError(
                f"Van {parameters.rapport} is er alleen een concept, en dat kan geen geschiedenis worden. "
                "Bouw het eerst zonder --concept."
            )
        raise ConfigurationError(
            f"{parameters.rapport} is nog niet gebouwd; de cijfers daarvan zijn de geschiedenis van het nieuwe jaar. "
            f"Draai eerst: sdreport build {parameters.rapport}"
        )
    if json.loads((folder / NAAM).read_text(encoding="utf-8"))["concept"]:
        raise ConfigurationError(
            f"{parameters.rapport} is een concept en kan geen geschiedenis worden. Bouw het eerst zonder --concept."
        )
    rows = (rij for rij in read_register(folder / "cijfers.csv") if rij.jaar == parameters.jaar)
    return [rij for rij in rows if rij.indicator != "kerngetal" and not is_comparison(rij)]


def replace_block(text: str, key: str, new: str) -> str:
    """Replace a top-level key with everything indented under it, and the comment lines right above it."""
    return re.sub(
        rf"(?:^#.*\n)*^{key}:.*\n(?:[ \t-].*\n|\n(?=[ \t-]))*", new + "\n", text, count=1, flags=re.MULTILINE
    )
