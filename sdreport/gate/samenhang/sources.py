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

from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.werkbank import Werkbank
from sdreport.project.parameters import Toleranties
from sdreport.project.standards.load import select_year
from sdreport.register.cijfer import Getal
from sdreport.register.verslagjaar import Verslagjaar

VORIG = "vorig_"
"""Before the name of an extract: that of last year."""


@dataclass(frozen=True)
class Bronnen(Verslagjaar):
    """All that a koppeling may look at.

    `cijfers` are the numbers that were measured this year, per indicator that could be measured; `vorig` those that
    were published of last year, and `eerder` those of the years before it.
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
    eerder: Sequence[Getal] = ()
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
        werkbank = Werkbank.beside(self.tabellen.values())
        for slug, table in self.tabellen.items():
            werkbank.add_extract(slug, slug, table)
        for slug, table in self.vorige.items():
            werkbank.add_extract(f"{VORIG}{slug}", slug, table)
        for naam, table in self.referenties.items():
            table = select_year(table, self.jaar) if "jaar_van" in table else table
            werkbank.add_frame(f"ref_{naam}", table, ["VARCHAR"] * len(table.columns))
        return werkbank

    def close(self) -> None:
        """Close the engine, before the process forks; the lists of lines in a store of large extracts stay."""
        if "werkbank" in self.__dict__:
            self.__dict__.pop("werkbank").close()
