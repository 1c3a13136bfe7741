"""Clients of the Wmo in two age groups: with these a forecast can follow the forecast of the population.

Only where the groups are sums of the age classes of the report: disclosure control then knows how they hang together.
"""

from collections.abc import Iterator

from sdreport.measures import clienten
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.gebruik import add_gebruik, count_per
from sdreport.register.cijfer import make_adres
from sdreport.register.leeftijd import order_klasse

WET, GRENS = "wmo", 65
"""Of the other laws nearly all clients are of one age group."""
JONGER, OUDER = "tot-65", "65-plus"


@indicator(
    dimensies=("wet", "groep"),
    eenheid="personen",
    bron=clienten.BRON_PERSONEN,
    genoeg=clienten.EEN_VAN,
    definitie="Unieke inwoners met een Wmo-voorziening, jonger dan 65 jaar en vanaf 65 jaar.",
    over_personen=True,
)
def clienten_groep(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons with a Wmo voorziening below and from 65 years.

    Each group is the sum of the age classes of the report, and of the few whose sex is not known: they are in no class.
    """
    cells = [item for item in clienten.clienten_leeftijd.bereken(invoer) if item.waarden[0] == WET]
    classes = {item.waarden: order_klasse(item.waarden[1]) for item in cells}
    if any(van < GRENS <= tot for van, tot in classes.values()):
        return
    rows = (
        f"SELECT CASE WHEN leeftijd < {GRENS} THEN '{JONGER}' ELSE '{OUDER}' END AS groep, clientnummer"
        f" FROM {add_gebruik(invoer)} WHERE wet = '{WET}' AND leeftijd IS NOT NULL"
    )
    found = {key: counts for key, *counts in count_per(invoer, rows, ["groep"])}
    for groep in (JONGER, OUDER):
        own = [key for key, (van, _) in classes.items() if (van >= GRENS) == (groep == OUDER)]
        personen, rijen = found.get((groep,), (0, 0))
        parts = tuple(make_adres("clienten_leeftijd", key) for key in own)
        yield Meting((WET, groep), personen, rijen, som_van=parts)
