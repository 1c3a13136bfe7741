"""Putting a report in place in one step: made beside the old one, swapped at the end, never half.

A build works in a hidden folder next to its target. A lock file keeps two builds of one report apart; a lock of a
process that is gone is taken over. What an earlier, killed build left behind is cleared at the start.
"""

import contextlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from sdreport.errors import BuildError


class Plaatsing:
    """A context in which `folder` is the report in the making and `scratch` is for files that are not published."""

    def __init__(self, output: Path, rapport: str) -> None:
        """Plan the placing of `rapport` in the folder `output`."""
        self.target = output / rapport
        self._work = output / f".{rapport}.bouw"
        self._old = output / f".{rapport}.oud"
        self._lock = output / f".{rapport}.slot"
        self.folder = self._work / "rapport"
        self.scratch = self._work / "werk"

    def __enter__(self) -> Self:
        """Take the lock, mend what a killed build left, and make empty folders."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            try:
                self._clear()
                self.folder.mkdir(parents=True)
                self.scratch.mkdir()
            except OSError:
                self._lock.unlink()
                raise
        except OSError as error:
            raise BuildError(
                f"In {self.target.parent.name}/ kan niet worden geschreven: {error.strerror}."
            ) from error
        return self

    def put_in_place(self) -> Path:
        """Swap the finished report with the one that was there."""
        try:
            if self.target.exists():
                self.target.rename(self._old)
            self.folder.rename(self.target)
        except OSError as error:
            raise BuildError(
                f"Het rapport is gemaakt maar kon niet op zijn plek worden gezet ({error.strerror}). "
                f"Sluit bestanden uit {self.target.name}/ en bouw opnieuw."
            ) from error
        return self.target

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the work folders and give the lock back."""
        with contextlib.suppress(OSError):
            self._clear()
        with contextlib.suppress(OSError):
            self._lock.unlink()

    def _clear(self) -> None:
        """Put the old report back if a swap was broken off between its two renames; then clear what is left."""
        if self._old.exists() and not self.target.exists():
            self._old.rename(self.target)
        for left in (self._work, self._old):
            shutil.rmtree(left, ignore_errors=True)

    def _take_lock(self) -> None:
        try:
            handle = os.open(self._lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            if _is_running(self._lock.read_text(encoding="ascii", errors="replace")):
                raise BuildError(
                    f"Er loopt al een build van {self.target.name}. Wacht tot die klaar is. "
                    f"Loopt er geen? Verwijder dan {self.target.parent.name}/{self._lock.name}."
                ) from None
            self._lock.unlink()
            handle = os.open(self._lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(str(os.getpid()))


def _is_running(pid: str) -> bool:
    """Whether the process that wrote a lock still runs; when it cannot be told, it is taken to run."""
    if not pid.isdigit():
        return False
    if os.name == "nt":
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
