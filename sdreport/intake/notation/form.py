"""How a notation is said so that both readers can follow it: replacements and forms, as patterns.

The patterns keep to what Python's `re` and the RE2 of the embedded engine take alike: no lookaround, no backreference,
no flag, no `.`, no `\\d` (which also takes the digits of other scripts) and no `\\s`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

RUIMTES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that a sender may put between the digits of a number: no-break, thin, figure and other spaces."""
GEMENGD = "gemengd"
ONZEKER = "onzeker"


@dataclass(frozen=True)
class Stap:
    """A replacement, wherever the pattern fits."""

    patroon: str
    wordt: str


OMHULD = "='N(\\"
OMHULSEL = Stap('^="([^"]*)"$', r"\1")
"""How a sender keeps a spreadsheet from computing with a field: ="000888"."""
NIETS = Stap(r"^(?:NULL|\(null\)|\\N)$", "")
"""How databases write that there is no value; a field of it is empty."""
OMHULSELS = (OMHULSEL, Stap("^'([^']+)$", r"\1"), NIETS)
"""The same, with the apostrophe that a spreadsheet itself puts in front."""
ONBEKEND = Stap("^(?:NA|[.])$", "")
"""How R, SAS and SPSS write that a number or day is not known; in a text it can be a word or a code."""


@dataclass(frozen=True)
class Vormen:
    """The forms of a kind of field: the first that fits counts. A field without form is tried again after the steps.

    Texts and codes have no forms; only what begins with one of the signs of `OMHULD` goes through the steps.
    """

    stappen: tuple[Stap, ...]
    klassen: Mapping[str, str]


@dataclass(frozen=True)
class Notatie:
    """What a column settled: the forms that are read, and of numbers whether the comma is the decimal sign.

    `reden` says why a field of a known form is not read, if one is not: `GEMENGD` when the column shows two notations,
    `ONZEKER` when a field can be read in two ways and no other settles it.
    """

    klassen: tuple[str, ...]
    komma: bool = True
    reden: str = ""


def fits(patroon: str, text: str) -> bool:
    """Whether a pattern fits the whole text."""
    return _compile(patroon).fullmatch(text) is not None


def rewrite(stappen: Iterable[Stap], text: str) -> str:
    """A text after all steps, in their order."""
    for stap in stappen:
        text = _compile(stap.patroon).sub(_template(stap.wordt), text)
    return text


def prepare(vormen: Vormen, field: str) -> tuple[str, str]:
    """A cleaned field after the steps that it needs, and its form; see `classify`."""
    if not vormen.klassen:
        return (rewrite(vormen.stappen, field) if field[:1] and field[0] in OMHULD else field), ""
    if not field or (form := classify(vormen, field)):
        return field, form if field else ""
    field = rewrite(vormen.stappen, field)
    return field, classify(vormen, field)


def classify(vormen: Vormen, text: str) -> str:
    """The name of the form of a text; empty when it has none that is known."""
    return next((name for name, patroon in vormen.klassen.items() if fits(patroon, text)), "")


def any_of(patronen: Iterable[str]) -> str:
    """A pattern that fits what one of these fits."""
    return "|".join(f"(?:{patroon})" for patroon in patronen)


def in_any_case(word: str) -> str:
    """A pattern for a plain word in capitals, small letters or both: flags fold letters differently per engine."""
    return "".join(f"[{sign.lower()}{sign.upper()}]" if sign.isalpha() else sign for sign in word)


@cache
def _template(wordt: str) -> str:
    """A replacement for Python, in which a digit behind the number of a group is one of the text, as in RE2."""
    return re.sub(r"\\([0-9])", r"\\g<\1>", wordt)


@cache
def _compile(patroon: str) -> re.Pattern[str]:
    return re.compile(patroon)
