"""The notations of `notation` as SQL: the same forms are seen and read, the same are rejected, at any length.

`tests/intake/test_groot.py` holds this equal to `cast`. Whitespace is spelled out, as SQL's `trim` takes spaces only.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdreport.intake.catalogue.definition import Soort
from sdreport.intake.notation.codes import TEKENS, VERMINKT
from sdreport.intake.notation.column import LETTERLIJK, VORMEN
from sdreport.intake.notation.dates import AANEEN, DAG_EERST, FORMATEN, JAAR_EERST, KLASSEN, SCHEIDING
from sdreport.intake.notation.form import OMHULD, Notatie, Stap
from sdreport.intake.notation.numbers import GELDIG, HEEL, KOMMA, PUNT, VAN_KOMMA, VAN_PUNT

WIT = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
              0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)  # fmt: skip
"""All that Python's `str.strip` takes off."""
WIT_IN_PATROON = "".join(rf"\x{{{ord(sign):x}}}" for sign in WIT)

SQL_TYPE: dict[Soort, str] = {
    "code": "VARCHAR",
    "tekst": "VARCHAR",
    "getal": "BIGINT",
    "decimaal": "DECIMAL(18,4)",
    "bedrag": "DECIMAL(18,2)",
    "datum": "DATE",
}
"""What a column is in the engine; the same for an extract that was read into it and one that was put in."""


EERSTE_DAG = "DATE '1500-01-01'"
GEWONE_DAGEN = {DAG_EERST: "", JAAR_EERST: "", AANEEN: KLASSEN[AANEEN]}
"""Per form of dates how nearly all are written. Of ten signs only one of the form is a day from `EERSTE_DAG` on, so
that two need no pattern.

No type of the engine for days: what is none of its values takes milliseconds each, as it looks for what is like it.
"""
GEWONE_GETALLEN = {HEEL: "", KOMMA: ",[0-9]{1,2}", PUNT: r"\.[0-9]{1,2}"}
"""Per form of numbers what comes behind the digits of one without thousands."""


def sql_date(day: dt.date) -> str:
    """A day as an SQL literal."""
    return f"DATE '{day:%Y-%m-%d}'"


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def clean(field: str) -> str:
    """A field without whitespace around it and without no-break spaces. Ordinary characters need no trimming."""
    plain = f"replace({field}, chr(160), ' ')"
    ends = f"left({field}, 1) BETWEEN '!' AND '~' AND right({field}, 1) BETWEEN '!' AND '~'"
    return f"CASE WHEN {ends} THEN {plain} ELSE trim({plain}, {quote(WIT)}) END"


def is_blank(fields: list[str]) -> str:
    """Whether all fields of a line are empty or whitespace."""
    together = f"trim(concat({', '.join(fields)}), {quote(WIT)}) = ''"
    return f"CASE WHEN {fields[0]} >= '!' AND {fields[0]} < chr(127) THEN false ELSE {together} END"


def classify(field: str, soort: Soort) -> str:
    """The number of the form of a field, counted from 1 in the order of its kind; 0 when it has none."""
    tests = (
        f" WHEN {_fits(field, patroon)} THEN {number}"
        for number, patroon in enumerate(VORMEN[soort].klassen.values(), start=1)
    )
    return f"CAST(CASE WHEN {field} = '' THEN 0{''.join(tests)} ELSE 0 END AS UTINYINT)"


def prepare(cleaned: str, form: str, soort: Soort) -> str:
    """A cleaned field, of which `form` is the number, after the steps that it needs; `notation.form.prepare` in SQL."""
    after = _rewrite(cleaned, VORMEN[soort].stappen)
    if soort in LETTERLIJK:
        marked = " OR ".join(f"left({cleaned}, 1) = {quote(mark)}" for mark in OMHULD)
        return f"CASE WHEN {marked} THEN {after} ELSE {cleaned} END"
    return f"CASE WHEN {form} > 0 OR {cleaned} = '' THEN {cleaned} ELSE {after} END"


