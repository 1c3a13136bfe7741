"""Which elements a message has: the structures of the standard, read from `structuur.txt`."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BESTAND = Path(__file__).with_name("structuur.txt")
WETTEN: Mapping[str, str] = {"WMO": "Wmo", "JW": "Jeugdwet"}
OVERIGE_CODES: Mapping[str, str] = {
    "415": "WMO302", "419": "WMO306", "421": "WMO308", "445": "WMO316", "470": "WMO401", "471": "WMO402",
    "472": "WMO403", "473": "WMO404", "480": "WMO317", "481": "WMO318", "482": "WMO319", "483": "WMO320",
}  # fmt: skip
"""Message codes (Vektis COD002) of messages that the extracts do not need."""
REGEL = re.compile(r"(?P<laag>(?:  )*)(?P<naam>\w+)(?P<aantal>[?+]?)(?P<vrij> ~)?")


@dataclass(frozen=True)
class Element:
    """One element: whether it may be absent or come more often, and whether what is below it is left alone."""

    verplicht: bool = True
    vaker: bool = False
    vrij: bool = False
    kinderen: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Soort:
    """A type of message: its name (WMO301), code, law, number (301) and elements by path (`Client/Bsn`). Each is one.

    The root has the path ``; `kinderen` are local names in the order of the standard.
    """

    naam: str
    code: str
    elementen: Mapping[str, Element]

    @property
    def wet(self) -> str:
        """The law that the message is about."""
        return WETTEN[self.naam[:-3]]

    @property
    def nummer(self) -> str:
        """The number that both standards share: 301, 305, ..."""
        return self.naam[-3:]


@functools.cache
def load_soorten() -> Mapping[str, Soort]:
    """All types of message that are read, by message code."""
    soorten: dict[str, Soort] = {}
    for part in BESTAND.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = part.splitlines()
        naam, code = head.split()
        soorten[code] = Soort(naam, code, _parse([line for line in lines if line.strip()]))
    return soorten


def _parse(lines: list[str]) -> dict[str, Element]:
    """The elements of one structure by path; the first line is the root."""
    elementen: dict[str, Element] = {}
    kinderen: dict[str, list[str]] = {}
    above: list[str] = []
    for line in lines:
        found = REGEL.fullmatch(line.rstrip())
        if found is None:
            raise ValueError(f"{BESTAND.name}: {line!r}")
        depth = len(found["laag"]) // 2
        above = [*above[:depth], found["naam"]]
        path = "/".join(above[1:])
        if depth:
            kinderen.setdefault("/".join(above[1:-1]), []).append(found["naam"])
        elementen[path] = Element(found["aantal"] != "?", found["aantal"] == "+", bool(found["vrij"]))
    return {
        path: Element(element.verplicht, element.vaker, element.vrij, tuple(kinderen.get(path, ())))
        for path, element in elementen.items()
    }
