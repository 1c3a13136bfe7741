"""Duration of trajecten, those that still run too: the product-limit estimate (Kaplan-Meier) with late entry.

An extract of a year holds all that ran in it, and so too many of the long ones that began before. A traject therefore
counts from the day on which it could be seen: the first day of the year, or its own begin (left truncation).
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sdreport.measures.definitie import Invoer, Meting, count_clienten, indicator
from sdreport.measures.verdieping.trajecten import list_trajecten

BRON = ("toewijzingen", "uitkeringen")
KWARTIELEN = {"kwart": 0.75, "mediaan": 0.5, "driekwart": 0.25}
"""After how many days so many have ended: the share that then still runs."""
MAANDEN_DUUR = (3, 6, 12, 24, 36, 48)
DAGEN_PER_MAAND = 365.25 / 12


@indicator(
    dimensies=("wet", "maat"),
    eenheid="dagen",
    bron=BRON,
    definitie="Na hoeveel dagen een kwart, de helft (mediaan) en driekwart van de trajecten is beëindigd, geschat met "
    "Kaplan-Meier. Trajecten die nog lopen tellen mee tot het einde van het jaar, oudere vanaf 1 januari.",
    over_personen=True,
)
def duur(invoer: Invoer) -> Iterator[Meting]:
    """Quartiles of duration; one that is not reached within what can be seen is not given."""
    for wet, rows in _seen(invoer):
        times, running = estimate_running(rows["instap"], rows["dagen"], rows["beeindigd"])
        for maat, share in KWARTIELEN.items():
            reached = times[running <= share]
            if len(reached):
                yield Meting((wet, maat), float(reached[0]), len(rows), personen=count_clienten(rows))


@indicator(
    dimensies=("wet", "maanden"),
    eenheid="%",
    bron=BRON,
    definitie="Aandeel van de trajecten dat na zoveel maanden nog loopt, geschat met Kaplan-Meier.",
    over_personen=True,
)
def nog_lopend(invoer: Invoer) -> Iterator[Meting]:
    """Share that still runs after a number of months, as far as any traject could be followed so long."""
    for wet, rows in _seen(invoer):
        times, running = estimate_running(rows["instap"], rows["dagen"], rows["beeindigd"])
        for maanden in MAANDEN_DUUR:
            day = int(maanden * DAGEN_PER_MAAND)
            if day <= rows["dagen"].max():
                before = running[times <= day]
                share = round(100 * float(before[-1]), 1) if len(before) else 100.0
                yield Meting((wet, f"{maanden:02d}"), share, len(rows), personen=count_clienten(rows))


def estimate_running(
    instap: pd.Series, dagen: pd.Series, beeindigd: pd.Series
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The days on which trajecten ended, and the share that runs on after each of these days.

    A traject is at risk after the day `instap` up to and with the day `dagen`, on which it ended or was last seen.
    """
    times = np.unique(dagen[beeindigd].to_numpy(dtype=float))
    entered, left = instap.to_numpy(), dagen.to_numpy()
    ends = beeindigd.to_numpy()
    at_risk = np.array([((entered < day) & (left >= day)).sum() for day in times])
    ended = np.array([(ends & (left == day)).sum() for day in times])
    # of a traject that ends before it begins nobody was at risk; the gate tells it
    stopped = np.divide(ended, at_risk, out=np.zeros(len(times)), where=at_risk > 0)
    return times, np.cumprod(1 - stopped).round(9)


def _seen(invoer: Invoer) -> Iterator[tuple[str, pd.DataFrame]]:
    """Per law the trajecten that could be seen in the year: days at entry, days at the end, and whether it ended."""
    trajecten = list_trajecten(invoer, bijstand=True)
    after = invoer.einde + pd.Timedelta(days=1)
    seen = trajecten[(trajecten["begin"] < after) & ~(trajecten["einde"] < invoer.begin)]
    ended = seen["einde"] < after
    last = seen["einde"].where(ended, invoer.einde)
    seen = seen.assign(
        instap=(invoer.begin - seen["begin"]).dt.days.clip(lower=0),
        dagen=(last - seen["begin"]).dt.days + 1,
        beeindigd=ended,
    )
    for wet, rows in seen.groupby("wet", sort=True):
        yield str(wet), rows
