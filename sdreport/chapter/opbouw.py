"""The layout of a report: the number of every figure and table, and the texts that go with a series of them.

It is made before any notebook runs (`layout.number`), so that a text can name a figure of any chapter, and so that a
cell shows the same number in a build, by hand, and when it is run again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sdreport.errors import ConfigurationError, suggest

Soort = Literal["figuur", "tabel"]

KOP_VAN_FIGUUR = "figuur-"
"""A section of this name and that of a figure is the title above the figure: what the figure shows."""


@dataclass(frozen=True)
class Begeleiding:
    """The sections of the toelichting that stand before and after one part of a series, by name."""

    voor: Sequence[str] = ()
    na: Sequence[str] = ()


@dataclass(frozen=True)
class Opbouw:
    """Numbers by kind and name; per chapter the texts of parts of a series, and the sections that no cell shows.

    `leeg` are the figures and tables (`figuur instroom`) that a report has no data for, or zeros only: they get no
    number.
    """

    nummers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    teksten: Mapping[str, Mapping[str, Begeleiding]] = field(default_factory=dict)
    """Per chapter: `figuur <name>` or `tabel <name>` to its texts, in the order in which texts name them."""
    ongetoond: Mapping[str, Sequence[str]] = field(default_factory=dict)
    standaard: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Per chapter the sections that come with the package and that a cell shows."""
    leeg: Sequence[str] = ()
    hoofdstukken: Mapping[str, str] = field(default_factory=dict)
    """The number of every chapter by its name."""

    def find_number(self, soort: Soort, naam: str) -> str:
        """The number of a figure or table, such as `3.4`; `ConfigurationError` names the closest name there is."""
        known = self.nummers.get(soort, {})
        if f"{soort} {naam}" in self.leeg:
            raise ConfigurationError(
                f"De {soort} '{naam}' staat niet in dit rapport: er zijn geen cijfers voor, of alle zijn nul. "
                "Laat de zin weg, of haal de verwijzing eruit."
            )
        if naam not in known:
            raise ConfigurationError(f"Er is geen {soort} '{naam}'. {self._hint(soort, naam)}")
        return known[naam]

    def find_name(self, soort: Soort, nummer: str) -> str | None:
        """The name of the figure or table with this number; None when there is none."""
        return next((naam for naam, known in self.nummers.get(soort, {}).items() if known == nummer), None)

    def as_dict(self) -> dict[str, Any]:
        """The layout as plain data, for the work folder."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Opbouw":
        """The layout back from plain data."""
        teksten = {
            hoofdstuk: {naam: Begeleiding(**texts) for naam, texts in parts.items()}
            for hoofdstuk, parts in data["teksten"].items()
        }
        return cls(
            data["nummers"], teksten, data["ongetoond"], data["standaard"], data["leeg"], data["hoofdstukken"]
        )

    def _hint(self, soort: Soort, naam: str) -> str:
        for other, known in self.nummers.items():
            if other != soort and naam in known:
                return f"Bedoelt u '{other} {naam}'?"
        known = self.nummers.get(soort, {})
        return suggest(naam, known) if known else "Geen enkel hoofdstuk heeft er een."


def number_chapters(namen: Sequence[str]) -> dict[str, str]:
    """The number of each chapter, by its place in the report: files may leave numbers out, pages do not.

    A name that begins with 0, as that of the page on quality, keeps it; one without a number keeps its word.
    """
    first = {naam: naam.partition("_")[0] for naam in namen}
    numbered = [naam for naam in namen if first[naam].isdigit() and int(first[naam])]
    return {**first, **{naam: str(place) for place, naam in enumerate(numbered, 1)}}


GEEN_OPBOUW = Opbouw()
"""A report in which nothing has a number."""
