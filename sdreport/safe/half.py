"""Files that appear whole or not at all: written beside their place first, and cleared when who wrote them was killed.

A command notes in its folder of temporary files what it writes, wherever that is, so that the next one can clear it.
"""

import contextlib
import os
import re
import stat
import sys
import tempfile
from pathlib import Path

HALF = re.compile(r"\..+\.(?:nieuw|oud)|\.[0-9a-f]{32}", re.DOTALL)
"""How a file or folder is called while it is written beside its place, to be moved there whole."""
AANTEKENING = "half.lijst"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step, with the rights that new files have here."""
    work = name_half(path)
    try:
        work.write_bytes(content)
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)


def name_half(path: Path) -> Path:
    """Where a file is written before it stands in its place; noted, where a command keeps notes."""
    work = path.with_name(f".{path.name}.nieuw")
    notes = Path(tempfile.gettempdir()) / AANTEKENING
    if notes.is_file():
        with notes.open("ab") as stream:
            stream.write(os.fsencode(work.absolute()) + b"\0")
    return work


def start_notes(folder: Path) -> None:
    """Let what is written half be noted in the folder of temporary files of a command."""
    (folder / AANTEKENING).touch()


def clear_noted(folder: Path) -> None:
    """Clear what a command that is gone noted in its folder; notes of another user are not believed."""
    notes = folder / AANTEKENING
    with contextlib.suppress(OSError):
        found = notes.lstat()
        if not stat.S_ISREG(found.st_mode) or (sys.platform != "win32" and found.st_uid != os.getuid()):
            return
        for path in (Path(os.fsdecode(name)) for name in notes.read_bytes().split(b"\0")):
            if HALF.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    path.unlink()
