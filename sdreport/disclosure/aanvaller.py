"""The attacker: what a reader of all that is published can find out about each hidden number.

This module and `lezer.py` share no code with the choice of what to hide, and read what is published: the rows of
the register, of this year and of earlier years, with differences, growth and percentages as they are printed. Integer
linear programmes tell between which bounds each hidden number must lie. The true values are used for two things only:
how far a relation is off (as if the reader knew), and to judge the outcome.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sdreport.disclosure.lezer import ONEINDIG, Feit, Lezer
from sdreport.register.cijfer import Getal, Sleutel
from sdreport.register.structuur import Structuur


@dataclass(frozen=True)
class Kennis:
    """What the reader knows of the rules: whether zeros are shown, and the base of rounding of `afgerond` numbers."""

    nul_getoond: bool = True
    basis: int = 0
    afgerond: frozenset[Sleutel] = frozenset()


@dataclass(frozen=True)
class Interval:
    """Between which values a hidden number must lie, both included."""

    laag: float
    hoog: float


def attack(
    rijen: Iterable[Getal], structuur: Structuur, kennis: Kennis, waar: Mapping[Sleutel, float]
) -> dict[Sleutel, Interval]:
    """The feasible interval of every hidden number, from the published rows.

    Percentages, differences and growth that are hidden are no numbers of their own: they follow from the others.
    """
    lezer = Lezer(rijen, structuur, waar)
    facts = [
        *lezer.read_totals(),
        *lezer.read_relations(),
        *lezer.read_quotients(),
        *lezer.read_comparisons(),
    ]
    found: dict[Sleutel, Interval] = {}
    for plekken, own in _connect(lezer.hidden, facts):
        found |= _solve(plekken, own, lezer, kennis)
    return found


def _connect(hidden: Sequence[Sleutel], facts: Sequence[Feit]) -> Iterator[tuple[list[Sleutel], list[Feit]]]:
    """Hidden numbers that facts link, together with those facts."""
    group: dict[Sleutel, set[Sleutel]] = {plek: {plek} for plek in hidden}
    for fact in facts:
        linked = [plek for plek in fact.delen if plek in group]
        for plek in linked[1:]:
            if group[plek] is not group[linked[0]]:
                joined = group[linked[0]] | group[plek]
                for member in joined:
                    group[member] = joined
    of_group: dict[int, list[Feit]] = {}
    for fact in facts:
        first = next((plek for plek in fact.delen if plek in group), None)
        if first is not None:
            of_group.setdefault(id(group[first]), []).append(fact)
    for members in {id(members): members for members in group.values()}.values():
        yield sorted(members), of_group.get(id(members), [])


def _solve(
    plekken: Sequence[Sleutel], facts: Sequence[Feit], lezer: Lezer, kennis: Kennis
) -> dict[Sleutel, Interval]:
    """The least and the largest value of each hidden number under the facts."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    shown = sorted({plek for fact in facts for plek in fact.delen if plek in kennis.afgerond} - set(plekken))
    column = {plek: number for number, plek in enumerate([*plekken, *shown])}
    matrix, low, high = np.zeros((len(facts), len(column))), np.zeros(len(facts)), np.zeros(len(facts))
    for number, fact in enumerate(facts):
        fixed = 0.0
        for plek, value in fact.delen.items():
            if plek in column:
                matrix[number, column[plek]] = value
            else:
                fixed += value * (lezer.rows[plek].waarde or 0.0)
        low[number], high[number] = fact.laag - fixed, fact.hoog - fixed
    least = np.array([_least(lezer.rows[plek], lezer.structuur, kennis) for plek in column])
    most = np.full(len(column), ONEINDIG)
    for plek in shown:
        value = lezer.rows[plek].waarde or 0.0
        least[column[plek]], most[column[plek]] = max(0.0, value - kennis.basis / 2), value + kennis.basis / 2
    whole = np.array([float(lezer.rows[plek].eenheid != "euro") for plek in column])
    constraints = LinearConstraint(matrix, low, high) if facts else None

    sizes = np.abs(np.concatenate([low, high]))
    far = 1000 * max(1000.0, float(sizes[np.isfinite(sizes)].max(initial=0)))

    def edge(number: int, sign: float) -> float:
        goal, down, up = np.zeros(len(column)), least.copy(), most.copy()
        goal[number] = sign
        down[number], up[number] = max(down[number], -far), min(up[number], far)
        result = milp(goal, integrality=whole, bounds=Bounds(down, up), constraints=constraints)
        if result.status != 0:
            return math.nan
        value = float(result.x[number])
        return value if abs(value) < far * 0.999 else math.copysign(ONEINDIG, value)

    return {
        plek: Interval(edge(number, 1.0), edge(number, -1.0))
        if facts
        else Interval(float(least[number]), ONEINDIG)
        for number, plek in enumerate(plekken)
    }


def _least(rij: Getal, structuur: Structuur, kennis: Kennis) -> float:
    """The least that a reader knows a number to be."""
    if rij.indicator in structuur.negatief:
        return -ONEINDIG
    if rij.eenheid == "euro":
        return 0.0
    return 1.0 if kennis.nul_getoond else 0.0
