"""`sdreport verify`: a built report held against its manifest, and perhaps built again to compare every byte."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.progress import Progress
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project, find_report, find_root
from sdreport.register.built.verification import (
    compare_rebuilt,
    has_invoer,
    is_signed,
    verify_report,
    verify_signature,
)
from sdreport.register.manifest import read_manifest
from sdreport.stages.inputs import hash_invoer

ONDERTEKEND = "Er is een handtekening, maar die is niet nagekeken; geef de openbare sleutel met --key."
NIET_ONDERTEKEND = (
    "Er is geen handtekening. Met --key en de openbare sleutel van de gemeente telt dat als verschil."
)
VERSCHIL = " Bij deze opdracht is 1: er is een verschil."


@click.command(epilog=AFSLUITCODES + VERSCHIL)
@click.argument("rapport", metavar="MAP")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Bouw het rapport ook opnieuw, apart, en vergelijk elk bestand byte voor byte.",
)
@click.option(
    "--key",
    "key",
    type=click.Path(path_type=Path),
    help="Kijk ook de handtekening na, met deze openbare sleutel.",
)
@click.option("--quiet", is_flag=True, help="Toon geen voortgang.")
def verify(rapport: str, rebuild: bool, key: Path | None, quiet: bool) -> None:
    """Kijk na of een gebouwd rapport nog is wat het was: elk bestand, de invoer en de versies.

    MAP is de map van een rapport, zoals output/raadsrapportage-2023, of de naam ervan.
    """
    folder = find_report(rapport)
    project = find_root(folder)
    lines = verify_report(folder, project, hash_invoer)
    lines += verify_signature(folder, key, project)
    if key is None:
        tell(ONDERTEKEND if is_signed(folder) else NIET_ONDERTEKEND, err=True)
    if project is None or not has_invoer(project, read_manifest(folder)):
        project = None
        tell("De invoer van dit rapport is hier niet; die is niet nagekeken.", err=True)
    if rebuild:
        if project is None:
            raise ConfigurationError("Opnieuw bouwen kan alleen waar de invoer van het rapport staat.")
        lines += rebuild_report(folder, project, Progress(quiet=quiet))
    for line in lines:
        tell(line)
    tell(
        f"{len(lines)} {'verschil' if len(lines) == 1 else 'verschillen'}." if lines else "Geen verschillen."
    )
    sys.exit(1 if lines else 0)


def rebuild_report(folder: Path, project: Project, progress: Progress) -> list[str]:
    """Build the report again, in a folder that is cleared afterwards, and tell which files are not the same."""
    from sdreport.build import build_report

    manifest = read_manifest(folder)
    named = str(manifest["parameters"].get("rapport", ""))
    editie = find_editie(project, named, bool(manifest.get("concept")))
    project.output.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".nagebouwd-", dir=project.output) as work:
        again = replace(project, uitvoer=project.relative(Path(work)))
        built = build_report(replace(editie, project=again), progress, vers=True)
        return list(compare_rebuilt(folder, built))
