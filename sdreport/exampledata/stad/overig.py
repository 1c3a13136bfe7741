"""What the invented town delivers besides records of persons: budget, objections, schools, counts, population, plan."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from sdreport.exampledata.draws import Draws, split_exactly
from sdreport.exampledata.stad.aanbod import ALGEMEEN, GEWOON, JEUGD, PRODUCTEN, PROGRAMMAS, WIJKEN, scale
from sdreport.exampledata.stad.inwoners import count_inwoners

FASEN: Final = {"primitief": (92, 108), "voorjaarsnota": (95, 106), "najaarsnota": (97, 104)}
"""Estimates as a range of percentages of the actual costs."""
UITKOMSTEN: Final = {"ongegrond": 46, "ingetrokken": 30, "niet-ontvankelijk": 12, "gegrond": 12}
SCHOLEN: Final = {
    "basisonderwijs": 5610,
    "voortgezet-onderwijs": 4380,
    "praktijkonderwijs": 212,
    "speciaal-onderwijs": 241,
    "mbo": 1790,
}
TELLINGEN: Final = (
    ("wijkteam-gesprekken", {"opgelost": 1490, "doorverwezen": 812, "loopt-nog": 305}, "Verzonnen buurt", "gesprekken"),
    ("mantelzorgers", {"totaal": 1180}, "Verzonnen welzijn", "inwoners"),
    ("schuldhulp", {"geslaagd": 141, "gestopt": 62}, "Verzonnen schuldhulp", "trajecten"),
)  # fmt: skip
ACTIES: Final = (
    ("samen-wonen", "Buurthuizen langer open", "Ook in het weekend.", "naar-verwachting"),
    ("samen-wonen", "Welkomstgesprek voor nieuwe buren", "Een vrijwilliger komt langs.", "gereed"),
    (
        "kansrijk-opgroeien",
        "Gezinscoach op elke basisschool",
        "Ouders kunnen er zonder afspraak terecht.",
        "naar-verwachting",
    ),
    ("kansrijk-opgroeien", "Eén loket voor jeugdhulp", "Nu zijn er nog meer loketten.", "knelpunten"),
    ("werk-en-inkomen", "Werkplekken bij de gemeente", "Voor wie lang geen werk had.", "in-voorbereiding"),
    ("werk-en-inkomen", "Snelle hulp bij schulden", "Wie belt, krijgt snel een gesprek.", "gereed"),
    ("gezond-oud-worden", "Beweeggroep in elke wijk", "Samen met sportclubs.", "naar-verwachting"),
    ("gezond-oud-worden", "Woningtest voor ouderen", "Thuis, met advies over aanpassen.", "niet-gestart"),
)


def begroting_rijen(
    seed: int, jaar: int, zorg: Mapping[str, int], inkomen: Mapping[str, int], pct: int = GEWOON
) -> list[tuple[object, ...]]:
    """The budget in four phases; `zorg` gives the actual costs per perceel, `inkomen` per post, in cents."""
    draws = Draws(seed, jaar, "begroting")
    posts: dict[tuple[str, str, str], int] = {}
    for product in reversed(PRODUCTEN):
        onderdeel = "jeugdwet" if product.wet == JEUGD else "wmo"
        posts[onderdeel, product.perceel, taakveld_in(product.taakveld, jaar)] = zorg[product.perceel]
    posts = dict(sorted(posts.items(), reverse=True))
    posts |= {("participatiewet", post, "6.3"): cent for post, cent in inkomen.items()}
    for post, (taakveld, euro) in ALGEMEEN.items():
        posts["algemeen", post, taakveld_in(taakveld, jaar)] = scale(euro, pct) * (100 + 3 * (jaar - 2025))
    rows: list[tuple[object, ...]] = []
    for (onderdeel, post, taakveld), cent in posts.items():
        for fase, (low, high) in FASEN.items():
            euro = cent * draws.between(low, high) // 10_000 // 1000 * 1000
            rows.append((onderdeel, post, taakveld, fase, f"{euro},00"))
        rows.append((onderdeel, post, taakveld, "werkelijk", f"{cent // 100},{cent % 100:02d}"))
    return rows


def taakveld_in(taakveld: str, jaar: int) -> str:
    """The taakveld of 2025, or what it was called before that."""
    older = {
        "6.711": "6.71a", "6.712": "6.71b", "6.713": "6.71c", "6.714": "6.71d", "6.60": "6.6", "6.791": "6.71a",
        "6.811": "6.81a", "6.751": "6.72a", "6.752": "6.72b", "6.762": "6.73c", "6.792": "6.72a", "6.23": "6.2",
    }  # fmt: skip
    return older.get(taakveld, taakveld) if jaar < 2025 else taakveld


def bezwaar_rijen(seed: int, jaar: int, pct: int = GEWOON) -> list[tuple[object, ...]]:
    """Objections of a year, in the order in which they came in; the last ones are not decided yet."""
    draws = Draws(seed, jaar, "bezwaren")
    days = sorted(draws.between(0, 330) for _ in range(scale(64, pct)))
    rows: list[tuple[object, ...]] = []
    for number, day in enumerate(days, start=1):
        uitkomst = draws.pick(UITKOMSTEN)
        advies = "geen-advies" if uitkomst == "ingetrokken" else uitkomst
        wet = draws.pick({"Wmo": 30, "Participatiewet": 58, "Jeugdwet": 12})
        received = dt.date(jaar, 1, 2) + dt.timedelta(days=day)
        decided = received + dt.timedelta(days=draws.between(20, 80))
        rows.append(
            (f"{jaar}/B{number:03d}", wet, received, advies, uitkomst, min(decided, dt.date(jaar, 12, 31)))
        )
    return rows


def leerling_rijen(jaar: int, pct: int = GEWOON) -> list[tuple[object, ...]]:
    """Pupils in the school years that touch the year."""
    return [
        (f"{first}-{first + 1}", soort, scale(aantal, pct) * (1000 + 7 * (first - 2024)) // 1000)
        for first in (jaar - 1, jaar)
        for soort, aantal in SCHOLEN.items()
    ]


def telling_rijen(jaar: int, pct: int = GEWOON) -> list[tuple[object, ...]]:
    """What partners counted."""
    return [
        (
            telling,
            categorie,
            partner,
            eenheid,
            scale(aantal, pct) * (100 + 4 * (jaar - 2024)) // 100 + (jaar - 2024),
        )
        for telling, parts, partner, eenheid in TELLINGEN
        for categorie, aantal in parts.items()
    ]


def bevolking_rijen(jaar: int, pct: int = GEWOON) -> Iterator[tuple[object, ...]]:
    """The population of the year, and a forecast of five years on."""
    for soort, year in (("stand", jaar), ("prognose", jaar + 5)):
        for (age, sex), aantal in count_inwoners(year, pct).items():
            yield year, soort, age, sex, aantal


def wijkbevolking_rijen(jaar: int, pct: int = GEWOON) -> Iterator[tuple[object, ...]]:
    """The population of the year over the wijken, the last ones the largest, and the young in the newest."""
    inwoners = count_inwoners(jaar, pct)
    for groep, (low, high) in {"0-17": (0, 17), "18-64": (18, 64), "65-plus": (65, 120)}.items():
        aantal = sum(number for (age, _), number in inwoners.items() if low <= age <= high)
        weights = [
            40 + 10 * place + (place % 3) * (4 if groep == "0-17" else 0) for place in range(len(WIJKEN))
        ]
        for wijk, number in zip(WIJKEN, split_exactly(aantal, weights), strict=True):
            yield jaar, wijk, groep, number


def plan_rijen(jaar: int) -> Iterator[tuple[object, ...]]:
    """The plan of the town with how far each action is at the end of the year."""
    numbers = {slug: place for place, slug in enumerate(PROGRAMMAS, start=1)}
    for place, (programma, actie, uitleg, stand) in enumerate(ACTIES, start=1):
        doel = f"p24-{programma}"
        stand = "gereed" if stand == "naar-verwachting" and jaar > 2024 and place % 2 else stand
        klaar = "2024-Q4" if stand == "gereed" else "2027-Q4"
        row = (
            "koers-2024-2028", dt.date(jaar, 12, 31), programma, doel, numbers[programma], PROGRAMMAS[programma][1],
            f"{doel}-{place}", "", actie, "", "programmamanager", "", "2024-Q1", klaar, stand, "", "", "", "",
            uitleg, "",
        )  # fmt: skip
        yield row
