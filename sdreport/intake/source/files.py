"""Delivered files as text: find the file, settle its encoding and separator, split it into rows.

Everything stays text here; `cast` gives it types. Faults that make a file unreadable raise `UnreadableFile`
with what is wrong and what to do; faults of single lines are collected with their line numbers.
"""

import csv
import io
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.source.encoding import UTF16, decode, is_utf16
from sdreport.intake.source.header import (
    KOP_TEKENS,
    MOST_TITLE_LINES,
    SCHEIDINGSTEKENS,
    Kopregel,
    Namen,
    Record,
    check_width,
    find_kop,
    read_kop,
)
from sdreport.intake.source.sheet import read_werkblad
from sdreport.intake.source.sheet_marks import Merktekens
from sdreport.intake.source.sniff import BEGIN, describe_content, recognise
from sdreport.intake.source.tail import MEESTE_TOTALEN
from sdreport.safe.files import is_inside
from sdreport.safe.text import ONZICHTBAAR, remove_onzichtbaar

EXTENSIONS = (".csv", ".xlsx")
BLOK = 1 << 20
LONGEST_LINE = 8 << 20
"""Bytes of a line, for both readers: more than any record has."""
LANGSTE_KOP = 2_000
"""A header that the product writes has fewer bytes than this, and no space."""
EINDE_VAN_REGEL = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True)
class TextRows:
    """A file split into a header and rows of text; `lines` are the physical line numbers of the rows."""

    header: list[str]
    """Names of the columns: those of the catalogue where they are known, else as delivered."""
    rows: list[list[str]]
    lines: list[int]
    uneven: list[int] = field(default_factory=list)
    """Lines whose number of fields differs from the header; they are not among `rows`."""
    header_line: int = 1
    onzichtbaar: list[int] = field(default_factory=list)
    """Lines from which signs that nobody sees were taken out."""
    herhaald: tuple[int, ...] = ()
    """Lines that repeat the header; they are no rows."""
    boven: tuple[int, ...] = ()
    """Lines above the header that look like records."""
    laatste: tuple[Record, ...] = ()
    """The last filled records, uneven ones too: there the totals are."""
    open: bool = False
    """Whether the file ends without the end of a line, so that its last line may be cut off."""
    merktekens: Merktekens = field(default_factory=Merktekens)
    """What only a workbook has."""


def find_file(folder: Path, slug: str) -> Path:
    """The one file in `folder` that delivers this dataset, as .csv or .xlsx, in capitals or not."""
    named = (
        sorted(path for path in folder.glob("*.*") if path.stem.lower() == slug) if folder.is_dir() else []
    )
    found = [path for path in named if path.suffix.lower() in EXTENSIONS and path.is_file()]
    if not found:
        raise _find_other_form(folder, slug, [path for path in named if path.is_file()])
    if any(not is_inside(path, folder) for path in found):
        raise UnreadableFile(
            "bestand_elders",
            "het bestand is een verwijzing naar een bestand buiten deze map.",
            f"Zet het bestand zelf in de map {folder.name}.",
        )
    if len(found) > 1:
        found = [path for path in found if is_workbook(path) or not is_bare(path)] or found
    if len(found) > 1:
        raise UnreadableFile(
            "bestand_enkel",
            f"het extract is twee keer geleverd: {' en '.join(path.name for path in found)}.",
            "Verwijder er één.",
        )
    return found[0]


def is_bare(path: Path) -> bool:
    """Whether a CSV is one header at most, as `new-project` and `new-year` leave it."""
    with path.open("rb") as stream:
        begin = stream.read(LANGSTE_KOP + 1)
    return len(begin) <= LANGSTE_KOP and len(begin.split()) <= 1


def _find_other_form(folder: Path, slug: str, others: Sequence[Path]) -> UnreadableFile:
    """The fault of a dataset without a file, or with one in a form that is not read."""
    deliver = f"Lever {slug}.csv of {slug}.xlsx aan in de map {folder.name}."
    if not others:
        return UnreadableFile("bestand_aanwezig", "het bestand ontbreekt.", deliver)
    what = f"{others[0].name} is geen .csv of .xlsx{describe_content(others[0])}."
    return UnreadableFile("bestand_vorm", what, f"Open het in Excel en bewaar het als .xlsx. {deliver}")


def read_rows(path: Path, expected: Sequence[str], kolommen: Mapping[str, str] | None = None) -> TextRows:
    """Read a CSV or XLSX file as text. The names decide where the header stands, and which separator a CSV uses.

    `expected` are names of the catalogue, `kolommen` names of the sender with those of the catalogue.
    """
    namen = Namen(expected, kolommen)
    dirty: list[int] = []
    if is_workbook(path):
        sheet = read_werkblad(path, namen, expected)
        kop = find_kop(sheet.records[:MOST_TITLE_LINES], namen)
        rows = _collect(clean_records(sheet.records, dirty), kop, namen, pad=True)
        filled = {rows.header_line, *rows.lines, *rows.uneven}
        return replace(rows, onzichtbaar=dirty, merktekens=sheet.merktekens.within(filled))
    check_lines(path)
    content = path.read_bytes()
    text = decode_table(content)
    kop = read_kop(text[:KOP_TEKENS], namen)
    records = split_records(io.StringIO(text, newline=""), kop.separator if kop else SCHEIDINGSTEKENS[0])
    rows = _collect(clean_records(records, dirty), kop, namen)
    return replace(rows, onzichtbaar=dirty, open=ends_open(text[-1:].encode()))


