"""What the invented town buys: its products with their percelen, prices and use, its wijken and its providers."""

from dataclasses import dataclass
from typing import Final

NAAM: Final = "Lindewaard"
JAREN: Final = (2024, 2025)
WIJKEN: Final = (
    "Lindehof", "Waardkwartier", "De Hoven", "Oudedijk", "Molenveld", "Kerkbuurt", "Nieuwland",
    "De Wiel", "Zandoever", "Parkzicht", "Stationswijk", "Buitenwaard", "Dorp Elde", "Hoge Akker",
)  # fmt: skip
AANBIEDERS: Final = tuple(f"Verzonnen zorg {letter}" for letter in "ABCDEFGHIJKLMN")
ETMAAL: Final = "14"


@dataclass(frozen=True)
class Stadsproduct:
    """A product: its price in cents a unit, units a month, users at a time, and how long one uses it (months)."""

    code: str
    wet: str
    categorie: str
    omschrijving: str
    voorziening: str
    perceel: str
    taakveld: str
    eenheid: str
    tarief: int
    volume: int
    gebruikers: int
    maanden: int
    leeftijd: tuple[int, int]
    vorm: str


WMO, JEUGD = "Wmo", "Jeugdwet"
GEWOON = 100
"""The size of the town itself: in percent, that of others is told in it."""


def scale(aantal: int, pct: int) -> int:
    """A number of the town for one of another size; at least 1."""
    return max(1, aantal * pct // GEWOON)


TABEL: Final = """
01H01;Wmo;01;Hulp in huis;hulp-in-huis;hulp-in-huis;6.711;04;3420;11;1150;50;40;97;ZIN
01H01;Wmo;01;Hulp in huis via een pgb;hulp-in-huis;pgb-wmo;6.791;04;2600;11;60;50;40;97;PGB
02B01;Wmo;02;Begeleiding thuis;begeleiding-thuis;begeleiding-wmo;6.712;04;6810;8;480;16;18;90;ZIN
04K01;Wmo;04;Logeren voor volwassenen;logeren-wmo;verblijf-kort;6.714;14;19050;4;26;14;30;92;ZIN
07D01;Wmo;07;Dagbesteding;dagbesteding;dagbesteding-wmo;6.713;16;5230;17;215;22;25;95;ZIN
08V01;Wmo;08;Collectief vervoer;collectief-vervoer;collectief-vervoer;6.60;82;1460;6;620;60;30;97;ZIN
11R01;Wmo;11;Rolstoel, huur;rolstoelen;hulpmiddelen;6.60;82;6140;1;260;48;20;97;ZIN
12S01;Wmo;12;Scootmobiel, huur;scootmobielen;hulpmiddelen;6.60;82;7980;1;240;40;45;97;ZIN
15B01;Wmo;15;Beschermd wonen, intramuraal;beschermd-wonen;beschermd-wonen;6.811;14;16830;30;96;30;20;70;ZIN
41D01;Jeugdwet;41;Dagbehandeling jeugd;dagbehandeling;dagbehandeling-jeugd;6.751;16;9540;18;86;11;3;16;ZIN
43V01;Jeugdwet;43;Verblijf met behandeling;verblijf-behandeling;verblijf-jeugd;6.762;14;39520;30;24;9;10;16;ZIN
44P01;Jeugdwet;44;Pleegzorg;pleegzorg;pleegzorg;6.762;14;5810;30;72;40;1;13;ZIN
44G01;Jeugdwet;44;Gezinshuis;gezinshuis;verblijf-jeugd;6.762;14;19470;30;31;26;4;14;ZIN
45B01;Jeugdwet;45;Begeleiding jeugd;begeleiding-jeugd;begeleiding-jeugd;6.751;04;7810;8;520;11;4;16;ZIN
45B01;Jeugdwet;45;Begeleiding jeugd via een pgb;begeleiding-jeugd;pgb-jeugd;6.792;04;4900;9;55;20;4;16;PGB
45G01;Jeugdwet;45;Gezinsbehandeling;gezinsbehandeling;behandeling-jeugd;6.752;04;10260;7;262;9;2;16;ZIN
48J01;Jeugdwet;48;Jeugdbescherming;jeugdbescherming;jeugdbescherming;6.752;82;115400;1;62;20;1;15;ZIN
54P01;Jeugdwet;54;Behandeling jeugd-ggz;jeugd-ggz;jeugd-ggz;6.752;01;195;245;415;10;5;16;ZIN
54D01;Jeugdwet;54;Behandeling van dyslexie;dyslexiezorg;dyslexiezorg;6.752;04;9980;4;122;12;7;12;ZIN
"""
"""One product a line: its code to its taakveld; its unit, price, volume, users and months; ages; and form."""


def _read(line: str) -> Stadsproduct:
    code, wet, categorie, omschrijving, voorziening, perceel, taakveld, eenheid, *numbers, vorm = line.split(
        ";"
    )
    tarief, volume, gebruikers, maanden, van, tot = map(int, numbers)
    names = (code, wet, categorie, omschrijving, voorziening, perceel, taakveld, eenheid)
    return Stadsproduct(*names, tarief, volume, gebruikers, maanden, (van, tot), vorm)


PRODUCTEN: Final = tuple(_read(line) for line in TABEL.strip().splitlines())
ALGEMEEN: Final = {
    "wijkteams": ("6.23", 4_310_000),
    "buurtwerk": ("6.1", 2_870_000),
    "gezondheidsbeleid": ("7.1", 3_140_000),
    "sport-in-de-buurt": ("5.1", 1_260_000),
}
"""General costs by post: its taakveld and the actual costs of the last year in whole euros."""
PROGRAMMAS: Final = {
    "samen-wonen": ("Samen wonen", "Iedereen woont in een buurt waar mensen elkaar helpen."),
    "kansrijk-opgroeien": ("Kansrijk opgroeien", "Elk kind krijgt de kans om te worden wie het wil zijn."),
    "werk-en-inkomen": ("Werk en inkomen", "Wie kan werken, werkt. Wie dat niet kan, heeft genoeg om van te leven."),
    "gezond-oud-worden": ("Gezond oud worden", "Ouderen blijven langer gezond en zelfstandig."),
}  # fmt: skip
