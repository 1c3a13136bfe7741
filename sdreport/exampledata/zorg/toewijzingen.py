"""The dataset toewijzingen: who was assigned which support, from when until when."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sdreport.exampledata.draws import Draws
from sdreport.exampledata.personen import Persoon, Zorggebruik
from sdreport.exampledata.zorg.plan import (
    REDENEN_EINDE,
    START_MAANDEN,
    VERWIJZERS,
    VERWIJZERS_OVERIG,
    ZORGVORMEN,
    Zorgvorm,
)

VERVOLG_PCT = 45
OVERLIJDEN = "02"
VOLGENS_PLAN = {"wmo": "19", "jeugdwet": "31"}


@dataclass(frozen=True)
class Product:
    """One row of productcodes.csv."""

    productcode: str
    leveringsvorm: str
    productcategorie: str
    voorziening: str
    perceel: str


@dataclass(frozen=True)
class Toewijzing:
    """One assignment; persoon is an index, nummer is filled when all assignments are known.

    The first and last day are those on which there was support: what was planned is in `verloop`.
    """

    persoon: int
    zorgvorm: Zorgvorm
    product: Product
    aanbieder: str
    verwijzertype: str
    toewijzingsdatum: date
    ingangsdatum: date
    einddatum: date | None = None
    reden_beeindiging: str = ""
    nummer: str = ""


def make_toewijzingen(
    draws: Draws, jaar: int, personen: list[Persoon], gebruik: Zorggebruik, producten: list[Product]
) -> list[Toewijzing]:
    """All assignments that run in the report year, in the order of assignment, with their numbers."""
    rijen: list[Toewijzing] = []
    for wet, per_voorziening in (("wmo", gebruik.wmo), ("jeugdwet", gebruik.jeugd)):
        for voorziening, clienten in per_voorziening.items():
            rest = draws.shuffle(clienten)
            for vorm in (v for v in ZORGVORMEN if (v.wet, v.voorziening) == (wet, voorziening)):
                aantal = len(rest) if vorm.aantal is None else vorm.aantal
                deel, rest = rest[:aantal], rest[aantal:]
                passend = [p for p in producten if (p.voorziening, p.perceel) == (voorziening, vorm.perceel)]
                leeftijden = {i: personen[i].leeftijd for i in deel}
                rijen += _of_zorgvorm(draws, jaar, vorm, leeftijden, passend)
    rijen.sort(key=lambda r: (r.toewijzingsdatum, r.persoon, r.product.productcode, r.ingangsdatum))
    return [replace(rij, nummer=f"{1_000_001 + i}") for i, rij in enumerate(rijen)]


def _of_zorgvorm(
    draws: Draws, jaar: int, vorm: Zorgvorm, leeftijden: dict[int, int], producten: list[Product]
) -> list[Toewijzing]:
    """The assignments within a voorziening and perceel. leeftijden: age per client (person index)."""
    nummer = 1 + 3 * ZORGVORMEN.index(vorm)
    aanbieders = {f"Voorbeeldaanbieder {nummer + i:02d}": 5 - 2 * i for i in range(3)}
    gewichten = {product: 6 - min(i, 3) for i, product in enumerate(producten)}
    verwijzers = draws.spread(VERWIJZERS.get(vorm.voorziening, VERWIJZERS_OVERIG), len(leeftijden))
    rijen: list[Toewijzing] = []
    for (persoon, leeftijd), verwijzer in zip(leeftijden.items(), verwijzers, strict=True):
        verwijzertype = verwijzer if vorm.wet == "jeugdwet" else ""
        ingang = _ingangsdatum(draws, jaar, vorm, leeftijd)
        product, aanbieder = draws.pick(gewichten), draws.pick(aanbieders)
        begin = Toewijzing(persoon, vorm, product, aanbieder, verwijzertype, ingang, ingang)
        eerste = _with_dates(draws, jaar, begin)
        rijen.append(eerste)
        if (start := _vervolg(draws, jaar, eerste)) is not None:
            vervolg = replace(begin, product=draws.pick(gewichten), ingangsdatum=start)
            rijen.append(_with_dates(draws, jaar, vervolg))
    return rijen


def _ingangsdatum(draws: Draws, jaar: int, vorm: Zorgvorm, leeftijd: int) -> date:
    """The first day of the support: in the report year or before, while the client had the age for it."""
    jeugd = vorm.wet == "jeugdwet"
    laatst = jaar - max(1, leeftijd - 18) if jeugd else jaar - 1
    vroegst = max(laatst - 1, jaar - leeftijd + 1) if jeugd else max(jaar - 5, jaar - leeftijd + 18)
    mag_nieuw = not jeugd or leeftijd <= 18
    if vroegst > laatst or (mag_nieuw and draws.chance(vorm.nieuw_pct / 100)):
        maanden = {m: w for m, w in START_MAANDEN[vorm.wet].items() if leeftijd > 0 or m >= 7}
        return _day_in_month(draws, jaar, draws.pick(maanden))
    recent = {start: (3 if jeugd else 1) * (start - vroegst) + 1 for start in range(vroegst, laatst + 1)}
    return _day_in_month(draws, draws.pick(recent), draws.between(1, 12))


def _day_in_month(draws: Draws, jaar: int, maand: int) -> date:
    """A day in this month; half of them the first day, as in practice."""
    if draws.chance(0.5):
        return date(jaar, maand, 1)
    return date(jaar, maand, draws.between(1, monthrange(jaar, maand)[1]))


def _with_dates(draws: Draws, jaar: int, rij: Toewijzing) -> Toewijzing:
    """The assignment with its day of assignment, its last day, and a reason if it ends in the report year."""
    besluit = rij.ingangsdatum - timedelta(days=draws.between(0, 28))
    einde = _einddatum(draws, jaar, rij.zorgvorm, rij.ingangsdatum)
    in_jaar = einde is not None and einde.year == jaar
    reden = draws.pick(REDENEN_EINDE[rij.zorgvorm.wet]) if in_jaar else ""
    return replace(rij, toewijzingsdatum=besluit, einddatum=einde, reden_beeindiging=reden)


def _einddatum(draws: Draws, jaar: int, vorm: Zorgvorm, ingang: date) -> date | None:
    """The last day: in the report year, later, or none; never before the first day of the report year."""
    vroegst = max(date(jaar, 1, 15), ingang + timedelta(days=27))
    if vroegst < date(jaar, 12, 20) and draws.chance(vorm.einde_pct / 100):
        return vroegst + timedelta(days=draws.between(0, (date(jaar, 12, 31) - vroegst).days))
    if draws.chance(0.35):
        return None
    return date(jaar + draws.between(1, 3 if vorm.wet == "wmo" else 1), draws.between(1, 12), 28)


def _vervolg(draws: Draws, jaar: int, eerste: Toewijzing) -> date | None:
    """The first day of a follow-up assignment, for some of those that ended before mid November."""
    einde = eerste.einddatum
    if einde is None or einde >= date(jaar, 11, 15) or eerste.reden_beeindiging == OVERLIJDEN:
        return None
    return einde + timedelta(days=1) if draws.chance(VERVOLG_PCT / 100) else None


def only_final_deaths(rijen: list[Toewijzing], met_inkomen: Iterable[int]) -> list[Toewijzing]:
    """Death is a reason only if the client has nothing else: no other support, and no income (`met_inkomen`)."""
    aantal = Counter([*(rij.persoon for rij in rijen), *met_inkomen])
    return [
        replace(rij, reden_beeindiging=VOLGENS_PLAN[rij.zorgvorm.wet])
        if rij.reden_beeindiging == OVERLIJDEN and aantal[rij.persoon] > 1
        else rij
        for rij in rijen
    ]
