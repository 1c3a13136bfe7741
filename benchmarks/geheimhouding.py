"""How long disclosure control takes, and how much it hides, on tables of the sizes that others publish, and of a city.

    python benchmarks/geheimhouding.py               # all tables, smallest first
    python benchmarks/geheimhouding.py stad z3       # some of them

Each table in a process of its own: the choice of what is hidden, and the attack on it. The last column says what others
hide of it. Of `example1`, `sdcTable-1`, `z1` and `z2` the counts are published; of the other tables of theirs only the
size and how much was hidden, so that counts are invented here (with a fixed seed). On all of these the rule is theirs:
what is hidden must not be known exactly. On those of a city it is ours: any number below the threshold is possible.
"""

import argparse
import itertools
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sdreport.disclosure import check_disclosure, protect, release
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.structuur import SOM, TOTAAL, Relatie, Structuur

JAAR = 2023
Cellen = Mapping[tuple[str, ...], int]
Groepen = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True)
class Tabel:
    """A table to protect: its numbers, how they hang together, the threshold, and what others hide (if they tell)."""

    cijfers: Sequence[Gemeten]
    structuur: Structuur
    regels: Geheimhouding
    elders: str = ""


def main() -> None:
    """Measure all tables, or those that are named."""
    parser = argparse.ArgumentParser(description="Meet het afschermen van tabellen, en de aanval erop.")
    parser.add_argument("tabellen", nargs="*", metavar="TABEL", help=", ".join(TABELLEN))
    parser.add_argument("--zelf", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    names = arguments.tabellen or list(TABELLEN)
    if arguments.zelf:
        measure(names[0])
        return
    print(
        "| table | numbers | small | hidden along | weight | at least | choice | attack | memory | elsewhere |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in names:
        subprocess.run([sys.executable, __file__, "--zelf", name], check=True)
    print(f"\nOp {os.cpu_count()} kernen, belasting nu {os.getloadavg()[0]:.1f}.")


def measure(naam: str) -> None:
    """Protect one table and attack it; print a row."""
    tabel = TABELLEN[naam]()
    start, busy = time.perf_counter(), time.process_time()
    items = protect(tabel.cijfers, tabel.regels, tabel.structuur)
    chosen, chosen_busy = time.perf_counter(), time.process_time()
    check_disclosure(list(release(items, "definitief")), items, tabel.regels, tabel.structuur)
    attacked, attacked_busy = time.perf_counter(), time.process_time()
    small = sum(item.regel.startswith("minder") for item in items)
    along = sum(item.onderdrukt for item in items) - small
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    choice = f"{chosen - start:.1f} s ({chosen_busy - busy:.1f})"
    attack = f"{attacked - chosen:.1f} s ({attacked_busy - chosen_busy:.1f})"
    counts = (len(items), small, along, round(items.keuze.gewicht), round(items.keuze.grens))
    print(
        "|",
        " | ".join([naam, *map(str, counts), choice, attack, f"{memory} MB", tabel.elders]),
        "|",
        flush=True,
    )


def draw(vorm: Sequence[int], gemiddeld: float, spreiding: float = 0.8) -> Cellen:
    """Counts that differ much in size, as those of municipalities, districts and kinds of help do."""
    rng = np.random.default_rng(20231)
    mean = np.ones(())
    for size in vorm:
        mean = np.multiply.outer(mean, rng.lognormal(0, spreiding if size > 3 else 0.1, size))
    counts = rng.poisson(mean / mean.mean() * gemiddeld)
    return {
        tuple(f"{'abcd'[d]}{place}" for d, place in enumerate(where)): int(counts[where])
        for where in np.ndindex(*vorm)
    }


def add_totals(cellen: Cellen, dimensies: Sequence[str], indicator: str = "tabel") -> list[Gemeten]:
    """A table with all its totals, as measured numbers."""
    sums: dict[tuple[str, ...], int] = {}
    for key, value in cellen.items():
        for kept in itertools.product((True, False), repeat=len(key)):
            where = tuple(part if keep else TOTAAL for part, keep in zip(key, kept, strict=True))
            sums[where] = sums.get(where, 0) + value
    return [
        Gemeten(
            indicator,
            JAAR,
            dict(zip(dimensies, key, strict=True)),
            value,
            "personen",
            "bron",
            "Proef.",
            value,
            True,
        )
        for key, value in sums.items()
    ]


def make_tabel(cellen: Cellen, regels: Geheimhouding, elders: str = "", groepen: Groepen = ()) -> Tabel:
    """A table with all its totals, linked with one more for each further grouping of a dimension."""
    dimensies = [f"d{d}" for d in range(len(next(iter(cellen))))]
    cijfers = add_totals(cellen, dimensies)
    totalen = {"tabel": dict.fromkeys(dimensies, SOM)}
    relaties: list[Relatie] = []
    for number, (d, of_value) in enumerate(groepen):
        naam = f"groep{number}"
        grouped: dict[tuple[str, ...], int] = {}
        parts: dict[tuple[str, ...], list[str]] = {}
        for cijfer in cijfers:
            values = list(cijfer.uitsplitsing.values())
            if cijfer.indicator == "tabel" and values[d] in of_value:
                key = (*values[:d], of_value[values[d]], *values[d + 1 :])
                grouped[key] = grouped.get(key, 0) + int(cijfer.waarde)
                parts.setdefault(key, []).append(cijfer.adres)
        inner = {key: value for key, value in grouped.items() if TOTAAL not in key}
        is_whole = {key[d] for key in cellen} == set(of_value)
        cijfers += [
            cijfer
            for cijfer in add_totals(inner, dimensies, naam)
            if is_whole or list(cijfer.uitsplitsing.values())[d] != TOTAAL
        ]
        totalen[naam] = {name: SOM for place, name in enumerate(dimensies) if is_whole or place != d}
        relaties += [Relatie(".".join([naam, *key]), tuple(adressen)) for key, adressen in parts.items()]
    return Tabel(cijfers, Structuur(totalen=totalen, relaties=tuple(relaties)), regels, elders)


def group(vorm: Sequence[int], d: int, aantal: int) -> tuple[int, Mapping[str, str]]:
    """A further grouping of a dimension of a drawn table: its values in `aantal` groups."""
    return d, {f"{'abcd'[d]}{place}": f"g{place * aantal // vorm[d]}" for place in range(vorm[d])}


def below(most: int) -> Geheimhouding:
    """The rule of others: counts from 1 to `most` are hidden, and must not be known exactly; 0 is shown."""
    return Geheimhouding(drempel=most + 1, mogelijke_waarden=2)


def spread(counts: Mapping[str, Sequence[int]], columns: Sequence[str]) -> Cellen:
    """The cells of a table as it is printed, a row at a time."""
    return {(row, column): n for row, own in counts.items() for column, n in zip(columns, own, strict=True)}


LEEFTIJD_LAND = spread({"young": (5, 2, 0), "old": (6, 3, 4)}, ("es", "is", "pt"))
"""`example1` of SSBtools in 2014, table 4 of the vignette on small counts of GaussSuppression."""
GEBIED_GESLACHT = spread({"A": (18, 2), "B": (14, 19), "C": (12, 10), "D": (11, 14)}, ("male", "female"))
"""`sdc_testproblem` of sdcTable, with what is hidden in its page on `getInfo`."""
HULP = {
    "A": (11, 11, 55, 36), "B": (7, 1, 29, 18), "C": (5, 8, 35, 25), "D": (13, 2, 17, 13), "E": (9, 14, 63, 52),
    "F": (12, 9, 24, 22), "G": (6, 4, 22, 8), "H": (9, 3, 38, 15), "I": (3, 0, 9, 2), "J": (9, 0, 32, 20),
    "K": (4, 2, 18, 11),
}  # fmt: skip
"""`z2w` of easySdcTable, printed in its vignette; its first eight regions are `z1`."""
SOORTEN = ("annet", "arbeid", "soshjelp", "trygd")
PROVINCIE = dict(zip(HULP, ("1", "4", "5", "5", "6", "6", "8", "8", "1", "10", "10"), strict=True))
KOSTRA = {region: "400" if region in "IJK" else "300" for region in HULP}
GEKOPPELD = ((0, PROVINCIE), (0, KOSTRA))

Z3, FIKTIV, STAD = (36, 4, 3), (428, 4, 3), (30, 20, 12, 2)
TABELLEN: Mapping[str, Callable[[], Tabel]] = {
    "example1": lambda: make_tabel(
        LEEFTIJD_LAND,
        below(4),
        "GaussSuppression: 5 along",
        [(1, {"es": "eu", "pt": "eu", "is": "noneu"})],
    ),
    "sdcTable-1": lambda: make_tabel(GEBIED_GESLACHT, below(3), "SIMPLEHEURISTIC: 3 along"),
    "sdcTable-2": lambda: make_tabel(
        draw((6, 2, 6), 14, 0.05),
        below(10),
        "for 15 small: HITAS 13, OPT 22, GAUSS 23, HYPERCUBE 27 along",
        [(0, {"a1": "b", "a2": "b", "a3": "b"})],
    ),
    "z1": lambda: make_tabel(spread(dict(list(HULP.items())[:8]), SOORTEN), below(3), "Gauss: 3 along"),
    "z2-2": lambda: make_tabel(
        spread(HULP, SOORTEN), below(2), "in all: Gauss 20, SIMPLEHEURISTIC 28", GEKOPPELD
    ),
    "z2-10": lambda: make_tabel(
        spread(HULP, SOORTEN), below(10), "in all: Gauss 44, SIMPLEHEURISTIC 47", GEKOPPELD
    ),
    "z3": lambda: make_tabel(
        draw(Z3, 25),
        below(10),
        "in all: Gauss 502, SIMPLEHEURISTIC 494 (5 known)",
        [group(Z3, 0, 4), group(Z3, 0, 4)],
    ),
    "sosialFiktiv": lambda: make_tabel(
        draw(FIKTIV, 25),
        below(10),
        "in all: Gauss 3,825, SIMPLEHEURISTIC 3,818 (8 known)",
        [group(FIKTIV, 0, 19), group(FIKTIV, 0, 16)],
    ),
    "stad": lambda: make_tabel(draw(STAD, 40), Geheimhouding(drempel=10), groepen=[group(STAD, 0, 6)]),
    "stad-klein": lambda: make_tabel(draw(STAD, 12), Geheimhouding(drempel=10), groepen=[group(STAD, 0, 6)]),
}

if __name__ == "__main__":
    main()
