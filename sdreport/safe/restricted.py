"""Folders and files that only their owner can read, whatever the settings of the machine."""

import os
import shutil
from pathlib import Path
from typing import IO

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


def copy_closed(source: Path, target: Path) -> Path:
    """Copy a file to one that only its owner can read."""
    with source.open("rb") as old, open_closed(target) as new:
        shutil.copyfileobj(old, new)
    return target
