"""Workbooks as text: the cells of the sheet with the extract, in the notation that a CSV extract would have."""

import datetime as dt
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.source.header import MOST_TITLE_LINES, Namen, Record
from sdreport.intake.source.sheet_marks import Merktekens, find_marks
from sdreport.intake.source.sniff import describe_content
from sdreport.intake.source.unpack import bound_cells, check_werkmap
from sdreport.safe.dutch import to_dutch

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold, as `_x000D_` for the end of a pasted line."""
LETTERLIJK = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format shows as it is, or does not show at all."""
OPMAAK = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(.)')
"""The parts of a number format: what it shows as it is, what it does not show, and signs with a meaning."""
ZICHTBAAR = " -/()+:"
"""Signs that a number format shows as they are, without quotes."""
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
    """The sheet with the extract, as a rule the first; `UnreadableFile` when there is no such thing in the file."""
    from sdreport.intake.source.workbook import open_werkmap  # heavy, and only for workbooks

    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote what stands in cells
            check_werkmap(stream)
            book, struck = open_werkmap(stream)
            sheets = book.worksheets
            for sheet in sheets:
                sheet.reset_dimensions()  # some programs write a wrong size, and rows outside it would be lost
            sheet = _choose(sheets, namen, len(expected))
            hidden = _check_other_sheets(sheet, sheets, namen, len(expected))
            bounded = bound_cells(sheet.iter_rows())
            rows = [[_read_cell(cell) for cell in cells] for cells in bounded]
            with sheet._get_source() as source:
                marks = replace(find_marks(source, struck), blad_verborgen=hidden)
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


def _choose(sheets: Iterable[Any], namen: Namen, width: int) -> Any:
    """The first sheet that people see, or a later one when only that has the names of the columns."""
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    named = [sheet for sheet in visible if _has_names(sheet, namen, width)]
    return named[0] if len(named) == 1 else visible[0]


def _has_names(sheet: Any, namen: Namen, width: int) -> bool:
    return any(namen.count(str(cell) for cell in cells) > width / 2 for cells in _list_tops(sheet))


def _list_tops(sheet: Any) -> list[Sequence[object]]:
    """The values of the first rows of a sheet."""
    return list(sheet.iter_rows(max_row=MOST_TITLE_LINES, values_only=True))


def _check_other_sheets(own: Any, sheets: Iterable[Any], namen: Namen, width: int) -> bool:
    """Refuse a workbook with rows of the extract on another sheet too: only one is read. Whether a hidden one has.

    They show by the names of the columns or, where rows go on without these, by cells of the same kinds.
    """
    read, hidden = _list_tops(own), False
    for sheet in sheets:
        alike = any(_look_alike(cells, row) for cells in _list_tops(sheet) for row in read)
        found = sheet is not own and (alike or _has_names(sheet, namen, width))
        if found and sheet.sheet_state == "visible":
            raise UnreadableFile(
                "werkblad_dubbel",
                "er staan gegevens op een ander blad; één blad wordt gelezen.",
                "Zet alle rijen onder elkaar op het eerste blad, en verwijder de andere bladen met gegevens.",
            )
        hidden = hidden or found
    return hidden


def _look_alike(cells: Sequence[object], row: Sequence[object]) -> bool:
    """Whether two rows have the same kinds of cells in most columns, and not texts only."""
    kinds = [(type(one), type(two)) for one, two in zip(cells, row, strict=False) if one is not None]
    return (
        2 * len(kinds) > sum(cell is not None for cell in row)
        and len(kinds) == sum(cell is not None for cell in cells)
        and all(two in (one, type(None)) for one, two in kinds)
        and len({one for one, _ in kinds}) > 2
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
    else:
        cell.code = _show_code(plain, notatie)
    return cell


def _show_code(plain: str, notatie: str) -> str:
    """A number as its format shows it, where that sets zeros and signs: 000888, C-12 or 6.10. Else without format."""
    parts = [(found[1] or found[2] or "", found[3] or "") for found in OPMAAK.finditer(notatie.split(";")[0])]
    parts = [(text + sign, "") if sign in ZICHTBAAR else (text, sign) for text, sign in parts]
    signs = "".join(sign for _, sign in parts)
    whole, _, rest = signs.partition(".")
    if signs and not signs.strip("0#") and plain.isdigit():
        digits = iter(plain.zfill(signs.count("0"))[::-1])
        shown = [next(digits, "") if sign else text[::-1] for text, sign in reversed(parts)]
        first = next(place for place, (_, sign) in enumerate(parts) if sign)
        shown.insert(len(parts) - first, "".join(digits))
        return "".join(shown)[::-1]
    if set(rest) == {"0"} and not whole.strip("0#") and "." in plain:
        exact = f"{Decimal(plain):.{len(rest)}f}"
        return exact if Decimal(exact) == Decimal(plain) else plain
    return plain


def _plain(number: int | float) -> str:
    """A number without exponent; what is behind 15 digits is noise of binary fractions."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return f"{Decimal(f'{number:.15g}'):f}"
