"""Clients of the Wmo in two age groups: with these a forecast can follow the forecast of the population.

Only where the groups are sums of the age classes of the report: disclosure control then knows how they hang together.
"""

from collections.abc import Iterator

from sdreport.measures import clienten
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.register.cijfer import make_adres
from sdreport.register.leeftijd import order_klasse

WET, GRENS = "wmo", 65
"""Of the other laws nearly all clients are of one age group."""


@indicator(
    dimensies=("wet", "groep"),
    eenheid="personen",
    bron=clienten.BRON_PERSONEN,
    genoeg=clienten.EEN_VAN,
    definitie="Unieke inwoners met een Wmo-voorziening, jonger dan 65 jaar en vanaf 65 jaar; "
    "wie als geslacht onbekend heeft, telt niet mee.",
    over_personen=True,
)
def clienten_groep(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons with a Wmo voorziening below and from 65 years, added up from the age classes of the report."""
    cells = [item for item in clienten.clienten_leeftijd.bereken(invoer) if item.waarden[0] == WET]
    classes = {item.waarden: order_klasse(item.waarden[1]) for item in cells}
    if any(van < GRENS <= tot for van, tot in classes.values()):
        return
    for groep, old in (("tot-65", False), ("65-plus", True)):
        own = [item for item in cells if (classes[item.waarden][0] >= GRENS) == old]
        parts = tuple(make_adres("clienten_leeftijd", item.waarden) for item in own)
        yield Meting(
            (WET, groep), sum(item.waarde for item in own), sum(item.rijen for item in own), som_van=parts
        )
