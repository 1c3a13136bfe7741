"""Where messages are: a folder or a zip, walked file by file, with what is no message told and left alone."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sdreport.errors import ConfigurationError
from sdreport.intake.berichten.xml.stream import OnleesbaarBericht, Stroom
from sdreport.intake.berichten.xml.zipped import ZIP_BEGIN, Zip, find_zip, list_zip, open_lid, take_zip
from sdreport.safe.files import is_there

INGEPAKT = {".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".zst"}
KANTOOR = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
"""Documents that are zips themselves, as a letter beside the messages."""
BEGIN = 512
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Bron:
    """One file that may be a message: its name as people see it, and how to open it; or the rule why it is not read."""

    naam: str
    open: Callable[[], Stroom] | None = None
    reden: str = ""


def list_bronnen(source: Path) -> Iterator[Bron]:
    """Every file in a folder or zip, or the one message that `source` is."""
    if source.is_dir():
        yield from _list_folder(source, "")
    elif is_there(source):
        yield from _list_file(source, source.name)
    else:
        raise ConfigurationError(f"{source} bestaat niet: noem een map of een zip-bestand met berichten.")


def _list_folder(folder: Path, above: str) -> Iterator[Bron]:
    """The files of a folder and of those in it, by name; only names are kept, as there can be very many."""
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - paths of a million files take too much memory
        path, naam = folder / name, f"{above}{name}"
        if _is_hidden(PurePosixPath(name)):
            continue
        if path.is_symlink():
            yield Bron(naam, reden="bestand_elders")
        elif path.is_dir():
            yield from _list_folder(path, f"{naam}/")
        elif path.is_file():
            yield from _list_file(path, naam)
        else:
            yield Bron(naam, reden="bestand_elders")


def _list_file(path: Path, naam: str) -> Iterator[Bron]:
    with path.open("rb") as stream:
        begin = stream.read(BEGIN)
    if _is_zip(begin, naam):
        yield from _list_zipped(find_zip(path), naam)
    else:
        yield _as_bron(naam, begin, partial(_open, path))


def _open(path: Path) -> Stroom:
    return path.open("rb")


def _list_zipped(source: Zip, naam: str, *, binnen: bool = False) -> Iterator[Bron]:
    """The files of a zip and of the zips in it; a zip deeper than that is refused."""
    try:
        for lid in list_zip(source):
            inner = f"{naam}/{lid.naam}"
            if _is_hidden(PurePosixPath(lid.naam)):
                continue
            try:
                with open_lid(source, lid) as stream:
                    begin = stream.read(BEGIN)
                if not _is_zip(begin, inner):
                    yield _as_bron(inner, begin, partial(open_lid, source, lid))
                elif binnen:
                    yield Bron(inner, reden="zip_in_zip")
                else:
                    with take_zip(source, lid) as apart:
                        yield from _list_zipped(apart, inner, binnen=True)
            except OnleesbaarBericht as fault:
                yield Bron(inner, reden=fault.regel)
    except OnleesbaarBericht as fault:
        yield Bron(naam, reden=fault.regel)


def _is_zip(begin: bytes, naam: str) -> bool:
    """Whether a file is a zip of files, whatever its name; a document of an office program is none."""
    return begin.startswith(ZIP_BEGIN) and PurePosixPath(naam).suffix.lower() not in KANTOOR


def _as_bron(naam: str, begin: bytes, open_stream: Callable[[], Stroom]) -> Bron:
    """A message by what it starts with or by its name; any other file is told, and a packed one stops the import."""
    suffix = PurePosixPath(naam).suffix.lower()
    bare = begin
    for mark in BOMS:
        bare = bare.removeprefix(mark)
    if suffix == ".xml" or bare.replace(b"\0", b"").lstrip().startswith(b"<"):
        return Bron(naam, open_stream)
    if suffix in INGEPAKT:
        return Bron(naam, reden="bestand_ingepakt")
    return Bron(naam, reden="bestand_geen_bericht")


def _is_hidden(path: PurePosixPath) -> bool:
    """What a system leaves beside files of people: `.DS_Store`, `__MACOSX/`, `Thumbs.db`."""
    hidden = ((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in path.parts)
    return any(hidden) or path.name == "Thumbs.db"
