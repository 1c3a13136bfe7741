"""The manifest: what went into a report and what came out, with SHA-256 of every file and versions of the tools.

It knows no clock, machine or folder: the same input, code and versions give the same manifest.
"""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeGuard

import sdreport
from sdreport.errors import ConfigurationError, Fault
from sdreport.safe.files import is_there, parse_json, read_bounded, read_text
from sdreport.safe.hashes import hash_file, hash_text

PAKKETTEN = (
    "altair", "click", "cryptography", "duckdb", "great-expectations", "highspy", "jupyter",
    "mistune", "nbconvert", "numpy", "openpyxl", "pandas",
    "papermill", "pikepdf", "pydantic", "pyyaml", "scipy", "statsmodels", "typst", "vl-convert-python",
)  # fmt: skip
NAAM = "manifest.json"
GROOTSTE_MB = 50
HANDTEKENING = NAAM + ".minisig"
"""The signature of the manifest, which stands beside it and not in it."""
ZEGEL = "zegel"
"""A hash of all else that the manifest says: who changes a letter of it by hand, breaks it. Who forges it on purpose
does not; for that there is the signature."""
MET_RECORDS = "+records"
"""Behind a hash that is not of one file alone, but of that and of the records of the report."""
GEEN_BESTAND = "geen gewoon bestand"
DELEN = ("parameters", "invoer", "uitvoer")
GEEN_CODE = ("__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Bronbestand:
    """A file that a dataset was delivered in: its path from the project, and its fingerprint."""

    bestand: str
    sha256: str


def hash_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """SHA-256 of each file, keyed by its path from `root` with forward slashes, in order of that path.

    A file outside `root` (a parameters file may be anywhere) is keyed by its name only.
    """
    return dict(sorted((_name(path, root), hash_file(path)) for path in paths))


def _name(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def hash_folder(folder: Path) -> dict[str, str]:
    """The hash of every file of a report but the signature, which is made later, by its path in the folder.

    A link, pipe, device or empty folder has none, and is never what was built.
    """
    there = [path for path in folder.rglob("*") if path != folder / HANDTEKENING]
    plain = [path for path in there if path.is_file() and not path.is_symlink()]
    known = {*plain, *(path.parent for path in there)}
    other = [path for path in there if path not in known]
    return hash_files(plain, folder) | {path.relative_to(folder).as_posix(): GEEN_BESTAND for path in other}


def make_manifest(
    parameters: Mapping[str, Any],
    concept: bool,
    invoer: Mapping[str, str],
    uitvoer: Mapping[str, str],
    over: Mapping[str, Any] | None = None,
) -> str:
    """The manifest as JSON text; `over` is what else is told of the input (files of datasets, hashes of texts)."""
    content = {
        "concept": concept,
        **describe_versions(),
        "parameters": parameters,
        **(over or {}),
        "invoer": invoer,
        "uitvoer": uitvoer,
    }
    return _write(content)


def is_sealed(folder: Path) -> bool:
    """Whether the manifest of a report is, letter for letter, as a build wrote it."""
    content = read_manifest(folder)
    content.pop(ZEGEL, None)
    return (
        not (folder / NAAM).is_symlink()
        and read_bounded(folder / NAAM, most_mb=GROOTSTE_MB) == _write(content).encode()
    )


def describe_versions() -> dict[str, Any]:
    """Version and code of sdreport, and the versions of Python and of the packages that it works with."""
    return {
        "sdreport": sdreport.__version__,
        "code": hash_code(Path(sdreport.__file__).parent),
        "python": platform.python_version(),
        "pakketten": {name: _version(name) for name in PAKKETTEN},
    }


def hash_code(folder: Path) -> str:
    """One SHA-256 of all code, templates and fonts of the package: another one is another sdreport."""
    lines = "".join(f"{name} {sha}\n" for name, sha in hash_files(_find_code(folder), folder).items())
    return hash_text(lines)


def _find_code(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = set(folders).difference(GEEN_CODE)
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built report; ConfigurationError when there is none that can be read."""
    if not is_there(folder / NAAM):
        raise ConfigurationError(f"In {folder} staat geen {NAAM}: dit is geen gebouwd rapport.")
    try:
        content = parse_json(read_text(folder / NAAM, most_mb=GROOTSTE_MB))
    except (ValueError, ConfigurationError):
        content = None
    if not _is_manifest(content):
        what = f"{folder / NAAM} is beschadigd, of geen manifest van een rapport."
        raise ConfigurationError(Fault(what, NAAM, told=what))
    return content


def _is_manifest(content: Any) -> TypeGuard[dict[str, Any]]:
    """Whether what others read of a manifest has the form that they expect; what may be absent as well."""
    if not isinstance(content, dict) or not all(isinstance(content.get(key), dict) for key in DELEN):
        return False
    hashes = (content["invoer"], content["uitvoer"], content.get("pakketten", {}))
    return isinstance(content.get("concept", False), bool) and all(
        isinstance(one, dict) and all(isinstance(text, str) for text in one.values()) for one in hashes
    )


def _write(content: Mapping[str, Any]) -> str:
    sealed = {**content, ZEGEL: hash_text(json.dumps(content, ensure_ascii=False))}
    return json.dumps(sealed, ensure_ascii=False, indent=1) + "\n"


def _version(naam: str) -> str:
    try:
        return version(naam)
    except PackageNotFoundError:
        return ""
