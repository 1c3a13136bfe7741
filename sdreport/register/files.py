"""The register as files: read from CSV, and written to download as CSV and XLSX (Excel) and JSON (programs).

All three hold the same rows and columns. Files are the same byte for byte for the same register.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.references import read_table
from sdreport.register.cijfer import STATUSSEN, Cijfer, Sleutel, format_uitsplitsing, parse_uitsplitsing
from sdreport.safe.dutch import from_dutch, to_dutch
from sdreport.safe.sheet import without_clock
from sdreport.safe.text import for_csv

COLUMNS = [
    "indicator", "jaar", "uitsplitsing", "waarde", "eenheid", "status", "onderdrukt", "bron", "definitie"
]  # fmt: skip
REDEN = "klein aantal, of nodig om een klein aantal te beschermen"
"""Why a number is hidden, as it is published: which of the two it is would narrow down what the number can be."""
WAARDE = re.compile(r"-?[0-9]{1,15}(,[0-9]{1,15})?")
NAAM = re.compile("[a-z][a-z0-9_]{0,99}")
PLEK = re.compile(r"(?:[a-z][a-z0-9_]{0,99}=[^;=/\\\\]{1,200}(?:;|$))*")
JAAR = re.compile("[12][0-9]{3}")
TEKST = ("indicator", "uitsplitsing", "eenheid", "bron", "definitie")
"""Columns in which a spreadsheet must not see a formula; in `waarde` a minus is a minus."""
XLSX_WIDTHS = {"indicator": 34, "uitsplitsing": 44, "bron": 34, "definitie": 80}


def read_register(path: Path) -> list[Cijfer]:
    """Read a register from CSV (`;`, decimal comma, UTF-8); `ConfigurationError` says what is wrong."""
    return [rij for _, rij in read_lines(path)]


def read_lines(path: Path) -> list[tuple[int, Cijfer]]:
    """The rows of a register file, each with its line; no number is there twice."""
    table = read_table(path, COLUMNS, path.name)
    lines: dict[Sleutel, tuple[int, Cijfer]] = {}
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        rij = _read_row(row, path.name, line)
        if rij.sleutel in lines:
            what = f"{rij.adres} van {rij.jaar} staat ook op regel {lines[rij.sleutel][0]}."
            raise ConfigurationError(Fault(what, path.name, (line,)))
        lines[rij.sleutel] = line, rij
    return list(lines.values())


def _read_row(row: Mapping[object, str], file: str, line: int) -> Cijfer:
    hidden = row["onderdrukt"].startswith("ja")
    uitsplitsing = _parse_plek(row["uitsplitsing"])
    fault = next(_find_faults(row, uitsplitsing, hidden), None)
    if fault is not None:
        column, what = fault
        raise ConfigurationError(Fault(what, file, (line,), column=column))
    return Cijfer(
        row["indicator"],
        int(row["jaar"]),
        uitsplitsing or {},
        None if hidden else from_dutch(row["waarde"]),
        row["eenheid"],
        row["status"],
        row["bron"],
        row["definitie"],
    )


def _find_faults(
    row: Mapping[object, str], uitsplitsing: Mapping[str, str] | None, hidden: bool
) -> Iterator[tuple[str, str]]:
    """The columns of a row that cannot be read, with what belongs there; never what stands there.

    A value stands as the register writes it: decimal comma, no thousand dots (`1.141` could be 1,141 or 1141).
    """
    if not NAAM.fullmatch(row["indicator"]):
        yield "indicator", "hier hoort de naam van een cijfer."
    if not JAAR.fullmatch(row["jaar"]):
        yield "jaar", "hier hoort een jaar van vier cijfers."
    if uitsplitsing is None:
        yield (
            "uitsplitsing",
            "hier horen namen met hun waarde, zoals wet=wmo;voorziening=totaal, elk één keer.",
        )
    if not hidden and row["onderdrukt"] != "nee":
        yield "onderdrukt", "hier hoort nee, of ja met de reden."
    if hidden and row["waarde"]:
        yield "waarde", "een afgeschermd cijfer heeft geen waarde."
    if not hidden and not WAARDE.fullmatch(row["waarde"]):
        yield (
            "waarde",
            "hier hoort een getal van hoogstens 15 cijfers, met een komma voor de decimalen en zonder punten.",
        )
    if row["status"] not in STATUSSEN:
        yield "status", f"de status is geen van {', '.join(STATUSSEN)}."


def _parse_plek(text: str) -> dict[str, str] | None:
    """A breakdown as the register writes it; None when it is not one."""
    try:
        return parse_uitsplitsing(text) if PLEK.fullmatch(text) else None
    except ValueError:
        return None


def write_register(rijen: Iterable[Cijfer], folder: Path, over: str = "") -> None:
    """Write `cijfers.csv`, `cijfers.json` and `cijfers.xlsx` into `folder`; `over` describes the workbook."""
    rows = list(rijen)
    (folder / "cijfers.csv").write_text(format_csv(rows), encoding="utf-8-sig", newline="")
    (folder / "cijfers.json").write_text(format_json(rows), encoding="utf-8", newline="\n")
    (folder / "cijfers.xlsx").write_bytes(format_xlsx(rows, over))


def to_frame(rijen: Iterable[Cijfer]) -> pd.DataFrame:
    """The register as a table with the columns of the design; hidden values are missing."""
    return pd.DataFrame(
        [
            (
                r.indicator,
                r.jaar,
                format_uitsplitsing(r.uitsplitsing),
                r.waarde,
                r.eenheid,
                r.status,
                f"ja: {REDEN}" if r.onderdrukt else "nee",
                r.bron,
                r.definitie,
            )
            for r in rijen
        ],
        columns=COLUMNS,
    )


def format_csv(rijen: Iterable[Cijfer]) -> str:
    """The register as Dutch CSV: `;` between fields, decimal comma; with `\\r\\n` as Excel expects."""
    return format_frame(to_frame(rijen))


def format_frame(table: pd.DataFrame) -> str:
    """The same of a register as a table, which may have columns of its own beside those."""
    frame = table.copy()
    frame["waarde"] = frame["waarde"].map(_dutch, na_action="ignore")
    for name in TEKST:
        frame[name] = frame[name].map(for_csv, na_action="ignore")
    text: str = frame.to_csv(sep=";", index=False, lineterminator="\r\n")
    return text


def format_json(rijen: Iterable[Cijfer]) -> str:
    """The register as a JSON list of objects; a hidden `waarde` is null and has a `reden`."""
    items = [
        {
            "indicator": r.indicator,
            "jaar": r.jaar,
            "uitsplitsing": dict(r.uitsplitsing),
            "waarde": _plain(r.waarde),
            "eenheid": r.eenheid,
            "status": r.status,
            "onderdrukt": r.onderdrukt,
            "bron": r.bron,
            "definitie": r.definitie,
            **({"reden": REDEN} if r.onderdrukt else {}),
        }
        for r in rijen
    ]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def format_xlsx(rijen: Iterable[Cijfer], over: str = "") -> bytes:
    """The register as a workbook with a fixed header row and a filter; `over` is told in its properties."""
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
    return without_clock(raw.getvalue(), over)


def _dutch(value: float) -> str:
    return to_dutch(Decimal(str(_plain(value))), "f")  # f: never as 1e-05


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
