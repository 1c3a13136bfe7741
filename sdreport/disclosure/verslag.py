"""The list of what was hidden and why, for a reviewer: the one place where hidden values stand, and never published.

It is written to a folder that only its owner can read (`output/.geheimhouding/<rapport>/`), as the lists for senders
are. The same report gives the same file.
"""

from collections.abc import Sequence
from pathlib import Path

from sdreport.disclosure.primair import is_aantal
from sdreport.disclosure.toets import Afgeschermd
from sdreport.safe.dutch import to_dutch
from sdreport.safe.restricted import make_closed, write_closed_csv
from sdreport.safe.text import for_csv

MAP = ".geheimhouding"
NAAM = "afgeschermd.csv"
TEKSTEN = "teksten.csv"
KOLOMMEN_TEKSTEN = ("plaats", "getal", "zin", "kan zijn")
KOLOMMEN = ("adres", "jaar", "waarde", "eenheid", "waarom", "lezer weet minstens", "lezer weet hoogstens")


def write_verslag(folder: Path, items: Sequence[Afgeschermd]) -> Path | None:
    """Write the list of hidden numbers into `folder`; without any, the list of an earlier run is removed."""
    return _write(folder / NAAM, KOLOMMEN, [_row(item) for item in items])


def write_teksten(folder: Path, rows: Sequence[Sequence[str]]) -> Path | None:
    """Write the typed numbers in texts that are hidden ones, for a reviewer to read over."""
    return _write(folder / TEKSTEN, KOLOMMEN_TEKSTEN, [[for_csv(text) for text in row] for row in rows])


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path | None:
    """Write a list that only its owner can read, whole or not at all."""
    folder = path.parent
    if not rows:
        path.unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        return None
    make_closed(folder)
    write_closed_csv(path, head, rows)
    return path


def find_aantallen(items: Sequence[Afgeschermd]) -> dict[int, list[str]]:
    """The addresses of the hidden counts by their value."""
    found: dict[int, list[str]] = {}
    for item in items:
        getal = item.getal
        if getal.waarde is not None and is_aantal(getal.eenheid):
            found.setdefault(round(getal.waarde), []).append(f"{getal.adres} ({getal.jaar})")
    return found


def describe_verslag(path: Path | None, naam: str, items: Sequence[Afgeschermd]) -> str:
    """How much is hidden and where the list is, for a terminal: no values. `naam` is the file as people see it."""
    if path is None:
        return "Er is niets afgeschermd."
    for_itself = sum(item.regel.startswith(("minder", "nul", "de grootste")) for item in items)
    return (
        f"Afgeschermd: {len(items)} cijfers, waarvan {for_itself} om zichzelf. "
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
