"""The number of the register: which one it is, its address, and what is published of it.

A number has an address, `indicator.waarde.waarde` with the values of its dimensions in their order, and with `@2022`,
`@-1` or `@+4` for another year than the one reported. Addresses are put together and taken apart here only.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

ADRES = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9+-]+)*(?:@[+-]?\d+)?")
STATUSSEN = ("definitief", "voorlopig", "voorbeeld")
"""From firm to weak: what is computed from several numbers has the weakest of their statuses."""
BRON_RIJEN = re.compile(r" \(\d+ rij(?:en)?\)")
Sleutel = tuple[str, int]
"""Which number it is: its address, without a year, and its year."""


@dataclass(frozen=True)
class Getal:
    """A number, as far as one has to know it to reason with it: which one it is, its value and its unit.

    `waarde` is None when it is hidden.
    """

    indicator: str
    jaar: int
    uitsplitsing: Mapping[str, str]
    waarde: float | None
    eenheid: str

    @property
    def adres(self) -> str:
        """The address, without the year."""
        return self.adres_of(self.indicator)

    @property
    def sleutel(self) -> Sleutel:
        """The address and the year."""
        return self.adres, self.jaar

    def fits(self, patroon: str) -> bool:
        """Whether the address is one of those that a pattern names: a `*` stands for any text."""
        return fnmatchcase(self.adres, patroon)

    def adres_of(self, indicator: str) -> str:
        """The address of another indicator with the same values."""
        return make_adres(indicator, self.uitsplitsing.values())

    @property
    def onderdrukt(self) -> bool:
        """Whether the value is hidden."""
        return self.waarde is None


@dataclass(frozen=True)
class Cijfer(Getal):
    """One row of the register: a number that may be published. What measures give becomes one in `disclosure` only."""

    status: str
    bron: str
    definitie: str


def make_adres(indicator: str, waarden: Iterable[str] = (), jaar: int | None = None) -> str:
    """The address of an indicator and the values of its dimensions, with a year when one is given."""
    adres = ".".join([indicator, *waarden])
    return adres if jaar is None else f"{adres}@{jaar}"


def make_waarde(naam: str) -> str:
    """A name as the value of a dimension in an address: `Dorp Élde` is `dorp-elde`."""
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def parse_adres(adres: str, jaar: int) -> tuple[str, list[str], int]:
    """The indicator, the values and the year of an address, or of a pattern of addresses; `jaar` is the one reported.

    The reverse of `make_adres`. Whether a text is an address at all, `ADRES` tells.
    """
    naam, _, year = adres.partition("@")
    indicator, *waarden = naam.split(".")
    return indicator, waarden, jaar + int(year or 0) if not year or year[0] in "+-" else int(year)


def format_uitsplitsing(uitsplitsing: Mapping[str, str]) -> str:
    """A breakdown as text: `wet=wmo;voorziening=totaal`."""
    return ";".join(f"{dim}={waarde}" for dim, waarde in uitsplitsing.items())


def parse_uitsplitsing(text: str) -> dict[str, str]:
    """The reverse of `format_uitsplitsing`; ValueError when a dimension has two values."""
    pairs = [part.split("=", 1) for part in text.split(";") if part]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(text)
    return found


def add_rijen(bron: str, rijen: int) -> str:
    """A source that tells on how many of its rows a number rests; 0 says nothing."""
    return f"{bron} ({rijen} {'rij' if rijen == 1 else 'rijen'})" if rijen else bron


def drop_rijen(bron: str) -> str:
    """The reverse of `add_rijen`."""
    return BRON_RIJEN.sub("", bron)
