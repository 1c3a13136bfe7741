"""What a voorziening looks like in the records: perceel, tariff, rhythm and length of the support.

Tariffs and volumes are invented; the declarations are afterwards brought to the published costs of the
perceel.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Zorgvorm:
    """How support within one voorziening and perceel is assigned and declared.

    aantal: clients in this perceel, None = all other clients of the voorziening; tarief_cent per unit and
    eenheden per month (lowest, highest); nieuw_pct and einde_pct: chance that it starts, or ends, in the
    report year; ritme: a declaration every "maand", every "kwartaal", or "eenmalig" for the whole.
    """

    wet: str
    voorziening: str
    perceel: str
    aantal: int | None
    tarief_cent: int
    eenheden: tuple[int, int]
    nieuw_pct: int
    einde_pct: int
    ritme: str = "maand"


BEGELEIDING: Final = "ambulante-begeleiding"
BEHANDELING: Final = "ambulante-behandeling"
ZORGVORMEN: Final = (
    Zorgvorm("wmo", "huishoudelijke-hulp", "pgb-huishoudelijke-hulp", 15, 2340, (6, 13), 10, 10),
    Zorgvorm("wmo", "huishoudelijke-hulp", "huishoudelijke-hulp", None, 3360, (6, 13), 18, 15),
    Zorgvorm("wmo", BEGELEIDING, "lta-volwassenen", 3, 7150, (3, 6), 34, 34),
    Zorgvorm("wmo", BEGELEIDING, "ambulante-begeleiding-volwassenen", None, 6480, (6, 15), 24, 26),
    Zorgvorm("wmo", "dagactiviteiten", "pgb-dagbesteding", 14, 4150, (18, 38), 12, 12),
    Zorgvorm("wmo", "dagactiviteiten", "dagactiviteiten-volwassenen", None, 4060, (10, 22), 25, 25),
    Zorgvorm("wmo", "vervoer-dagactiviteiten", "dagactiviteiten-volwassenen", None, 1090, (6, 16), 25, 25),
    Zorgvorm("wmo", "woonvoorzieningen", "woonvoorzieningen", None, 11500, (8, 36), 70, 20, "eenmalig"),
    Zorgvorm("wmo", "rolstoelvoorzieningen", "rolstoelen", None, 4250, (2, 7), 22, 14),
    Zorgvorm("wmo", "vervoersvoorzieningen", "vervoersvoorzieningen", None, 1950, (2, 7), 20, 14),
    Zorgvorm(
        "wmo", "respijtzorg", "meedoen-zelfredzaamheid-volwassenen", None, 10400, (3, 8), 70, 60, "eenmalig"
    ),
    Zorgvorm("wmo", "", "save-volwassenen-inloop-ggz", None, 6600, (2, 5), 40, 40),
    Zorgvorm("jeugdwet", BEHANDELING, "gezond-zijn", 14, 9900, (2, 6), 60, 60),
    Zorgvorm("jeugdwet", BEHANDELING, "ambulante-behandeling-jeugd", 224, 11200, (6, 14), 50, 46),
    Zorgvorm("jeugdwet", BEHANDELING, "breed-spectrumaanbieders", None, 10900, (8, 18), 48, 46),
    Zorgvorm("jeugdwet", BEGELEIDING, "pgb-jeugd", 33, 4300, (18, 40), 25, 25),
    Zorgvorm("jeugdwet", BEGELEIDING, "ambulante-begeleiding-jeugd", None, 7600, (8, 16), 46, 40),
    Zorgvorm("jeugdwet", "landelijk-transitiearrangement", "lta-jeugd", None, 19500, (3, 7), 45, 45),
    Zorgvorm("jeugdwet", "verblijf-gezond-opgroeien", "gezond-opgroeien", None, 21000, (11, 18), 34, 34),
    Zorgvorm("jeugdwet", "dagactiviteiten", "dagactiviteiten-jeugd", None, 6100, (7, 14), 35, 35),
    Zorgvorm("jeugdwet", "dyslexie", "dyslexie", None, 9800, (2, 5), 52, 48),
    Zorgvorm("jeugdwet", "logeren", "meedoen-zelfredzaamheid-jeugd", None, 26500, (3, 8), 20, 20),
    Zorgvorm(
        "jeugdwet", "adhd-ziekenhuiszorg", "adhd-ziekenhuiszorg", None, 6150, (2, 6), 40, 35, "kwartaal"
    ),
    Zorgvorm("jeugdwet", "vervoer-dagactiviteiten", "dagactiviteiten-jeugd", None, 1500, (8, 18), 35, 35),
    Zorgvorm("jeugdwet", "vervoer-ggz", "vervoer-jeugd-ggz", None, 3400, (7, 14), 40, 40),
    Zorgvorm("jeugdwet", "", "save-jeugd", None, 11800, (8, 14), 45, 45),
)

# Who refers to which voorziening (codes COD327, weights). "" is SAVE: judge or institution decides.
VERWIJZERS: Final = {
    "": {"04": 88, "08": 12},
    "dyslexie": {"01": 92, "02": 2, "03": 6},
    "adhd-ziekenhuiszorg": {"02": 58, "05": 36, "03": 6},
    BEHANDELING: {"02": 52, "01": 25, "05": 8, "04": 7, "03": 4, "06": 4},
    BEGELEIDING: {"01": 66, "04": 16, "02": 10, "05": 4, "06": 4},
}
VERWIJZERS_OVERIG: Final = {"01": 50, "02": 18, "04": 16, "05": 12, "08": 4}

# Starts per month: the Jeugdwet had more intake in the last quarter of 2023 (published, without numbers).
START_MAANDEN: Final = {
    "wmo": dict(zip(range(1, 13), (10, 8, 9, 8, 8, 8, 6, 7, 9, 9, 9, 7), strict=True)),
    "jeugdwet": dict(zip(range(1, 13), (8, 7, 8, 7, 7, 6, 5, 5, 8, 13, 14, 12), strict=True)),
}
# Reason of the end by law (codes WMO588 and JZ588 of message 307), weights.
REDENEN_EINDE: Final = {
    "wmo": {"19": 38, "02": 22, "39": 14, "36": 9, "21": 6, "38": 6, "31": 5},
    "jeugdwet": {"31": 58, "34": 14, "32": 9, "38": 7, "35": 4, "36": 4, "33": 2, "39": 2},
}
# Policy choices of the example, in percent: volume per month for 14-17, for 75-88 (mostly basic help) and for
# starts in the last quarter.
INTENSITEIT_14_17_PCT: Final = 138
INTENSITEIT_75_88_PCT: Final = 92
INTENSITEIT_LAATSTE_KWARTAAL_PCT: Final = 120
