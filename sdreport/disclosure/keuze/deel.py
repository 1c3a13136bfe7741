"""One connected part of the system as matrices, in deviations from the true values, with what is demanded of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sdreport.disclosure.keuze.stelsel import Beperking, Cel, Stelsel, split_components
from sdreport.disclosure.oplosser import Matrix, Programma, Reeks, make_matrix, minimize
from sdreport.errors import BuildError
from sdreport.register.cijfer import Sleutel

EPS = 1e-6


@dataclass(frozen=True)
class Eis:
    """What must remain possible for a hidden number: all values from `laag` to `hoog`."""

    laag: float
    hoog: float


Vraag = tuple[int, float]
"""A cell and a deviation from its value that a reader must think possible."""


@dataclass(frozen=True)
class Deel:
    """Cells by number. Deviations fit when `laag <= rijen @ deviations <= hoog`, and none is below its `bodem`.

    `moet` are the cells that are hidden anyway, `eisen` what must remain possible for some of these.
    """

    cellen: Sequence[Cel]
    relaties: Sequence[Beperking]
    rijen: Matrix
    laag: Reeks
    hoog: Reeks
    waarde: Reeks
    moet: frozenset[int]
    eisen: Mapping[int, Eis]

    @cached_property
    def geheel(self) -> Reeks:
        """1 for a cell that is a whole number."""
        return np.array([float(cel.geheel) for cel in self.cellen])

    @cached_property
    def bodem(self) -> Reeks:
        """How far each cell can go down for a reader, at most 0."""
        pairs = zip(self.cellen, self.waarde, strict=True)
        return np.array([min(0.0, cel.minimum - float(waarde)) for cel, waarde in pairs])

    @cached_property
    def gewichten(self) -> Reeks:
        """What hiding a cell costs: its weight; among equals the smaller value goes first."""
        order = sorted(
            range(len(self.cellen)), key=lambda number: (self.waarde[number], self.cellen[number].sleutel)
        )
        rank = np.empty(len(order))
        rank[order] = np.arange(1, len(order) + 1)
        weights: Reeks = np.array([float(cel.gewicht) for cel in self.cellen]) + rank / (rank.sum() + 1)
        return weights


def make_delen(stelsel: Stelsel, eisen: Mapping[Sleutel, Eis]) -> Iterator[Deel]:
    """The connected parts in which something must be hidden."""
    cells = stelsel.cellen
    for keys, relations in split_components(stelsel, eisen, lambda key: not cells[key].vast):
        yield _make_deel([cells[key] for key in keys], relations, cells, eisen)


def _make_deel(
    cellen: Sequence[Cel],
    relations: Sequence[Beperking],
    alle: Mapping[Sleutel, Cel],
    eisen: Mapping[Sleutel, Eis],
) -> Deel:
    index = {cel.sleutel: number for number, cel in enumerate(cellen)}
    # in an order of their own, so that the choice does not depend on the order in which numbers come
    relations = sorted(relations, key=lambda item: (sorted(item.termen), item.laag, item.hoog))
    rows, columns, values = [], [], []
    low, high = np.zeros(len(relations)), np.zeros(len(relations))
    for row, relation in enumerate(relations):
        fixed = 0.0
        for key, value in relation.termen:
            if key in index:
                rows.append(row)
                columns.append(index[key])
                values.append(value)
            else:
                fixed += value * (alle[key].waarde or 0.0)
        low[row], high[row] = relation.laag - fixed, relation.hoog - fixed
    matrix = make_matrix(rows, columns, values, (len(relations), len(cellen)))
    true = _find_values(cellen, matrix, low, high)
    demands = {index[key]: eis for key, eis in eisen.items() if key in index}
    unknown = {number for number, cel in enumerate(cellen) if cel.waarde is None}
    return Deel(
        cellen,
        relations,
        matrix,
        low - matrix @ true,
        high - matrix @ true,
        true,
        frozenset(demands.keys() | unknown),
        demands,
    )


def _find_values(cellen: Sequence[Cel], rijen: Matrix, laag: Reeks, hoog: Reeks) -> Reeks:
    """The true values; for what an earlier report hid, any values that fit."""
    known = np.array([np.nan if cel.waarde is None else cel.waarde for cel in cellen])
    if not np.isnan(known).any():
        return known
    minimum = np.array([cel.minimum for cel in cellen])
    low, high = np.where(np.isnan(known), minimum, known), np.where(np.isnan(known), np.inf, known)
    whole = np.array([float(cel.geheel) for cel in cellen])
    found = minimize(np.zeros(len(known)), Programma(rijen, laag, hoog, low, high, whole)).waarden
    if found is None:
        names = ", ".join(f"{cel.sleutel[0]} ({cel.sleutel[1]})" for cel in cellen if cel.waarde is None)
        raise BuildError(
            f"De geschiedenis past niet bij de cijfers van nu: er is geen waarde mogelijk voor {names}. "
            "Controleer de bestanden in data/history/."
        )
    values: Reeks = np.round(found, 4)
    return values
