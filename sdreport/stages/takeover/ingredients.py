"""All that a report can depend on, hashed by kind: the files of the project, the code, and the versions.

What stands here may be more than a build reads, never less: what is not in it, no step can be keyed on. It is made
without reading any extract, so that a build in which nothing changed needs no pandas.
"""

import contextlib
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sdreport
from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.shipped import PACKAGE, find_shipped
from sdreport.project.verwant import find_verwant
from sdreport.register.manifest import hash_code
from sdreport.safe.hashes import hash_file, hash_text
from sdreport.voorraad.overname import Delen
from sdreport.voorraad.stappen import Soort

ONLEESBAAR = "niet te lezen"
Stand = tuple[str, int, int, int, int]
SDREPORT = "sdreport zelf"
MEEGELEVERD = (
    ("notebooks", "**/*.ipynb"),
    ("expectations", "*.json"),
    ("data", "taakvelden.csv"),
    ("data", "toelichting/*.md"),
)


@dataclass(frozen=True)
class Ingredienten:
    """The hashes of all that a report depends on, as it was when they were asked for.

    `data` is another folder of extracts than that of the report.
    """

    editie: Editie
    data: Path | None = None

    @property
    def delen(self) -> Delen:
        """By kind, by name: files by their path in the project."""
        return self._opname[1]

    @cached_property
    def _opname(self) -> tuple[list[Stand], Delen]:
        """Where every file stands and when it was written, and after that what is in it."""
        stand = sorted(list_stand(list_paths(self.editie, self.data)))
        files = {soort: self._hash(paths) for soort, paths in list_paths(self.editie, self.data).items()}
        about = {
            "concept": str(self.editie.concept),
            "de map van het project": hash_text(str(self.editie.project.root)),
            "de parameters": hash_text(self.editie.parameters.model_dump_json()),
        }
        return stand, {**files, "code": self.code, "versies": list_versions(), "editie": about}

    @cached_property
    def code(self) -> dict[str, str]:
        """One hash of all that comes with sdreport."""
        shipped = self._hash(list_shipped())
        return {
            SDREPORT: hash_text(repr([sdreport.__version__, hash_code(PACKAGE), sorted(shipped.items())]))
        }

    def is_still(self) -> bool:
        """Whether everything is what it was when it was hashed, also all the time since: a change can be undone."""
        return Ingredienten(self.editie, self.data)._opname == self._opname

    def _hash(self, paths: Iterable[Path]) -> dict[str, str]:
        return {self.editie.project.relative(path): _hash(path) for path in sorted(set(paths))}


def list_paths(editie: Editie, data: Path | None = None) -> dict[Soort, list[Path]]:
    """The files that a report can depend on, by kind.

    What cannot be found has no file here; whoever needs it tells what is wrong.
    """
    project, parameters = editie.project, editie.parameters
    found: dict[Soort, Callable[[], Iterable[Path]]] = {
        "parameters": lambda: [editie.bestand],
        "extracten": lambda: _list_extracts(editie, data),
        "andere jaren": lambda: (
            path for path in project.data.glob("[0-9]*/*.*") if path.stem.lower() in parameters.datasets
        ),
        "verwachtingen": lambda: project.expectations.glob("*.json"),
        "referenties": lambda: (*project.data.glob("*.csv"), *project.data.glob("documenten/**/*.csv")),
        "historie": lambda: project.history.glob("*.csv"),
        "teksten": lambda: (path for folder in editie.toelichting for path in folder.glob("*.md")),
        "notebooks": lambda: editie.notebooks,
        "huisstijl": lambda: _list_huisstijl(editie),
        "verwant": lambda: find_verwant(editie),
    }
    return {soort: _list(paths) for soort, paths in found.items()}


def _list(paths: Callable[[], Iterable[Path]]) -> list[Path]:
    try:
        return [path for path in paths() if path.is_file()]
    except (ConfigurationError, OSError):
        return []


def _list_extracts(editie: Editie, data: Path | None) -> Iterator[Path]:
    """Every file in the folders with extracts, but for those that a program has beside the one that it has open."""
    yield from (data or editie.data).glob("[!.~]*")
    for folder in (editie.data, *map(editie.project.inside, editie.parameters.eerder)):
        yield from folder.glob("[!.~]*")


def _list_huisstijl(editie: Editie) -> Iterator[Path]:
    yield editie.huisstijl
    with contextlib.suppress(ConfigurationError):
        stijl = load_huisstijl(editie.huisstijl)
        yield from (*([stijl.logo] if stijl.logo else []), *stijl.lettertypebestanden)


def list_stand(found: Mapping[Soort, Iterable[Path]]) -> Iterator[Stand]:
    """Where files stand and when they were written; nobody can set the second time of a file back."""
    for path in (path for paths in found.values() for path in paths):
        with contextlib.suppress(OSError):
            at = path.stat()
            yield str(path), at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns


def list_shipped() -> Iterator[Path]:
    """The files that come with sdreport for every project, where they do not stand in its package."""
    for name, pattern in MEEGELEVERD:
        yield from find_shipped(name).glob(pattern)


def list_versions() -> dict[str, str]:
    """Python, and every package that is installed: one of them may have a part in any number, drawing or page."""
    found = {"Python": f"{platform.python_implementation()} {sys.version} {platform.machine()}"}
    for folder in sys.path:
        for path in Path(folder).glob("*.dist-info"):
            naam, _, versie = path.name.removesuffix(".dist-info").partition("-")
            found.setdefault(naam, versie)
    return found


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return ONLEESBAAR
