"""The best choice of further numbers to hide: for parts that are small enough.

The least choice under some conditions is attacked; every attack that succeeds adds a condition that all safe choices
meet (Fischetti and Salazar-González). When none succeeds the choice is safe, and since it is the least under a part of
all conditions, it is the best one.
"""

from collections.abc import Sequence

import numpy as np

from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.keuze.dekking import Dekking
from sdreport.disclosure.keuze.snede import find_snede
from sdreport.disclosure.oplosser import Programma, Reeks, Vragen

SCHAAL = 10.0
MEEST_CELLEN = 450
MEEST_WERK = 40_000
"""Cells times demands: so much that one round of attacks takes some seconds."""
RONDES = 60
KNOPEN = 5_000


class TeGrootError(Exception):
    """The exact choice would take too long; `dekking` and `gekozen` are how far it came, when it was begun."""

    def __init__(self, dekking: Dekking | None = None, gekozen: Reeks | None = None) -> None:
        super().__init__()
        self.dekking = dekking
        self.gekozen = gekozen


def choose_exactly(deel: Deel) -> set[int]:
    """The cells to hide besides those of `deel.moet`, with the least weight; `TeGrootError` when that takes too long.

    A demand that cannot be met even when everything is hidden is met as far as possible.
    """
    if len(deel.cellen) > MEEST_CELLEN or len(deel.cellen) * len(deel.eisen) > MEEST_WERK:
        raise TeGrootError
    return _Uitputting(deel).solve()


class _Uitputting:
    """The search in one part."""

    def __init__(self, deel: Deel) -> None:
        self.deel = deel
        self.aantal = len(deel.cellen)
        self.vragen, self.aanvallen = Vragen(deel.rijen), Vragen(deel.rijen)

    def solve(self) -> set[int]:
        """The numbers of the cells to hide besides those that must be."""
        if not self._is_broken(self.deel.moet, demands := self._reachable()):
            return set()
        dekking = Dekking(self.deel, demands)
        for _ in range(RONDES):
            if not self._sharpen(dekking, demands, dekking.relax()):
                break
        last = dekking.relax()
        for _ in range(RONDES):
            chosen = dekking.solve()
            if chosen is None:
                break
            last = self._mark(chosen)
            if not self._sharpen(dekking, demands, last):
                if not self._is_broken(chosen, demands):
                    return set(chosen - self.deel.moet)
                # whole numbers tell the reader more than fractions do: any other choice hides one of the rest
                dekking.add({number: 1.0 for number in range(self.aantal) if number not in chosen})
        raise TeGrootError(dekking, last)

    def _sharpen(self, dekking: Dekking, demands: Sequence[Vraag], keuze: Reeks) -> bool:
        """Add a condition for every demand that a reader could refute under a choice; False when there are none."""
        found = [find_snede(self.deel, vraag, keuze, self.aanvallen) for vraag in demands]
        added = [dekking.add(condition) for condition in found if condition is not None]
        return any(added)

    def _mark(self, chosen: frozenset[int]) -> Reeks:
        return np.array([float(number in chosen) for number in range(self.aantal)])

    def _reachable(self) -> list[Vraag]:
        """The demands as (cell, deviation), no further than hiding everything would allow."""
        everything = frozenset(range(self.aantal))
        seen: list[Reeks] = []
        demands: list[Vraag] = []
        for number, eis in sorted(self.deel.eisen.items()):
            down = self._lower(everything, number, eis.laag - self.deel.waarde[number], seen)
            up = max(eis.hoog - self.deel.waarde[number], down + eis.hoog - eis.laag)
            up = self._lower(everything, number, up, seen)
            demands += [(number, deviation) for deviation in (down, up) if abs(deviation) > EPS]
        return demands

    def _lower(self, chosen: frozenset[int], number: int, deviation: float, seen: list[Reeks]) -> float:
        """A deviation, or as much of it as is possible; 0 for one on the wrong side."""
        if abs(deviation) <= EPS or self._can_reach(chosen, number, deviation, seen):
            return deviation
        return self._extreme(chosen, number, -1 if deviation < 0 else 1)

    def _can_reach(self, chosen: frozenset[int], number: int, deviation: float, seen: list[Reeks]) -> bool:
        """Whether a reader must think a deviation possible; `seen` keeps values that fit, for the next question."""
        if any(_reaches(values[number], deviation) for values in seen):
            return True
        found = self._fit(chosen, number, deviation)
        seen += [] if found is None else [found]
        return found is not None

    def _is_broken(self, chosen: frozenset[int], demands: Sequence[Vraag]) -> bool:
        """Whether a reader could refute a demand when `chosen` is hidden."""
        seen: list[Reeks] = []
        return not all(self._can_reach(chosen, *item, seen) for item in demands)

    def _fit(self, chosen: frozenset[int], number: int, deviation: float) -> Reeks | None:
        """Values that fit all that is shown and bring a cell to a deviation; None when there are none."""
        low, high = self._limits(chosen)
        low[number], high[number] = (low[number], deviation) if deviation < 0 else (deviation, high[number])
        # all numbers together as low as they go: such values answer many questions at once
        goal = np.where(np.isfinite(low), 1.0, 0.0) if deviation < 0 else np.zeros(len(low))
        return self._minimize(goal, low, high)

    def _extreme(self, chosen: frozenset[int], number: int, sign: int) -> float:
        """How far below (-1) or above (1) its value a cell can be; infinite where nothing bounds it."""
        low, high = self._limits(chosen)
        limit = 1e3 * max(SCHAAL, float(np.abs(self.deel.waarde).max()))
        (low if sign < 0 else high)[number] = (
            max(low[number], -limit) if sign < 0 else min(high[number], limit)
        )
        goal = np.zeros(len(low))
        goal[number] = -sign
        found = self._minimize(goal, low, high)
        assert found is not None, "the true values fit"
        return float(found[number])

    def _minimize(self, goal: Reeks, low: Reeks, high: Reeks) -> Reeks | None:
        """The deviations between bounds that fit and make a goal least; None when there are none."""
        deel = self.deel
        programma = Programma(deel.rijen, deel.laag, deel.hoog, low, high, deel.geheel)
        found = self.vragen.minimize(goal, programma, KNOPEN)
        if not found.bewezen and not found.onhaalbaar:
            raise TeGrootError
        return found.beste

    def _limits(self, chosen: frozenset[int]) -> tuple[Reeks, Reeks]:
        hidden = self._mark(chosen) > 0
        return np.where(hidden, self.deel.bodem, 0.0), np.where(hidden, np.inf, 0.0)


def _reaches(value: float, deviation: float) -> bool:
    return value <= deviation + EPS if deviation < 0 else value >= deviation - EPS
