"""The attacker: what a reader of all that is published can find out about each hidden number.

This room shares no code with the choice of what to hide, and reads what is published: the rows of the register, of this
year and of earlier years, with differences, growth and percentages as they are printed. Programmes tell between which
bounds each hidden number must lie. The true values are used for three things only: how far a relation is off (as if
the reader knew), what claims of other values start from (`grenzen.py`), and to judge the outcome.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sdreport.disclosure.aanval.afgeleid import Berekenbaar, derive
from sdreport.disclosure.aanval.grenzen import (
    ONEINDIG,
    Genoeg,
    Interval,
    Kamer,
    Ongelijkheid,
    Wereld,
    find_intervals,
)
from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.disclosure.aanval.opgeteld import NIEMAND, Weinig
from sdreport.register.cijfer import Getal, Sleutel
from sdreport.register.structuur import Structuur


@dataclass(frozen=True)
class Kennis:
    """What the reader knows of the rules.

    That is whether zeros are shown, the base of rounding of `afgerond` numbers, and in which tables (indicator and
    year) a hidden number can be zero all the same. What follows from numbers is a small count when it is below
    `drempel`; of such a count `breedte` says how wide it has to be, of amounts `weinig`.
    """

    nul_getoond: bool = True
    basis: int = 0
    afgerond: frozenset[Sleutel] = frozenset()
    met_nul: frozenset[tuple[str, int]] = frozenset()
    drempel: int = 0
    breedte: float = 0.0
    weinig: Weinig = NIEMAND


@dataclass(frozen=True)
class Mogelijk:
    """What others say is possible: sets of values, and which interval would be wide enough. The attacker checks it."""

    werelden: Sequence[Wereld] = ()
    genoeg: Genoeg = lambda plek, interval: False


NIETS = Mogelijk()


@dataclass(frozen=True)
class Vondst:
    """What the reader found: the interval of every hidden number, and of what follows from numbers."""

    cijfers: Mapping[Sleutel, Interval]
    afgeleid: Sequence[tuple[Berekenbaar, Interval]]


def attack(
    rijen: Iterable[Getal],
    structuur: Structuur,
    kennis: Kennis,
    waar: Mapping[Sleutel, float],
    bewering: Mogelijk = NIETS,
) -> Mapping[Sleutel, Interval]:
    """The feasible interval of every hidden number, from the published rows."""
    return find_out(Lezer(rijen, structuur, waar), kennis, bewering).cijfers


def find_out(lezer: Lezer, kennis: Kennis, bewering: Mogelijk = NIETS) -> Vondst:
    """All that can be found out from what is published.

    Percentages, differences and growth that are hidden are no numbers of their own: they follow from the others.
    """
    facts = [*lezer.read_totals(), *lezer.read_relations()]
    also = derive(lezer, facts, kennis.drempel, kennis.breedte, kennis.weinig)
    derived = {item.sleutel: item for item in also}
    left_out = [item.van for item in also if item.van]
    facts = [fact for fact in facts if lezer.is_open(fact) and fact not in left_out]
    facts += [*lezer.read_quotients(), *lezer.read_comparisons(), *(item.feit for item in derived.values())]

    def is_enough(plek: Sleutel, interval: Interval) -> bool:
        if plek in derived:
            return interval.hoog - interval.laag >= derived[plek].breedte
        return bewering.genoeg(plek, interval)

    found: dict[Sleutel, Interval] = {}
    for plekken, own in _connect([*lezer.hidden, *derived], facts):
        kamer = _make_kamer(plekken, own, lezer, kennis, derived)
        found |= find_intervals(kamer, lezer.waar, bewering.werelden, is_enough)
    return Vondst(
        {plek: interval for plek, interval in found.items() if plek not in derived},
        [(item, found[plek]) for plek, item in derived.items()],
    )


def _connect(
    hidden: Sequence[Sleutel], facts: Sequence[Ongelijkheid]
) -> Iterator[tuple[list[Sleutel], list[Ongelijkheid]]]:
    """Hidden numbers that facts link, together with those facts."""
    leader = {plek: plek for plek in hidden}

    def lead(plek: Sleutel) -> Sleutel:
        while leader[plek] != plek:
            leader[plek] = plek = leader[leader[plek]]
        return plek

    linked = [[plek for plek in fact.delen if plek in leader] for fact in facts]
    for first, *others in filter(None, linked):
        for plek in others:
            leader[lead(plek)] = lead(first)
    members: dict[Sleutel, list[Sleutel]] = {}
    for plek in hidden:
        members.setdefault(lead(plek), []).append(plek)
    of_group: dict[Sleutel, list[Ongelijkheid]] = {}
    for fact, plekken in zip(facts, linked, strict=True):
        if plekken:
            of_group.setdefault(lead(plekken[0]), []).append(fact)
    for first, plekken in members.items():
        yield sorted(plekken), of_group.get(first, [])


def _make_kamer(
    plekken: Sequence[Sleutel],
    facts: Sequence[Ongelijkheid],
    lezer: Lezer,
    kennis: Kennis,
    derived: Mapping[Sleutel, Berekenbaar],
) -> Kamer:
    """Linked numbers with the bounds that a reader knows for each by itself."""
    own = set(plekken)
    rounded = sorted({plek for fact in facts for plek in fact.delen if plek in kennis.afgerond} - own)
    numbers = [*plekken, *rounded]
    least = np.array(
        [0.0 if plek in derived else _least(lezer.rows[plek], lezer, kennis) for plek in numbers]
    )
    most = np.full(len(least), ONEINDIG)
    for number, plek in enumerate(rounded, len(plekken)):
        value = lezer.rows[plek].waarde or 0.0
        least[number], most[number] = max(0.0, value - kennis.basis / 2), value + kennis.basis / 2
    whole = np.array(
        [
            float(derived[plek].geheel if plek in derived else lezer.rows[plek].eenheid != "euro")
            for plek in numbers
        ]
    )
    shown = {plek: lezer.rows[plek].waarde or 0.0 for fact in facts for plek in fact.delen if plek not in own}
    sums = {plek: derived[plek].delen for plek in plekken if plek in derived}
    return Kamer(plekken, rounded, facts, shown, least, most, whole, sums)


def _least(rij: Getal, lezer: Lezer, kennis: Kennis) -> float:
    """The least that a reader knows a number to be."""
    if rij.indicator in lezer.structuur.negatief:
        return -ONEINDIG
    if rij.eenheid == "euro":
        return 0.0
    return 1.0 if kennis.nul_getoond and (rij.indicator, rij.jaar) not in kennis.met_nul else 0.0
