"""The files that a report depends on, and their fingerprints: when one of them changes, the report is another one.

A fingerprint tells which version was used and gives nothing of it away. The SHA-256 of a file with a few counts can be
guessed: who copies its other lines from the report tries the hidden numbers until it fits. That of an extract without
records is therefore taken together with the records of the same report. Who has the extracts gets the same fingerprint
every time; who does not can try nothing.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.project.editie import Editie
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.shipped import is_of_package
from sdreport.project.verwant import find_verwant
from sdreport.register.manifest import MET_RECORDS, hash_files
from sdreport.safe.hashes import hash_file, hash_text

TEGENSTRIJDIGHEDEN = "tegenstrijdigheden.csv"
NUMMERS = {"clientnummer", "toewijzingnummer"}
RECORDS = frozenset(slug for slug, dataset in DATASETS.items() if NUMMERS & set(dataset.column_names))
"""Extracts of records, which nobody can guess."""
TE_RADEN = frozenset(slug for slug, dataset in DATASETS.items() if not dataset.gepubliceerd) - RECORDS
VOOR = b"sleutel van sdreport\n"
"""Before the content of records, so that no SHA-256 that is published is the key."""


def hash_inputs(editie: Editie, gelezen: Iterable[str]) -> dict[str, str]:
    """The fingerprint of every file that the report depends on, by its path; `gelezen` are the delivered."""
    return hash_invoer(list_inputs(editie, map(Path, gelezen)), editie.project.root, editie.data)


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


def hash_invoer(paths: Iterable[Path], root: Path, data: Path) -> dict[str, str]:
    """The fingerprint of every file by its path in the project; `data` is the folder with the report's extracts."""
    every = list(paths)
    return mix(hash_files(every, root), make_key(every, data))


def make_key(paths: Iterable[Path], data: Path) -> str:
    """What only someone with the records of a report knows; empty for a report without records."""
    records = sorted(path for path in set(paths) if path.parent == data and path.stem.lower() in RECORDS)
    return hash_text(" ".join(hash_file(path, VOOR) for path in records)) if records else ""


def mix(hashes: Mapping[str, str], key: str) -> dict[str, str]:
    """The hashes of files by name, those of files that can be guessed together with a key."""
    return {
        name: hash_text(f"{key} {sha}") + MET_RECORDS
        if key and sha and PurePosixPath(name).stem.lower() in TE_RADEN
        else sha
        for name, sha in hashes.items()
    }
