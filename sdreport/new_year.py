"""The next year: a parameters file, empty extracts with their headers, and toelichting files to write in."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.intake.datasets import find_dataset
from sdreport.parameters import Parameters
from sdreport.project import Project

HEADING = re.compile(r"^## .*$", re.MULTILINE)


def prepare_year(project: Project, bestand: Path, parameters: Parameters, jaar: int) -> list[Path]:
    """Write what the year `jaar` needs, modelled on the report of `parameters`; returns the files made.

    Nothing that exists is overwritten: a file that is there already is an error, before anything is written.
    """
    files = dict(_plan(project, bestand, parameters, jaar))
    there = [project.relative(path) for path in files if path.exists()]
    if there:
        raise ConfigurationError(f"Deze bestanden bestaan al en worden niet overschreven: {', '.join(there)}.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def _plan(project: Project, bestand: Path, parameters: Parameters, jaar: int) -> Iterator[tuple[Path, str]]:
    naam = parameters.rapport.replace(str(parameters.jaar), str(jaar))
    if naam == parameters.rapport:
        raise ConfigurationError(f"{parameters.rapport} gaat al over {jaar}.")
    folder = project.data / str(jaar)
    yield project.parameters / f"{naam}.yaml", next_parameters(bestand.read_text(encoding="utf-8"), parameters, jaar)
    for slug in parameters.datasets:
        yield folder / f"{slug}.csv", ";".join(find_dataset(slug).column_names) + "\n"
    source = project.inside(parameters.data) / "toelichting"
    for name in (parameters.kwaliteit, *parameters.hoofdstukken):
        yield folder / "toelichting" / f"{name}.md", next_toelichting((source / f"{name}.md").read_text(encoding="utf-8"))


def next_parameters(text: str, parameters: Parameters, jaar: int) -> str:
    """The parameters file of the next year: names and paths moved on, protection on, last year's marks off."""
    old, new = str(parameters.jaar), str(jaar)
    text = re.sub(rf"^(rapport:.*){old}", rf"\g<1>{new}", text, flags=re.MULTILINE)
    text = re.sub(rf"^(data:.*){old}", rf"\g<1>{new}", text, flags=re.MULTILINE)
    text = re.sub(r"^jaar:.*$", f"jaar: {new}", text, flags=re.MULTILINE)
    text = re.sub(r"^datum:.*$", f"datum: {dt.date(jaar + 1, 5, 30)}            # pas aan", text, flags=re.MULTILINE)
    text = re.sub(r"^status:.*$", "status: voorlopig", text, flags=re.MULTILINE)
    text = _replace_block(text, "verantwoording", "verantwoording: Schrijf hier waarop dit rapport berust.\n")
    text = _replace_block(text, "voorbeeld", "voorbeeld: []\n")
    return _replace_block(text, "geheimhouding", "geheimhouding:\n  drempel: 10\n")


def next_toelichting(text: str) -> str:
    """The sections of a toelichting file with last year's text as a start; its facts move along by themselves."""
    headings = HEADING.findall(text)
    if not headings:
        raise ConfigurationError("Een toelichting van vorig jaar heeft geen secties.")
    return text


def _replace_block(text: str, key: str, new: str) -> str:
    """Replace a top-level key with everything indented under it, and the comment lines right above it."""
    return re.sub(rf"(?:^#.*\n)*^{key}:.*\n(?:[ \t-].*\n|\n(?=[ \t-]))*", new + "\n", text, count=1, flags=re.MULTILINE)
