"""`sdreport workbook`: a workbook that colleagues fill in for a published dataset."""

import datetime as dt
from pathlib import Path

import click

from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES


@click.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option("--dataset", default="plannen", show_default=True, help="Extract waarvan de rijen erin komen.")
@click.option(
    "--peildatum",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="JJJJ-MM-DD",
    help="Zet deze dag in elke rij, en maak leeg wat op elke peildatum opnieuw wordt beoordeeld.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Bestand om te schrijven, in plaats van in output/.werkboek/.",
)
def workbook(rapport: str | None, dataset: str, peildatum: dt.datetime | None, output: Path | None) -> None:
    """Schrijf een werkboek (.xlsx) dat collega's invullen: één rij per activiteit, met keuzelijsten en uitleg."""
    editie = open_rapport(rapport)
    from sdreport.intake.workbook import write_workbook

    path = write_workbook(editie, dataset, output, peildatum.date() if peildatum else None)
    tell(f"Klaar: {path.resolve()}")
