"""Other values around one number, by a linear programme over the cells near it: where no cube will do."""

from dataclasses import dataclass

import numpy as np

from sdreport.disclosure.keuze.afwijking import Afwijking
from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.keuze.kubus import Getallen, Kubustabellen
from sdreport.disclosure.oplosser import Matrix, Programma, Reeks, minimize, minimize_linear, put_side_by_side

RUIM = 4.0
VERBORGEN = 1e-3
"""What a step over a hidden cell costs: next to nothing, so that few cells move."""
POGINGEN = 3
KNOPEN = 200
TEKORT = 1e3


@dataclass(frozen=True)
class _Stappenplan:
    """Cells that may move, each with a number for up and one for down, and what a step costs."""

    cellen: Getallen
    programma: Programma
    kosten: Reeks


class Omgeving:
    """The cells around a number, and the steps over them that cost least."""

    def __init__(self, deel: Deel, tabellen: Kubustabellen) -> None:
        self.deel, self.tabellen = deel, tabellen
        self._kolommen: Matrix = deel.rijen.tocsc()

    def find(self, vraag: Vraag, kosten: Reeks, aantal: int) -> Afwijking | None:
        """Deviations over about so many cells that meet a demand; None when there are none."""
        return self._solve(vraag, kosten, self._choose_cells(vraag[0], kosten, aantal), tekort=False)

    def find_most(self, vraag: Vraag, kosten: Reeks) -> Afwijking | None:
        """Deviations over all cells that meet a demand as far as that is possible."""
        return self._solve(vraag, kosten, np.arange(len(kosten)), tekort=True)

    def _choose_cells(self, nummer: int, kosten: Reeks, aantal: int) -> Getallen:
        """Of its table the lines with most hidden cells, and what hangs on those; all when there are not so many."""
        if len(kosten) <= aantal:
            return np.arange(len(kosten))
        near = self.tabellen.find_block(nummer, kosten == 0, aantal)
        rows = np.unique(self._kolommen[:, near].indices)
        linked = self.tabellen.find_others(nummer, self.deel.rijen[rows].indices)
        return np.unique(np.concatenate([near, linked]))

    def _solve(self, vraag: Vraag, kosten: Reeks, cellen: Getallen, tekort: bool) -> Afwijking | None:
        cells = cellen[np.isfinite(kosten[cellen])]
        made = self._make(vraag, kosten, cells, tekort)
        moves: Reeks | None = None
        for turn in range(POGINGEN):
            found = minimize_linear(_vary(made.kosten, turn), made.programma).waarden
            if found is None:
                return None
            moves = found[: len(cells)] - found[len(cells) :]
            if self._is_whole(cells, moves):
                return _finish(cells, moves, self.deel.geheel[cells])
        assert moves is not None, "there is at least one turn"
        return self._make_whole(made, moves) or (
            _finish(cells, moves, np.zeros(len(cells))) if tekort else None
        )

    def _make(self, vraag: Vraag, kosten: Reeks, cells: Getallen, tekort: bool) -> _Stappenplan:
        number, deviation = vraag
        matrix = self._kolommen[:, cells].tocsr()
        used = np.flatnonzero(np.diff(matrix.indptr))
        own = int(np.flatnonzero(cells == number)[0])
        far, need = RUIM * abs(deviation), abs(deviation)
        up, down = np.full(len(cells), far), np.minimum(-self.deel.bodem[cells], far)
        least_up, least_down = np.zeros(len(cells)), np.zeros(len(cells))
        own_way, other_way, least = (up, down, least_up) if deviation > 0 else (down, up, least_down)
        own_way[own], other_way[own], least[own] = need, 0.0, 0.0 if tekort else need
        cost = np.tile(kosten[cells] + VERBORGEN, 2)
        if tekort:
            cost[own + (0 if deviation > 0 else len(cells))] = -TEKORT * float(np.abs(cost).max())
        return _Stappenplan(
            cells,
            Programma(
                put_side_by_side(matrix[used], -matrix[used]),
                self.deel.laag[used],
                self.deel.hoog[used],
                np.concatenate([least_up, least_down]),
                np.concatenate([up, down]),
                np.tile(self.deel.geheel[cells], 2),
            ),
            cost,
        )

    def _is_whole(self, cells: Getallen, moves: Reeks) -> bool:
        whole = self.deel.geheel[cells] > 0
        return bool((np.abs(moves - np.round(moves))[whole] <= EPS).all())

    def _make_whole(self, made: _Stappenplan, moves: Reeks) -> Afwijking | None:
        """Whole numbers over the cells that moved by fractions."""
        own = np.flatnonzero(np.abs(moves) > EPS)
        both = np.concatenate([own, own + len(moves)])
        old = made.programma
        part = Programma(
            old.rijen[:, both], old.laag, old.hoog, old.minst[both], old.meest[both], old.geheel[both]
        )
        found = minimize(made.kosten[both], part, KNOPEN).waarden
        if found is None:
            return None
        whole = found[: len(own)] - found[len(own) :]
        return _finish(made.cellen[own], whole, self.deel.geheel[made.cellen[own]])


def _vary(kosten: Reeks, turn: int) -> Reeks:
    """Other costs for another try: of many best answers it gives another one, which may be whole."""
    half = len(kosten) // 2
    shift = np.modf(np.arange(1, half + 1) * 0.6180339887 * turn)[0]
    varied: Reeks = kosten * (1.0 + np.tile(shift, 2) / 2)
    return varied


def _finish(cells: Getallen, moves: Reeks, geheel: Reeks) -> Afwijking:
    moves = np.where(geheel > 0, np.round(moves), moves)
    moved = np.abs(moves) > EPS
    return Afwijking(cells[moved], moves[moved])
