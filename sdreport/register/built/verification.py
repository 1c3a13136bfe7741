"""Verifying a built report: that it still matches its manifest, and that building it again gave the same bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sdreport.errors import shorten
from sdreport.project.folders import Project
from sdreport.register.manifest import (
    GROOTSTE_MB,
    HANDTEKENING,
    MET_RECORDS,
    NAAM,
    describe_versions,
    hash_files,
    hash_folder,
    is_sealed,
    read_manifest,
)
from sdreport.safe.files import is_there, read_bounded
from sdreport.safe.hashes import hash_bytes
from sdreport.safe.signature import check_form, check_signature, read_public

BEWAARD = ".handtekeningen"
"""Where `sdreport sign` keeps a copy of what it signed, beside the reports."""
TERUG = f"Onderteken het opnieuw; of haal, als dat zo hoort, ook haar kopie weg uit {BEWAARD}/."


Hasher = Callable[[Iterable[Path], Path, Path], Mapping[str, str]]
"""The fingerprints of files, from the root of the project and the folder with the extracts of the report."""


def _hash_plainly(paths: Iterable[Path], root: Path, _: Path) -> Mapping[str, str]:
    return hash_files(paths, root)


def verify_report(folder: Path, project: Project | None, hash_invoer: Hasher = _hash_plainly) -> list[str]:
    """Every difference between a report and its manifest as one line: files, input and versions.

    Without a project, or when none of the input is there, only files and versions are looked at.
    """
    manifest = read_manifest(folder)
    lines = [] if is_sealed(folder) else [f"uitvoer: {NAAM} is veranderd na de build."]
    lines += compare_uitvoer(manifest["uitvoer"], _hash_uitvoer(folder))
    if project and has_invoer(project, manifest):
        data = project.root / str(manifest["parameters"].get("data", ""))
        there = [path for name in manifest["invoer"] if (path := project.root / name).is_file()]
        lines += compare_invoer(manifest["invoer"], hash_invoer(there, project.root, data))
    return [*lines, *compare_versies(manifest, describe_versions())]


def is_signed(folder: Path) -> bool:
    """Whether a signature stands beside the manifest of a report, of whatever it is."""
    return is_there(folder / HANDTEKENING)


def find_kept(folder: Path, project: Project) -> Path:
    """Where a project keeps the signature of a report as it stands in a folder: by the content that it is of."""
    name = hash_bytes(read_bounded(folder / NAAM, most_mb=GROOTSTE_MB))
    return project.output / BEWAARD / f"{name}.minisig"


def verify_signature(folder: Path, key: Path | None, project: Project | None = None) -> list[str]:
    """Why the manifest of a report is not signed with this key, as one line; nothing when it is.

    Without a key only what is no signature of anything is told, and that one is gone which the project keeps.
    """
    if key is None and is_signed(folder):
        wrong = check_form(folder / HANDTEKENING)
        return [f"handtekening: {wrong}."] if wrong else []
    if key is None:
        gone = project is not None and is_there(find_kept(folder, project))
        return (
            [f"handtekening: dit rapport was ondertekend, en {HANDTEKENING} is weg. {TERUG}"] if gone else []
        )
    read_public(key)
    if not is_signed(folder):
        return [f"handtekening: {HANDTEKENING} ontbreekt."]
    wrong = check_signature(read_bounded(folder / NAAM, most_mb=GROOTSTE_MB), folder / HANDTEKENING, key)
    return [f"handtekening: {wrong}."] if wrong else []


def has_invoer(project: Project, manifest: Mapping[str, Any]) -> bool:
    """Whether any of the input of a report is there."""
    return any((project.root / name).is_file() for name in manifest["invoer"])


def compare_uitvoer(known: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """Published files that are gone, changed or extra."""
    words = ("ontbreekt", "hoort niet bij dit rapport", "is veranderd na de build")
    return (f"uitvoer: {line}" for line in _compare_hashes(known, there, *words))


def compare_invoer(known: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Input that is gone or has changed since; what is hashed with records cannot be told without these."""
    changed = {name for name, sha in known.items() if now.get(name) != sha}
    apart = {name for name in changed if name in now and known[name].endswith(MET_RECORDS)}
    for name in known:
        if name in apart and changed - apart:
            yield f"invoer: {_show(name)} is niet na te kijken zolang andere invoer anders is."
        elif name in changed:
            yield f"invoer: {_show(name)} {'is veranderd na de build' if name in now else 'ontbreekt nu'}."


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


def compare_rebuilt(folder: Path, again: Path) -> Iterator[str]:
    """Files of a report that come out otherwise when it is built again."""
    return compare_bytes(hash_folder(folder), hash_folder(again))


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
            yield f"{_show(name)} {gone if name not in after else extra if name not in before else changed}."


def _show(name: str) -> str:
    """The name of a file on one line, whoever named it."""
    return shorten(name.replace("\n", "\\n"))


def _hash_uitvoer(folder: Path) -> dict[str, str]:
    return {name: sha for name, sha in hash_folder(folder).items() if name != NAAM}
