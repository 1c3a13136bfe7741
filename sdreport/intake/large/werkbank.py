"""The engine for questions on extracts together: every extract is a table in it, whatever its size.

A large extract is in its store already; a small one is put in. What is asked costs the same memory on ten million rows
as on ten, as long as the answer is totals.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import SQL_TYPE
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.storage import Storage


class Werkbank:
    """The engine while questions are asked: what they make in it is gone when it closes."""

    def __init__(self, storage: Storage | None) -> None:
        self.storage = storage or Storage()
        self.is_groot = storage is not None
        """Whether there are large extracts in it."""
        self._tabellen: list[str] = []
        self._views: list[str] = []

    @classmethod
    def beside(cls, tabellen: Iterable[pd.DataFrame | GroteTabel]) -> "Werkbank":
        """A werkbank in the store of the large ones among these tables, or with a store of its own."""
        stores = (table.storage for table in tabellen if isinstance(table, GroteTabel))
        return cls(next(stores, None))

    def has(self, naam: str) -> bool:
        """Whether this table or view was made before."""
        return naam in self._tabellen or naam in self._views

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question, as a frame: totals, not records."""
        return self.storage.frame(sql)

    def add_table(self, naam: str, sql: str) -> str:
        """Keep the answer to a question as a table, to ask it once; the name of that table."""
        self._tabellen.append(naam)
        self.storage.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS {sql}")
        self.storage.spoor.add(naam)
        return naam

    def add_frame(self, naam: str, frame: pd.DataFrame, types: Sequence[str]) -> str:
        """Put a frame in the engine, without its index; the name of the table."""
        self._tabellen.append(naam)
        self.storage.add_values(naam, frame, types)
        self.storage.spoor.add(naam)
        return naam

    def add_extract(self, naam: str, slug: str, table: pd.DataFrame | GroteTabel) -> str:
        """Make an extract known as the view `naam`: `regelnummer` and the columns of the catalogue."""
        if isinstance(table, GroteTabel):
            return self.add_view(naam, f"SELECT * FROM {table.naam}")
        rows = table.rename_axis(index="regelnummer").reset_index()
        soorten = [DATASETS[slug].column(str(name)).soort for name in table.columns]
        types = ["BIGINT", *(SQL_TYPE[soort] for soort in soorten)]
        with self.storage.spoor.silence():
            return self.add_view(naam, f"SELECT * FROM {self.add_frame(f'klein_{naam}', rows, types)}")

    def add_view(self, naam: str, sql: str) -> str:
        """Give a question a name, to be answered when it is used; that name."""
        self._views.append(naam)
        self.storage.execute(f"CREATE OR REPLACE TEMP VIEW {naam} AS {sql}")
        self.storage.spoor.add(naam)
        return naam

    def regelnummers(self, sql: str) -> Sequence[int]:
        """The column `regelnummer` of an answer, ascending; many, in a store that stays open, are a list on disk."""
        lines = self.storage.regelnummers(sql)
        return lines if self.is_groot else tuple(lines)

    def close(self) -> None:
        """Close a store of its own; of a store with large extracts, take out what was put in."""
        if not self.is_groot:
            self.storage.close()
            return
        for view in dict.fromkeys(reversed(self._views)):
            self.storage.execute(f"DROP VIEW IF EXISTS {view}")
        for table in dict.fromkeys(self._tabellen):
            self.storage.execute(f"DROP TABLE IF EXISTS {table}")
