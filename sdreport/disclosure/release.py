"""The way out of disclosure control, into the register: protected numbers as rows that may be published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sdreport.disclosure.bescherming import BeschermdCijfer
from sdreport.register.cijfer import Cijfer, add_rijen, drop_rijen


def release(items: Iterable[BeschermdCijfer], status: str) -> Iterator[Cijfer]:
    """The rows of protected numbers, all with the same status. Of measured numbers nothing else makes rows."""
    for item in items:
        gemeten = item.gemeten
        yield Cijfer(
            gemeten.indicator,
            gemeten.jaar,
            gemeten.uitsplitsing,
            item.waarde,
            gemeten.eenheid,
            status,
            add_rijen(gemeten.bron, item.rijen),
            gemeten.definitie,
        )


def release_history(historie: Iterable[Cijfer], items: Iterable[BeschermdCijfer]) -> Iterator[Cijfer]:
    """Rows of earlier years without the values that this report hides, nor how many rows any value rests on."""
    hidden = {item.sleutel for item in items if item.onderdrukt}
    for rij in historie:
        waarde = None if rij.sleutel in hidden else rij.waarde
        yield replace(rij, waarde=waarde, bron=drop_rijen(rij.bron))
