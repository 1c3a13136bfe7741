"""The register as files to download: CSV and XLSX for people with Excel, JSON for programs.

All three hold the same rows and columns. Files are the same byte for byte for the same register.
"""

import io
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sdreport.register.register import COLUMNS, REDEN, Rij, to_frame
from sdreport.safe.sheet import without_clock
from sdreport.safe.text import for_csv

TEKST = ("indicator", "uitsplitsing", "eenheid", "bron", "definitie")
"""Columns in which a spreadsheet must not see a formula; in `waarde` a minus is a minus."""
XLSX_WIDTHS = {"indicator": 34, "uitsplitsing": 44, "bron": 34, "definitie": 80}


def write_register(rijen: Iterable[Rij], folder: Path) -> None:
    """Write `cijfers.csv`, `cijfers.json` and `cijfers.xlsx` into `folder`."""
    rows = list(rijen)
    (folder / "cijfers.csv").write_text(format_csv(rows), encoding="utf-8-sig", newline="")
    (folder / "cijfers.json").write_text(format_json(rows), encoding="utf-8", newline="\n")
    (folder / "cijfers.xlsx").write_bytes(format_xlsx(rows))


def format_csv(rijen: Iterable[Rij]) -> str:
    """The register as Dutch CSV: `;` between fields, decimal comma; with `\\r\\n` as Excel expects."""
    frame = to_frame(rijen)
    frame["waarde"] = frame["waarde"].map(_dutch, na_action="ignore")
    for name in TEKST:
        frame[name] = frame[name].map(for_csv, na_action="ignore")
    text: str = frame.to_csv(sep=";", index=False, lineterminator="\r\n")
    return text


def format_json(rijen: Iterable[Rij]) -> str:
    """The register as a JSON list of objects; a hidden `waarde` is null and has a `reden`."""
    items = [
        {"indicator": r.indicator, "jaar": r.jaar, "uitsplitsing": dict(r.uitsplitsing), "waarde": _plain(r.waarde),
         "eenheid": r.eenheid, "status": r.status, "onderdrukt": r.onderdrukt, "bron": r.bron,
         "definitie": r.definitie, **({"reden": REDEN} if r.onderdrukt else {})}
        for r in rijen
    ]  # fmt: skip
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def format_xlsx(rijen: Iterable[Rij]) -> bytes:
    """The register as a workbook with a fixed header row and a filter."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "cijfers"
    sheet.append(COLUMNS)
    for row in to_frame(rijen).astype(object).itertuples(index=False):
        sheet.append([None if value != value else value for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = XLSX_WIDTHS.get(name, 12)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text that starts with = is text, never a formula
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    raw = io.BytesIO()
    workbook.save(raw)
    return without_clock(raw.getvalue())


def _dutch(value: float) -> str:
    return f"{Decimal(str(_plain(value))):f}".replace(".", ",")  # f: never as 1e-05


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
