"""An answer from extracts, taken over for as long as all that was read for it is what it was.

The engine hears which extracts its questions are about (`spoor.py`), and `Meelezer` tells what is read in Python. What
may be looked at without a word (the year, references, parameters) is no part of that: the caller gives its hash, and
when it changes everything is asked again. Nothing is kept of large extracts: hashing these costs as much as asking.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import pandas as pd

from sdreport.intake.large.werkbank import Werkbank
from sdreport.safe.hashes import hash_bytes, hash_text
from sdreport.voorraad.overname import BEWAARD, Delen
from sdreport.voorraad.stappen import Bouwstap

Value = TypeVar("Value")
Row = TypeVar("Row")


class Meelezer(Mapping[str, Value]):
    """A mapping that tells which of its values are asked for; which there are may be seen by all."""

    def __init__(self, values: Mapping[str, Value], tell: Callable[[str], None]) -> None:
        self._values, self._tell = values, tell

    def __getitem__(self, key: str) -> Value:
        self._tell(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True)
class Bewaarvorm(Generic[Value]):
    """How an answer is kept; `write` gives nothing of one that is not to be taken over."""

    write: Callable[[Value], bytes | None]
    read: Callable[[bytes], Value]


class Overnemer:
    """Answers of one kind on the same extracts: taken over, or asked and kept."""

    def __init__(
        self, stap: Bouwstap, vast: str, werkbank: Callable[[], Werkbank], hash_source: Callable[[str], str]
    ) -> None:
        """`vast` is all that may be read without being noted; `hash_source` gives the hash of what was read by name."""
        self._stap, self._vast, self._werkbank = stap, hash_text(vast), werkbank
        self._hash = cache(hash_source)

    def begin(
        self, naam: str, eigen: Delen, begin: Callable[[], Callable[[], Value]], vorm: Bewaarvorm[Value]
    ) -> Callable[[], Value]:
        """What gives the answer: the one that is kept, or that of beginning to ask now.

        `eigen` is what this answer depends on alone. Only `begin` may read extracts, not what it gives.
        """
        overname = BEWAARD.get()
        if overname is None:
            return begin()
        delen: Delen = {**eigen, "waarden": {"wat voor alles geldt": self._vast, "welke": naam}}
        kept = overname.find_noted(self._stap, naam, delen, self._hash)
        if kept is not None:
            return lambda: vorm.read(kept)
        with self._werkbank().storage.spoor.note() as gelezen:
            finish = begin()

        def keep() -> Value:
            answer = finish()
            inhoud = vorm.write(answer)
            if inhoud is not None:
                hashes = {item: self._hash(item) for item in sorted(gelezen)}
                overname.keep_noted(self._stap, naam, delen, hashes, inhoud)
            return answer

        return keep


def keep_rows(
    soort: type[Row], is_no_answer: Callable[[Row], bool] = lambda _: False
) -> Bewaarvorm[Sequence[Row]]:
    """How an answer of rows of one kind is kept; not one of which a row `is_no_answer`."""

    def write(rows: Sequence[Row]) -> bytes | None:
        if any(map(is_no_answer, rows)):
            return None
        return json.dumps([vars(row) for row in rows], default=list).encode()

    return Bewaarvorm(write, lambda inhoud: [soort(**_as_tuples(row)) for row in json.loads(inhoud)])


def _as_tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that was kept as JSON, which has lists in the place of tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def hash_rows(table: pd.DataFrame | None) -> str:
    """The hash of the names, types, line numbers and values of a table; none when it is not there."""
    if table is None:
        return ""
    kinds = [(str(name), str(kind)) for name, kind in table.dtypes.items()]
    return hash_bytes(repr(kinds).encode() + pd.util.hash_pandas_object(table).to_numpy().tobytes())
