"""Where people with care live: clients and inhabitants per wijk, of the age that a law is for.

Small wijken are counted together: the smallest, and the next ones, until they have enough inhabitants.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.intake.large.cast_sql import quote
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.gebruik import add_zorg
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
    """Unique persons with a reported voorziening per wijk; every wijk is given, also with 0, unless none is known."""
    for wet in DOELGROEP:
        together = _join_small(_count_inwoners(invoer, wet), invoer.indelingen.wijk_inwoners)
        counts: Counter[str] = Counter()
        for wijk, aantal in _count_per_last_wijk(invoer, wet):
            counts[together.get(make_waarde(wijk), ONBEKEND) if wijk else ONBEKEND] += aantal
        known = sum(counts.values()) - counts[ONBEKEND]
        if not known and counts[ONBEKEND]:
            continue
        for wijk in [*sorted(set(together.values())), ONBEKEND]:
            yield Meting((wet, wijk), counts[wijk], counts[wijk])
        yield Meting((wet, TOTAAL), known, known)


def _count_per_last_wijk(invoer: Invoer, wet: str) -> list[tuple[str | None, int]]:
    """How many persons live in each wijk, by the last of their toewijzingen that names one."""
    last = "last(wijk ORDER BY toewijzingsdatum NULLS LAST, regelnummer) FILTER (wijk IS NOT NULL) AS wijk"
    persons = (
        f"SELECT clientnummer, {last} FROM {add_zorg(invoer)} WHERE voorziening IS NOT NULL AND wet = {quote(wet)}"
        " AND clientnummer IS NOT NULL GROUP BY clientnummer"
    )
    return invoer.bank().storage.execute(
        f"SELECT wijk, count(*) FROM ({persons}) GROUP BY wijk ORDER BY wijk"
    )


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
