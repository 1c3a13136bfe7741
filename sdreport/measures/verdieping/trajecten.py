"""One row per traject: the time in which a person has something of a law without a real break.

Toewijzingen of one person and law that follow each other within the days of `Indelingen.terugkeer_dagen` are one
traject: a return is no new inflow. A delivery that stopped for a while (iWmo and iJw code 20) goes on.
"""

import pandas as pd

from sdreport.measures.definitie import Invoer
from sdreport.measures.tabellen import WET_SLUG

TIJDELIJK = "20"
"""Reason of an end: the delivery stops for a while (code lists WMO588 and JZ588)."""
BIJSTAND = "bijstand"
OPEN = pd.Timestamp.max.normalize()
COLUMNS = ["wet", "clientnummer", "begin", "einde"]


def list_trajecten(invoer: Invoer, *, bijstand: bool) -> pd.DataFrame:
    """The trajecten of Wmo and Jeugdwet and, if asked, of bijstand, of applicants: `wet`, `begin`, `einde`.

    `einde` is missing for what still runs. All that was delivered is in it, also what ended before the year.
    """
    spans = [_zorg(invoer.tabellen["toewijzingen"])]
    if bijstand:
        spans.append(_bijstand(invoer.tabellen["uitkeringen"]))
    return merge_spans(pd.concat(spans, ignore_index=True), invoer.indelingen.terugkeer_dagen)


def merge_spans(spans: pd.DataFrame, dagen: int) -> pd.DataFrame:
    """Join the spans of a person and law that overlap, or lie at most so many days apart."""
    ordered = spans.dropna(subset=["begin"]).sort_values(["wet", "clientnummer", "begin"], kind="stable")
    if ordered.empty:
        return ordered[COLUMNS]
    ends = ordered["einde"].fillna(OPEN)
    person = [ordered["wet"], ordered["clientnummer"]]
    reach = ends.groupby(person).cummax().groupby(person).shift()
    free = (ordered["begin"] - reach).dt.days - 1
    number = (reach.isna() | (free > dagen)).cumsum()
    joined = (
        ordered.assign(einde=ends, traject=number)
        .groupby("traject", as_index=False)
        .agg(
            wet=("wet", "first"),
            clientnummer=("clientnummer", "first"),
            begin=("begin", "first"),
            einde=("einde", "max"),
        )
    )
    return joined.assign(einde=joined["einde"].where(joined["einde"] != OPEN))[COLUMNS]


def _zorg(toewijzingen: pd.DataFrame) -> pd.DataFrame:
    einde = toewijzingen["werkelijke_einddatum"].fillna(toewijzingen["einddatum"])
    return pd.DataFrame(
        {
            "wet": toewijzingen["wet"].map(WET_SLUG),
            "clientnummer": toewijzingen["clientnummer"],
            "begin": toewijzingen["werkelijke_begindatum"].fillna(toewijzingen["ingangsdatum"]),
            "einde": einde.where(~toewijzingen["reden_beeindiging"].eq(TIJDELIJK)),
        }
    )


def _bijstand(uitkeringen: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "wet": BIJSTAND,
            "clientnummer": uitkeringen["clientnummer"],
            "begin": uitkeringen["begindatum"],
            "einde": uitkeringen["einddatum"],
        }
    )
