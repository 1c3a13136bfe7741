"""Line numbers by the million: kept in a file, read when asked for, used like a tuple of numbers."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import overload

IN_GEHEUGEN = 10_000
"""Up to so many line numbers are held as a tuple; more stay in a file (see `groot.GroteTabel.regelnummers`)."""


class LineList(Sequence[int]):
    """Ascending line numbers in a text file, one per line: counted, walked through or sliced, never all in memory.

    `path` can be opened with any editor or handed over as it is. It lives as long as the `Storage` that made it.
    """

    def __init__(self, path: Path, aantal: int) -> None:
        self.path, self._aantal = path, aantal

    def __len__(self) -> int:
        return self._aantal

    def __iter__(self) -> Iterator[int]:
        with self.path.open(encoding="ascii") as stream:
            yield from map(int, stream)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._aantal)
            if step < 0:
                raise ValueError("a list of lines is read forwards")
            return tuple(islice(self, start, stop, step))
        place = range(self._aantal)[index]
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LineList | tuple | list) or len(other) != len(self):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((self.path, self._aantal))

    def __repr__(self) -> str:
        return f"LineList({self._aantal} regels)"


def as_lines(path: Path, aantal: int) -> Sequence[int]:
    """The line numbers in a file: a plain tuple when there are few, otherwise the file itself."""
    lijst = LineList(path, aantal)
    return tuple(lijst) if aantal <= IN_GEHEUGEN else lijst
