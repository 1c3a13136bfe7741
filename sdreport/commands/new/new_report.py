"""`sdreport new-report`: the next peildatum of a report on published rows, as a monitor.

It writes parameters, workbooks to fill in, and toelichting. Nothing of the earlier report changes. Its data folder
becomes the last of `eerder`, so that the new report can tell what changed.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from sdreport.commands.new.files import (
    Klaargezet,
    carry_toelichting,
    open_anew,
    replace_block,
    write_new,
)
from sdreport.commands.rapport import open_rapport
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.catalogue.definition import PEILDATUM, Dataset
from sdreport.project.editie import Editie
from sdreport.project.parameters import JAREN, Parameters

DAG = re.compile(r"\d{4}-\d{2}-\d{2}$")
NAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NALOPEN = "*Deze tekst komt uit het vorige rapport en is nog niet nagelopen.*"
EERDER = "Eerdere leveringen van gepubliceerde extracten, om mee te vergelijken; oudste eerst."
VERWANT = "Rapporten waar de pagina naar verwijst, onder Zie ook."


@click.command("new-report", epilog=AFSLUITCODES)
@click.argument("van")
@click.argument("naar")
@click.option(
    "--data",
    default="",
    help="Map voor de gegevens van het nieuwe rapport; anders een map met die dag ernaast.",
)
def new_report(van: str, naar: str, data: str) -> None:
    """Zet het volgende rapport van een monitor klaar, op een nieuwe peildatum.

    VAN is het vorige rapport, NAAR de naam van het nieuwe, met de peildatum aan het eind: monitor-2020-07-01.
    """
    editie = open_rapport(van)
    plan = plan_report(editie, naar, data)
    for created in write_new(editie.project, plan.files):
        tell(editie.project.relative(created))
    tell(plan.describe())
    tell(f"Klaar. Vul het werkboek (.xlsx) in en draai: sdreport check {naar}")


def plan_report(editie: Editie, naam: str, data: str) -> Klaargezet:
    """What the report `naam` needs, modelled on an earlier one; nothing is written yet.

    `naam` ends in its peildatum (`monitor-2020-07-01`). `data` is its data folder; empty for a folder of that day
    beside the one of the earlier report.
    """
    project, parameters = editie.project, editie.parameters
    peildatum = _read_peildatum(naam, parameters)
    datasets = [find_dataset(slug) for slug in parameters.datasets]
    if not any(_has_peildatum(dataset) for dataset in datasets):
        raise ConfigurationError(
            f"{parameters.rapport} heeft geen extract dat per peildatum wordt gepubliceerd. "
            "Gebruik voor een nieuw jaar: sdreport new-year"
        )
    folder = project.relative(project.inside(data or _folder_beside(parameters.data, peildatum)))
    toelichting = carry_toelichting(editie, project.inside(folder), peildatum.year, NALOPEN)
    files = dict(_plan(editie, naam, folder, peildatum))
    return replace(toelichting, files=files | dict(toelichting.files))


def next_parameters(text: str, parameters: Parameters, naam: str, data: str, peildatum: dt.date) -> str:
    """The parameters file of the next peildatum: the earlier data folder is one to compare with."""
    text = open_anew(text.rstrip("\n") + "\n")
    for key, value in (("rapport", naam), ("jaar", peildatum.year), ("datum", peildatum), ("data", data)):
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    text = _set_list(text, "verwant", VERWANT, (parameters.rapport, *parameters.verwant))
    return _set_list(text, "eerder", EERDER, (*parameters.eerder, parameters.data))


def _set_list(text: str, key: str, uitleg: str, items: Iterable[str]) -> str:
    """The parameters with another list under a key, which comes below `data` when it was not there."""
    block = f"# {uitleg}\n{key}:\n" + "".join(f"  - {item}\n" for item in dict.fromkeys(items))
    if re.search(rf"^{key}:", text, re.MULTILINE):
        return replace_block(text, key, block)
    return re.sub(r"^data:.*\n", lambda line: line[0] + block, text, count=1, flags=re.MULTILINE)


def _plan(editie: Editie, naam: str, data: str, peildatum: dt.date) -> Iterator[tuple[Path, str | bytes]]:
    from sdreport.intake.workbook import make_workbook

    project, parameters = editie.project, editie.parameters
    folder = project.inside(data)
    text = editie.bestand.read_text(encoding="utf-8")
    yield project.parameters / f"{naam}.yaml", next_parameters(text, parameters, naam, data, peildatum)
    for slug in parameters.datasets:
        dataset = find_dataset(slug)
        if _has_peildatum(dataset):
            yield folder / f"{slug}.xlsx", make_workbook(editie, slug, peildatum)
        elif dataset.gepubliceerd:
            yield folder / f"{slug}.xlsx", make_workbook(editie, slug)
        else:
            yield folder / f"{slug}.csv", ";".join(dataset.column_names) + "\n"


def _has_peildatum(dataset: Dataset) -> bool:
    return dataset.gepubliceerd and PEILDATUM in dataset.column_names


def _read_peildatum(naam: str, parameters: Parameters) -> dt.date:
    found = DAG.search(naam)
    if not found or not NAAM.fullmatch(naam):
        raise ConfigurationError(
            f"De naam '{naam}' hoort te bestaan uit kleine letters, cijfers en koppeltekens, met de peildatum aan "
            "het eind, zoals monitor-2020-07-01."
        )
    try:
        day = dt.date.fromisoformat(found[0])
    except ValueError:
        raise ConfigurationError(f"{found[0]} in '{naam}' is geen bestaande datum.") from None
    if day <= parameters.datum or day.year not in JAREN:
        raise ConfigurationError(
            f"De peildatum {day:%d-%m-%Y} ligt niet na die van {parameters.rapport} "
            f"({parameters.datum:%d-%m-%Y}), of niet voor {JAREN[-1] + 1}."
        )
    return day


def _folder_beside(data: str, peildatum: dt.date) -> str:
    """The folder of the new day, where the folder of the earlier report is one of a day too."""
    parent, _, last = data.rstrip("/").rpartition("/")
    if not DAG.fullmatch(last):
        raise ConfigurationError(f"De map {data} heet niet naar een dag. Noem de nieuwe map met --data.")
    return f"{parent}/{peildatum}" if parent else f"{peildatum}"
