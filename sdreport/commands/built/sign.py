"""`sdreport sign`: the manifest of a built report signed, so that a reader can tell the report from a changed copy."""

from pathlib import Path

import click

from sdreport.commands.new.new_key import WOORD
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.folders import find_report, find_root
from sdreport.register.built.verification import find_kept, verify_report
from sdreport.register.manifest import GROOTSTE_MB, HANDTEKENING, NAAM, read_manifest
from sdreport.safe.files import read_bounded
from sdreport.safe.half import write_whole
from sdreport.safe.restricted import make_closed
from sdreport.safe.signature import sign


@click.command("sign", epilog=AFSLUITCODES)
@click.argument("rapport", metavar="MAP")
@click.option(
    "--key", "key", type=click.Path(path_type=Path), required=True, help="Bestand met de geheime sleutel."
)
@click.option(
    "--password", "woord", envvar=WOORD, default="", help=f"Wachtwoord van de sleutel; liever in {WOORD}."
)
def sign_report(rapport: str, key: Path, woord: str) -> None:
    """Onderteken een gebouwd rapport: een handtekening onder manifest.json, waarin elk bestand staat.

    MAP is de map van een rapport, zoals output/raadsrapportage-2023, of de naam ervan. Wie de openbare sleutel heeft,
    kijkt het na met sdreport verify --key, of met minisign.
    """
    folder = find_report(rapport)
    if read_manifest(folder).get("concept"):
        raise ConfigurationError("Een concept wordt niet ondertekend: het mag niet worden gepubliceerd.")
    if changed := [line for line in verify_report(folder, None) if line.startswith("uitvoer")]:
        raise ConfigurationError.from_list(
            "Dit rapport is veranderd na de build; bouw het eerst opnieuw:", changed
        )
    path = folder / HANDTEKENING
    text = sign(
        read_bounded(folder / NAAM, most_mb=GROOTSTE_MB), key, woord, f"bestand:{NAAM} rapport:{folder.name}"
    )
    write_whole(path, text.encode())
    if project := find_root(folder):
        kept = find_kept(folder, project)
        make_closed(kept.parent)
        write_whole(kept, text.encode())
    tell(f"Ondertekend: {path.name}. Publiceer dit bestand mee, en maak de openbare sleutel bekend.")
