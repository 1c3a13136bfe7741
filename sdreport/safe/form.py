"""A workbook to fill in: fixed headers, drop-downs, notations and locked cells, without a formula.

The same content gives the same bytes. Its first sheet is an extract that the reader takes as it is.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sdreport.safe.sheet import tell_refusal, without_clock

NOTATIE = {"datum": "dd-mm-yyyy", "bedrag": "#,##0.00", "getal": "0", "decimaal": "0.####"}
TEKST = "@"
"""Text stays text: a spreadsheet would make a date of 3.1.2, and drop the zero of 01."""
LEGE_RIJEN = 100
"""Rows below the last one that can be filled in, with drop-downs."""
LANGSTE_TEKST = 32_767
"""A cell holds so many characters."""
ONTSNAPT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook writes characters as `_x0009_`; where a text itself has that, its first mark is written so."""
HINT_TITEL, HINT = 32, 255
GRIJS, BLAUW = "FFE4E7E9", "FFD6E6F2"

Waarde = str | float | int | dt.date | None


@dataclass(frozen=True)
class Formulierkolom:
    """One column of a workbook: its name, kind of value, width in characters, and what people may fill in.

    `waarden` makes a drop-down; `vast` locks the cells of rows that are there already; `invullen` marks the
    columns that are to be filled in.
    """

    naam: str
    soort: str
    uitleg: str
    breedte: int
    waarden: tuple[str, ...] = ()
    vast: bool = False
    invullen: bool = False


def make_formulier(
    titel: str,
    kolommen: Sequence[Formulierkolom],
    rijen: Sequence[Sequence[Waarde]],
    uitleg: Sequence[Sequence[str]],
    opmerkingen: Mapping[tuple[int, int], str],
) -> bytes:
    """The workbook: a sheet `titel` with the rows, a sheet `uitleg`, and a hidden one with the values of drop-downs.

    `opmerkingen` are notes at cells, by the places of their row and column, counted from 0. Texts fit in a cell and
    hold no signs that nobody sees.
    """
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = titel
    _write_header(sheet, kolommen)
    leeg: list[Waarde] = [None] * len(kolommen)
    for row, values in enumerate([*rijen, *[leeg] * LEGE_RIJEN], start=2):
        for place, (kolom, value) in enumerate(zip(kolommen, values, strict=True), start=1):
            cell = sheet.cell(row, place)
            _fill(cell, kolom, value, locked=kolom.vast and row < len(rijen) + 2)
    for (row, place), text in sorted(opmerkingen.items()):
        sheet.cell(row + 2, place + 1).comment = Comment(text, "sdreport", height=120, width=320)
    last = len(rijen) + LEGE_RIJEN + 1
    _add_choices(sheet, workbook, kolommen, last)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(kolommen))}{len(rijen) + 1}"
    _protect(sheet)
    _write_uitleg(workbook.create_sheet("uitleg", 1), uitleg)
    raw = io.BytesIO()
    with tell_refusal():
        workbook.save(raw)
    return without_clock(raw.getvalue())


def _write_header(sheet: Any, kolommen: Sequence[Formulierkolom]) -> None:
    for place, kolom in enumerate(kolommen, start=1):
        cell = sheet.cell(1, place, kolom.naam)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.fill = PatternFill("solid", fgColor=BLAUW if kolom.invullen else GRIJS)
        sheet.column_dimensions[get_column_letter(place)].width = kolom.breedte
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"


def _fill(cell: Any, kolom: Formulierkolom, value: Waarde, locked: bool) -> None:
    cell.number_format = NOTATIE.get(kolom.soort, TEKST)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=locked)
    if locked:
        cell.fill = PatternFill("solid", fgColor=GRIJS)
    if isinstance(value, str):
        cell.value = ONTSNAPT.sub("_x005F_", value.replace("\r\n", "\n").replace("\r", "\n"))
        cell.data_type = "s"  # text that starts with = is text, never a formula
    elif value is not None:
        cell.value = value


def _add_choices(sheet: Any, workbook: Any, kolommen: Sequence[Formulierkolom], last: int) -> None:
    """A drop-down or a check on every column with a hint, from the second row on."""
    lijsten = workbook.create_sheet("lijsten")
    lijsten.sheet_state = "hidden"
    for place, kolom in enumerate(kolommen, start=1):
        letter = get_column_letter(place)
        choice = _make_choice(kolom, letter)
        for row, value in enumerate((kolom.naam, *kolom.waarden) if kolom.waarden else (), start=1):
            lijsten.cell(row, place, value).data_type = "s"
        choice.promptTitle, choice.prompt = kolom.naam[:HINT_TITEL], _shorten(kolom.uitleg)
        choice.showInputMessage = True
        choice.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(choice)


def _make_choice(kolom: Formulierkolom, letter: str) -> DataValidation:
    if kolom.waarden:
        choice = DataValidation(
            type="list", formula1=f"lijsten!${letter}$2:${letter}${len(kolom.waarden) + 1}", allow_blank=True
        )
        error = "Kies een waarde uit de lijst, of laat de cel leeg. Wat de waarden betekenen, staat op het blad uitleg."
    elif kolom.soort == "datum":
        choice = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        error = "Vul een datum in, zoals 31-12-2023."
    elif kolom.soort in NOTATIE:
        choice = DataValidation(
            type="decimal",
            operator="between",
            formula1="-999999999999",
            formula2="999999999999",
            allow_blank=True,
        )
        error = "Vul een getal in, zonder woorden."
    else:
        return DataValidation(allow_blank=True)
    choice.errorTitle, choice.error, choice.showErrorMessage = kolom.naam[:HINT_TITEL], error, True
    return choice


def _shorten(text: str) -> str:
    return text if len(text) <= HINT else text[: HINT - 1] + "…"


def _protect(sheet: Any) -> None:
    """Lock what is locked, without a password: against a slip, not against intent."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # the attribute says what is forbidden


def _write_uitleg(sheet: Any, uitleg: Sequence[Sequence[str]]) -> None:
    """The sheet with what each column means; its first row is the header."""
    widths = (26, 50, 34, 12, 30, 60)
    for row, texts in enumerate(uitleg, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1 or place == 1)
            sheet.column_dimensions[get_column_letter(place)].width = widths[place - 1]
    sheet.freeze_panes = "B2"
