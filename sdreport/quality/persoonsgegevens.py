"""Personal identifiers where none belong: BSNs, e-mail addresses, telephone numbers, IBANs, names, postcodes.

The scan gives columns and line numbers; the values that it finds never leave this module.
"""

import math
import re
from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.intake.catalogue import Column
from sdreport.intake.datasets import DATASETS
from sdreport.quality.samenhang import Bronnen

GEEN = "geen"
SIGNAAL = re.compile(r"@|(?:\d[ .-]?){8}|[ ,][A-ZÀ-Þ]|^[1-9]\d{3} ?[A-Z]{2}")
"""What every value with an identifier has, to look no further at all others: it decides the time on large extracts."""
NEGEN = re.compile(r"(?<![\d.,-])(\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3} \d{3} \d{3})(?![\d,-])")
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
TELEFOON_CODE = re.compile(
    r"(?:\+31|0031)[ -]?\(?0?\)?[1-9](?:[ -]?\d){8}|06\d{8}|0[1-9]\d{0,2}[ -]\d(?:[ -]?\d){5,7}"
)
TELEFOON_TEKST = re.compile(r"(?<!\d)(?:(?:\+31|0031)[ -]?\(?0?\)?|0)[1-9](?:[ -]?\d){8}(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})(?: ?\d){10}\b")
POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}(?: ?\d{1,4}[a-z]?)?")
TUSSEN = r"(?: (?:van|de|der|den|het|ten|ter|te|van't|el|al|von))*"
WOORD = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?"
LETTERS = r"(?:[A-Z]\.){1,4}|[A-Z]"
NAAM = re.compile(
    rf"(?:{WOORD}|{LETTERS}){TUSSEN} {WOORD}|{WOORD}, ?(?:{LETTERS})(?:{TUSSEN})?|{WOORD}, {WOORD}(?:{TUSSEN})?"
)
NAAM_DEEL = 0.3
"""Share of the filled-in rows from which a column is one of names."""
NAAM_VERSCHILLEND = 0.2
"""Names differ from row to row; the names of neighbourhoods do not."""
VREEMD_DEEL = 0.1
"""A number of nine digits is out of place in a column where at most this share of the values has nine digits."""
WEL_NAMEN = {("toewijzingen", "aanbieder"), ("tellingen", "partner"), ("speerpunten", "tekst")}
"""Columns in which names of organisations belong."""
MIN_NAMEN = 3


def persoonsgegevens(bronnen: Bronnen) -> pd.DataFrame:
    """A row per line and column where an identifier was found, with its kind as `soort`.

    A column without gives one row with line 0 and `soort` "geen". Kinds: `bsn` (a column with BSNs), `bsn_los` (a
    single one), `email`, `telefoon`, `iban`, `naam` (a column of names), `naam_los`, `postcode`.
    """
    parts = []
    for slug, dataset in DATASETS.items():
        if bronnen.has(slug):
            for column in dataset.columns:
                if column.soort in ("code", "tekst"):
                    values = bronnen.frame(slug, column.name)[column.name].dropna().astype("str")
                    kinds = _scan(slug, column, values)
                    parts.append(_hits(slug, column.name, values, kinds))
    columns = ["regel", "dataset", "kolom", "soort"]
    return pd.concat(parts) if parts else pd.DataFrame(columns=columns).set_index("regel")


def _hits(slug: str, column: str, values: "pd.Series[str]", kinds: Mapping[str, set[str]]) -> pd.DataFrame:
    found = [
        values[values.isin(list(own))].to_frame("soort").assign(soort=kind)
        for kind, own in kinds.items()
        if own
    ]
    table = pd.concat(found) if found else pd.DataFrame({"soort": [GEEN]}, index=pd.Index([0], name="regel"))
    return table.assign(dataset=slug, kolom=column)


def _scan(slug: str, column: Column, values: "pd.Series[str]") -> dict[str, set[str]]:
    """The values of a column that identify a person, by kind."""
    every = values.unique().tolist()
    distinct = [value for value in every if SIGNAAL.search(value)]
    free = column.soort == "tekst"
    search = TELEFOON_TEKST.search if free else TELEFOON_CODE.fullmatch
    kinds: dict[str, set[str]] = {
        "email": {value for value in distinct if "@" in value and EMAIL.search(value)},
        "telefoon": {value for value in distinct if search(IBAN.sub("", value))},
        "iban": {value for value in distinct if any(_is_iban(found) for found in IBAN.findall(value))},
        "postcode": {value for value in distinct if POSTCODE.fullmatch(value)},
    }
    kinds |= dict(_find_bsn(distinct, len(every)))
    if (slug, column.name) not in WEL_NAMEN:
        kinds |= dict(_find_names(column, values, distinct))
    return kinds


def _find_bsn(distinct: list[str], total: int) -> Iterator[tuple[str, set[str]]]:
    """Values with a BSN; of numbers that just have nine digits, one in eleven passes the elfproef by chance."""
    nine = {value: found for value in distinct if (found := NEGEN.findall(value))}
    valid = {value for value, found in nine.items() if any(is_bsn(re.sub(r"\D", "", item)) for item in found)}
    chance = len(nine) / 11 + 4 * math.sqrt(10 * len(nine)) / 11
    if len(valid) >= 2 and len(valid) > chance:
        yield "bsn", valid
    elif valid and len(nine) <= max(1, VREEMD_DEEL * total):
        yield "bsn_los", valid


def _find_names(
    column: Column, values: "pd.Series[str]", distinct: list[str]
) -> Iterator[tuple[str, set[str]]]:
    names = {value for value in distinct if NAAM.fullmatch(value.strip())}
    rows = int(values.isin(list(names)).sum()) if names else 0
    differ = len(names) >= MIN_NAMEN and len(names) >= NAAM_VERSCHILLEND * rows
    if names and rows > NAAM_DEEL * len(values) and differ:
        yield "naam", names
    elif names and column.soort == "code":
        yield "naam_los", names


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the elfproef of the burgerservicenummer (9 8 7 6 5 4 3 2 and -1)."""
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit() or int(digits) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _is_iban(text: str) -> bool:
    """Whether an IBAN passes its check (ISO 13616: the rearranged number is 1 modulo 97)."""
    compact = text.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1
