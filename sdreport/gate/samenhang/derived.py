"""A derived table in the engine: judged by its suite, and asked for the lines that fail.

The expectations on a derived table are about one row at a time, so rows that look alike are judged once: Great
Expectations judges groups of alike rows, and costs the same on any size. Beside large extracts, where that library is
not needed otherwise, and in a delivery so spoilt that there are very many different rows, the engine looks at each row
once with the compiled suite; a test holds both equal. Only failing rows are ever written down.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sdreport.bevindingen import GAAT_OM
from sdreport.gate.engine import Toets
from sdreport.gate.sql.compile import compile_rows
from sdreport.gate.suites import columns_of
from sdreport.gate.toetsers import start_validation
from sdreport.intake.catalogue.definition import Soort
from sdreport.intake.large.storage import Storage
from sdreport.intake.large.werkbank import Werkbank

GROEPEN = 20_000
"""Up to so many groups of alike rows Great Expectations judges them."""
ONDERWERPEN_GENOEMD = 8
OOK = ("kolom", "onderwerp")
"""What a derived table may say of a row beside its line."""


@dataclass(frozen=True)
class Rijkolommen:
    """The columns of a derived table as the compiler sees them."""

    storage: Storage
    soorten: Mapping[str, Soort]

    @property
    def columns(self) -> list[str]:
        """The columns that are judged."""
        return list(self.soorten)

    def soort(self, column: str) -> Soort:
        """What kind of values a judged column has."""
        return self.soorten[column]


class Afgeleid:
    """A derived table, to be judged along one suite."""

    def __init__(
        self,
        naam: str,
        made: pd.DataFrame | str,
        suite: Mapping[str, Any],
        known: Mapping[str, Any],
        bank: Werkbank,
    ) -> None:
        self._bank, self._naam, self._suite, self._known = bank, naam, suite, known
        self._kolom = {item["meta"]["regel"]: columns_of(dict(item))[0] for item in suite["expectations"]}
        self._kolommen = list(dict.fromkeys(self._kolom.values()))
        filled = _bits(f"{_names([name])} IS NOT NULL" for name in self._kolommen)
        self._filled = f"{filled} AS gevuld"
        if isinstance(made, str):
            self._rijen, self._volgorde = f"({made})", "regelnummer"
        else:
            rows = made.rename_axis(index="regelnummer").reset_index().assign(volgorde=range(len(made)))
            self._rijen = bank.add_frame(naam, rows, [_sql_type(rows[name]) for name in rows.columns])
            self._volgorde = "volgorde"

    def begin(self) -> "Callable[[], Beoordeeld]":
        """Have it judged; what is given tells the outcome."""
        if self._bank.is_groot:
            beoordeeld = self._judge_rows()
            return lambda: beoordeeld
        alike = (
            f"SELECT dataset, {_names(self._kolommen)}, {self._filled}, count(*) AS aantal FROM {self._rijen}"
            " GROUP BY ALL"
        )
        groepen = self._bank.add_table(
            f"{self._naam}_groepen", f"SELECT row_number() OVER () AS regelnummer, * FROM ({alike})"
        )
        ((aantal,),) = self._bank.storage.execute(f"SELECT count(*) FROM {groepen}")
        if aantal > GROEPEN:
            return self._judge_rows
        if not aantal:
            return lambda: self._find_failing(groepen, dict.fromkeys(self._kolom, Toets(True, 0, 0, ())))
        frame = self._bank.query(
            f"SELECT regelnummer, {_names(self._kolommen)} FROM {groepen} ORDER BY regelnummer"
        )
        oordeel = start_validation(frame.set_index("regelnummer"), self._suite, self._known)
        return lambda: self._find_failing(groepen, oordeel())

    def _judge_rows(self) -> "Beoordeeld":
        """Look at each row once: which columns are filled in, and which rules fail."""
        types = self._describe()
        soorten = {name: _soort(types[name]) for name in self._kolommen}
        tests = compile_rows(Rijkolommen(self._bank.storage, soorten), self._suite, self._known)
        ook = [name for name in OOK if name in types]
        about = "".join(f", CASE WHEN fout <> 0 THEN {name} END AS {name}" for name in ook)
        gezakt = self._bank.add_table(
            f"{self._naam}_gezakt",
            f"SELECT dataset, gevuld, fout{about}, count(*) AS aantal, {self._lines('fout <> 0')}"
            f" FROM (SELECT *, {self._filled}, {_bits(tests.values())} AS fout FROM {self._rijen}) GROUP BY ALL",
        )
        return Beoordeeld(self._bank, gezakt, gezakt, self._kolommen, list(tests), frozenset(ook))

    def _find_failing(self, groepen: str, toetsen: Mapping[str, Toets]) -> "Beoordeeld":
        """Write down the rows of the groups that fail a rule, sought by the columns that fail."""
        failing = {number: toets for number, toets in enumerate(toetsen.values()) if toets.aantal}
        gezakt, ook = f"{self._naam}_gezakt", frozenset[str]()
        if failing:
            wrong = np.concatenate(
                [np.fromiter(own.regelnummers, "int64", own.aantal) for own in failing.values()]
            )
            bits = np.repeat([1 << number for number in failing], [own.aantal for own in failing.values()])
            frame = pd.DataFrame({"groep": wrong, "fout": bits}).groupby("groep", as_index=False).sum()
            per_groep = self._bank.add_frame(f"{gezakt}_groepen", frame, ["BIGINT", "BIGINT"])
            rules = list(toetsen)
            judged = list(dict.fromkeys(self._kolom[rules[number]] for number in failing))
            same = " AND ".join(f'a."{name}" IS NOT DISTINCT FROM g."{name}"' for name in judged)
            ook = frozenset(OOK) & self._describe().keys()
            extra = "".join(f", a.{name}" for name in sorted(ook))
            self._bank.add_table(
                gezakt,
                f"SELECT g.fout, a.dataset{extra}, {self._lines('true')} FROM {self._rijen} a"
                f" JOIN (SELECT DISTINCT fout, dataset, {_names(judged)} FROM {groepen}"
                f" JOIN {per_groep} ON regelnummer = groep) g ON a.dataset = g.dataset AND {same} GROUP BY ALL",
            )
        return Beoordeeld(self._bank, groepen, gezakt if failing else "", self._kolommen, list(toetsen), ook)

    def _lines(self, which: str) -> str:
        """The lines of alike rows for which a test holds, and the place of the first row: lists take little memory."""
        lines = f"list(CAST(regelnummer AS INTEGER)) FILTER ({which}) AS regels"
        return f"min({self._volgorde}) FILTER ({which}) AS volgorde, {lines}"

    def _describe(self) -> dict[str, str]:
        """The columns of the rows, with their types."""
        described = self._bank.storage.execute(f"DESCRIBE SELECT * FROM {self._rijen}")
        return {str(name): str(sql_type) for name, sql_type, *_ in described}


@dataclass(frozen=True)
class Beoordeeld:
    """What came of a derived table: how many rows were judged, and which fail a rule, by rule and dataset."""

    _bank: Werkbank
    _geteld: str
    """The table with the number of rows that are alike, and which columns are filled in."""
    _gezakt: str
    """That with the lines of the rows that fail; empty when there are none."""
    _kolommen: Sequence[str]
    regels: Sequence[str]
    """The rules that could be evaluated."""
    _ook: frozenset[str]

    def count_rows(self) -> dict[str, dict[str, int]]:
        """Per dataset the number of rows (under ""), and per judged column of those with a value."""
        filled = "".join(
            f", sum(aantal) FILTER (gevuld & {1 << number} <> 0)" for number in range(len(self._kolommen))
        )
        rows = self._bank.storage.execute(
            f"SELECT dataset, sum(aantal){filled} FROM {self._geteld} GROUP BY dataset ORDER BY dataset"
        )
        names = ["", *self._kolommen]
        return {
            str(slug): {name: int(count or 0) for name, count in zip(names, counts, strict=True)}
            for slug, *counts in rows
        }

    def has(self, rule: str, dataset: str) -> bool:
        """Whether any row of a dataset fails a rule."""
        if not self._gezakt:
            return False
        return bool(self._bank.storage.execute(f"SELECT 1 {self._rows(rule, dataset)} LIMIT 1"))

    def regelnummers(self, rule: str, dataset: str) -> Sequence[int]:
        """The lines in the file; none for rows about the file as a whole."""
        return self._bank.regelnummers(
            f"SELECT DISTINCT regelnummer FROM (SELECT unnest(regels) AS regelnummer {self._rows(rule, dataset)})"
            " WHERE regelnummer > 0"
        )

    def kolom(self, rule: str, dataset: str) -> str:
        """The columns of the file that the rows are about; empty when they do not say."""
        if "kolom" not in self._ook:
            return ""
        rows = self._bank.storage.execute(
            f"SELECT DISTINCT kolom {self._rows(rule, dataset)} AND kolom IS NOT NULL ORDER BY kolom"
        )
        return ", ".join(str(name) for (name,) in rows)

    def describe(self, rule: str, dataset: str) -> str:
        """Which groups the rows are about, as a sentence; empty when the lines say it all."""
        if "onderwerp" not in self._ook:
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
        bit = 1 << self.regels.index(rule)
        return f"FROM {self._gezakt} WHERE dataset = '{dataset}' AND fout & {bit} <> 0"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _bits(tests: Iterable[str]) -> str:
    """The tests that hold, as a number with a bit for each."""
    bits = (f"CASE WHEN {test} THEN {1 << number} ELSE 0 END" for number, test in enumerate(tests))
    return f"CAST({' + '.join(bits) or '0'} AS BIGINT)"


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
