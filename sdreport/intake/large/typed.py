"""A relation of text in the store, typed: the notation of each column settled, each unreadable line marked.

The engine types while it reads, in the notation that the begin of the file shows, and notes the form of each field.
Only when all forms together settle something else are the lines typed again.
"""

import io
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import pandas as pd

from sdreport.intake.cast import prepare_column
from sdreport.intake.catalogue.definition import Column
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.cast_sql import (
    SQL_TYPE,
    cast,
    classify,
    clean,
    is_unreadable,
    prepare,
    quote,
    read_usual,
)
from sdreport.intake.large.scan import Verkenning
from sdreport.intake.large.storage import Storage, StorageError
from sdreport.intake.large.text import Leesbaar, NotPlainError
from sdreport.intake.mapping import Vertaling
from sdreport.intake.notation.column import LETTERLIJK, VORMEN, settle
from sdreport.intake.notation.form import Notatie
from sdreport.intake.source.files import split_records
from sdreport.intake.source.tail import DECIMALEN, Buren

ONEVEN, LEEG = 1 << 60, 1 << 61
"""What is wrong with a whole line, in the number that has a bit for each unreadable column (see `_typing_query`)."""
MONSTER = 2_000


@dataclass
class Getypt:
    """A relation of text as the view `naam`: typed lines, none of them a header, a title or among `weg`.

    `fout` says what is wrong with a line, `vormen` has the number of the form of each field (see `_count_forms`).
    """

    tekst: Leesbaar
    columns: list[Column]
    naam: str
    storage: Storage
    vertaling: Vertaling
    known: Verkenning
    nummer: str
    """The column of which nearly all values differ: the engine need not seek what is alike in them."""

    def __post_init__(self) -> None:
        self.notaties: dict[str, Notatie] = {}
        self.weg: tuple[int, ...] = ()

    def store(self, notaties: dict[str, Notatie]) -> None:
        """Type the lines in these notations; `NotPlainError` when they are not sure to be all lines, one row each.

        A table keeps its rows in the order in which they were put in, also when that was done in parallel: for a file
        that was read as it is, the number of the row tells the line.
        """
        self.notaties = notaties
        table = f"{self.naam}_opgeslagen"
        types = {"fout": "BIGINT", "vormen": "BIGINT"}
        types |= {column.name: SQL_TYPE[column.soort] for column in self.columns}
        types |= {name: sql_type for name, (_, sql_type) in self._kept().items()}
        if types.get(self.nummer) == "VARCHAR":
            types[self.nummer] += " USING COMPRESSION uncompressed"
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in types.items())
        self.storage.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
        fill = f"INSERT INTO {table} {self._typing_query()}"
        if self.tekst.aantal_regels is None:
            self.storage.execute(fill)
            return
        try:
            self.storage.execute(fill)
        except StorageError:  # a line too long or with too many fields
            raise NotPlainError from None
        asked = f"count(*), max(rowid), coalesce(bool_or({self._is_header_again()}), false)"
        ((rows, last, again),) = self.storage.execute(f"SELECT {asked} FROM {table}")
        if rows != self.tekst.aantal_regels or last != rows - 1 or again:
            raise NotPlainError

    def _is_header_again(self) -> str:
        """Whether a line below the header seems to repeat it: of what is no text nothing can be read."""
        kop, literal = self.tekst.kop, [column for column in self.columns if column.soort in LETTERLIJK]
        bits = sum(
            1 << number for number, column in enumerate(self.columns) if column.soort not in LETTERLIJK
        )
        tests = [f"rowid >= {kop.line}", f"fout < {ONEVEN}", f"fout & {bits} = {bits}"]
        for column in literal[:1]:
            tests.append(f"{column.name} = {quote(kop.velden[self.tekst.header.index(column.name)])}")
        return " AND ".join(tests)

    def leave_out(self, weg: tuple[int, ...]) -> None:
        """Make the view, without some lines."""
        self.weg = weg
        line = "" if self.tekst.aantal_regels is None else ", rowid + 1 AS regelnummer"
        tests = [] if self.tekst.aantal_regels is None else [f"rowid >= {self.tekst.kop.line}"]
        if weg:
            number = "regelnummer" if self.tekst.aantal_regels is None else "rowid + 1"
            tests.append(f"{number} NOT IN ({', '.join(map(str, weg))})")
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        self.storage.execute(
            f"CREATE OR REPLACE VIEW {self.naam} AS SELECT fout >= {ONEVEN} AS oneven, *{line}"
            f" FROM {self.naam}_opgeslagen{where}"
        )

    def settle(self) -> None:
        """Settle the notations by all forms that were found, and type again when they are not those that were used."""
        found = settle(self.columns, self._count_forms())
        if found != self.notaties:
            self.store(found)

    def list_nameless(self) -> list[int]:
        """The places of columns without name in which nothing is written."""
        places = self._nameless()
        if not places:
            return []
        asked = ", ".join(f"coalesce(bool_or(n{place}), false)" for place in places)
        (filled,) = self.storage.execute(f"SELECT {asked} FROM {self.naam} WHERE fout < {ONEVEN}")
        return [place for place, full in zip(places, filled, strict=True) if not full]

    def list_lines(self, test: str) -> Sequence[int]:
        """The lines that a test holds for."""
        return self.storage.regelnummers(f"SELECT regelnummer FROM {self.naam} WHERE {test}")

    def compare_last(self, text: str, line: int) -> Buren:
        """The last field of the file next to the others of its column; `tail.compare_fields` does the same."""
        begin = (
            f"starts_with(staart, {quote(text)}) AND substr(staart, {len(text) + 1}, 1) BETWEEN 'a' AND 'z'"
        )
        decimals = f"length(regexp_extract(staart, {quote(DECIMALEN)}, 1))"
        asked = (
            f"count(*), count(staart), min(length(staart)), max(length(staart)), min({decimals}), max({decimals}),"
            f" count(*) FILTER (WHERE staart = {quote(text)}), count(*) FILTER (WHERE {begin})"
        )
        others = f"SELECT nullif(staart, '') AS staart FROM {self.naam} WHERE fout < {ONEVEN} AND regelnummer <> {line}"
        ((every, aantal, short, long, least, most, gelijk, verder),) = self.storage.execute(
            f"SELECT {asked} FROM ({others})"
        )
        return Buren(every - aantal, aantal, (short or 0, long or 0), (least or 0, most or 0), gelijk, verder)

    def _count_forms(self) -> dict[str, Counter[str]]:
        """Per column how many fields have each form; four bits of `vormen` have its number."""
        counts = {column.name: Counter[str]() for column in self.columns}
        query = f"SELECT vormen, count(*) FROM {self.naam} WHERE fout < {ONEVEN} GROUP BY 1"
        for vormen, aantal in self.storage.execute(query):
            for number, column in enumerate(self._with_form()):
                if vorm := vormen >> 4 * number & 15:
                    counts[column.name][list(VORMEN[column.soort].klassen)[vorm - 1]] += aantal
        return counts

    def _with_form(self) -> list[Column]:
        return [column for column in self.columns if column.soort not in LETTERLIJK]

    def _kept(self) -> dict[str, tuple[str, str]]:
        """What is kept beside the columns of the catalogue, each with its type."""
        kept = {} if self.tekst.aantal_regels is not None else {"regelnummer": ("regelnummer", "BIGINT")}
        kept |= {f"n{place}": (f"{self._clean(place)} <> ''", "BOOLEAN") for place in self._nameless()}
        if self.known.open:  # the file ends in the middle of a line: then its last field is needed as text
            kept["staart"] = (self._clean(len(self.tekst.header) - 1), "VARCHAR")
        return kept

    def _clean(self, place: int) -> str:
        return f"k{place}" if self.tekst.kaal else clean(f"k{place}")

    def _nameless(self) -> list[int]:
        return [place for place, name in enumerate(self.tekst.header) if not name]

    def _typing_query(self) -> str:
        """Typed columns, their forms, and `fout`: a bit for each column whose field is filled but cannot be read."""
        kept = self._kept()
        cleaned = seen = formed = prepared = known = typed = bits = ""
        places = [self.tekst.header.index(column.name) for column in self.columns]
        for number, (column, place) in enumerate(zip(self.columns, places, strict=True)):
            name, soort = column.name, column.soort
            c, s, t, v, w = (f"{letter}{place}" for letter in "cstvw")
            notatie = self.notaties.get(name)
            value, form = cast(t, v, soort, notatie, self.vertaling.of_column(column)), classify(c, soort)
            if usual := read_usual(c, s, soort, notatie):
                seen += f", {usual.gezien} AS {s}"
                value = f"CASE WHEN {usual.klopt} THEN {usual.waarde} ELSE {value} END"
                form = f"CASE WHEN {usual.klopt} THEN CAST({usual.vorm} AS UTINYINT) ELSE {form} END"
            cleaned += f", {self._clean(place)} AS {c}"
            prepared += f", {prepare(c, w, soort)} AS {t}"
            unreadable = is_unreadable(t, name, soort, sorted(self.known.tekens))
            bits += f" + CASE WHEN {unreadable} THEN {1 << number} ELSE 0 END"
            typed += f", {value} AS {name}"
            if soort not in LETTERLIJK:
                formed += f", {form} AS {w}"
                known += f", CASE WHEN {w} > 0 OR {t} = '' THEN {w} ELSE {classify(t, soort)} END AS {v}"
        shape = f"CASE WHEN leeg THEN {LEEG} WHEN oneven THEN {ONEVEN} ELSE 0 END"
        made = "".join(f", {expression} AS {name}" for name, (expression, _) in kept.items())
        names = (column.name for column in self.columns)
        forms = [
            f"(CAST(v{self.tekst.header.index(column.name)} AS BIGINT) << {4 * number})"
            for number, column in enumerate(self._with_form())
        ]
        return (
            f"SELECT {', '.join(('fout', 'vormen', *names, *kept))} FROM (SELECT *,"
            f" CAST({shape} AS BIGINT){bits} AS fout, {' + '.join(forms) or '0'} AS vormen FROM"
            f" (SELECT *{typed} FROM (SELECT *{known} FROM (SELECT *{prepared} FROM (SELECT *{formed} FROM"
            f" (SELECT *{seen} FROM (SELECT oneven, leeg{made}{cleaned} FROM leesbaar)))))))"
        )


def guess_notaties(tekst: Leesbaar, columns: list[Column], begin: str) -> dict[str, Notatie]:
    """The notations that the first lines of a file show."""
    rows: list[list[str]] = []
    with suppress(UnreadableFile):  # it is found again when the lines are read
        for line, fields in split_records(io.StringIO(begin, newline=""), tekst.kop.separator):
            if line > tekst.kop.line and len(fields) == len(tekst.header):
                rows.append(fields)
            if len(rows) == MONSTER:
                break
    tellingen = {}
    for column in columns:
        place = tekst.header.index(column.name)
        text = pd.Series([row[place] for row in rows], dtype="str")
        tellingen[column.name] = prepare_column(text, column).telling
    return settle(columns, tellingen)
