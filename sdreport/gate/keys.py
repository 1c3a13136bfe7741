"""The key of the record on a line of a delivered file, to tell its sender which record is meant.

A key is data from a record. It goes into the list that is sent back and is compared with keys in an acceptance;
it is never part of a finding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

import pandas as pd

from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.source.files import read_rows
from sdreport.safe.text import for_line

PER_KEER = 20_000
"""So many lines are looked up at once in a large table, so that no list of millions is held in memory."""
GROOTSTE_BESTAND = 100_000_000
"""A file of more bytes, of which no table could be made, is not read again for its keys."""


class Levering(Protocol):
    """What came in for one dataset, small or large."""

    @property
    def dataset(self) -> Dataset:
        """The entry in the catalogue."""

    @property
    def file(self) -> Path:
        """The delivered file."""

    @property
    def niet_geleverd(self) -> tuple[str, ...]:
        """The optional columns that the file does without."""

    @property
    def kolommen(self) -> Mapping[str, str]:
        """What the sender calls columns otherwise."""

    @property
    def table(self) -> pd.DataFrame | GroteTabel | None:
        """The rows that could be read."""


class Sleutels:
    """Looks up the keys of one delivery. A small file is read once more, and only when a key is asked for.

    The keys are those in the file, as its sender wrote them, also on lines that could not be typed.
    """

    def __init__(self, levering: Levering) -> None:
        self._levering = levering
        self._small: Mapping[int, str] | None = None

    def with_lines(self, lines: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Each line number with its key, in the order given; the key is empty where the line has none."""
        rest = iter(lines)
        while chunk := list(islice(rest, PER_KEER)):
            known = self._look_up(chunk)
            yield from ((line, known.get(line, "")) for line in chunk)

    def _look_up(self, lines: Sequence[int]) -> Mapping[int, str]:
        table = self._levering.table
        if isinstance(table, GroteTabel):
            return _of_large(table, lines)
        if self._small is None:
            self._small = _of_file(self._levering) or _of_table(self._levering)
        return self._small


def _of_large(table: GroteTabel, lines: Sequence[int]) -> dict[int, str]:
    """From the store, which also holds the rows with a field that could not be read."""
    names = table.dataset.sleutel_van(table.niet_geleverd)
    chosen = ", ".join(f"CAST({name} AS VARCHAR)" for name in names)
    listed = ", ".join(str(int(line)) for line in lines)
    # lines ascend: with the first and last of them most of the store is passed over
    asked = f"regelnummer BETWEEN {min(lines)} AND {max(lines)} AND regelnummer IN ({listed})"
    query = f"SELECT regelnummer, {chosen} FROM {table.naam}_ruw WHERE {asked} AND NOT oneven"
    return {int(line): _join(names, values) for line, *values in table.storage.execute(query)}


def _of_file(levering: Levering) -> dict[int, str]:
    try:
        if levering.file.stat().st_size > GROOTSTE_BESTAND:
            return {}
        rows = read_rows(levering.file, levering.dataset.column_names, levering.kolommen)
    except (UnreadableFile, OSError):
        return {}
    dataset = levering.dataset
    names = dataset.sleutel_van(dataset.find_niet_geleverd(rows.header))
    if any(rows.header.count(name) != 1 for name in names):
        return {}
    places = [rows.header.index(name) for name in names]
    return {
        line: _join(names, [fields[place] for place in places])
        for line, fields in zip(rows.lines, rows.rows, strict=True)
    }


def _of_table(levering: Levering) -> dict[int, str]:
    """For a delivery without a file, as one from a database."""
    table = levering.table
    if not isinstance(table, pd.DataFrame):
        return {}
    names = levering.dataset.sleutel_van(levering.niet_geleverd)
    values = table[list(names)].astype("str").where(table[list(names)].notna(), "")
    rows = zip(table.index, values.itertuples(index=False), strict=True)
    return {int(line): _join(names, list(row)) for line, row in rows}


def _join(names: Sequence[str], values: Sequence[object]) -> str:
    """One column: its value. More columns: each with its name, as `jaar=2023, soort=stand`."""
    texts = [for_line("" if value is None else str(value)).strip() for value in values]
    if len(names) == 1:
        return texts[0]
    return ", ".join(f"{name}={text}" for name, text in zip(names, texts, strict=True))
