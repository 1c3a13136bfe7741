"""In each other's place: two of a kind that each are near what the other usually is, and phases of the budget.

Estimates come nearer to what becomes of them, where a municipality adjusts them: then each phase lies between its
neighbours. Whether hers do, say the other onderdelen and last year's extract; where they do not, nothing can be told.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.catalogue.datasets import DATASETS

VER = 0.15
"""How far (as a logarithm: about a sixth) a number is off what is usual."""
DICHTBIJ = 0.25
"""How much of that distance may be left in each other's place: what is usual drifts."""
FASEN = DATASETS["begroting"].column("fase").waarden
WERKELIJK = "werkelijk"
ROND, HELFT = 100, 0.5
TERUG_KANS = 1e-4
"""Below this chance posts of an onderdeel do not come back to the very amount of an earlier phase by themselves."""
Orde = tuple[int, ...]


def distance(waarde: str, usual: str = "") -> str:
    """How far (as a logarithm) a number lies outside the range `laag` to `hoog` of what is usual; 0 within it."""
    low, high = (f"CAST({usual}{name} AS DOUBLE)" for name in ("laag", "hoog"))
    own = f"CAST({waarde} AS DOUBLE)"
    return f"greatest(ln({low} / {own}), ln({own} / {high}), 0)"


def swap_digits(waarde: str) -> str:
    """The list of numbers that a whole number is, its sign aside, with two digits next to each other swapped."""
    text = f"CAST(CAST(abs({waarde}) AS BIGINT) AS VARCHAR)"
    parts = f"substr({text}, 1, i - 1), substr({text}, i + 1, 1), substr({text}, i, 1), substr({text}, i + 2)"
    return f"list_transform(range(1, length({text})), lambda i: CAST(concat({parts}) AS DOUBLE))"


def find_swapped(rows: str, group: str, far: float = VER) -> str:
    """The lines of pairs within a group; `rows` has `regelnummer`, the group, `waarde` and `laag` and `hoog`.

    Both are farther off than what is usual for them lies apart: else they may just drift.
    """
    here = {name: distance(f"{name}.waarde", f"{name}.") for name in ("a", "b")}
    off = " AND ".join(
        f"{apart} > greatest({far}, ln(CAST({name}.hoog AS DOUBLE) / {name}.laag))"
        for name, apart in here.items()
    )
    there = f"{distance('a.waarde', 'b.')} + {distance('b.waarde', 'a.')}"
    return f"""
        SELECT unnest([a.regelnummer, b.regelnummer]) AS regelnummer FROM {rows} a JOIN {rows} b
            ON a.{group} = b.{group} AND a.regelnummer < b.regelnummer
        WHERE a.waarde > 0 AND b.waarde > 0 AND a.laag > 0 AND b.laag > 0
            AND {off} AND {there} < {DICHTBIJ} * ({here["a"]} + {here["b"]})
    """


@dataclass(frozen=True)
class Postreeks:
    """A post with its amounts in the order of the phases, and their lines."""

    onderdeel: str
    bedragen: tuple[float, ...]
    regels: tuple[int, ...]

    def distance(self, orde: Orde) -> float:
        """How far the amounts go up and down in an order, as logarithms."""
        return sum(abs(math.log(self.bedragen[two] / self.bedragen[one])) for one, two in pairwise(orde))

    def is_better(self, orde: Orde) -> bool:
        """Whether the amounts run on better in this order than as they were delivered."""
        return self.distance(orde) < self.distance(tuple(sorted(orde))) * 0.999


def find_misplaced(bronnen: Bronnen, reeksen: Sequence[Postreeks]) -> set[int]:
    """The lines of phases that stand in each other's place, in nearly all posts of an onderdeel."""
    before = load_postreeksen(bronnen, f"{VORIG}begroting") if "begroting" in bronnen.vorige else []
    found: set[int] = set()
    for onderdeel in sorted({reeks.onderdeel for reeks in reeksen}):
        own = [reeks for reeks in reeksen if reeks.onderdeel == onderdeel]
        other = [reeks for reeks in reeksen if reeks.onderdeel != onderdeel]
        places = next(filter(None, (_judge(own, rest, bronnen) for rest in (other, before) if rest)), set())
        found |= {reeks.regels[place] for reeks in own for place in places}
    return found


