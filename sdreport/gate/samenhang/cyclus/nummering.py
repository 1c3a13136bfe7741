"""The numbering of a document: what is numbered twice, left out, out of order, or not numbered at all.

Numbers are taken as printed: `3.1.2`, with a dot behind it (`3.`), or a series in one place (`3.5.1 - 3.5.3`). A number
with others under it (`1.` before `1.1`) is a heading, not a fault.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Nummer = tuple[int, ...]
GETALLEN = r"\d{1,4}(?:\.\d{1,4})*\.?"
GEDRUKT = re.compile(rf"({GETALLEN})(?: ?[-–] ?({GETALLEN}))?")
DUBBEL, OVERGESLAGEN, VOLGORDE, NIVEAU = "dubbel", "overgeslagen", "volgorde", "niveau"
ONTBREEKT, ANDER, AFWIJKEND = "ontbreekt", "ander", "afwijkend"
MEESTE_GENOEMD = 20
"""So many numbers of a gap are told by name: a slip in a number can leave out very many."""


@dataclass(frozen=True)
class Genummerd:
    """Something with a number, in the order of the document: `groep` is what it stands under, `sleutel` its own key."""

    regelnummer: int
    groep: str
    sleutel: str
    nummer: str


@dataclass(frozen=True)
class Nummerfout:
    """A fault of the numbering: its kind, the part where it shows, and the number or numbers that it is about."""

    soort: str
    onderdeel: Genummerd
    nummers: str


def parse_nummers(text: str) -> tuple[Nummer, ...]:
    """The numbers that are printed in one place, one or a series; none when it is no number."""
    match = GEDRUKT.fullmatch(text.strip())
    if not match:
        return ()
    first, last = (tuple(int(part) for part in (found or "").split(".") if part) for found in match.groups())
    if not last or first[:-1] != last[:-1]:
        return tuple(number for number in (first, last) if number)
    return tuple((*first[:-1], number) for number in range(first[-1], last[-1] + 1))


def find_nummerfouten(
    onderdelen: Sequence[Genummerd], *readings: Callable[[Genummerd], Hashable]
) -> list[Nummerfout]:
    """The faults in a numbering that starts anew in each group; of several ways to group, that with fewest faults.

    A document does not say whether its numbers start anew per goal or run through a whole programme.
    """
    found = [
        [fault for own in _split(onderdelen, reading).values() for fault in _find_in_group(own)]
        for reading in readings
    ]
    return min(found, key=len)


def find_zonder(
    onderdelen: Sequence[Genummerd], group: Callable[[Genummerd], Hashable]
) -> Iterator[Nummerfout]:
    """Parts without a number, where others of the group have one, or more than half of all parts."""
    most = 2 * sum(bool(part.nummer) for part in onderdelen) > len(onderdelen)
    for own in _split(onderdelen, group).values():
        if most or any(part.nummer for part in own):
            yield from (Nummerfout(ONTBREEKT, part, "") for part in own if not part.nummer)


def find_andermans(onderdelen: Sequence[Genummerd]) -> Iterator[Nummerfout]:
    """Parts with a number that stands under the heading of another group, or is that heading.

    A heading belongs to the first group that has most of its numbers under it.
    """
    owners: dict[Nummer, str] = {}
    for groep, parts in _split(onderdelen, lambda part: part.groep).items():
        heading = _find_heading(parts)
        if heading:
            owners.setdefault(heading, str(groep))
    for part in onderdelen:
        for number in parse_nummers(part.nummer)[:1]:
            above = [number[:length] for length in range(len(number), 0, -1) if len(number) > 1]
            owner = next((owners[heading] for heading in above if heading in owners), part.groep)
            if owner != part.groep:
                yield Nummerfout(ANDER, part, _write(number))


def find_afwijkers(onderdelen: Sequence[Genummerd], delen: Mapping[str, str]) -> Iterator[Nummerfout]:
    """The first part of each group that is numbered in fewer or more steps than most groups of the same `delen`."""
    steps: dict[str, dict[str, int]] = {}
    first: dict[str, Genummerd] = {}
    for groep, parts in _split(onderdelen, lambda part: part.groep).items():
        numbers = [number for part in parts for number in parse_nummers(part.nummer)]
        if numbers:
            steps.setdefault(delen.get(str(groep), ""), {})[str(groep)] = _usual(numbers)
            first[str(groep)] = parts[0]
    for own in steps.values():
        ((usual, times),) = Counter(own.values()).most_common(1)
        for groep, count in own.items():
            if count != usual and 2 * times > len(own):
                yield Nummerfout(AFWIJKEND, first[groep], "")


def _split(
    parts: Sequence[Genummerd], key: Callable[[Genummerd], Hashable]
) -> dict[Hashable, list[Genummerd]]:
    groups: dict[Hashable, list[Genummerd]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return groups


def _find_in_group(parts: Sequence[Genummerd]) -> Iterator[Nummerfout]:
    first: dict[Nummer, Genummerd] = {}
    previous: Nummer = ()
    for part in parts:
        numbers = parse_nummers(part.nummer)
        for number in numbers:
            if first.setdefault(number, part) is not part:
                yield Nummerfout(DUBBEL, part, _write(number))
        if numbers and numbers[0] < previous:
            yield Nummerfout(VOLGORDE, part, _write(numbers[0]))
        previous = numbers[-1] if numbers else previous
    yield from _find_gaps(first)
    yield from _find_levels(first)


def _find_gaps(first: Mapping[Nummer, Genummerd]) -> Iterator[Nummerfout]:
    """At the first number after a gap: the numbers that are not there, counted from 1 under each heading."""
    under = sorted(first, key=lambda number: (number[:-1], number))
    for _, group in groupby(under, key=lambda number: number[:-1]):
        expected = 1
        for number in group:
            last = min(number[-1], expected + MEESTE_GENOEMD)
            missing = [_write((*number[:-1], other)) for other in range(expected, last)]
            if missing:
                more = [f"nog {number[-1] - last}"] if number[-1] > last else []
                yield Nummerfout(OVERGESLAGEN, first[number], ", ".join([*missing, *more]))
            expected = number[-1] + 1


def _find_levels(first: Mapping[Nummer, Genummerd]) -> Iterator[Nummerfout]:
    """Numbers of fewer or more steps than most, that neither stand under a heading nor are one, or beside one."""
    usual = _usual(first)
    beside = {number[:-1] for number in first if (*number, 1) in first}
    for number, part in first.items():
        if len(number) != usual and number[:-1] not in beside and number[:-1] not in first:
            yield Nummerfout(NIVEAU, part, _write(number))


def _usual(numbers: Collection[Nummer]) -> int:
    """In how many steps most numbers are written; the most steps when as many are written otherwise."""
    counts = Counter(map(len, numbers))
    return max(counts, key=lambda steps: (counts[steps], steps), default=0)


def _find_heading(parts: Iterable[Genummerd]) -> Nummer | None:
    """What most numbers of a group stand under; the longest when as many stand under another."""
    above = Counter(number[:-1] for part in parts for number in parse_nummers(part.nummer) if len(number) > 1)
    return max(above, key=lambda heading: (above[heading], len(heading)), default=None)


def _write(number: Nummer) -> str:
    return ".".join(map(str, number))
