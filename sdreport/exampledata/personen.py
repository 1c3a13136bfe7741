"""Who they are: invented inwoners, and which forms of support each of them uses.

The overlaps are exact by construction. Every client of a law first gets one main voorziening (these counts
add up to the number of different clients), and only then do clients get a second one; so the union is known
beforehand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sdreport.exampledata.draws import Draws, bands
from sdreport.exampledata.targets import JEUGD_VOORZIENINGEN, WMO_VOORZIENINGEN

WIJKEN = {"Centrum": 24, "Noord": 20, "Oost": 19, "Zuid": 17, "West": 14, "Buitengebied": 6}
WIJKINWONERS = {
    "Centrum": (16, 19, 25), "Noord": (22, 20, 19), "Oost": (17, 20, 21), "Zuid": (18, 18, 16), "West": (21, 17, 11),
    "Buitengebied": (6, 6, 8),
}  # fmt: skip
"""Of the inhabitants, in percent: children, adults, and people of 65 and older."""

# Main voorziening of each client: how many, and the ages.
WMO_HOOFD = {
    "huishoudelijke-hulp": (520, bands((23, 44, 5), (45, 64, 17), (65, 74, 20), (75, 88, 45), (89, 97, 13))),
    "ambulante-begeleiding": (
        205,
        bands((18, 29, 26), (30, 44, 27), (45, 64, 30), (65, 74, 9), (75, 88, 7), (89, 94, 1)),
    ),
    "dagactiviteiten": (46, bands((18, 29, 22), (30, 64, 39), (65, 74, 13), (75, 88, 22), (89, 95, 4))),
    "woonvoorzieningen": (80, bands((20, 64, 28), (65, 74, 24), (75, 88, 36), (89, 98, 12))),
    "rolstoelvoorzieningen": (120, bands((18, 64, 38), (65, 74, 20), (75, 88, 32), (89, 96, 10))),
    "vervoersvoorzieningen": (170, bands((30, 64, 25), (65, 74, 27), (75, 88, 38), (89, 96, 10))),
}
JEUGD_LEEFTIJDEN = {
    **{0: 20, 1: 40, 2: 60, 3: 100, 4: 160, 5: 220, 6: 320, 7: 420, 8: 520, 9: 780, 10: 820, 11: 760},
    **{12: 520, 13: 500, 14: 740, 15: 820, 16: 840, 17: 780, 18: 200, 19: 60, 20: 40, 21: 20},
}
JEUGD_HOOFD = {
    "ambulante-behandeling": (460, JEUGD_LEEFTIJDEN),
    "ambulante-begeleiding": (105, JEUGD_LEEFTIJDEN),
    "landelijk-transitiearrangement": (18, bands((8, 13, 25), (14, 17, 75))),
    "verblijf-gezond-opgroeien": (3, bands((13, 17, 1))),
    "dagactiviteiten": (20, bands((3, 8, 60), (9, 17, 40))),
    "dyslexie": (70, bands((7, 8, 35), (9, 11, 60), (12, 12, 5))),
    "logeren": (3, bands((6, 16, 1))),
    "adhd-ziekenhuiszorg": (105, bands((6, 8, 16), (9, 11, 33), (12, 13, 18), (14, 17, 33))),
}


SAVE_JEUGD, SAVE_VOLWASSENEN = 62, 12  # invented; they also use a reported voorziening


@dataclass(frozen=True)
class Persoon:
    """One invented inwoner; the same age (in the report year), geslacht and wijk in every dataset."""

    leeftijd: int
    geslacht: str
    wijk: str


@dataclass(frozen=True)
class Zorggebruik:
    """Which persons (indices) use a voorziening; the key "" stands for no reported voorziening."""

    wmo: dict[str, list[int]]
    jeugd: dict[str, list[int]]


def make_persoon(draws: Draws, leeftijd: int, vrouw_pct: int) -> Persoon:
    """A person of this age."""
    return Persoon(leeftijd, "2" if draws.chance(vrouw_pct / 100) else "1", draws.pick(WIJKEN))


def take(
    draws: Draws,
    personen: list[Persoon],
    kandidaten: Iterable[int],
    aantal: int,
    al_gebruiker: Iterable[int] = (),
    leeftijden: tuple[int, int] = (0, 130),
) -> list[int]:
    """So many different candidates, of the given ages, who do not use the voorziening yet."""
    gebruikers, (laagst, hoogst) = set(al_gebruiker), leeftijden
    passend = [i for i in kandidaten if i not in gebruikers and laagst <= personen[i].leeftijd <= hoogst]
    return draws.sample(passend, aantal)


def _hoofdvoorzieningen(
    draws: Draws, personen: list[Persoon], hoofd: dict[str, tuple[int, dict[int, int]]], vrouw_pct: int
) -> dict[str, list[int]]:
    """Add the persons of a law to `personen` and return them per main voorziening."""
    gebruik: dict[str, list[int]] = {}
    for voorziening, (aantal, leeftijden) in hoofd.items():
        gebruik[voorziening] = list(range(len(personen), len(personen) + aantal))
        for leeftijd in draws.spread(leeftijden, aantal):
            personen.append(make_persoon(draws, leeftijd, vrouw_pct))
    return gebruik


def _wmo_gebruik(draws: Draws, personen: list[Persoon]) -> dict[str, list[int]]:
    """The clients of the Wmo per voorziening."""
    gebruik = _hoofdvoorzieningen(draws, personen, WMO_HOOFD, 63)
    hoofd = {voorziening: list(clienten) for voorziening, clienten in gebruik.items()}
    alle = [i for clienten in hoofd.values() for i in clienten]
    ouderen = [i for i in alle if personen[i].leeftijd >= 65]
    kandidaten = {
        "huishoudelijke-hulp": ouderen,
        "ambulante-begeleiding": [i for i in alle if personen[i].leeftijd < 70],
        "dagactiviteiten": hoofd["ambulante-begeleiding"] + hoofd["huishoudelijke-hulp"],
        "woonvoorzieningen": ouderen,
        "rolstoelvoorzieningen": alle,
        "vervoersvoorzieningen": ouderen,
    }
    for voorziening, bron in kandidaten.items():
        extra = WMO_VOORZIENINGEN[voorziening] - len(hoofd[voorziening])
        gebruik[voorziening] += take(draws, personen, bron, extra, gebruik[voorziening])
    gebruik["vervoer-dagactiviteiten"] = draws.sample(
        gebruik["dagactiviteiten"], WMO_VOORZIENINGEN["vervoer-dagactiviteiten"]
    )
    gebruik["respijtzorg"] = take(draws, personen, ouderen, WMO_VOORZIENINGEN["respijtzorg"])
    gebruik[""] = take(draws, personen, hoofd["ambulante-begeleiding"], SAVE_VOLWASSENEN)
    return gebruik


def _jeugd_gebruik(draws: Draws, personen: list[Persoon]) -> dict[str, list[int]]:
    """The clients of the Jeugdwet per voorziening; those of SAVE (key "") use something else too."""
    gebruik = _hoofdvoorzieningen(draws, personen, JEUGD_HOOFD, 45)
    behandeling = list(gebruik["ambulante-behandeling"])
    begeleiding = list(gebruik["ambulante-begeleiding"])
    andere = [
        i for voorziening, ids in gebruik.items() if voorziening != "ambulante-behandeling" for i in ids
    ]
    kandidaten: dict[str, tuple[list[int], tuple[int, int]]] = {
        "ambulante-behandeling": (andere, (4, 17)),
        "ambulante-begeleiding": (behandeling, (4, 17)),
        "landelijk-transitiearrangement": (behandeling, (12, 17)),
        "verblijf-gezond-opgroeien": (behandeling, (13, 17)),
        "dagactiviteiten": (behandeling, (4, 14)),
        "dyslexie": (behandeling, (7, 12)),
        "logeren": (begeleiding, (6, 16)),
        "adhd-ziekenhuiszorg": (behandeling, (7, 17)),
    }
    for voorziening, (bron, leeftijden) in kandidaten.items():
        extra = JEUGD_VOORZIENINGEN[voorziening] - len(gebruik[voorziening])
        gebruik[voorziening] += take(draws, personen, bron, extra, gebruik[voorziening], leeftijden)
    gebruik["vervoer-dagactiviteiten"] = draws.sample(
        gebruik["dagactiviteiten"], JEUGD_VOORZIENINGEN["vervoer-dagactiviteiten"]
    )
    gebruik["vervoer-ggz"] = take(
        draws, personen, behandeling, JEUGD_VOORZIENINGEN["vervoer-ggz"], leeftijden=(8, 17)
    )
    gebruik[""] = take(draws, personen, behandeling + begeleiding, SAVE_JEUGD, leeftijden=(0, 17))
    return gebruik


def make_zorggebruik(draws: Draws) -> tuple[list[Persoon], Zorggebruik]:
    """All clients of Wmo and Jeugdwet, and what they use."""
    personen: list[Persoon] = []
    wmo = _wmo_gebruik(draws, personen)
    jeugd = _jeugd_gebruik(draws, personen)
    return personen, Zorggebruik(wmo, jeugd)


def clientnummers(draws: Draws, aantal: int) -> list[str]:
    """A pseudonym for every person, in an order that says nothing about the law."""
    return [f"C{nummer:06d}" for nummer in draws.shuffle(range(1, aantal + 1))]
