"""A set of deviations that fits: other values that a reader of all that is shown could believe in just as well."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sdreport.disclosure.keuze.deel import EPS, Deel
from sdreport.disclosure.keuze.kubus import Getallen, Kubus, Ruimte
from sdreport.disclosure.oplosser import Matrix, Reeks

MEEST_ERBIJ = 80
"""So many cells move along with a cube at most."""


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
        self._lijnen: Matrix = deel.rijen
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

    def complete(self, kubus: Kubus, tabel: Getallen, ruimte: Ruimte) -> Kubus | None:
        """A cube with what has to move along in other tables, the cheapest cells; None when that does not end."""
        step = dict(zip(kubus.nummers.tolist(), kubus.tekens.tolist(), strict=True))
        sums, cost, most = self.add_up(step), kubus.kosten, kubus.stap
        for _ in range(MEEST_ERBIJ):
            row = next((row for row, sum_ in sums.items() if self._is_off(row, sum_)), None)
            if row is None:
                return Kubus(np.array(list(step)), np.array(list(step.values())), most, cost)
            found = min(self._list_answers(row, sums[row], step, tabel, ruimte), default=None)
            if found is None:
                return None
            price, number, change, room = found
            step[number], cost, most = change, cost + price, min(most, room)
            for other, value in self.add_up({number: change}).items():
                sums[other] = sums.get(other, 0.0) + value
        return None

    def _is_off(self, row: int, som: float) -> bool:
        return abs(som) > EPS and self.deel.laag[row] == self.deel.hoog[row]

    def _list_answers(
        self, row: int, som: float, step: Mapping[int, float], tabel: Getallen, ruimte: Ruimte
    ) -> Iterator[tuple[float, int, float, float]]:
        """The cells of other tables that can put a relation right: what it costs, which, by how much, how often."""
        span = slice(self._lijnen.indptr[row], self._lijnen.indptr[row + 1])
        cells, values = self._lijnen.indices[span].tolist(), self._lijnen.data[span].tolist()
        moved = {int(tabel[number]) for number in cells if number in step}
        for number, value in zip(cells, values, strict=True):
            if number not in step and int(tabel[number]) not in moved and np.isfinite(ruimte.kosten[number]):
                change = -som / value
                room = float((ruimte.omhoog if change > 0 else ruimte.omlaag)[number]) / abs(change)
                if room > EPS:
                    yield float(ruimte.kosten[number]), number, change, room


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
