"""`sdreport map`: a proposal of which columns and codes of a first delivery are which of ours."""

from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.folders import find_project
from sdreport.safe.files import is_there

MAP = ".voorstel"


@click.command("map", epilog=AFSLUITCODES)
@click.argument("bestand", type=click.Path(path_type=Path))
@click.option(
    "--dataset", default="", help="Extract waarvan BESTAND de gegevens heeft; anders het best passende."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Nieuw bestand voor het voorstel, in plaats van in output/.voorstel/.",
)
def map_columns(bestand: Path, dataset: str, output: Path | None) -> None:
    """Stel voor welke kolommen en codes van een eerste levering bij welke van sdreport horen.

    BESTAND is een CSV- of Excelbestand zoals uw systeem het schrijft. Het voorstel is een stuk parametersbestand
    (YAML) dat u naloopt en overneemt. Van de inhoud staan er alleen codes in van kolommen met een codelijst.
    """
    from sdreport.intake.proposal.make import make_voorstel
    from sdreport.intake.proposal.write import format_voorstel
    from sdreport.project.references import load_references
    from sdreport.safe.restricted import make_closed, write_closed

    if not is_there(bestand):
        raise ConfigurationError(f"Het bestand {bestand.name} bestaat niet.")
    if output is not None and (output.exists() or not output.resolve().parent.is_dir()):
        raise ConfigurationError(f"{output.name}: noem een nieuw bestand in een map die bestaat.")
    project = find_project()
    voorstel = make_voorstel(bestand, dataset, load_references(project.data)["codelijsten"])
    target = output or make_closed(project.output / MAP) / f"{voorstel.dataset.slug}.yaml"
    with write_closed(target) as stream:
        stream.write(format_voorstel(voorstel).encode("utf-8"))
    tell(f"{voorstel.as_text()}\nLoop het na: {project.relative(target)}")
