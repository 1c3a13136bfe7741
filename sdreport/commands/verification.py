"""Verifying a built report: that it still matches its manifest, and that building it again gives the same bytes."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdreport.build import build_report
from sdreport.errors import ConfigurationError
from sdreport.progress import Voortgang
from sdreport.project.folders import Project, find_project
from sdreport.project.parameters import find_parameters, load_parameters
from sdreport.register.manifest import NAAM, describe_versions, hash_files, read_manifest


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
            return find_project(start)
        except ConfigurationError:
            continue
    return None


def verify_report(folder: Path, project: Project | None) -> list[str]:
    """Every difference between a report and its manifest as one line: files, input and versions.

    Without a project, or when none of the input is there, only files and versions are looked at.
    """
    manifest = read_manifest(folder)
    lines = list(compare_uitvoer(manifest["uitvoer"], _hash_uitvoer(folder)))
    if project and has_invoer(project, manifest):
        lines += compare_invoer(manifest["invoer"], project.root)
    return [*lines, *compare_versies(manifest, describe_versions())]


def has_invoer(project: Project, manifest: Mapping[str, Any]) -> bool:
    """Whether any of the input of a report is there."""
    return any((project.root / name).is_file() for name in manifest["invoer"])


def compare_uitvoer(known: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """Published files that are gone, changed or extra."""
    words = ("ontbreekt", "hoort niet bij dit rapport", "is veranderd na de build")
    return (f"uitvoer: {line}" for line in _compare_hashes(known, there, *words))


def compare_invoer(known: Mapping[str, str], root: Path) -> Iterator[str]:
    """Input that is gone or has changed since."""
    for name, sha in known.items():
        path = root / name
        if not path.is_file():
            yield f"invoer: {name} ontbreekt nu."
        elif hash_files([path], root) != {name: sha}:
            yield f"invoer: {name} is veranderd na de build."


def compare_versies(known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Versions, and code, that are not those of the build."""
    for name in ("sdreport", "python"):
        if known.get(name) != now[name]:
            yield f"versie: {name} was {known.get(name) or 'onbekend'}, is nu {now[name]}."
    if known.get("code") != now["code"]:
        yield "code: sdreport zelf is veranderd na de build."
    before, after = known.get("pakketten", {}), now["pakketten"]
    for name in sorted({*before, *after}):
        if before.get(name, "") != after.get(name, ""):
            yield f"versie: {name} was {before.get(name) or 'onbekend'}, is nu {after.get(name) or 'afwezig'}."


def rebuild_report(folder: Path, project: Project, voortgang: Voortgang) -> list[str]:
    """Build the report again, in a folder that is cleared afterwards, and tell which files are not the same."""
    manifest = read_manifest(folder)
    path = find_parameters(project.parameters, str(manifest["parameters"].get("rapport", ""))).resolve()
    project.output.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".nagebouwd-", dir=project.output) as work:
        again = replace(project, uitvoer=project.relative(Path(work)))
        parameters = load_parameters(path)
        built = build_report(again, path, parameters, voortgang, bool(manifest.get("concept")))
        return list(compare_bytes(_hash_alles(folder), _hash_alles(built)))


def compare_bytes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Files that come out otherwise when a report is built again."""
    words = ("komt er niet meer uit", "is nieuw", "is anders")
    return (f"nagebouwd: {line}" for line in _compare_hashes(before, after, *words))


def _compare_hashes(
    before: Mapping[str, str], after: Mapping[str, str], gone: str, extra: str, changed: str
) -> Iterator[str]:
    """Files of which the hash is not the same on both sides, each with what is said of it."""
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield f"{name} {gone if name not in after else extra if name not in before else changed}."


def _hash_uitvoer(folder: Path) -> dict[str, str]:
    return {name: sha for name, sha in _hash_alles(folder).items() if name != NAAM}


def _hash_alles(folder: Path) -> dict[str, str]:
    return hash_files((path for path in folder.rglob("*") if path.is_file()), folder)
