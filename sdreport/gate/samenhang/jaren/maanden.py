"""Months against the same month of last year: flows of the bijstand, and declared costs per law.

A year can look right while a month is missing half its records and another has them twice. Months are small, so what
chance explains is left alone: for counts |x - y| <= z sqrt(x + y), and for amounts the same with the spread of one
person in it, |x - y| <= z sqrt(s (x + y)), where s is the sum of squares over the sum. A person, not a declaratie: the
lines of one person come and go together. z is such that all months together hardly ever give one by chance.
"""

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.toeval import find_deviations
from sdreport.gate.samenhang.jaren.vorig_jaar import last_year
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import TELT
from sdreport.register.cijfer import Getal, make_adres

STROMEN = ("instroom_bijstand", "uitstroom_bijstand")
KOSTEN = "kosten_maand"
WETTEN = ("jeugdwet", "wmo")
SPREIDING = """
    SELECT wet, CAST(sum(bedrag * bedrag) AS DOUBLE) / CAST(sum(bedrag) AS DOUBLE) AS spreiding FROM (
        SELECT wet, clientnummer, sum(bedrag) AS bedrag FROM declaraties JOIN (
            SELECT toewijzingnummer, lower(min(wet)) AS wet, min(clientnummer) AS clientnummer FROM toewijzingen
            GROUP BY ALL
        ) USING (toewijzingnummer)
        WHERE year(begindatum) = {jaar} AND {telt} GROUP BY wet, clientnummer, month(begindatum)
    ) GROUP BY ALL HAVING sum(bedrag) > 0
"""
Maand = tuple[str, str, float, float, float]
"""Whose records, which month in words, its number now and then, and the spread of what it is a sum of."""


def maand_op_maand(bronnen: Bronnen) -> pd.DataFrame:
    """Per month that last year's register has too: how far it moved in percent, 0 when chance explains it."""
    vorig = last_year(bronnen)
    months = [*_flows(bronnen, vorig), *_costs(bronnen, vorig)]
    afwijkingen = find_deviations(len(months))
    rows = [
        (0, slug, about, change_pct(nu, toen, spreiding, afwijkingen))
        for slug, about, nu, toen, spreiding in months
    ]
    return pd.DataFrame(rows, columns=["regelnummer", "dataset", "onderwerp", "verandering_pct"]).set_index(
        "regelnummer"
    )


def change_pct(nu: float, toen: float, spreiding: float, afwijkingen: float) -> float:
    """The change in percent of what it was, and 100 for what came out of nothing; 0 when chance explains it."""
    if abs(nu - toen) <= afwijkingen * math.sqrt(spreiding * max(nu + toen, 0.0)):
        return 0.0
    return round(abs(nu - toen) / toen * 100, 4) if toen > 0 else 100.0


def _flows(bronnen: Bronnen, vorig: Mapping[str, Getal]) -> Iterator[Maand]:
    for indicator in STROMEN:
        if bronnen.has("uitkeringen"):
            for maand, nu, toen in _pair_months(bronnen, vorig, indicator):
                yield "uitkeringen", _name(indicator, maand), nu, toen, 1.0


def _costs(bronnen: Bronnen, vorig: Mapping[str, Getal]) -> Iterator[Maand]:
    if not bronnen.has("declaraties", "toewijzingen"):
        return
    months = [(wet, *month) for wet in WETTEN for month in _pair_months(bronnen, vorig, KOSTEN, wet)]
    asked = SPREIDING.format(jaar=bronnen.jaar, telt=TELT)
    spreiding = dict(bronnen.werkbank.storage.execute(asked)) if months else {}
    for wet, maand, nu, toen in months:
        yield "declaraties", _name(f"kosten {wet}", maand), nu, toen, float(spreiding.get(wet, 0.0))


def _pair_months(
    bronnen: Bronnen, vorig: Mapping[str, Getal], indicator: str, *waarden: str
) -> Iterator[tuple[int, float, float]]:
    """The months that last year's register has of an indicator that was measured: the month, its value now and then.

    A month without a number this year is 0.
    """
    if indicator not in bronnen.cijfers:
        return
    nu = {
        getal.adres: getal.waarde or 0.0 for getal in bronnen.cijfers[indicator] if getal.jaar == bronnen.jaar
    }
    for maand in range(1, 13):
        adres = make_adres(indicator, (*waarden, f"{maand:02d}"))
        if adres in vorig:
            yield maand, nu.get(adres, 0.0), vorig[adres].waarde or 0.0


def _name(indicator: str, maand: int) -> str:
    return f"{indicator.replace('_', ' ')}, maand {maand}"
