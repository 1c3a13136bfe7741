"""What an import tells: per type of message what was read, and all that does not fit, by file, element and line.

No value of a message is ever told. Of very many places of one kind the first are kept, and all are counted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sdreport.bevindingen import ERNST_VOLGORDE, Ernst
from sdreport.errors import shorten
from sdreport.intake.berichten.findings import ERNST, UITLEG
from sdreport.intake.berichten.store import Berichtopslag
from sdreport.safe.dutch import to_dutch
from sdreport.safe.restricted import write_closed_csv
from sdreport.safe.text import for_csv, for_terminal, remove_onzichtbaar

MEESTE_PLAATSEN = 10_000
GETOOND = 5
UITKOMSTEN = ("berichten", "regels", "vervangen", "ingetrokken", "afgewezen", "past_niet", "onleesbaar")


@dataclass(frozen=True)
class Verteld:
    """One rule at one element: how often, and the first places as `bestand, regel 12`."""

    melding: str
    element: str
    aantal: int
    plaatsen: tuple[str, ...]

    @property
    def ernst(self) -> Ernst:
        """How bad it is."""
        return ERNST[self.melding]

    def as_text(self) -> str:
        """As one line for a terminal."""
        what = UITLEG[self.melding]
        where = "; ".join(map(shorten, self.plaatsen))
        more = self.aantal - len(self.plaatsen)
        rest = f"; en nog {to_dutch(more, ',d')}" if more > 0 else ""
        element = f"{self.element}: " if self.element else ""
        return for_terminal(f"[{self.ernst}] {element}{what} {where}{rest} ({self.melding})")


class Importverslag:
    """Collects what is told while messages are read and worked out."""

    def __init__(self, storage: Berichtopslag) -> None:
        self._opslag = storage
        self._count: Counter[tuple[str, str]] = Counter()
        self.bron = 0
        self._pending: Counter[tuple[str, str]] = Counter()
        self._places: list[tuple[str, str, int]] = []
        self.aantallen: dict[str, Counter[str]] = {}
        """Per type of message how many of each of `UITKOMSTEN`."""

    def begin(self, bron: int) -> None:
        """From here on all that is told is about this file, until `end`."""
        self.bron = bron
        self.forget()

    def forget(self) -> None:
        """Take back what was told of this file: it is read again, or not at all."""
        self._pending.clear()
        self._places.clear()

    def count_pending(self) -> int:
        """How often something did not fit in this file, so far."""
        return sum(times for (melding, _), times in self._pending.items() if ERNST[melding] != "melding")

    def end(self) -> None:
        """Keep what was told of this file."""
        for melding, element, regel in self._places:
            if self._count[melding, element] < MEESTE_PLAATSEN:
                self._opslag.add("melding", (melding, element, self.bron, regel))
        self._count += self._pending
        self.forget()

    def tell(self, melding: str, element: str, regel: int) -> None:
        """Note that a rule was broken, at an element on a line of the file that is read."""
        key = (melding, element)
        self._pending[key] += 1
        if self._pending[key] <= MEESTE_PLAATSEN:
            self._places.append((melding, element, regel))

    def tell_of(self, melding: str, element: str, bron: int, regel: int) -> None:
        """Note that a rule was broken, at an element on a line of any file."""
        key = (melding, element)
        self._count[key] += 1
        if self._count[key] <= MEESTE_PLAATSEN:
            self._opslag.add("melding", (melding, element, bron, regel))

    def count(self, soort: str, uitkomst: str, aantal: int = 1) -> None:
        """Add to what became of messages or records of a type."""
        if aantal:
            self.aantallen.setdefault(soort, Counter())[uitkomst] += aantal

    def is_kritiek(self) -> bool:
        """Whether something could not be read."""
        return any(ERNST[melding] == "kritiek" for melding, _ in self._count)

    def list_verteld(self) -> list[Verteld]:
        """All that was told, worst first."""
        told = [
            Verteld(melding, element, aantal, tuple(self._name_places(melding, element)))
            for (melding, element), aantal in self._count.items()
        ]
        order = list(UITLEG)
        return sorted(told, key=lambda t: (ERNST_VOLGORDE.index(t.ernst), order.index(t.melding), t.element))

    def write_places(self, path: Path) -> None:
        """Write every place that is known to a file that only its owner can read."""
        sql = """SELECT m.melding, m.element, b.naam, m.regel FROM melding m LEFT JOIN bron b ON b.rowid = m.bron
                 ORDER BY m.melding, m.element, b.naam, m.regel"""
        rows = (
            (
                ERNST[melding],
                melding,
                element,
                for_csv(remove_onzichtbaar(naam or "")),
                str(regel or ""),
                UITLEG[melding],
            )
            for melding, element, naam, regel in self._opslag.stream(sql)
        )
        write_closed_csv(path, ("ernst", "melding", "element", "bestand", "regel", "uitleg"), rows)

    def _name_places(self, melding: str, element: str) -> Iterator[str]:
        sql = """SELECT b.naam, m.regel FROM melding m LEFT JOIN bron b ON b.rowid = m.bron
                 WHERE m.melding = ? AND m.element = ? ORDER BY b.naam, m.regel LIMIT ?"""
        for naam, regel in self._opslag.rows(sql, melding, element, GETOOND):
            named = " ".join((naam or "").split())  # the name of a file can hold the end of a line
            yield f"{named}, regel {regel}" if regel else named


def _show(naam: str | None) -> str:
    """The name of a file, as a spreadsheet may have it."""
    return for_csv(remove_onzichtbaar(naam or ""))
