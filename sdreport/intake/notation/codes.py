"""Codes and texts: what is put around them so that a spreadsheet keeps them, and what it makes of them otherwise."""

from collections.abc import Sequence

from sdreport.intake.notation.form import NIETS, OMHULSEL, OMHULSELS, Vormen, any_of

TEKSTEN = Vormen((OMHULSEL, NIETS), {})
CODES = Vormen(OMHULSELS, {})
MAAND = "(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
FOUTWAARDE = (
    r"#(?:N/[AB]|(?:REF|VERW|VALUE|WAARDE|D(?:EEL|IV)/0|GETAL|NUM|NULL|LEEG|SPILL|OVERLOOP)!|NA(?:AM|ME)\?)"
)
"""What a spreadsheet shows in place of an outcome."""
LEEG_WOORD = r"[-–—?.*/]+|NA|(?i:n\.?v\.?t\.?|n/a|nan|null|none|\(?leeg\)?|\(?blank\)?)"
"""Signs and words for "nothing" in a field that should then be empty."""
VERMINKT = any_of((
    "[0-9]{1,3}(?:[.,][0-9]{1,20})?[eE][+][0-9]{1,3}",  # the first digits: several codes have become this one
    "[0-9]{3,40}[.,]0{1,2}",  # 888 that became a fraction: 888.0
    rf"[0-9]{{1,2}}-{MAAND}|{MAAND}-[0-9]{{2}}|[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}(?: [0-9:]{{1,10}})?",
    f"{FOUTWAARDE}|#{{2,255}}",
    "=[^\n]*",
))  # fmt: skip
"""What a spreadsheet makes of codes: rounded numbers, fractions, days, errors, and formulas that it never computed."""
TEKENS = "+.,-#="
"""Every code that was changed has one of these signs: others need no closer look."""
JA = ("ja", "j", "yes", "y", "waar", "true")
NEE = ("nee", "neen", "n", "no", "onwaar", "false")


def list_spellings(waarden: Sequence[str]) -> dict[str, str]:
    """The ways to write the values of a column that speak for themselves, each with the value that is meant."""
    meant: dict[str, str] = {}
    for waarde in waarden:
        words = JA if waarde == "ja" else NEE if waarde == "nee" else (waarde,)
        for word in words:
            for written in (word, word.upper(), word.lower(), word.capitalize()):
                meant.setdefault(written, waarde)
    return meant


def list_capitals(codes: Sequence[str]) -> dict[str, str]:
    """Codes of a list with other capitals, each with the one code that is meant."""
    meant: dict[str, set[str]] = {}
    for code in codes:
        for written in (code.upper(), code.lower(), code.capitalize()):
            meant.setdefault(written, set()).add(code)
    return {
        written: code for written, (code, *others) in meant.items() if not others and written not in codes
    }
