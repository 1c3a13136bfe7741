"""Related reports: the ones that a parameters file names, found by their own parameters."""

from pathlib import Path

from sdreport.errors import ConfigurationError, Fault, suggest
from sdreport.project.editie import Editie, load_editie
from sdreport.project.parameters import list_reports


def find_verwant(editie: Editie) -> list[Path]:
    """The parameters files of the related reports, in the order in which they are named.

    A report that does not exist is a ConfigurationError that names the closest one.
    """
    own, named = editie.parameters.rapport, editie.parameters.verwant
    known = {path.stem: path for path in list_reports(editie.project.parameters) if path.stem != own}
    unknown = [name for name in named if name not in known]
    if unknown:
        raise ConfigurationError.from_list(
            f"{own}: 'verwant' noemt een rapport dat er niet is:",
            [_explain(name, own, sorted(known)) for name in unknown],
        )
    return [known[name] for name in named]


def load_verwant(editie: Editie) -> list[Editie]:
    """The related reports, with their own parameters."""
    return [load_editie(editie.project, path) for path in find_verwant(editie)]


def find_unbuilt(editie: Editie) -> list[str]:
    """The related reports to which links do not lead yet: they are not in the output folder."""
    return [verwant.naam for verwant in load_verwant(editie) if not verwant.index.is_file()]


def _explain(name: str, rapport: str, known: list[str]) -> Fault:
    what = f"'{name}'. {suggest(name, known, None if known else 'Bekend zijn: geen.')}"
    return Fault(what, f"{rapport}.yaml", column="verwant", told=what)
