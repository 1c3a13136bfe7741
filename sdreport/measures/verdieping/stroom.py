"""Stock and flow: who had something at the begin, who came, who went, and who has it at the end of the year.

Bijstand has its own in `participatie`. As CBS counts: what ends on 31 December ended in the year. The begin with what
came and without what went is the end, by month and over the year.
"""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.participatie import MAANDEN
from sdreport.measures.verdieping.trajecten import list_trajecten
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
    for wet, rows in list_trajecten(invoer, bijstand=False).groupby("wet", sort=True):
        for moment, day in (("begin", invoer.begin), ("einde", invoer.einde + pd.Timedelta(days=1))):
            running = int(((rows["begin"] < day) & ~(rows["einde"] < day)).sum())
            yield Meting((str(wet), moment), running, running)


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


def _per_month(invoer: Invoer, column: str) -> Iterator[Meting]:
    for wet, rows in list_trajecten(invoer, bijstand=False).groupby("wet", sort=True):
        days = rows.loc[rows[column].between(invoer.begin, invoer.einde), column]
        counts = days.dt.strftime("%m").value_counts()
        for maand in MAANDEN:
            yield Meting((str(wet), maand), int(counts.get(maand, 0)), int(counts.get(maand, 0)))
        yield Meting((str(wet), TOTAAL), len(days), len(days))
