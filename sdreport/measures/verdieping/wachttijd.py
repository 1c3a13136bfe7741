"""Waiting: how long it takes from report to application, decision and support, and how often within the legal term."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, count_clienten, indicator, share
from sdreport.measures.tabellen import WET_SLUG

BEGIN = "begin"


@dataclass(frozen=True)
class Wachtstap:
    """One step: the columns of its first and last day, and per law the days that the law allows."""

    van: str
    tot: str
    termijn: Mapping[str, int]


STAPPEN = {
    "melding-aanvraag": Wachtstap("meldingsdatum", "aanvraagdatum", {"wmo": 42}),
    "aanvraag-besluit": Wachtstap("aanvraagdatum", "besluitdatum", {"wmo": 14, "jeugdwet": 56}),
    "besluit-begin": Wachtstap("besluitdatum", BEGIN, {}),
}
"""Wmo 2015, article 2.3.2 (research within six weeks) and 2.3.5 (decision within two weeks); for the Jeugdwet the
eight weeks of article 4:13 Awb. For the begin of support no term stands in the law."""
MATEN = {"mediaan": 0.5, "p90": 0.9}


@indicator(
    dimensies=("wet", "stap", "maat"),
    eenheid="dagen",
    bron=("toewijzingen",),
    definitie="Dagen die een stap duurde voor toewijzingen waarvan de stap in het jaar eindigde: de mediaan, en het "
    "aantal waaronder negen van de tien blijven. Alleen wat is afgerond telt mee; wie nog wacht, ontbreekt.",
    over_personen=True,
)
def wachttijd(invoer: Invoer) -> Iterator[Meting]:
    """Median and 90th percentile of the days of each step, per law."""
    for wet, naam, rows in _list_steps(invoer):
        for maat, part in MATEN.items():
            days = float(rows["dagen"].quantile(part, interpolation="linear"))
            yield Meting((wet, naam, maat), round(days, 1), len(rows), personen=count_clienten(rows))


@indicator(
    dimensies=("wet", "stap"),
    eenheid="%",
    bron=("toewijzingen",),
    definitie="Aandeel van de toewijzingen waarvan de stap in het jaar eindigde, binnen de termijn van de wet: "
    "onderzoek Wmo 42 dagen, besluit Wmo 14 dagen, besluit Jeugdwet 56 dagen.",
    over_personen=True,
)
def binnen_termijn(invoer: Invoer) -> Iterator[Meting]:
    """Share of each step that took no longer than the law allows; only steps for which it says so."""
    for wet, naam, rows in _list_steps(invoer):
        if wet in STAPPEN[naam].termijn:
            in_time = rows["dagen"] <= STAPPEN[naam].termijn[wet]
            yield Meting(
                (wet, naam), share(int(in_time.sum()), len(rows)), len(rows), personen=count_clienten(rows)
            )


def _list_steps(invoer: Invoer) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Per law and step the toewijzingen for which it ended in the year, with its `dagen`; an order that cannot be
    (an end before its begin) is left out, the gate has reported it."""
    rows = invoer.tabellen["toewijzingen"]
    rows = rows.assign(
        wet=rows["wet"].map(WET_SLUG), begin=rows["werkelijke_begindatum"].fillna(rows["ingangsdatum"])
    )
    for wet, group in rows.groupby("wet", sort=True):
        for naam, stap in STAPPEN.items():
            done = group[group[stap.tot].between(invoer.begin, invoer.einde)].dropna(subset=[stap.van])
            dagen = (done[stap.tot] - done[stap.van]).dt.days
            done = done.assign(dagen=dagen)[dagen >= 0]
            if len(done):
                yield str(wet), naam, done
