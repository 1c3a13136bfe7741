"""Codes and texts: what is put around them so that a spreadsheet keeps them, and what it makes of them otherwise."""

from collections.abc import Sequence

from sdreport.intake.notation.form import OMHULSEL, OMHULSELS, Vormen

TEKSTEN = Vormen((OMHULSEL,), {})
CODES = Vormen(OMHULSELS, {})
VERMINKT = "[0-9][.,][0-9]{1,20}[eE][+][0-9]{1,3}"
"""A long number of which a spreadsheet kept the first digits: 1,23457E+11. Several codes have become this one."""
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
