"""The solver of linear and integer programmes (HiGHS), for protection and attacker both: the one door to it.

It knows nothing of numbers that are hidden: each of the two makes programmes of its own. HiGHS and scipy are imported
only here, and only when something is solved.
"""

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from highspy import Highs

Reeks = np.ndarray[Any, np.dtype[np.float64]]
Matrix = Any
"""A sparse matrix of scipy, by rows."""
MARGE = 1e-6
PRECISIE = 1e-15
"""The part of a number of billions that arithmetic may be off."""
TIJD_S = 600.0
"""Far more than any programme here takes; what bounds the work is its size and `knopen`, so that it is repeatable."""
INSTELLINGEN: Final[Mapping[str, Any]] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "time_limit": TIJD_S,
}
STIL = Lock()


@dataclass(frozen=True)
class Programma:
    """Rows `laag <= rijen @ x <= hoog` over numbers between `minst` and `meest`, whole where `geheel` is 1."""

    rijen: Matrix
    laag: Reeks
    hoog: Reeks
    minst: Reeks
    meest: Reeks
    geheel: Reeks


@dataclass(frozen=True)
class Oplossing:
    """Numbers that fit (None when there are none, or none was found), whether no better ones exist, and the nodes."""

    waarden: Reeks | None
    bewezen: bool
    onhaalbaar: bool = False
    knopen: int = 0
    grens: float = float("-inf")
    """No numbers that fit give less than this."""

    @property
    def beste(self) -> Reeks | None:
        """The numbers when it is certain that there are none better."""
        return self.waarden if self.bewezen else None


def minimize(doel: Reeks, programma: Programma, knopen: int | None = None, speling: float = 0.0) -> Oplossing:
    """The numbers that make `doel @ x` least; with `knopen`, the best that so many nodes of the search give.

    With `speling` it is enough to come so near to the least, as a part of it.
    """
    solver = _make_solver()
    solver.setOptionValue("mip_rel_gap", speling)
    if knopen is not None:
        solver.setOptionValue("mip_max_nodes", knopen)
    _pass(solver, doel, programma)
    solver.run()
    return _read(solver, bool(programma.geheel.any()))


@dataclass(frozen=True)
class Lineair:
    """The outcome of a linear programme: numbers that fit (None: there are none), and the price of each row.

    A price above 0 belongs to the low side of a row, one below 0 to the high side.
    """

    waarden: Reeks | None
    prijzen: Reeks


def minimize_linear(doel: Reeks, programma: Programma) -> Lineair:
    """The numbers, whole or not, that make `doel @ x` least."""
    solver = _make_solver()
    _pass(solver, doel, replace(programma, geheel=np.zeros(len(doel))))
    solver.run()
    found = _read(solver, whole=False)
    prices = np.zeros(len(programma.laag)) if found.beste is None else np.array(solver.getSolution().row_dual)
    return Lineair(found.beste, prices)


class Vragen:
    """Rows that are asked over and over, with other goals and bounds: each answer is where the next begins.

    Which of several best answers is given depends on what was asked before; what the least is does not.
    """

    def __init__(self, rijen: Matrix) -> None:
        self._rijen = rijen
        self._solver = _make_solver()
        # it would be one limit for all questions together
        self._solver.setOptionValue("time_limit", float("inf"))
        self._kolommen = np.arange(rijen.shape[1], dtype=np.int32)
        self._grenzen: tuple[Reeks, Reeks] | None = None

    def minimize(self, doel: Reeks, programma: Programma, knopen: int | None = None) -> Oplossing:
        """As `minimize`, of a programme with these rows. Fractions go first: they are often whole by themselves."""
        if (programma.minst > programma.meest).any():
            return Oplossing(None, bewezen=False, onhaalbaar=True)
        self._put(doel, programma)
        self._solver.run()
        found = _read(self._solver, whole=False)
        if found.onhaalbaar or (found.beste is not None and _is_whole(found.beste, programma.geheel)):
            return found
        return minimize(doel, programma, knopen)

    def _put(self, doel: Reeks, programma: Programma) -> None:
        assert programma.rijen is self._rijen
        low, high = programma.laag, programma.hoog
        if self._grenzen is None:
            _pass(self._solver, doel, replace(programma, geheel=np.zeros(len(doel))))
        else:
            self._solver.changeColsCost(len(doel), self._kolommen, doel)
            self._solver.changeColsBounds(len(doel), self._kolommen, programma.minst, programma.meest)
            for row in np.flatnonzero((low != self._grenzen[0]) | (high != self._grenzen[1])):
                self._solver.changeRowBounds(int(row), low[row], high[row])
        self._grenzen = low, high


def _is_whole(values: Reeks, geheel: Reeks) -> bool:
    return bool((np.abs(values - np.round(values))[geheel > 0] <= MARGE).all())


