"""The working store of an import: records of messages on disk, with only pseudonyms in them. The only door to sqlite.

A gigabyte of messages does not fit in memory, and which record counts is only known when the last one is read. SQLite
comes with Python and needs a few megabytes; DuckDB, the store of large extracts, needs over a hundred before it does
anything.
"""

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sdreport.errors import BuildError
from sdreport.intake.berichten.xml.values import Waarde

GEHEUGEN_KB = 48_000
PER_KEER = 2_000
SLEUTEL = "gemeente TEXT, wet TEXT, nummer TEXT, aanbieder TEXT, client TEXT"
BERICHT = "dagtekening TEXT, identificatie TEXT, bron INTEGER, regel INTEGER"
TABELLEN = {
    "bron": "naam TEXT",
    "melding": "melding TEXT, element TEXT, bron INTEGER, regel INTEGER",
    "toegewezen": f"{SLEUTEL}, geboortejaar TEXT, geslacht TEXT, wijk TEXT, referentie TEXT, categorie TEXT, code TEXT,"
    " toegewezen TEXT, tijd TEXT, ingang TEXT, eind TEXT, reden TEXT, volume TEXT, eenheid TEXT, frequentie TEXT,"
    f" budget INTEGER, {BERICHT}",
    "levering": f"{SLEUTEL}, soort TEXT, categorie TEXT, code TEXT, ingang TEXT, begin TEXT, eind TEXT, reden TEXT,"
    f" status TEXT, {BERICHT}",
    "verwijzing": f"gemeente TEXT, wet TEXT, aanbieder TEXT, referentie TEXT, client TEXT, verwijzer TEXT, {BERICHT}",
    "prestatie": f"{SLEUTEL}, declaratie TEXT, gedeclareerd TEXT, referentie TEXT, vorige TEXT, categorie TEXT,"
    f" code TEXT, begin TEXT, eind TEXT, volume TEXT, eenheid TEXT, tarief INTEGER, bedrag INTEGER,"
    f" debet_credit TEXT, {BERICHT}",
    "afgewezen": "gemeente TEXT, wet TEXT, aanbieder TEXT, niveau TEXT, declaratie TEXT, referentie TEXT,"
    " beantwoord TEXT, beantwoord_dag TEXT, bron INTEGER, regel INTEGER",
    "toewijzing": f"{SLEUTEL}, getoond TEXT, rij TEXT, begin TEXT, eind TEXT, verwijderd INTEGER",
    "bestaand": "extract TEXT, nummer TEXT, blijft INTEGER, rij TEXT",
}
"""All that is kept. `bron` and `regel` say where a record stands; `rij` is a row of an extract as JSON."""
KOLOMMEN = {name: tuple(part.split()[0] for part in columns.split(",")) for name, columns in TABELLEN.items()}


class Berichtopslag:
    """One database in a temporary folder that only its owner can read, and that goes with the store."""

    def __init__(self) -> None:
        self._map = Path(tempfile.mkdtemp(prefix="sdreport-"))
        self._db = sqlite3.connect(self._map / "berichten.db", isolation_level=None)
        # nothing here outlives the run, so there is nothing to recover; sorting spills to disk
        for setting in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "temp_store=FILE",
            f"cache_size=-{GEHEUGEN_KB}",
        ):
            self._db.execute(f"PRAGMA {setting}")
        for name, columns in TABELLEN.items():
            self._db.execute(f"CREATE TABLE {name} ({columns})")
        self._db.execute("BEGIN")
        self._waiting: dict[str, list[Sequence[Waarde]]] = {name: [] for name in TABELLEN}
        self._rows: Counter[str] = Counter()
        self._mark: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        shutil.rmtree(self._map, ignore_errors=True)

    def add(self, table: str, row: Sequence[Waarde]) -> int:
        """Add a row, in the order of `KOLOMMEN`, and return its number."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= PER_KEER:
            self._flush(table)
        self._rows[table] += 1
        return self._rows[table]

    def add_record(self, table: str, waarden: Mapping[str, Waarde]) -> None:
        """Add a row by the names of its columns; what is not there stays empty."""
        self.add(table, [waarden.get(name) for name in KOLOMMEN[table]])

    def mark(self) -> None:
        """Remember what there is: `forget` goes back to here."""
        self._mark = self._rows.copy()

    def forget(self, tables: Iterable[str]) -> None:
        """Take out all that was added to these tables since `mark`: records of a message that proved unreadable."""
        for table in tables:
            self._flush(table)
            if self._rows[table] > self._mark[table]:
                self.execute(f"DELETE FROM {table} WHERE rowid > ?", self._mark[table])
                self._rows[table] = self._mark[table]

    def execute(self, sql: str, *values: Waarde) -> None:
        """Run a statement; all that was added is there."""
        self._flush_all()
        self._run(sql, values)

    def rows(self, sql: str, *values: Waarde) -> list[Any]:
        """All rows of a small answer."""
        self._flush_all()
        return self._run(sql, values).fetchall()

    def stream(self, sql: str, *values: Waarde) -> Iterator[Any]:
        """The rows of an answer of any size. What is added meanwhile is not in it."""
        self._flush_all()
        yield from self._run(sql, values)

    def _run(self, sql: str, values: Sequence[Waarde]) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:  # its own words can hold values
            raise BuildError(
                f"De tussenopslag voor berichten gaf een fout ({type(error).__name__}). "
                "Is er genoeg schijfruimte? Maak ruimte vrij en probeer het opnieuw."
            ) from None

    def _flush_all(self) -> None:
        for table, waiting in self._waiting.items():
            if waiting:
                self._flush(table)

    def _flush(self, table: str) -> None:
        marks = ",".join("?" * len(KOLOMMEN[table]))
        try:
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", self._waiting[table])
        except sqlite3.Error as error:
            raise BuildError(
                f"De tussenopslag voor berichten gaf een fout ({type(error).__name__}). "
                "Is er genoeg schijfruimte? Maak ruimte vrij en probeer het opnieuw."
            ) from None
        self._waiting[table].clear()
