"""A large delivered CSV as a relation of text in the embedded engine: line number and one column per field.

A file in which every line is a record is read as it is. Any other (quotation marks, mixed line ends, empty
lines) is first split by the very code that splits small files, one record at a time, into a working file with
the line number in front.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.cast_sql import is_blank, quote
from sdreport.intake.large.scan import BLOK, STAART, UTF8, Verkenning, read_last_lines
from sdreport.intake.source.files import clean_records, empty_file, name_columns, split_records
from sdreport.intake.source.header import KOP_TEKENS, SCHEIDINGSTEKENS, Kopregel, Namen, Record
from sdreport.intake.source.tail import MEESTE_TOTALEN

Execute = Callable[[str], list[tuple[Any, ...]]]
VELD = "\x1f"
ONTSNAPPING = (("\x1a", "\x1a0"), ("\n", "\x1a1"), ("\r", "\x1a2"), (VELD, "\x1a3"))
LANGSTE_VELD = 131_072  # csv.field_size_limit, which the reader of small files keeps to as well
LANGSTE_RECORD = 4 << 20


class NotPlainError(Exception):
    """The engine did not see every line of the file as one record: it has to be split the exact way."""


@dataclass(frozen=True)
class Leesbaar:
    """A relation `leesbaar` of records with the columns `oneven`, `leeg` and `k0`.. of text, one per name in `header`.

    `oneven` marks lines with another number of fields than the header, `leeg` lines of which all fields are empty.
    Without `aantal_regels` it has a column `regelnummer` with the line
    number. With `aantal_regels` it is the file line by line, header and what is above it included, and must turn out
    to have that many records. `onzichtbaar` are the lines from which signs that nobody sees were taken out,
    `laatste` the last filled records, `herhaald` lines that repeat the header. `kaal` means that the fields need not
    be cleaned: no blanks but spaces inside.
    """

    header: list[str]
    kop: Kopregel
    laatste: tuple[Record, ...]
    aantal_regels: int | None = None
    onzichtbaar: Sequence[int] = ()
    kaal: bool = False
    herhaald: Sequence[int] = ()


def load_plain(
    execute: Execute, path: Path, known: Verkenning, kop: Kopregel, namen: Namen, werkmap: Path
) -> Leesbaar:
    """Let the engine read a CSV as it is.

    `NotPlainError` if that is surely not exact; whoever reads the relation must raise it too when the engine fails,
    as it does on a line that could hold too long a field, or when the number of records differs.
    """
    lines = known.begin.split("\n")
    if not known.eenvoudig or (len(lines) <= kop.line and len(known.begin) == KOP_TEKENS):
        raise NotPlainError
    source = path if known.encoding == UTF8 else _transcode(path, known.encoding, werkmap / "utf8.csv")
    header = name_columns(lines[kop.line - 1].removesuffix("\r").split(kop.separator), namen, kop.line)
    # one column more than the header catches a line that is too long; a missing field is NULL, an empty one ''
    fields = [f"k{place}" for place in range(len(header))]
    line_end = r"\r\n" if _has_crlf(source) else r"\n"
    read = _read_csv(source, [*fields, "rest"], kop.separator, line_end, LANGSTE_VELD)
    execute(
        f"CREATE OR REPLACE VIEW leesbaar AS SELECT rest IS NOT NULL OR {fields[-1]} IS NULL AS oneven,"
        f" {is_blank([*fields, 'rest'])} AS leeg, {', '.join(fields)}"
        f" FROM {read}"
    )
    last, kaal = _last_records(source, known, kop), known.is_kaal(kop.separator)
    return Leesbaar(header, kop, last, known.aantal_regels, kaal=kaal)


def _last_records(path: Path, known: Verkenning, kop: Kopregel) -> tuple[Record, ...]:
    """The last filled records of a file in UTF-8, a line each; `NotPlainError` when they are too long to tell."""
    lines = read_last_lines(path)
    first = known.aantal_regels - len(lines) + 1
    numbered = enumerate((line.removesuffix("\r").split(kop.separator) for line in lines), start=first)
    filled = [(line, fields) for line, fields in numbered if any(field.strip() for field in fields)]
    if len(filled) <= MEESTE_TOTALEN and path.stat().st_size > STAART:
        raise NotPlainError
    return tuple((line, fields) for line, fields in filled[-MEESTE_TOTALEN - 1 :] if line > kop.line)


def _has_crlf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.readline().endswith(b"\r\n")


def _transcode(path: Path, encoding: str, target: Path) -> Path:
    with (
        path.open(encoding=encoding, newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        while text := stream.read(BLOK):
            copy.write(text)
    return target


def load_split(
    execute: Execute, path: Path, known: Verkenning, kop: Kopregel, namen: Namen, werkmap: Path
) -> Leesbaar:
    """Split any CSV as the reader of small files does, and let the engine read the result."""
    target = werkmap / "records.txt"
    dirty: list[int] = []
    again: list[int] = []
    header, last = _split_file(path, known.encoding, kop, namen, target, dirty, again)
    fields = [f"k{place}" for place in range(len(header))]
    read = _read_csv(target, ["regelnummer", "oneven", *fields], VELD, r"\n", 5 * LANGSTE_RECORD)
    columns = ", ".join(f"{_unescape(field)} AS {field}" for field in fields)
    execute(
        "CREATE OR REPLACE VIEW leesbaar AS SELECT CAST(regelnummer AS BIGINT) AS regelnummer, oneven = '1' AS oneven,"
        f" false AS leeg, {columns} FROM {read}"
    )
    return Leesbaar(header, kop, last, onzichtbaar=tuple(dirty), herhaald=tuple(again))


def find_fault(path: Path, encoding: str) -> UnreadableFile:
    """Why no record was found in a CSV: there is none, or a quotation mark is open."""
    try:
        with path.open(encoding=encoding, newline="") as stream:
            deque(split_records(stream, SCHEIDINGSTEKENS[0]), maxlen=0)
    except UnreadableFile as fault:
        return fault
    return empty_file()


def _split_file(
    path: Path,
    encoding: str,
    kop: Kopregel,
    namen: Namen,
    target: Path,
    dirty: list[int],
    again: list[int],
) -> tuple[list[str], tuple[Record, ...]]:
    """Write the records of a CSV to `target`, one per line; returns the header and the last filled records.

    See `clean_records` for `dirty`; to `again` the lines are added that repeat the header.
    """
    header: list[str] = []
    last: deque[Record] = deque(maxlen=MEESTE_TOTALEN + 1)
    with (
        path.open(encoding=encoding, newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        for line, fields in clean_records(split_records(stream, kop.separator), dirty):
            if line < kop.line or not any(field.strip() for field in fields):
                continue
            if not header:
                header = name_columns(fields, namen, line)
                continue
            if kop.is_again(fields):
                again.append(line)
                continue
            last.append((line, fields))
            if len(fields) != len(header):
                copy.write(f"{line}{VELD}1\n")
            else:
                copy.write(_join(line, fields))
    if not header:
        raise empty_file()
    return header, tuple(last)


def _join(line: int, fields: list[str]) -> str:
    joined = VELD.join(fields)
    if "\n" in joined or "\r" in joined or "\x1a" in joined or joined.count(VELD) >= len(fields):
        joined = VELD.join(_escape(field) for field in fields)
    if len(joined) > LANGSTE_RECORD:
        what = f"een record is langer dan {LANGSTE_RECORD >> 20} miljoen tekens."
        raise UnreadableFile("regel_te_lang", what, "Controleer de aanhalingstekens in dit record.", line)
    return f"{line}{VELD}0{VELD}{joined}\n"


def _escape(field: str) -> str:
    for sign, escaped in ONTSNAPPING:
        field = field.replace(sign, escaped)
    return field


def _unescape(field: str) -> str:
    plain = field
    for sign, escaped in reversed(ONTSNAPPING):
        plain = f"replace({plain}, {quote(escaped)}, chr({ord(sign)}))"
    return f"CASE WHEN contains({field}, chr(26)) THEN {plain} ELSE {field} END"


def _read_csv(path: Path, columns: list[str], separator: str, line_end: str, longest: int) -> str:
    """The engine's reader with nothing left to guess; no text can be taken for NULL, only missing fields are."""
    names = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({quote(_as_pattern(path))}, columns = {{{names}}}, header = false, auto_detect = false,"
        f" delim = {quote(separator)}, quote = '', escape = '', comment = '', new_line = {quote(line_end)},"
        f" nullstr = '{uuid4().hex}', null_padding = true, max_line_size = {longest})"
    )


def _as_pattern(path: Path) -> str:
    """The path with the signs that the engine would take for a pattern made literal."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.resolve()))
