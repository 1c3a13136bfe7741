"""Classes of age of two reports on the same records: what lies between a border of the one and of the other."""

import re
from collections.abc import Iterable, Iterator

from sdreport.register.cijfer import Cijfer, make_adres

LEEFTIJD = "leeftijd"
KLASSE = re.compile(r"(\d+)(?:-(\d+)|-?(?:plus|\+))")
OUDST = 200
"""Where a class without an end ends."""


def find_between(rijen: Iterable[Cijfer], drempel: int) -> Iterator[str]:
    """The groups of ages, of which either report shows enough to count them, with fewer persons than the threshold.

    A class that is shown says how many more are younger than its end than younger than its begin.
    """
    steps: dict[tuple[str, tuple[str, ...]], dict[tuple[int, int], float]] = {}
    for rij in rijen:
        klasse = KLASSE.fullmatch(rij.uitsplitsing.get(LEEFTIJD, ""))
        if klasse and rij.eenheid == "personen" and rij.waarde is not None:
            rest = tuple(value for name, value in rij.uitsplitsing.items() if name != LEEFTIJD)
            border = int(klasse[1]), int(klasse[2] or OUDST - 1) + 1
            steps.setdefault((rij.indicator, rest), {})[border] = rij.waarde
    for (indicator, rest), classes in sorted(steps.items()):
        for young, old, count in _count_between(classes):
            if 0 < count < drempel:
                ages = f"{young} tot en met {old - 1} jaar" if old < OUDST else f"vanaf {young} jaar"
                yield f"{make_adres(indicator, rest)}, {ages}"


def _count_between(classes: dict[tuple[int, int], float]) -> Iterator[tuple[int, int, float]]:
    """Every two ages of which the classes say how many persons are between them."""
    left = {border for pair in classes for border in pair}
    while left:
        reached = {left.pop(): 0.0}
        while found := [pair for pair in classes if (pair[0] in reached) != (pair[1] in reached)]:
            young, old = found[0]
            if young in reached:
                reached[old] = reached[young] + classes[young, old]
            else:
                reached[young] = reached[old] - classes[young, old]
        left -= reached.keys()
        yield from (
            (young, old, reached[old] - reached[young]) for young in reached for old in reached if young < old
        )
