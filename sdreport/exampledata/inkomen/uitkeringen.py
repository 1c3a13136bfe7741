"""The dataset uitkeringen: stock, inflow and outflow of bijstand, month by month as published."""

from calendar import monthrange
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.inkomen.groepen import BIJSTAND
from sdreport.exampledata.targets import (
    BEGINSTAND_BIJSTAND,
    BIJSTAND_LASTEN_EUR,
    INSTROOM,
    KOSTEN_LEEFTIJD,
    UITSTROOM,
    UITSTROOM_WERK,
    scale_euro,
)

IOAW, IOAZ, BBZ_NAAST_PW, BBZ_ALLEEN = 18, 7, 4, 2
KORTE_UITKERINGEN = 12  # started and ended in the same year
AOW_LEEFTIJD, IOA_VANAF = 66, 50
# codes of the BUS, kenmerk 34
REDENEN_WERK = {"11": 84, "13": 16}
REDENEN_REGULIER = {"32": 26, "02": 16, "14": 18, "01": 10, "31": 12, "05": 2, "04": 4, "98": 12}
AOW_BEREIKT, OVERLEDEN, VERHUISD = "03", "04", "32"
"""Reasons of ending (BUS, kenmerk 34)."""
# Monthly norm in cents by household (rounded, invented weights): single, single parent, couple.
MAANDBEDRAGEN_CENT = {119_600: 66, 122_300: 18, 170_800: 16}


@dataclass(frozen=True)
class Uitkering:
    """One benefit of the inwoner on a place of the Participatiewet; cent is what was paid in the year.

    `partner` is the place of the partner with whom it is shared: a couple is one benefit and two persons.
    """

    plaats: int
    regeling: str
    begin: date
    einde: date | None = None
    reden: str = ""
    cent: int = 0
    partner: int | None = None


def _dag(draws: Draws, jaar: int, maand: int) -> date:
    return date(jaar, maand, draws.between(1, monthrange(jaar, maand)[1]))


def _per_month(aantallen: tuple[int, ...]) -> list[int]:
    """The month of every start or end, in order."""
    return [maand for maand, aantal in enumerate(aantallen, start=1) for _ in range(aantal)]


def _basis(draws: Draws, jaar: int, leeftijden: dict[int, int]) -> list[Uitkering]:
    """One benefit for each of the 399 clients: 303 that ran at the start of the year and 96 new ones."""
    aow = [p for p in BIJSTAND if leeftijden[p] >= AOW_LEEFTIJD]
    anderen = draws.shuffle(p for p in BIJSTAND if leeftijden[p] < AOW_LEEFTIJD)
    zittend = aow + anderen[: BEGINSTAND_BIJSTAND - len(aow)]
    nieuw = anderen[BEGINSTAND_BIJSTAND - len(aow) :]
    oud = [
        Uitkering(
            p,
            "PW",
            _dag(draws, jaar - min(draws.between(1, 9), max(1, leeftijden[p] - 18)), draws.between(1, 12)),
        )
        for p in zittend
    ]
    starts = [
        Uitkering(p, "PW", _dag(draws, jaar, maand))
        for p, maand in zip(nieuw, _per_month(INSTROOM), strict=True)
    ]
    return oud + starts


def _with_ends(
    draws: Draws, jaar: int, rijen: list[Uitkering], leeftijden: dict[int, int]
) -> list[Uitkering]:
    """End 90 benefits in the published months: all who reach the AOW age, and 30 others for work."""
    kort = [u.plaats for u in rijen if u.begin.year == jaar and u.begin.month <= 5]
    kort = draws.sample((p for p in kort if leeftijden[p] < 60), KORTE_UITKERINGEN)
    zittend = [u.plaats for u in rijen if u.begin.year < jaar]
    aow = [p for p in zittend if leeftijden[p] >= AOW_LEEFTIJD]
    jong = [p for p in zittend if leeftijden[p] < 60]
    lang = draws.shuffle(aow + draws.sample(jong, sum(UITSTROOM) - KORTE_UITKERINGEN - len(aow)))
    maanden = _per_month(UITSTROOM)
    tweede_helft = draws.sample((m for m in maanden if m >= 7), KORTE_UITKERINGEN)
    for maand in tweede_helft:
        maanden.remove(maand)
    werk = set(draws.sample((p for p in kort + lang if p not in set(aow)), UITSTROOM_WERK))
    einden: dict[int, tuple[date, str]] = {}
    for plaats, maand in zip(kort + lang, tweede_helft + draws.shuffle(maanden), strict=True):
        reden = (
            AOW_BEREIKT if plaats in aow else draws.pick(REDENEN_WERK if plaats in werk else REDENEN_REGULIER)
        )
        einden[plaats] = (_dag(draws, jaar, maand), reden)
    return [
        replace(u, einde=einden[u.plaats][0], reden=einden[u.plaats][1]) if u.plaats in einden else u
        for u in rijen
    ]


