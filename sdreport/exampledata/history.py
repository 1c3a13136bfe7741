"""The registers of 2020-2022, as if published: only indicators of which the report shows a trend.

Three numbers of 2022 stand in the report on 2023 (status definitief). All others are invented (status
voorbeeld), in such a way that what the report says about the changes holds: jeugdhulp rises 9.3 %,
begeleiding and behandeling of jeugdigen most (15 and 16 %), the assignments of the Wmo fall a little, the
costs of zorg in natura rise 5.5 %. Months are drawn, and add up to the year; stocks follow from the flows.
"""

from typing import Final

from sdreport.exampledata.csvfile import format_cent
from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.targets import ENERGIETOESLAG_EUR

KOLOMMEN: Final = "indicator;jaar;uitsplitsing;waarde;eenheid;status;onderdrukt;bron;definitie"
JAREN: Final = (2020, 2021, 2022)
DEFINITIEF: Final = frozenset(
    {
        ("bijstand", "regeling=totaal", 2022),
        ("clienten", "wet=participatiewet;voorziening=bijstand", 2022),
        ("telling", "telling=aio-ontvangers;categorie=totaal", 2022),
        ("telling", "telling=clientondersteuning-trajecten;categorie=totaal", 2022),
    }
)

# Per value: 2020, 2021, 2022; None = the municipality did not have it in that year.
Reeks = tuple[int | None, int | None, int | None]

CLIENTEN: Final[dict[str, dict[str, Reeks]]] = {
    "wmo": {
        "huishoudelijke-hulp": (624, 627, 629),
        "ambulante-begeleiding": (221, 236, 247),
        "dagactiviteiten": (76, 79, 82),
        "woonvoorzieningen": (118, 124, 131),
        "rolstoelvoorzieningen": (178, 184, 191),
        "vervoersvoorzieningen": (251, 249, 247),
        "vervoer-dagactiviteiten": (42, 45, 47),
        "respijtzorg": (6, 7, 9),
        "totaal": (1118, 1131, 1139),
    },
    "jeugdwet": {
        "ambulante-behandeling": (405, 431, 460),
        "ambulante-begeleiding": (119, 128, 138),
        "landelijk-transitiearrangement": (22, 23, 25),
        "verblijf-gezond-opgroeien": (7, 7, 6),
        "dagactiviteiten": (30, 32, 33),
        "dyslexie": (63, 66, 70),
        "logeren": (10, 11, 11),
        "adhd-ziekenhuiszorg": (98, 103, 109),
        "vervoer-dagactiviteiten": (17, 18, 19),
        "vervoer-ggz": (6, 7, 7),
        "totaal": (622, 668, 717),
    },
    "participatiewet": {
        "energietoeslag": (None, None, 1041),
        "bijstand": (431, 424, 416),
        "bijzondere-bijstand": (248, 251, 261),
        "overig": (203, 207, 211),
        "bewindvoering": (84, 88, 92),
        "maatwerk": (24, 27, 30),
        "totaal": (648, 641, 1262),
    },
}
VERWIJZINGEN: Final[dict[str, tuple[int, int, int]]] = {
    "huisarts": (199, 212, 219),
    "gemeente": (139, 158, 173),
    "medisch-specialist": (48, 53, 57),
    "gecertificeerde-instelling": (53, 59, 63),
    "jeugdarts": (15, 16, 17),
    "overig": (18, 19, 19),
}
POH_TRAJECTEN: Final[dict[str, tuple[int, int, int]]] = {
    "zelf-geholpen": (46, 60, 72),
    "ondersteund-en-verwezen": (45, 55, 63),
    "doorverwezen": (39, 43, 46),
}
# indicator, uitsplitsing, eenheid, values.
OVERIG: Final[tuple[tuple[str, str, str, Reeks], ...]] = (
    ("toewijzingen", "wet=wmo", "voorzieningen", (1689, 1716, 1702)),
    ("toewijzingen", "wet=jeugdwet", "voorzieningen", (934, 1012, 1079)),
    ("bijstand", "regeling=participatiewet", "personen", (401, 395, 388)),
    ("bijstand", "regeling=ioaw-ioaz", "personen", (33, 31, 29)),
    ("bijstand", "regeling=bbz", "personen", (5, 4, 5)),
    ("bijstand", "regeling=totaal", "personen", (431, 424, 416)),
    ("instroom_bijstand", "maand=totaal", "personen", (94, 89, 91)),
    ("uitstroom_bijstand", "maand=totaal", "personen", (96, 99, 113)),
    ("stand_bijstand", "moment=begin", "personen", (337, 335, 325)),
    ("stand_bijstand", "moment=einde", "personen", (335, 325, 303)),
    ("bijzondere_bijstand", "kostensoort=totaal", "personen", (248, 251, 261)),
    ("energietoeslag_huishoudens", "", "huishoudens", (None, None, 1036)),
    ("energietoeslag_bedrag", "", "euro", (None, None, ENERGIETOESLAG_EUR)),
    ("bijzondere_bijstand_of_energietoeslag", "", "personen", (248, 251, 1083)),
    ("telling", "telling=aio-ontvangers;categorie=totaal", "aantal", (31, 30, 28)),
    ("telling", "telling=clientondersteuning-trajecten;categorie=totaal", "aantal", (26, 32, 37)),
    ("telling", "telling=clientondersteuning-uren;categorie=totaal", "aantal", (158, 190, 214)),
    ("telling", "telling=voortijdig-schoolverlaters;categorie=totaal", "aantal", (88, 93, 101)),
    ("bezwaarschriften", "wet=totaal;uitkomst=totaal", "bezwaarschriften", (23, 21, 22)),
    ("kosten_zin", "", "euro", (10_782_000, 11_421_000, 12_233_500)),
    ("begroting", "onderdeel=wmo;post=totaal;fase=werkelijk", "euro", (4_398_000, 4_561_000, 4_722_000)),
    ("begroting", "onderdeel=jeugdwet;post=totaal;fase=werkelijk", "euro", (6_957_000, 7_458_000, 8_123_000)),
    (
        "begroting",
        "onderdeel=participatiewet;post=totaal;fase=werkelijk",
        "euro",
        (4_792_000, 4_834_000, 6_061_000),
    ),
    (
        "begroting",
        "onderdeel=algemeen;post=totaal;fase=werkelijk",
        "euro",
        (9_340_000, 9_655_000, 10_112_000),
    ),
    ("inwoners", "leeftijd=totaal", "inwoners", (30_400, 30_640, 30_870)),
    ("inwoners", "leeftijd=0-17", "inwoners", (6_310, 6_290, 6_262)),
    ("inwoners", "leeftijd=18-64", "inwoners", (17_160, 17_265, 17_363)),
    ("inwoners", "leeftijd=65-plus", "inwoners", (6_930, 7_085, 7_245)),
)

