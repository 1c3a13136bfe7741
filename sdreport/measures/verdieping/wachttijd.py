"""Waiting: how long it takes from report to application, decision and support, and how often within the legal term."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sdreport.intake.large.cast_sql import sql_date
from sdreport.intake.large.meaning import BEGIN, is_volledig
from sdreport.measures.definitie import Invoer, Meting, find_fewest, indicator, share
from sdreport.measures.gebruik import WET, count_per, count_persons

VAN_START = "begin"
VAN_BESLUIT, VAN_301 = "besluit-begin", "toewijzing-begin"


@dataclass(frozen=True)
class Wachtstap:
    """One step: the columns of its first and last day, and per law the days that the law allows."""

    van: str
    tot: str
    termijn: Mapping[str, int]


STAPPEN = {
    "melding-aanvraag": Wachtstap("meldingsdatum", "aanvraagdatum", {"wmo": 42}),
    "aanvraag-besluit": Wachtstap("aanvraagdatum", "besluitdatum", {"wmo": 14, "jeugdwet": 56}),
    VAN_BESLUIT: Wachtstap("besluitdatum", VAN_START, {}),
    "melding-begin": Wachtstap("meldingsdatum", VAN_START, {}),
    VAN_301: Wachtstap("toewijzingsdatum", "werkelijke_begindatum", {}),
}
"""Wmo 2015, article 2.3.2 (research within six weeks) and 2.3.5 (decision within two weeks); for the Jeugdwet the
eight weeks of article 4:13 Awb. For the begin of support no term stands in the law. From the first to the last day is
what an inhabitant waits; medians of steps do not add up to it. The last step, from 301 to 305, stands in for that from
a decision where decisions are not known, as in messages.
"""
AANGEVRAAGD = "(wet = 'Wmo' OR verwijzertype = '01' OR aanvraagdatum IS NOT NULL)"
"""Who was referred to youth care by a doctor had no application and no decision; all others had."""
MATEN = {"mediaan": 0.5, "p90": 0.9}


@indicator(
    dimensies=("wet", "stap", "maat"),
    eenheid="dagen",
    bron=("toewijzingen",),
    definitie="Dagen die een stap duurde voor toewijzingen die in het jaar begonnen: de mediaan, en het aantal "
    "waaronder negen van de tien blijven. Alleen wat is afgerond telt mee; wie nog wacht, ontbreekt. Is de eerste "
    "dag van een stap bij minder dan 95% bekend, dan ontbreekt de stap.",
    over_personen=True,
)
def wachttijd(invoer: Invoer) -> Iterator[Meting]:
    """Median and 90th percentile of the days of each step, per law.

    Beside each other and the share within the term these bound how many waited a little shorter or longer.
    """
    for wet, naam, rows in _list_steps(invoer):
        days = {maat: round(float(np.quantile(rows.dagen, part)), 1) for maat, part in MATEN.items()}
        points = [*days.values(), *(term for law, term in STAPPEN[naam].termijn.items() if law == wet)]
        for maat, day in days.items():
            few = _count_around(invoer, rows, day, points)
            yield Meting((wet, naam, maat), day, len(rows.dagen), personen=few)


@indicator(
    dimensies=("wet", "stap"),
    eenheid="%",
    bron=("toewijzingen",),
    definitie="Aandeel van de toewijzingen die in het jaar begonnen, met deze stap binnen de termijn van de wet: "
    "onderzoek Wmo 42 dagen, besluit Wmo 14 dagen, besluit Jeugdwet 56 dagen.",
    over_personen=True,
)
def binnen_termijn(invoer: Invoer) -> Iterator[Meting]:
    """Share of each step that took no longer than the law allows; only steps for which it says so."""
    for wet, naam, rows in _list_steps(invoer):
        if wet in STAPPEN[naam].termijn:
            term = STAPPEN[naam].termijn[wet]
            part = share(int((rows.dagen <= term).sum()), len(rows.dagen))
            in_time, late = count_persons(invoer, rows.vraag, f"dagen <= {term}", f"dagen > {term}")
            yield Meting((wet, naam), part, len(rows.dagen), personen=find_fewest(in_time, late))


@dataclass(frozen=True)
class Gewacht:
    """The days that a step took for each toewijzing, in their order, of how many persons these are, and the query
    that has a row for each.
    """

    dagen: NDArray[np.int64]
    personen: int
    vraag: str


def _list_steps(invoer: Invoer) -> Iterator[tuple[str, str, Gewacht]]:
    """Per law and step the toewijzingen that began in the year; an order that cannot be (an end before its
    begin) is left out, the gate has reported it. A step of which the first day is known of few is left out whole: those
    few say nothing about the others. The year is that of the begin, as an extract has what ran in its year: a decision
    in December on what begins in January is not in that of its own year.
    """
    storage = invoer.bank("toewijzingen").storage
    for (wet,), _, _ in count_per(invoer, f"SELECT {WET} AS wet, clientnummer FROM toewijzingen", ["wet"]):
        shown: list[str] = []
        for naam, stap in STAPPEN.items():
            if naam == VAN_301 and VAN_BESLUIT in shown:
                continue
            van, tot = (BEGIN if column == VAN_START else column for column in (stap.van, stap.tot))
            began = (
                f"FROM (SELECT {WET} AS wet, clientnummer, {AANGEVRAAGD} AS aangevraagd, {van} AS eerste,"
                f" {tot} - {van} AS dagen FROM toewijzingen"
                f" WHERE {BEGIN} BETWEEN {sql_date(invoer.begin)} AND {sql_date(invoer.einde)}) WHERE wet = '{wet}'"
            )
            done = f"{began} AND dagen >= 0"
            asked = "TRUE" if naam == VAN_301 else "aangevraagd"
            ((filled, rows),) = storage.execute(f"SELECT count(eerste), count(*) {began} AND {asked}")
            found = storage.execute(f"SELECT dagen, count(*) {done} GROUP BY dagen ORDER BY dagen")
            if found and is_volledig(filled, rows):
                ((personen,),) = storage.execute(f"SELECT count(DISTINCT clientnummer) {done}")
                dagen, aantal = np.array(found, dtype=np.int64).T
                shown.append(naam)
                yield wet, naam, Gewacht(np.repeat(dagen, aantal), personen, f"SELECT * {done}")


def _count_around(invoer: Invoer, rows: Gewacht, day: float, points: Iterable[float]) -> int:
    """The fewest persons between a number of days and the points before and after it, or beyond it."""
    after, before = f"dagen > {day}", f"dagen <= {day}"
    if above := [point for point in points if point > day]:
        after += f" AND dagen <= {min(above)}"
    if below := [point for point in points if point < day]:
        before += f" AND dagen > {max(below)}"
    return find_fewest(*count_persons(invoer, rows.vraag, before, after)) or rows.personen
