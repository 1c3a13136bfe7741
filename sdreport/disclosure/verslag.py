"""The list of what was hidden and why, for a reviewer: the one place where hidden values stand, and never published.

It is written to a folder that only its owner can read (`output/.geheimhouding/<rapport>/`), as the lists for senders
are. The same report gives the same file.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sdreport.disclosure.keuze.secundair import Keuze
from sdreport.disclosure.primair import is_aantal
from sdreport.disclosure.toets import Afgeschermd
from sdreport.safe.dutch import to_dutch
from sdreport.safe.restricted import write_closed_list

MAP = ".geheimhouding"
KLEIN = 0.5
NAAM = "afgeschermd.csv"
KOLOMMEN = ("adres", "jaar", "waarde", "eenheid", "waarom", "lezer weet minstens", "lezer weet hoogstens")


@dataclass(frozen=True)
class Verslag:
    """What is hidden, for a reviewer, and how the choice of it was made."""

    afgeschermd: Sequence[Afgeschermd]
    keuzes: Sequence[Keuze] = ()

    @property
    def marge_pct(self) -> float:
        """How much lighter the best choice can be at most; 0 when this is the best one."""
        weight = sum(keuze.gewicht for keuze in self.keuzes)
        bound = sum(keuze.grens for keuze in self.keuzes)
        return 100 * (weight - bound) / weight if weight > bound + KLEIN else 0.0


def write_verslag(folder: Path, items: Sequence[Afgeschermd]) -> Path | None:
    """Write the list of hidden numbers into `folder`; without any, the list of an earlier run is removed."""
    return write_closed_list(folder / NAAM, KOLOMMEN, [_row(item) for item in items])


def find_aantallen(items: Sequence[Afgeschermd]) -> dict[int, list[str]]:
    """The addresses of the hidden counts by their value."""
    found: dict[int, list[str]] = {}
    for item in items:
        getal = item.getal
        if getal.waarde is not None and is_aantal(getal.eenheid):
            found.setdefault(round(getal.waarde), []).append(f"{getal.adres} ({getal.jaar})")
    return found


def describe_verslag(path: Path | None, naam: str, verslag: Verslag) -> str:
    """How much is hidden and where the list is, for a terminal: no values. `naam` is the file as people see it."""
    if path is None:
        return "Er is niets afgeschermd."
    items = verslag.afgeschermd
    for_itself = sum(item.regel.startswith(("minder", "nul", "de grootste")) for item in items)
    margin = f"{math.ceil(verslag.marge_pct)}%"
    best = f"Wat de rest beschermt, kan hoogstens {margin} minder zijn. " if verslag.marge_pct else ""
    return (
        f"Afgeschermd: {len(items)} cijfers, waarvan {for_itself} om zichzelf. {best}"
        f"De lijst (met de waarden: niet publiceren, niet doorsturen) staat in {naam}."
    )


def _row(item: Afgeschermd) -> tuple[str, ...]:
    bounds = (item.interval.laag, item.interval.hoog) if item.interval else (None, None)
    numbers = (_number(bound) for bound in bounds)
    getal = item.getal
    return (getal.adres, str(getal.jaar), _number(getal.waarde), getal.eenheid, item.regel, *numbers)


def _number(value: float | None) -> str:
    """A number in Dutch notation; empty when nothing bounds it."""
    if value is None or value in (float("inf"), float("-inf")):
        return ""
    return to_dutch(round(value, 2) + 0.0, ".12g")
