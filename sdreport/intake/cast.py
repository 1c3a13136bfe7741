"""Text to types, strictly: a field that is not surely right is a reject, never a guess.

Which notations there are, and what a column settles, is said in `notation`; here it is followed for a frame. A number
cell of a workbook has no notation: it comes in behind `CEL`, with a decimal point.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from sdreport.intake.catalogue.definition import Column, Soort
from sdreport.intake.notation.codes import VERMINKT
from sdreport.intake.notation.column import LETTERLIJK, VORMEN, settle
from sdreport.intake.notation.dates import FORMATEN, SCHEIDING
from sdreport.intake.notation.form import Notatie, fits, prepare, rewrite
from sdreport.intake.notation.numbers import GELDIG, VAN_KOMMA, VAN_PUNT

CEL = "\x02"
"""In front of a number cell: a sign that is taken out of every text, so that no text begins with it."""
Waarde = str | int | float | dt.date


@dataclass(frozen=True)
class Kolomtekst:
    """A column of text made ready: each different field once, after its steps, and per row which of them it has."""

    column: Column
    index: pd.Index
    plaatsen: np.ndarray
    velden: tuple[str, ...]
    vormen: tuple[str, ...]

    @property
    def telling(self) -> Counter[str]:
        """How many fields have each form."""
        times = np.bincount(self.plaatsen, minlength=len(self.velden))
        counts: Counter[str] = Counter()
        for vorm, keer in zip(self.vormen, times.tolist(), strict=True):
            counts[vorm] += keer
        return counts


def prepare_column(text: pd.Series, column: Column) -> Kolomtekst:
    """Clean the fields of a column and find their forms."""
    plaatsen, fields = pd.factorize(text)
    vormen = VORMEN[column.soort]
    made = [
        _prepare_cell(field, column.soort) if field.startswith(CEL) else prepare(vormen, field)
        for field in map(clean_field, fields)
    ]
    velden, found = tuple(field for field, _ in made), tuple(form for _, form in made)
    return Kolomtekst(column, text.index, plaatsen, velden, found)


def _prepare_cell(field: str, soort: Soort) -> tuple[str, str]:
    """A number cell and its form: it has none, but among dates it is a day such as 20231231, or the number of a day."""
    return prepare(VORMEN[soort], field.removeprefix(CEL)) if soort == "datum" else (field, "")


def clean_field(text: str) -> str:
    """A field without blanks around it and without no-break spaces."""
    return text.replace("\u00a0", " ").strip()


def type_column(
    ready: Kolomtekst, notatie: Notatie | None, vertaling: Mapping[str, str] | None = None
) -> tuple[pd.Series, pd.Series]:
    """The typed values (string, Int64, float64 in euro, or datetime64), and which filled fields cannot be read.

    Both have the index of the column. Empty fields are missing. `vertaling` are codes of the sender with ours.
    """
    read = _reader(ready.column.soort, notatie, vertaling or {})
    values = [
        read(field, form) if field else None for field, form in zip(ready.velden, ready.vormen, strict=True)
    ]
    typed = _as_series(values, ready.column.soort).take(ready.plaatsen)
    bad = [field != "" and value is None for field, value in zip(ready.velden, values, strict=True)]
    wrong = np.array(bad, dtype=bool)[ready.plaatsen]
    return typed.set_axis(ready.index), pd.Series(wrong, index=ready.index)


def cast_column(text: pd.Series, column: Column) -> tuple[pd.Series, pd.Series]:
    """Cast a column of text that stands alone to its kind; see `type_column`."""
    ready = prepare_column(text, column)
    return type_column(ready, settle([column], {column.name: ready.telling}).get(column.name))


def _reader(
    soort: Soort, notatie: Notatie | None, vertaling: Mapping[str, str]
) -> Callable[[str, str], Waarde | None]:
    """What makes a value of a filled field and its form; None when it cannot be read."""
    if soort in LETTERLIJK:
        return lambda field, _: None if _is_mangled(field, soort) else vertaling.get(field, field)
    klassen, komma = (notatie.klassen, notatie.komma) if notatie else ((), True)
    if soort == "datum":
        return lambda field, form: _read_date(field, form) if form in klassen else None
    van = VAN_KOMMA if komma else VAN_PUNT

    def read(field: str, form: str) -> Waarde | None:
        if field.startswith(CEL):
            return _read_number(field.removeprefix(CEL), soort)
        return _read_number(rewrite(van, field), soort) if form in klassen else None

    return read


def _is_mangled(field: str, soort: Soort) -> bool:
    return soort == "code" and fits(VERMINKT, field)


def _read_number(plain: str, soort: Soort) -> Waarde | None:
    if not fits(GELDIG[soort], plain):
        return None
    number = Decimal(plain)
    if soort == "getal":
        return int(number.to_integral_value())
    return float(number.quantize(Decimal("0.0001" if soort == "decimaal" else "0.01"))) + 0.0  # no -0


def _read_date(field: str, form: str) -> Waarde | None:
    try:
        return dt.datetime.strptime(rewrite((SCHEIDING,), field), FORMATEN[form]).date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _as_series(values: list[Waarde | None], soort: Soort) -> pd.Series:
    if soort == "datum":
        return pd.Series(np.array(values, dtype="datetime64[us]"))
    dtype = {"getal": "Int64", "decimaal": "float64", "bedrag": "float64"}.get(soort, "str")
    return pd.Series(values, dtype=dtype)