STROOM_PER_MAAND: Final = ("instroom_bijstand", "uitstroom_bijstand")
KOSTEN_PER_MAAND: Final = ("jeugdwet", "wmo")
SEED: Final = 2023

Cijfer = tuple[str, str, str, str]  # indicator, uitsplitsing, waarde, eenheid


def _parts(
    indicator: str, dimensie: str, delen: dict[str, tuple[int, int, int]], eenheid: str, i: int
) -> list[Cijfer]:
    """Parts, their total and their shares in percent, in year number i of the series."""
    totaal = sum(reeks[i] for reeks in delen.values())
    cijfers = [(indicator, f"{dimensie}={deel}", str(reeks[i]), eenheid) for deel, reeks in delen.items()]
    cijfers.append((indicator, f"{dimensie}=totaal", str(totaal), eenheid))
    for deel, reeks in delen.items():
        aandeel = f"{round(100 * reeks[i] / totaal, 4)}".replace(".", ",")
        cijfers.append((f"{indicator}_aandeel", f"{dimensie}={deel}", aandeel, "%"))
    return cijfers


def _months(jaar: int) -> list[Cijfer]:
    """The flows of the bijstand and the declared costs per month; costs rise a little over the year."""
    i = JAREN.index(jaar)
    totalen = {(indicator, uitsplitsing): reeks[i] for indicator, uitsplitsing, _, reeks in OVERIG}
    cijfers: list[Cijfer] = []
    for indicator in STROOM_PER_MAAND:
        draws = Draws(SEED, jaar, indicator)
        parts = split_exactly(
            totalen[indicator, "maand=totaal"] or 0, [draws.between(60, 140) for _ in range(12)]
        )
        cijfers += [
            (indicator, f"maand={m:02d}", str(part), "personen") for m, part in enumerate(parts, start=1)
        ]
    for wet in KOSTEN_PER_MAAND:
        draws = Draws(SEED, jaar, f"kosten_maand {wet}")
        totaal = totalen["begroting", f"onderdeel={wet};post=totaal;fase=werkelijk"] or 0
        weights = [draws.between(970, 990) + 4 * maand for maand in range(12)]
        for maand, cent in enumerate(split_exactly(100 * totaal, weights), start=1):
            cijfers.append(("kosten_maand", f"wet={wet};maand={maand:02d}", format_cent(cent), "euro"))
    return cijfers


def history_rijen(jaar: int) -> list[tuple[object, ...]]:
    """The register of one of the years 2020-2022, sorted by indicator and uitsplitsing."""
    i = JAREN.index(jaar)
    cijfers = _parts("verwijzingen", "verwijzer", VERWIJZINGEN, "verwijzingen", i)
    cijfers += _parts("telling", "telling=poh-trajecten;categorie", POH_TRAJECTEN, "aantal", i)
    cijfers += _months(jaar)
    reeksen = [
        ("clienten", f"wet={wet};voorziening={voorziening}", "personen", reeks)
        for wet, voorzieningen in CLIENTEN.items()
        for voorziening, reeks in voorzieningen.items()
    ]
    for indicator, uitsplitsing, eenheid, reeks in (*reeksen, *OVERIG):
        if reeks[i] is not None:
            cijfers.append((indicator, uitsplitsing, str(reeks[i]), eenheid))
    rijen: list[tuple[object, ...]] = []
    for indicator, uitsplitsing, waarde, eenheid in sorted(cijfers):
        vast = (indicator, uitsplitsing, jaar) in DEFINITIEF
        status, bron = ("definitief", "raadsrapportage 2023") if vast else ("voorbeeld", "voorbeeld")
        rijen.append((indicator, jaar, uitsplitsing, waarde, eenheid, status, "nee", bron, ""))
    return rijen
