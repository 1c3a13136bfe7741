"""Reserves: what was in them, what came in, what went out, and what is left, as in the jaarrekening."""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, sum_eur
from sdreport.register.structuur import SOM, TOTAAL

VERLOOP = {
    "stand_begin": "begin",
    "toevoegingen": "toevoegingen",
    "onttrekkingen": "onttrekkingen",
    "stand_einde": "einde",
}
MUTATIES = "0.10"
"""The taakveld of movements of reserves (Iv3): lasten go in, baten come out."""


@indicator(
    dimensies=("reserve", "verloop"),
    eenheid="euro",
    bron=("reserves",),
    definitie="Stand van de reserve aan het begin en het einde van het jaar, en wat er in het jaar in en uit ging.",
    totaal={"reserve": SOM},
)
def reserve(invoer: Invoer) -> Iterator[Meting]:
    """The course of every reserve, and of all together."""
    rows = invoer.tabellen["reserves"]
    for naam, group in pd.concat([rows, rows.assign(reserve=TOTAAL)]).groupby("reserve", sort=True):
        for column, stap in VERLOOP.items():
            yield Meting((str(naam), stap), sum_eur(group[column]), len(group))


@indicator(
    dimensies=("verloop",),
    eenheid="euro",
    bron=("begroting",),
    definitie="Werkelijke lasten (toevoegingen) en baten (onttrekkingen) op taakveld 0.10, mutaties reserves.",
)
def reserve_mutatie(invoer: Invoer) -> Iterator[Meting]:
    """What went in and out of reserves according to the begroting; nothing where it holds no such posts."""
    rows = invoer.tabellen["begroting"]
    own = rows[rows["taakveld"].eq(MUTATIES) & rows["fase"].eq("werkelijk")]
    for naam, column in (("toevoegingen", "bedrag"), ("onttrekkingen", "baten")):
        if own[column].notna().any():
            yield Meting((naam,), sum_eur(own[column]), len(own))
