"""What chance can do to a share: how far it may lie from what is expected before chance no longer explains it.

The bound is Chernoff's: of `n` drawn with a chance of `q`, a share of `p` or further off has a probability of at most
exp(-n D(p, q)), with D the divergence of Kullback and Leibler. It holds for any number, also where a normal curve does
not, and is rather too wide than too narrow. An expected share that was itself counted (of last year) is drawn too: then
both are held against their common share, as in the G-test. `kans` is for one comparison; a report makes hundreds, so it
is very small. Where a rule knows how many it makes, `SAMEN_KANS` is the chance that any of them is wrong.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

SAMEN_KANS = 1e-3
"""The chance of a false finding of a rule in a delivery, over all that it compares; of ten rules one in a hundred."""
STAPPEN = 50
"""Halvings of a share: more than a float can tell apart."""


def explain_share(verwacht: float, aantal: float, grondslag: float, kans: float) -> tuple[float, float]:
    """The lowest and the highest share of `aantal` that chance explains.

    `verwacht` is the expected share; `grondslag` on how many that rests, infinite for a share that is no count.
    """
    limit = math.log(2 / kans)

    def explained(share: float) -> bool:
        return _divergence_of_both(share, aantal, verwacht, grondslag) <= limit

    return _find_edge(explained, verwacht, 0.0), _find_edge(explained, verwacht, 1.0)


def none_by_chance(verwacht: float, aantal: float, kans: float) -> bool:
    """Whether chance explains that none of `aantal` has what a share `verwacht` should have."""
    return verwacht < 1 and -aantal * math.log1p(-verwacht) <= math.log(1 / kans)


def find_deviations(vergelijkingen: int) -> float:
    """The standard deviations that chance explains when so many sums of many parts are compared, in both directions."""
    return NormalDist().inv_cdf(1 - SAMEN_KANS / (2 * max(1, vergelijkingen)))


def find_most(verwacht: float) -> int:
    """The most events that chance explains, of which so many are to be expected, each by itself (Poisson)."""
    most, term = 0, math.exp(-verwacht)
    beyond = 1 - term
    while beyond > SAMEN_KANS and most < verwacht + 10 * math.sqrt(verwacht) + 10:
        most += 1
        term *= verwacht / most
        beyond -= term
    return most


def _find_edge(explained: Callable[[float], bool], inside: float, outside: float) -> float:
    if explained(outside):
        return outside
    for _ in range(STAPPEN):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if explained(middle) else (inside, middle)
    return inside


def _divergence_of_both(share: float, aantal: float, verwacht: float, grondslag: float) -> float:
    if math.isinf(grondslag):
        return aantal * _divergence(share, verwacht)
    together = (share * aantal + verwacht * grondslag) / (aantal + grondslag)
    return aantal * _divergence(share, together) + grondslag * _divergence(verwacht, together)


def _divergence(p: float, q: float) -> float:
    """Kullback and Leibler's, of two shares; infinite when the second does not allow the first."""
    return _part(p, q) + _part(1 - p, 1 - q)


def _part(p: float, q: float) -> float:
    if p <= 0:
        return 0.0
    return p * math.log(p / q) if q > 0 else math.inf
