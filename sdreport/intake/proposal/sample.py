"""The first rows of a delivered file whose names nobody knows yet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.catalogue.definition import Column
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.scan import scan_file
from sdreport.intake.source.files import is_workbook, split_records
from sdreport.intake.source.header import (
    KOP_TEKENS,
    MOST_TITLE_LINES,
    SCHEIDINGSTEKENS,
    Kopregel,
    Namen,
    Record,
    find_kop,
    read_kop,
)
from sdreport.intake.source.sheet import read_werkblad

SYNONIEMEN = Path(__file__).parents[1] / "catalogue" / "synonyms.csv"
SCHEIDINGEN = {";": "puntkomma's", ",": "komma's", "\t": "tabs", "|": "strepen"}
MEESTE_RIJEN = 20_000
WAARDE = re.compile(
    r".*[0-9]{5}.*|.*[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*|[^A-Za-z]*[0-9][^A-Za-z]*", re.DOTALL
)
"""What looks like a value and not like the name of a column: a long number, a date, or digits without letters."""


@dataclass(frozen=True)
class Monster:
    """The names of a delivered file as they stand there, its first rows, and how it is written."""

    namen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    kopregel: int
    vorm: str

    def column(self, place: int) -> list[str]:
        """The fields of a column."""
        return [rij[place] for rij in self.rijen]


def load_synonyms() -> dict[str, list[str]]:
    """Per column of the catalogue the other names that systems give it."""
    names: dict[str, list[str]] = {}
    with SYNONIEMEN.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            names.setdefault(row["kolom"], []).append(row["naam"])
    return names


def take_sample(path: Path, columns: Iterable[Column]) -> Monster:
    """The sample of a file of these columns; ConfigurationError when it cannot be read or has no header."""
    synonyms = load_synonyms()
    expected = list(dict.fromkeys(column.name for column in columns))
    known = {name: column for column in expected for name in synonyms.get(column, ())}
    namen = Namen(expected, known)
    try:
        if is_workbook(path):
            records = read_werkblad(path, namen, expected).records
            kop, vorm = find_kop(records[:MOST_TITLE_LINES], namen), "Excel"
        else:
            scanned = scan_file(path)
            kop, vorm = read_kop(scanned.begin, namen), scanned.encoding.removesuffix("-sig").upper()
            records = _split_begin(scanned.begin, kop.separator if kop else SCHEIDINGSTEKENS[0])
    except UnreadableFile as fault:
        lines = (fault.line,) if fault.line else ()
        raise ConfigurationError(Fault(f"{fault.wat} {fault.herstel}", path.name, lines)) from None
    if kop is None:
        raise ConfigurationError(Fault("het bestand is leeg.", path.name))
    if kop.separator:
        vorm = f"{vorm}, met {SCHEIDINGEN.get(kop.separator, kop.separator)} tussen de velden"
    return _make_monster(path, records, _find_header(records, kop, namen), vorm)


def _split_begin(begin: str, separator: str) -> list[Record]:
    """The records at the begin of a CSV; when there is more, without the last, which may be cut off there."""
    records: list[Record] = []
    with suppress(UnreadableFile):
        records.extend(islice(split_records(io.StringIO(begin, newline=""), separator), MEESTE_RIJEN))
    return records[:-1] if len(begin) == KOP_TEKENS else records


def _find_header(records: Sequence[Record], kop: Kopregel, namen: Namen) -> int:
    """The line of the header: with known names, or else the first line that is as full as any near it."""
    tops = records[:MOST_TITLE_LINES]
    if any(namen.count(fields) for line, fields in tops if line == kop.line):
        return kop.line
    full = [(line, sum(1 for field in fields if field.strip())) for line, fields in tops]
    return next(line for line, filled in full if filled == max(amount for _, amount in full))


def _make_monster(path: Path, records: Sequence[Record], line: int, vorm: str) -> Monster:
    names = next(fields for number, fields in records if number == line)
    if any(WAARDE.fullmatch(name) for name in names):
        what = "de kopregel ontbreekt, of er staan gegevens in. Zet boven elke kolom haar naam."
        raise ConfigurationError(Fault(what, path.name, (line,)))
    width = len(names)
    rows = [[*fields, *[""] * (width - len(fields))] for number, fields in records if number > line]
    kept = [tuple(fields) for fields in rows if len(fields) == width and any(map(str.strip, fields))]
    return Monster(tuple(name.strip() for name in names), tuple(kept), line, vorm)
