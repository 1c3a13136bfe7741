"""How many clients are to be expected next year: three simple methods, the best one chosen on the years behind us.

The method that would have erred least in earlier years is used, and its errors make the interval: no line without it.
With fewer than `MINSTENS` years there is nothing to test on, and nothing is expected.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from sdreport.register.afgeleid.rij import make_afgeleid
from sdreport.register.cijfer import Cijfer, Sleutel

MINSTENS = 6
LEREN = 3
"""So many years a method sees before its first test."""
BREEDTE = 2
"""The interval is so many times the root of the mean squared error on each side, and never less than chance gives."""
GROEPEN: Mapping[str, Mapping[str, str]] = {
    "wmo": {"clienten_groep.wmo.tot-65": "18-64", "clienten_groep.wmo.65-plus": "65-plus"},
    "jeugdwet": {"": "0-17"},
    "participatiewet": {"": "18-64"},
}
"""Per law the age groups of its clients: the address of how many these are, where there is more than one group."""
Groei = Sequence[float]
"""How many times as many clients the population alone would give the year after, for every year of a series."""


def repeat_last(series: Sequence[float], groei: Groei = ()) -> float:
    """Next year is as this year."""
    return series[-1]


def extend_trend(series: Sequence[float], groei: Groei = ()) -> float:
    """Next year lies on the straight line that fits all years best."""
    count = len(series)
    middle, mean = (count - 1) / 2, sum(series) / count
    spread = sum((place - middle) ** 2 for place in range(count))
    slope = sum((place - middle) * (value - mean) for place, value in enumerate(series)) / spread
    return mean + slope * (count - middle)


def follow_population(series: Sequence[float], groei: Groei) -> float:
    """Next year every age group uses as much as this year."""
    return series[-1] * groei[len(series) - 1]


Methode = Callable[[Sequence[float], Groei], float]
METHODEN: dict[str, Methode] = {
    "gelijk aan dit jaar": repeat_last,
    "de lijn door alle jaren": extend_trend,
}
BEVOLKING = "even veel gebruik per leeftijd, met de prognose van de bevolking"


def backtest(series: Sequence[float], methode: Methode, groei: Groei = ()) -> float:
    """The root of the mean squared error that a method would have made, each year foreseen from those before it."""
    errors = [series[place] - methode(series[:place], groei) for place in range(LEREN, len(series))]
    return math.sqrt(sum(error**2 for error in errors) / len(errors))


def derive_expected(rijen: Sequence[Cijfer], jaar: int) -> Iterator[Cijfer]:
    """Low, middle and high of the clients in the year after, where the years up to now are without a gap.

    Of the population of earlier years the count is used, which was a forecast then: its own error is not in the test.
    """
    every = {rij.sleutel: rij for rij in rijen}
    for rij in rijen:
        if rij.indicator != "clienten" or rij.jaar != jaar:
            continue
        known = sorted((row for row in rijen if row.adres == rij.adres), key=lambda row: row.jaar)
        years = [row.jaar for row in known]
        values = [row.waarde for row in known if row.waarde is not None]
        if len(values) < MINSTENS or len(values) < len(known) or years != list(range(years[0], jaar + 1)):
            continue
        groei, people = _find_growth(every, rij.uitsplitsing["wet"], years)
        methods = {**METHODEN, **({BEVOLKING: follow_population} if groei else {})}
        naam, methode = min(methods.items(), key=lambda item: backtest(values, item[1], groei))
        middle, error = methode(values, groei), backtest(values, methode, groei)
        told = (
            f"Verwacht aantal cliënten in {jaar + 1}: {naam}. In eerdere jaren zat dat er gemiddeld {error:.0f} naast; "
            f"laag en hoog liggen {BREEDTE} keer zo ver, en niet minder dan de wortel van het aantal."
        )
        spread = max(BREEDTE * error, math.sqrt(max(0.0, middle)))
        rests_on = [rij, *known, *(people if naam == BEVOLKING else ())]
        for end, side in (("laag", -1), ("midden", 0), ("hoog", 1)):
            value = float(max(0, round(middle + side * spread)))
            yield make_afgeleid(f"verwacht_{end}", rij.uitsplitsing, value, "personen", rests_on, told)


def _find_growth(
    known: Mapping[Sleutel, Cijfer], wet: str, years: Sequence[int]
) -> tuple[list[float], list[Cijfer]]:
    """Per year what the population alone makes of its clients the year after, and the numbers that this follows from.

    Nothing where the population of one of the years, or the forecast, is not there. Each age group keeps the weight
    that it has among the clients now.
    """
    weights, used = {}, []
    for adres, groep in GROEPEN.get(wet, {}).items():
        row = known.get((adres, years[-1]))
        if adres and (row is None or not row.waarde):
            return [], []
        weights[groep] = (row.waarde or 1.0) if row else 1.0
        used += [row] if row else []
    people: list[dict[str, float]] = []
    for year in (*years, years[-1] + 1):
        of_year = {groep: _count_people(known, groep, year, years[-1], used) for groep in weights}
        if not weights or None in of_year.values() or 0 in of_year.values():
            return [], []
        people.append({groep: value or 0.0 for groep, value in of_year.items()})
    now = people[-2]
    clients = [sum(weights[groep] * count / now[groep] for groep, count in year.items()) for year in people]
    return [after / before for before, after in itertools.pairwise(clients)], used


def _count_people(
    known: Mapping[Sleutel, Cijfer], groep: str, year: int, now: int, used: list[Cijfer]
) -> float | None:
    """Inhabitants of an age group in a year: as counted, or on the line from now to the nearest forecast."""
    start = known.get((f"inwoners.{groep}", min(year, now)))
    if start is None or start.waarde is None:
        return None
    used.append(start)
    if year <= now:
        return start.waarde
    ahead = sorted(
        (row for (adres, of), row in known.items() if adres == f"inwoners_prognose.{groep}" and of >= year),
        key=lambda row: row.jaar,
    )
    if not ahead or ahead[0].waarde is None:
        return None
    used.append(ahead[0])
    return start.waarde + (ahead[0].waarde - start.waarde) * (year - now) / (ahead[0].jaar - now)
