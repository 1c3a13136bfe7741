"""The report that a command is about: the argument that names it, and how it is opened."""

import click

from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import find_project

rapport_argument = click.argument("rapport", required=False, metavar="[PARAMETERS]")


def open_rapport(rapport: str | None, concept: bool = False) -> Editie:
    """The report that is meant, in the project of the current folder."""
    return find_editie(find_project(), rapport, concept)
