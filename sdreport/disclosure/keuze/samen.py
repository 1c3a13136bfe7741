"""Other values that meet many demands at once, by one programme over a block of cells: for parts with too many demands.

Which demands are met the programme decides: each that it meets is worth more than what it may cost. Cells that have
to be hidden for one serve the others, so that some hundreds of programmes prove thousands of demands met.
A block is some values of a dimension with all that stands under them. The totals over that dimension stay as they are,
so that what moves in one block touches no other, as in modular protection of linked tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sdreport.disclosure.keuze.afwijking import Afwijking
from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.oplosser import Programma, Reeks, minimize_linear, put_side_by_side
from sdreport.register.structuur import TOTAAL

RUIM = 20.0
"""How far a cell may move that is asked nothing, in units; more makes dense answers."""
EENHEID = 9.0
VERBORGEN = 1e-3
WAARD = 1e4
"""What a demand that is met is worth; a cell weighs far less."""
GULDEN = 0.6180339887
MEEST_CELLEN = 4_500
"""So many cells in a block, or somewhat more: a programme takes a tenth of a second then."""
Blok = np.ndarray[Any, np.dtype[np.bool_]]
"""Which cells are in it."""


class Samen:
    """The programmes over one part."""

    def __init__(self, deel: Deel) -> None:
        self.deel = deel
        self._kolommen = deel.rijen.tocsc()
        self.gevraagd = 0

    def find(self, vragen: Sequence[Vraag], kosten: Reeks) -> Afwijking | None:
        """Deviations that meet as many of the demands as can be, over cells that cost least; None when there are none.

        Of a cell that is asked to go up and down, one of the two. In tables of four dimensions they are often
        fractions, as what the attacker finds in a part of this size is.
        """
        self.gevraagd += 1
        return self._solve(dict(pick_one_way(vragen, self.gevraagd)), kosten)

    def is_whole(self, gevonden: Afwijking) -> bool:
        """Whether no cell that is a whole number moves by a fraction."""
        return not (gevonden.waarden % 1)[self.deel.geheel[gevonden.nummers] > 0].any()

    def _solve(self, wanted: Mapping[int, float], kosten: Reeks) -> Afwijking | None:
        cells = np.flatnonzero(np.isfinite(kosten))
        own, need = np.searchsorted(cells, list(wanted)), np.array(list(wanted.values()))
        up, down = np.full(len(cells), RUIM), np.minimum(-self.deel.bodem[cells], RUIM)
        up[own], down[own] = np.maximum(need, 0.0), np.maximum(-need, 0.0)
        # of many best answers another one each time, which may be whole
        shift = 1.0 + np.modf(cells * GULDEN * self.gevraagd)[0] / 2
        cost = np.tile((kosten[cells] / EENHEID + VERBORGEN) * shift, 2)
        cost[np.where(need > 0, own, own + len(cells))] = -WAARD / np.abs(need)
        matrix = self._kolommen[:, cells].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr))
        programma = Programma(
            put_side_by_side(matrix[rows], -matrix[rows]),
            self.deel.laag[rows],
            self.deel.hoog[rows],
            np.zeros(2 * len(cells)),
            np.concatenate([up, down]),
            np.zeros(2 * len(cells)),
        )
        found = minimize_linear(cost, programma).waarden
        if found is None:
            return None
        moves = found[: len(cells)] - found[len(cells) :]
        moves = np.where(np.abs(moves - np.round(moves)) <= EPS, np.round(moves), moves)
        moved = np.flatnonzero(np.abs(moves) > EPS)
        return Afwijking(cells[moved], moves[moved])


def list_blokken(deel: Deel, waarden: Mapping[str, Sequence[str]]) -> Iterator[Blok]:
    """The blocks of a part: along each dimension in turn, the one with most values first.

    `waarden` are the values of each dimension, in an order in which those that can change places are neighbours. A part
    that is small is one block.
    """
    if len(deel.cellen) <= MEEST_CELLEN:
        yield np.ones(len(deel.cellen), dtype=bool)
        return
    for dimensie, own in sorted(waarden.items(), key=lambda item: (-len(item[1]), item[0])):
        of_cell = np.array([cel.uitsplitsing.get(dimensie, TOTAAL) for cel in deel.cellen])
        count = -(-int(np.isin(of_cell, own).sum()) // MEEST_CELLEN)
        if 0 < 2 * count <= len(own):
            yield from (np.isin(of_cell, part) for part in np.array_split(np.array(own), count))


def spread(vraag: Vraag) -> tuple[float, Vraag]:
    """An order in which neighbours come far from one another."""
    return float(np.modf(vraag[0] * GULDEN)[0]), vraag


def pick_one_way(vragen: Iterable[Vraag], beurt: int) -> list[Vraag]:
    """One demand per cell, by turns another one."""
    of_cell: dict[int, list[Vraag]] = {}
    for vraag in vragen:
        of_cell.setdefault(vraag[0], []).append(vraag)
    return [own[int(number * GULDEN * 7 + beurt) % len(own)] for number, own in of_cell.items()]


def list_met(vragen: Iterable[Vraag], gevonden: Afwijking) -> set[Vraag]:
    """The demands that deviations meet."""
    moved = dict(zip(gevonden.nummers.tolist(), gevonden.waarden.tolist(), strict=True))
    return {
        (number, deviation)
        for number, deviation in vragen
        if moved.get(number, 0.0) * np.sign(deviation) >= abs(deviation) - EPS
    }
