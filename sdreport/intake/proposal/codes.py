"""Which delivered code is which of ours, in columns that hold codes of a list: no other value is ever shown."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sdreport.intake.cast import clean_field
from sdreport.intake.catalogue.definition import PROGRAMMAS, Column, Dataset
from sdreport.intake.notation.codes import list_spellings
from sdreport.intake.notation.column import VORMEN
from sdreport.intake.notation.form import prepare
from sdreport.intake.proposal.columns import LIJKEND, look_alike
from sdreport.intake.source.header import fold_name

WOORDEN = Path(__file__).parents[1] / "catalogue" / "codewoorden.csv"
"""What systems say in place of a code."""
MEESTE_CODES = 60
"""A column with more different values than this holds no codes of a list."""
MINSTE_KEER = 3
"""A value that stands there less often is not shown: it may say something of one person."""
LANGSTE_CODE = 60


@dataclass(frozen=True)
class Codevoorstel:
    """A delivered code that is none of ours, how often it is there, and ours that it may be (empty: not known)."""

    geleverd: str
    keer: int
    code: str


@dataclass(frozen=True)
class Kolomcodes:
    """The codes of a column: proposals, how many values are not shown, and ours to choose from."""

    kolom: str
    voorstellen: tuple[Codevoorstel, ...]
    verzwegen: int
    onze: tuple[str, ...]


def list_codes(dataset: Dataset, codelijsten: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Per column with a list its codes, each with what it means."""
    lists: dict[str, dict[str, str]] = {}
    for column in dataset.columns:
        if column.codelijst and column.codelijst != PROGRAMMAS:
            own = codelijsten[codelijsten["lijst"] == column.codelijst]
            lists[column.name] = dict(zip(own["code"], own["omschrijving"].fillna(""), strict=True))
        elif column.waarden:
            lists[column.name] = {waarde: waarde for waarde in column.waarden}
    return {name: codes for name, codes in lists.items() if codes}


def propose_codes(column: Column, fields: Sequence[str], codes: Mapping[str, str]) -> Kolomcodes | None:
    """Proposals for the delivered codes of a column that are not ours; None when all are, or when it holds no codes."""
    seen = Counter(prepare(VORMEN[column.soort], clean_field(field))[0] for field in fields)
    known = {*codes, *list_spellings(column.waarden), ""}
    other = {value: keer for value, keer in seen.items() if value not in known}
    if not other or len(seen) > MEESTE_CODES:
        return None
    shown = [pair for pair in other.items() if pair[1] >= MINSTE_KEER and len(pair[0]) <= LANGSTE_CODE]
    ordered = sorted(shown, key=lambda pair: (-pair[1], pair[0]))
    words = _load_words(column)
    made = tuple(Codevoorstel(value, keer, _find_code(value, codes, words)) for value, keer in ordered)
    return Kolomcodes(column.name, made, len(other) - len(made), tuple(codes))


def _load_words(column: Column) -> dict[str, str]:
    with WOORDEN.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter=";")
        return {fold_name(row["woord"]): row["code"] for row in rows if row["kolom"] == column.name}


def _find_code(value: str, codes: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Our code that a delivered one is but for its spelling, its zeros or its meaning; empty when that is not sure."""
    folded = fold_name(value)
    meant = {fold_name(code): code for code in codes}
    told = {fold_name(meaning): code for code, meaning in codes.items() if meaning}
    unpadded = {code.lstrip("0"): code for code in codes if code.lstrip("0")}
    for found in (meant.get(folded), words.get(folded), told.get(folded), unpadded.get(value.lstrip("0"))):
        if found is not None and found in codes:
            return found
    close = {code for name, code in (meant | told).items() if look_alike(folded, name) >= LIJKEND}
    return close.pop() if len(close) == 1 else ""
