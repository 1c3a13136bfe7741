"""The different values of a column in the store, as a set that is asked there and not taken out of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from sdreport.intake.large.read import GroteTabel


@dataclass(frozen=True, eq=False)
class Kolomwaarden(Sequence[str]):
    """The different texts of a column of a large extract; whoever walks through them takes them out, sorted."""

    table: GroteTabel
    column: str

    @property
    def vraag(self) -> str:
        """The question for them, in the same store."""
        return f"SELECT {self.column} FROM {self.table.naam} WHERE {self.column} IS NOT NULL"

    @cached_property
    def _taken(self) -> list[str]:
        rows = self.table.storage.execute(f"SELECT DISTINCT * FROM ({self.vraag}) ORDER BY 1")
        return [value for (value,) in rows]

    def __len__(self) -> int:
        ((aantal,),) = self.table.storage.execute(f"SELECT count(DISTINCT {self.column}) FROM ({self.vraag})")
        return int(aantal)

    def __iter__(self) -> Iterator[str]:
        return iter(self._taken)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._taken[index]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Kolomwaarden | list | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.table, self.column))
