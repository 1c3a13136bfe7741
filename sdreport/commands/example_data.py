"""`sdreport example-data`: invented records of which the totals are published ones."""

from pathlib import Path

import click

from sdreport.errors import AFSLUITCODES
from sdreport.project.folders import find_project


@click.command("example-data", epilog=AFSLUITCODES)
@click.option("--jaar", default=2023, show_default=True, help="Jaar van de voorbeeldextracten.")
@click.option(
    "--seed", default=2023, show_default=True, help="Startgetal: hetzelfde getal geeft dezelfde bestanden."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Map om in te schrijven, in plaats van data/; daarin hoort productcodes.csv te staan.",
)
def example_data(jaar: int, seed: int, into: Path | None) -> None:
    """Schrijf de voorbeeldextracten: verzonnen records waarvan de totalen de gepubliceerde zijn."""
    from sdreport.exampledata import write_example_data

    folder = into or find_project().data
    written = write_example_data(folder, jaar, seed)
    click.echo(f"{len(written)} bestanden geschreven in {folder}.")
