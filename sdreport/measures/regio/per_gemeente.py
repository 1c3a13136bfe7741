"""Measurements of a region: one value per municipality and one for the region as a whole."""

from collections.abc import Iterable, Iterator

import numpy as np

from sdreport.measures.definitie import Meting
from sdreport.project.parameters.regio import Regio
from sdreport.register.structuur import TOTAAL
from sdreport.risicodeling import Centen, Getallen
from sdreport.risicodeling.uitkomsten import round_together


def each_gemeente(
    waarden: tuple[str, ...], regio: Regio, getallen: Centen | Getallen, decimals: int = 0
) -> Iterator[Meting]:
    """One value per municipality and for the region, rounded each by itself."""
    for slug, waarde in zip([*regio.slugs, TOTAAL], getallen, strict=True):
        yield Meting((*waarden, slug), round(float(waarde), decimals), 0)


def each_together(waarden: tuple[str, ...], regio: Regio, bedragen: Iterable[float]) -> Iterator[Meting]:
    """Whole euros per municipality that add up to that of the region."""
    whole = round_together(np.asarray(bedragen, dtype=np.float64))
    yield from each_gemeente(waarden, regio, np.array([*whole, sum(whole)]))
