"""All numbers that follow from released ones."""

from collections.abc import Iterator, Sequence

from sdreport.register.afgeleid.gebruik import derive_cover, derive_own, derive_use
from sdreport.register.afgeleid.kosten import EFFECT, derive_effects
from sdreport.register.afgeleid.per_client import (
    GEEN,
    KOSTEN,
    PER_VOORZIENING,
    PER_WET,
    Percelen,
    derive_per_client,
)
from sdreport.register.afgeleid.prognose import derive_expected
from sdreport.register.afgeleid.wijken import derive_wijken
from sdreport.register.cijfer import Cijfer

AFGELEIDE = (
    "clienten_per_1000", "gebruik_bbv", "raming_verhouding", "risico_afwijking", "reserve_dekking", EFFECT,
    PER_WET, KOSTEN, PER_VOORZIENING,
    "verwacht_laag", "verwacht_midden", "verwacht_hoog",
    "wijk_per_1000", "wijk_toeval_laag", "wijk_toeval_hoog",
)  # fmt: skip
"""The indicators that are made here."""


def derive(rijen: Sequence[Cijfer], jaar: int, percelen: Percelen = GEEN) -> Iterator[Cijfer]:
    """The rows that follow from those of a year and the years before it."""
    use = list(derive_use(rijen, jaar))
    yield from use
    yield from derive_own([*rijen, *use], jaar)
    yield from derive_cover([*rijen, *use], jaar)
    yield from derive_effects(rijen, jaar)
    yield from derive_per_client(rijen, jaar, percelen)
    yield from derive_expected(rijen, jaar)
    yield from derive_wijken(rijen, jaar)
