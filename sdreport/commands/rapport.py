"""The report that a command is about: the argument that names it, and how it is opened."""

from pathlib import Path

import click

from sdreport.project.folders import Project, find_project
from sdreport.project.parameters import Parameters, find_parameters, load_parameters

rapport_argument = click.argument("rapport", required=False, metavar="[PARAMETERS]")


def open_rapport(rapport: str | None) -> tuple[Project, Path, Parameters]:
    """The project of the current folder, and the parameters file of a report in it with what it says."""
    project = find_project()
    path = find_parameters(project.parameters, rapport)
    return project, path.resolve(), load_parameters(path)
