"""What is still to be declared for the care of the year, estimated from how earlier months filled up.

The chain ladder of insurers: of every month of care is known how much was declared within so many months. How much the
older months grew after that, the younger ones are expected to grow too.
"""

import itertools
import math
from collections.abc import Iterator, Mapping

from sdreport.intake.large.cast_sql import quote
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.kosten import add_up_per, list_per_maand

MINSTENS = 6
"""Months of care without which there is nothing to learn from."""
ZONDER_DAG, LANGSTE = -1, 36
"""The delay of a declaratie without a day; one that comes later than so many months is a slip of the pen: nothing is
estimated then.
"""


@indicator(
    dimensies=("wet",),
    eenheid="euro",
    bron=("declaraties", "toewijzingen"),
    definitie="Schatting, uit hoe eerdere maanden volliepen, van wat voor de zorg van het jaar nog wordt gedeclareerd "
    "of teruggeboekt. Een pgb zonder dag van declareren telt niet mee.",
    over_personen=True,
)
def kosten_nagekomen(invoer: Invoer) -> Iterator[Meting]:
    """What is expected to be declared yet per law; nothing where a declaratie has no day, or one that cannot be.

    What a pgb cost does not come by declaraties of providers, and has no such day in most administrations.
    """
    declared = "dagtekening IS NOT NULL OR leveringsvorm IS DISTINCT FROM 'PGB'"
    rows = f"SELECT * FROM ({list_per_maand(invoer)}) WHERE bedrag IS NOT NULL AND ({declared})"
    came = f"coalesce((year(dagtekening) - {invoer.jaar}) * 12 + month(dagtekening) - maand, {ZONDER_DAG})"
    asked = f"SELECT wet, maand, {came} AS vertraging, sum(bedrag) FROM ({rows}) WHERE wet IS NOT NULL"
    found: dict[str, dict[tuple[int, int], float]] = {}
    for wet, maand, vertraging, eur in invoer.bank().storage.execute(f"{asked} GROUP BY ALL ORDER BY ALL"):
        found.setdefault(wet, {})[maand, vertraging] = float(eur)
    expected = {wet: estimate_late(bedragen) for wet, bedragen in found.items() if _can_tell(bedragen)}
    known = f"SELECT * FROM ({rows}) WHERE wet IN ({', '.join(map(quote, expected))})"
    for (wet,), kosten in add_up_per(invoer, known, ["wet"]) if expected else ():
        yield Meting((wet,), round(expected[wet], 2), kosten.rijen, **kosten.herkomst)


def _can_tell(bedragen: Mapping[tuple[int, int], float]) -> bool:
    """Whether each amount came within a time that can be, and there are months enough to learn from."""
    in_time = all(0 <= delay <= LANGSTE for _, delay in bedragen)
    return in_time and len({month for month, _ in bedragen}) >= MINSTENS


def estimate_late(bedragen: Mapping[tuple[int, int], float]) -> float:
    """What is still to come, of what was declared per month of care and months of delay.

    The last month in which something was declared is where the data end: of a month of care nothing can be known after
    it, and what lies before it is complete.
    """
    ends = max(month + delay for month, delay in bedragen)
    months = sorted({month for month, _ in bedragen})
    longest = ends - months[0]
    known = {
        month: list(
            itertools.accumulate(bedragen.get((month, delay), 0.0) for delay in range(ends - month + 1))
        )
        for month in months
    }
    growth = [1.0] * longest
    for delay in range(longest):
        older = [amounts for amounts in known.values() if len(amounts) > delay + 1]
        before, after = (sum(amounts[delay + step] for amounts in older) for step in (0, 1))
        growth[delay] = after / before if before > 0 else 1.0
    return sum(amounts[-1] * (math.prod(growth[len(amounts) - 1 :]) - 1) for amounts in known.values())
