"""`sdreport new-year`: parameters, empty extracts, toelichting to go over, and this year as history."""

import datetime as dt
import re
from collections.abc import Iterator
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
from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.project.editie import Editie
from sdreport.project.parameters import JAREN, Parameters

DREMPEL = 10
"""The least that protects the numbers of a new year."""
NALOPEN = "*Deze tekst komt uit het rapport over {{ jaar-1 }} en is nog niet nagelopen.*"


@click.command("new-year", epilog=AFSLUITCODES)
@click.argument("jaar", type=int)
@rapport_argument
def new_year(jaar: int, rapport: str | None) -> None:
    """Zet een nieuw jaar klaar: parameters, lege extracten met kopregel en toelichtingbestanden."""
    editie = open_rapport(rapport)
    check_volgend(editie.parameters, jaar)
    plan = plan_year(editie, jaar)
    for created in write_new(editie.project, plan.files):
        tell(editie.project.relative(created))
    tell(plan.describe())
    if dated := list_dated(editie.parameters):
        tell(
            f"In deze namen onder kolommen en codes staat {editie.parameters.jaar}. "
            f"Heten zij nu anders, pas ze dan aan: {'; '.join(dated)}."
        )
    tell(f"Klaar. Vul data/{jaar}/ en draai: sdreport build")


def check_volgend(parameters: Parameters, jaar: int) -> None:
    """`ConfigurationError` when a year that can be is not the next one: there would be nothing to hold it against."""
    old = parameters.jaar
    if jaar in JAREN and jaar not in (old, old + 1):
        raise ConfigurationError(
            f"{parameters.rapport} gaat over {old}; het jaar erna is {old + 1}, niet {jaar}. "
            "Noem achter het jaar het rapport van het jaar ervoor, als dat een ander is."
        )


def plan_year(editie: Editie, jaar: int) -> Klaargezet:
    """What the year `jaar` needs, modelled on the report of another year; nothing is written yet."""
    project, parameters = editie.project, editie.parameters
    naam = parameters.rapport.replace(str(parameters.jaar), str(jaar))
    if jaar == parameters.jaar:
        raise ConfigurationError(f"{parameters.rapport} gaat al over {jaar}.")
    if jaar not in JAREN:
        raise ConfigurationError(f"Het jaar is een getal van {JAREN[0]} tot en met {JAREN[-1]}.")
    if naam == parameters.rapport:
        raise ConfigurationError(f"In de naam {parameters.rapport} staat het jaar {parameters.jaar} niet.")
    if len(re.findall("(?:19|20)[0-9]{2}", naam)) > 1:
        raise ConfigurationError(
            f"In de naam {parameters.rapport} staat meer dan één jaar. Geef het volgende rapport zelf een naam: "
            f"kopieer {project.relative(editie.bestand)} en pas haar aan."
        )
    folder = project.data / str(jaar)
    toelichting = carry_toelichting(editie, folder, jaar, NALOPEN)
    files: dict[Path, str | bytes] = dict(_list_history(editie))
    text = editie.bestand.read_text(encoding="utf-8")
    files[project.parameters / f"{naam}.yaml"] = next_parameters(text, parameters, jaar)
    for slug in parameters.datasets:
        files[folder / f"{slug}.csv"] = ";".join(find_dataset(slug).column_names) + "\n"
    return replace(toelichting, files=files | dict(toelichting.files))


def _list_history(editie: Editie) -> Iterator[tuple[Path, str]]:
    """The published register of the report as history, for every year in it that has none yet."""
    from sdreport.register.files import format_csv
    from sdreport.register.history import published_history

    for year, rows in published_history(editie).items():
        path = editie.project.history / f"{year}.csv"
        if not path.is_file():
            yield path, format_csv(rows).replace("\r\n", "\n")


def list_dated(parameters: Parameters) -> list[str]:
    """The delivered names of columns and codes with the year of the report in them: next year's may be others."""
    columns = ((slug, name) for slug, names in parameters.kolommen.items() for name in names)
    codes = (
        (f"{slug}.{column}", code)
        for slug, of_column in parameters.codes.items()
        for column, translated in of_column.items()
        for code in translated
    )
    return [f"{place}: {name}" for place, name in (*columns, *codes) if str(parameters.jaar) in name]


def keep_protection(text: str, parameters: Parameters) -> str:
    """The block `geheimhouding` without versions of last year's report; one that protects less than 10 becomes 10."""
    if parameters.geheimhouding.drempel < DREMPEL:
        return replace_block(text, "geheimhouding", f"geheimhouding:\n  drempel: {DREMPEL}\n")
    return re.sub(r"^( +)vorige_versies:.*\n(?:\1 +.*\n|\1- .*\n)*", "", text, flags=re.MULTILINE)


def next_parameters(text: str, parameters: Parameters, jaar: int) -> str:
    """The parameters file of the next year: names and paths moved on, protection on, last year's marks off."""
    old, new = str(parameters.jaar), str(jaar)
    text = text.rstrip("\n") + "\n"  # a block at the very end ends as the others do
    text = re.sub(r"^(?:rapport|data):.*$", lambda line: line[0].replace(old, new), text, flags=re.MULTILINE)
    text = re.sub(r"^jaar:.*$", f"jaar: {new}", text, flags=re.MULTILINE)
    text = re.sub(
        r"^datum:.*$", f"datum: {dt.date(jaar + 1, 5, 30)}            # pas aan", text, flags=re.MULTILINE
    )
    return keep_protection(open_anew(text), parameters)
