"""Stapeling: how many persons and households have something of one law, of two, or of all three in a year."""

import itertools
from collections.abc import Iterator

import pandas as pd

from sdreport.measures.clienten import BRON_PERSONEN
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.tabellen import (
    bijstandspersonen_in_jaar,
    personen_per_voorziening,
    toewijzingen_in_jaar,
)
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
    return _combine(personen_per_voorziening(invoer)[["wet", "clientnummer"]], "clientnummer")


@indicator(
    dimensies=("combinatie",),
    eenheid="huishoudens",
    bron=BRON_PERSONEN,
    definitie="Unieke huishoudens naar de wetten waaruit hun leden in het jaar iets kregen. Alleen records met een "
    "huishoudnummer tellen mee.",
    over_personen=True,
    totaal={"combinatie": SOM},
)
def stapeling_huishoudens(invoer: Invoer) -> Iterator[Meting]:
    """Households by the combination of laws; nothing when care and bijstand were delivered without households."""
    zorg = toewijzingen_in_jaar(invoer).dropna(subset=["voorziening"])[["wet", "huishoudnummer"]]
    bijstand = bijstandspersonen_in_jaar(invoer).assign(wet=WETTEN[2])[["wet", "huishoudnummer"]]
    if zorg["huishoudnummer"].isna().all() or bijstand["huishoudnummer"].isna().all():
        return
    steun = invoer.tabellen["inkomensondersteuning"].assign(wet=WETTEN[2])[["wet", "huishoudnummer"]]
    yield from _combine(pd.concat([zorg, bijstand, steun], ignore_index=True), "huishoudnummer")


def _combine(rows: pd.DataFrame, eenheid: str) -> Iterator[Meting]:
    """Every combination is given, also with 0; the total is the sum, for everyone is in one."""
    of_each = rows.dropna().drop_duplicates().groupby(eenheid)["wet"].agg(set)
    names = of_each.map(lambda wetten: "-".join(wet for wet in WETTEN if wet in wetten))
    counts = names.value_counts()
    for combinatie in COMBINATIES:
        yield Meting((combinatie,), int(counts.get(combinatie, 0)), int(counts.get(combinatie, 0)))
    yield Meting((TOTAAL,), len(names), len(names))