def _pass(solver: "Highs", doel: Reeks, programma: Programma) -> None:
    from highspy import MatrixFormat, ObjSense

    rows = programma.rijen
    solver.passModel(
        len(doel),
        rows.shape[0],
        rows.nnz,
        int(MatrixFormat.kRowwise),
        int(ObjSense.kMinimize),
        0.0,
        doel,
        programma.minst,
        programma.meest,
        programma.laag,
        programma.hoog,
        rows.indptr,
        rows.indices,
        rows.data,
        programma.geheel.astype(np.int32),
    )


def _read(solver: "Highs", whole: bool) -> Oplossing:
    from highspy import HighsModelStatus, kSolutionStatusFeasible

    status, info = solver.getModelStatus(), solver.getInfo()
    proven = status == HighsModelStatus.kOptimal
    found = info.primal_solution_status == kSolutionStatusFeasible
    if proven and not found and not whole:  # its margin is a fixed one, and far away numbers are less precise
        largest = np.abs(solver.getSolution().col_value).max(initial=1.0)
        found = info.max_primal_infeasibility <= PRECISIE * largest
    least = info.objective_function_value if proven else float("-inf")
    return Oplossing(
        waarden=np.array(solver.getSolution().col_value) if found else None,
        bewezen=proven,
        onhaalbaar=status == HighsModelStatus.kInfeasible,
        knopen=max(0, int(info.mip_node_count)) if whole else 0,
        grens=float(info.mip_dual_bound) if whole else least,
    )


def tighten(programma: Programma, rondes: int = 8) -> tuple[Reeks, Reeks]:
    """Bounds of each number that follow from single rows and the bounds of the others, again and again.

    No number that fits is lost; bounds that need more than one row at once are not found.
    """
    rows = programma.rijen.tocoo()
    least, most = programma.minst.copy(), programma.meest.copy()
    at, number, value = rows.row, rows.col, rows.data
    for _ in range(rondes):
        before = least.copy(), most.copy()
        low = np.where(value > 0, least[number], most[number]) * value
        high = np.where(value > 0, most[number], least[number]) * value
        rest_low, rest_high = (
            _sum_others(at, low, len(programma.laag)),
            _sum_others(at, high, len(programma.laag)),
        )
        with np.errstate(invalid="ignore"):
            up = (programma.hoog[at] - rest_low) / value
            down = (programma.laag[at] - rest_high) / value
        up, down = np.where(value > 0, up, down), np.where(value > 0, down, up)
        np.minimum.at(most, number, np.where(np.isnan(up), np.inf, up))
        np.maximum.at(least, number, np.where(np.isnan(down), -np.inf, down))
        whole = programma.geheel > 0
        most[whole], least[whole] = np.floor(most[whole] + MARGE), np.ceil(least[whole] - MARGE)
        if np.allclose(before[0], least) and np.allclose(before[1], most):
            break
    return least, most


def _sum_others(rij: Any, waarde: Reeks, aantal: int) -> Reeks:
    """Of each entry the sum of the others in its row; infinite when one of those is."""
    endless = ~np.isfinite(waarde)
    sums = np.bincount(rij, np.where(endless, 0.0, waarde), aantal)
    counts = np.bincount(rij, endless, aantal)
    sign = np.bincount(rij, np.where(endless, np.sign(waarde), 0.0), aantal)
    others: Reeks = np.where(endless, sums[rij], sums[rij] - waarde)
    left = counts[rij] - endless
    return np.where(left > 0, np.inf * np.sign(np.where(sign[rij] == 0, 1.0, sign[rij])), others)


def make_matrix(rows: Any, columns: Any, values: Any, shape: tuple[int, int]) -> Matrix:
    """A sparse matrix of (row, column, value); values at one place are added up."""
    from scipy import sparse

    matrix = sparse.csr_matrix((values, (rows, columns)), shape=shape)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


def stack(*blocks: Matrix) -> Matrix:
    """Matrices on top of one another."""
    from scipy import sparse

    return sparse.vstack(blocks, format="csr")


def put_side_by_side(*blocks: Matrix) -> Matrix:
    """Matrices next to one another."""
    from scipy import sparse

    return sparse.hstack(blocks, format="csr")


def _make_solver() -> "Highs":
    """A solver that says nothing and works in this thread alone."""
    from highspy import Highs

    _introduce()
    solver = Highs()
    for name, value in INSTELLINGEN.items():
        solver.setOptionValue(name, value)
    return solver


@lru_cache
def _introduce() -> None:
    """HiGHS prints its name when the first solver of a process is made: not on standard output of a program."""
    from highspy import Highs

    flush = getattr(ctypes.pythonapi, "fflush", None) or (lambda _: None)
    with STIL:
        sys.stdout.flush()
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            Highs()
        finally:
            flush(None)
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
