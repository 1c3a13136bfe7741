"""Hidden amounts that a reader adds up: on whom their sum rests, and what one of them finds by taking off the own part.

What is hidden of one sum is known together. So it is an amount like any other: of few persons, of one or two who have
almost all of it, or of two of whom each finds that of the other. One who has an amount alone knows it, and then the
rest is what is known together. Such a sum is a cell of the system of its own: hidden, with a demand.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdreport.disclosure.keuze.deel import Eis
from sdreport.disclosure.keuze.stelsel import Beperking, Cel, Stelsel
from sdreport.disclosure.primair import count_persons, find_regel
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Sleutel

HEEL = 99.999
"""Parts in percent are kept to four decimals."""
Delen = Mapping[int, float]


@dataclass(frozen=True)
class _Bedrag:
    """An amount: on how many it rests, the parts in euro of the largest, and the most that any other can have.

    Of persons first, then of providers. `gevoelig` is one that must be hidden for itself.
    """

    eur: float
    personen: float
    gevoelig: bool
    delen: tuple[Delen, Delen]
    hoogstens: tuple[float, float]

    def list_alone(self) -> Iterator[tuple[int, int]]:
        """Who has it alone, and so knows it."""
        for soort, parts in enumerate(self.delen):
            yield from ((soort, wie) for wie, eur in parts.items() if eur >= abs(self.eur) * HEEL / 100)


class Opgeteld:
    """The sums of hidden amounts in one system; each is told once."""

    def __init__(self, stelsel: Stelsel, cijfers: Mapping[Sleutel, Gemeten], regels: Geheimhouding) -> None:
        self._stelsel = stelsel
        self._regels = regels
        self._sums = [relation for relation in stelsel.vergelijkingen if relation.laag == relation.hoog]
        self._bedragen = {
            key: _read(cijfer, regels)
            for key, cijfer in cijfers.items()
            if cijfer.eenheid == "euro" and cijfer.over_personen
        }
        self._copy_to_other_tables()
        self._told: set[frozenset[Sleutel]] = set()

    def add_sums(self, hidden: Collection[Sleutel]) -> dict[Sleutel, Eis]:
        """Add what tells too much of what is hidden now to the system; returns what must remain possible for it."""
        demands: dict[Sleutel, Eis] = {}
        for relation in self._sums:
            for sign in (1.0, -1.0):
                own = sorted(key for key, value in relation.termen if value == sign and key in hidden)
                if len(own) < 2 or frozenset(own) in self._told or not all(k in self._bedragen for k in own):
                    continue
                secret = _find_telling([self._bedragen[key] for key in own], self._regels)
                if secret is not None:
                    self._told.add(frozenset(own))
                    key = f"opgeteld {len(self._told)}", own[0][1]
                    demands[key] = self._add(key, own, secret)
        return demands

    def _add(self, key: Sleutel, own: Sequence[Sleutel], secret: float) -> Eis:
        total = sum(self._stelsel.cellen[part].waarde or 0.0 for part in own)
        self._stelsel.cellen[key] = Cel(key, {}, total, geheel=False, minimum=min(0.0, total))
        terms = ((key, 1.0), *((part, -1.0) for part in own))
        self._stelsel.vergelijkingen.append(Beperking(terms, 0.0, 0.0))
        margin = abs(secret) * self._regels.dominantie.marge_pct / 100 or 1.0
        return Eis(total - margin, total + margin)

    def _copy_to_other_tables(self) -> None:
        """The same amounts in other tables rest on the same persons and providers."""
        pairs = [[key for key, _ in relation.termen] for relation in self._sums if len(relation.termen) == 2]
        for one, other in (*pairs, *(pair[::-1] for pair in pairs)):
            if one in self._bedragen and other in self._stelsel.cellen:
                self._bedragen.setdefault(other, self._bedragen[one])


def _read(cijfer: Gemeten, regels: Geheimhouding) -> _Bedrag:
    """An amount with the parts of those who are known by a mark; of others nothing is known but that they are there."""
    eur = abs(cijfer.waarde)
    both = ((cijfer.bijdragen, cijfer.wie), (cijfer.aanbieders, cijfer.welke))
    return _Bedrag(
        cijfer.waarde,
        count_persons(cijfer),
        bool(find_regel(cijfer, regels)),
        tuple(  # type: ignore[arg-type]
            {mark: eur * part / 100 for part, mark in zip(parts, marks, strict=False)}
            for parts, marks in both
        ),
        tuple(eur * parts[-1] / 100 if parts and sum(parts) < HEEL else 0.0 for parts, _ in both),  # type: ignore[arg-type]
    )


def _find_telling(bedragen: Sequence[_Bedrag], regels: Geheimhouding) -> float | None:
    """The least sum that tells too much, to all or to one who takes off what that one has alone."""
    found = [bedragen] if _is_telling(bedragen, regels) else []
    for who in sorted({who for bedrag in bedragen for who in bedrag.list_alone()}):
        others = [bedrag for bedrag in bedragen if who not in bedrag.list_alone()]
        if (len(others) == 1 and others[0].gevoelig) or (len(others) > 1 and _is_telling(others, regels)):
            found.append(others)
    return min((abs(sum(bedrag.eur for bedrag in own)) for own in found), default=None)


def _is_telling(bedragen: Iterable[_Bedrag], regels: Geheimhouding) -> bool:
    """Whether some amounts together are one that must be hidden for itself."""
    own = list(bedragen)
    if all(bedrag.personen < regels.drempel for bedrag in own):
        return True
    total = sum(abs(bedrag.eur) for bedrag in own)
    for soort in (0, 1):
        largest = sorted(_add_up(own, soort), reverse=True)
        dominant = sum(largest[: regels.dominantie.grootste]) > total * regels.dominantie.aandeel_pct / 100
        if largest and soort == 0 and dominant:
            return True
        if (
            len(largest) > 1
            and total - largest[0] - largest[1] < largest[0] * regels.dominantie.eigen_pct / 100
        ):
            return True
    return False


def _add_up(bedragen: Sequence[_Bedrag], soort: int) -> list[float]:
    """The most that each of those who are known can have of some amounts together."""
    known = {wie for bedrag in bedragen for wie in bedrag.delen[soort]}
    return [
        sum(bedrag.delen[soort].get(wie, bedrag.hoogstens[soort]) for bedrag in bedragen) for wie in known
    ]
