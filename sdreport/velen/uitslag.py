"""What came of one report: the verdict, and what is told of it on the overview."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Oordeel = Literal[
    "gebouwd",
    "stond er al",
    "afgekeurd",
    "onjuist ingesteld",
    "mislukt",
    "duurde te lang",
    "viel uit",
    "nog niet gebouwd",
]
OORDEEL_BIJ: dict[int, Oordeel] = {0: "gebouwd", 1: "afgekeurd", 2: "onjuist ingesteld", 3: "mislukt"}
"""The verdict of every exit code of a build."""
GELUKT: tuple[Oordeel, ...] = ("gebouwd", "stond er al")


@dataclass(frozen=True)
class Uitslag:
    """What came of one report: verdict and exit code, how many findings, how long it took, and the first line of why.

    `gemeente` is empty when the parameters could not be read, `bevindingen` None when the extracts were not checked.
    """

    naam: str
    oordeel: Oordeel
    exitcode: int = 0
    gemeente: str = ""
    rapport: str = ""
    jaar: int | None = None
    bevindingen: int | None = None
    seconden: float = 0.0
    melding: str = ""
    folder: str = ""

    @property
    def gelukt(self) -> bool:
        """Whether there is a report now that belongs to the input."""
        return self.oordeel in GELUKT

    def as_dict(self) -> dict[str, Any]:
        """The outcome as plain values, to send from one process to another."""
        return asdict(self)
