"""Words that documents put before a number, and how far the number may lie from what is printed: said once, here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Getalwoord:
    """How far a number may lie below and above what a document prints with this word, as a part of that."""

    onder: float
    boven: float


GETALWOORDEN: Mapping[str, Getalwoord] = {
    "ruim": Getalwoord(0.0, 0.1),
    "bijna": Getalwoord(0.1, 0.0),
    "ongeveer": Getalwoord(0.1, 0.1),
    "gemiddeld": Getalwoord(0.1, 0.1),
    "minstens": Getalwoord(0.0, float("inf")),
    "hoogstens": Getalwoord(1.0, 0.0),
}
