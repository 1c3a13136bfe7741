"""The solver of linear and integer programmes (HiGHS), for protection and attacker both: the one door to it.

It knows nothing of numbers that are hidden: each of the two makes programmes of its own. scipy is imported only here,
and only when something is solved.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

Reeks = np.ndarray[Any, np.dtype[np.float64]]
Matrix = Any
"""A sparse matrix of scipy, by rows."""
ONHAALBAAR = 2
MARGE = 1e-6
TIJD_S = 600.0
"""Far more than any programme here takes; what bounds the work is its size and `knopen`, so that it is repeatable."""


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
    from scipy.optimize import Bounds, LinearConstraint, milp

    options: dict[str, Any] = {"mip_rel_gap": speling, "time_limit": TIJD_S}
    if knopen is not None:
        options["node_limit"] = knopen
    rows = programma.rijen
    with _quiet():
        result = milp(
            doel,
            integrality=programma.geheel,
            bounds=Bounds(programma.minst, programma.meest),
            constraints=LinearConstraint(rows, programma.laag, programma.hoog) if rows.shape[0] else None,
            options=options,
        )
    return Oplossing(
        waarden=result.x,
        bewezen=result.status == 0,
        onhaalbaar=result.status == ONHAALBAAR,
        knopen=int(result.get("mip_node_count") or 0),
        grens=float("-inf") if result.get("mip_dual_bound") is None else float(result.mip_dual_bound),
    )


@dataclass(frozen=True)
class Lineair:
    """The outcome of a linear programme: numbers that fit (None: there are none), and the price of each row.

    A price above 0 belongs to the low side of a row, one below 0 to the high side.
    """

    waarden: Reeks | None
    prijzen: Reeks


def minimize_linear(doel: Reeks, programma: Programma) -> Lineair:
    """The numbers, whole or not, that make `doel @ x` least."""
    from scipy.optimize import linprog

    rows, low, high = programma.rijen, programma.laag, programma.hoog
    equal = low == high
    at_most, at_least = (np.flatnonzero(np.isfinite(side) & ~equal) for side in (high, low))
    above = stack(rows[at_most], -rows[at_least])
    with _quiet():
        result = linprog(
            doel,
            A_eq=rows[equal] if equal.any() else None,
            b_eq=low[equal] if equal.any() else None,
            A_ub=above if above.shape[0] else None,
            b_ub=np.concatenate([high[at_most], -low[at_least]]) if above.shape[0] else None,
            bounds=np.column_stack([programma.minst, programma.meest]),
            method="highs",
        )
    prices = np.zeros(len(low))
    if result.x is not None and result.status == 0:
        prices[equal] = result.eqlin.marginals
        prices[at_most] += result.ineqlin.marginals[: len(at_most)]
        prices[at_least] -= result.ineqlin.marginals[len(at_most) :]
        return Lineair(result.x, prices)
    return Lineair(None, prices)


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
