"""Stock and flow: who had something at the begin, who came, who went, and who has it at the end of the year.

Bijstand has its own in `participatie`. As CBS counts: what ends on 31 December ended in the year. The begin with what
came and without what went is the end, by month and over the year.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sdreport.intake.large.cast_sql import sql_date
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.participatie import MAANDEN
from sdreport.measures.verdieping.trajecten import add_trajecten
from sdreport.register.structuur import SOM, TOTAAL

BRON = ("toewijzingen",)


@indicator(
    dimensies=("wet", "moment"),
    eenheid="personen",
    bron=BRON,
    definitie="Inwoners met een lopend traject aan het begin van 1 januari (begin) en na 31 december (einde). Wie op "
    "31 december stopt, telt aan het einde niet meer mee.",
    over_personen=True,
)
def stand(invoer: Invoer) -> Iterator[Meting]:
    """Persons with a running traject at the begin and the end of the year."""
    days = {"begin": sql_date(invoer.begin), "einde": sql_date(invoer.einde + dt.timedelta(days=1))}
    counts = ", ".join(f"count(*) FILTER ({runs_before(day)})" for day in days.values())
    for wet, *running in _ask(invoer, f"SELECT wet, {counts} FROM {{}} GROUP BY wet ORDER BY wet"):
        for moment, aantal in zip(days, running, strict=True):
            yield Meting((wet, moment), aantal, aantal)


@indicator(
    dimensies=("wet", "maand"),
    eenheid="personen",
    bron=BRON,
    definitie="Trajecten die in de maand begonnen. Wie binnen de afgesproken termijn terugkomt, begint niet opnieuw.",
    over_personen=True,
    totaal={"maand": SOM},
)
def instroom(invoer: Invoer) -> Iterator[Meting]:
    """Trajecten that began, per month and over the year."""
    return _per_month(invoer, "begin")


@indicator(
    dimensies=("wet", "maand"),
    eenheid="personen",
    bron=BRON,
    definitie="Trajecten die in de maand eindigden, tot en met de laatste dag van het jaar. Een tijdelijke "
    "onderbreking is geen einde.",
    over_personen=True,
    totaal={"maand": SOM},
)
def uitstroom(invoer: Invoer) -> Iterator[Meting]:
    """Trajecten that ended, per month and over the year."""
    return _per_month(invoer, "einde")


def runs_before(day: str) -> str:
    """Whether a traject began before a day and had not ended then."""
    return f"begin < {day} AND coalesce(einde >= {day}, true)"


def _per_month(invoer: Invoer, column: str) -> Iterator[Meting]:
    in_year = f"{column} BETWEEN {sql_date(invoer.begin)} AND {sql_date(invoer.einde)}"
    asked = f"SELECT wet, strftime({column}, '%m'), count(*) FROM {{}} WHERE {in_year} GROUP BY ALL"
    counts = {(wet, maand): aantal for wet, maand, aantal in _ask(invoer, asked)}
    for (wet,) in _ask(invoer, "SELECT DISTINCT wet FROM {} ORDER BY wet"):
        for maand in MAANDEN:
            yield Meting((wet, maand), counts.get((wet, maand), 0), counts.get((wet, maand), 0))
        total = sum(counts.get((wet, maand), 0) for maand in MAANDEN)
        yield Meting((wet, TOTAAL), total, total)


def _ask(invoer: Invoer, question: str) -> list[tuple[Any, ...]]:
    """A question on the trajecten of care, of which `{}` is the table."""
    return invoer.bank().storage.execute(question.format(add_trajecten(invoer, bijstand=False)))
