"""Which cells have to be hidden at least: conditions that every safe choice meets, and the least choice then.

First the conditions of single relations: in an equation no number is hidden alone, and what is hidden with a number has
to leave it enough room. Further ones (`snede.py`) are added when an attack succeeds. The least weight under all these
conditions is a bound from below for every safe choice.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.oplosser import (
    Matrix,
    Programma,
    Reeks,
    make_matrix,
    minimize,
    minimize_linear,
)

Voorwaarde = Mapping[int, float]
"""Coefficients per cell: hidden cells count, and together they must come to at least 1."""
HALF = 0.5
KNOPEN = 1_500
KNOPEN_GROOT = 20
SPELING = 0.01
MEEST_CELLEN = 4_000
RONDES = 3
BEURTEN_GROOT = 14
"""So often conditions are added to a large part: each of its programmes takes seconds, and the bound hardly rises."""
DEEL_HEEL = 0.6
"""Of a large part the largest four of ten are made whole at once."""


class Dekking:
    """The conditions on the choice in one part."""

    def __init__(self, deel: Deel, vragen: Sequence[Vraag]) -> None:
        self.deel = deel
        self.moet = np.zeros(len(deel.cellen))
        self.moet[list(deel.moet)] = 1.0
        self.gewicht_moet = float(deel.gewichten @ self.moet)
        self._lijnen = deel.rijen[np.flatnonzero(deel.laag == deel.hoog)]
        self._knopen = KNOPEN
        self._voorwaarden: list[tuple[Voorwaarde, float]] = []
        self._gezien: set[tuple[float, tuple[tuple[int, float], ...]]] = set()
        self._add_own(vragen)

    def add(self, voorwaarde: Voorwaarde, minst: float = 1.0) -> bool:
        """Add a condition; False when it was there already."""
        key = minst, tuple(sorted((number, round(value, 6)) for number, value in voorwaarde.items()))
        new = key not in self._gezien
        if new:
            self._gezien.add(key)
            self._voorwaarden.append((voorwaarde, minst))
        return new

    def relax(self, minst: Reeks | None = None) -> Reeks:
        """The least choice when cells could be hidden by halves: between 0 and 1 per cell."""
        low = self.moet if minst is None else minst
        turns = 0
        while True:
            found = minimize_linear(self.deel.gewichten, self._make_programma(low)).waarden
            assert found is not None, "hiding everything meets every condition"
            turns += 1
            if not self._add_lonely(found) or (len(low) > MEEST_CELLEN and turns >= BEURTEN_GROOT):
                return found

    def solve(self) -> frozenset[int] | None:
        """The least choice; None when the nodes for all questions together are used up."""
        while True:
            found = minimize(self.deel.gewichten, self._make_programma(self.moet), self._knopen)
            self._knopen = max(1, self._knopen - found.knopen)
            if found.beste is None:
                return None
            if not self._add_lonely(np.round(found.beste)):
                return frozenset(int(number) for number in np.flatnonzero(found.beste > HALF))

    def weigh(self, keuze: Reeks) -> float:
        """The weight of a choice, without what is hidden anyway."""
        return float(self.deel.gewichten @ keuze) - self.gewicht_moet

    def round(self) -> tuple[frozenset[int], float]:
        """A small choice that meets all conditions, and the least weight that any safe choice has."""
        relaxed = self.relax()
        bound = self.weigh(relaxed)
        chosen: Reeks | None = None
        for _ in range(RONDES if len(self.moet) <= MEEST_CELLEN else 0):
            found = minimize(self.deel.gewichten, self._make_programma(self.moet), KNOPEN_GROOT, SPELING)
            bound = max(bound, found.grens - self.gewicht_moet)
            chosen = found.waarden
            if chosen is None or not self._add_lonely(np.round(chosen)):
                break
        return self._round_up(relaxed) if chosen is None else self._drop_spare(chosen > HALF), bound

    def _round_up(self, relaxed: Reeks) -> frozenset[int]:
        """The choice by halves made whole, the largest parts first."""
        low = self.moet
        while ((relaxed > EPS) & (relaxed < 1 - EPS)).any():
            part = relaxed[(relaxed > EPS) & (relaxed < 1 - EPS)]
            enough = min(
                HALF, float(part.max() if len(relaxed) <= MEEST_CELLEN else np.quantile(part, DEEL_HEEL))
            )
            low = np.where(relaxed >= enough - EPS, 1.0, low)
            relaxed = self.relax(low)
        return self._drop_spare(relaxed > HALF)

    def _drop_spare(self, hidden: np.ndarray) -> frozenset[int]:
        """Without the cells that no condition needs, the heaviest first."""
        rows, least = self._make_rows()
        left = rows @ hidden.astype(float) - least
        columns = rows.tocsc()
        chosen = [int(n) for n in np.flatnonzero(hidden & (self.moet == 0))]
        for number in sorted(chosen, key=lambda n: (-self.deel.gewichten[n], n)):
            span = slice(columns.indptr[number], columns.indptr[number + 1])
            after = left[columns.indices[span]] - columns.data[span]
            if (after >= -EPS).all():
                left[columns.indices[span]] = after
                hidden[number] = False
        return frozenset(int(number) for number in np.flatnonzero(hidden))

    def _add_own(self, vragen: Sequence[Vraag]) -> None:
        """For every demand: what is hidden with it in a relation has to be able to move as far, the other way."""
        columns = self._lijnen.tocsc()
        for number, deviation in vragen:
            for place in range(columns.indptr[number], columns.indptr[number + 1]):
                row, own = int(columns.indices[place]), float(columns.data[place])
                span = slice(self._lijnen.indptr[row], self._lijnen.indptr[row + 1])
                condition = {}
                for other, value in zip(self._lijnen.indices[span], self._lijnen.data[span], strict=True):
                    if other != number:
                        goes_up = (own * value < 0) == (deviation > 0)
                        room = np.inf if goes_up else -float(self.deel.bodem[other])
                        condition[int(other)] = min(1.0, room * abs(value / (own * deviation)))
                if condition and sum(v for n, v in condition.items() if self.moet[n]) < 1 - EPS:
                    self.add(condition)

    def _add_lonely(self, keuze: Reeks) -> bool:
        """Add the condition that a number is not hidden alone in an equation, where a choice breaks it."""
        lines, added = self._lijnen, False
        for row in np.flatnonzero(np.diff(lines.indptr) > 1):
            members = lines.indices[lines.indptr[row] : lines.indptr[row + 1]]
            own = keuze[members]
            most = int(own.argmax())
            number = int(members[most])
            if not self.moet[number] and own[most] > own.sum() - own[most] + EPS:
                condition = {int(other): 1.0 for other in members if other != number}
                added = self.add({**condition, number: -1.0}, 0.0) or added
        return added

    def _make_rows(self) -> tuple[Matrix, Reeks]:
        entries = [
            (row, number, value)
            for row, (condition, _) in enumerate(self._voorwaarden)
            for number, value in condition.items()
        ]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        shape = len(self._voorwaarden), len(self.deel.cellen)
        return make_matrix(rows, columns, values, shape), np.array([least for _, least in self._voorwaarden])

    def _make_programma(self, minst: Reeks) -> Programma:
        rows, least = self._make_rows()
        ones = np.ones(len(self.moet))
        return Programma(rows, least, np.full(len(least), np.inf), minst, ones, ones)
