"""The dataset inkomensondersteuning: energietoeslag, bijzondere bijstand, bewindvoering and more."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.inkomen.groepen import (
    BEWINDVOERING,
    BIJZONDERE_BIJSTAND,
    ENERGIETOESLAG,
    GEDEELDE_HUISHOUDENS,
    MAATWERK,
    OVERIG,
)
from sdreport.exampledata.targets import BEWINDVOERING_DEEL, ENERGIETOESLAG_EUR, KOSTENSOORTEN

# Invented amounts in whole euros (lowest, highest); every other kostensoort: 80 to 650.
BEDRAGEN_EUR = {
    "inrichting-huisraad": (600, 2400),
    "witgoed": (250, 520),
    "financiele-transacties": (40, 180),
    "verhuiskosten": (300, 900),
    "rechtsbijstand": (90, 380),
    "levensonderhoud-eenmalig": (250, 1100),
    "koelkastbijdrage": (300, 450),
    "kinderopvang": (400, 1900),
    "begrafeniskosten": (2400, 3200),
}
INKOMENSTOESLAG_EUR = (424, 545, 606)
AANTAL_LAGE_ENERGIETOESLAG = 60


@dataclass(frozen=True)
class Toekenning:
    """One award to the inwoner on a place of the Participatiewet."""

    plaats: int
    soort: str
    kostensoort: str
    datum: date
    cent: int


def _dag(draws: Draws, jaar: int, eerste_maand: int = 1, laatste_maand: int = 12) -> date:
    maand = draws.between(eerste_maand, laatste_maand)
    return date(jaar, maand, draws.between(1, monthrange(jaar, maand)[1]))


def _euro_cent(draws: Draws, laagst: int, hoogst: int) -> int:
    """An amount between two whole euros; half of them end on whole euros, as bills do."""
    return 100 * draws.between(laagst, hoogst) + (0 if draws.chance(0.5) else 5 * draws.between(0, 19))


def _energietoeslag(draws: Draws, jaar: int) -> list[Toekenning]:
    """One award per inwoner: mostly the full amount, sometimes the part that was not paid the year before."""
    bedragen = dict.fromkeys(ENERGIETOESLAG, ENERGIETOESLAG_EUR)
    gedeeld = {p for paar in GEDEELDE_HUISHOUDENS for p in paar}
    for plaats in draws.sample((p for p in ENERGIETOESLAG if p not in gedeeld), AANTAL_LAGE_ENERGIETOESLAG):
        bedragen[plaats] = 800
    for eerste, tweede in GEDEELDE_HUISHOUDENS:
        bedragen[eerste], bedragen[tweede] = 800, 500
    return [
        Toekenning(p, "energietoeslag", "", _dag(draws, jaar, 2, 9), 100 * eur) for p, eur in bedragen.items()
    ]


def _bijzondere_bijstand(draws: Draws, jaar: int) -> list[Toekenning]:
    """Each kostensoort goes to the next clients of a circle: nobody gets it twice, all get something."""
    kring = draws.shuffle(BIJZONDERE_BIJSTAND)
    rijen: list[Toekenning] = []
    begin = 0
    for kostensoort, aantal in KOSTENSOORTEN.items():
        for i in range(begin, begin + aantal):
            plaats = kring[i % len(kring)]
            for _ in range(2 if kostensoort == "rechtsbijstand" and draws.chance(0.2) else 1):
                cent = (
                    100 * draws.pick(dict.fromkeys(INKOMENSTOESLAG_EUR, 1))
                    if kostensoort == "individuele-inkomenstoeslag"
                    else _euro_cent(draws, *BEDRAGEN_EUR.get(kostensoort, (80, 650)))
                )
                rijen.append(Toekenning(plaats, "bijzondere bijstand", kostensoort, _dag(draws, jaar), cent))
        begin += aantal
    return rijen


def _bewindvoering(draws: Draws, jaar: int, andere_cent: int) -> list[Toekenning]:
    """One award per client; together the published share of the costs without energietoeslag."""
    deel, geheel = BEWINDVOERING_DEEL
    doel = andere_cent * deel // (geheel - deel)
    doel -= (doel + andere_cent) % 100
    centen = split_exactly(doel, [13_310 * draws.between(7, 12) for _ in BEWINDVOERING], minimum=1000)
    return [
        Toekenning(plaats, "bewindvoering", "", _dag(draws, jaar, 1, 6), cent)
        for plaats, cent in zip(BEWINDVOERING, centen, strict=True)
    ]


def make_inkomensondersteuning(draws: Draws, jaar: int) -> list[Toekenning]:
    """All awards of the year."""
    zonder_toeslag = _bijzondere_bijstand(draws, jaar)
    for plaats in OVERIG:
        cent = 10_000 if draws.chance(0.3) else _euro_cent(draws, 120, 760)
        zonder_toeslag.append(Toekenning(plaats, "overig", "", _dag(draws, jaar), cent))
    zonder_toeslag += [
        Toekenning(plaats, "maatwerk", "", _dag(draws, jaar), _euro_cent(draws, 400, 3200))
        for plaats in MAATWERK
    ]
    zonder_toeslag += _bewindvoering(draws, jaar, sum(t.cent for t in zonder_toeslag))
    return _energietoeslag(draws, jaar) + zonder_toeslag
