"""Which further numbers to hide, so that no hidden one can be computed: as few as possible, exactly.

Per connected part of the system an integer programme chooses the cells. For each hidden number and each side it holds a
complete set of values that a reader could believe in, and that puts the number far enough away. Sets are added only for
those numbers that an attack on the last choice could still narrow down; when no attack succeeds the choice is safe, and
since it is the best one for a part of all demands, it is the best one. scipy (HiGHS) is imported only when needed.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sdreport.disclosure.stelsel import Cel, Stelsel, Vergelijking, split_components
from sdreport.errors import BuildError
from sdreport.register.cijfer import Sleutel

Reeks = np.ndarray[Any, np.dtype[np.float64]]
RUIM = 4.0
"""How far other numbers may move in a set of values, times its demand; more when that is too little."""
POGINGEN = 8
SCHAAL = 10.0
EPS = 1e-6
TIJD_S = 60.0


@dataclass(frozen=True)
class Eis:
    """What must remain possible for a hidden number: all values from `laag` to `hoog`."""

    laag: float
    hoog: float


@dataclass(frozen=True)
class _Blok:
    """Bounds of one set of deviations: `grenzen` of a hidden cell, `minst` and `meest` with the demand in them."""

    schaal: float
    grenzen: tuple[Reeks, Reeks]
    minst: Reeks
    meest: Reeks


def choose_hidden(stelsel: Stelsel, eisen: Mapping[Sleutel, Eis]) -> set[Sleutel]:
    """The cells to hide besides those of `eisen` and those that were hidden before.

    Minimal in the sum of their weights, then in size. A demand that cannot be met even when everything is hidden is met
    as far as possible: the audit tells whether that is enough.
    """
    cells = stelsel.cellen
    extra: set[Sleutel] = set()
    for keys, relations in split_components(stelsel, eisen, lambda key: not cells[key].vast):
        extra |= _Deel([cells[key] for key in keys], relations, cells).solve(eisen)
    return extra


class _Deel:
    """One connected part, in deviations from the true values: equations are then equal to 0."""

    def __init__(
        self, cellen: Sequence[Cel], relations: Sequence[Vergelijking], alle: Mapping[Sleutel, Cel]
    ) -> None:
        self.cellen = cellen
        self.index = {cel.sleutel: number for number, cel in enumerate(cellen)}
        self.verborgen = {number for number, cel in enumerate(cellen) if cel.waarde is None}
        self.geheel = np.array([float(cel.geheel) for cel in cellen])
        self.rijen = np.zeros((len(relations), len(cellen)))
        self.laag, self.hoog = np.zeros(len(relations)), np.zeros(len(relations))
        self._set_rows(relations, alle)
        self.waarde = self._find_values()
        self.bodem = np.array([min(0.0, cel.minimum - w) for cel, w in zip(cellen, self.waarde, strict=True)])
        self.laag = self.laag - self.rijen @ self.waarde
        self.hoog = self.hoog - self.rijen @ self.waarde

    def solve(self, eisen: Mapping[Sleutel, Eis]) -> set[Sleutel]:
        """The keys to hide besides the demanded ones."""
        demands = self._reachable({self.index[key]: eis for key, eis in eisen.items() if key in self.index})
        must = frozenset({self.index[key] for key in eisen if key in self.index} | self.verborgen)
        chosen, active = must, []
        while True:
            broken = self._find_broken(chosen, [item for item in demands if item not in active])
            if not broken:
                return {self.cellen[number].sleutel for number in chosen - must}
            active += broken
            chosen = self._choose(must, active)

    def _set_rows(self, relations: Sequence[Vergelijking], alle: Mapping[Sleutel, Cel]) -> None:
        """Matrix and bounds of the relations over the cells of this part; what is fixed goes to the other side."""
        for row, relation in enumerate(relations):
            fixed = 0.0
            for key, value in relation.termen:
                if key in self.index:
                    self.rijen[row, self.index[key]] += value
                else:
                    fixed += value * (alle[key].waarde or 0.0)
            self.laag[row], self.hoog[row] = relation.laag - fixed, relation.hoog - fixed

    def _find_values(self) -> Reeks:
        """The true values; for what an earlier report hid, any values that fit."""
        known = np.array([np.nan if cel.waarde is None else cel.waarde for cel in self.cellen])
        if not np.isnan(known).any():
            return known
        minimum = np.array([cel.minimum for cel in self.cellen])
        low, high = np.where(np.isnan(known), minimum, known), np.where(np.isnan(known), np.inf, known)
        found = _milp(np.zeros(len(known)), self.geheel, low, high, self.rijen, self.laag, self.hoog)
        if found is None:
            names = ", ".join(
                f"{cel.sleutel[0]} ({cel.sleutel[1]})" for cel in self.cellen if cel.waarde is None
            )
            raise BuildError(
                f"De geschiedenis past niet bij de cijfers van nu: er is geen waarde mogelijk voor {names}. "
                "Controleer de bestanden in data/history/."
            )
        values: Reeks = np.round(found, 4)
        return values

    def _reachable(self, eisen: Mapping[int, Eis]) -> list[tuple[int, float]]:
        """The demands as (cell, deviation), no further than hiding everything would allow."""
        everything = frozenset(range(len(self.cellen)))
        seen: list[Reeks] = []
        demands: list[tuple[int, float]] = []
        for number, eis in sorted(eisen.items()):
            down = self._lower(everything, number, eis.laag - self.waarde[number], seen)
            up = max(eis.hoog - self.waarde[number], down + eis.hoog - eis.laag)
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

    def _find_broken(
        self, chosen: frozenset[int], demands: Sequence[tuple[int, float]]
    ) -> list[tuple[int, float]]:
        """The first demand that a reader could refute when `chosen` is hidden."""
        seen: list[Reeks] = []
        broken = (item for item in demands if not self._can_reach(chosen, *item, seen))
        return [item for _, item in zip(range(1), broken, strict=False)]

    def _fit(self, chosen: frozenset[int], number: int, deviation: float) -> Reeks | None:
        """Values that fit all that is shown and bring a cell to a deviation; None when there are none."""
        low, high = self._limits(chosen)
        low[number], high[number] = (low[number], deviation) if deviation < 0 else (deviation, high[number])
        # all numbers together as low as they go: such values answer many questions at once
        goal = np.where(np.isfinite(low), 1.0, 0.0) if deviation < 0 else np.zeros(len(low))
        return _milp(goal, self.geheel, low, high, self.rijen, self.laag, self.hoog)

    def _extreme(self, chosen: frozenset[int], number: int, sign: int) -> float:
        """How far below (-1) or above (1) its value a cell can be; infinite where nothing bounds it."""
        low, high = self._limits(chosen)
        limit = 1e3 * max(SCHAAL, float(np.abs(self.waarde).max()))
        (low if sign < 0 else high)[number] = (
            max(low[number], -limit) if sign < 0 else min(high[number], limit)
        )
        goal = np.zeros(len(low))
        goal[number] = -sign
        found = _milp(goal, self.geheel, low, high, self.rijen, self.laag, self.hoog)
        assert found is not None, "the true values fit"
        return float(found[number])

    def _limits(self, chosen: frozenset[int]) -> tuple[Reeks, Reeks]:
        hidden = np.array([number in chosen for number in range(len(self.cellen))])
        return np.where(hidden, self.bodem, 0.0), np.where(hidden, np.inf, 0.0)

    def _choose(self, must: frozenset[int], active: Sequence[tuple[int, float]]) -> frozenset[int]:
        """The cheapest cells to hide such that every active demand has a set of values that meets it."""
        reach = RUIM
        for _ in range(POGINGEN):
            chosen = self._try(must, active, reach)
            if chosen is not None:
                return chosen
            reach *= 4
        raise BuildError("De keuze van af te schermen cijfers is niet gelukt. Meld dit aan de ontwikkelaar.")

    def _try(
        self, must: frozenset[int], active: Sequence[tuple[int, float]], reach: float
    ) -> frozenset[int] | None:
        """The integer programme: first a yes or no per cell, then one block of deviations per demand."""
        from scipy import sparse

        n = len(self.cellen)
        blocks = [self._make_block(number, deviation, reach) for number, deviation in active]
        pairs = self._pair_rows({number for number, _ in active}, must)
        hides, size = sparse.vstack([sparse.identity(n)] * len(blocks)), sparse.identity(n * len(blocks))
        down, up = (np.concatenate([block.grenzen[side] for block in blocks]) for side in (0, 1))
        rows = sparse.vstack(
            [
                sparse.block_diag([pairs, *([self.rijen] * len(blocks))]),
                sparse.hstack([sparse.diags(down) @ hides, -size]),
                sparse.hstack([-sparse.diags(up) @ hides, size]),
            ]
        )
        lows = [self.laag / block.schaal for block in blocks]
        highs = [self.hoog / block.schaal for block in blocks]
        found = _milp(
            np.concatenate([self._weights(), np.zeros(n * len(blocks))]),
            np.concatenate([np.ones(n), np.tile(self.geheel, len(blocks))]),
            np.concatenate(
                [[float(number in must) for number in range(n)], *(block.minst for block in blocks)]
            ),
            np.concatenate([np.ones(n), *(block.meest for block in blocks)]),
            rows,
            np.concatenate([np.zeros(len(pairs)), *lows, np.full(2 * len(down), -np.inf)]),
            np.concatenate([np.full(len(pairs), np.inf), *highs, np.zeros(2 * len(down))]),
        )
        return None if found is None else frozenset(int(number) for number in np.flatnonzero(found[:n] > 0.5))

    def _make_block(self, number: int, deviation: float, reach: float) -> "_Blok":
        """The bounds of one set of deviations; amounts are in tenths of the demand, so that all sizes count alike."""
        scale = 1.0 if self.geheel.all() else abs(deviation) / SCHAAL
        far = max(SCHAAL, reach * abs(deviation) / scale)
        down, up = np.maximum(self.bodem / scale, -far), np.full(len(self.cellen), far)
        least, most = down.copy(), up.copy()
        (most if deviation < 0 else least)[number] = deviation / scale
        return _Blok(scale, (down, up), least, most)

    def _pair_rows(self, demanded: set[int], must: frozenset[int]) -> Reeks:
        """In an equation no number is hidden alone: it could be computed, so hiding it would serve nothing.

        Not needed for the outcome: these rows make the programme much quicker.
        """
        rows: list[Reeks] = []
        for row in self.rijen[self.laag == self.hoog]:
            members = np.flatnonzero(row)
            for number in members if len(members) > 1 else []:
                if number in demanded or number not in must:
                    pair = np.zeros(len(self.cellen))
                    pair[members] = 1.0
                    pair[number] = -1.0
                    rows.append(pair)
        return np.array(rows).reshape(len(rows), len(self.cellen))

    def _weights(self) -> Reeks:
        """What hiding a cell costs: its weight; among equals the smaller value goes first."""
        order = sorted(
            range(len(self.cellen)), key=lambda number: (self.waarde[number], self.cellen[number].sleutel)
        )
        rank = np.empty(len(order))
        rank[order] = np.arange(1, len(order) + 1)
        weights: Reeks = np.array([float(cel.gewicht) for cel in self.cellen]) + rank / (rank.sum() + 1)
        return weights


def _reaches(value: float, deviation: float) -> bool:
    return value <= deviation + EPS if deviation < 0 else value >= deviation - EPS


def _milp(
    goal: Reeks, whole: Reeks, low: Reeks, high: Reeks, rows: Any, least: Reeks, most: Reeks
) -> Reeks | None:
    """Minimise a goal under bounds and linear rows; None when that is impossible."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    with _quiet():
        result = milp(
            goal,
            integrality=whole,
            bounds=Bounds(low, high),
            constraints=LinearConstraint(rows, least, most) if rows.shape[0] else None,
            options={"mip_rel_gap": 0.0, "time_limit": TIJD_S},
        )
    if result.status == 2:
        return None
    if result.x is None or result.status != 0:
        raise BuildError(
            "De keuze van af te schermen cijfers duurt te lang. Verlaag 'drempel' niet, maar voeg kleine groepen samen."
        )
    values: Reeks = result.x
    return values


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the notes that HiGHS prints by itself off standard output, which may be a file for a program."""
    flush = getattr(ctypes.pythonapi, "fflush", None) or (lambda _: None)
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        flush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
