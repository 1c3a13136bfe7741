"""All that a koppeling may look at: typed tables and references, also as tables in the engine, and the numbers.

A koppeling says in SQL what it joins, so it costs the same memory on ten million rows as on ten. Every extract is a
table under its own name, with `regelnummer` (the line in the file) and the columns of the catalogue; every reference
table is `ref_<naam>`. Money is DECIMAL there, dates are DATE. Large extracts are in their store already; small
ones are put in a store that is closed when the koppelingen are done (`close`).
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import SQL_TYPE
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.storage import Opslag
from sdreport.project.parameters import Toleranties
from sdreport.project.standards.load import select_year
from sdreport.register.cijfer import Getal
from sdreport.register.verslagjaar import Verslagjaar

VORIG = "vorig_"
"""Before the name of an extract: that of last year."""


class Werkbank:
    """The engine while koppelingen run: what they make in it is gone when it closes."""

    def __init__(self, opslag: Opslag | None) -> None:
        self.opslag = opslag or Opslag()
        self._eigen = opslag is None
        self._tabellen: list[str] = []
        self._views: list[str] = []

    def has(self, naam: str) -> bool:
        """Whether a koppeling made this table before."""
        return naam in self._tabellen

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question, as a frame: totals, not records."""
        return self.opslag.frame(sql)

    def add_table(self, naam: str, sql: str) -> str:
        """Keep the answer to a question as a table, to ask it once; the name of that table."""
        self._tabellen.append(naam)
        self.opslag.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS {sql}")
        return naam

    def add_frame(self, naam: str, frame: pd.DataFrame, types: Sequence[str]) -> str:
        """Put a frame in the engine, without its index; the name of the table."""
        self._tabellen.append(naam)
        self.opslag.add_values(naam, frame, types)
        return naam

    def add_view(self, naam: str, sql: str) -> str:
        """Give a question a name, to be answered when it is used; that name."""
        self._views.append(naam)
        self.opslag.execute(f"CREATE OR REPLACE TEMP VIEW {naam} AS {sql}")
        return naam

    def regelnummers(self, sql: str) -> Sequence[int]:
        """The column `regelnummer` of an answer, ascending; many, in a store that stays open, are a list on disk."""
        lines = self.opslag.regelnummers(sql)
        return tuple(lines) if self._eigen else lines

    def close(self) -> None:
        """Close a store of its own; of a store with large extracts, take out what koppelingen put in."""
        if self._eigen:
            self.opslag.close()
            return
        for view in dict.fromkeys(reversed(self._views)):
            self.opslag.execute(f"DROP VIEW IF EXISTS {view}")
        for table in dict.fromkeys(self._tabellen):
            self.opslag.execute(f"DROP TABLE IF EXISTS {table}")


@dataclass(frozen=True)
class Bronnen(Verslagjaar):
    """All that a koppeling may look at.

    `cijfers` are the numbers that were measured this year, per indicator that could be measured; `vorig` those that
    were published of last year.
    `peildatum` is the date of the report: what is registered cannot be later. `bestanden` are the delivered files,
    and `niet_geleverd` the optional columns that these do without (they are empty here); `andere_jaren` the folders
    with the extracts of other years, and `vorige` those of last year that distributions are held against.
    """

    tabellen: Mapping[str, pd.DataFrame | GroteTabel]
    referenties: Mapping[str, pd.DataFrame]
    jaar: int
    peildatum: dt.date
    toleranties: Toleranties = field(default_factory=Toleranties)
    cijfers: Mapping[str, Sequence[Getal]] = field(default_factory=dict)
    vorig: Sequence[Getal] = ()
    bestanden: Mapping[str, Path] = field(default_factory=dict)
    niet_geleverd: Mapping[str, Collection[str]] = field(default_factory=dict)
    andere_jaren: Sequence[Path] = ()
    vorige: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def has(self, *slugs: str) -> bool:
        """Whether these extracts could be read."""
        return all(slug in self.tabellen for slug in slugs)

    def frame(self, slug: str, *columns: str) -> pd.DataFrame:
        """Some columns of an extract that is small by nature, with line numbers as index."""
        table = self.tabellen[slug]
        if isinstance(table, GroteTabel):
            return table.to_frame(columns)
        return table[list(columns)].rename_axis(index="regelnummer")

    @cached_property
    def werkbank(self) -> Werkbank:
        """The engine with all tables in it."""
        large = [table.opslag for table in self.tabellen.values() if isinstance(table, GroteTabel)]
        werkbank = Werkbank(large[0] if large else None)
        for slug, table in self.tabellen.items():
            if isinstance(table, GroteTabel):
                werkbank.add_view(slug, f"SELECT * FROM {table.naam}")
            else:
                _add_extract(werkbank, slug, slug, table)
        for slug, table in self.vorige.items():
            _add_extract(werkbank, f"{VORIG}{slug}", slug, table)
        for naam, table in self.referenties.items():
            table = select_year(table, self.jaar) if naam == "codelijsten" else table
            werkbank.add_frame(f"ref_{naam}", table, ["VARCHAR"] * len(table.columns))
        return werkbank

    def close(self) -> None:
        """Close the engine, before the process forks; the lists of lines in a store of large extracts stay."""
        if "werkbank" in self.__dict__:
            self.__dict__.pop("werkbank").close()


def _add_extract(werkbank: Werkbank, naam: str, slug: str, table: pd.DataFrame) -> None:
    """Put a small extract in the engine, as the view `naam`."""
    rows = table.rename_axis(index="regelnummer").reset_index()
    soorten = [DATASETS[slug].column(str(name)).soort for name in table.columns]
    types = ["BIGINT", *(SQL_TYPE[soort] for soort in soorten)]
    werkbank.add_view(naam, f"SELECT * FROM {werkbank.add_frame(f'klein_{naam}', rows, types)}")


def sql_date(day: dt.date) -> str:
    """A day as SQL."""
    return f"DATE '{day:%Y-%m-%d}'"
