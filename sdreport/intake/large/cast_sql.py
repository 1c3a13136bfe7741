"""The casts of `cast` as SQL: the same forms are read, the same are rejected, for columns of any length.

`tests/intake/test_groot.py` holds both equal. Whitespace is spelled out, as SQL's `trim` takes spaces only.
"""

from sdreport.intake.cast import AMOUNT, DECIMAL, WHOLE
from sdreport.intake.catalogue.definition import Soort

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
    return f"CASE WHEN left({fields[0]}, 1) BETWEEN '!' AND '~' THEN false ELSE {together} END"


def cast(cleaned: str, soort: Soort) -> str:
    """A cleaned field as its type; NULL when it is empty or cannot be read."""
    if soort == "getal":
        digits = f"replace({cleaned}, '.', '')"
        return f"CASE WHEN regexp_full_match({cleaned}, {quote(WHOLE)}) THEN try_cast({digits} AS BIGINT) END"
    if soort == "bedrag":
        euro = rf"regexp_replace({cleaned}, '^(-?)[{WIT_IN_PATROON}]*€[{WIT_IN_PATROON}]*', '\1')"
        bare = f"CASE WHEN contains({cleaned}, '€') THEN {euro} ELSE {cleaned} END"
        digits = f"replace(replace(replace({bare}, '.', ''), ',-', ''), ',', '.')"
        number = f"try_cast({digits} AS DECIMAL(18,2))"
        return f"CASE WHEN regexp_full_match({bare}, {quote(AMOUNT)}) THEN {number} END"
    if soort == "decimaal":
        number = f"try_cast(replace(replace({cleaned}, '.', ''), ',', '.') AS DECIMAL(18,4))"
        return f"CASE WHEN regexp_full_match({cleaned}, {quote(DECIMAL)}) THEN {number} END"
    if soort == "datum":
        form = f"regexp_full_match({cleaned}, '[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}')"
        day = f"CAST(try_strptime({cleaned}, '%d-%m-%Y') AS DATE)"
        return f"CASE WHEN {form} AND right({cleaned}, 4) <> '0000' THEN {day} END"
    return f"nullif({cleaned}, '')"
