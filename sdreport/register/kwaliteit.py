"""What a report publishes of the quality of its data, texts and release (`datakwaliteit.json`).

It holds counts and no line of an extract. It is made once, by the stages; its page and its file say the same.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sdreport.project.vrijgave import Logregel, Vrijgave

NAAM = "datakwaliteit.json"
GETAL = "[getal]"
"""What stands in a quotation in place of a number that may not be told."""
Aantal = int | str
"""A count; under disclosure control the class in which it lies."""


@dataclass(frozen=True)
class Extractoordeel:
    """What the gate found in one extract: how many rows and rules, and how many findings of each kind."""

    slug: str
    titel: str
    bestand: str
    rijen: Aantal
    regels_getoetst: int
    kritiek: int
    waarschuwing: int
    melding: int
    geaccepteerd: int = 0


@dataclass(frozen=True)
class Regeloordeel:
    """What came of one rule: on how many rows it was tested, and how many are not good."""

    dataset: str
    regel: str
    kolom: str
    ernst: str
    uitleg: str
    status: str
    getoetst: Aantal
    aantal: Aantal


@dataclass(frozen=True)
class Bevindingtelling:
    """One finding as it is published: how many rows, and no line."""

    dataset: str
    regel: str
    ernst: str
    kolom: str
    aantal: Aantal
    wat: str
    herstel: str
    geaccepteerd: Mapping[str, str] | None = None
    """The decision, when the finding is accepted."""


@dataclass(frozen=True)
class Tekstmelding:
    """A word in a text that nobody can check; texts are public, so its place is told."""

    bestand: str
    regelnummer: int
    woord: str
    wat: str

    def as_dict(self) -> dict[str, Any]:
        """The remark as it is published."""
        return {"bestand": self.bestand, "regel": self.regelnummer, "woord": self.woord, "wat": self.wat}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Tekstmelding":
        """The remark back from what was published."""
        return cls(data["bestand"], data["regel"], data["woord"], data["wat"])


@dataclass(frozen=True)
class Leesmaat:
    """One section measured: `leesgemak` is higher for easier text; `langste_zin` is a number of words."""

    woorden: int
    zinnen: int
    woorden_per_zin: float
    lange_woorden_pct: float
    leesgemak: float
    langste_zin: int
    begin_langste_zin: str


@dataclass(frozen=True)
class Leesoordeel:
    """How one section of the toelichting reads."""

    bestand: str
    sectie: str
    maat: Leesmaat
    let_op: str
    """What makes it hard to read; empty when nothing does."""

    @property
    def moeilijk(self) -> bool:
        """Whether it is hard to read."""
        return bool(self.let_op)

    def as_dict(self) -> dict[str, Any]:
        """One row, as it is published."""
        return {
            "bestand": self.bestand,
            "sectie": self.sectie,
            **vars(self.maat),
            "let_op": self.let_op,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Leesoordeel":
        """The judgement back from its row."""
        maat = Leesmaat(**{item.name: row[item.name] for item in fields(Leesmaat)})
        return cls(row["bestand"], row["sectie"], maat, row["let_op"])


@dataclass(frozen=True)
class Gegevenskwaliteit:
    """What the gate says of the extracts of a report."""

    oordeel: str
    datasets: tuple[Extractoordeel, ...]
    regels: tuple[Regeloordeel, ...]
    bevindingen: tuple[Bevindingtelling, ...]
    tegenstrijdigheden: tuple[Mapping[str, str], ...]
    """The contradictions in a published document, with the columns of the file that names them."""


ONGETOETST = Gegevenskwaliteit("niet getoetst", (), (), (), ())
"""What there is to say before the gate has judged."""


@dataclass(frozen=True)
class Kwaliteitsrapport(Gegevenskwaliteit):
    """All that is published of the quality of a report."""

    teksten: tuple[Tekstmelding, ...]
    stukken: int
    """How many sections of the toelichting there are to read."""
    leesbaarheid: tuple[Leesoordeel, ...]
    """Those of them that are hard to read: of the others there is nothing to do, and each word would change this."""
    vrijgave: Vrijgave
    logboek: tuple[Logregel, ...]

    def as_dict(self) -> dict[str, Any]:
        """The report as it is published; what is not accepted says nothing of that."""
        return {
            "oordeel": self.oordeel,
            "datasets": [_without_empty(item) for item in self.datasets],
            "regels": [vars(item) for item in self.regels],
            "bevindingen": [_without_empty(item) for item in self.bevindingen],
            "tegenstrijdigheden": list(self.tegenstrijdigheden),
            "teksten": [item.as_dict() for item in self.teksten],
            "stukken": self.stukken,
            "leesbaarheid": [item.as_dict() for item in self.leesbaarheid],
            "vrijgave": vars(self.vrijgave),
            "logboek": [vars(item) for item in self.logboek],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Kwaliteitsrapport":
        """The report back from what was published."""
        return cls(
            oordeel=data["oordeel"],
            datasets=tuple(Extractoordeel(**row) for row in data["datasets"]),
            regels=tuple(Regeloordeel(**row) for row in data["regels"]),
            bevindingen=tuple(Bevindingtelling(**row) for row in data["bevindingen"]),
            tegenstrijdigheden=tuple(data["tegenstrijdigheden"]),
            teksten=tuple(Tekstmelding.from_dict(row) for row in data["teksten"]),
            stukken=data["stukken"],
            leesbaarheid=tuple(Leesoordeel.from_dict(row) for row in data["leesbaarheid"]),
            vrijgave=Vrijgave(**data["vrijgave"]),
            logboek=tuple(Logregel(**row) for row in data["logboek"]),
        )


def write_quality(kwaliteit: Kwaliteitsrapport, folder: Path) -> None:
    """Write the report as JSON for publication; the same content always gives the same bytes."""
    text = json.dumps(kwaliteit.as_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    (folder / NAAM).write_text(text, encoding="utf-8", newline="\n")


def _without_empty(item: Extractoordeel | Bevindingtelling) -> dict[str, Any]:
    return {name: value for name, value in vars(item).items() if name != "geaccepteerd" or value}
