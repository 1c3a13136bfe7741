"""The finding: one thing that is wrong with a delivered file, without any value from a record.

Intake makes findings of what cannot be read, the gate of what does not meet an expectation. Findings hold
file names, columns and line numbers only: record-level values never leave intake and measures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Ernst = Literal["kritiek", "waarschuwing", "melding"]
ERNST_VOLGORDE: tuple[Ernst, ...] = ("kritiek", "waarschuwing", "melding")
REGELS_GETOOND = 10


@dataclass(frozen=True)
class Bevinding:
    """One finding on one delivered file.

    `regels` are physical line numbers in the delivered file (the header is line 1), all of them, ascending.
    `aantal` is the number of rows concerned; 0 when the finding is about the file or a column as a whole.
    """

    dataset: str
    regel: str
    """Stable id of the rule, for example `toewijzingen.sleutel_uniek`."""
    ernst: Ernst
    bestand: str
    kolom: str
    wat: str
    herstel: str
    regels: Sequence[int] = ()
    aantal: int = 0

    def as_text(self) -> str:
        """The finding as one line for a terminal or an error message."""
        place = self.bestand + (f", kolom {self.kolom}" if self.kolom else "")
        return (
            f"[{self.ernst}] {place}{describe_lines(self.regels)}: {self.wat} {self.herstel} ({self.regel})"
        )

    def as_counts(self) -> dict[str, Any]:
        """The finding for publication: counts only, no line numbers."""
        return {
            "dataset": self.dataset,
            "regel": self.regel,
            "ernst": self.ernst,
            "kolom": self.kolom,
            "aantal": self.aantal,
            "wat": self.wat,
            "herstel": self.herstel,
        }


def describe_lines(regels: Sequence[int]) -> str:
    """Name the first line numbers, and how many more there are: `, regel 3, 8 en nog 12`."""
    if not regels:
        return ""
    shown = ", ".join(str(regel) for regel in regels[:REGELS_GETOOND])
    more = len(regels) - REGELS_GETOOND
    return f", regel {shown}" + (f" en nog {more}" if more > 0 else "")


def sort_bevindingen(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Order findings as people read them: worst first, then by dataset, rule and column."""
    return sorted(bevindingen, key=lambda b: (ERNST_VOLGORDE.index(b.ernst), b.dataset, b.regel, b.kolom))


def is_kritiek(bevindingen: Iterable[Bevinding]) -> bool:
    """Whether the findings stop a build."""
    return any(bevinding.ernst == "kritiek" for bevinding in bevindingen)
