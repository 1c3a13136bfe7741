"""Duration of trajecten, those that still run too: the product-limit estimate (Kaplan-Meier) with late entry.

The estimate is that of statsmodels, which takes half a second to import: only when something is measured.
An extract of a year holds all that ran in it, and so too many of the long ones that began before. A traject therefore
counts from the day on which it could be seen: the first day of the year, or its own begin (left truncation).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sdreport.intake.large.cast_sql import sql_date
from sdreport.measures.definitie import Invoer, Meting, find_fewest, indicator
from sdreport.measures.gebruik import count_per, count_persons
from sdreport.measures.verdieping.trajecten import BRONNEN, add_trajecten

EEN_VAN = tuple((slug,) for slug in BRONNEN)
KWARTIELEN = {"kwart": 0.75, "mediaan": 0.5, "driekwart": 0.25}
"""After how many days so many have ended: the share that then still runs."""
MAANDEN_DUUR = (3, 6, 12, 24, 36, 48)
DAGEN_PER_MAAND = 365.25 / 12
MINSTE_GEVOLGD = 10
"""From the first day on which fewer trajecten could be followed nothing is estimated: one of them would be the rest."""


@indicator(
    dimensies=("wet", "maat"),
    eenheid="dagen",
    bron=BRONNEN,
    genoeg=EEN_VAN,
    definitie="Na hoeveel dagen een kwart, de helft (mediaan) en driekwart van de trajecten is beëindigd, geschat met "
    "Kaplan-Meier. Trajecten die nog lopen tellen mee tot het einde van het jaar, oudere vanaf 1 januari. Er is niets "
    f"geschat vanaf de dag waarop minder dan {MINSTE_GEVOLGD} trajecten te volgen zijn.",
    over_personen=True,
)
def duur(invoer: Invoer) -> Iterator[Meting]:
    """Quartiles of duration; one that is not reached within what can be seen is not given.

    Beside the other quartiles and the months of `nog_lopend` a quartile bounds how many ended just before and after it.
    """
    for wet, rows in _seen(invoer):
        times, running = estimate_running(rows.gezien)
        until = find_unfollowed(rows.gezien)
        ended = {maat: times[(running <= share) & (times < until)] for maat, share in KWARTIELEN.items()}
        days = {maat: int(reached[0]) for maat, reached in ended.items() if len(reached)}
        points = sorted({0, *days.values(), *_list_days(rows).values()})
        for maat, day in days.items():
            place = points.index(day)
            around = pairwise(points[max(place - 1, 0) : place + 2])
            few = count_persons(invoer, rows.vraag, *(_ended(*step) for step in around), _followed(day))
            yield Meting((wet, maat), float(day), rows.rijen, personen=find_fewest(*few))


@indicator(
    dimensies=("wet", "maanden"),
    eenheid="%",
    bron=BRONNEN,
    genoeg=EEN_VAN,
    definitie="Aandeel van de trajecten dat na zoveel maanden nog loopt, geschat met Kaplan-Meier, zolang er genoeg "
    "trajecten te volgen zijn.",
    over_personen=True,
)
def nog_lopend(invoer: Invoer) -> Iterator[Meting]:
    """Share that still runs after a number of months, as far as enough of them could be followed so long.

    It rests on those who ended since the months before it, because a reader sees that step. Where nobody did, it says
    what the share before it says.
    """
    for wet, rows in _seen(invoer):
        times, running = estimate_running(rows.gezien)
        last = few = 0
        for maanden, day in _list_days(rows).items():
            before = running[times <= day]
            share = round(100 * float(before[-1]), 1) if len(before) else 100.0
            step, on = count_persons(invoer, rows.vraag, _ended(last, day), _followed(day))
            few = find_fewest(step or few, on)
            yield Meting((wet, f"{maanden:02d}"), share, rows.rijen, personen=few)
            last = day


def _list_days(rows: "Gezien") -> dict[int, int]:
    """The day after each number of months, as far as enough of them could be followed so long."""
    days = {maanden: int(maanden * DAGEN_PER_MAAND) for maanden in MAANDEN_DUUR}
    until = find_unfollowed(rows.gezien)
    return {maanden: day for maanden, day in days.items() if day < until}


def estimate_running(gezien: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The days on which trajecten ended, and the share that runs on after each of these days.

    A traject is at risk after the day `instap` up to and with the day `dagen`, on which it ended or was last seen; a
    row is `aantal` of them that are alike. One that ends before it begins was never at risk; the gate tells it.
    """
    from statsmodels.duration.survfunc import SurvfuncRight

    seen = gezien[gezien["dagen"] > gezien["instap"]]
    dagen, beeindigd, instap, aantal = (
        seen[name].to_numpy() for name in ("dagen", "beeindigd", "instap", "aantal")
    )
    estimate = SurvfuncRight(dagen, beeindigd, entry=instap, freq_weights=aantal)
    return estimate.surv_times, estimate.surv_prob.round(9)


def find_unfollowed(gezien: pd.DataFrame) -> int:
    """The first day on which fewer than `MINSTE_GEVOLGD` trajecten were at risk."""
    seen = gezien[gezien["dagen"] > gezien["instap"]]
    change = np.zeros(int(seen["dagen"].max()) + 2 if len(seen) else 2, dtype=np.int64)
    np.add.at(change, seen["instap"].to_numpy() + 1, seen["aantal"].to_numpy())
    np.add.at(change, seen["dagen"].to_numpy() + 1, -seen["aantal"].to_numpy())
    return 1 + int(np.argmax(np.cumsum(change)[1:] < MINSTE_GEVOLGD))


@dataclass(frozen=True)
class Gezien:
    """The trajecten of a law that could be seen in the year: those that are alike together, how many there are, and
    the query that has a row for each.
    """

    gezien: pd.DataFrame
    rijen: int
    vraag: str


def _seen(invoer: Invoer) -> Iterator[tuple[str, Gezien]]:
    """Per law the trajecten that could be seen in the year: days at entry, days at the end, and whether it ended."""
    bank, table = invoer.bank(), add_trajecten(invoer, bijstand=True)
    first, last = sql_date(invoer.begin), sql_date(invoer.einde)
    ended = f"coalesce(einde <= {last}, false)"
    seen = f"{table} WHERE begin <= {last} AND coalesce(einde >= {first}, true)"
    for (wet,), _, rijen in count_per(invoer, f"SELECT * FROM {seen}", ["wet"]):
        rows = (
            f"SELECT clientnummer, greatest({first} - begin, 0) AS instap, CASE WHEN {ended} THEN einde ELSE {last} END"
            f" - begin + 1 AS dagen, {ended} AS beeindigd FROM {seen} AND wet = '{wet}'"
        )
        alike = f"SELECT instap, dagen, beeindigd, count(*) AS aantal FROM ({rows}) GROUP BY ALL ORDER BY ALL"
        yield wet, Gezien(bank.query(alike), rijen, rows)


def _ended(after: int, day: int) -> str:
    """Whether a traject ended after one day, up to and with another."""
    return f"beeindigd AND dagen > {after} AND dagen <= {day}"


def _followed(day: int) -> str:
    """Whether a traject was followed on a day."""
    return f"instap < {day} AND dagen >= {day}"
