"""Folders and files that only their owner can read, whatever the settings of the machine."""

import contextlib
import csv
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from sdreport.safe.half import name_half

MAP, BESTAND = 0o700, 0o600


def make_closed(folder: Path) -> Path:
    """Make a folder and close it, as is the hidden folder of its kind that it stands in (`.werkmap/<rapport>`)."""
    closed = [folder.parent, folder] if folder.parent.name.startswith(".") else [folder]
    for path in closed:
        path.mkdir(mode=MAP, parents=True, exist_ok=True)
        path.chmod(MAP)
    return folder


def open_closed(path: Path) -> IO[bytes]:
    """Open a new file in place of `path`, for its owner only from the first byte on."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, BESTAND), "wb")


@contextlib.contextmanager
def write_closed(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that only its owner can read; it appears whole, or not at all."""
    work = name_half(path)
    try:
        with open_closed(work) as stream:
            yield stream
        work.replace(path)
    except BaseException:
        work.unlink(missing_ok=True)
        raise


def write_closed_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a list for a spreadsheet that only its owner can read, row by row; fields are written as they are."""
    with write_closed(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows(rows)


def write_closed_list(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path | None:
    """The same in a closed folder; without rows neither the file nor an empty folder stays, and None is given."""
    folder = path.parent
    if not rows:
        path.unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        return None
    make_closed(folder)
    write_closed_csv(path, head, rows)
    return path


def copy_closed(source: Path, target: Path) -> Path:
    """Copy a file to one that only its owner can read."""
    with source.open("rb") as old, open_closed(target) as new:
        shutil.copyfileobj(old, new)
    return target
