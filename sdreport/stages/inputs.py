"""The files that a report depends on: when one of them changes, the report is another one."""

from collections.abc import Iterable
from pathlib import Path

from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.shipped import is_of_package
from sdreport.project.verwant import find_verwant
from sdreport.register.manifest import hash_files

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"


def hash_inputs(editie: Editie, gelezen: Iterable[str]) -> dict[str, str]:
    """SHA-256 of every file that the report depends on, by its path in the project; `gelezen` are the delivered."""
    return hash_files(list_inputs(editie, map(Path, gelezen)), editie.project.root)


def list_inputs(editie: Editie, delivered: Iterable[Path]) -> list[Path]:
    """Every file that the report depends on."""
    project, parameters = editie.project, editie.parameters
    inputs = [
        editie.bestand,
        editie.huisstijl,
        *delivered,
        *editie.notebooks,
    ]
    inputs += [project.expectations / f"{slug}.json" for slug in parameters.datasets]
    inputs += [*project.expectations.glob("samenhang_*.json"), *_list_huisstijl(editie)]
    # the gate holds an extract against that of other years
    inputs += [path for slug in parameters.datasets for path in project.data.glob(f"[0-9]*/{slug}.*")]
    inputs += [*sorted(project.data.glob("*.csv")), *sorted(project.history.glob("*.csv"))]
    inputs += find_verwant(editie)
    texts = (path for place in editie.toelichting for path in sorted(place.glob("*.md")))
    inputs += [*texts, editie.data / TEGENSTRIJDIGHEDEN]
    # a document may be held against figures of the others; what its texts say of each other stands beside them
    inputs += sorted((project.data / "documenten").rglob("*.csv")) if parameters.document else []
    return [
        path
        for path in inputs
        if path.is_file() and path.is_relative_to(project.root) and not is_of_package(path)
    ]


def _list_huisstijl(editie: Editie) -> list[Path]:
    """The files that the house style names, as far as they are of this project; others are part of the code."""
    stijl = load_huisstijl(editie.huisstijl)
    named = [*([stijl.logo] if stijl.logo else []), *stijl.lettertypebestanden]
    return [path for path in named if path.is_relative_to(editie.project.root)]
