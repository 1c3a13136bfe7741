"""Related reports: the ones that a parameters file names, found by their own parameters."""

import difflib
from pathlib import Path

from sdreport.errors import ConfigurationError
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters, list_reports, load_parameters

PAGINA = "index.html"


def find_verwant(project: Project, parameters: Parameters) -> list[Path]:
    """The parameters files of the related reports, in the order in which they are named.

    A report that does not exist is a ConfigurationError that names the closest one.
    """
    known = {path.stem: path for path in list_reports(project.parameters) if path.stem != parameters.rapport}
    unknown = [name for name in parameters.verwant if name not in known]
    if unknown:
        raise ConfigurationError.from_list(
            f"{parameters.rapport}: 'verwant' noemt een rapport dat er niet is:",
            [f"'{name}'.{_suggest(name, sorted(known))}" for name in unknown],
        )
    return [known[name] for name in parameters.verwant]


def load_verwant(project: Project, parameters: Parameters) -> list[Parameters]:
    """The parameters of the related reports."""
    return [load_parameters(path) for path in find_verwant(project, parameters)]


def find_unbuilt(project: Project, parameters: Parameters) -> list[str]:
    """The related reports to which links do not lead yet: they are not in the output folder."""
    names = [report.rapport for report in load_verwant(project, parameters)]
    return [name for name in names if not (project.output / name / PAGINA).is_file()]


def _suggest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f" Bedoelt u '{close[0]}'?" if close else f" Bekend zijn: {', '.join(known) or 'geen'}."