def _with_regelingen(
    draws: Draws, jaar: int, rijen: list[Uitkering], leeftijden: dict[int, int]
) -> list[Uitkering]:
    """PW 372, IOAW and IOAZ 25, BBZ 6: four self-employed have BBZ beside PW all year, two have BBZ only."""
    ouderen = [u.plaats for u in rijen if leeftijden[u.plaats] >= 58]
    drawn = draws.sample(ouderen, IOAW + IOAZ)
    begin = {u.plaats: u.begin.year - jaar + leeftijden[u.plaats] for u in rijen}
    anders = (plaats for plaats in ouderen if plaats not in drawn and begin[plaats] >= IOA_VANAF)
    ioa = [plaats if begin[plaats] >= IOA_VANAF else next(anders) for plaats in drawn]
    lopend = [
        u.plaats for u in rijen if u.begin.year < jaar and u.einde is None and leeftijden[u.plaats] < 58
    ]
    bbz = draws.sample(lopend, BBZ_NAAST_PW + BBZ_ALLEEN)
    regeling = dict.fromkeys(ioa[:IOAW], "IOAW") | dict.fromkeys(ioa[IOAW:], "IOAZ")
    regeling |= dict.fromkeys(bbz[BBZ_NAAST_PW:], "BBZ")
    aangepast = [replace(u, regeling=regeling.get(u.plaats, "PW")) for u in rijen]
    naast = [Uitkering(p, "BBZ", _dag(draws, jaar - 1, draws.between(1, 12))) for p in bbz[:BBZ_NAAST_PW]]
    return aangepast + naast


def _ruw_bedrag(draws: Draws, jaar: int, uitkering: Uitkering) -> int:
    """Norm of the household times the days in the year, sometimes less because of other income."""
    begin = max(uitkering.begin, date(jaar, 1, 1))
    einde = uitkering.einde or date(jaar, 12, 31)
    dagen = (einde + timedelta(days=1) - begin).days
    eigen_inkomen_pct = draws.pick({0: 78, 20: 10, 45: 12})
    norm = 35_000 if uitkering.regeling == "BBZ" else draws.pick(MAANDBEDRAGEN_CENT)
    return norm * 12 * dagen * (100 - eigen_inkomen_pct) // (365 * 100)


def make_uitkeringen(
    draws: Draws, jaar: int, leeftijden: dict[int, int], ondersteuning_groep_cent: int
) -> list[Uitkering]:
    """All benefits of the year. leeftijden: age per place.

    ondersteuning_groep_cent is what the named age group (63-66) got as inkomensondersteuning; with its
    benefits it adds up to the published costs of that group. All benefits together are the example's costs of
    bijstand.
    """
    rijen = _with_ends(draws, jaar, _basis(draws, jaar, leeftijden), leeftijden)
    rijen = _with_regelingen(draws, jaar, rijen, leeftijden)
    laagst, hoogst, groep_eur = KOSTEN_LEEFTIJD["participatiewet"]
    in_groep = [u for u in rijen if laagst <= leeftijden[u.plaats] <= hoogst]
    anderen = [u for u in rijen if not laagst <= leeftijden[u.plaats] <= hoogst]
    groep_cent = 100 * scale_euro(groep_eur, jaar) - ondersteuning_groep_cent
    rest_cent = 100 * scale_euro(BIJSTAND_LASTEN_EUR, jaar) - groep_cent
    exact = []
    for deel, doel in ((in_groep, groep_cent), (anderen, rest_cent)):
        centen = split_exactly(doel, [_ruw_bedrag(draws, jaar, u) for u in deel], minimum=100)
        exact += [replace(u, cent=cent) for u, cent in zip(deel, centen, strict=True)]
    return exact


def no_death_with_more(rijen: list[Uitkering], met_meer: Collection[int]) -> list[Uitkering]:
    """Death is a reason only if the inwoner has nothing else; those on the places `met_meer` moved away."""
    keren = Counter(rij.plaats for rij in rijen)
    return [
        replace(rij, reden=VERHUISD)
        if rij.reden == OVERLEDEN and (rij.plaats in met_meer or keren[rij.plaats] > 1)
        else rij
        for rij in rijen
    ]
