"""Extracts against last year and against themselves over time: what moved, and what is missing."""

import math

import pandas as pd

from sdreport.gate.samenhang.geld import add_besteed
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.samenhang.vergelijkcijfers import compute_getallen

TOEVAL = 3.0
"""Standard deviations of the difference of two Poisson counts that chance is allowed to explain."""
MIN_PER_MAAND = 7
"""Declaraties a month from which a month without any is no chance (probability below 1 in 1,000)."""
GELIJKMATIG = 1.5
DUBBELE_MAAND = 1.7
"""A month is suspect above 1.7 times the median of the others, when none of those is above 1.5 times it."""
GESLOTEN = {"clienten": "toewijzingen", "bijstand": "uitkeringen", "verwijzingen": "toewijzingen"}
"""Indicators whose breakdown is complete in the history, and the extract that they come from."""


def verandering(bronnen: Bronnen) -> pd.DataFrame:
    """Per number that last year's register has too: how far it moved, and whether it is new or gone.

    `verandering_pct` is 0 when chance explains the change of a count: |x - y| <= 3 sqrt(x + y). `verdwenen` and `nieuw`
    are about the members of a breakdown that the history has.
    """
    rows: list[tuple[int, str, str, float | None, float | None, float | None]] = []
    vorig = last_year(bronnen)
    indicators = {indicator for indicator, _ in vorig}
    for getal in compute_getallen(bronnen):
        name, nu = _describe(getal.indicator, getal.uitsplitsing), getal.waarde
        before = vorig.pop((getal.indicator, getal.uitsplitsing), None)
        if before is not None:
            change, gone = _change(nu, before, getal.telt), float(before > 0 and nu == 0)
            rows.append((getal.regel, getal.dataset, name, change, gone, 0.0))
        elif getal.indicator in indicators and getal.indicator in GESLOTEN and nu > 0:
            rows.append((getal.regel, getal.dataset, name, None, None, 1.0))
    for (indicator, uitsplitsing), before in vorig.items():
        slug = _source(indicator, uitsplitsing)
        if before > 0 and slug and bronnen.has(slug) and "totaal" not in uitsplitsing:
            rows.append((0, slug, _describe(indicator, uitsplitsing), _change(0.0, before, True), 1.0, None))
    columns = ["regel", "dataset", "onderwerp", "verandering_pct", "verdwenen", "nieuw"]
    return pd.DataFrame(rows, columns=columns).set_index("regel")


def last_year(bronnen: Bronnen) -> dict[tuple[str, str], float]:
    """The numbers of last year by indicator and uitsplitsing; hidden ones are left out."""
    rows = bronnen.historie.dropna(subset="waarde")
    keys = zip(rows["indicator"].astype(str), rows["uitsplitsing"].astype(str), strict=True)
    return dict(zip(keys, rows["waarde"].astype("float64").tolist(), strict=True))


def _source(indicator: str, uitsplitsing: str) -> str:
    """The extract that a number of last year would come from this year; empty when its absence says nothing."""
    if indicator == "clienten" and uitsplitsing.startswith("wet=participatiewet"):
        bijstand = uitsplitsing.endswith("=bijstand")
        return "" if bijstand else "inkomensondersteuning"
    return GESLOTEN.get(indicator, "")


def _change(nu: float, before: float, telt: bool) -> float:
    explained = telt and abs(nu - before) <= TOEVAL * math.sqrt(nu + before)
    return 0.0 if explained or before <= 0 else round(abs(nu - before) / before * 100, 4)


def _describe(indicator: str, uitsplitsing: str) -> str:
    values = [part.split("=", 1)[1] for part in uitsplitsing.split(";") if part]
    return " ".join([indicator.replace("_", " "), *values])


def maanden(bronnen: Bronnen) -> pd.DataFrame:
    """Per perceel and month: whether declaraties are missing, and whether there are about twice as many euros."""
    per_month = bronnen.werkbank.query(
        f"SELECT perceel, maand, sum(aantal) AS aantal, CAST(sum(bedrag) AS DOUBLE) AS bedrag"
        f" FROM {add_besteed(bronnen)} WHERE jaar = {bronnen.jaar} AND perceel IS NOT NULL GROUP BY ALL"
    )
    result = []
    for perceel, own in per_month.groupby("perceel"):
        full = own.set_index("maand")[["aantal", "bedrag"]].reindex(range(1, 13), fill_value=0)
        for maand in full.index:
            other = full.drop(index=maand)
            usual = float(other["bedrag"].median())
            often = other["aantal"].median() >= MIN_PER_MAAND
            steady = often and usual > 0 and other["bedrag"].max() <= GELIJKMATIG * usual
            missing = float(bool(often and full["aantal"].loc[maand] == 0))
            double = float(bool(steady and full["bedrag"].loc[maand] >= DUBBELE_MAAND * usual))
            result.append((0, "declaraties", f"{perceel}, maand {maand}", missing, double))
    columns = ["regel", "dataset", "onderwerp", "maand_ontbreekt", "maand_dubbel"]
    return pd.DataFrame(result, columns=columns).set_index("regel")
