"""`sdreport import`: what other systems write in a national standard, to extracts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdreport.commands.check import read_today
from sdreport.commands.rapport import open_rapport
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError, GateError
from sdreport.project.editie import Editie
from sdreport.project.folders import Project, find_project

if TYPE_CHECKING:  # the command line starts without the catalogue
    from sdreport.intake.mapping import Vertaling

STANDAARDEN = (".json", ".csv")
"""How files end that are no messages: tables of StatLine, and deliveries of Iv3."""


@click.command("import", epilog=AFSLUITCODES)
@click.argument("bron", type=click.Path(path_type=Path))
@click.argument("rapport", required=False, metavar="[PARAMETERS]")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Map voor de extracten, in plaats van die van het rapport; dan met alle jaren.",
)
@click.option("--jaar", type=int, help="Neem alleen wat in dit jaar liep of is gedeclareerd.")
@click.option("--gemeente", default="", metavar="CODE", help="Neem alleen berichten van deze CBS-code.")
@click.option("--keep-going", "doorgaan", is_flag=True, help="Laat weg wat niet te lezen is, en ga door.")
@click.option("--replace", "vervangen", is_flag=True, help="Vervang rijen die al in de extracten staan.")
def import_standaard(
    bron: Path, rapport: str | None, into: Path | None, jaar: int | None, **opties: str | bool
) -> None:
    """Maak extracten van berichten van iWmo en iJw 3.2 (XML), een Iv3-levering of een tabel van StatLine.

    BRON is een bestand, een zip-bestand of een map. Berichten worden de extracten toewijzingen en declaraties. Nummers
    van cliënten worden pseudoniemen; de sleutel komt uit de omgevingsvariabele SDREPORT_SLEUTEL. Namen en adressen
    worden niet overgenomen. Een Iv3-levering wordt het extract begroting, een tabel van StatLine het extract landelijk.
    """
    if into is not None and rapport:
        raise ConfigurationError("Noem een rapport, of een map met --into; niet allebei.")
    project = find_project()
    vertalingen: Mapping[str, Vertaling] = {}
    if into is None:
        editie = open_rapport(rapport)
        into, jaar = editie.data, jaar or editie.parameters.jaar
        vertalingen = _read_vertalingen(editie)
    if not into.is_dir():
        raise ConfigurationError(f"De map {into} bestaat niet. Maak haar, of noem een andere met --into.")
    if leveringen := _find_tables(bron):
        _import_tables(project, leveringen, into, jaar, bool(opties["vervangen"]))
        return
    _import_berichten(project, bron, into, jaar, opties, vertalingen)


def _read_vertalingen(editie: Editie) -> Mapping[str, Vertaling]:
    from sdreport.intake.mapping import make_vertalingen
    from sdreport.project.references import load_references

    return make_vertalingen(
        editie.parameters, load_references(editie.project.data, editie.parameters.jaar)["codelijsten"]
    )


def _find_tables(bron: Path) -> list[Path]:
    """The JSON and CSV files that are meant: the file, or all files of a folder with nothing else."""
    files = [path for path in sorted(bron.iterdir()) if path.is_file()] if bron.is_dir() else [bron]
    return (
        files
        if files and all(path.suffix.lower() in STANDAARDEN and path.is_file() for path in files)
        else []
    )


def _import_berichten(
    project: Project,
    bron: Path,
    into: Path,
    jaar: int | None,
    opties: Mapping[str, str | bool],
    vertalingen: Mapping[str, Vertaling],
) -> None:
    from sdreport.intake.berichten.run import Opdracht, import_berichten
    from sdreport.intake.berichten.summary import describe_uitkomst
    from sdreport.intake.berichten.tables import load_tabellen
    from sdreport.intake.pseudonym import VARIABELE
    from sdreport.safe.restricted import make_closed

    gemeente, doorgaan, vervangen = (
        str(opties["gemeente"]),
        bool(opties["doorgaan"]),
        bool(opties["vervangen"]),
    )
    opdracht = Opdracht(bron, into, gemeente, jaar, doorgaan, vervangen, vertalingen, read_today())
    tabellen = load_tabellen(project.data, jaar)
    lijst = make_closed(project.output / ".import") / "meldingen.csv"
    uitkomst = import_berichten(opdracht, tabellen, os.environ.get(VARIABELE, ""), lijst)
    tell(describe_uitkomst(uitkomst, tabellen, lijst))
    if uitkomst.gestopt:
        raise GateError("De berichten zijn niet ingelezen.")


def _import_tables(
    project: Project, paths: list[Path], into: Path, jaar: int | None, vervangen: bool
) -> None:
    """Tables of StatLine, or deliveries of Iv3; not both at once."""
    from sdreport.intake.statline import is_statline

    if not any(map(is_statline, paths)):
        return _import_iv3(project, paths, into, jaar, vervangen)
    return _import_statline(project, paths, into, vervangen)


def _import_statline(project: Project, paths: list[Path], into: Path, vervangen: bool) -> None:
    from sdreport.intake.statline import load_onderwerpen, read_statline, write_landelijk

    onderwerpen = load_onderwerpen(project.data)
    values = [value for path in paths for value in read_statline(path, onderwerpen)]
    written = write_landelijk(values, into, vervangen)
    tell(f"Geschreven: {written}, {len(values)} cijfers uit StatLine.")


def _import_iv3(project: Project, paths: list[Path], into: Path, jaar: int | None, vervangen: bool) -> None:
    from sdreport.intake.iv3 import read_iv3
    from sdreport.intake.iv3_extract import list_other_years, load_toedelingen, write_begroting
    from sdreport.project.references import load_references

    leveringen = [read_iv3(path) for path in paths]
    taakvelden = load_references(project.data)["taakvelden"]
    toedelingen = load_toedelingen(
        project.data, list_other_years(taakvelden, leveringen[0].jaar), leveringen[0].jaar
    )
    uitkomst = write_begroting(leveringen, toedelingen, into, jaar, vervangen)
    for melding in uitkomst.meldingen:
        tell(melding)
    tell(
        f"Geschreven: {uitkomst.pad}, {uitkomst.rijen} rijen nieuw en {uitkomst.gebleven} die er al stonden."
    )
