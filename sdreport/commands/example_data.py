"""`sdreport example-data`: invented records of which the totals are published ones."""

from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.folders import find_project


@click.command("example-data", epilog=AFSLUITCODES)
@click.option("--jaar", default=2023, show_default=True, help="Jaar van de voorbeeldextracten.")
@click.option(
    "--seed", default=2023, show_default=True, help="Startgetal: hetzelfde getal geeft dezelfde bestanden."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Map om in te schrijven, in plaats van data/; daarin hoort productcodes.csv te staan.",
)
@click.option(
    "--berichten",
    type=click.Path(path_type=Path, file_okay=False),
    help="Schrijf in deze map de berichten van iWmo en iJw bij de extracten; de extracten blijven staan.",
)
@click.option(
    "--stad",
    type=click.Path(path_type=Path, file_okay=False),
    help="Schrijf in deze map wat een verzonnen tweede gemeente aanlevert, met haar tabellen.",
)
@click.option(
    "--gemeenten",
    type=click.IntRange(min=1),
    metavar="AANTAL",
    help="Schrijf in de map van --into zo veel gemeenten als die van het project, van verschillende grootte.",
)
def example_data(
    jaar: int, seed: int, into: Path | None, berichten: Path | None, stad: Path | None, gemeenten: int | None
) -> None:
    """Schrijf de voorbeeldextracten: verzonnen records waarvan de totalen de gepubliceerde zijn."""
    from sdreport.exampledata import write_berichten, write_example_data, write_gemeenten, write_stad

    if stad is not None:
        tell(f"{len(write_stad(stad))} bestanden geschreven in {stad}.")
        return
    if gemeenten is not None:
        project = find_project()
        if into is None or not list(project.parameters.glob(f"*-{jaar}.yaml")):
            raise ConfigurationError(
                "Noem met --into een map en met --jaar een jaar waarvan het project een rapport heeft."
            )
        tell(f"{len(write_gemeenten(into, project.root, gemeenten, jaar))} projecten geschreven in {into}.")
        return
    folder = into or find_project().data
    if not (folder / "productcodes.csv").is_file():
        raise ConfigurationError(
            f"In de map {folder} staat geen productcodes.csv: noem een map met de tabellen van een project."
        )
    if berichten is not None:
        if berichten.is_dir() and any(berichten.iterdir()):
            raise ConfigurationError(f"De map {berichten} is niet leeg: noem een nieuwe of lege map.")
        soorten = ", ".join(path.stem for path in write_berichten(folder, jaar, berichten))
        tell(f"Berichten geschreven in {berichten}: {soorten}.")
        return
    written = write_example_data(folder, jaar, seed)
    tell(f"{len(written)} bestanden geschreven in {folder}.")
