"""Words that documents put before a number, and how far the number may lie from what is printed: said once, here.

`ruim 6.000` stands for 6.000 up to 5% more, `ongeveer 10%` for 10% less or more of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Getalwoord:
    """How far a number may lie below and above what is printed, as a part of it, and how a text writes the word."""

    onder: float
    boven: float
    vormen: tuple[str, ...]


GETALWOORDEN: Mapping[str, Getalwoord] = {
    "ruim": Getalwoord(0.0, 0.05, ("ruim",)),
    "bijna": Getalwoord(0.05, 0.0, ("bijna", "krap")),
    "ongeveer": Getalwoord(0.1, 0.1, ("ongeveer", "circa", "rond", "rond de", "zo’n", "zo'n", "+/-")),
    "gemiddeld": Getalwoord(0.1, 0.1, ("gemiddeld",)),
    "minstens": Getalwoord(
        0.0, float("inf"), ("minstens", "minimaal", "ten minste", "tenminste", "meer dan")
    ),
    "hoogstens": Getalwoord(1.0, 0.0, ("hoogstens", "maximaal", "minder dan", "onder de")),
}
_VORMEN = {vorm: naam for naam, woord in GETALWOORDEN.items() for vorm in woord.vormen}
_GETALWOORD = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, sorted(_VORMEN, key=len, reverse=True)))})(?!\w)", re.IGNORECASE
)


def find_getalwoord(text: str) -> str:
    """The word before the number in a few words of a document, by its name; nothing when the number is precise."""
    match = _GETALWOORD.search(text)
    return _VORMEN[match[1].lower()] if match else ""
