"""The municipality beside others like it and the country, as national statistics count it: like beside like."""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator

LAND = "NL01"
EENHEID = {"wmo": "per 10.000", "bijstand": "per 10.000", "jeugdhulp": "%"}
"""The unit of each measure in the national statistics (Regeling beleidsindicatoren)."""


@indicator(
    dimensies=("maat", "wie"),
    eenheid="",
    bron=("landelijk",),
    definitie="Landelijk gepubliceerde cijfers van hetzelfde jaar.",
)
def vergelijking(invoer: Invoer) -> Iterator[Meting]:
    """Per measure the municipality, the mean of the group and the country, of the last year that the country has.

    The group and the code of the municipality stand in the parameters; without these there is the country alone.
    """
    rows = invoer.tabellen["landelijk"].dropna(subset=["waarde", "jaar", "bron", "datum"])
    rows = rows[rows["jaar"] <= invoer.jaar]
    for maat, own in rows.groupby("maat", sort=True):
        years = own.loc[own["gebied"].eq(LAND), "jaar"]
        if years.empty:
            continue
        of_year = own[own["jaar"].eq(years.max())]
        for wie, values in _select(invoer, of_year):
            told = f"Cijfer over {int(years.max())} zoals landelijk gepubliceerd ({_name_sources(values)})."
            if wie == "groep":
                told += f" Gewoon gemiddelde van {len(values)} gemeenten."
            mean = round(float(values["waarde"].astype(float).mean()), 4)
            yield Meting((str(maat), wie), mean, len(values), eenheid=EENHEID[str(maat)], definitie=told)


def _select(invoer: Invoer, rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each that is shown; of a group all of its municipalities must have a value."""
    group = invoer.indelingen.vergelijking
    if group is not None:
        own = rows[rows["gebied"].eq(group.gemeente)]
        peers = rows[rows["gebied"].isin(group.gemeenten)]
        if len(own):
            yield "gemeente", own
        if len(peers) == len(group.gemeenten):
            yield "groep", peers
    yield "land", rows[rows["gebied"].eq(LAND)]


def _name_sources(rows: pd.DataFrame) -> str:
    """Where values come from, and when they were taken from there."""
    named = (f"{bron}, {dag:%d-%m-%Y}" for bron, dag in zip(rows["bron"], rows["datum"], strict=True))
    return " en ".join(dict.fromkeys(named))
