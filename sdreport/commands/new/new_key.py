"""`sdreport new-key`: a key of the municipality to sign reports with."""

from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.safe.signature import make_keys

WOORD = "SDREPORT_SLEUTELWOORD"
"""The environment variable with the password of a key."""


@click.command("new-key", epilog=AFSLUITCODES)
@click.argument("bestand", type=click.Path(path_type=Path))
@click.option(
    "--password", "woord", envvar=WOORD, default="", help=f"Wachtwoord op de sleutel; liever in {WOORD}."
)
def new_key(bestand: Path, woord: str) -> None:
    """Maak een sleutel om rapporten te ondertekenen: BESTAND is geheim, BESTAND.pub is openbaar."""
    if not bestand.resolve().parent.is_dir():
        raise ConfigurationError(f"De map van {bestand} bestaat niet.")
    public = make_keys(bestand, woord)
    tell(
        f"Gemaakt: {bestand} (geheim: bewaar het buiten het project) en {public} (openbaar: maak het bekend)."
    )
