"""The working store of large extracts, and the only door to DuckDB.

One `Storage` is one database file in a temporary folder. Memory is bounded: what does not fit is spilled to that
folder, which goes with it. Nothing is fetched: the engine may not install or load extensions.
"""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from sdreport.errors import WEIGERING, BuildError
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.large.line_list import as_lines
from sdreport.intake.large.spoor import Spoor

GEHEUGEN = "850MB"


class StorageError(BuildError):
    """The engine failed. Its own words may hold values of records, so only the kind of fault is told."""


class Storage:
    """The store: one connection, closed together with its folder; `spoor` hears every question.

    Its tables and their lists of lines can be read as long as it is open; close it before a process forks.
    """

    def __init__(self, folder: Path | None = None, geheugen: str = GEHEUGEN) -> None:
        import duckdb  # only for a delivery that needs it

        self.map = Path(tempfile.mkdtemp(prefix="sdreport-", dir=folder))
        self.spoor = Spoor()
        self._lijsten = 0
        self._fault = duckdb.Error
        try:
            with self._guard():
                self._connection = duckdb.connect(
                    str(self.map / "extracten.db"),
                    config={
                        "autoinstall_known_extensions": "false",
                        "autoload_known_extensions": "false",
                        # the engine takes a few filters for so strict, that it would keep millions of lines at hand
                        # to look up thousands of toewijzingen in them: joins stay as they are written, and nothing is
                        # added up before a join, by a key of which it hopes that few values differ
                        "disabled_optimizers": "join_order,partial_aggregate_pushdown",
                        "memory_limit": geheugen,
                        "temp_directory": str(self.map / "tijdelijk"),
                    },
                )
                # the folder goes with it: what is not on disk by then need not be written there
                self._connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        except BaseException:
            shutil.rmtree(self.map, ignore_errors=True)
            raise
        self._closing = weakref.finalize(self, _close, self._connection, self.map)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and remove the folder with all working files. At the latest at the end of the run."""
        self._closing()

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        self.spoor.hear(sql)
        with self._guard():
            return self._connection.execute(sql).fetchall()

    def frame(self, sql: str) -> pd.DataFrame:
        """The answer to a query as a frame."""
        self.spoor.hear(sql)
        with self._guard():
            return self._connection.execute(sql).df()

    def stream(self, sql: str, per_keer: int) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time; run no other statement until the last has been taken."""
        self.spoor.hear(sql)
        with self._guard():
            cursor = self._connection.execute(sql)
            while rows := cursor.fetchmany(per_keer):
                yield from rows

    def add_values(self, name: str, values: pd.DataFrame, types: Sequence[str]) -> None:
        """Make a temporary table of a frame without its index; the columns get these SQL types."""
        typed = zip(values.columns, types, strict=True)
        columns = ", ".join(f'CAST("{column}" AS {sql_type}) AS "{column}"' for column, sql_type in typed)
        create = f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM waarden_in"
        with self._guard():
            self._connection.register("waarden_in", values)
            try:
                self._connection.execute(create)
            finally:
                self._connection.unregister("waarden_in")

    def regelnummers(self, sql: str) -> Sequence[int]:
        """The line numbers that a query gives, ascending: a tuple, or a list on disk when there are many."""
        self._lijsten += 1
        path = self.map / f"regels-{self._lijsten}.txt"
        lines = f"SELECT regelnummer FROM ({sql}) ORDER BY regelnummer"
        ((aantal,),) = self.execute(f"COPY ({lines}) TO {quote(str(path))} (FORMAT csv, HEADER false)")
        return as_lines(path, aantal)

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Errors of the engine without their text: what the operating system refused it, is told as such."""
        try:
            yield
        except self._fault as error:
            for code in WEIGERING:
                if os.strerror(code) in str(error):
                    raise OSError(code, os.strerror(code)) from None
            raise StorageError(
                f"De tussenopslag voor grote extracten gaf een fout ({type(error).__name__}). "
                "Is er genoeg schijfruimte en geheugen? Maak ruimte vrij en probeer het opnieuw."
            ) from None


def _close(connection: Any, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
