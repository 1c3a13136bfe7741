"""A set of deviations that fits: other values that a reader of all that is shown could believe in just as well."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sdreport.disclosure.keuze.deel import EPS, Deel
from sdreport.disclosure.keuze.kubus import Getallen, Kubus
from sdreport.disclosure.oplosser import Matrix, Reeks


@dataclass(frozen=True)
class Afwijking:
    """The cells that have another value, and by how much."""

    nummers: Getallen
    waarden: Reeks

    def reaches(self, nummer: int, verschil: float) -> bool:
        """Whether it brings a cell as far as a demand asks."""
        own = float(self.waarden[self.nummers == nummer].sum())
        return own <= verschil + EPS if verschil < 0 else own >= verschil - EPS


class Relatiekolommen:
    """The relations of each cell, for steps that touch few cells of a large part."""

    def __init__(self, deel: Deel) -> None:
        self.deel = deel
        matrix: Matrix = deel.rijen.tocsc()
        self._start, self._rij, self._waarde = matrix.indptr, matrix.indices, matrix.data

    def add_up(self, cells: Mapping[int, float]) -> dict[int, float]:
        """What each relation that is touched comes to."""
        sums: dict[int, float] = {}
        for number, value in cells.items():
            for place in range(self._start[number], self._start[number + 1]):
                row = int(self._rij[place])
                sums[row] = sums.get(row, 0.0) + value * float(self._waarde[place])
        return sums

    def find_step(self, step: Mapping[int, float], now: Mapping[int, float]) -> float:
        """How many times `step` can be taken from where the relations come to `now`; 0 when not at all."""
        most = np.inf
        for row, change in self.add_up(step).items():
            if abs(change) > EPS:
                edge = self.deel.hoog[row] if change > 0 else self.deel.laag[row]
                most = min(most, (edge - now.get(row, 0.0)) / change)
        return max(0.0, float(most))


@dataclass
class Route:
    """Deviations that are being built up in steps, each of which keeps all relations."""

    kolommen: Relatiekolommen
    cellen: dict[int, float] = field(default_factory=dict)
    sommen: dict[int, float] = field(default_factory=dict)

    def take(self, kubus: Kubus, geheel: bool) -> float:
        """Move along a cube as far as it and the relations allow; returns how far that was."""
        unit = dict(zip(kubus.nummers.tolist(), kubus.tekens.tolist(), strict=True))
        size = min(kubus.stap, self.kolommen.find_step(unit, self.sommen))
        size = float(np.floor(size + EPS)) if geheel else size
        if size <= EPS:
            return 0.0
        self.add({number: size * sign for number, sign in unit.items()})
        return size

    def add(self, cells: Mapping[int, float]) -> None:
        """Add deviations."""
        for number, value in cells.items():
            self.cellen[number] = self.cellen.get(number, 0.0) + value
        for row, value in self.kolommen.add_up(cells).items():
            self.sommen[row] = self.sommen.get(row, 0.0) + value

    def finish(self) -> Afwijking:
        """What it has come to."""
        kept = {number: value for number, value in sorted(self.cellen.items()) if abs(value) > EPS}
        return Afwijking(np.array(list(kept), dtype=np.int64), np.array(list(kept.values())))
