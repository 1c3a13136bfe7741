"""Delivered files as text: find the file, settle its encoding and separator, split it into rows.

Everything stays text here; `cast` gives it types. Faults that make a file unreadable raise `UnreadableFile`
with what is wrong and what to do; faults of single lines are collected with their line numbers.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

EXTENSIONS = (".csv", ".xlsx")
BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class UnreadableFile(Exception):  # noqa: N818 - not an error shown to users, it becomes a finding
    """A file that cannot be read at all: rule id, what is wrong, what to do, and the line if it is known."""

    def __init__(self, regel: str, wat: str, herstel: str, line: int = 0) -> None:
        super().__init__(wat)
        self.regel, self.wat, self.herstel, self.line = regel, wat, herstel, line


@dataclass(frozen=True)
class TextRows:
    """A file split into a header and rows of text; `lines` are the physical line numbers of the rows."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    uneven: list[int] = field(default_factory=list)
    """Lines whose number of fields differs from the header; they are not among `rows`."""


def find_file(folder: Path, slug: str) -> Path:
    """The one file in `folder` that delivers this dataset, as .csv or .xlsx."""
    found = [path for ext in EXTENSIONS if (path := folder / f"{slug}{ext}").is_file()]
    if not found:
        raise UnreadableFile(
            "bestand_aanwezig", "het bestand ontbreekt.", f"Lever {slug}.csv of {slug}.xlsx aan in de map {folder.name}."
        )
    if len(found) > 1:
        raise UnreadableFile(
            "bestand_enkel", f"het extract is twee keer geleverd: {slug}.csv en {slug}.xlsx.", "Verwijder er één."
        )
    return found[0]


def read_rows(path: Path, expected: Sequence[str]) -> TextRows:
    """Read a CSV or XLSX file as text. `expected` column names decide which separator a CSV uses."""
    rows = _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_csv(path, expected)
    header, body, lines, uneven = [], [], [], []
    for line, fields in rows:
        if not header:
            header = [name.strip() for name in fields]
        elif not any(field.strip() for field in fields):
            continue  # an empty line, as Excel leaves at the end
        elif len(fields) != len(header):
            uneven.append(line)
        else:
            body.append(fields)
            lines.append(line)
    if not header:
        raise UnreadableFile("bestand_leeg", "het bestand is leeg.", "Lever het extract opnieuw aan, met kopregel.")
    return TextRows(header, body, lines, uneven)


def decode(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM) or else Windows-1252, the two that Dutch office software writes."""
    if content[:2] in BOMS or b"\x00" in content:
        raise UnreadableFile(
            "tekenset",
            "de tekenset is geen UTF-8 of Windows-1252 (het bestand lijkt UTF-16 of geen tekstbestand).",
            "Bewaar het in Excel als 'CSV UTF-8 (door scheidingstekens gescheiden)'.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "tekenset",
            "de tekenset is geen UTF-8 of Windows-1252.",
            "Bewaar het in Excel als 'CSV UTF-8 (door scheidingstekens gescheiden)'.",
            content.count(b"\n", 0, error.start) + 1,
        ) from None


def choose_separator(header: str, expected: Sequence[str]) -> str:
    """`;` or `,`: the one that finds most of the expected names in the header line."""

    def hits(separator: str) -> int:
        return len({name.strip().strip('"') for name in header.split(separator)} & set(expected))

    return max(";,", key=hits)


def _read_csv(path: Path, expected: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    text = decode(path.read_bytes())
    separator = choose_separator(text.split("\n", 1)[0], expected)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile(
            "aanhalingsteken",
            "een aanhalingsteken wordt niet (goed) gesloten; alles daarna is onleesbaar.",
            "Verbeter het veld met het losse aanhalingsteken.",
            start,
        ) from None


def _read_xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # heavy, and only for workbooks

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise UnreadableFile(
            "werkmap", "het bestand is geen leesbare Excel-werkmap.", "Bewaar het opnieuw als .xlsx, zonder wachtwoord."
        ) from None
    try:
        sheet = workbook.worksheets[0]
        width = 0
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            fields = [_cell_as_text(cell) for cell in cells]
            width = width or len([name for name in fields if name.strip()])
            # Excel pads rows with empty cells; text beyond the header is a fault of the line
            yield number, fields[:width] if not any(fields[width:]) else fields
    finally:
        workbook.close()


def _cell_as_text(cell: object) -> str:
    """A cell of a workbook in the notation that a CSV extract would have."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10f}".rstrip("0").replace(".", ",")
    return str(cell)
