"""An attacker who tries everything: for small tables, with no part of the code that is tested.

He does not reason. He makes every set of records that there could be, computes from each what would be printed, and
keeps those of which all that is printed agrees with what was published.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

Druk = Mapping[str, float | None]
"""What is printed by address: nothing where it says that it is hidden."""
Afdrukken = Callable[[Sequence[int]], Mapping[str, float]]
"""What a report would print of inner cells: every total, share and difference, each rounded as reports do."""


def find_possible(
    waarden: Iterable[Sequence[int]], afdrukken: Afdrukken, gepubliceerd: Druk
) -> dict[str, set[float]]:
    """Of every hidden number all values that it can have, over the sets of inner cells that agree with the print.

    A number that is hidden is not zero: a zero would have been shown.
    """
    hidden = [adres for adres, waarde in gepubliceerd.items() if waarde is None]
    possible: dict[str, set[float]] = {adres: set() for adres in hidden}
    for cells in waarden:
        printed = afdrukken(cells)
        if all(
            printed[adres] != 0 if waarde is None else abs(printed[adres] - waarde) < 1e-9
            for adres, waarde in gepubliceerd.items()
        ):
            for adres in hidden:
                possible[adres].add(printed[adres])
    return possible


def list_values(aantal: int, hoogst: int) -> Iterable[Sequence[int]]:
    """Every set of so many whole numbers from 0 up to a highest one."""
    return itertools.product(range(hoogst + 1), repeat=aantal)


def print_grid(rijen: int, kolommen: int) -> Afdrukken:
    """A report of a table `proef` with rows, columns and all totals."""

    def compute(cells: Sequence[int]) -> dict[str, float]:
        found: dict[str, float] = {}
        for (rij, kolom), waarde in zip(itertools.product(range(rijen), range(kolommen)), cells, strict=True):
            for r, k in itertools.product((f"r{rij}", "totaal"), (f"k{kolom}", "totaal")):
                found[f"proef.{r}.{k}"] = found.get(f"proef.{r}.{k}", 0) + waarde
        return found

    return compute
