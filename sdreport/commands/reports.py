"""The reports of a project as a set: built one by one, related, and on one page that lists them all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sdreport.build import build_report
from sdreport.progress import Voortgang
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters, list_reports, load_parameters
from sdreport.project.verwant import find_unbuilt, find_verwant
from sdreport.publish.overview import write_overzicht
from sdreport.stages.check import describe_lijsten


def build_one(
    project: Project, bestand: Path, parameters: Parameters, voortgang: Voortgang, concept: bool = False
) -> Path:
    """Build a report and refresh the page that lists all reports; returns the folder of the report."""
    find_verwant(project, parameters)  # a wrong name is told before minutes of work
    folder = build_report(project, bestand, parameters, voortgang, concept)
    voortgang.finish(f"Klaar: {project.relative(folder)}/index.html")
    voortgang.tell(describe_lijsten(project, parameters))
    refresh_overzicht(project, voortgang)
    return folder


def build_all(
    project: Project, concept: bool, quiet: bool, attempt: Callable[[Callable[[], None]], int]
) -> int:
    """Build every report of the project; one that fails does not stop the others. Returns the worst exit code.

    `attempt` runs one build, tells what went wrong, and gives its exit code.
    """
    voortgang = Voortgang(quiet=quiet)
    files = list_reports(project.parameters)

    def build(path: Path) -> None:
        build_one(project, path, load_parameters(path), Voortgang(quiet=quiet), concept)

    codes: list[int] = []
    for path in files:
        voortgang.tell(f"{path.stem}:")
        codes.append(attempt(partial(build, path)))
    refresh_overzicht(project, voortgang)
    for path, code in zip(files, codes, strict=True):
        if code == 0:
            warn_of_unbuilt(project, load_parameters(path), voortgang)
    voortgang.finish(f"Gebouwd: {codes.count(0)} van {len(files)} rapporten. Overzicht: output/index.html")
    return max(codes, default=0)


def refresh_overzicht(project: Project, voortgang: Voortgang) -> None:
    """Write the page that lists the reports in the output folder, and tell which folder cannot be listed."""
    for name in write_overzicht(project):
        voortgang.tell(
            f"Let op: output/{name}/ staat niet in het overzicht, want manifest.json is onleesbaar."
        )


def warn_of_unbuilt(project: Project, parameters: Parameters, voortgang: Voortgang) -> None:
    """Tell of links to related reports that lead nowhere yet."""
    for name in find_unbuilt(project, parameters):
        voortgang.tell(
            f"Let op: {parameters.rapport} verwijst naar {name}, en dat rapport is nog niet gebouwd. "
            f"Draai: sdreport build {name}"
        )
