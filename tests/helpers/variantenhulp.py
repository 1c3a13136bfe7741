"""One small extract, and the many ways in which a system, a spreadsheet or a person can write it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from sdreport.intake.catalogue.definition import Column, Dataset

PROEF = Dataset(
    "proef", "Proef", "een ding", "ons", ("sleutel",),
    (
        Column("sleutel", "code", "Sleutel"),
        Column("clientnummer", "code", "Persoon", privacy="pseudoniem"),
        Column("begindatum", "datum", "Begin"),
        Column("einddatum", "datum", "Einde", verplicht=False),
        Column("aantal", "getal", "Aantal"),
        Column("index_cijfer", "decimaal", "Index"),
        Column("bedrag", "bedrag", "Bedrag"),
        Column("haalbaar", "code", "Haalbaar", verplicht=False, waarden=("ja", "nee")),
        Column("reden_beeindiging", "code", "Reden", verplicht=False),
        Column("wijk", "tekst", "Wijk"),
    ),
)  # fmt: skip
NAMEN = PROEF.column_names
Rij = dict[str, Any]
Rijen = list[Rij]


def _row(
    number: int, begin: dt.date, end: dt.date | None, aantal: int, index: str, cents: int, *rest: str
) -> Rij:
    haalbaar, reden, wijk = rest
    return {
        "sleutel": f"{number:06d}", "clientnummer": f"C{number * 37 % 1000:06d}", "begindatum": begin, "einddatum": end,
        "aantal": aantal, "index_cijfer": index, "bedrag": cents, "haalbaar": haalbaar, "reden_beeindiging": reden,
        "wijk": wijk,
    }  # fmt: skip


BASIS: Rijen = [
    _row(1, dt.date(2023, 1, 1), None, 3, "7.25", 2176, "ja", "", "Oost"),
    _row(2, dt.date(2023, 2, 1), dt.date(2023, 6, 30), 1250, "12.5", 123456, "nee", "01", "Zuid; en west"),
    _row(3, dt.date(2023, 12, 31), None, 12, "0.3", 1000000, "", "", "Noord"),
    _row(4, dt.date(2022, 5, 13), dt.date(2023, 1, 15), 0, "100", -1250, "ja", "21", "Één café"),
    _row(5, dt.date(2019, 3, 5), dt.date(2023, 12, 31), 45, "98.6", 8, "ja", "04", "Oost"),
    _row(6, dt.date(2023, 7, 7), None, 7, "1.75", 99999999, "nee", "", "'t Zand"),
    _row(7, dt.date(2023, 8, 30), dt.date(2023, 9, 1), 218, "3.5", 4144, "", "01", "Noord"),
]


def dutch(cents: int, thousand: str = "") -> str:
    """An amount in cents with a decimal comma."""
    return f"{cents / 100:,.2f}".replace(",", "_").replace(".", ",").replace("_", thousand)


def point(cents: int, thousand: str = "") -> str:
    """An amount in cents with a decimal point."""
    return f"{cents / 100:,.2f}".replace(",", thousand)


Schrijver = Callable[[Any], str]
SCHRIJVERS: Mapping[str, Schrijver] = {
    **dict.fromkeys(NAMEN, str),
    "begindatum": lambda day: f"{day:%d-%m-%Y}",
    "einddatum": lambda day: f"{day:%d-%m-%Y}" if day else "",
    "index_cijfer": lambda text: text.replace(".", ","),
    "bedrag": dutch,
}


def write_datums(form: str) -> dict[str, Schrijver]:
    """The dates in another form."""
    return {
        "begindatum": lambda day: f"{day:{form}}",
        "einddatum": lambda day: f"{day:{form}}" if day else "",
    }


def to_fields(rijen: Sequence[Rij] = BASIS, anders: Mapping[str, Schrijver] | None = None) -> list[list[str]]:
    """The rows as text."""
    write = {**SCHRIJVERS, **(anders or {})}
    return [[write[name](rij[name]) for name in NAMEN] for rij in rijen]


def to_csv(
    rows: Sequence[Sequence[str]] | None = None, header: Sequence[str] = NAMEN, *, sep: str = ";", end: str = "\r\n",
    boven: str = "", onder: str = "", quote: bool = False,
) -> str:  # fmt: skip
    """Fields as a CSV: quoted where they must be, or everywhere."""

    def field(text: str) -> str:
        needed = quote or sep in text or "\n" in text or text.startswith('"')
        return '"' + text.replace('"', '""') + '"' if needed else text

    lines = [sep.join(map(field, fields)) for fields in (header, *(to_fields() if rows is None else rows))]
    return boven + "".join(f"{line}{end}" for line in lines) + onder


def put_csv(folder: Path, content: str | bytes) -> Path:
    """Write the extract as a CSV."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    (folder / "proef.csv").write_bytes(raw)
    return folder


def to_cells(rijen: Sequence[Rij] = BASIS) -> list[list[Any]]:
    """The rows as cells: dates, numbers and texts."""
    made = {"index_cijfer": float, "bedrag": lambda cents: cents / 100}
    return [[made.get(name, lambda cell: cell)(rij[name]) for name in NAMEN] for rij in rijen]


def put_xlsx(folder: Path, change: Callable[[Any], None] = lambda sheet: None) -> Path:
    """Write the extract as a workbook, after a change that people or programs make in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [NAMEN, *to_cells()]:
        sheet.append(row)
    change(sheet)
    book.save(folder / "proef.xlsx")
    return folder
