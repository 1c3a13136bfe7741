"""Progress of a build: a line per stage with its elapsed time, live on a terminal, plain elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import for_terminal


@dataclass
class Progress:
    """Writes progress to `stream`; says nothing when `quiet`."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    quiet: bool = False
    begin: float = field(default_factory=time.monotonic)

    @contextmanager
    def stage(self, naam: str) -> Iterator[None]:
        """Show a stage while it runs, and how long it took when it is done."""
        start = time.monotonic()
        live = self.stream.isatty() and not self.quiet
        if live:
            self._write(f"\r… {naam}")
        try:
            yield
        except BaseException:
            self._write(f"\r✘ {naam}\n" if live else f"mislukt: {naam}\n")
            raise
        seconds = _tell_time(start)
        self._write(f"\r✔ {naam} ({seconds})\n" if live else f"{naam} ({seconds})\n")

    def tell(self, tekst: str) -> None:
        """Show what came up between two stages; nothing when there is nothing."""
        if tekst:
            self._write(f"{for_terminal(tekst)}\n")

    def warn(self, tekst: str) -> None:
        """Tell what people must know, also when progress is quiet; nothing when there is nothing."""
        if tekst:
            self.stream.write(f"{for_terminal(tekst)}\n")
            self.stream.flush()

    def finish(self, tekst: str) -> None:
        """Close with one line and the total time."""
        self._write(f"{for_terminal(tekst)} ({_tell_time(self.begin)})\n")

    def _write(self, tekst: str) -> None:
        if not self.quiet:
            self.stream.write(tekst)
            self.stream.flush()


def _tell_time(start: float) -> str:
    return to_dutch(time.monotonic() - start, ".1f") + " s"
