"""For how many clients was declared on each perceel: with it, next year can tell why costs changed."""

from collections.abc import Iterator

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.kosten import add_gedeclareerd, add_up_per


@indicator(
    dimensies=("perceel",),
    eenheid="personen",
    bron=("declaraties", "toewijzingen"),
    definitie="Unieke inwoners voor wie in het jaar op het perceel is gedeclareerd.",
    over_personen=True,
)
def perceel_clienten(invoer: Invoer) -> Iterator[Meting]:
    """Persons for whom something was declared on a perceel."""
    for perceel, kosten in add_up_per(invoer, add_gedeclareerd(invoer), ["perceel"]):
        yield Meting(perceel, kosten.herkomst["personen"], kosten.rijen)
