"""The figures the example data must add up to: published in the report on 2023, unless called invented.

Amounts are in whole euros, ages are the report year minus the year of birth.
"""

from typing import Final

WMO_VOORZIENINGEN: Final = {
    "huishoudelijke-hulp": 631,
    "ambulante-begeleiding": 251,
    "dagactiviteiten": 80,
    "woonvoorzieningen": 129,
    "rolstoelvoorzieningen": 189,
    "vervoersvoorzieningen": 243,
    "vervoer-dagactiviteiten": 46,
    "respijtzorg": 8,
}
JEUGD_VOORZIENINGEN: Final = {
    "ambulante-behandeling": 534,
    "ambulante-begeleiding": 159,
    "landelijk-transitiearrangement": 27,
    "verblijf-gezond-opgroeien": 6,
    "dagactiviteiten": 35,
    "dyslexie": 74,
    "logeren": 10,
    "adhd-ziekenhuiszorg": 117,
    "vervoer-dagactiviteiten": 20,
    "vervoer-ggz": 8,
}

# Budgets per perceel: raming primitief, raming na najaarsnota, werkelijk.
PERCELEN: Final = {
    "wmo": {
        "huishoudelijke-hulp": (2_172_500, 1_759_400, 1_868_352),
        "ambulante-begeleiding-volwassenen": (1_469_200, 1_439_900, 1_462_420),
        "dagactiviteiten-volwassenen": (451_600, 416_200, 435_607),
        "rolstoelen": (139_700, 147_400, 338_017),
        "woonvoorzieningen": (187_100, 345_900, 331_299),
        "vervoersvoorzieningen": (197_500, 154_000, 198_796),
        "pgb-dagbesteding": (280_000, 182_000, 161_754),
        "pgb-huishoudelijke-hulp": (68_000, 40_000, 39_000),
        "save-volwassenen-inloop-ggz": (3_500, 22_000, 21_786),
        "lta-volwassenen": (16_800, 10_200, 6_060),
        "meedoen-zelfredzaamheid-volwassenen": (17_000, 28_300, 3_330),
    },
    "jeugdwet": {
        "breed-spectrumaanbieders": (3_789_100, 3_702_000, 3_305_320),
        "ambulante-behandeling-jeugd": (1_303_300, 1_833_300, 2_015_375),
        "ambulante-begeleiding-jeugd": (572_400, 1_053_600, 974_594),
        "save-jeugd": (823_100, 756_000, 729_071),
        "pgb-jeugd": (205_000, 461_600, 419_302),
        "lta-jeugd": (478_600, 227_200, 291_568),
        "dagactiviteiten-jeugd": (161_100, 247_500, 236_474),
        "gezond-opgroeien": (166_400, 271_500, 208_655),
        "dyslexie": (87_000, 143_500, 159_090),
        "meedoen-zelfredzaamheid-jeugd": (132_200, 133_400, 167_057),
        "adhd-ziekenhuiszorg": (97_500, 97_300, 85_934),
        "gezond-zijn": (91_200, 116_500, 47_395),
        "vervoer-jeugd-ggz": (32_900, 38_700, 20_143),
    },
}
# Costs of the age groups that the report names: law -> (first age, last age, euro).
KOSTEN_LEEFTIJD: Final = {
    "wmo": (75, 88, 1_340_000),
    "jeugdwet": (14, 17, 2_612_000),
    "participatiewet": (63, 66, 1_000_000),
}
PERCELEN_JEUGD_14_17: Final = (
    "breed-spectrumaanbieders",
    "ambulante-behandeling-jeugd",
    "lta-jeugd",
    "gezond-opgroeien",
)

INSTROOM: Final = (13, 5, 6, 8, 10, 4, 6, 8, 14, 6, 11, 5)
UITSTROOM: Final = (6, 3, 7, 3, 12, 4, 11, 12, 7, 8, 9, 8)
UITSTROOM_WERK: Final = 30
BEGINSTAND_BIJSTAND: Final = 303
BIJSTAND_LASTEN_EUR: Final = 4_316_000  # invented

# The published table of bijzondere bijstand: clients per kostensoort (402 together, 270 different clients).
KOSTENSOORTEN: Final = {
    "individuele-inkomenstoeslag": 190,
    "inrichting-huisraad": 30,
    "witgoed": 22,
    "financiele-transacties": 22,
    "verhuiskosten": 20,
    "rechtsbijstand": 19,
    "levensonderhoud-eenmalig": 17,
    "niet-indeelbaar": 11,
    "tandarts": 10,
    "toeslag-alleenstaande-ouder": 9,
    "koelkastbijdrage": 7,
    "belastingaanslag": 5,
    "hulpmiddelen": 5,
    "jongere-zonder-bijstandsrecht": 4,
    "vermindering-bijstand": 4,
    "vervoerskosten": 4,
    "maatschappelijke-zorg-overig": 3,
    "woonkosten-tot-huurgrens": 3,
    "levensonderhoud-belast": 2,
    "kinderopvang": 2,
    "medische-hulp-overig": 2,
    "studie-omscholing": 2,
    "woonkosten-boven-huurgrens": 2,
    "begrafeniskosten": 1,
    "dieetkosten-geneesmiddelen": 1,
    "duurzame-gebruiksgoederen": 1,
    "gespecialiseerde-zorg": 1,
    "overige-levensbehoeften": 1,
    "opvang-overig": 1,
    "verwarming-verlichting": 1,
}
ENERGIETOESLAG_EUR: Final = 1300
# Bewindvoering is "ruim een kwart" of the costs without energietoeslag: 25.8 %.
BEWINDVOERING_DEEL: Final = (258, 1000)

