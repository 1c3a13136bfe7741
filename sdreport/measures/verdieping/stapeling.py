"""Stapeling: how many persons and households have something of one law, of two, or of all three in a year."""

import itertools
from collections.abc import Iterator

from sdreport.intake.large.meaning import count_filled, is_volledig
from sdreport.measures.clienten import BRON_PERSONEN
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.gebruik import add_gebruik
from sdreport.register.structuur import SOM, TOTAAL, WETTEN

COMBINATIES = tuple(
    "-".join(wetten) for number in (1, 2, 3) for wetten in itertools.combinations(WETTEN, number)
)
"""Every combination: `wmo` is Wmo and nothing else, `wmo-jeugdwet` those two and not the third."""


@indicator(
    dimensies=("combinatie",),
    eenheid="personen",
    bron=BRON_PERSONEN,
    definitie="Unieke inwoners naar de wetten waaruit zij in het jaar iets kregen. Iedere inwoner telt in precies één "
    "combinatie: ‘Wmo’ is alleen de Wmo.",
    over_personen=True,
    totaal={"combinatie": SOM},
)
def stapeling(invoer: Invoer) -> Iterator[Meting]:
    """Persons by the combination of laws that they have something of."""
    return _combine(invoer, "clientnummer")


@indicator(
    dimensies=("combinatie",),
    eenheid="huishoudens",
    bron=BRON_PERSONEN,
    definitie="Unieke huishoudens naar de wetten waaruit hun leden in het jaar iets kregen. Alleen records met een "
    "huishoudnummer tellen mee; heeft minder dan 95% van de toewijzingen of uitkeringen er een, dan ontbreekt dit.",
    over_personen=True,
    totaal={"combinatie": SOM},
)
def stapeling_huishoudens(invoer: Invoer) -> Iterator[Meting]:
    """Households by the combination of laws; nothing when care or bijstand was delivered with few households or none:
    those of the others would not be counted.
    """
    ask = invoer.bank("toewijzingen", "uitkeringen").storage.execute
    if all(
        is_volledig(*count_filled(ask, slug, "huishoudnummer")) for slug in ("toewijzingen", "uitkeringen")
    ):
        yield from _combine(invoer, "huishoudnummer")


def _combine(invoer: Invoer, eenheid: str) -> Iterator[Meting]:
    """Every combination is given, also with 0; the total is the sum, for everyone is in one."""
    of_each = (
        f"SELECT list(DISTINCT wet) AS wetten FROM {add_gebruik(invoer)}"
        f" WHERE {eenheid} IS NOT NULL AND wet IS NOT NULL GROUP BY {eenheid}"
    )
    asked = f"SELECT list_sort(wetten), count(*) FROM ({of_each}) GROUP BY 1"
    counts = {
        "-".join(wet for wet in WETTEN if wet in wetten): int(aantal)
        for wetten, aantal in invoer.bank().storage.execute(asked)
    }
    for combinatie in COMBINATIES:
        yield Meting((combinatie,), counts.get(combinatie, 0), counts.get(combinatie, 0))
    yield Meting((TOTAAL,), sum(counts.values()), sum(counts.values()))
