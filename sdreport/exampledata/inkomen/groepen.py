"""Who uses the Participatiewet: 1300 places with fixed overlaps, and the inwoners who take them.

A place is a number 0..1299; every group is a fixed set of places, so that all unions are exact by
construction (energietoeslag and bijzondere bijstand together 1128, everything together 1300). Which inwoner
takes a place is drawn.
"""

from collections import defaultdict
from dataclasses import dataclass

from sdreport.exampledata.draws import Draws, bands
from sdreport.exampledata.personen import Persoon, make_persoon

PLAATSEN = 1300
ENERGIETOESLAG = range(0, 1086)
BIJZONDERE_BIJSTAND = range(858, 1128)
BIJSTAND = (*range(0, 190), *range(858, 1008), *range(1086, 1098), *range(1128, 1175))
OVERIG = (*range(150, 270), *range(1098, 1104), *range(1169, 1261))
BEWINDVOERING = (*range(100, 125), *range(300, 325), *range(1104, 1113), *range(1256, 1292))
MAATWERK = (*range(60, 71), *range(270, 282), *range(1290, 1300))
# Two inwoners in one household both received energietoeslag: 1086 clients, 1081 households.
GEDEELDE_HUISHOUDENS = tuple((700 + 2 * i, 701 + 2 * i) for i in range(5))

BEWINDVOERING_LEEFTIJDEN = {
    "25-34": (25, 34, 41),
    "18-24": (18, 24, 9),
    "35-44": (35, 44, 17),
    "45-54": (45, 54, 14),
}
BEWINDVOERING_OUD = {"55-64": (55, 64, 10), "67+": (67, 80, 4)}
BIJSTAND_LEEFTIJDEN = bands(
    (18, 24, 22), (25, 34, 56), (35, 44, 66), (45, 54, 72), (55, 62, 88), (63, 66, 62)
)
ENERGIE_LEEFTIJDEN = bands(
    (20, 29, 60), (30, 44, 105), (45, 62, 120), (63, 66, 105), (67, 74, 160), (75, 92, 120)
)
OVERIG_LEEFTIJDEN = bands((18, 29, 14), (30, 44, 26), (45, 62, 26), (63, 66, 10), (67, 85, 24))
STAPELING_WMO = 118
STAPELING_JEUGD = 3


@dataclass(frozen=True)
class Inkomensgroepen:
    """Per place of the Participatiewet: the person (index) and the household."""

    personen: list[int]
    huishoudens: list[str]


def _bewindvoering_leeftijden(draws: Draws) -> dict[int, int]:
    """An age for every place of bewindvoering: 41 of 95 are 25 to 34, nobody with bijstand is over 66."""
    oud = [p for p in BEWINDVOERING if p not in set(BIJSTAND)]
    laagst, hoogst, aantal = BEWINDVOERING_OUD["67+"]
    leeftijden = {p: draws.between(laagst, hoogst) for p in draws.sample(oud, aantal)}
    rest = [
        draws.between(laagst, hoogst)
        for laagst, hoogst, aantal in (*BEWINDVOERING_LEEFTIJDEN.values(), BEWINDVOERING_OUD["55-64"])
        for _ in range(aantal)
    ]
    vrij = [p for p in BEWINDVOERING if p not in leeftijden]
    return leeftijden | dict(zip(vrij, draws.shuffle(rest), strict=True))


def _leeftijden(draws: Draws) -> list[int]:
    """The age of every place; the groups are filled in the order of how strict their ages are."""
    leeftijden = _bewindvoering_leeftijden(draws)
    for groep, gewichten in (
        (BIJSTAND, BIJSTAND_LEEFTIJDEN),
        (MAATWERK, bands((20, 62, 1))),
        (ENERGIETOESLAG, ENERGIE_LEEFTIJDEN),
        (range(PLAATSEN), OVERIG_LEEFTIJDEN),
    ):
        vrij = [p for p in groep if p not in leeftijden]
        leeftijden |= dict(zip(vrij, draws.spread(gewichten, len(vrij)), strict=True))
    return [leeftijden[p] for p in range(PLAATSEN)]


def make_inkomensgroepen(
    draws: Draws, personen: list[Persoon], wmo: list[int], jeugd: list[int]
) -> tuple[list[Persoon], Inkomensgroepen]:
    """Fill the places: some with clients of Wmo or Jeugdwet of that age (stapeling), others with new persons.

    Returns all persons (the given ones first) and who took which place.
    """
    alle = list(personen)
    leeftijden = _leeftijden(draws)
    bezetting: dict[int, int] = {}
    for kandidaten, aantal in ((jeugd, STAPELING_JEUGD), (wmo, STAPELING_WMO)):
        per_leeftijd: dict[int, list[int]] = defaultdict(list)
        for i in draws.shuffle(sorted(set(kandidaten) - set(bezetting.values()))):
            per_leeftijd[alle[i].leeftijd].append(i)
        over = aantal
        for plaats in draws.shuffle(p for p in range(PLAATSEN) if p not in bezetting):
            if over and per_leeftijd[leeftijden[plaats]]:
                bezetting[plaats] = per_leeftijd[leeftijden[plaats]].pop()
                over -= 1
    for plaats in range(PLAATSEN):
        if plaats not in bezetting:
            bezetting[plaats] = len(alle)
            alle.append(make_persoon(draws, leeftijden[plaats], 53))
    nummers = draws.shuffle(range(1, PLAATSEN + 1))
    huishoudens = [f"H{nummer:06d}" for nummer in nummers]
    for eerste, tweede in GEDEELDE_HUISHOUDENS:
        huishoudens[tweede] = huishoudens[eerste]
    return alle, Inkomensgroepen([bezetting[p] for p in range(PLAATSEN)], huishoudens)
