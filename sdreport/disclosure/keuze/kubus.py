"""Other values that keep all totals: a cube through a table, whose corners go up and down in turn.

Two cells of one line of a table can change against each other without changing the total of that line. Two such pairs
keep the totals of two dimensions, four those of three: the corners of a cube. With hidden cells in all corners, a
reader cannot tell how far the values are moved (the hypercube method). A total may be a corner as well: it moves along
with its part.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sdreport.disclosure.keuze.deel import Deel
from sdreport.disclosure.keuze.stelsel import Beperking, Cel
from sdreport.disclosure.oplosser import Reeks
from sdreport.register.structuur import TOTAAL

_Tabelnaam = tuple[str, int, tuple[str, ...]]
_Lijnen = dict[_Tabelnaam, list["Beperking"]]
Getallen = np.ndarray[Any, np.dtype[np.int64]]
Soort = Literal["som", "grens", "los"]
MEEST_VAKKEN = 60_000
MEEST_DIMENSIES = 7
VOORSTELLEN = 6
KLEIN = 1e-3


@dataclass(frozen=True)
class Kubus:
    """Cells that move together: `tekens` says by how much of each step, `stap` how far they can go at once."""

    nummers: Getallen
    tekens: Reeks
    stap: float
    kosten: float


@dataclass(frozen=True)
class Ruimte:
    """What each cell costs to hide (0: hidden already, infinite: stays shown), and how far it can go down and up."""

    kosten: Reeks
    omlaag: Reeks
    omhoog: Reeks


@dataclass(frozen=True)
class _Kubustabel:
    """The cells of one indicator and year by their values: `tekens` 1 for a total, -1 for a part, 0 for neither."""

    nummers: Getallen
    tekens: Sequence[Reeks]
    soorten: Sequence[Soort]
    geheel: bool
    klassen: Sequence[Getallen]
    waarden: Mapping[str, Sequence[str]]


class Kubustabellen:
    """The tables in a part of the system, as far as its relations show them."""

    def __init__(self, deel: Deel) -> None:
        groups: dict[tuple[str, int, tuple[str, ...]], list[int]] = {}
        for number, cel in enumerate(deel.cellen):
            groups.setdefault(_table_of(cel), []).append(number)
        lines, linked = _find_lines(deel)
        self._tabellen: list[_Kubustabel] = []
        self._plaats: dict[int, tuple[int, tuple[int, ...]]] = {}
        self.nummer: Getallen = np.zeros(len(deel.cellen), dtype=np.int64)
        for which, (key, numbers) in enumerate(groups.items()):
            self.nummer[numbers] = which
            if key[2] and len(key[2]) <= MEEST_DIMENSIES:
                self._add(deel, numbers, key[2], lines.get(key, []), linked.get(key, []))

    def propose(
        self, nummer: int, omhoog: bool, nodig: float, ruimte: Ruimte, gelijk: bool = False
    ) -> list[Kubus]:
        """Cubes that move a cell up or down, by at most `nodig` at once; the cheapest for what it moves first.

        With `gelijk` only over values that stand together in other tables too, so that these stay as they are.
        """
        if nummer not in self._plaats:
            return []
        which, plaats = self._plaats[nummer]
        tabel = self._tabellen[which]
        fixed = [d for d, soort in enumerate(tabel.soorten) if soort == "som"]
        loose = [d for d, soort in enumerate(tabel.soorten) if soort == "grens"]
        found: list[tuple[float, int, Kubus]] = []
        for size in range(len(loose) + 1):
            for extra in itertools.combinations(loose, size):
                flipped = sorted([*fixed, *extra])
                for score, kubus in _search(tabel, plaats, flipped, omhoog, nodig, ruimte, gelijk):
                    found.append((score, len(found), kubus))
        return [kubus for *_, kubus in sorted(found, key=lambda item: item[:2])]

    def find_block(self, nummer: int, verborgen: np.ndarray, aantal: int) -> Getallen:
        """About so many cells around a cell: of each dimension the values with most hidden cells, its own included."""
        if nummer not in self._plaats:
            return np.array([nummer])
        which, plaats = self._plaats[nummer]
        grid = self._tabellen[which].nummers
        hidden = (grid >= 0) & verborgen[grid]
        kept = [np.arange(size) for size in grid.shape]
        while np.prod([float(len(own)) for own in kept]) > aantal:
            d = max(range(len(kept)), key=lambda e: len(kept[e]))
            if len(kept[d]) <= 2:
                break
            others = tuple(e for e in range(len(kept)) if e != d)
            count = hidden[np.ix_(*kept)].sum(axis=others).astype(float)
            line = hidden[tuple(slice(None) if e == d else plaats[e] for e in range(len(kept)))][kept[d]]
            count += line * count.max()
            count[kept[d] == plaats[d]] = np.inf
            order = np.argsort(-count, kind="stable")[: max(2, int(len(kept[d]) * 0.7))]
            kept[d] = np.sort(kept[d][order])
        cells = grid[np.ix_(*kept)].ravel()
        kept_cells: Getallen = cells[cells >= 0]
        return kept_cells

    def order_values(self) -> dict[str, list[str]]:
        """The values of each dimension of the largest table, without totals: what can change places is together."""
        if not self._tabellen:
            return {}
        tabel = max(self._tabellen, key=lambda one: one.nummers.size)
        return {
            dimensie: [
                waarde
                for _, waarde in sorted(zip(klassen.tolist(), waarden, strict=True))
                if waarde != TOTAAL
            ]
            for klassen, (dimensie, waarden) in zip(tabel.klassen, tabel.waarden.items(), strict=True)
        }

    def find_others(self, nummer: int, nummers: Getallen) -> Getallen:
        """Of some cells those that are not in the table of a cell."""
        own = self._plaats.get(nummer, (-1,))[0]
        others = [n for n in np.unique(nummers).tolist() if self._plaats.get(n, (-2,))[0] != own]
        return np.array(others, dtype=np.int64)

    def _add(
        self,
        deel: Deel,
        numbers: Sequence[int],
        dimensies: Sequence[str],
        lines: Sequence[Beperking],
        linked: Sequence[Beperking],
    ) -> None:
        cells = [deel.cellen[number] for number in numbers]
        values = [sorted({cel.uitsplitsing[dim] for cel in cells}) for dim in dimensies]
        index = [{value: place for place, value in enumerate(own)} for own in values]
        places = [tuple(index[d][cel.uitsplitsing[dim]] for d, dim in enumerate(dimensies)) for cel in cells]
        signs, kinds = _read_lines(lines, dimensies, index)
        classes = _read_classes(linked, _table_of(cells[0]), index)
        if not signs or np.prod([len(own) for own in values], dtype=float) > 50 * MEEST_VAKKEN:
            return
        named = dict(zip(dimensies, values, strict=True))
        grid = np.full([len(own) for own in values], -1, dtype=np.int64)
        for number, place in zip(numbers, places, strict=True):
            grid[place] = number
            self._plaats[number] = len(self._tabellen), place
        self._tabellen.append(
            _Kubustabel(grid, signs, kinds, all(cel.geheel for cel in cells), classes, named)
        )


def _table_of(cel: Cel) -> tuple[str, int, tuple[str, ...]]:
    return cel.indicator, cel.sleutel[1], tuple(cel.uitsplitsing)


def _find_lines(deel: Deel) -> tuple[_Lijnen, _Lijnen]:
    """By table the relations within it, and those between it and others."""
    of_key = {cel.sleutel: _table_of(cel) for cel in deel.cellen}
    within: _Lijnen = {}
    between: _Lijnen = {}
    for relation in deel.relaties:
        tables = {table for key, _ in relation.termen if (table := of_key.get(key)) is not None}
        for table in tables:
            (within if len(tables) == 1 else between).setdefault(table, []).append(relation)
    return within, between


def _read_lines(
    lines: Sequence[Beperking], dimensies: Sequence[str], index: Sequence[dict[str, int]]
) -> tuple[list[Reeks], list[Soort]]:
    """Per dimension the sign of each value in the relations along it, and whether these are sums or bounds."""
    signs: list[Reeks] = [np.zeros(len(own)) for own in index]
    kinds: list[Soort] = ["los"] * len(dimensies)
    for line in lines:
        places = [_place(key[0], index) for key, _ in line.termen]
        known = [
            (place, value) for place, (_, value) in zip(places, line.termen, strict=True) if place is not None
        ]
        varied = [d for d in range(len(index)) if len({place[d] for place, _ in known}) > 1]
        if len(varied) != 1:
            continue
        (d,) = varied
        if kinds[d] != "som":
            kinds[d] = "som" if line.laag == line.hoog else "grens"
        _agree(signs[d], {place[d]: value for place, value in known})
    return signs, kinds


def _read_classes(
    linked: Sequence[Beperking], tabel: _Tabelnaam, index: Sequence[dict[str, int]]
) -> list[Getallen]:
    """Per dimension which values stand together in every relation with another table: these can change places there."""
    seen: list[list[set[frozenset[int]]]] = [[set() for _ in own] for own in index]
    for line in linked:
        names = [adres for (adres, jaar), _ in line.termen if (adres.split(".")[0], jaar) == tabel[:2]]
        places = [place for adres in names if (place := _place(adres, index)) is not None]
        for d in range(len(index)):
            own = frozenset(place[d] for place in places)
            for value in own if len(own) < len(index[d]) else ():
                seen[d][value].add(own if len(own) > 1 else frozenset({-1}))
    classes: list[Getallen] = []
    for own_seen in seen:
        known: dict[frozenset[frozenset[int]], int] = {}
        classes.append(np.array([known.setdefault(frozenset(one), len(known)) for one in own_seen]))
    return classes


def _place(adres: str, index: Sequence[dict[str, int]]) -> tuple[int, ...] | None:
    """Where an address stands in its table; None for a number that stays shown."""
    values = adres.split(".")[1:]
    if len(values) != len(index) or not all(v in own for v, own in zip(values, index, strict=True)):
        return None
    return tuple(own[value] for value, own in zip(values, index, strict=True))


def _agree(signs: Reeks, line: dict[int, float]) -> None:
    """Add the signs of a line; a relation may stand the other way round, and a contradiction counts for nothing."""
    turn = next((np.sign(value) * signs[n] for n, value in line.items() if signs[n]), 1.0)
    for number, value in line.items():
        if not signs[number]:
            signs[number] = turn * np.sign(value)


def _search(
    tabel: _Kubustabel,
    plaats: tuple[int, ...],
    flipped: Sequence[int],
    omhoog: bool,
    nodig: float,
    ruimte: Ruimte,
    gelijk: bool,
) -> Iterator[tuple[float, Kubus]]:
    """The best opposite corners, over every choice of another value in each dimension of `flipped`."""
    choices = _choose_values(tabel, plaats, flipped, ruimte, gelijk)
    if any(len(own) == 0 for own in choices):
        return
    # every dimension: the place of the cell itself first, then the other values
    axes = [
        np.concatenate([[plaats[d]], choices[flipped.index(d)]]) if d in flipped else np.array([plaats[d]])
        for d in range(tabel.nummers.ndim)
    ]
    grid = tabel.nummers[np.ix_(*axes)]
    cost = np.where(grid >= 0, ruimte.kosten[grid], np.inf)
    down = np.where(grid >= 0, ruimte.omlaag[grid], 0.0)
    up = np.where(grid >= 0, ruimte.omhoog[grid], 0.0)
    shape = [max(1, len(axis) - 1) if d in flipped else 1 for d, axis in enumerate(axes)]
    total, room = np.zeros(shape), np.full(shape, nodig)
    for corner in _list_corners(flipped):
        part = tuple(slice(1, None) if d in corner else slice(0, 1) for d in range(tabel.nummers.ndim))
        sign: Any = 1.0 if omhoog else -1.0
        for d in corner:
            own = -tabel.tekens[d][axes[d][1:]] * tabel.tekens[d][plaats[d]]
            sign = sign * own.reshape([-1 if other == d else 1 for other in range(tabel.nummers.ndim)])
        total = total + cost[part]
        room = np.minimum(room, np.where(sign > 0, up[part], down[part]))
    if tabel.geheel:
        room = np.floor(room + KLEIN)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where((room > KLEIN) & np.isfinite(total), (total + KLEIN) / room, np.inf).ravel()
    best = np.argpartition(score, min(VOORSTELLEN, len(score)) - 1)[:VOORSTELLEN]
    for flat in sorted((int(n) for n in best), key=lambda n: (score[n], n)):
        if np.isfinite(score[flat]):
            where = np.unravel_index(flat, shape)
            other = {d: int(axes[d][1 + int(where[d])]) for d in flipped}
            yield (
                float(score[flat]),
                _make_kubus(tabel, plaats, other, omhoog, float(room[where]), float(total[where])),
            )


def _choose_values(
    tabel: _Kubustabel, plaats: tuple[int, ...], flipped: Sequence[int], ruimte: Ruimte, gelijk: bool
) -> list[Getallen]:
    """Per dimension the values that the opposite corner may have: all, or the cheapest when the table is large."""
    choices: list[Getallen] = []
    for d in flipped:
        line = tabel.nummers[tuple(slice(None) if e == d else plaats[e] for e in range(len(plaats)))]
        cost = np.where(line >= 0, ruimte.kosten[line], np.inf)
        usable = np.isfinite(cost) & (tabel.tekens[d] != 0)
        usable[plaats[d]] = False
        if gelijk:
            usable &= tabel.klassen[d] == tabel.klassen[d][plaats[d]]
        order = np.argsort(cost, kind="stable")
        choices.append(order[usable[order]])
    while np.prod([1.0 + len(own) for own in choices]) > MEEST_VAKKEN:
        longest = max(range(len(choices)), key=lambda n: len(choices[n]))
        choices[longest] = choices[longest][: max(1, len(choices[longest]) * 3 // 4)]
    return [np.sort(own) for own in choices]


def _list_corners(flipped: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(flipped) + 1):
        yield from itertools.combinations(flipped, size)


def _make_kubus(
    tabel: _Kubustabel,
    plaats: tuple[int, ...],
    other: dict[int, int],
    omhoog: bool,
    stap: float,
    kosten: float,
) -> Kubus:
    numbers, signs = [], []
    for corner in _list_corners(sorted(other)):
        place = tuple(other[d] if d in corner else own for d, own in enumerate(plaats))
        sign = 1.0 if omhoog else -1.0
        for d in corner:
            sign *= -tabel.tekens[d][other[d]] * tabel.tekens[d][plaats[d]]
        numbers.append(int(tabel.nummers[place]))
        signs.append(sign)
    return Kubus(np.array(numbers), np.array(signs), stap, kosten)
