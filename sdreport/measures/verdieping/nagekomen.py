"""What is still to be declared for the care of the year, estimated from how earlier months filled up.

The chain ladder of insurers: of every month of care is known how much was declared within so many months. How much the
older months grew after that, the younger ones are expected to grow too.
"""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, rests_on
from sdreport.measures.tabellen import declaraties_met_toewijzing

MINSTENS = 6
"""Months of care without which there is nothing to learn from."""
LANGSTE = 36
"""A declaratie that comes later than so many months is a slip of the pen: nothing is estimated then."""


@indicator(
    dimensies=("wet",),
    eenheid="euro",
    bron=("declaraties", "toewijzingen"),
    definitie="Schatting van wat voor de zorg van het jaar nog wordt gedeclareerd, uit hoe eerdere maanden volliepen. "
    "Geen werkelijk bedrag; alleen als van elke declaratie de dag bekend is.",
    over_personen=True,
)
def kosten_nagekomen(invoer: Invoer) -> Iterator[Meting]:
    """What is expected to be declared yet per law; nothing where a declaratie has no day, or one that cannot be."""
    rows = declaraties_met_toewijzing(invoer)
    rows = rows[rows["begindatum"].between(invoer.begin, invoer.einde)].dropna(subset=["wet", "bedrag"])
    month = rows["begindatum"].dt.month
    came = (rows["dagtekening"].dt.year - invoer.jaar) * 12 + rows["dagtekening"].dt.month
    rows = rows.assign(maand=month, vertraging=came - month)
    for wet, own in rows.groupby("wet", sort=True):
        if own["vertraging"].between(0, LANGSTE).all() and own["maand"].nunique() >= MINSTENS:
            expected = estimate_late(own.pivot_table("bedrag", "maand", "vertraging", "sum", fill_value=0.0))
            yield Meting((str(wet),), round(expected, 2), len(own), **rests_on(own))


def estimate_late(bedragen: pd.DataFrame) -> float:
    """What is still to come: rows are months of care, columns months of delay, cells what was declared.

    The last month in which something was declared is where the data end: of a month of care nothing can be known after
    it, and what lies before it is complete.
    """
    ends = max(
        int(str(maand)) + int(str(delay))
        for maand, delay in bedragen.stack().loc[lambda cell: cell != 0].index
    )
    known = bedragen.reindex(columns=range(ends - int(bedragen.index.min()) + 1), fill_value=0.0).cumsum(
        axis=1
    )
    seen = {int(str(maand)): ends - int(str(maand)) for maand in known.index}
    growth = {}
    for delay in known.columns[:-1]:
        older = [maand for maand, last in seen.items() if last > delay]
        before, after = known.loc[older, delay].sum(), known.loc[older, delay + 1].sum()
        growth[delay] = after / before if before > 0 else 1.0
    expected = 0.0
    for maand, last in seen.items():
        final = amount = float(known.loc[maand, last])
        for delay in range(last, int(known.columns[-1])):
            final *= growth[delay]
        expected += final - amount
    return expected
