"""Delivered files as text: find the file, settle its encoding and separator, split it into rows.

Everything stays text here; `cast` gives it types. Faults that make a file unreadable raise `UnreadableFile`
with what is wrong and what to do; faults of single lines are collected with their line numbers.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.unpack import bound_cells, check_werkmap
from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import ONZICHTBAAR, remove_onzichtbaar

EXTENSIONS = (".csv", ".xlsx")
BOMS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
BOM_UTF8 = b"\xef\xbb\xbf"
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"[A-Z]+(\d+):[A-Z]+(\d+)\"")
"""What a cell holds is escaped, so that it cannot look like this."""
BLOK = 1 << 20
MEESTE_KOLOMMEN = 1_000
Record = tuple[int, list[str]]
"""The number of the first line of a record, and its fields."""
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold, as `_x000D_` for the end of a pasted line."""


@dataclass(frozen=True)
class TextRows:
    """A file split into a header and rows of text; `lines` are the physical line numbers of the rows."""

    header: list[str]
    """Names of the columns, without spaces around them."""
    rows: list[list[str]]
    lines: list[int]
    uneven: list[int] = field(default_factory=list)
    """Lines whose number of fields differs from the header; they are not among `rows`."""
    header_line: int = 1
    """Where the header stands in a workbook; in a CSV it is what comes first."""
    merged: list[int] = field(default_factory=list)
    """Lines of a workbook in which cells are merged: all but the first of those cells look empty."""
    onzichtbaar: list[int] = field(default_factory=list)
    """Lines from which signs that nobody sees were taken out."""


def find_file(folder: Path, slug: str) -> Path:
    """The one file in `folder` that delivers this dataset, as .csv or .xlsx."""
    found = [path for ext in EXTENSIONS if (path := folder / f"{slug}{ext}").is_file()]
    if not found:
        raise UnreadableFile(
            "bestand_aanwezig",
            "het bestand ontbreekt.",
            f"Lever {slug}.csv of {slug}.xlsx aan in de map {folder.name}.",
        )
    if any(not path.resolve().is_relative_to(folder.resolve()) for path in found):
        raise UnreadableFile(
            "bestand_elders",
            "het bestand is een verwijzing naar een bestand buiten deze map.",
            f"Zet het bestand zelf in de map {folder.name}.",
        )
    if len(found) > 1:
        raise UnreadableFile(
            "bestand_enkel",
            f"het extract is twee keer geleverd: {slug}.csv en {slug}.xlsx.",
            "Verwijder er één.",
        )
    return found[0]


def read_rows(path: Path, expected: Sequence[str]) -> TextRows:
    """Read a CSV or XLSX file as text. `expected` column names decide which separator a CSV uses."""
    merged: list[int] = []
    dirty: list[int] = []
    rows = clean_records(
        _read_xlsx(path, merged, expected) if is_workbook(path) else _read_csv(path, expected), dirty
    )
    header: list[str] = []
    header_line = 1
    body: list[list[str]] = []
    lines: list[int] = []
    uneven: list[int] = []
    for line, fields in rows:
        if not header:
            header = [name.strip() for name in fields]
            header_line = line if is_workbook(path) else 1
            check_width(header, header_line)
        elif not any(field.strip() for field in fields):
            continue  # an empty line, as Excel leaves at the end
        elif len(fields) != len(header):
            uneven.append(line)
        else:
            body.append(fields)
            lines.append(line)
    if not header:
        raise UnreadableFile(
            "bestand_leeg", "het bestand is leeg.", "Lever het extract opnieuw aan, met kopregel."
        )
    filled = {header_line, *lines, *uneven}
    merged = [line for line in merged if line in filled]
    return TextRows(header, body, lines, uneven, header_line, merged, dirty)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name."""
    return path.suffix.lower() == ".xlsx"


def column_letter(position: int) -> str:
    """The letter of a column of a workbook, counted from 1: 8 is H, 27 is AA."""
    before, last = divmod(position - 1, 26)
    return (column_letter(before) if before else "") + chr(ord("A") + last)


def decode(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM) or else Windows-1252, the two that Dutch office software writes."""
    if content[:2] in BOMS_UTF16 or b"\x00" in content:
        raise wrong_encoding(uitleg=" (het bestand lijkt UTF-16 of geen tekstbestand)")
    line = 0
    for encoding in ("utf-8-sig",) if content.startswith(BOM_UTF8) else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise wrong_encoding(line)


