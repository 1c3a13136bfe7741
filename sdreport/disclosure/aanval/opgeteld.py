"""What is hidden of one sum is known together: on how many it rests, and what its own contributors make of it.

A reader does not know who has which part, but each of them knows the own part, and whoever has an amount alone knows
that amount. What such a reader finds is judged here, apart from the way in which the choice does it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sdreport.disclosure.aanval.grenzen import Ongelijkheid
from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.register.cijfer import Sleutel


@dataclass(frozen=True)
class Deelnemers:
    """The parts of an amount (in percent) of those who have most of it, by a mark; whether these are all of them."""

    delen: Mapping[int, float]
    alle: bool

    def most(self, wie: int) -> float:
        """The part that someone can have at most."""
        least = 0.0 if self.alle else min(self.delen.values(), default=0.0)
        return self.delen.get(wie, least)

    def is_of(self, wie: int) -> bool:
        """Whether someone has it alone."""
        return self.alle and wie in self.delen and all(not d for w, d in self.delen.items() if w != wie)


@dataclass(frozen=True)
class Inbreng:
    """On how many persons an amount rests, whether it must be hidden for itself, its persons and its providers."""

    personen: float
    gevoelig: bool
    clienten: Deelnemers
    aanbieders: Deelnemers


@dataclass(frozen=True)
class Weinig:
    """On whom hidden amounts rest, and what is too few for a sum of these.

    Fewer than `drempel` persons; the `grootste` with more than `aandeel_pct`; or two of whom the one finds the other to
    within `eigen_pct`. Of such a sum `marge_pct` must stay open on both sides.
    """

    inbreng: Mapping[Sleutel, Inbreng]
    drempel: int = 0
    marge_pct: float = 0.0
    grootste: int = 2
    aandeel_pct: float = 100.0
    eigen_pct: float = 0.0


NIEMAND = Weinig({})


def find_sums(
    lezer: Lezer, feiten: Iterable[Ongelijkheid], weinig: Weinig
) -> Iterator[tuple[list[Sleutel], float]]:
    """The hidden amounts of one sum that tell too much together, and the width that must stay open for their sum."""
    equal = [list(fact.delen.items()) for fact in feiten if fact.laag == fact.hoog]
    known = dict(weinig.inbreng)
    for fact in equal:
        if len(fact) == 2:  # the same amount in another table
            (one, _), (other, _) = fact
            for here, there in ((one, other), (other, one)):
                if there in weinig.inbreng:
                    known.setdefault(here, weinig.inbreng[there])
    for fact in equal:
        for sign in sorted({value for _, value in fact}):
            own = [plek for plek, value in fact if value == sign and lezer.rows[plek].waarde is None]
            if len(own) > 1 and all(plek in known and plek in lezer.waar for plek in own):
                secret = _judge([known[p] for p in own], np.array([lezer.waar[p] for p in own]), weinig)
                if secret is not None:
                    yield own, 2 * secret * weinig.marge_pct / 100


def _judge(own: Sequence[Inbreng], eur: np.ndarray, weinig: Weinig) -> float | None:
    """The least amount that somebody finds of those that are known together; None when nobody does."""
    telling = []
    if _tells(own, eur, weinig):
        telling.append(abs(float(eur.sum())))
    for kind in ("clienten", "aanbieders"):
        for who in {wie for item in own for wie in getattr(item, kind).delen}:
            kept = [n for n, item in enumerate(own) if not getattr(item, kind).is_of(who)]
            if not 0 < len(kept) < len(own):
                continue
            rest = [own[n] for n in kept]
            if rest[0].gevoelig if len(rest) == 1 else _tells(rest, eur[kept], weinig):
                telling.append(abs(float(eur[kept].sum())))
    return min(telling, default=None)


def _tells(own: Sequence[Inbreng], eur: np.ndarray, weinig: Weinig) -> bool:
    """Whether amounts together rest on few, are of the largest, or let one contributor find another."""
    if max(item.personen for item in own) < weinig.drempel:
        return True
    sizes = np.abs(eur)
    for kind in ("clienten", "aanbieders"):
        sides = [getattr(item, kind) for item in own]
        people = list({wie for side in sides for wie in side.delen})
        parts = np.array([[side.most(wie) for side in sides] for wie in people]).reshape(
            len(people), len(own)
        )
        each = np.sort(parts @ sizes / 100)[::-1]
        if kind == "clienten" and each[: weinig.grootste].sum() > weinig.aandeel_pct / 100 * sizes.sum():
            return True
        if len(each) > 1 and sizes.sum() - each[:2].sum() < each[0] * weinig.eigen_pct / 100:
            return True
    return False
