"""How many clients are to be expected next year: two simple methods, the better one chosen on the years behind us.

The method that would have erred least in earlier years is used, and its errors make the interval: no line without it.
With fewer than `MINSTENS` years there is nothing to test on, and nothing is expected.
"""

import math
from collections.abc import Callable, Iterator, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

MINSTENS = 6
LEREN = 3
"""So many years a method sees before its first test."""
BREEDTE = 2
"""The interval is so many times the root of the mean squared error on each side."""


def repeat_last(series: Sequence[float]) -> float:
    """Next year is as this year."""
    return series[-1]


def extend_trend(series: Sequence[float]) -> float:
    """Next year lies on the straight line that fits all years best."""
    count = len(series)
    middle, mean = (count - 1) / 2, sum(series) / count
    spread = sum((place - middle) ** 2 for place in range(count))
    slope = sum((place - middle) * (value - mean) for place, value in enumerate(series)) / spread
    return mean + slope * (count - middle)


METHODEN: dict[str, Callable[[Sequence[float]], float]] = {
    "gelijk aan dit jaar": repeat_last,
    "de lijn door alle jaren": extend_trend,
}


def backtest(series: Sequence[float], methode: Callable[[Sequence[float]], float]) -> float:
    """The root of the mean squared error that a method would have made, each year foreseen from those before it."""
    errors = [series[place] - methode(series[:place]) for place in range(LEREN, len(series))]
    return math.sqrt(sum(error**2 for error in errors) / len(errors))


def derive_expected(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """Low, middle and high of the clients per law in the year after, where the years up to now are without a gap."""
    for rij in rijen:
        if rij.indicator != "clienten" or rij.jaar != jaar or rij.uitsplitsing["voorziening"] != TOTAAL:
            continue
        known = sorted((row for row in rijen if row.adres == rij.adres), key=lambda row: row.jaar)
        years = [row.jaar for row in known]
        values = [row.waarde for row in known if row.waarde is not None]
        if len(values) < MINSTENS or len(values) < len(known) or years != list(range(years[0], jaar + 1)):
            continue
        naam, methode = min(METHODEN.items(), key=lambda item: backtest(values, item[1]))
        middle, error = methode(values), backtest(values, methode)
        told = (
            f"Verwacht aantal cliënten in {jaar + 1}: {naam}. In eerdere jaren zat dat er gemiddeld {error:.0f} naast; "
            f"laag en hoog liggen {BREEDTE} keer zo ver."
        )
        for end, value in (
            ("laag", middle - BREEDTE * error),
            ("midden", middle),
            ("hoog", middle + BREEDTE * error),
        ):
            where = {"wet": rij.uitsplitsing["wet"]}
            yield make_afgeleid(
                f"verwacht_{end}", where, float(max(0, round(value))), "personen", known, told
            )
