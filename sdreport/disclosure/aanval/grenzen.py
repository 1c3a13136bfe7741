"""Between which values hidden numbers must lie, given facts: by programmes of whole numbers, or of fractions.

Fractions are for large systems. Of such a system others may claim sets of values that agree with everything. Each is
held against the facts here; one that passes shows that a reader cannot rule its values out. Only for what is still
narrow then a programme is solved.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sdreport.disclosure.oplosser import (
    Matrix,
    Programma,
    Reeks,
    Vragen,
    make_matrix,
    tighten,
)
from sdreport.errors import BuildError
from sdreport.register.cijfer import Sleutel

ONEINDIG = float("inf")
KLEIN = 250
"""Up to so many numbers each gets its exact bounds."""
MEEST_PROGRAMMAS = 600
MARGE = 1e-6
RUIS = 1e-4


@dataclass(frozen=True)
class Ongelijkheid:
    """A linear fact: `laag <= sum of coefficients times numbers <= hoog`.

    `telt` says whether what it leaves can be a number of persons.
    """

    delen: Mapping[Sleutel, float]
    laag: float
    hoog: float
    telt: bool = True


@dataclass(frozen=True)
class Interval:
    """Between which values a hidden number must lie, both included."""

    laag: float
    hoog: float


Genoeg = Callable[[Sleutel, Interval], bool]
"""Whether a number that can be anywhere in an interval is safe, so that nobody has to know how much wider it is."""
Wereld = Mapping[Sleutel, float]
"""The values that some hidden numbers could have instead."""


@dataclass(frozen=True)
class Kamer:
    """Hidden numbers that facts link: `plekken`, then numbers that are shown rounded; with their own bounds.

    `sommen` are those of `plekken` that are the sum of others.
    """

    plekken: Sequence[Sleutel]
    afgerond: Sequence[Sleutel]
    feiten: Sequence[Ongelijkheid]
    getoond: Mapping[Sleutel, float]
    minst: Reeks
    meest: Reeks
    geheel: Reeks
    sommen: Mapping[Sleutel, Mapping[Sleutel, float]] = field(default_factory=dict)

    @cached_property
    def kolom(self) -> dict[Sleutel, int]:
        """The column of each number."""
        return {plek: number for number, plek in enumerate([*self.plekken, *self.afgerond])}

    @cached_property
    def programma(self) -> Programma:
        """The facts as rows; what is shown is a constant."""
        rows, columns, values = [], [], []
        low, high = np.zeros(len(self.feiten)), np.zeros(len(self.feiten))
        for number, fact in enumerate(self.feiten):
            fixed = 0.0
            for plek, value in fact.delen.items():
                if plek in self.kolom:
                    rows.append(number)
                    columns.append(self.kolom[plek])
                    values.append(value)
                else:
                    fixed += value * self.getoond[plek]
            low[number], high[number] = fact.laag - fixed, fact.hoog - fixed
        matrix: Matrix = make_matrix(rows, columns, values, (len(self.feiten), len(self.kolom)))
        return Programma(matrix, low, high, self.minst, self.meest, self.geheel)


def find_intervals(
    kamer: Kamer, waar: Mapping[Sleutel, float], werelden: Sequence[Wereld], genoeg: Genoeg
) -> dict[Sleutel, Interval]:
    """The interval of every number; of a number that is safe in a large system at least that much of it."""
    if not kamer.feiten:
        return {plek: Interval(float(kamer.minst[n]), ONEINDIG) for n, plek in enumerate(kamer.plekken)}
    vragen = Vragen(kamer.programma.rijen)
    if len(kamer.plekken) <= KLEIN:
        return {plek: _find_exactly(kamer, number, vragen) for number, plek in enumerate(kamer.plekken)}
    known = _try_worlds(kamer, waar, werelden)
    low, high = tighten(kamer.programma)
    found: dict[Sleutel, Interval] = {}
    solved = 0
    for number, plek in enumerate(kamer.plekken):
        interval = known.get(plek)
        if interval is None or not genoeg(plek, interval):
            outside = Interval(float(low[number]), float(high[number]))
            interval = outside if not genoeg(plek, outside) else _find_by_fractions(kamer, number, vragen)
            solved += 1
        if solved > MEEST_PROGRAMMAS:
            raise BuildError(
                f"De geheimhouding is niet te toetsen: van te veel cijfers bij {plek[0]} ({plek[1]}) is niet "
                "bewezen dat ze veilig zijn. Voeg kleine groepen samen, of meld dit aan de ontwikkelaar."
            )
        found[plek] = interval
    return found


def _try_worlds(
    kamer: Kamer, waar: Mapping[Sleutel, float], werelden: Sequence[Wereld]
) -> dict[Sleutel, Interval]:
    """What the true values, and those claimed sets of values that agree with all facts, leave possible."""
    programma = kamer.programma
    own = (waar.get(plek, kamer.getoond.get(plek, math.nan)) for plek in kamer.kolom)
    true = np.array([float(value) for value in own])  # whole numbers would cut claims off
    _add_up(kamer, true, waar)
    low, high = true.copy(), true.copy()
    for world in werelden:
        values = true.copy()
        for plek, value in world.items():
            if plek in kamer.kolom:
                values[kamer.kolom[plek]] = value
        _add_up(kamer, values, waar)
        if not np.isnan(values).any() and _agrees(programma, values):
            low, high = np.fmin(low, values), np.fmax(high, values)
    if np.isnan(true).any() or not _agrees(programma, true):
        # the true values are no proof themselves: the worlds are
        low, high = np.where(np.isnan(low), np.inf, low), np.where(np.isnan(high), -np.inf, high)
    low, high = _round_inwards(low, high, programma.geheel)
    return {plek: Interval(float(low[n]), float(high[n])) for n, plek in enumerate(kamer.plekken)}


def _add_up(kamer: Kamer, values: Reeks, waar: Mapping[Sleutel, float]) -> None:
    """Fill in what is the sum of others."""
    for plek, delen in kamer.sommen.items():
        values[kamer.kolom[plek]] = sum(
            sign * (values[kamer.kolom[part]] if part in kamer.kolom else kamer.getoond.get(part, waar[part]))
            for part, sign in delen.items()
        )


def _agrees(programma: Programma, values: Reeks) -> bool:
    sums = programma.rijen @ values
    room = MARGE * (1.0 + np.abs(sums))
    return bool(
        ((sums >= programma.laag - room) & (sums <= programma.hoog + room)).all()
        and ((values >= programma.minst - MARGE) & (values <= programma.meest + MARGE)).all()
    )


def _round_inwards(low: Reeks, high: Reeks, geheel: Reeks) -> tuple[Reeks, Reeks]:
    whole = geheel > 0
    return np.where(whole, np.ceil(low - MARGE), low), np.where(whole, np.floor(high + MARGE), high)


def _find_exactly(kamer: Kamer, number: int, vragen: Vragen) -> Interval:
    """The least and the largest value, in whole numbers where the number is one."""
    return Interval(*(_find_edge(kamer, number, sign, vragen, kamer.geheel) for sign in (1.0, -1.0)))


def _find_by_fractions(kamer: Kamer, number: int, vragen: Vragen) -> Interval:
    """The same when all numbers could be fractions, rounded to within: at most a little too wide."""
    fractions = np.zeros(len(kamer.geheel))
    low, high = (np.array([_find_edge(kamer, number, sign, vragen, fractions)]) for sign in (1.0, -1.0))
    low, high = _round_inwards(low, high, kamer.geheel[[number]])
    return Interval(float(low[0]), float(high[0]))


def _find_edge(kamer: Kamer, number: int, sign: float, vragen: Vragen, geheel: Reeks) -> float:
    """The least value (1) or the largest (-1), where `geheel` are whole; nothing at all when no values fit."""
    own = kamer.programma
    sizes = np.abs(np.concatenate([own.laag, own.hoog]))
    far = 1000 * max(1000.0, float(sizes[np.isfinite(sizes)].max(initial=0)))
    goal, down, up = np.zeros(len(kamer.kolom)), own.minst.copy(), own.meest.copy()
    goal[number] = sign
    down[number], up[number] = max(down[number], -far), min(up[number], far)
    bounded = Programma(own.rijen, own.laag, own.hoog, down, up, geheel)
    values = vragen.minimize(goal, bounded).beste
    if values is None:
        return math.nan
    value = float(values[number])
    return value if abs(value) < far * 0.999 else math.copysign(ONEINDIG, value)
