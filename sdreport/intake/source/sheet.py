"""Workbooks as text: the cells of the first sheet that people see, in the notation that a CSV extract would have."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.source.header import MEESTE_TITELREGELS, Namen, Record
from sdreport.intake.source.sheet_marks import Merktekens, find_marks
from sdreport.intake.source.sniff import describe_content
from sdreport.intake.source.unpack import bound_cells, check_werkmap
from sdreport.safe.dutch import to_dutch

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold, as `_x000D_` for the end of a pasted line."""
LETTERLIJK = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format shows as it is, or does not show at all."""
VOORLOOP = re.compile(r'(?:"([^"]*)")?(0{2,15})')
"""A number format that keeps zeros in front: 000000, or "C"000000."""
TEKST = "tekst, zoals een CSV"
MEESTE_CIJFERS = 10**15
"""A spreadsheet keeps 15 digits; the digits of a larger number are not those that were typed."""


class Getalcel(str):
    """A number cell. As text it is what a Dutch CSV would have; `punt` has a decimal point, `code` is what is shown."""

    punt: str
    code: str


@dataclass(frozen=True)
class Werkblad:
    """The records of a sheet, and what only a sheet can have."""

    records: list[Record]
    merktekens: Merktekens = field(default_factory=Merktekens)


def read_werkblad(path: Path, namen: Namen, expected: Sequence[str]) -> Werkblad:
    """The first sheet that people see; `UnreadableFile` when there is no such thing in the file."""
    import openpyxl  # heavy, and only for workbooks

    try:
        with path.open("rb") as stream:
            check_werkmap(stream)
            sheets = openpyxl.load_workbook(stream, read_only=True, data_only=True).worksheets
            sheet, *others = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
            _check_other_sheets(others, namen, len(expected))
            sheet.reset_dimensions()  # some programs write a wrong size, and rows outside it would be lost
            bounded = bound_cells(sheet.iter_rows())
            rows = [[_read_cell(cell) for cell in cells] for cells in bounded]
            with sheet._get_source() as source:
                marks = find_marks(source)
    except UnreadableFile:
        raise
    except Exception:  # whatever the parsers of a damaged workbook run into
        raise UnreadableFile(
            "werkmap",
            f"het bestand is geen leesbare Excel-werkmap{describe_content(path, TEKST)}.",
            "Bewaar het opnieuw als .xlsx, zonder wachtwoord.",
        ) from None
    return Werkblad(list(_even(rows)), marks)


def _even(rows: Sequence[list[str]]) -> Iterator[Record]:
    """Rows as wide as they are filled: Excel leaves empty cells out or adds them."""
    for number, fields in enumerate(rows, start=1):
        filled = max((place for place, text in enumerate(fields, start=1) if text.strip()), default=0)
        yield number, fields[:filled]


def _check_other_sheets(sheets: Iterable[Any], namen: Namen, width: int) -> None:
    """Refuse a workbook with rows of the extract on another sheet too: only one sheet is read."""
    for sheet in sheets:
        tops = sheet.iter_rows(max_row=MEESTE_TITELREGELS, values_only=True)
        if any(namen.count(str(cell) for cell in cells) > width / 2 for cells in tops):
            raise UnreadableFile(
                "werkblad_dubbel",
                "er staan gegevens op een ander blad; alleen het eerste blad wordt gelezen.",
                "Zet alle rijen onder elkaar op het eerste blad, en verwijder de andere bladen met gegevens.",
            )


def _read_cell(cell: Any) -> str:
    value = cell.value
    return cell_as_text(value, cell.number_format) if isinstance(value, int | float) else cell_as_text(value)


def cell_as_text(cell: object, notatie: str = "General") -> str:
    """A cell of a workbook in the notation that a CSV extract would have; `notatie` is its number format."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    if isinstance(cell, dt.datetime | dt.date):
        moment = isinstance(cell, dt.datetime) and cell.time() != dt.time()
        return cell.strftime("%d-%m-%Y %H:%M:%S" if moment else "%d-%m-%Y")
    if isinstance(cell, int | float):
        return _number_as_text(cell, notatie)
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number_as_text(number: int | float, notatie: str) -> str:
    if "%" in LETTERLIJK.sub("", notatie):
        return f"{to_dutch(Decimal(_plain(number * 100)), 'f')}%"
    plain = _plain(number)
    cell = Getalcel(to_dutch(Decimal(plain), "f"))
    cell.punt = cell.code = plain
    if abs(number) >= MEESTE_CIJFERS:
        cell.code = f"{number:.5E}"
    elif (zeros := VOORLOOP.fullmatch(notatie)) and plain.isdigit():
        cell.code = (zeros[1] or "") + plain.zfill(len(zeros[2]))
    return cell


def _plain(number: int | float) -> str:
    """A number without exponent; what is behind 15 digits is noise of binary fractions."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return f"{Decimal(f'{number:.15g}'):f}"
