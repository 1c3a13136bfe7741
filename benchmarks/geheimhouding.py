"""How long disclosure control takes, and how much it hides, on tables of the sizes that others publish, and of a city.

    python benchmarks/geheimhouding.py               # all tables, smallest first
    python benchmarks/geheimhouding.py stad z3       # some of them

Each table in a process of its own: the choice of what is hidden, and the attack on it. The tables of others are made
here, of the same size as far as their documentation tells; their counts are invented (with a fixed seed). Only
`example1` is the published table itself, with what GaussSuppression hides of it beside ours.
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


def draw(vorm: Sequence[int], gemiddeld: float) -> Cellen:
    """Counts that differ much in size, as those of municipalities, districts and kinds of help do."""
    rng = np.random.default_rng(20231)
    mean = np.ones(())
    for size in vorm:
        mean = np.multiply.outer(mean, rng.lognormal(0, 0.8 if size > 3 else 0.1, size))
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


def make_tabel(
    vorm: Sequence[int], gemiddeld: float, groepen: Sequence[tuple[int, int]] = (), drempel: int = 10
) -> Tabel:
    """A table; `groepen` are further groupings of a dimension, as (dimension, how many groups): linked tables."""
    cellen = draw(vorm, gemiddeld)
    dimensies = [f"d{d}" for d in range(len(vorm))]
    cijfers = add_totals(cellen, dimensies)
    totalen = {"tabel": dict.fromkeys(dimensies, SOM)}
    relaties: list[Relatie] = []
    for number, (d, aantal) in enumerate(groepen):
        naam = f"groep{number}"
        of_value = {f"{'abcd'[d]}{place}": f"g{place * aantal // vorm[d]}" for place in range(vorm[d])}
        grouped: dict[tuple[str, ...], int] = {}
        parts: dict[tuple[str, ...], list[str]] = {}
        for cijfer in cijfers:
            values = list(cijfer.uitsplitsing.values())
            if cijfer.indicator == "tabel" and values[d] != TOTAAL:
                key = (*values[:d], of_value[values[d]], *values[d + 1 :])
                grouped[key] = grouped.get(key, 0) + int(cijfer.waarde)
                parts.setdefault(key, []).append(cijfer.adres)
        inner = {key: value for key, value in grouped.items() if TOTAAL not in key}
        cijfers += add_totals(inner, dimensies, naam)
        totalen[naam] = dict.fromkeys(dimensies, SOM)
        relaties += [Relatie(".".join([naam, *key]), tuple(adressen)) for key, adressen in parts.items()]
    return Tabel(
        cijfers, Structuur(totalen=totalen, relaties=tuple(relaties)), Geheimhouding(drempel=drempel)
    )


def make_example() -> Tabel:
    """`example1` of SSBtools, 2014: table 4 of the vignette on small counts (maxN 4, zeros shown)."""
    young, old = {"es": 5, "is": 2, "pt": 0}, {"es": 6, "is": 3, "pt": 4}
    counts = {(age, geo): n for age, own in (("young", young), ("old", old)) for geo, n in own.items()}
    cijfers = add_totals(counts, ["age", "geo"])
    groups = {"eu": ("es", "pt"), "noneu": ("is",)}
    more = {
        (age, group): sum(counts[age, geo] for geo in own)
        for age in ("young", "old")
        for group, own in groups.items()
    }
    cijfers += [
        cijfer for cijfer in add_totals(more, ["age", "geo"], "groep") if cijfer.uitsplitsing["geo"] != TOTAAL
    ]
    relaties = tuple(
        Relatie(f"groep.{age}.{group}", tuple(f"tabel.{age}.{geo}" for geo in own))
        for age in ("young", "old", TOTAAL)
        for group, own in groups.items()
    )
    totalen = {"tabel": {"age": SOM, "geo": SOM}, "groep": {"age": SOM}}
    regels = Geheimhouding(drempel=5, mogelijke_waarden=2)
    return Tabel(cijfers, Structuur(totalen=totalen, relaties=relaties), regels, "GaussSuppression: 5 along")


TABELLEN: Mapping[str, Callable[[], Tabel]] = {
    "example1": make_example,
    "sdcTable-1": lambda: make_tabel((4, 2), 25),
    "sdcTable-2": lambda: make_tabel((6, 5, 3), 25, [(0, 3)]),
    "z1": lambda: make_tabel((8, 4), 25),
    "z2": lambda: make_tabel((11, 4), 25, [(0, 4), (0, 2)]),
    "z3": lambda: make_tabel((11, 4, 12), 25, [(0, 4), (0, 2), (2, 3)]),
    "sosialFiktiv": lambda: make_tabel((428, 4, 3), 25, [(0, 19), (0, 16), (2, 2)]),
    "stad": lambda: make_tabel((30, 20, 12, 2), 40, [(0, 6)]),
    "stad-klein": lambda: make_tabel((30, 20, 12, 2), 12, [(0, 6)]),
}

if __name__ == "__main__":
    main()
