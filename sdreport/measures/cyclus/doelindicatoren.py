"""Indicators that a plan says it will monitor: first and latest value, and how many have none. Values as published."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.tabellen import read_year
from sdreport.plannen.rows import base_unit
from sdreport.register.structuur import SOM, TOTAAL


@indicator(
    dimensies=("programma", "indicator"),
    eenheid="",
    bron=("doelindicatoren",),
    definitie="Laatste waarde van een indicator die het plan wil volgen, in het jaar van de meting.",
)
def doelindicator(invoer: Invoer) -> Iterator[Meting]:
    """Latest value of each indicator that has one, in its own unit and year."""
    yield from _values(invoer, "waarde")


@indicator(
    dimensies=("programma", "indicator"),
    eenheid="",
    bron=("doelindicatoren",),
    definitie="Nulmeting van een indicator die het plan wil volgen; zonder meetjaar bij het jaar van het plan.",
)
def doelindicator_nulmeting(invoer: Invoer) -> Iterator[Meting]:
    """First value of each indicator that has one; in the reported year where the plan names no year."""
    yield from _values(invoer, "nulmeting")


@indicator(
    dimensies=("programma", "gemeten"),
    eenheid="indicatoren",
    bron=("doelindicatoren",),
    definitie="Indicatoren van het plan per programma: met en zonder nulmeting, met en zonder laatste waarde, zonder "
    "enige meting, en alle.",
    totaal={"programma": SOM},
)
def doelindicatoren(invoer: Invoer) -> Iterator[Meting]:
    """Number of indicators per programme by what has been measured; the groups overlap, so they have no sum."""
    rows = invoer.tabellen["doelindicatoren"].dropna(subset=["programma"])
    first, latest = rows["nulmeting"].notna(), rows["waarde"].notna()
    groups = {
        "met-nulmeting": first,
        "zonder-nulmeting": ~first,
        "met-waarde": latest,
        "zonder-waarde": ~latest,
        "zonder-meting": ~first & ~latest,
        TOTAAL: first | ~first,
    }
    for programma in (*rows["programma"].drop_duplicates(), TOTAAL):
        own = rows["programma"].eq(programma) | (programma == TOTAAL)
        for naam, group in groups.items():
            aantal = int((own & group).sum())
            yield Meting((str(programma), naam), aantal, aantal)


def _values(invoer: Invoer, kolom: str) -> Iterator[Meting]:
    rows = invoer.tabellen["doelindicatoren"].dropna(subset=[kolom, "programma", "indicator"])
    columns = (rows["programma"], rows["indicator"], rows[kolom], rows[f"{kolom}_jaar"], rows["eenheid"])
    for programma, naam, waarde, jaar, eenheid in zip(*columns, strict=True):
        yield Meting(
            (str(programma), str(naam)), float(waarde), 1, read_year(jaar), eenheid=base_unit(_text(eenheid))
        )


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
