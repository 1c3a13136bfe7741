"""The command that replaces keys of persons in a delivered extract by pseudonyms."""

import os
from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.safe.dutch import to_dutch
from sdreport.safe.files import is_there


@click.command(epilog=AFSLUITCODES)
@click.argument("bron", type=click.Path(path_type=Path))
@click.argument("doel", type=click.Path(path_type=Path))
@click.option(
    "--dataset",
    default="",
    help="Extract waarvan BRON de gegevens heeft; anders volgens de naam van BRON of DOEL.",
)
@click.option(
    "--kolom", "kolommen", multiple=True, help="Kolom met sleutels, in plaats van die van het extract."
)
def pseudonymise(bron: Path, doel: Path, dataset: str, kolommen: tuple[str, ...]) -> None:
    """Vervang nummers van personen in een extract door pseudoniemen, voordat het wordt gelezen.

    BRON is een extract (.csv of .xlsx), DOEL een nieuw of nog leeg CSV-bestand. De sleutel komt uit de
    omgevingsvariabele SDREPORT_SLEUTEL. Andere kolommen blijven zoals ze zijn.
    """
    from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
    from sdreport.intake.pseudonym import VARIABELE, find_kolommen
    from sdreport.intake.pseudonym import pseudonymise as replace_keys

    if not is_there(bron):
        raise ConfigurationError(f"Het bestand {bron.name} bestaat niet.")
    name = dataset or (bron if bron.stem in DATASETS else doel).stem
    known = None if kolommen else find_dataset(name)
    own = find_kolommen(known) if known else list(kolommen)
    extra = find_kolommen(known, optioneel=True) if known else []
    if not own:
        raise ConfigurationError(f"Het extract {name} heeft geen kolommen met sleutels van personen.")
    rows, done = replace_keys(bron, doel, own, os.environ.get(VARIABELE, ""), extra)
    tell(
        f"Klaar: {to_dutch(rows)} rijen, met pseudoniemen in {', '.join(done)}. Het blijven persoonsgegevens."
    )
