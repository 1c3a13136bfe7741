"""For how many clients was declared on each perceel: with it, next year can tell why costs changed."""

from collections.abc import Iterator

from sdreport.measures.definitie import Invoer, Meting, count_clienten, indicator
from sdreport.measures.tabellen import declaraties_met_toewijzing


@indicator(
    dimensies=("perceel",),
    eenheid="personen",
    bron=("declaraties", "toewijzingen"),
    definitie="Unieke inwoners voor wie in het jaar op het perceel is gedeclareerd.",
    over_personen=True,
)
def perceel_clienten(invoer: Invoer) -> Iterator[Meting]:
    """Persons for whom something was declared on a perceel."""
    for perceel, rows in declaraties_met_toewijzing(invoer).groupby("perceel", sort=True):
        yield Meting((str(perceel),), count_clienten(rows), len(rows))
