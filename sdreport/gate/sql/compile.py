"""The suites on a large extract: every native expectation compiled to SQL, all counted in one pass.

The counterpart of `engine.validate`, with the same results. Where Great Expectations looks at a frame, the embedded
engine looks at the table in the store; line numbers are fetched for rules with failing rows only. As in `engine`, no
value and no text of an error leaves this module.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Protocol

import pandas as pd

from sdreport.gate.engine import Toets
from sdreport.gate.sql.expectations import Rijregel, Tabelregel, compile_expectation
from sdreport.gate.sql.regex import to_re2
from sdreport.gate.sql.values import (
    SQL_TYPE,
    Familie,
    Kolommen,
    NotExecutableError,
    literal,
    name_of,
    of_kind,
)
from sdreport.intake.catalogue.definition import Soort
from sdreport.intake.large.storage import Storage
from sdreport.intake.large.values import Kolomwaarden

IN_DE_QUERY = 50
"""Sets of more values than this become a table in the store."""
HASH = "hash"
Regel = Rijregel | Tabelregel


class Rijen(Kolommen, Protocol):
    """Rows in the store: of a large extract, or derived of extracts."""

    @property
    def storage(self) -> Storage:
        """The store."""


class Tafel(Rijen, Protocol):
    """A large extract in the store. It has a column `regelnummer`."""

    @property
    def naam(self) -> str:
        """Its name in the store."""

    @property
    def oplopend(self) -> str:
        """A column of which surely no two values are alike; empty when none is known."""

    def __len__(self) -> int: ...


def validate(table: Tafel, suite: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Toets]:
    """Test a large table against a native suite; no entry for a rule that could not be evaluated."""
    return _judge_all(table, _compile(table, suite, parameters))


def compile_rows(rows: Rijen, suite: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, str]:
    """Per rule the test for a row that fails, of a suite with rules on one row at a time only."""
    regels = _compile(rows, suite, parameters)
    return {
        name: f"({regel.bereik} AND {regel.fout})"
        for name, regel in regels.items()
        if isinstance(regel, Rijregel)
    }


def _compile(rows: Rijen, suite: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Regel]:
    hulp = _Tafelhulp(rows)
    regels: dict[str, Regel] = {}
    for expectation in suite["expectations"]:
        try:
            regels[expectation["meta"]["regel"]] = compile_expectation(expectation, parameters, hulp)
        except (NotExecutableError, KeyError, TypeError, ValueError, AttributeError):
            continue  # written in a way that is not known: the gate reports it as not evaluated
    return regels


def _judge_all(table: Tafel, regels: dict[str, Regel]) -> dict[str, Toets]:
    """Judge all rules in one pass; if that fails, one by one to find those that can be evaluated."""
    try:
        counts = _count(table, regels)
        return {name: _judge(table, regel, counts[name]) for name, regel in regels.items()}
    except Exception:  # any fault means "not evaluated"; its text may hold values, so it is not passed on
        if len(regels) == 1:
            return {}
        return {
            name: toets
            for single, regel in regels.items()
            for name, toets in _judge_all(table, {single: regel}).items()
        }


def _count(table: Tafel, regels: Mapping[str, Regel]) -> dict[str, tuple[Any, ...]]:
    """The aggregates of all rules, in one query."""
    asked = {name: _aggregates(regel, table.oplopend) for name, regel in regels.items()}
    columns = [aggregate for aggregates in asked.values() for aggregate in aggregates]
    (answers,) = table.storage.execute(f"SELECT {', '.join(['count(*)', *columns])} FROM {table.naam}")
    rest = iter(answers[1:])
    return {name: tuple(next(rest) for _ in aggregates) for name, aggregates in asked.items()}


def _aggregates(regel: Regel, oplopend: str) -> tuple[str, ...]:
    if isinstance(regel, Tabelregel):
        return regel.aggregaten
    tested = f"count_if({regel.bereik})"
    if f'"{oplopend}"' in regel.sleutel:
        return tested, tested
    if regel.sleutel:
        return tested, f"count(DISTINCT {HASH}({', '.join(regel.sleutel)})) FILTER (WHERE {regel.bereik})"
    return tested, f"count_if({regel.bereik} AND {regel.fout})"


def _judge(table: Tafel, regel: Regel, counts: tuple[Any, ...]) -> Toets:
    if isinstance(regel, Tabelregel):
        return Toets(regel.oordeel(*counts), len(table), 0, ())
    tested, second = counts
    # as many different hashes as rows: surely unique; fewer may also be chance, and is looked into
    failing = tested - second if regel.sleutel else second
    lines: Sequence[int] = table.storage.regelnummers(_failing_lines(table.naam, regel)) if failing else ()
    met = not tested or (tested - len(lines)) / tested >= regel.mostly
    return Toets(met, len(table) if regel.geheel else tested, len(lines), lines)


def _failing_lines(naam: str, regel: Rijregel) -> str:
    if not regel.sleutel:
        return f"SELECT regelnummer FROM {naam} WHERE {regel.bereik} AND {regel.fout}"
    key = ", ".join(regel.sleutel)
    suspect = f"SELECT {HASH}({key}) FROM {naam} WHERE {regel.bereik} GROUP BY 1 HAVING count(*) > 1"
    rows = (
        f"SELECT regelnummer, count(*) OVER (PARTITION BY {key}) AS aantal FROM {naam}"
        f" WHERE {regel.bereik} AND {HASH}({key}) IN ({suspect})"
    )
    return f"SELECT regelnummer FROM ({rows}) WHERE aantal > 1"


class _Tafelhulp:
    """A large table as the compiler sees it, with room in the store for large sets."""

    def __init__(self, table: Rijen) -> None:
        self._table = table
        self._numbers = count(1)

    @property
    def columns(self) -> list[str]:
        return self._table.columns

    def soort(self, column: str) -> Soort:
        return self._table.soort(column)

    def member(self, columns: Sequence[str], values: Sequence[Any], kinds: Sequence[Familie]) -> str:
        """Whether the values of a row are among these; false when one of them is missing."""
        names = [name_of(self, column) for column in columns]
        if (
            isinstance(values, Kolomwaarden)
            and kinds == ["tekst"]
            and values.table.storage is self._table.storage
        ):
            return f"({names[0]} IS NOT NULL AND coalesce({names[0]} IN ({values.vraag}), false))"
        rows = [(value,) for value in of_kind(values, kinds[0])] if len(kinds) == 1 else _pairs(values, kinds)
        if not rows:
            return "false"
        if len(kinds) == 1 and len(rows) <= IN_DE_QUERY:
            chosen = ", ".join(literal(value, kinds[0]) for (value,) in rows)
            return f"coalesce({names[0]} IN ({chosen}), false)"
        known = f"SELECT {_join(['v0', 'v1'][: len(kinds)], kinds)} FROM {self._store(rows, kinds)}"
        return f"coalesce({_join(names, kinds)} IN ({known}), false)"

    def matches(self, column: str, pattern: Any) -> str:
        """Whether a text matches a pattern."""
        return (
            f"coalesce(regexp_matches({name_of(self, column)}, {literal(to_re2(pattern), 'tekst')}), false)"
        )

    def _store(self, rows: Sequence[tuple[Any, ...]], kinds: Sequence[Familie]) -> str:
        table = f"waarden_{next(self._numbers)}"
        names = [f"v{place}" for place in range(len(kinds))]
        self._table.storage.add_values(
            table, pd.DataFrame(rows, columns=names), [SQL_TYPE[kind] for kind in kinds]
        )
        return table


def _join(names: Sequence[str], kinds: Sequence[Familie]) -> str:
    """Columns as one value, missing when one of them is: to look for pairs takes the engine many times as long.

    No text of an extract has the sign between them.
    """
    if len(names) == 1:
        return names[0]
    typed = zip(names, map(SQL_TYPE.__getitem__, kinds), strict=True)
    return " || chr(31) || ".join(f"CAST(CAST({name} AS {sql_type}) AS VARCHAR)" for name, sql_type in typed)


def _pairs(values: Sequence[Any], kinds: Sequence[Familie]) -> list[tuple[Any, ...]]:
    """The pairs of which both values are of the kind of their column."""
    pairs = [tuple(pair) for pair in values]
    if any(len(pair) != len(kinds) for pair in pairs):
        raise NotExecutableError
    typed = ([of_kind([value], kind) for value, kind in zip(pair, kinds, strict=True)] for pair in pairs)
    return list(dict.fromkeys(tuple(part[0] for part in pair) for pair in typed if all(pair)))
