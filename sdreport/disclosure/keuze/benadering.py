"""A safe choice of further numbers to hide, for parts that are too large for the best one.

It starts from the least choice that meets the conditions of single relations. Then, demand by demand, other values are
sought that keep all that is shown and bring the number far enough away: over hidden cells where that is possible, else
over those that cost least, which are then hidden too. The other values are kept: they are the proof that a reader
cannot rule them out. At the end every cell is shown again without which all demands can still be met.

The programmes of one search have an amount of work. When that is spent, steps along cubes over all cells meet what is
still open: they take no programme, and hide more. For what these do not reach all cells are hidden: no choice is safer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sdreport.disclosure.keuze.afwijking import Afwijking, Relatiekolommen, Route
from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.keuze.kubus import Kubus, Kubustabellen, Ruimte
from sdreport.disclosure.keuze.plaatselijk import Omgeving
from sdreport.disclosure.keuze.samen import Blok, Samen, list_blokken, list_met, spread
from sdreport.disclosure.oplosser import Programma, Reeks, tighten

STAPPEN = 24
OMGEVINGEN = ((2_000, False), (6_000, False), (2_500, True), (5_000, True))
"""Over how many cells other values are sought in turn, and whether cells may be hidden for it."""
SCHOONMAAK = 600
"""So many programmes at most to show cells again: a bound in work, not in time, so that the outcome is repeatable."""
GROOT = 4_000
SCHOONMAAK_GROOT = 60
"""In a part with more cells than that each takes longer, and what finer turns left is seldom to spare."""
LOS = 1_000_000
"""Up to so many demands times cells each has a programme of its own; more are met together, so many at a time:"""
BUNDEL = 25
BUNDEL_FIJN = 12
"""Once more over what was hidden, where programmes are small: fewer at a time hide less."""
KANSEN = 3
"""So often a demand is tried together with others, in each block that it lies in."""
WERK = 8_000_000
"""Cells of all programmes of a search together, at most: some minutes. Not a bound in time: it is repeatable."""
LAATSTE_WERK = LOS
"""The same for programmes over all cells, which tell how far a demand can be met at all."""


@dataclass(frozen=True)
class Ruwe:
    """A choice: the cells to hide besides those that must be, and for each demand the other values that prove it."""

    extra: frozenset[int]
    getuigen: dict[Vraag, Afwijking]


def choose_roughly(deel: Deel, start: Iterable[int], vragen: Sequence[Vraag]) -> Ruwe:
    """A choice that meets all demands as far as they can be met, from a first one that may not."""
    zoektocht = _Zoektocht(deel, start)
    zoektocht.meet(sorted(vragen, key=_order))
    if zoektocht.alles:
        return Ruwe(frozenset(zoektocht.extra()), zoektocht.getuigen)
    if zoektocht.samen.gevraagd:
        finer = _Zoektocht(deel, (), zoektocht)
        finer.meet(sorted(zoektocht.getuigen, key=_order))
        zoektocht = zoektocht if finer.alles else min(zoektocht, finer, key=_Zoektocht.weigh)
        zoektocht.make_whole()
    zoektocht.clean()
    if zoektocht.samen.gevraagd:
        zoektocht.prove_along()
    return Ruwe(frozenset(zoektocht.extra()), zoektocht.getuigen)


def find_vragen(deel: Deel) -> list[Vraag]:
    """The demands as (cell, deviation), no further than single relations allow when everything is hidden."""
    top = np.full(len(deel.cellen), np.inf)
    low, high = tighten(Programma(deel.rijen, deel.laag, deel.hoog, deel.bodem, top, deel.geheel))
    found: list[Vraag] = []
    for number, eis in sorted(deel.eisen.items()):
        down = max(eis.laag - float(deel.waarde[number]), float(low[number]))
        up = min(max(eis.hoog - float(deel.waarde[number]), down + eis.hoog - eis.laag), float(high[number]))
        found += [(number, deviation) for deviation in (down, up) if abs(deviation) > EPS]
    return found


def _order(vraag: Vraag) -> tuple[float, Vraag]:
    """The demands that ask most first."""
    return -abs(vraag[1]), vraag


class _Zoektocht:
    """What is hidden so far, and what proves it to be enough."""

    def __init__(self, deel: Deel, start: Iterable[int], eerder: "_Zoektocht | None" = None) -> None:
        """After an earlier search only what that hid can be hidden."""
        self.deel = deel
        self._bundel, self._werk, self._laatste_werk = BUNDEL, WERK, LAATSTE_WERK
        self.alles = False
        self._eerder = eerder.getuigen if eerder else {}
        self.tabellen, self.kolommen = Kubustabellen(deel), Relatiekolommen(deel)
        self.omgeving = Omgeving(deel, self.tabellen)
        self.samen = Samen(deel)
        self.kosten = deel.gewichten.copy()
        if eerder is not None:
            open_cells = [*eerder.extra(), *deel.moet]
            self._bundel = BUNDEL_FIJN
            self.kosten[np.setdiff1d(np.arange(len(deel.cellen)), open_cells)] = np.inf
        self.kosten[[*deel.moet, *start]] = 0.0
        self.getuigen: dict[Vraag, Afwijking] = {}
        self._gebruik: dict[int, set[int]] = {}
        self._van: dict[int, set[Vraag]] = {}
        self._langs: dict[tuple[int, bool], list[Afwijking]] = {}
        self._gezocht = 0

    def extra(self) -> list[int]:
        """The cells that are hidden besides those that must be."""
        return [int(n) for n in np.flatnonzero(self.kosten == 0) if n not in self.deel.moet]

    def meet(self, vragen: Sequence[Vraag]) -> None:
        """Find other values for every demand, and hide what that takes."""
        later = []
        for vraag in vragen:
            found = self._find_known(vraag) or self._walk(vraag, self._only_hidden(self.kosten))
            if found is None:
                later.append(vraag)
            else:
                self._keep(vraag, found)
        if len(later) * len(self.kosten) > LOS:
            later = self._meet_together(later)
        for vraag in later:
            found = self._find_known(vraag) or self._walk(vraag, self._only_hidden(self.kosten))
            found = found or self._repeat(vraag) or self._find_around(vraag, self.kosten)
            if found is None and not self.alles:
                vraag, found = self._find_most(vraag)
            if found is not None:
                self.kosten[found.nummers] = 0.0
                self._keep(vraag, found)
        self._show_unused()

    def _meet_together(self, vragen: Sequence[Vraag]) -> list[Vraag]:
        """Meet demands some at a time, block by block; returns those that were not met so."""
        left = list(vragen)
        for blok in list_blokken(self.deel, self.tabellen.order_values()):
            own = sorted((vraag for vraag in left if blok[vraag[0]]), key=spread)
            for _ in range(KANSEN):
                own = self._meet_in(blok, own)
            left = [vraag for vraag in left if vraag not in self.getuigen]
        return left

    def _meet_in(self, blok: Blok, vragen: Sequence[Vraag]) -> list[Vraag]:
        """Meet demands over the cells of one block, and all others that this happens to meet; returns the rest."""
        left, rest = list(vragen), list[Vraag]()
        while left and self._spend(np.isfinite(self.kosten[blok]).sum()):
            first = left[: self._bundel]
            found = self.samen.find(first, np.where(blok, self.kosten, np.inf))
            met = list_met([*left, *rest], found) if found else set[Vraag]()
            if found and met:
                self.kosten[found.nummers] = 0.0
                self._keep_all(met, found)
            rest = [vraag for vraag in [*rest, *first] if vraag not in met]
            left = [vraag for vraag in left[self._bundel :] if vraag not in met]
        return [*rest, *left]

    def _spend(self, cellen: int) -> bool:
        """Whether there is work left for a programme over so many cells; it is spent then."""
        self._werk -= cellen
        return self._werk >= 0

    def _hide_all(self) -> None:
        """What is left when it would take too long to find out how far each demand can be met."""
        self.alles = True
        self.kosten[np.isfinite(self.kosten)] = 0.0

    def make_whole(self) -> None:
        """Prove in whole numbers what was proved by fractions, where steps along cubes can."""
        broken = [vraag for vraag, found in self.getuigen.items() if not self.samen.is_whole(found)]
        for vraag in sorted(broken, key=_order):
            if found := self._walk(vraag, self._only_hidden(self.kosten)):
                self._keep(vraag, found)

    def prove_along(self) -> None:
        """Of what is hidden along, too, a value that is one more: nobody asks for it but the attacker.

        Where programmes move a cell by a fraction, he has no proof that it can be another number.
        """
        moved = np.zeros(len(self.kosten))
        for found in self.getuigen.values():
            moved[found.nummers] = np.maximum(moved[found.nummers], np.abs(found.waarden))
        self.kosten = self._only_hidden(self.kosten)
        vragen = [
            (number, 1.0) for number in self.extra() if self.deel.geheel[number] and moved[number] < 1.0
        ]
        for vraag in self._meet_together(vragen):
            if other := self._find_known(vraag) or self._walk(vraag, self.kosten):
                self._keep(vraag, other)

    def _keep_all(self, vragen: Iterable[Vraag], getuige: Afwijking) -> None:
        for vraag in sorted(vragen):
            self._keep(vraag, getuige)

    def clean(self) -> None:
        """Show cells again where other values can be found without them, or with lighter ones in their place."""
        before, most = np.inf, SCHOONMAAK if len(self.kosten) <= GROOT else SCHOONMAAK_GROOT
        most += self._gezocht
        while self._gezocht < most and (weight := self.weigh()) < before - EPS:
            before = weight
            for number in sorted(self.extra(), key=lambda n: (-self.deel.gewichten[n], n)):
                if self._gezocht >= most:
                    break
                if self.kosten[number] == 0:
                    self._replace(number)

    def _replace(self, number: int) -> None:
        """Do without a cell, when what is hidden in its place weighs less."""
        cost = self.kosten.copy()
        cost[number] = np.inf
        spent = 0.0
        new: dict[Vraag, Afwijking] = {}
        made: list[Afwijking] = []
        using = {vraag for name in self._gebruik.get(number, ()) for vraag in self._van[name]}
        for vraag in sorted(using, key=_order):
            found = next((item for item in made if item.reaches(*vraag)), None)
            if found is None:
                found = self._walk(vraag, self._only_hidden(cost)) or self._solve_again(vraag, cost)
                if found is None:
                    return
                spent += float(cost[found.nummers].sum())
                if spent >= self.deel.gewichten[number]:
                    return
                cost[found.nummers] = 0.0
                made.append(found)
            new[vraag] = found
        cost[number] = self.deel.gewichten[number]
        self.kosten = cost
        for vraag, found in new.items():
            self._keep(vraag, found)
        self._show_unused()

    def _solve_again(self, vraag: Vraag, kosten: Reeks) -> Afwijking | None:
        self._gezocht += 1
        return self.omgeving.find(vraag, kosten, OMGEVINGEN[0][0])

    def _repeat(self, vraag: Vraag) -> Afwijking | None:
        """What an earlier search found for a demand, or steps along cubes when these hide less."""
        known = [self._eerder.get(vraag), self._walk(vraag, self.kosten) if self._eerder else None]
        return min(
            (item for item in known if item), key=lambda item: self.kosten[item.nummers].sum(), default=None
        )

    def _find_around(self, vraag: Vraag, kosten: Reeks) -> Afwijking | None:
        """Other values over the cells near a number, over more and more of these."""
        for aantal, more in OMGEVINGEN:
            if not self._spend(min(aantal, len(kosten))):
                break
            found = self.omgeving.find(vraag, kosten if more else self._only_hidden(kosten), aantal)
            if found is not None:
                return found
        return self._walk(vraag, kosten)

    def _find_most(self, vraag: Vraag) -> tuple[Vraag, Afwijking | None]:
        """The demand as far as it can be met at all, with the values that meet it."""
        self._laatste_werk -= len(self.kosten)
        if self._laatste_werk < 0:
            self._hide_all()
            return vraag, self._walk(vraag, self.kosten)
        found = self.omgeving.find_most(vraag, self.kosten)
        reached = float(found.waarden[found.nummers == vraag[0]].sum()) if found else 0.0
        return (vraag[0], reached), found if abs(reached) > EPS else None

    def _walk(self, vraag: Vraag, kosten: Reeks) -> Afwijking | None:
        """Other values by steps along cubes; None when these do not lead far enough."""
        number, deviation = vraag
        route, left = Route(self.kolommen), abs(deviation)
        cost, down = kosten.copy(), -self.deel.bodem
        up = np.full(len(cost), np.inf)
        for _ in range(STAPPEN):
            for kubus in self._propose(number, deviation > 0, left, Ruimte(cost, down, up)):
                size = route.take(kubus, bool(self.deel.geheel[kubus.nummers].any()))
                if size:
                    left -= size
                    cost[kubus.nummers] = 0.0
                    down[kubus.nummers] += size * kubus.tekens
                    break
            else:
                return None
            if left <= EPS:
                return route.finish()
        return None

    def _propose(self, nummer: int, omhoog: bool, nodig: float, ruimte: Ruimte) -> list[Kubus]:
        """Cubes with what has to move along, the cheapest first."""
        found = self.tabellen.propose(nummer, omhoog, nodig, ruimte, True)
        found += self.tabellen.propose(nummer, omhoog, nodig, ruimte)
        whole = [k for one in found if (k := self.kolommen.complete(one, self.tabellen.nummer, ruimte))]
        return sorted(whole, key=lambda k: ((k.kosten + 1e-3) / max(k.stap, 1e-9), len(k.nummers)))

    def _find_known(self, vraag: Vraag) -> Afwijking | None:
        """Other values that were found for another demand and meet this one too."""
        known = self._langs.get((vraag[0], vraag[1] > 0), ())
        return next((item for item in known if item.reaches(*vraag)), None)

    def _keep(self, vraag: Vraag, getuige: Afwijking) -> None:
        old, new = self.getuigen.get(vraag), id(getuige)
        if old is getuige:
            return
        if old is not None:
            self._van[id(old)].discard(vraag)
            for number in () if self._van[id(old)] else old.nummers.tolist():
                self._gebruik[number].discard(id(old))
        self.getuigen[vraag] = getuige
        if new not in self._van:
            for number, value in zip(getuige.nummers.tolist(), getuige.waarden.tolist(), strict=True):
                self._langs.setdefault((number, value > 0), []).append(getuige)
        if not self._van.setdefault(new, set()):
            for number in getuige.nummers.tolist():
                self._gebruik.setdefault(number, set()).add(new)
        self._van[new].add(vraag)

    def _show_unused(self) -> None:
        """What no demand needs is not hidden."""
        for number in self.extra() if not self.alles else ():
            if not self._gebruik.get(number):
                self.kosten[number] = self.deel.gewichten[number]

    def weigh(self) -> float:
        """What it costs so far."""
        return float(self.deel.gewichten[self.extra()].sum())

    @staticmethod
    def _only_hidden(kosten: Reeks) -> Reeks:
        return np.where(kosten == 0, 0.0, np.inf)
