"""The care of the invented town over the years: who used what from when until when, and what was declared for it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.stad.aanbod import (
    AANBIEDERS,
    ETMAAL,
    GEWOON,
    JEUGD,
    PRODUCTEN,
    WIJKEN,
    WMO,
    Stadsproduct,
    scale,
)
from sdreport.exampledata.stad.inwoners import Inwoners, Stadsinwoner

EERSTE, LAATSTE = dt.date(2017, 1, 1), dt.date(2025, 12, 31)
REDENEN: Final = {
    WMO: {"19": 60, "02": 14, "21": 8, "23": 8, "38": 6, "31": 4},
    JEUGD: {"31": 66, "34": 12, "32": 8, "38": 8, "39": 6},
}
OVERLIJDEN, STOPT = "02", "21"
"""Codes of WMO588: died, and ended by the client."""
VERWIJZERS: Final = {"02": 44, "01": 30, "03": 8, "04": 9, "05": 7, "08": 2}
TERUGGEDRAAID, AFGEWEZEN = 83, 67
"""One in so many lines is reversed, or rejected."""


@dataclass(frozen=True)
class Traject:
    """A product that an inwoner uses; `einde` is None while it runs."""

    nummer: str
    inwoner: Stadsinwoner
    product: Stadsproduct
    aanbieder: str
    verwijzer: str
    toegewezen: dt.date
    begin: dt.date
    gepland: dt.date
    einde: dt.date | None
    reden: str

    def loopt(self, jaar: int) -> bool:
        """Whether it ran on some day of a year."""
        return self.begin.year <= jaar and (self.einde is None or self.einde.year >= jaar)


def make_trajecten(seed: int, inwoners: Inwoners, pct: int = GEWOON) -> list[Traject]:
    """All trajecten that began before the last year ended, oldest first; nobody has a product twice at a time."""
    found: list[Traject] = []
    for place, product in enumerate(PRODUCTEN):
        draws = Draws(seed, place, "trajecten")
        busy: dict[str, dt.date] = {}
        days = (LAATSTE - EERSTE).days
        aantal = round(scale(product.gebruikers, pct) * days / 30.4 / product.maanden)
        for day in sorted(draws.between(0, days) for _ in range(aantal)):
            begin = EERSTE + dt.timedelta(day)
            found += _start(draws, inwoners, product, begin, busy, place)
    ordered = sorted(found, key=lambda traject: (traject.begin, traject.nummer))
    numbered = [_renumber(traject, number) for number, traject in enumerate(ordered, start=500_001)]
    others = Counter([*(t.inwoner.nummer for t in numbered), *(i.nummer for i in inwoners.inkomen)])
    # death is a reason only for somebody who has nothing else
    return [
        replace(t, reden=STOPT) if t.reden == OVERLIJDEN and others[t.inwoner.nummer] > 1 else t
        for t in numbered
    ]


def _start(
    draws: Draws,
    inwoners: Inwoners,
    product: Stadsproduct,
    begin: dt.date,
    busy: dict[str, dt.date],
    place: int,
) -> Iterator[Traject]:
    inwoner = inwoners.pick(draws, product, begin.year)
    if inwoner is None or busy.get(inwoner.nummer, EERSTE) >= begin:
        return
    months = draws.between(max(1, product.maanden // 3), product.maanden * 5 // 3)
    einde = begin + dt.timedelta(days=round(30.4 * months))
    if product.wet == JEUGD:
        einde = min(einde, dt.date(inwoner.geboortejaar + 17, 12, 31))
    busy[inwoner.nummer] = einde + dt.timedelta(days=30)
    verwijzer = ""
    if product.wet == JEUGD:
        verwijzer = "08" if product.voorziening == "jeugdbescherming" else draws.pick(VERWIJZERS)
    fields = (
        f"{place:03d}-{begin:%Y%m%d}-{inwoner.nummer}", inwoner, product,
        AANBIEDERS[(place * 3 + draws.between(0, 2)) % len(AANBIEDERS)], verwijzer,
        begin - dt.timedelta(days=draws.between(6, 40)), begin,
        max(einde, begin + dt.timedelta(days=365)), einde if einde <= LAATSTE else None,
        draws.pick(REDENEN[product.wet]) if einde <= LAATSTE else "",
    )  # fmt: skip
    yield Traject(*fields)


def _renumber(traject: Traject, number: int) -> Traject:
    return Traject(str(number), *(getattr(traject, name) for name in list(Traject.__annotations__)[1:]))


def toewijzing_rijen(trajecten: Sequence[Traject], jaar: int) -> list[tuple[object, ...]]:
    """The rows of the extract of a year, with what was known at its end."""
    rows: list[tuple[object, ...]] = []
    for t in trajecten:
        if not t.loopt(jaar):
            continue
        ended = t.einde is not None and t.einde.year <= jaar
        row = (
            t.nummer, t.inwoner.nummer, t.inwoner.huishouden, t.inwoner.geboortejaar, t.inwoner.geslacht, t.product.wet,
            t.product.categorie, t.product.code, t.product.vorm, t.aanbieder, t.verwijzer, t.toegewezen, t.begin,
            t.einde if ended else t.gepland, t.begin, t.einde if ended else None, t.reden if ended else "",
            t.product.volume, t.product.eenheid, "4", WIJKEN[t.inwoner.wijk],
        )  # fmt: skip
        rows.append(row)
    return rows


def declaratie_rijen(seed: int, trajecten: Sequence[Traject], jaar: int) -> list[tuple[object, ...]]:
    """The declared lines of a year, a month each; amounts in cents. Some are reversed or rejected."""
    draws = Draws(seed, jaar, "declaraties")
    rows: list[tuple[object, ...]] = []
    for maand in range(1, 13):
        first = dt.date(jaar, maand, 1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        for t in trajecten:
            if t.begin > last or (t.einde is not None and t.einde < first):
                continue
            begin, end = max(first, t.begin), min(last, t.einde or last)
            rows += _lines(draws, t, begin, end, len(rows))
    return rows


def _lines(
    draws: Draws, t: Traject, begin: dt.date, end: dt.date, before: int
) -> Iterator[tuple[object, ...]]:
    share = (end - begin).days + 1
    days = (begin.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - begin.replace(day=1)
    planned = t.product.volume * draws.between(80, 105) * share // (100 * days.days)
    volume = max(1, min(planned, share) if t.product.eenheid == ETMAAL else planned)
    cent = volume * t.product.tarief * (104 if begin.year == LAATSTE.year else 100) // 100
    tarief = cent // volume
    cent = tarief * volume
    number = f"{begin:%Y%m}"
    head = (
        t.nummer,
        t.aanbieder,
        t.product.categorie,
        t.product.code,
        begin,
        end,
        volume,
        t.product.eenheid,
        tarief,
    )
    place = before + 1
    rejected = place % AFGEWEZEN == 0 and t.product.vorm == "ZIN"
    status = "afgewezen" if rejected else "toegekend"
    yield (number, f"R{place:06d}", "", *head, cent, "D", status)
    if place % TERUGGEDRAAID == 0 and not rejected and t.product.vorm == "ZIN":
        yield (number, f"R{place:06d}C", f"R{place:06d}", *head, -cent, "C", "toegekend")
        yield (number, f"R{place:06d}H", "", *head, cent, "D", "toegekend")
