"""Uncertain years of care: a seeded simulation of how much every municipality uses, per voorziening.

A year has an ordinary level, a shock that all municipalities feel and one that each feels alone; shocks fade over
the years. On top of that comes chance: how many cases there are, and what each of them costs. Every part draws
from a stream of its own, so that a change in one voorziening leaves the others as they were.
"""

import math

import numpy as np

from sdreport.project.parameters.regio import Regio, VeelGebruikt, Zeldzaam
from sdreport.risicodeling import Centen, Getallen

AANLOOP_DUUR = 8
"""Years before the first, in durations of a case: by then as many cases end as begin."""


def simulate(regio: Regio) -> Centen:
    """Use in cents, voorziening × year × municipality; the same parameters give the same years."""
    afspraken = regio.simulatie
    streams = np.random.SeedSequence(afspraken.seed).spawn(1 + len(regio.voorzieningen))
    aanloop = max(
        math.ceil(AANLOOP_DUUR * soort.duur_jaren) if isinstance(soort, Zeldzaam) else 0
        for soort in regio.voorzieningen
    )
    drukte = draw_drukte(np.random.default_rng(streams[0]), regio, afspraken.jaren + aanloop)
    parts = []
    for soort, stream in zip(regio.voorzieningen, streams[1:], strict=True):
        verwacht = drukte * [gemeente.gevallen[soort.slug] for gemeente in regio.gemeenten]
        draw = draw_zeldzaam if isinstance(soort, Zeldzaam) else draw_veel_gebruikt
        parts.append(draw(np.random.default_rng(stream), soort, verwacht)[aanloop:])  # type: ignore[arg-type]
    return np.stack(parts)


def expect(regio: Regio) -> Getallen:
    """The expected use in euro per year, voorziening × municipality: cases times their mean price."""
    return np.array(
        [
            [gemeente.gevallen[soort.slug] * soort.verwachte_kosten for gemeente in regio.gemeenten]
            for soort in regio.voorzieningen
        ]
    )


def draw_drukte(rng: np.random.Generator, regio: Regio, jaren: int) -> Getallen:
    """How busy a year is, year × municipality, on average 1: a regional and a local shock that fade."""
    gemeenten = len(regio.gemeenten)
    sterkte = np.array([regio.simulatie.regionale_schok, *[regio.simulatie.lokale_schok] * gemeenten]) / 100
    sigma = np.sqrt(np.log1p(sterkte**2))  # of a lognormal factor with this standard deviation and mean 1
    stoot = rng.standard_normal((jaren, 1 + gemeenten))
    naijling = regio.simulatie.naijling
    stand = np.empty_like(stoot)
    stand[0] = stoot[0]
    nieuw = stoot * math.sqrt(1 - naijling**2)
    for jaar in range(1, jaren):
        stand[jaar] = naijling * stand[jaar - 1] + nieuw[jaar]
    factor = np.exp(sigma * stand - sigma**2 / 2)
    drukte: Getallen = factor[:, :1] * factor[:, 1:]
    return drukte


def draw_veel_gebruikt(rng: np.random.Generator, soort: VeelGebruikt, verwacht: Getallen) -> Centen:
    """Cost of many ordinary cases: the sum of so many gamma-distributed prices is gamma-distributed too."""
    vorm = (100 / soort.spreiding) ** 2
    aantal = rng.poisson(verwacht)
    kosten = rng.standard_gamma(aantal * vorm) * (soort.kosten_per_geval / vorm)
    return np.rint(100 * kosten).astype(np.int64)


def draw_zeldzaam(rng: np.random.Generator, soort: Zeldzaam, verwacht: Getallen) -> Centen:
    """Cost of few expensive cases: each begins in some year, has a price, and lasts a number of years."""
    jaren, gemeenten = verwacht.shape
    nieuw = rng.poisson(verwacht / soort.duur_jaren)
    begin = np.repeat(np.arange(verwacht.size), nieuw.ravel())
    prijs = soort.laagste_kosten * (1 - rng.random(begin.size)) ** (-1 / soort.staart)
    centen = np.rint(100 * np.minimum(prijs, soort.hoogste_kosten))
    duur = np.minimum(rng.geometric(1 / soort.duur_jaren, begin.size), jaren)
    case = np.repeat(np.arange(begin.size), duur)
    since = np.arange(case.size) - np.repeat(np.cumsum(duur) - duur, duur)
    cell = begin[case] + since * gemeenten
    inside = cell < verwacht.size
    total = np.bincount(cell[inside], weights=centen[case[inside]], minlength=verwacht.size)
    return total.astype(np.int64).reshape(jaren, gemeenten)