def wrong_encoding(line: int = 0, uitleg: str = "") -> UnreadableFile:
    """The fault of a file in an encoding that is not read."""
    return UnreadableFile(
        "tekenset",
        f"de tekenset is geen UTF-8 of Windows-1252{uitleg}.",
        "Bewaar het in Excel als 'CSV UTF-8 (door scheidingstekens gescheiden)'.",
        line,
    )


def choose_separator(header: str, expected: Sequence[str]) -> str:
    """`;` or `,`: the one that finds most of the expected names in the header line."""

    def hits(separator: str) -> int:
        return len({name.strip().strip('"') for name in header.split(separator)} & set(expected))

    return max(";,", key=hits)


def check_width(header: Sequence[str], line: int = 1) -> None:
    """Refuse a header of more columns than any table has, before each of them becomes a finding."""
    if len(header) > MEESTE_KOLOMMEN:
        raise UnreadableFile(
            "kop_te_breed",
            f"de kopregel heeft meer dan {MEESTE_KOLOMMEN} kolommen; dit is geen tabel.",
            "Lever het extract opnieuw aan met alleen de afgesproken kolommen.",
            line,
        )


def clean_records(records: Iterable[Record], dirty: list[int]) -> Iterator[Record]:
    """The records without signs that nobody sees; the lines that had such signs are added to `dirty`."""
    for line, fields in records:
        if ONZICHTBAAR.search(";".join(fields)):
            dirty.append(line)
            yield line, [remove_onzichtbaar(field) for field in fields]
        else:
            yield line, fields


def _read_csv(path: Path, expected: Sequence[str]) -> Iterator[Record]:
    text = decode(path.read_bytes())
    separator = choose_separator(text.split("\n", 1)[0], expected)
    yield from split_records(io.StringIO(text, newline=""), separator)


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


def _read_xlsx(path: Path, merged: list[int], expected: Sequence[str]) -> Iterator[Record]:
    """The rows of the first sheet that people see; lines with merged cells are added to `merged`."""
    import openpyxl  # heavy, and only for workbooks

    try:
        with path.open("rb") as stream:
            check_werkmap(stream)
            sheets = openpyxl.load_workbook(stream, read_only=True, data_only=True).worksheets
            sheet, *others = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
            _check_other_sheets(others, expected)
            sheet.reset_dimensions()  # some programs write a wrong size, and rows outside it would be lost
            bounded = bound_cells(sheet.iter_rows(values_only=True))
            rows = [[_cell_as_text(cell) for cell in cells] for cells in bounded]
            merged += _find_merged(sheet)
    except UnreadableFile:
        raise
    except Exception:  # whatever the parsers of a damaged workbook run into
        raise UnreadableFile(
            "werkmap",
            "het bestand is geen leesbare Excel-werkmap.",
            "Bewaar het opnieuw als .xlsx, zonder wachtwoord.",
        ) from None
    width = 0
    for number, fields in enumerate(rows, start=1):
        # Excel leaves empty cells out or adds them; text beyond the header is a fault of the line
        filled = max((place for place, text in enumerate(fields, start=1) if text.strip()), default=0)
        width = width or filled
        yield number, [*fields, *[""] * width][: max(width, filled)]


def _check_other_sheets(sheets: Iterable[Any], expected: Sequence[str]) -> None:
    """Refuse a workbook with rows of the extract on another sheet too: only one sheet is read."""
    for sheet in sheets:
        tops = (
            {str(cell).strip() for cell in cells} for cells in sheet.iter_rows(max_row=20, values_only=True)
        )
        if any(len(names & set(expected)) > len(expected) / 2 for names in tops):
            raise UnreadableFile(
                "werkblad_dubbel",
                "er staan gegevens op een ander blad; alleen het eerste blad wordt gelezen.",
                "Zet alle rijen onder elkaar op het eerste blad, en verwijder de andere bladen met gegevens.",
            )


def _find_merged(sheet: Any) -> list[int]:
    """The lines in which cells are merged, from the XML of the sheet: a reader that streams passes them over."""
    lines: set[int] = set()
    end = b""
    with sheet._get_source() as stream:
        while block := stream.read(BLOK):
            end += block
            for first, last in MERGED.findall(end):
                lines.update(range(int(first), int(last) + 1))
            end = end[-200:]  # what stands on two blocks is whole in the next
    return sorted(lines)


def _cell_as_text(cell: object) -> str:
    """A cell of a workbook in the notation that a CSV extract would have."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, float):
        # a spreadsheet keeps 15 digits; what is behind those is noise of binary fractions
        return str(int(cell)) if cell.is_integer() else to_dutch(Decimal(f"{cell:.15g}"), "f")
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n")
