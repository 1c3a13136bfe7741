"""What a reader computes without a number being printed for it: small differences, certainties, sums of hidden amounts.

Read from the facts of a register only. `bescherming` has its own way of finding these.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdreport.disclosure.aanval.grenzen import Ongelijkheid
from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.disclosure.aanval.opgeteld import Weinig, find_sums
from sdreport.register.cijfer import Getal, Sleutel
from sdreport.register.structuur import TOTAAL

PERSONEN = ("personen", "huishoudens", "leerlingen")
GEEN_AANTAL = ("euro", "%", "procentpunt", "dagen")


@dataclass(frozen=True)
class Berekenbaar:
    """A number that is the sum of others with their signs: its name, and how wide its interval has to be.

    `van` is the sum that leaves it out: how much that is, the reader is not told.
    """

    naam: str
    jaar: int
    delen: Mapping[Sleutel, float]
    breedte: float
    geheel: bool = True
    van: Ongelijkheid | None = None

    @property
    def sleutel(self) -> Sleutel:
        """Which number it is, among those that are printed."""
        return self.naam, self.jaar

    @property
    def feit(self) -> Ongelijkheid:
        """What it is, as a fact."""
        return Ongelijkheid(
            {self.sleutel: 1.0, **{plek: -value for plek, value in self.delen.items()}}, 0.0, 0.0
        )


def derive(
    lezer: Lezer, feiten: Iterable[Ongelijkheid], drempel: int, breedte: float, weinig: Weinig
) -> list[Berekenbaar]:
    """The small counts, the certainties and the amounts of few that facts give, where the true values have them."""
    found: dict[Sleutel, Berekenbaar] = {}
    facts = list(feiten)
    for fact in facts:
        plekken = list(fact.delen)
        on_persons = all(lezer.rows[plek].indicator in lezer.structuur.over_personen for plek in plekken)
        if on_persons and all(plek in lezer.waar for plek in plekken):
            for item in (*_small(lezer, fact, drempel, breedte), *_certain(lezer, fact)):
                found.setdefault(item.sleutel, item)
    for item in _together(lezer, facts, weinig):
        found.setdefault(item.sleutel, item)
    return list(found.values())


def _together(lezer: Lezer, feiten: Iterable[Ongelijkheid], weinig: Weinig) -> Iterator[Berekenbaar]:
    """All that is hidden of a sum of amounts, where that tells too much."""
    for plekken, width in find_sums(lezer, feiten, weinig):
        name = f"de som van {_join([plek[0] for plek in plekken])}"
        yield Berekenbaar(name, plekken[0][1], dict.fromkeys(plekken, 1.0), width, geheel=False)


def _small(lezer: Lezer, fact: Ongelijkheid, drempel: int, breedte: float) -> Iterator[Berekenbaar]:
    """A bound between counts of persons of which little is left: so many have the one and not the other.

    Or a sum that leaves out a few, such as those of whom the sex is not known.
    """
    if not fact.telt or any(lezer.rows[plek].eenheid not in PERSONEN for plek in fact.delen):
        return
    left = -sum(value * lezer.waar[plek] for plek, value in fact.delen.items())
    of_sum = fact.laag == fact.hoog
    if 0 < left < drempel or (of_sum and 0 < -left < drempel):
        parts = {plek: -value if left > 0 else value for plek, value in fact.delen.items()}
        yield Berekenbaar(_name(parts), next(iter(parts))[1], parts, breedte, van=fact if of_sum else None)


def _certain(lezer: Lezer, fact: Ongelijkheid) -> Iterator[Berekenbaar]:
    """One value of a `kenmerk` for all of a group: nobody has another one."""
    rows = [lezer.rows[plek] for plek in fact.delen]
    if len({(rij.indicator, rij.jaar) for rij in rows}) > 1 or rows[0].eenheid in GEEN_AANTAL:
        return
    for dimensie in lezer.structuur.kenmerken:
        values = [rij.uitsplitsing.get(dimensie) for rij in rows]
        rest = {tuple(w for d, w in rij.uitsplitsing.items() if d != dimensie) for rij in rows}
        if None in values or len(rest) > 1 or values.count(TOTAAL) != 1:
            continue
        others = {
            plek: lezer.waar[plek] for plek, value in zip(fact.delen, values, strict=True) if value != TOTAAL
        }
        (whole,) = (plek for plek, value in zip(fact.delen, values, strict=True) if value == TOTAAL)
        filled = [value for value in others.values() if value]
        # a sum tells it of all its parts together, a bound of one part alone; a table of one part tells nothing
        if fact.laag == fact.hoog:
            tells = len(others) > 1
        else:
            tells = len(others) == 1 and _count_parts(lezer, rows[0], dimensie) > 1
        if tells and lezer.waar[whole] and filled == [lezer.waar[whole]]:
            (most,) = (plek for plek, value in others.items() if value)
            delen = {whole: 1.0, most: -1.0}
            yield Berekenbaar(f"iedereen van {whole[0]} in {most[0]}", whole[1], delen, 1.0)


def _count_parts(lezer: Lezer, rij: Getal, dimensie: str) -> int:
    """In how many parts the line of a table falls in which a number stands."""
    rest = {naam: waarde for naam, waarde in rij.uitsplitsing.items() if naam != dimensie}
    return sum(
        other.uitsplitsing.get(dimensie) not in (TOTAAL, None)
        and {naam: waarde for naam, waarde in other.uitsplitsing.items() if naam != dimensie} == rest
        for other in lezer.per_indicator[rij.indicator, rij.jaar]
    )


def _name(delen: Mapping[Sleutel, float]) -> str:
    """As a message tells it."""
    more = [plek[0] for plek, value in delen.items() if value > 0]
    less = [plek[0] for plek, value in delen.items() if value < 0]
    return f"het verschil tussen {_join(more)} en {_join(less)}"


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} en {len(names) - 1} andere"
