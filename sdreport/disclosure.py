"""Disclosure control: the one way from measured values into the register.

A count of persons between 1 and the threshold is hidden, and so is a share or amount that rests on so few persons:
in a small municipality such a cell can be a neighbour. Zero is shown: it tells of nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sdreport.measures.definitie import Cijfer

TELT_PERSONEN = ("personen", "huishoudens")


@dataclass(frozen=True)
class BeschermdCijfer:
    """A register row that may be published: `waarde` is None where it is hidden, and `rijen` then 0."""

    cijfer: Cijfer
    waarde: float | None
    rijen: int

    @property
    def onderdrukt(self) -> bool:
        """Whether the value is hidden."""
        return self.waarde is None


def protect(cijfers: Iterable[Cijfer], drempel: int) -> list[BeschermdCijfer]:
    """Hide what is below the threshold `drempel` (in persons); 0 hides nothing."""
    return [_protect(cijfer, drempel) for cijfer in cijfers]


def _protect(cijfer: Cijfer, drempel: int) -> BeschermdCijfer:
    rests_on = cijfer.rijen if cijfer.personen is None else cijfer.personen
    persons = cijfer.waarde if cijfer.eenheid in TELT_PERSONEN else rests_on
    if cijfer.over_personen and 0 < persons < drempel:
        return BeschermdCijfer(cijfer, None, 0)
    return BeschermdCijfer(cijfer, cijfer.waarde, cijfer.rijen)
