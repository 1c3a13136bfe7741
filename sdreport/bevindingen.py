"""The finding: one thing that is wrong with a delivered file, without any value from a record.

Intake makes findings of what cannot be read, the gate of what does not meet an expectation. Findings hold
file names, columns and line numbers only: record-level values never leave intake and measures.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sdreport.errors import Fault

Ernst = Literal["kritiek", "waarschuwing", "melding"]
ERNST_VOLGORDE: tuple[Ernst, ...] = ("kritiek", "waarschuwing", "melding")
REGELNUMMERS_GETOOND = 10
GAAT_OM = " Het gaat om: "
"""What follows in a text on a finding was taken from the data: names of groups, and at times how many."""


@dataclass(frozen=True)
class Besluit:
    """The decision to accept a known deviation: why, by which role, when, and up to which day (included)."""

    reden: str
    besloten_door: str
    datum: dt.date
    tot: dt.date

    def as_text(self) -> str:
        """The decision as one sentence."""
        return (
            f"Geaccepteerd door {self.besloten_door} op {self.datum:%d-%m-%Y}, "
            f"tot en met {self.tot:%d-%m-%Y}: {' '.join(self.reden.split()).rstrip('.')}."
        )

    def as_dict(self) -> dict[str, str]:
        """The decision for a program; dates as jjjj-mm-dd."""
        return {
            "reden": self.reden,
            "besloten_door": self.besloten_door,
            "datum": self.datum.isoformat(),
            "tot": self.tot.isoformat(),
        }


@dataclass(frozen=True)
class Oorzaak:
    """The finding that another is a consequence of: its dataset and rule."""

    dataset: str
    regel: str

    def as_text(self) -> str:
        """The finding, as a reader can look it up."""
        return f"{self.dataset}: {self.regel}"


@dataclass(frozen=True)
class Bevinding:
    """One finding on one delivered file.

    `regelnummers` are physical line numbers in the delivered file (the header is line 1), all of them, ascending.
    `aantal` is the number of rows concerned; 0 when the finding is about the file or a column as a whole.
    A finding with a `besluit` is accepted: it is shown everywhere, and does not stop a build.
    """

    dataset: str
    regel: str
    """Stable id of the rule, for example `toewijzingen.sleutel_uniek`."""
    ernst: Ernst
    bestand: str
    kolom: str
    wat: str
    herstel: str
    regelnummers: Sequence[int] = ()
    aantal: int = 0
    besluit: Besluit | None = None
    letters: tuple[str, ...] = ()
    """For a workbook: the letters of the columns that the finding is about."""
    gevolg_van: Oorzaak | None = None
    """The finding to look at first: when that is put right, this one is gone."""

    @property
    def cellen(self) -> tuple[str, ...]:
        """For a workbook: the addresses of all cells concerned, line by line; empty for a CSV."""
        return name_cells(self.regelnummers, self.letters)

    @property
    def remedy(self) -> str:
        """What to do, or of a consequence where to look first."""
        return f"Gevolg van {self.gevolg_van.as_text()}." if self.gevolg_van else self.herstel

    def describe_place(self) -> str:
        """The first lines, or in a workbook cells, and how many more: `, regel 3, 8` or `, cel H3, H8`."""
        return describe_lines(self.regelnummers, self.letters)

    def as_text(self) -> str:
        """The finding as one line for a terminal or an error message."""
        place = self.bestand + (f", kolom {self.kolom}" if self.kolom else "")
        accepted = f" {self.besluit.as_text()}" if self.besluit else ""
        where = f"{place}{self.describe_place()}"
        return f"[{self.ernst}] {where}: {self.wat} {self.remedy} ({self.regel}){accepted}"

    def as_fault(self) -> Fault:
        """The finding as the fault of an error."""
        cells = ", ".join(self.cellen)
        return Fault(
            self.wat, self.bestand, tuple(self.regelnummers), cells, self.kolom, self.regel, self.as_text()
        )


def name_cells(regelnummers: Sequence[int], letters: Sequence[str]) -> tuple[str, ...]:
    """The addresses of cells: every line in each of the columns."""
    return tuple(f"{letter}{regelnummer}" for regelnummer in regelnummers for letter in letters)


def describe_lines(regelnummers: Sequence[int], letters: Sequence[str] = ()) -> str:
    """Name the first line numbers or cells, and on how many more lines: `, regel 3, 8 en nog 12`."""
    if not regelnummers:
        return ""
    first = regelnummers[:REGELNUMMERS_GETOOND]
    shown = ", ".join(name_cells(first, letters) if letters else map(str, first))
    more = len(regelnummers) - REGELNUMMERS_GETOOND
    return f", {'cel' if letters else 'regel'} {shown}" + (f" en nog {more}" if more > 0 else "")


def sort_bevindingen(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Order findings as people read them: what is accepted last, worst first, then by dataset, rule and column.

    A consequence stands right under its cause, when that is among them.
    """
    ordered = sorted(
        bevindingen,
        key=lambda b: (b.besluit is not None, ERNST_VOLGORDE.index(b.ernst), b.dataset, b.regel, b.kolom),
    )
    causes = {Oorzaak(item.dataset, item.regel): item.gevolg_van for item in reversed(ordered)}
    under: dict[Oorzaak | None, list[Bevinding]] = {}
    for item in ordered:
        under.setdefault(_find_root(item, causes), []).append(item)
    result: list[Bevinding] = []
    for item in under.pop(None, []):
        result += [item, *under.pop(Oorzaak(item.dataset, item.regel), [])]
    return result


def _find_root(item: Bevinding, causes: Mapping[Oorzaak, Oorzaak | None]) -> Oorzaak | None:
    """The first cause of a finding, itself no consequence; None when it has none among the findings."""
    root, seen = None, {Oorzaak(item.dataset, item.regel)}
    cause = item.gevolg_van
    while cause is not None and cause in causes:
        if cause in seen:
            return None  # findings that name each other: none is the first
        root = cause
        seen.add(cause)
        cause = causes[cause]
    return root


def is_kritiek(bevindingen: Iterable[Bevinding]) -> bool:
    """Whether the findings stop a build: one is critical and not accepted."""
    return any(bevinding.ernst == "kritiek" and not bevinding.besluit for bevinding in bevindingen)
