"""Delivered files as text: find the file, settle its encoding and separator, split it into rows.

Everything stays text here; `cast` gives it types. Faults that make a file unreadable raise `UnreadableFile`
with what is wrong and what to do; faults of single lines are collected with their line numbers.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

EXTENSIONS = (".csv", ".xlsx")
BOMS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
BOM_UTF8 = b"\xef\xbb\xbf"


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
            "bestand_aanwezig",
            "het bestand ontbreekt.",
            f"Lever {slug}.csv of {slug}.xlsx aan in de map {folder.name}.",
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
    rows = _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_csv(path, expected)
    header: list[str] = []
    body: list[list[str]] = []
    lines: list[int] = []
    uneven: list[int] = []
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
        raise UnreadableFile(
            "bestand_leeg", "het bestand is leeg.", "Lever het extract opnieuw aan, met kopregel."
        )
    return TextRows(header, body, lines, uneven)


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


def _read_csv(path: Path, expected: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    text = decode(path.read_bytes())
    separator = choose_separator(text.split("\n", 1)[0], expected)
    yield from split_records(io.StringIO(text, newline=""), separator)


def split_records(stream: Iterable[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Split lines of CSV (with their line ends) into records, each with the number of its first line."""
    reader = csv.reader(stream, delimiter=separator, strict=True)
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
        with path.open("rb") as stream:
            sheet = openpyxl.load_workbook(stream, read_only=True, data_only=True).worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong size, and rows outside it would be lost
            rows = [[_cell_as_text(cell) for cell in cells] for cells in sheet.iter_rows(values_only=True)]
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


def _cell_as_text(cell: object) -> str:
    """A cell of a workbook in the notation that a CSV extract would have."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10f}".rstrip("0").replace(".", ",")
    return str(cell)
