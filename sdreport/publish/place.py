"""Putting a report in place in one step: made beside the old one, swapped at the end, never half.

A build works in a hidden folder next to its target. A locked file keeps two builds of one report apart; the operating
system gives the lock back when a process ends, however it ends. What an earlier, killed build left behind is cleared
at the start.
"""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from sdreport.errors import BuildError, explain_oserror
from sdreport.safe.restricted import make_closed

AT_FDCWD = -100  # linux/fcntl.h
RENAME_EXCHANGE = 2  # linux/fs.h; RENAME_SWAP of macOS has the same value


class Placing:
    """A context in which `folder` is the report in the making and `scratch` is for files that are not published."""

    def __init__(self, output: Path, naam: str, slot: str = "") -> None:
        """Plan the placing of the folder `naam` in `output`; of builds with the same `slot` only one can run."""
        self.target = output / naam
        self._work = output / f".{naam}.bouw"
        self._old = output / f".{naam}.oud"
        self._slot = Slot(output / f".{slot or naam}.slot")
        self.folder = self._work / "rapport"
        self.scratch = self._work / "werk"

    def __enter__(self) -> Self:
        """Take the lock, mend what a killed build left, and make empty folders."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if not self._slot.take():
                raise BuildError(f"Er loopt al een build van {self.target.name}. Wacht tot die klaar is.")
            try:
                self._clear()
                make_closed(self._work)
                self.folder.mkdir()
                self.scratch.mkdir()
            except OSError:
                remove(self._work)
                self._slot.give_back()
                raise
        except OSError as error:
            raise BuildError(
                f"In {self.target.parent.name}/ kan niet worden geschreven: {explain_oserror(error)}."
            ) from error
        return self

    def put_in_place(self) -> Path:
        """Swap the finished report with the one that was there."""
        try:
            if not self.target.exists() or not exchange(self.folder, self.target):
                if self.target.exists():
                    self.target.rename(self._old)
                self.folder.rename(self.target)
        except OSError as error:
            raise BuildError(
                f"Het rapport is gemaakt maar kon niet op zijn plek worden gezet ({explain_oserror(error)}). "
                f"Sluit bestanden uit {self.target.name}/ en bouw opnieuw."
            ) from error
        return self.target

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the work folders and give the lock back."""
        with contextlib.suppress(OSError):
            self._clear()
        self._slot.give_back()

    def _clear(self) -> None:
        """Put the old report back if a swap was broken off between its two renames; then clear what is left."""
        if self._old.exists() and not self.target.exists():
            self._old.rename(self.target)
        for left in (self._work, self._old):
            remove(left)


class Slot:
    """A locked file. The lock goes with the process that has it; the file may stay behind and is then no lock."""

    def __init__(self, path: Path) -> None:
        """Plan a lock; nothing is locked yet."""
        self._path = path
        self._handle = -1

    def take(self, wait: bool = False) -> bool:
        """Lock the file; false when another process has it and this one does not `wait`.

        An empty folder in its place goes; of a filled one, which is no lock of ours, `BuildError` says what to do.
        """
        if self._path.is_dir() and not self._path.is_symlink():
            with contextlib.suppress(OSError):
                self._path.rmdir()
        if self._path.is_dir():
            place = f"{self._path.parent.name}/{self._path.name}"
            raise BuildError(f"{place} is een map; daar hoort een bestand van sdreport. Haal die map weg.")
        while True:
            handle = os.open(self._path, os.O_CREAT | os.O_RDWR)
            if not _lock_file(handle, wait):
                os.close(handle)
                return False
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), self._path.stat()):
                    self._handle = handle
                    return True
            os.close(handle)  # another process put this file away, or replaced it, before it was locked

    def give_back(self) -> None:
        """Unlock the file and put it away."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
        with contextlib.suppress(OSError):
            self._path.unlink()
        if sys.platform != "win32":
            os.close(self._handle)


def write_in_place(path: Path, make: Callable[[], str]) -> None:
    """Make and write a file that many builds write: one at a time, in one step, and past what a killed one left."""
    slot, work = Slot(path.with_name(f".{path.name}.slot")), path.with_name(f".{path.name}.nieuw")
    slot.take(wait=True)
    try:
        work.write_text(make(), encoding="utf-8", newline="\n")
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)
        slot.give_back()


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step of the file system; false where that cannot be done."""
    places = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(OSError, AttributeError, TypeError):  # a system that does not know these calls
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            answer = library.renamex_np(*places, RENAME_EXCHANGE)
        else:
            answer = library.renameat2(AT_FDCWD, places[0], AT_FDCWD, places[1], RENAME_EXCHANGE)
        return bool(answer == 0)
    return False


def _lock_file(handle: int, wait: bool) -> bool:
    """Lock an open file for this process; false when another process has it and keeps it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):  # the second is how Windows says it
        return False
    except OSError:  # a file system without locks: better a build without a lock than none
        return True
    return True


def remove(path: Path) -> None:
    """Remove a folder or file, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
