"""What a model does to a municipality: expected payment, spread, worst cases, subsidy, incentive and reserve.

Payments and use are arrays year × municipality in cents; outcomes are one number per municipality, in euro.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from sdreport.risicodeling import Centen, Getallen
from sdreport.risicodeling.modellen import Afspraken, Model

BESPARING = 100_000
"""The saving, in cents, with which the incentive is measured: far above the rounding to cents."""


def add_total(bedragen: Centen) -> Centen:
    """The same with the region as last column: its total moves less than its parts do together."""
    return np.concatenate([bedragen, bedragen.sum(axis=-1, keepdims=True)], axis=-1)


def mean_eur(bedragen: Centen) -> Getallen:
    """Mean over the years."""
    mean: Getallen = bedragen.sum(axis=0) / (100 * len(bedragen))
    return mean


def std_eur(bedragen: Centen) -> Getallen:
    """Standard deviation over the years."""
    spread: Getallen = bedragen.std(axis=0) / 100
    return spread


def quantile_eur(bedragen: Centen | Getallen, procent: float) -> Getallen:
    """The payment that is not exceeded in so many percent of the years: a year that was drawn, no interpolation."""
    found: Getallen = np.quantile(bedragen, procent / 100, axis=0, method="inverted_cdf") / 100
    return found


def worst_eur(bedragen: Centen) -> Getallen:
    """The highest payment of all years."""
    worst: Getallen = bedragen.max(axis=0) / 100
    return worst


def subsidy_eur(betaald: Centen, gebruik: Centen) -> Getallen:
    """Mean payment minus mean own use: above zero a municipality pays for others, below zero others pay for it."""
    return mean_eur(betaald - gebruik)


def split_subsidy(subsidie: Getallen) -> Getallen:
    """Who pays for whom, from × to: what the payers pay goes to the receivers in proportion to what these receive."""
    geeft, krijgt = np.maximum(subsidie, 0), np.maximum(-subsidie, 0)
    together = krijgt.sum()
    return np.outer(geeft, krijgt / together) if together > 0 else np.zeros((len(subsidie), len(subsidie)))


def incentive(
    model: Model, per_voorziening: Centen, afspraken: Afspraken, binnen: Iterable[int]
) -> Mapping[int, Getallen]:
    """The percentage of a saving in one year that a municipality keeps itself within so many years.

    Measured by saving: the use of one municipality is lowered in some years, so far apart that one saving cannot
    touch the next, and the payments of that municipality are compared. Every year of a period of the vlaktax gets
    its turn. The saving is in each voorziening in proportion to what is used there.
    """
    termen = sorted(set(binnen))
    periode = afspraken.herziening_jaren
    afstand = periode * -(-(termen[-1] + periode) // periode)
    voor = model(per_voorziening, afspraken)
    jaren, gemeenten = voor.shape
    kept = {term: np.zeros(gemeenten) for term in termen}
    saved = np.zeros(gemeenten)
    for start in range(periode):
        when = np.arange(start, jaren - termen[-1] + 1, afstand)
        for gemeente in range(gemeenten):
            lower = per_voorziening.copy()
            lower[:, when, gemeente] -= _spread_saving(per_voorziening[:, when, gemeente])
            verschil = (voor - model(lower, afspraken))[:, gemeente]
            for term in termen:
                kept[term][gemeente] += verschil[when[:, None] + np.arange(term)].sum()
            saved[gemeente] += (per_voorziening - lower).sum()
    return {term: 100 * kept[term] / np.maximum(saved, 1) for term in termen}


def reserve_eur(bedragen: Centen, horizon_jaren: int, procent: float) -> Getallen:
    """The reserve with which a municipality gets through so many years, with so many percent certainty.

    Every year it puts aside its mean payment. What it pays more comes out of the reserve, what it pays less goes
    in. The reserve is large enough if it never runs out, starting in any of the simulated years.
    """
    tekort = bedragen - bedragen.mean(axis=0)
    loop = np.concatenate([np.zeros((1, bedragen.shape[1])), np.cumsum(tekort, axis=0)])
    windows = np.lib.stride_tricks.sliding_window_view(loop, horizon_jaren + 1, axis=0)
    deepest: Getallen = windows.max(axis=-1) - windows[..., 0]
    return quantile_eur(deepest, procent)


def round_together(bedragen: Getallen) -> list[int]:
    """Whole euros that add up to the rounded sum: what is left over goes to the largest fractions."""
    whole = np.floor(bedragen).astype(np.int64)
    rest = round(float(bedragen.sum())) - int(whole.sum())
    whole[np.argsort(whole - bedragen, kind="stable")[:rest]] += 1
    return [int(value) for value in whole]


def _spread_saving(gebruik: Centen) -> Centen:
    """A saving per voorziening (voorziening × year) of together `BESPARING` a year, or all use where that is less."""
    part = np.minimum(BESPARING / np.maximum(gebruik.sum(axis=0), 1), 1.0)
    saving: Centen = np.floor(gebruik * part).astype(np.int64)
    return saving
