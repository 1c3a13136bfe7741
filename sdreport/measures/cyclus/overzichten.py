"""Published budget tables: every amount as printed, every printed total recomputed. All amounts in euro."""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, sum_eur
from sdreport.measures.tabellen import read_year

KEN = ["overzicht", "rubriek", "post", "bedrag"]
"""What a row must have to be a number; the gate has reported the others, and only a concept comes this far."""


@indicator(
    dimensies=("overzicht", "post"),
    eenheid="euro",
    bron=("overzichten",),
    definitie="Bedrag in een gepubliceerd overzicht, zoals gedrukt.",
)
def overzicht(invoer: Invoer) -> Iterator[Meting]:
    """Every amount as printed, in its own year; those of the whole period in the reported year."""
    rows = invoer.tabellen["overzichten"].dropna(subset=KEN)
    for (naam, post, jaar), bedrag in _per_key(rows).items():
        yield Meting((naam, post), bedrag, 1, jaar or invoer.jaar)


@indicator(
    dimensies=("overzicht", "post"),
    eenheid="euro",
    bron=("overzichten",),
    definitie="Subtotaal of totaal van een overzicht, berekend uit de bedragen die erin meetellen.",
)
def overzicht_berekend(invoer: Invoer) -> Iterator[Meting]:
    """Every printed (sub)total, recomputed from the rows that count in it."""
    for key, (_, berekend, rijen) in _totals(invoer).items():
        yield Meting(key[:2], berekend, rijen, key[2] or invoer.jaar)


@indicator(
    dimensies=("overzicht", "post"),
    eenheid="euro",
    bron=("overzichten",),
    definitie="Gedrukt totaal min berekend totaal; nul als de optelling klopt.",
)
def overzicht_afwijking(invoer: Invoer) -> Iterator[Meting]:
    """Printed minus recomputed (sub)total."""
    for key, (gedrukt, berekend, rijen) in _totals(invoer).items():
        yield Meting(key[:2], round(gedrukt - berekend, 2), rijen, key[2] or invoer.jaar)


@indicator(
    dimensies=("overzicht", "rubriek"),
    eenheid="euro",
    bron=("overzichten",),
    definitie="Som van de posten van een rubriek in een overzicht.",
)
def overzicht_rubriek(invoer: Invoer) -> Iterator[Meting]:
    """Sum of the posts per heading (speerpunt, law) of a table, per year."""
    rows = invoer.tabellen["overzichten"].query("soort == 'post'").dropna(subset=KEN)
    for (naam, rubriek, jaar), group in rows.groupby(
        ["overzicht", "rubriek", "jaar"], dropna=False, sort=False
    ):
        yield Meting(
            (str(naam), str(rubriek)), sum_eur(group["bedrag"]), len(group), read_year(jaar) or invoer.jaar
        )


def _per_key(rows: pd.DataFrame) -> dict[tuple[str, str, int | None], float]:
    years = [read_year(value) for value in rows["jaar"]]
    keys = zip(rows["overzicht"], rows["post"], years, strict=True)
    return dict(zip(keys, rows["bedrag"].astype(float), strict=True))


def _totals(invoer: Invoer) -> dict[tuple[str, str, int | None], tuple[float, float, int]]:
    """Per printed (sub)total: printed, recomputed, and the number of amounts that count in it."""
    rows = invoer.tabellen["overzichten"].dropna(subset=KEN)
    totals: dict[tuple[str, str, int | None], tuple[float, float, int]] = {}
    for key, gedrukt in _per_key(rows[rows["soort"] != "post"]).items():
        naam, post, jaar = key
        same = rows["jaar"].isna() if jaar is None else rows["jaar"] == jaar
        parts = rows[(rows["overzicht"] == naam) & (rows["telt_in"] == post) & same]
        if len(parts):
            totals[key] = (gedrukt, sum_eur(parts["bedrag"]), len(parts))
    return totals
