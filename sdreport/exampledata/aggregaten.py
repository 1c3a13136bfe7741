"""The datasets that are counts already: begroting, bezwaarschriften, leerlingen, tellingen, bevolking."""

from datetime import date, timedelta

from sdreport.exampledata.csvfile import format_cent
from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.personen import WIJKINWONERS
from sdreport.exampledata.targets import (
    ALGEMENE_POSTEN,
    BEZWAREN,
    INWONERS,
    LANDELIJK,
    LEERLINGEN,
    PARTICIPATIEWET_RAMING,
    PERCELEN,
    RESERVES,
    TELLINGEN,
    scale_euro,
)

FASEN = ("primitief", "voorjaarsnota", "najaarsnota", "werkelijk")
# The voorjaarsnota of a perceel lies this far (percent) on the way from the first to the last estimate; in
# turn.
VOORJAAR_PCT = (40, 60, 25, 50, 75)

LEEFTIJDSGROEPEN = {"0-17": (0, 17), "18-64": (18, 64), "65-plus": (65, 120)}

Rij = tuple[object, ...]


def _voorjaarsnota(primitief: int, najaarsnota: int, pct: int) -> int:
    """An invented estimate between two published ones, on hundreds of euros."""
    return (primitief * (100 - pct) + najaarsnota * pct) // 10_000 * 100


def begroting_rijen(
    jaar: int, taakvelden: dict[str, str], bijstand_eur: int, bijzondere_bijstand_eur: int
) -> list[Rij]:
    """Every post in four phases; amounts in cents. taakvelden: Iv3 code per perceel."""
    posten: list[tuple[str, str, str, tuple[int, ...]]] = []
    for wet, percelen in PERCELEN.items():
        for i, (perceel, (primitief, najaar, werkelijk)) in enumerate(percelen.items()):
            voorjaar = _voorjaarsnota(primitief, najaar, VOORJAAR_PCT[i % len(VOORJAAR_PCT)])
            fasen = tuple(scale_euro(b, jaar) for b in (primitief, voorjaar, najaar, werkelijk))
            posten.append((wet, perceel, taakvelden[perceel], fasen))
    lasten = {"bijstand": bijstand_eur, "bijzondere-bijstand": bijzondere_bijstand_eur}
    for post, raming in PARTICIPATIEWET_RAMING.items():
        fasen = (*(scale_euro(b, jaar) for b in raming), lasten[post])
        posten.append(("participatiewet", post, "6.3", fasen))
    for post, (taakveld, *bedragen) in ALGEMENE_POSTEN.items():
        posten.append(("algemeen", post, taakveld, tuple(scale_euro(b, jaar) for b in bedragen)))
    return [
        (onderdeel, post, taakveld, fase, f"{bedrag},00")
        for onderdeel, post, taakveld, bedragen in posten
        for fase, bedrag in zip(FASEN, bedragen, strict=True)
    ]


def bezwaarschrift_rijen(draws: Draws, jaar: int) -> list[Rij]:
    """The bezwaarschriften of the year, in the order of receipt."""
    zaken = []
    for wet, uitkomst, advies, aantal in BEZWAREN:
        for _ in range(aantal):
            ontvangen = date(jaar, 1, 9) + timedelta(days=draws.between(0, 340))
            besluit = ontvangen + timedelta(
                days=draws.between(25, 55) if uitkomst == "ingetrokken" else draws.between(70, 125)
            )
            zaken.append((ontvangen, wet, uitkomst, advies, besluit))
    zaken.sort()
    return [
        (f"BZ{jaar}-{i:03d}", wet, ontvangen, advies, uitkomst, besluit)
        for i, (ontvangen, wet, uitkomst, advies, besluit) in enumerate(zaken, start=1)
    ]


def leerling_rijen(jaar: int) -> list[Rij]:
    """Two school years; other report years continue the published change."""
    return [
        (f"{jaar - 1 + stap}-{jaar + stap}", soort, eerste + (jaar - 2023 + stap) * (tweede - eerste))
        for stap in (0, 1)
        for soort, (eerste, tweede) in LEERLINGEN.items()
    ]


def telling_rijen(jaar: int) -> list[Rij]:
    """The counts of partners; in other years than that of the published report they grow by a twentieth a year."""
    return [(*wat, aantal + (jaar - 2023) * max(1, aantal // 20)) for *wat, aantal in TELLINGEN]


def _leeftijd_gewicht(leeftijd: int) -> int:
    """The invented shape of the population: many in their fifties and seventies."""
    if leeftijd < 18:
        return 96 + 2 * leeftijd
    if leeftijd < 30:
        return 112 - 2 * (leeftijd - 18)
    if leeftijd < 50:
        return 100 + 2 * (leeftijd - 30)
    if leeftijd < 65:
        return 146 - (leeftijd - 50)
    if leeftijd < 80:
        return 134 - 2 * (leeftijd - 65)
    return max(2, 98 - 5 * (leeftijd - 80))


def bevolking_rijen(jaar: int) -> list[Rij]:
    """Inwoners by age and geslacht: the report year, and the forecast for four years later."""
    rijen: list[Rij] = []
    for soort, (jong, oud) in INWONERS.items():
        in_jaar = jaar if soort == "stand" else jaar + 4
        verschuiving = 190 * (jaar - 2023)
        cellen = [(leeftijd, geslacht) for leeftijd in range(100) for geslacht in (1, 2)]
        gewichten = [_leeftijd_gewicht(a) * (100 + (a - 50) // 4 * (1 if g == 2 else -1)) for a, g in cellen]
        grens = 2 * 65
        aantallen = split_exactly(jong, gewichten[:grens])
        aantallen += split_exactly(oud + verschuiving, gewichten[grens:], minimum=1)
        rijen += [(in_jaar, soort, a, g, n) for (a, g), n in zip(cellen, aantallen, strict=True)]
    return rijen


def wijkbevolking_rijen(jaar: int) -> list[Rij]:
    """The inwoners of the year by wijk and age group; together they are those of the bevolking."""
    stand = [
        (int(str(leeftijd)), int(str(n)))
        for _, soort, leeftijd, _, n in bevolking_rijen(jaar)
        if soort == "stand"
    ]
    rijen: list[Rij] = []
    for plaats, (groep, (van, tot)) in enumerate(LEEFTIJDSGROEPEN.items()):
        samen = sum(aantal for leeftijd, aantal in stand if van <= leeftijd <= tot)
        gewichten = [delen[plaats] for delen in WIJKINWONERS.values()]
        rijen += [
            (jaar, wijk, groep, n)
            for wijk, n in zip(WIJKINWONERS, split_exactly(samen, gewichten), strict=True)
        ]
    return rijen


def reserve_rijen(jaar: int) -> list[Rij]:
    """The course of the reserves in the year; every year more is in them."""
    rijen: list[Rij] = []
    for reserve, (naam, begin, erbij, eraf) in RESERVES.items():
        stand = begin + (jaar - 2023) * (erbij - eraf)
        rijen.append(
            (jaar, reserve, naam, *(f"{euro},00" for euro in (stand, erbij, eraf, stand + erbij - eraf)))
        )
    return rijen


def landelijk_rijen(jaar: int) -> list[Rij]:
    """What national statistics would say of the year: every region grows a little each year."""
    bron, dag = "voorbeeld, verzonnen", date(jaar + 1, 4, 15)
    return [
        (maat, gebied, jaar, format_cent(round(100 * (waarde + jaar - 2023))), bron, dag)
        for gebied, waarden in LANDELIJK.items()
        for maat, waarde in zip(("wmo", "bijstand", "jeugdhulp"), waarden, strict=True)
    ]