def check_lines(path: Path) -> None:
    """Refuse a file with a line that is far longer than a record, before it is held in memory as text."""
    line, length = 1, 0
    with path.open("rb") as stream:
        while block := stream.read(BLOK):
            pieces = EINDE_VAN_REGEL.split(block)
            for piece in pieces[:-1]:
                length += len(piece)
                if length > LONGEST_LINE:
                    break
                line, length = line + 1, 0
            else:
                length += len(pieces[-1])
            if length > LONGEST_LINE:
                raise UnreadableFile(
                    "regel_te_lang",
                    f"een regel is langer dan {LONGEST_LINE >> 20} miljoen tekens; dit is geen tabel.",
                    "Lever het extract opnieuw aan als CSV met één record per regel.",
                    line,
                )


def _collect(records: Iterable[Record], kop: Kopregel | None, namen: Namen, *, pad: bool = False) -> TextRows:
    """Split records into header, rows and uneven lines. Empty lines, as Excel leaves at the end, are no rows."""
    header: list[str] = []
    body: list[list[str]] = []
    lines: list[int] = []
    uneven: list[int] = []
    again: list[int] = []
    last: deque[Record] = deque(maxlen=MEESTE_TOTALEN + 1)
    for line, fields in records:
        if kop is None or line < kop.line or not any(field.strip() for field in fields):
            continue
        if not header:
            header = name_columns(fields, namen, line)
            continue
        padded = [*fields, *[""] * (len(header) - len(fields))] if pad else fields
        if kop.is_again(padded):
            again.append(line)
            continue
        last.append((line, padded))
        if len(padded) != len(header):
            uneven.append(line)
        else:
            body.append(padded)
            lines.append(line)
    if kop is None or not header:
        raise empty_file()
    return TextRows(
        header, body, lines, uneven, kop.line, herhaald=tuple(again), boven=kop.boven, laatste=tuple(last)
    )


def name_columns(fields: Sequence[str], namen: Namen, line: int) -> list[str]:
    """The names of the columns under a header."""
    check_width(fields, line)
    return [namen.translate(name) for name in fields]


def empty_file() -> UnreadableFile:
    """The fault of a file in which nothing is written."""
    return UnreadableFile(
        "bestand_leeg", "het bestand is leeg.", "Lever het extract opnieuw aan, met kopregel."
    )


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name."""
    return path.suffix.lower() == ".xlsx"


def column_letter(position: int) -> str:
    """The letter of a column of a workbook, counted from 1: 8 is H, 27 is AA."""
    before, last = divmod(position - 1, 26)
    return (column_letter(before) if before else "") + chr(ord("A") + last)


def check_still(before: os.stat_result, path: Path) -> None:
    """Refuse a file that is not what it was before it was read."""
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise changed_file()


def changed_file() -> UnreadableFile:
    """The fault of a file that somebody wrote to while it was read."""
    return UnreadableFile(
        "bestand_veranderd",
        "het bestand veranderde terwijl het werd gelezen.",
        "Draai de controle opnieuw als het bestand helemaal is weggeschreven.",
    )


def decode_table(content: bytes) -> str:
    """The text of a CSV; what begins as another kind of file is refused under its own name."""
    check_text(content[:BEGIN])
    return decode(content)


def check_text(begin: bytes) -> None:
    """Refuse what the first bytes of a CSV say is no text in columns."""
    if kind := recognise(begin.decode(UTF16, "ignore").encode() if is_utf16(begin) else begin):
        raise UnreadableFile(
            "verkeerd_bestand",
            f"het bestand heet .csv maar is {kind}.",
            "Bewaar de gegevens als CSV UTF-8 of als .xlsx, en geef het bestand de naam die daarbij hoort.",
        )


def ends_open(last: bytes) -> bool:
    """Whether a file that ends so may have been cut off: behind no end of a line and no closing quotation mark."""
    return last not in (b"", b"\n", b"\r", b'"')


def clean_records(records: Iterable[Record], dirty: list[int]) -> Iterator[Record]:
    """The records without signs that nobody sees; the lines that had such signs are added to `dirty`."""
    for line, fields in records:
        if ONZICHTBAAR.search(";".join(fields)):
            dirty.append(line)
            yield line, [remove_onzichtbaar(text) if ONZICHTBAAR.search(text) else text for text in fields]
        else:
            yield line, fields


def split_records(stream: Iterable[str], separator: str) -> Iterator[Record]:
    """Split lines of CSV (with their line ends) into records, each with the number of its first line."""
    reader = csv.reader(stream, delimiter=separator, strict=True)
    start = 1
    try:
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error as error:
        if (
            "limit" in str(error) and reader.line_num == start
        ):  # all on one line, so no quotation mark is open
            raise UnreadableFile(
                "veld_te_lang",
                f"een veld is langer dan {csv.field_size_limit()} tekens; dit is geen tabel.",
                "Lever het extract opnieuw aan als CSV met één record per regel.",
                start,
            ) from None
        raise UnreadableFile(
            "aanhalingsteken",
            "een aanhalingsteken wordt niet (goed) gesloten; alles daarna is onleesbaar.",
            "Verbeter het veld met het losse aanhalingsteken.",
            start,
        ) from None
