"""Months against the same month of last year: flows of the bijstand, and declared costs per law.

A year can look right while a month is missing half its records and another has them twice. Months are small, so what
chance explains is left alone: for counts |x - y| <= 3 sqrt(x + y), and for amounts the same with the spread of one
declaratie in it, |x - y| <= 3 sqrt(s (x + y)), where s is the sum of squares over the sum.
"""

import math
from collections.abc import Iterator

import pandas as pd

from sdreport.gate.samenhang.historie import TOEVAL, last_year
from sdreport.gate.samenhang.sources import Bronnen

STROMEN = {"instroom_bijstand": "begindatum", "uitstroom_bijstand": "einddatum"}
KOSTEN = """
    SELECT lower(wet) AS wet, month(begindatum) AS maand, CAST(sum(bedrag) AS DOUBLE) AS bedrag,
           CAST(sum(bedrag * bedrag) AS DOUBLE) AS kwadraten
    FROM declaraties
    JOIN (SELECT toewijzingnummer, min(wet) AS wet FROM toewijzingen GROUP BY ALL) USING (toewijzingnummer)
    WHERE year(begindatum) = {jaar} GROUP BY ALL
"""
STROOM = """
    SELECT month({kolom}) AS maand, count(*) AS aantal FROM uitkeringen WHERE year({kolom}) = {jaar} GROUP BY ALL
"""
Rij = tuple[int, str, str, float]


def maand_op_maand(bronnen: Bronnen) -> pd.DataFrame:
    """Per month that last year's register has too: how far it moved in percent, 0 when chance explains it."""
    vorig = last_year(bronnen)
    rows = [*_flows(bronnen, vorig), *_costs(bronnen, vorig)]
    return pd.DataFrame(rows, columns=["regel", "dataset", "onderwerp", "verandering_pct"]).set_index("regel")


def change_pct(nu: float, toen: float, spreiding: float) -> float:
    """The change in percent of what it was, and 100 for what came out of nothing; 0 when chance explains it."""
    if abs(nu - toen) <= TOEVAL * math.sqrt(spreiding * max(nu + toen, 0.0)):
        return 0.0
    return round(abs(nu - toen) / toen * 100, 4) if toen > 0 else 100.0


def _flows(bronnen: Bronnen, vorig: dict[tuple[str, str], float]) -> Iterator[Rij]:
    if not bronnen.has("uitkeringen"):
        return
    for indicator, kolom in STROMEN.items():
        counts = bronnen.werkbank.query(STROOM.format(kolom=kolom, jaar=bronnen.jaar)).set_index("maand")[
            "aantal"
        ]
        for maand in range(1, 13):
            toen = vorig.get((indicator, f"maand={maand:02d}"))
            if toen is not None:
                nu = float(counts.get(maand, 0))
                yield 0, "uitkeringen", _name(indicator, maand), change_pct(nu, toen, 1.0)


def _costs(bronnen: Bronnen, vorig: dict[tuple[str, str], float]) -> Iterator[Rij]:
    if not bronnen.has("declaraties", "toewijzingen"):
        return
    costs = bronnen.werkbank.query(KOSTEN.format(jaar=bronnen.jaar))
    for wet in ("jeugdwet", "wmo"):
        own = costs[costs["wet"] == wet].set_index("maand")
        total, squares = float(own["bedrag"].sum()), float(own["kwadraten"].sum())
        for maand in range(1, 13):
            toen = vorig.get(("kosten_maand", f"wet={wet};maand={maand:02d}"))
            if toen is not None:
                nu = float(own["bedrag"].get(maand, 0.0))
                spreiding = squares / total if total > 0 else 0.0
                yield 0, "declaraties", _name(f"kosten {wet}", maand), change_pct(nu, toen, spreiding)


def _name(indicator: str, maand: int) -> str:
    return f"{indicator.replace('_', ' ')}, maand {maand}"
