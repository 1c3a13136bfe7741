"""A derived table in the engine: judged by its suite, and asked for the lines that fail.

Rows that look alike are judged once: the expectations on a derived table are about one row at a time. So Great
Expectations judges groups of alike rows, and costs the same on any size. The compiled suite judges them beside large
extracts, where that library is not needed otherwise, and in a delivery so spoilt that there are very many different
rows; a test holds both equal. Only failing rows are ever written down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sdreport.bevindingen import GAAT_OM
from sdreport.gate.engine import Oordeel, Toets
from sdreport.gate.sql import compile as sql
from sdreport.gate.toetsers import start_validation
from sdreport.intake.catalogue.definition import Soort
from sdreport.intake.large.storage import Storage
from sdreport.intake.large.werkbank import Werkbank

GROEPEN = 20_000
"""Up to so many groups of alike rows Great Expectations judges them."""
ONDERWERPEN_GENOEMD = 8


@dataclass(frozen=True)
class Groepen:
    """The different rows of a derived table: `regelnummer` is the number of the group, `aantal` its rows."""

    naam: str
    storage: Storage
    soorten: Mapping[str, Soort]
    rijen: int
    in_engine: bool = False
    oplopend: str = ""

    def __len__(self) -> int:
        return self.rijen

    @property
    def columns(self) -> list[str]:
        """The columns that are judged."""
        return list(self.soorten)

    def soort(self, column: str) -> Soort:
        """What kind of values a judged column has."""
        return self.soorten[column]

    def begin(self, suite: Mapping[str, Any], known: Mapping[str, Any]) -> Oordeel:
        """Have it told which groups fail each rule; a rule that could not be evaluated has no entry."""
        if not self.rijen:
            return lambda: {item["meta"]["regel"]: Toets(True, 0, 0, ()) for item in suite["expectations"]}
        if self.in_engine or self.rijen > GROEPEN:
            return partial(sql.validate, self, suite, known)
        frame = self.storage.frame(
            f"SELECT regelnummer, {_names(self.soorten)} FROM {self.naam} ORDER BY regelnummer"
        )
        return start_validation(frame.set_index("regelnummer"), suite, known)


class Afgeleid:
    """A derived table, of which the columns `kolommen` are judged."""

    def __init__(self, naam: str, made: pd.DataFrame | str, kolommen: Sequence[str], bank: Werkbank) -> None:
        self._bank, self._naam, self._kolommen = bank, naam, list(kolommen)
        if isinstance(made, str):
            self._rijen = f"(SELECT *, regelnummer AS volgorde FROM ({made}))"
        else:
            rows = made.rename_axis(index="regelnummer").reset_index().assign(volgorde=range(len(made)))
            self._rijen = bank.add_frame(naam, rows, [_sql_type(rows[name]) for name in rows.columns])
        alike = f"SELECT dataset, {_names(kolommen)}, count(*) AS aantal FROM {self._rijen} GROUP BY ALL"
        numbered = f"SELECT row_number() OVER () AS regelnummer, * FROM ({alike})"
        groepen = bank.add_table(f"{naam}_groepen", numbered)
        ((rijen,),) = bank.storage.execute(f"SELECT count(*) FROM {groepen}")
        types = self._describe(groepen)
        soorten = {name: _soort(types[name]) for name in kolommen}
        self.groepen = Groepen(groepen, bank.storage, soorten, rijen, bank.is_groot)

    def _describe(self, rows: str) -> dict[str, str]:
        """The columns of a table or question, with their types."""
        described = self._bank.storage.execute(f"DESCRIBE SELECT * FROM {rows}")
        return {str(name): str(sql_type) for name, sql_type, *_ in described}

    def count_rows(self) -> dict[str, dict[str, int]]:
        """Per dataset the number of rows (under ""), and per judged column of those with a value."""
        filled = "".join(f', sum(aantal) FILTER ("{name}" IS NOT NULL)' for name in self._kolommen)
        rows = self._bank.storage.execute(
            f"SELECT dataset, sum(aantal){filled} FROM {self.groepen.naam} GROUP BY dataset ORDER BY dataset"
        )
        names = ["", *self._kolommen]
        return {
            str(slug): {name: int(count or 0) for name, count in zip(names, counts, strict=True)}
            for slug, *counts in rows
        }

    def find_failing(self, toetsen: Mapping[str, Toets], columns: Mapping[str, str]) -> "Gezakt":
        """Write down the rows that fail a rule; `columns` names the only column that each rule looks at."""
        failing = {rule: toets for rule, toets in toetsen.items() if toets.aantal}
        groups = [
            np.fromiter(toets.regelnummers, dtype="int64", count=toets.aantal) for toets in failing.values()
        ]
        gezakt, bank = f"{self._naam}_gezakt", self._bank
        told: list[str] = []
        if failing:
            told = [name for name in self._describe(self._rijen) if name in ("kolom", "onderwerp")]
            which = np.repeat(np.arange(len(groups)), [len(own) for own in groups])
            frame = pd.DataFrame({"nummer": which, "groep": np.concatenate(groups)})
            wrong = bank.add_frame(f"{gezakt}_groepen", frame, ["BIGINT", "BIGINT"])
            judged = list(dict.fromkeys(columns[rule] for rule in failing))
            same = " AND ".join(f'a."{name}" IS NOT DISTINCT FROM g."{name}"' for name in judged)
            extra = "".join(f", a.{name}" for name in told)
            bank.add_table(
                gezakt,
                f"SELECT g.nummer, a.dataset, a.regelnummer, a.volgorde{extra} FROM {self._rijen} a"
                f" JOIN (SELECT DISTINCT nummer, dataset, {_names(judged)} FROM {self.groepen.naam}"
                f" JOIN {wrong} ON regelnummer = groep) g ON a.dataset = g.dataset AND {same}",
            )
        numbers = {rule: number for number, rule in enumerate(failing)}
        return Gezakt(bank, gezakt, numbers, frozenset(told))


@dataclass(frozen=True)
class Gezakt:
    """The rows of a derived table that fail a rule, by rule and dataset."""

    _bank: Werkbank
    _naam: str
    _nummers: Mapping[str, int]
    _kolommen: frozenset[str]

    def has(self, rule: str, dataset: str) -> bool:
        """Whether any row of a dataset fails a rule."""
        if rule not in self._nummers:
            return False
        return bool(self._bank.storage.execute(f"SELECT 1 {self._rows(rule, dataset)} LIMIT 1"))

    def regelnummers(self, rule: str, dataset: str) -> Sequence[int]:
        """The lines in the file; none for rows about the file as a whole."""
        return self._bank.regelnummers(
            f"SELECT DISTINCT regelnummer {self._rows(rule, dataset)} AND regelnummer > 0"
        )

    def kolom(self, rule: str, dataset: str) -> str:
        """The columns of the file that the rows are about; empty when they do not say."""
        if "kolom" not in self._kolommen:
            return ""
        rows = self._bank.storage.execute(
            f"SELECT DISTINCT kolom {self._rows(rule, dataset)} AND kolom IS NOT NULL ORDER BY kolom"
        )
        return ", ".join(str(name) for (name,) in rows)

    def describe(self, rule: str, dataset: str) -> str:
        """Which groups the rows are about, as a sentence; empty when the lines say it all."""
        if "onderwerp" not in self._kolommen:
            return ""
        own = f"{self._rows(rule, dataset)} AND onderwerp IS NOT NULL GROUP BY onderwerp"
        first = f"SELECT onderwerp {own} ORDER BY min(volgorde), onderwerp LIMIT {ONDERWERPEN_GENOEMD}"
        names = [str(name) for (name,) in self._bank.storage.execute(first)]
        if not names:
            return ""
        ((total,),) = self._bank.storage.execute(f"SELECT count(*) FROM (SELECT onderwerp {own})")
        rest = f" en nog {total - len(names)}" if total > len(names) else ""
        return f"{GAAT_OM}{'; '.join(names)}{rest}."

    def _rows(self, rule: str, dataset: str) -> str:
        return f"FROM {self._naam} WHERE dataset = '{dataset}' AND nummer = {self._nummers[rule]}"


def _names(columns: Mapping[str, Any] | Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _sql_type(column: "pd.Series[Any]") -> str:
    """The type of a column of a frame; one without any value can be judged as numbers."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return "TIMESTAMP"
    if pd.api.types.is_numeric_dtype(column.dtype) or column.isna().all():
        return "BIGINT" if column.name in ("regelnummer", "volgorde") else "DOUBLE"
    return "VARCHAR"


def _soort(sql_type: str) -> Soort:
    if sql_type == "VARCHAR":
        return "code"
    return "datum" if sql_type.startswith(("DATE", "TIMESTAMP")) else "bedrag"
