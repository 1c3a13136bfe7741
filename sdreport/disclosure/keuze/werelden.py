"""Other sets of values that agree with all that is shown: few sets that together prove that all demands are met.

Each set changes many numbers at once. The attacker gets them as a claim and holds them against what he knows himself.
"""

from collections.abc import Iterable

from sdreport.disclosure.keuze.afwijking import Afwijking, Relatiekolommen
from sdreport.disclosure.keuze.deel import EPS, Deel

Wereld = dict[int, float]
"""The value of each cell that has another one."""


def pack_werelden(deel: Deel, getuigen: Iterable[Afwijking]) -> list[Wereld]:
    """Put deviations together that touch no cell in common and keep all relations together."""
    kolommen = Relatiekolommen(deel)
    worlds: list[dict[int, float]] = []
    sums: list[dict[int, float]] = []
    for getuige in {id(item): item for item in getuigen}.values():
        cells = dict(zip(getuige.nummers.tolist(), getuige.waarden.tolist(), strict=True))
        change = kolommen.add_up(cells)
        for world, total in zip(worlds, sums, strict=True):
            if world.keys().isdisjoint(cells) and _fits(deel, total, change):
                break
        else:
            world, total = {}, {}
            worlds.append(world)
            sums.append(total)
        world.update(cells)
        for row, value in change.items():
            total[row] = total.get(row, 0.0) + value
    return [
        {number: float(deel.waarde[number]) + value for number, value in world.items()} for world in worlds
    ]


def _fits(deel: Deel, total: dict[int, float], change: dict[int, float]) -> bool:
    return all(
        deel.laag[row] - EPS <= total.get(row, 0.0) + value <= deel.hoog[row] + EPS
        for row, value in change.items()
    )
