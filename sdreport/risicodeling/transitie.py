"""The transition arrangement: what is promised, what is left, and who pays when more is needed. In cents."""

from dataclasses import dataclass

import numpy as np

from sdreport.project.parameters.regio import Regio
from sdreport.risicodeling import Centen, Getallen
from sdreport.risicodeling.modellen import divide


@dataclass(frozen=True)
class Transitiedelen:
    """Per municipality, in cents: the promised part, the part that is left, and what is needed on top."""

    budget: Centen
    vast: Centen
    nodig: Centen

    @property
    def vrij(self) -> Centen:
        """What is left when only the promised part is needed."""
        return self.budget - self.vast

    @property
    def overschrijding(self) -> Centen:
        """What is needed above the promised part."""
        return self.nodig - self.vast

    @property
    def vrij_na_overschrijding(self) -> Centen:
        """What is left when more is needed than was promised."""
        return self.budget - self.nodig


def split_transitie(regio: Regio, gewichten: Getallen | None = None) -> Transitiedelen:
    """The arrangement per municipality; the overrun of the region is shared by weight (historical budgets)."""
    historisch = np.array([gemeente.historisch_budget for gemeente in regio.gemeenten], dtype=np.float64)
    vast = _share(regio, regio.transitie.vast_deel)
    overrun = _share(regio, regio.transitie.nodig_deel) - vast
    shared = divide(np.array([vast, overrun]), historisch)
    if gewichten is not None:
        shared[1] = divide(np.array([overrun]), gewichten)[0]
    return Transitiedelen((100 * historisch).astype(np.int64), shared[0], shared[0] + shared[1])


def _share(regio: Regio, procent: float) -> int:
    """A percentage of the budget of the region, in cents."""
    return round(regio.budget * procent)
