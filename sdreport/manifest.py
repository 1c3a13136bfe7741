"""The manifest: what went into a report and what came out, with SHA-256 of every file and versions of the tools."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sdreport

PAKKETTEN = (
    "altair", "great-expectations", "nbconvert", "pandas", "papermill", "pikepdf", "typst", "vl-convert-python"
)  # fmt: skip
NAAM = "manifest.json"


def hash_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """SHA-256 of each file, keyed by its path from `root` with forward slashes, in order of that path.

    A file outside `root` (a parameters file may be anywhere) is keyed by its name only.
    """
    hashes = {
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name: _sha256(path)
        for path in paths
    }
    return dict(sorted(hashes.items()))


def make_manifest(
    parameters: Mapping[str, Any], concept: bool, invoer: Mapping[str, str], uitvoer: Mapping[str, str]
) -> str:
    """The manifest as JSON text."""
    content = {
        "concept": concept,
        "sdreport": sdreport.__version__,
        "python": platform.python_version(),
        "pakketten": {name: version(name) for name in PAKKETTEN},
        "parameters": parameters,
        "invoer": invoer,
        "uitvoer": uitvoer,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
