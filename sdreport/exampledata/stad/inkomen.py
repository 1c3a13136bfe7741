"""Income support in the invented town: benefits over the years, and what was granted besides."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.stad.aanbod import GEWOON, scale
from sdreport.exampledata.stad.inwoners import Stadsinwoner

EERSTE, LAATSTE = dt.date(2015, 1, 1), dt.date(2025, 12, 31)
UITKERINGEN = 3100
GEMIDDELD_MAANDEN = 46
AOW = 66
PER_MAAND: Final = {"PW": 115_430, "IOAW": 98_870, "BBZ": 71_260}
REDENEN: Final = {"11": 44, "02": 9, "19": 10, "32": 9, "01": 8, "34": 5, "98": 6, "13": 3}
KOSTENSOORTEN: Final = {
    "woninginrichting": (34, 61_240),
    "medische-kosten": (26, 23_180),
    "rechtshulp": (16, 15_710),
    "schoolkosten": (24, 18_960),
}
"""Kinds of cost: how often, and the usual amount in cents."""
STEUN: Final = {"bijzondere bijstand": 940, "bewindvoering": 520, "maatwerk": 118}
"""Grants a year by kind."""
BEWIND_CENT = 131_940


@dataclass(frozen=True)
class Stadsuitkering:
    """A benefit; `einde` is None while it runs."""

    nummer: str
    inwoner: Stadsinwoner
    regeling: str
    begin: dt.date
    einde: dt.date | None
    reden: str


def make_uitkeringen(seed: int, inwoners: Sequence[Stadsinwoner], pct: int = GEWOON) -> list[Stadsuitkering]:
    """All benefits that began before the last year ended, oldest first; nobody has two at a time."""
    draws = Draws(seed, 0, "uitkeringen")
    days = (LAATSTE - EERSTE).days
    busy: dict[str, dt.date] = {}
    found: list[tuple[dt.date, Stadsinwoner, str, dt.date, str]] = []
    for day in sorted(draws.between(0, days) for _ in range(scale(UITKERINGEN, pct))):
        begin = EERSTE + dt.timedelta(day)
        inwoner = inwoners[draws.between(0, len(inwoners) - 1)]
        age = begin.year - inwoner.geboortejaar
        if not 18 <= age < AOW - 1 or busy.get(inwoner.nummer, EERSTE) >= begin:
            continue
        regeling = "IOAW" if age >= 54 and draws.chance(0.3) else "BBZ" if draws.chance(0.02) else "PW"
        einde = begin + dt.timedelta(days=round(30.4 * draws.between(4, 2 * GEMIDDELD_MAANDEN)))
        pension = dt.date(inwoner.geboortejaar + AOW, 12, 30)
        reden = "03" if einde >= pension else draws.pick(REDENEN)
        busy[inwoner.nummer] = min(einde, pension)
        found.append((begin, inwoner, regeling, min(einde, pension), reden))
    return [
        Stadsuitkering(
            f"U{n:05d}", inwoner, regeling, begin, *((einde, reden) if einde <= LAATSTE else (None, ""))
        )
        for n, (begin, inwoner, regeling, einde, reden) in enumerate(found, start=1)
    ]


def uitkering_rijen(seed: int, uitkeringen: Sequence[Stadsuitkering], jaar: int) -> list[tuple[object, ...]]:
    """The rows of the extract of a year; amounts in cents."""
    draws = Draws(seed, jaar, "bedragen")
    first, last = dt.date(jaar, 1, 1), dt.date(jaar, 12, 31)
    rows: list[tuple[object, ...]] = []
    for u in uitkeringen:
        if u.begin > last or (u.einde is not None and u.einde < first):
            continue
        ended = u.einde if u.einde is not None and u.einde <= last else None
        days = ((ended or last) - max(u.begin, first)).days + 1
        cent = PER_MAAND[u.regeling] * 12 * days * draws.between(72, 108) // 36_500
        about = (u.inwoner.nummer, u.inwoner.huishouden, u.inwoner.geboortejaar, u.inwoner.geslacht)
        rows.append(
            (u.nummer, *about, u.regeling, u.begin, ended, u.reden if ended else "", max(cent, 4_211))
        )
    return rows


def steun_rijen(
    seed: int, inwoners: Sequence[Stadsinwoner], jaar: int, pct: int = GEWOON
) -> list[tuple[object, ...]]:
    """The rows of inkomensondersteuning of a year; amounts in cents."""
    draws = Draws(seed, jaar, "steun")
    grown = [inwoner for inwoner in inwoners if 18 <= jaar - inwoner.geboortejaar <= AOW + 8]
    grants = sorted(_grants(draws, grown, jaar, pct), key=lambda grant: (grant[0], grant[1].nummer, grant[2]))
    return [
        (
            f"S{jaar % 100}{n:05d}",
            i.nummer,
            i.huishouden,
            i.geboortejaar,
            i.geslacht,
            soort,
            kosten,
            dag,
            cent,
        )
        for n, (dag, i, soort, kosten, cent) in enumerate(grants, start=1)
    ]


def _grants(
    draws: Draws, inwoners: Sequence[Stadsinwoner], jaar: int, pct: int
) -> Iterator[tuple[dt.date, Stadsinwoner, str, str, int]]:
    weights = {name: often for name, (often, _) in KOSTENSOORTEN.items()}
    for soort, aantal in STEUN.items():
        for inwoner in draws.sample(inwoners, scale(aantal + 6 * (jaar - 2024), pct)):
            dag = dt.date(jaar, 1, 1) + dt.timedelta(days=draws.between(0, 363))
            kosten = draws.pick(weights) if soort == "bijzondere bijstand" else ""
            usual = KOSTENSOORTEN[kosten][1] if kosten else BEWIND_CENT
            yield dag, inwoner, soort, kosten, usual * draws.between(55, 160) // 100 + draws.between(0, 99)
