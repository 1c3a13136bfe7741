"""`sdreport build`: one report, or every report of the project, and the page that lists them all."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from sdreport.commands.rapport import open_rapport, rapport_argument
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.progress import Progress
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project, find_project
from sdreport.project.parameters import list_reports
from sdreport.project.verwant import find_unbuilt, find_verwant
from sdreport.stages.takeover.lijsten import describe_lijsten
from sdreport.stages.takeover.report import find_report

Attempt = Callable[[Callable[[], None]], int]
"""Runs a command, tells what went wrong in it, and gives its exit code."""


@click.command(epilog=AFSLUITCODES)
@rapport_argument
@click.option(
    "--concept",
    is_flag=True,
    help="Bouw ook bij kritieke bevindingen en zonder vrijgave, apart en met CONCEPT op elke pagina.",
)
@click.option(
    "--all", "alle", is_flag=True, help="Bouw alle rapporten; één dat mislukt, houdt de rest niet op."
)
@click.option(
    "--fresh", "vers", is_flag=True, help="Maak alles opnieuw; neem niets over van een eerdere build."
)
@click.option("--quiet", is_flag=True, help="Toon geen voortgang.")
@click.pass_obj
def build(attempt: Attempt, rapport: str | None, concept: bool, alle: bool, vers: bool, quiet: bool) -> None:
    """Bouw een rapport: lezen, controleren, berekenen, hoofdstukken uitvoeren en publiceren.

    Het resultaat komt in output/<rapport>/; een concept komt in output/<rapport>-concept/. Als de build mislukt,
    blijft het vorige rapport staan. De pagina output/index.html noemt alle rapporten die er staan.

    Wat een eerdere build maakte, wordt overgenomen zolang niets waar het van afhangt is veranderd.
    """
    if alle and rapport:
        raise ConfigurationError("Noem een rapport, of gebruik --all; niet allebei.")
    if alle:
        sys.exit(build_all(find_project(), concept, quiet, attempt, vers))
    editie, progress = open_rapport(rapport, concept), Progress(quiet=quiet)
    build_one(editie, progress, vers)
    warn_of_unbuilt(editie, progress)


def build_one(editie: Editie, progress: Progress, vers: bool = False) -> Path:
    """Build a report and refresh the page that lists all reports; returns the folder of the report."""
    find_verwant(editie)  # a wrong name is told before seconds of imports and minutes of work
    gezegd = None if vers else find_report(editie)
    if gezegd is None:
        from sdreport.build import build_report

        folder = build_report(editie, progress, vers)
    else:
        progress.tell("Er is niets veranderd: het rapport staat er al.")
        progress.tell(gezegd)
        folder = editie.folder
    progress.finish(f"Klaar: {editie.project.relative(folder)}/index.html")
    progress.tell(describe_lijsten(editie))
    refresh_overzicht(editie.project, progress)
    return folder


def build_all(project: Project, concept: bool, quiet: bool, attempt: Attempt, vers: bool = False) -> int:
    """Build every report of the project; one that fails does not stop the others. Returns the worst exit code."""
    progress = Progress(quiet=quiet)
    files = list_reports(project.parameters)

    def build(path: Path) -> None:
        build_one(load_editie(project, path, concept), Progress(quiet=quiet), vers)

    codes: list[int] = []
    for path in files:
        progress.tell(f"{path.stem}:")
        codes.append(attempt(partial(build, path)))
    refresh_overzicht(project, progress)
    for path, code in zip(files, codes, strict=True):
        if code == 0:
            warn_of_unbuilt(load_editie(project, path), progress)
    progress.finish(f"Gebouwd: {codes.count(0)} van {len(files)} rapporten. Overzicht: output/index.html")
    return max(codes, default=0)


def refresh_overzicht(project: Project, progress: Progress) -> None:
    """Write the page that lists the reports in the output folder, and tell which folder cannot be listed."""
    from sdreport.publish.overview import write_overzicht

    for name in write_overzicht(project):
        progress.tell(
            f"Let op: output/{name}/ staat niet in het overzicht, want manifest.json is onleesbaar."
        )


def warn_of_unbuilt(editie: Editie, progress: Progress) -> None:
    """Tell of links to related reports that lead nowhere yet."""
    for name in find_unbuilt(editie):
        progress.tell(
            f"Let op: {editie.parameters.rapport} verwijst naar {name}, en dat rapport is nog niet gebouwd. "
            f"Draai: sdreport build {name}"
        )
