"""Age classes as values of the dimension `leeftijd`: their names, and how these are read and put in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # chapters know the names of classes only, and need no frames
    import pandas as pd

LEEFTIJD = "leeftijd"
OUDSTE = 200
"""Older than anybody: the end of a class that is open."""
KLASSE = re.compile(r"(?P<van>\d+)(?:-(?P<tot>\d+)|\+|-plus)")


def name_klasse(van: int, tot: int = OUDSTE) -> str:
    """The name of a class with both ends included: `05-09`; without an end `65+`."""
    return f"{van}+" if tot == OUDSTE else f"{van:02d}-{tot:02d}"


def name_klassen(vanaf: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Classes by name, with their first and last age, from the ages at which they begin; the last one is open."""
    ends = [following - 1 for following in vanaf[1:]] + [OUDSTE]
    return {name_klasse(van, tot): (van, tot) for van, tot in zip(vanaf, ends, strict=True)}


def to_klassen(leeftijd: pd.Series, vanaf: Sequence[int]) -> pd.Series:
    """The class of every age, from the ages at which they begin; the last one is open."""
    names = {age: name for name, (van, tot) in name_klassen(vanaf).items() for age in range(van, tot + 1)}
    return leeftijd.map(names)


def describe_klasse(waarde: str) -> str:
    """A class in words: `5 tot en met 9 jaar`, `65 jaar en ouder`; empty when the value is no class."""
    match = KLASSE.fullmatch(waarde)
    if match is None:
        return ""
    van = int(match["van"])
    return f"{van} tot en met {int(match['tot'])} jaar" if match["tot"] else f"{van} jaar en ouder"


def order_klasse(waarde: str) -> tuple[int, int]:
    """Where a class stands among others: by its first age, then its last; what is no class comes behind."""
    match = KLASSE.fullmatch(waarde)
    return (int(match["van"]), int(match["tot"] or OUDSTE)) if match else (OUDSTE, OUDSTE)
