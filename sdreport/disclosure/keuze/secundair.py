"""Which further numbers to hide, so that no hidden one can be computed: as few as possible.

Per connected part of the system: exactly where that is quick, else a safe choice, of which it is told how far it can be
from the best one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdreport.disclosure.keuze.benadering import choose_roughly, find_vragen
from sdreport.disclosure.keuze.deel import Deel, Eis, make_delen
from sdreport.disclosure.keuze.dekking import Dekking
from sdreport.disclosure.keuze.exact import TeGrootError, choose_exactly
from sdreport.disclosure.keuze.stelsel import Stelsel
from sdreport.disclosure.keuze.werelden import Wereld, pack_werelden
from sdreport.register.cijfer import Sleutel
from sdreport.safe.hashes import hash_text
from sdreport.voorraad.overname import BEWAARD, Delen
from sdreport.voorraad.stappen import KEUZE


@dataclass(frozen=True)
class Keuze:
    """The cells to hide besides those that must be, with their weight and the least that any safe choice weighs.

    `werelden` are other sets of values that agree with all that is shown; of small parts there are none.
    """

    extra: frozenset[Sleutel]
    werelden: tuple[Mapping[Sleutel, float], ...] = ()
    gewicht: float = 0.0
    grens: float = 0.0


Gekozen = dict[str, tuple[set[int], float, list[Wereld]]]
"""What was chosen in parts, by the hash of the part."""


def choose_hidden(stelsel: Stelsel, eisen: Mapping[Sleutel, Eis], gekozen: Gekozen) -> Keuze:
    """The choice for the demands `eisen`; parts that are in `gekozen` as they are now are taken from it.

    A demand that cannot be met even when everything is hidden is met as far as possible: the audit tells whether that
    is enough.
    """
    extra: set[Sleutel] = set()
    worlds: list[dict[Sleutel, float]] = []
    weight = bound = 0.0
    for deel in make_delen(stelsel, eisen):
        content = _hash_deel(deel)
        if content not in gekozen:
            gekozen[content] = _choose(deel, content)
        chosen, least, own = gekozen[content]
        extra |= {deel.cellen[number].sleutel for number in chosen}
        weight += sum(deel.cellen[number].gewicht for number in chosen)
        bound += least
        worlds += [{} for _ in range(len(own) - len(worlds))]
        for world, values in zip(worlds, own, strict=False):
            world.update(_name_values(deel, values))
    return Keuze(frozenset(extra), tuple(worlds), weight, bound)


def _choose(deel: Deel, content: str) -> tuple[set[int], float, list[Wereld]]:
    """The choice in one part, the least weight of any, and the proof where there is one."""
    try:
        chosen = _take_exactly(deel, content)
        return chosen, float(sum(deel.cellen[number].gewicht for number in chosen)), []
    except TeGrootError as stopped:
        vragen = find_vragen(deel)
        dekking = stopped.dekking or Dekking(deel, vragen)
        start, bound = dekking.round()
    ruwe = choose_roughly(deel, start, vragen)
    return set(ruwe.extra), bound, pack_werelden(deel, ruwe.getuigen.values())


def _take_exactly(deel: Deel, content: str) -> set[int]:
    """The exact choice in one part, as an earlier run made it when the part is the same."""
    overname = BEWAARD.get()
    if overname is None:
        return choose_exactly(deel)
    delen: Delen = {"deel": {"het deel": content}}
    made = overname.take(
        KEUZE, str(deel.cellen[0].sleutel), delen, lambda: json.dumps(sorted(choose_exactly(deel))).encode()
    )
    return set(json.loads(made))


def _hash_deel(deel: Deel) -> str:
    """The hash of all that the choice in a part depends on."""
    content = deel.cellen, deel.relaties, sorted(deel.moet), sorted(deel.eisen.items())
    edges = deel.laag.tolist(), deel.hoog.tolist(), deel.waarde.tolist()
    return hash_text(repr((content, edges)))


def _name_values(deel: Deel, wereld: Wereld) -> Iterator[tuple[Sleutel, float]]:
    """The values by key; with them those of numbers that nobody knows, which have no value of their own."""
    for number, cel in enumerate(deel.cellen):
        if number in wereld or cel.waarde is None:
            yield cel.sleutel, wereld.get(number, float(deel.waarde[number]))