# General posts: taakveld, primitief, voorjaarsnota, najaarsnota (invented), werkelijk (published).
ALGEMENE_POSTEN: Final = {
    "onderwijs": ("4.3", 1_037_500, 1_030_000, 1_012_000, 993_000),
    "sportbeleid-activering": ("5.1", 412_000, 398_000, 371_000, 352_000),
    "cultuur-media": ("5.3", 866_000, 861_000, 829_000, 816_000),
    "samenkracht-burgerparticipatie": ("6.1", 1_388_600, 1_374_000, 1_341_000, 1_322_000),
    "begeleide-arbeidsparticipatie": ("6.5", 1_712_000, 1_738_000, 1_768_000, 1_757_000),
    "volksgezondheid": ("7.1", 1_202_600, 1_288_000, 1_339_000, 1_351_000),
    "toegang-eerstelijn": ("6.2", 4_194_000, 4_160_000, 4_102_000, 4_057_000),
}
# Participatiewet: primitief, voorjaarsnota, najaarsnota (invented); werkelijk is what the records add up to.
PARTICIPATIEWET_RAMING: Final = {
    "bijstand": (4_402_000, 4_380_000, 4_351_000),
    "bijzondere-bijstand": (612_000, 1_846_000, 1_902_000),
}

# Reserves (invented): begin of the year, what came in, what went out.
RESERVES: Final = {
    "egalisatiereserve-sociaal-domein": ("Egalisatiereserve sociaal domein", 2_450_000, 420_000, 240_000),
    "reserve-armoede-en-schulden": ("Reserve armoede en schulden", 310_000, 0, 85_000),
}

# National numbers (invented, also the codes of the peers): per region wmo, bijstand, jeugdhulp.
LANDELIJK: Final = {
    "NL01": (710.0, 271.0, 12.6),
    "GM0327": (362.0, 158.0, 12.2),
    "GM9901": (455.0, 196.0, 11.4),
    "GM9902": (398.0, 143.0, 10.7),
    "GM9903": (502.0, 221.0, 12.9),
}

# telling, categorie, partner, eenheid, aantal. The total of the POH (200) is invented; its shares are
# published.
TELLINGEN: Final = (
    ("aio-ontvangers", "totaal", "Sociale Verzekeringsbank", "inwoners", 25),
    ("budgetbeheer-trajecten", "intensief", "Gemeente", "trajecten", 11),
    ("budgetbeheer-trajecten", "regulier", "Gemeente", "trajecten", 4),
    ("campagnes", "totaal", "Gemeente", "campagnes", 3),
    ("clientondersteuning-trajecten", "totaal", "MEE Utrecht, Gooi en Vecht", "trajecten", 44),
    ("clientondersteuning-uren", "totaal", "MEE Utrecht, Gooi en Vecht", "uur", 251),
    ("eigen-begeleiding-inwoners", "totaal", "Lariks", "inwoners", 128),
    ("eigen-begeleiding-medewerkers", "totaal", "Lariks", "medewerkers", 10),
    ("energiebesparing-huishoudens", "totaal", "Klimaatroute", "huishoudens", 350),
    ("houd-me-vast-cursussen", "totaal", "Gemeente", "cursussen", 20),
    ("pilots-jongeren-schulden", "totaal", "Gemeente", "pilots", 2),
    ("poh-trajecten", "doorverwezen", "Praktijkondersteuners huisartsen", "trajecten", 44),
    ("poh-trajecten", "ondersteund-en-verwezen", "Praktijkondersteuners huisartsen", "trajecten", 70),
    ("poh-trajecten", "zelf-geholpen", "Praktijkondersteuners huisartsen", "trajecten", 86),
    ("saneringskredieten", "totaal", "Gemeente", "kredieten", 8),
    ("sparmomenten", "eigen-netwerk", "Lariks", "sparmomenten", 135),
    ("sparmomenten", "specialistische-jeugdhulp", "Lariks", "sparmomenten", 100),
    ("spouwmuurisolatie-huishoudens", "totaal", "Gemeente", "huishoudens", 27),
    ("voortijdig-schoolverlaters", "totaal", "Doorstroompunt", "leerlingen", 96),
)
# Pupils in the school year that ends in the report year, and in the next one.
LEERLINGEN: Final = {
    "primair-onderwijs": (2319, 2345),
    "voortgezet-onderwijs": (1819, 1800),
    "speciaal-onderwijs": (113, 121),
    "mbo": (244, 256),
}
# wet, uitkomst, advies, aantal. The advices are invented, but for the two "kennelijk-gegrond" of the Wmo.
BEZWAREN: Final = (
    ("Participatiewet", "ongegrond", "ongegrond", 3),
    ("Participatiewet", "ingetrokken", "geen-advies", 4),
    ("Participatiewet", "niet-ontvankelijk", "niet-ontvankelijk", 1),
    ("Wmo", "ongegrond", "kennelijk-gegrond", 2),
    ("Wmo", "ingetrokken", "geen-advies", 4),
    ("Wmo", "kennelijk-niet-ontvankelijk", "kennelijk-niet-ontvankelijk", 3),
    ("Jeugdwet", "ongegrond", "ongegrond", 1),
)
# Inwoners: 65 and over is published for 2023 (7,400) and 2027 ("ruim 8,200"); the rest is invented.
INWONERS: Final = {"stand": (23_660, 7_400), "prognose": (23_540, 8_214)}


def scale_euro(bedrag: int, jaar: int) -> int:
    """The amount for another year: 3 % more for every year after 2023, so that years differ visibly."""
    return bedrag * (100 + 3 * (jaar - 2023)) // 100
