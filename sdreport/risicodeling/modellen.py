"""The four models: from what each municipality uses in each year to what it pays, to the cent.

`gebruik` is an array year × municipality in cents (the mix: voorziening × year × municipality). Every model gives
an array of the same years and municipalities, and in every year the payments add up to the use of the region.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sdreport.project.parameters.regio import Regio
from sdreport.risicodeling import Centen, Getallen


@dataclass(frozen=True)
class Afspraken:
    """What a region has agreed: keys per municipality, the knip per voorziening, and when the vlaktax is revised."""

    jeugdigen: Getallen
    historisch: Getallen
    draagkracht: Centen
    herziening_jaren: int


def make_afspraken(regio: Regio) -> Afspraken:
    """The agreements in the parameters of a region."""
    return Afspraken(
        np.array([gemeente.jeugdigen for gemeente in regio.gemeenten], dtype=np.float64),
        np.array([gemeente.historisch_budget for gemeente in regio.gemeenten], dtype=np.float64),
        np.array(
            [
                [100 * gemeente.draagkracht[soort.slug] for gemeente in regio.gemeenten]
                for soort in regio.voorzieningen
            ],
            dtype=np.int64,
        ),
        regio.simulatie.herziening_jaren,
    )


def divide(bedragen: Centen, gewichten: Getallen) -> Centen:
    """Divide an amount per year over municipalities by weight, to the cent.

    `gewichten` is one row for all years, or a row per year. Everyone gets whole cents; the cents that are left go
    to the largest fractions (method of the largest remainder), so that nothing is lost or made.
    """
    exact = bedragen[:, None] * (gewichten / gewichten.sum(axis=-1, keepdims=True))
    delen = np.floor(exact).astype(np.int64)
    rest = bedragen - delen.sum(axis=1)
    order = np.argsort(delen - exact, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    shared: Centen = delen + (rank < rest[:, None])
    return shared


def verzekering(gebruik: Centen, jeugdigen: Getallen) -> Centen:
    """A fixed premium by number of young people; what the year costs more or less is settled by the same key."""
    return divide(gebruik.sum(axis=1), jeugdigen)


def vlaktax(gebruik: Centen, historisch: Getallen, herziening_jaren: int) -> Centen:
    """Payment by the use of the past: the key of a period is the use of the whole period before it.

    In the first period, and after a period without any use, the key is the historical budget.
    """
    starts = np.arange(0, len(gebruik), herziening_jaren)
    used = np.add.reduceat(gebruik, starts, axis=0)[:-1].astype(np.float64)
    known = np.where(used.sum(axis=1, keepdims=True) > 0, used, historisch)
    keys = np.vstack([historisch[None, :], known])
    return divide(gebruik.sum(axis=1), np.repeat(keys, herziening_jaren, axis=0)[: len(gebruik)])


def verrekening(gebruik: Centen) -> Centen:
    """Every municipality pays its own use."""
    return gebruik.copy()


def mix(per_voorziening: Centen, afspraken: Afspraken) -> Centen:
    """The deliberate mix: vlaktax on what a municipality can carry, verzekering on what goes above it.

    The knip is made per voorziening: up to `draagkracht` the use of a municipality is its own to carry.
    """
    eigen = np.minimum(per_voorziening, afspraken.draagkracht[:, None, :])
    boven = (per_voorziening - eigen).sum(axis=0)
    gedragen = vlaktax(eigen.sum(axis=0), afspraken.historisch, afspraken.herziening_jaren)
    return gedragen + verzekering(boven, afspraken.jeugdigen)


Model = Callable[[Centen, Afspraken], Centen]
"""From use (voorziening × year × municipality) and agreements to payments (year × municipality)."""

MODELLEN: Mapping[str, Model] = {
    "verzekering": lambda per_voorziening, afspraken: verzekering(
        per_voorziening.sum(axis=0), afspraken.jeugdigen
    ),
    "vlaktax": lambda per_voorziening, afspraken: vlaktax(
        per_voorziening.sum(axis=0), afspraken.historisch, afspraken.herziening_jaren
    ),
    "verrekening": lambda per_voorziening, _: verrekening(per_voorziening.sum(axis=0)),
    "mix": mix,
}
"""The models of the note, in its order, by name."""