def cast(field: str, form: str, soort: Soort, notatie: Notatie | None, vertaling: Mapping[str, str]) -> str:
    """A prepared field as its type; NULL when it is empty or cannot be read. `cast.type_column` does the same.

    A code that cannot be read stays, as the key by which its line is told to the sender; see `is_unreadable`.
    """
    if soort in LETTERLIJK:
        pairs = "".join(f" WHEN {quote(theirs)} THEN {quote(ours)}" for theirs, ours in vertaling.items())
        meant = f"CASE {field}{pairs} ELSE {field} END" if pairs else field
        return f"CASE WHEN {field} = '' THEN NULL ELSE {meant} END"
    numbers = {name: number for number, name in enumerate(VORMEN[soort].klassen, start=1)}
    read = {numbers[name]: name for name in (notatie.klassen if notatie else ())}
    if soort == "datum":
        return f"CASE {form}{''.join(_read_date(field, number, name) for number, name in read.items())} END"
    plain = _rewrite(field, VAN_KOMMA if notatie is None or notatie.komma else VAN_PUNT)
    number = f"try_cast({plain} AS {'DECIMAL(18,0)' if soort == 'getal' else SQL_TYPE[soort]})"
    # no list of more than a few values: the engine would make a join of it, and rows would lose their order
    known = " OR ".join(f"{form} = {number}" for number in read) or "false"
    return (
        f"CASE WHEN ({known}) AND {_fits(plain, GELDIG[soort])} THEN CAST({number} AS {SQL_TYPE[soort]}) END"
    )


@dataclass(frozen=True)
class Gewoon:
    """How nearly all fields of a column are written, to be seen and read at once: in SQL, on a cleaned field.

    `klopt` holds where a field is written so, by what `gezien` gave. `vorm` is the number of its form.
    """

    gezien: str
    klopt: str
    waarde: str
    vorm: int


def read_usual(field: str, seen: str, soort: Soort, notatie: Notatie | None) -> Gewoon | None:
    """What is usual for a column in this notation, `seen` being the name of what `gezien` gave; None for texts.

    The outcome is that of `classify` and `cast`, which take several times as long.
    """
    numbers = {name: number for number, name in enumerate(VORMEN[soort].klassen, start=1)}
    klassen = notatie.klassen if notatie else ()
    if soort == "datum":
        klasse = next((name for name in klassen if name in GEWONE_DAGEN), "")
        if not klasse:
            return None
        day = f"CAST(try_strptime({field}, {quote(FORMATEN[klasse])}) AS DATE)"
        pattern = GEWONE_DAGEN[klasse]
        fits = _fits(field, pattern) if pattern else f"strlen({field}) = 10"
        gezien = f"CASE WHEN {fits} THEN {day} END"
        return Gewoon(gezien, f"{seen} >= {EERSTE_DAG}", seen, numbers[klasse])
    for klasse, decimals in GEWONE_GETALLEN.items():
        if klasse in klassen and (klasse == HEEL) == (soort == "getal"):
            gezien = _fits(field, f"-?[0-9]{{1,12}}{decimals}")
            number = f"try_cast(replace({field}, ',', '.') AS {SQL_TYPE[soort]})"
            return Gewoon(gezien, seen, number, numbers[klasse])
    return None


def is_unreadable(field: str, value: str, soort: Soort, tekens: Iterable[str] = TEKENS) -> str:
    """Whether a prepared field, of which `value` was made, is filled but cannot be read.

    `tekens` are those of `TEKENS` that are in the file at all.
    """
    if soort != "code":
        return f"{value} IS NULL AND {field} <> ''"
    signs = " OR ".join(f"contains({field}, {quote(sign)})" for sign in tekens) or "false"
    return f"CASE WHEN {signs} THEN {_fits(field, VERMINKT)} ELSE false END"


def _read_date(field: str, number: int, name: str) -> str:
    dashes = f"CASE WHEN contains({field}, '-') THEN {field} ELSE {_rewrite(field, (SCHEIDING,))} END"
    day = f"CAST(try_strptime({dashes}, {quote(FORMATEN[name])}) AS DATE)"
    return f" WHEN {number} THEN CASE WHEN year({day}) > 0 THEN {day} END"  # the engine knows a year 0


def _fits(field: str, patroon: str) -> str:
    return f"regexp_full_match({field}, {quote(patroon)})"


def _rewrite(field: str, stappen: Iterable[Stap]) -> str:
    for stap in stappen:
        plain = stap.patroon.removeprefix("\\")
        if len(plain) == 1:
            field = f"replace({field}, {quote(plain)}, {quote(stap.wordt)})"
        else:
            field = f"regexp_replace({field}, {quote(stap.patroon)}, {quote(stap.wordt)}, 'g')"
    return field
