"""Where things are: the folders of a project, found from the folder in which a command is given."""

import os
from dataclasses import dataclass
from pathlib import Path

from sdreport.errors import ConfigurationError, shorten
from sdreport.project.shipped import find_shipped
from sdreport.safe.files import is_inside, is_there

BESIDE = ("data", "notebooks")
"""What stands beside `parameters/` in the folder of a project: one of these at least."""


@dataclass(frozen=True)
class Project:
    """The folders of one project; `root` holds `parameters/`, `notebooks/` and the others."""

    root: Path
    uitvoer: str = "output"
    """Folder of published reports, from the root."""

    @property
    def parameters(self) -> Path:
        """Parameters files, one a report."""
        return self.root / "parameters"

    @property
    def notebooks(self) -> Path:
        """The chapter notebooks that this project keeps itself, without outputs."""
        return self.root / "notebooks"

    @property
    def expectations(self) -> Path:
        """The Great Expectations suites that this project keeps itself, one a dataset."""
        return self.root / "expectations"

    @property
    def data(self) -> Path:
        """Reference tables, and a folder of extracts per year."""
        return self.root / "data"

    @property
    def history(self) -> Path:
        """Registers of earlier years, as they were published."""
        return self.data / "history"

    @property
    def output(self) -> Path:
        """Published reports, one folder each."""
        return self.root / self.uitvoer

    def relative(self, path: Path) -> str:
        """A path as people and manifests see it: from the root, with forward slashes; in full when it is elsewhere."""
        whole = Path(os.path.realpath(path))  # does not fail on a link that goes round
        return (whole.relative_to(self.root) if whole.is_relative_to(self.root) else whole).as_posix()

    def notebook(self, folder: str, name: str) -> Path:
        """The notebook of a chapter: of its report, else one that all reports share, else the one of the package.

        One that leads out of the project is an error.
        """
        own = [self.inside(f"{place}/{name}.ipynb") for place in (folder, self.notebooks.name)]
        shipped = [find_shipped(self.notebooks.name)]
        if self.inside(folder).is_relative_to(self.notebooks):
            shipped.insert(0, shipped[0] / self.inside(folder).relative_to(self.notebooks))
        there = [path for path in (*own, *(place / f"{name}.ipynb" for place in shipped)) if is_there(path)]
        return there[0] if there else own[1]

    def inside(self, path: str) -> Path:
        """A path from a parameters file; it may not leave the project."""
        if not is_inside(self.root / path, self.root):
            raise ConfigurationError(
                f"Het pad '{shorten(path)}' wijst buiten de map van het project, of nergens heen."
            )
        return (self.root / path).resolve()


def find_project(start: Path | None = None) -> Project:
    """The project of the folder `start` (default: SDREPORT_ROOT or the current folder) or one above it."""
    folder = (start or Path(os.environ.get("SDREPORT_ROOT", "."))).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "parameters").is_dir() and any((candidate / name).is_dir() for name in BESIDE):
            _check_name(candidate)
            return Project(candidate)
    raise ConfigurationError(
        f"In {folder} is geen sdreport-project gevonden. Ga naar de map met parameters/ en data/, "
        "of maak een project: sdreport new-project MAP --gemeente NAAM"
    )


def _check_name(folder: Path) -> None:
    """The engine takes a backslash in a path for what parts two folders, and a question mark for the end of it."""
    if found := [sign for sign in "\\?" if sign in folder.as_posix()]:
        raise ConfigurationError(
            f"De map van dit project, of een map erboven, heeft een {found[0]} in haar naam: {shorten(str(folder))}. "
            "Hernoem haar."
        )


def find_report(naam: str) -> Path:
    """The folder of a built report: a path, or the name of a report in the output folder of the project."""
    folder = Path(naam)
    project = None if folder.is_dir() else find_root(folder.resolve().parent)
    if project:
        folder = project.output / naam
    if not folder.is_dir():
        raise ConfigurationError(
            f"De map '{naam}' bestaat niet. Noem een map in output/, of een gebouwd rapport."
        )
    return folder.resolve()


def find_root(folder: Path) -> Project | None:
    """The project that a report lies in, or else the one a command is given in; None when there is none."""
    for start in (folder, None):
        try:
            project = find_project(start)
        except ConfigurationError:
            continue
        if project.root != Path(os.fsencode(project.root).decode(errors="replace")):
            raise ConfigurationError(
                "De map van dit project, of een map erboven, heeft een naam die geen UTF-8 is. Hernoem haar."
            )
        return project
    return None
