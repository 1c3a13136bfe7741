"""Where people with care live: clients and inhabitants per wijk, of the age that a law is for.

Small wijken are counted together: the smallest, and the next ones, until they have enough inhabitants.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, count_clienten, indicator
from sdreport.measures.tabellen import toewijzingen_in_jaar
from sdreport.register.cijfer import make_waarde
from sdreport.register.structuur import TOTAAL, Totaal

DOELGROEP = {"wmo": ("18-64", "65-plus"), "jeugdwet": ("0-17",)}
"""The age groups that a law is for."""
SAMEN, ONBEKEND = "kleinere-wijken", "onbekend"
"""Wijken that are counted together, and clients of no wijk of which the inhabitants are known."""
NAMEN = {SAMEN: "Kleinere wijken samen", ONBEKEND: "Wijk niet bekend", TOTAAL: "Gemeente"}
"""What these are called on a page; wijken themselves have the name that was delivered."""


@indicator(
    dimensies=("wet", "wijk"),
    eenheid="inwoners",
    bron=("wijkbevolking",),
    definitie="Inwoners van de leeftijd waarvoor de wet is. Wijken met weinig inwoners tellen samen.",
    totaal={"wijk": Totaal("som")},
)
def inwoners_wijk(invoer: Invoer) -> Iterator[Meting]:
    """Inhabitants per wijk of the age that each law is for."""
    for wet in DOELGROEP:
        inwoners = _count_inwoners(invoer, wet)
        together = _join_small(inwoners, invoer.indelingen.wijk_inwoners)
        sums = inwoners.groupby(inwoners.index.map(together)).sum()
        for wijk, aantal in [*sums.items(), (TOTAAL, inwoners.sum())]:
            yield Meting((wet, str(wijk)), int(aantal), len(inwoners))


@indicator(
    dimensies=("wet", "wijk"),
    eenheid="personen",
    bron=("toewijzingen", "wijkbevolking"),
    definitie="Unieke inwoners met een voorziening van de wet, naar de wijk van hun laatste toewijzing. Ieder telt in "
    "één wijk. Het totaal telt wie in een bekende wijk woont.",
    over_personen=True,
    totaal={"wijk": Totaal("som", zonder=(ONBEKEND,))},
)
def clienten_wijk(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons with a reported voorziening per wijk; every wijk is given, also with 0."""
    zorg = toewijzingen_in_jaar(invoer).dropna(subset=["voorziening"])
    latest = zorg.sort_values("toewijzingsdatum", kind="stable").assign(
        wijk=zorg["wijk"].map(make_waarde, "ignore")
    )
    for wet in DOELGROEP:
        together = _join_small(_count_inwoners(invoer, wet), invoer.indelingen.wijk_inwoners)
        rows = latest[latest["wet"] == wet]
        woont = rows.groupby("clientnummer")["wijk"].last().map(together).fillna(ONBEKEND)
        counts = woont.value_counts()
        known = count_clienten(rows) - int(counts.get(ONBEKEND, 0))
        for wijk in [*sorted(set(together.values())), ONBEKEND]:
            yield Meting((wet, wijk), int(counts.get(wijk, 0)), int(counts.get(wijk, 0)))
        yield Meting((wet, TOTAAL), known, known)


def _count_inwoners(invoer: Invoer, wet: str) -> pd.Series:
    """Inhabitants of the age that a law is for, by wijk as it stands in an address."""
    rows = invoer.tabellen["wijkbevolking"]
    own = rows[rows["leeftijdsgroep"].isin(DOELGROEP[wet])].dropna(subset=["wijk", "aantal"])
    return own["aantal"].astype(int).groupby(own["wijk"].map(make_waarde)).sum()


def _join_small(inwoners: pd.Series, least: int) -> Mapping[str, str]:
    """Per wijk the name under which it is counted."""
    ordered = inwoners.sort_values(kind="stable")
    small = int((ordered < least).sum())
    while 0 < small < len(ordered) and (small == 1 or ordered.iloc[:small].sum() < least):
        small += 1
    names = {str(wijk): str(wijk) for wijk in ordered.index}
    return names | {str(wijk): SAMEN for wijk in ordered.index[:small]}
