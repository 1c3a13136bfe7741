"""Which reports a run makes: the projects found in a folder, or those that a table names."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.folders import BESIDE
from sdreport.project.references import read_table
from sdreport.register.structuur import TOTAAL
from sdreport.safe.files import is_there

KOLOMMEN = ("map", "rapport")


@dataclass(frozen=True)
class Bouwopdracht:
    """One report to make: the short name of the municipality, the folder of its project and the name of the report.

    Without a name of a report it is the only one of the project, or that on the last year.
    """

    naam: str
    map: str
    rapport: str = ""

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return Path(self.map)


def find_opdrachten(place: Path, rapport: str = "") -> list[Bouwopdracht]:
    """The reports to make, in the order of their names.

    `place` is a folder with project folders in it, at any depth, or a table (`map;rapport`) whose paths count from
    its own folder. `rapport` is the name of the report where the table gives none. ConfigurationError when there is
    no project, when a row leads nowhere, and when two projects have the same name.
    """
    if place.is_dir():
        named = [(_name(path, place), path.resolve(), "") for path in _walk(place)]
    elif is_there(place):
        named = list(_read(place))
    else:
        raise ConfigurationError(
            f"{place} bestaat niet. Noem een map met projecten, of een tabel met mappen."
        )
    if not named:
        raise ConfigurationError(
            f"In {place} is geen project gevonden: een map met parameters/ en {' of '.join(BESIDE)}/."
        )
    for told, keys in (
        ("Deze namen staan", [naam for naam, _, _ in named]),
        ("Deze mappen staan er", [str(path) for _, path, _ in named]),
    ):
        double = sorted(key for key, count in Counter(keys).items() if count > 1)
        if double:
            raise ConfigurationError.from_list(f"{told} meer dan één keer; noem elk project eenmaal:", double)
    return sorted(
        (Bouwopdracht(naam, str(path), report or rapport) for naam, path, report in named),
        key=lambda o: o.naam,
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Every project at or below a folder; within a project there are no others."""
    if is_project(folder):
        yield folder
        return
    for path in sorted(folder.iterdir()):
        followed = path.is_dir() and (
            not path.is_symlink() or is_project(path)
        )  # a link can lead round in a circle
        if followed and not path.name.startswith("."):
            yield from _walk(path)


def is_project(folder: Path) -> bool:
    """Whether a folder is that of a project."""
    with contextlib.suppress(OSError):  # a name that no folder can have
        return (folder / "parameters").is_dir() and any((folder / name).is_dir() for name in BESIDE)
    return False


def _read(table: Path) -> Iterator[tuple[str, Path, str]]:
    """The rows of a table."""
    faults = []
    for line, (name, rapport) in _rows(table):
        path = (table.parent / name).resolve()
        if name and is_project(path):
            yield _name(path, path.parent), path, rapport
        else:
            faults.append(Fault("dit is geen map van een project.", table.name, (line,), column="map"))
    if faults:
        raise ConfigurationError.from_list("De tabel klopt niet:", faults)


def _rows(table: Path) -> Iterator[tuple[int, Sequence[str]]]:
    frame = read_table(table, KOLOMMEN, table.name)
    yield from zip(map(int, frame.index), frame[list(KOLOMMEN)].itertuples(index=False), strict=True)


def _name(path: Path, within: Path) -> str:
    """The short name of a project: its path, in the letters of which an address is made."""
    parts = path.relative_to(within).parts or (path.resolve().name,)
    name = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")
    return (
        name if name and name != TOTAAL else f"project-{name}".strip("-")
    )  # that word stands for all together
