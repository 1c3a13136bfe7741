"""Which extracts a series of questions reads: known from the questions themselves, also through tables made on the way.

    SELECT … FROM kosten_toegewezen      a table that was made of toewijzingen: this reads `toewijzingen`

A word in a question that is the name of a table, in capitals or not, counts as a use of it, whatever it stands for: too
much is noted, never too little.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

WOORD = re.compile(r"\w+")


class Spoor:
    """What stands behind every table and view of an engine, and what has been read since noting began."""

    def __init__(self) -> None:
        self._achter: dict[str, frozenset[str]] = {}
        self._gelezen: set[str] | None = None

    @contextmanager
    def note(self) -> Iterator[set[str]]:
        """Note what is read while this lasts; what it gives is filled meanwhile."""
        before, self._gelezen = self._gelezen, set()
        try:
            yield self._gelezen
        finally:
            self._gelezen = before

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Note nothing while this lasts: what is made is a source."""
        before, self._gelezen = self._gelezen, None
        try:
            yield
        finally:
            self._gelezen = before

    def add(self, naam: str) -> None:
        """A table or view of this name is made: of all that was read so far, or, while nothing is noted, a source.

        One that is made again stands for what it was made of each time: a view may have been made of the first.
        """
        made_of = {naam} if self._gelezen is None else self._gelezen
        self._achter[naam.lower()] = self._achter.get(naam.lower(), frozenset()) | made_of

    def hear(self, sql: str) -> None:
        """A question is asked."""
        if self._gelezen is not None:
            for naam in self._achter.keys() & set(WOORD.findall(sql.lower())):
                self._gelezen |= self._achter[naam]

    def read(self, bron: str) -> None:
        """Something is read that is not in the engine."""
        if self._gelezen is not None:
            self._gelezen.add(bron)
