"""Small counts that nobody prints and everybody can compute, and groups of which all are alike.

1,086 persons in 1,081 households are five persons who share a household: the difference of a whole and its part, or an
overlap, is a count as well. And where all of a group have one value of a `kenmerk`, the zeros beside it say so of each
of them. Both are cells of the system of their own: hidden, with a demand.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from sdreport.disclosure.keuze.deel import Eis
from sdreport.disclosure.keuze.stelsel import Beperking, Cel, Stelsel
from sdreport.disclosure.primair import TELT_PERSONEN, is_aantal
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Sleutel
from sdreport.register.structuur import TOTAAL, Structuur

EEN = Eis(0.0, 1.0)
"""Of a group: that there could be one who is not like the others."""


@dataclass(frozen=True)
class _Verborgen:
    """A number that is the sum of others with their signs, and what must remain possible for it."""

    delen: tuple[tuple[Sleutel, float], ...]
    eis: Eis


def derive_counts(
    stelsel: Stelsel, cijfers: Mapping[Sleutel, Gemeten], regels: Geheimhouding, structuur: Structuur
) -> dict[Sleutel, Eis]:
    """Add the counts that follow from those of `cijfers` to the system; returns what must remain possible for them.

    A zero beside a group that is all alike can then be hidden, and a hidden number of its table can be zero.
    """
    relations = list(stelsel.vergelijkingen)
    stelsel.vergelijkingen[:] = [item for item in relations if not _is_rest(item, cijfers, regels)]
    alike = list(_find_alike(relations, stelsel, cijfers, structuur))
    open_zeros(stelsel, {key for item in alike for key, _ in item.delen if not stelsel.cellen[key].waarde})
    demands: dict[Sleutel, Eis] = {}
    for number, item in enumerate([*_find_differences(relations, cijfers, regels), *alike]):
        key = f"afgeleid {number}", item.delen[0][0][1]
        value = sum(sign * (stelsel.cellen[part].waarde or 0.0) for part, sign in item.delen)
        stelsel.cellen[key] = Cel(key, {}, value, minimum=0.0)
        terms = ((key, 1.0), *((part, -sign) for part, sign in item.delen))
        stelsel.vergelijkingen.append(Beperking(terms, 0.0, 0.0))
        demands[key] = item.eis
    return demands


def _find_differences(
    relations: Sequence[Beperking], cijfers: Mapping[Sleutel, Gemeten], regels: Geheimhouding
) -> Iterator[_Verborgen]:
    """What bounds between counts of persons leave, and what sums leave out: where that is a small count itself."""
    for relation in relations:
        if not relation.telt or not _counts_persons(relation, cijfers):
            continue
        left = -sum(value * cijfers[key].waarde for key, value in relation.termen)
        few = _leaves_few(relation, regels) if relation.laag == relation.hoog else 0 < left < regels.drempel
        if few:
            parts = tuple((key, -value if left > 0 else value) for key, value in relation.termen)
            yield _Verborgen(parts, Eis(0.0, regels.ruimte - 1.0))


def _is_rest(relation: Beperking, cijfers: Mapping[Sleutel, Gemeten], regels: Geheimhouding) -> bool:
    """Whether a sum leaves out a few persons, such as those whose sex is not known: how many nobody is told."""
    of_sum = relation.laag == relation.hoog
    return of_sum and _leaves_few(relation, regels) and _counts_persons(relation, cijfers)


def _leaves_few(som: Beperking, regels: Geheimhouding) -> bool:
    return 0 < abs(som.laag) < regels.drempel


def _counts_persons(relation: Beperking, cijfers: Mapping[Sleutel, Gemeten]) -> bool:
    return all(
        key in cijfers and cijfers[key].over_personen and cijfers[key].eenheid in TELT_PERSONEN
        for key, _ in relation.termen
    )


def _find_alike(
    relations: Sequence[Beperking],
    stelsel: Stelsel,
    cijfers: Mapping[Sleutel, Gemeten],
    structuur: Structuur,
) -> Iterator[_Verborgen]:
    """Groups of which all have one value of a `kenmerk`: all others of that line together are zero."""
    for relation in relations if structuur.kenmerken else ():
        keys = [key for key, _ in relation.termen]
        if not all(key in cijfers and cijfers[key].over_personen for key in keys):
            continue
        line = _find_line([stelsel.cellen[key] for key in keys], structuur)
        if line is None or not is_aantal(cijfers[keys[0]].eenheid):
            continue
        whole, parts = line
        if relation.laag == relation.hoog:
            zeros = [cel.sleutel for cel in parts if not cel.waarde]
            if whole.waarde and zeros and len(zeros) == len(parts) - 1:
                yield _Verborgen(tuple((key, 1.0) for key in zeros), EEN)
        elif (
            len(parts) == 1
            and whole.waarde
            and whole.waarde == parts[0].waarde
            and _has_others(stelsel, whole, parts[0])
        ):
            yield _Verborgen(((whole.sleutel, 1.0), (parts[0].sleutel, -1.0)), EEN)


def _has_others(stelsel: Stelsel, whole: Cel, part: Cel) -> bool:
    """Whether a line has more parts than this one: of a table with one row, nobody is surprised that it is all."""
    differs = next(d for d, w in whole.uitsplitsing.items() if w != part.uitsplitsing[d])
    rest = {d: w for d, w in part.uitsplitsing.items() if d != differs}
    return any(
        cel.indicator == part.indicator
        and cel.sleutel[1] == part.sleutel[1]
        and cel.uitsplitsing.get(differs) not in (TOTAAL, part.uitsplitsing[differs])
        and {d: w for d, w in cel.uitsplitsing.items() if d != differs} == rest
        for cel in stelsel.cellen.values()
    )


def _find_line(cellen: Sequence[Cel], structuur: Structuur) -> tuple[Cel, list[Cel]] | None:
    """The total and its parts, when some cells are those of one line along a `kenmerk`."""
    for dimensie in structuur.kenmerken:
        wholes = [cel for cel in cellen if cel.uitsplitsing.get(dimensie) == TOTAAL]
        parts = [cel for cel in cellen if cel.uitsplitsing.get(dimensie) not in (TOTAAL, None)]
        beside = {
            (cel.indicator, tuple(w for d, w in cel.uitsplitsing.items() if d != dimensie)) for cel in cellen
        }
        if len(wholes) == 1 and len(parts) == len(cellen) - 1 and len(beside) == 1:
            return wholes[0], parts
    return None


def open_zeros(stelsel: Stelsel, zeros: Set[Sleutel]) -> None:
    """In a table with zeros that can be hidden, a hidden number can be zero."""
    tables = {(stelsel.cellen[key].indicator, key[1]) for key in zeros}
    for key, cel in stelsel.cellen.items() if tables else ():
        if (cel.indicator, key[1]) in tables:
            vast = cel.vast and key not in zeros
            stelsel.cellen[key] = replace(cel, minimum=min(cel.minimum, 0.0), vast=vast)
