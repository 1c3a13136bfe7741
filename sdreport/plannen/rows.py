"""Published rows: the rows of a dataset that is itself published, as plain text for measures, chapters and files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # chapters and texts know rows only, and need no frames
    import pandas as pd

Rijtekst = dict[str, str]
"""A row: column to text. Dates are ISO, numbers plain (`2500`, `7.25`), what is missing is empty."""


def to_rijteksten(frame: pd.DataFrame) -> Iterator[Rijtekst]:
    """The rows of a typed frame as text, each with its line in the delivered file as `regelnummer`."""
    columns = [_as_text(frame[name]) for name in frame.columns]
    names = [str(name) for name in frame.columns]
    for regelnummer, *values in zip(frame.index, *columns, strict=True):
        yield {**dict(zip(names, values, strict=True)), "regelnummer": str(regelnummer)}


def base_unit(eenheid: str) -> str:
    """The unit to print and compare with, of a unit in words: `% van de volwassenen` is a percentage."""
    return "%" if eenheid.startswith("%") else eenheid


def _as_text(column: pd.Series) -> list[str]:
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(column):
        text = column.dt.strftime("%Y-%m-%d")
    elif pd.api.types.is_numeric_dtype(column):
        text = column.map(_number, na_action="ignore")
    else:
        text = column
    missing = column.isna()
    return ["" if gone else str(value) for value, gone in zip(text, missing, strict=True)]


def _number(value: float) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