def find_returned(reeksen: Sequence[Postreeks]) -> set[int]:
    """The lines of estimates that are again exactly those of two phases before, in more posts than chance explains."""
    found: set[int] = set()
    last = len(FASEN) - (FASEN[-1] == WERKELIJK)
    for onderdeel in sorted({reeks.onderdeel for reeks in reeksen}):
        own = [reeks for reeks in reeksen if reeks.onderdeel == onderdeel]
        unit = math.gcd(*(round(bedrag * 100) for reeks in own for bedrag in reeks.bedragen[:last])) / 100
        for place in range(2, last):
            again = [reeks for reeks in own if reeks.bedragen[place] == reeks.bedragen[place - 2]]
            moved = [reeks for reeks in again if reeks.bedragen[place - 1] != reeks.bedragen[place]]
            chances = (unit / (2 * abs(reeks.bedragen[place - 1] - reeks.bedragen[place])) for reeks in moved)
            if moved and math.comb(len(own), len(moved)) * math.prod(chances) < TERUG_KANS:
                found |= {reeks.regels[one] for reeks in moved for one in (place - 2, place)}
    return found


def load_postreeksen(bronnen: Bronnen, table: str = "begroting") -> list[Postreeks]:
    """The posts that have an amount in all phases; none when there are too few phases."""
    number = "regelnummer" if table == "begroting" else "0"
    posts: dict[tuple[str, str], dict[str, tuple[float, int]]] = {}
    rows = bronnen.werkbank.storage.execute(
        f"SELECT onderdeel, post, fase, CAST(bedrag AS DOUBLE), {number} FROM {table}"
        " WHERE bedrag > 0 AND onderdeel IS NOT NULL AND post IS NOT NULL AND fase IS NOT NULL ORDER BY ALL"
    )
    for onderdeel, post, fase, bedrag, line in rows:
        posts.setdefault((str(onderdeel), str(post)), {})[str(fase)] = (float(bedrag), int(line))
    return [
        Postreeks(
            onderdeel,
            tuple(phases[fase][0] for fase in FASEN),
            tuple(phases[fase][1] for fase in FASEN),
        )
        for (onderdeel, _), phases in posts.items()
        if set(FASEN) <= phases.keys()
    ]


def _judge(own: Sequence[Postreeks], rest: Sequence[Postreeks], bronnen: Bronnen) -> set[int]:
    """The places of the phases that are in another order than delivered; none when chance explains it.

    First the estimates by themselves: what is spent may go its own way. From end to begin amounts run on as well as
    from begin to end. What is spent stays where it is when it shows by not being round; else the order that moves
    fewer phases is meant, and of two alike it is not known which.
    """
    for count in (len(FASEN) - 1, len(FASEN)):
        scores: Mapping[Orde, float] = dict(_score(own, rest, count, bronnen.toleranties.toeval_kans))
        if scores:
            best = min(scores, key=lambda orde: scores[orde])
            best = min(best, best[::-1], key=lambda orde: _misfit(own, orde))
            whole = (*best, *range(count, len(FASEN)))
            if _is_spent(own):
                return _moved(whole if whole[-1] == len(FASEN) - 1 else whole[::-1])
            moved = [_moved(whole), _moved(whole[::-1])]
            return set().union(*(places for places in moved if len(places) == min(map(len, moved))))
    return set()


def _is_spent(own: Sequence[Postreeks]) -> bool:
    """Whether most of the last phase is not round, and its estimates are."""
    round_in = [
        sum(reeks.bedragen[place] % ROND == 0 for reeks in own) / len(own) for place in range(len(FASEN))
    ]
    return round_in[-1] < HELFT < min(round_in[:-1])


def _moved(orde: Orde) -> set[int]:
    return {place for place, phase in enumerate(orde) if place != phase}


def _score(
    own: Sequence[Postreeks], rest: Sequence[Postreeks], count: int, kans: float
) -> Iterator[tuple[Orde, float]]:
    """The orders of the first phases that are better in more posts than elsewhere and chance explain."""
    for orde in permutations(range(count)):
        if orde <= orde[::-1] and orde != tuple(range(count)):
            here, there = (sum(reeks.is_better(orde) for reeks in part) for part in (own, rest))
            _, high = explain_share(there / len(rest), len(own), len(rest), kans)
            if here / len(own) > high:
                yield orde, sum(reeks.distance(orde) for reeks in own)


def _misfit(own: Sequence[Postreeks], orde: Orde) -> float:
    """Of an order of estimates and its reverse: how far its end lies from what comes after."""
    last = len(orde)
    if last == len(FASEN):
        return 0.0
    return sum(abs(math.log(reeks.bedragen[last] / reeks.bedragen[orde[-1]])) for reeks in own)
