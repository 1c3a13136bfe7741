"""The entries of the catalogue. Adding a dataset starts with an entry here (see `docs/uitbreiden.md`)."""

from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets_cyclus import CYCLUS
from sdreport.intake.catalogue.datasets_personen import PERSONEN
from sdreport.intake.catalogue.definition import Column, Dataset

IV3 = "Iv3"

BEGROTING = Dataset(
    "begroting",
    "Raming en werkelijke lasten",
    "het bedrag van een post in een fase van de begroting",
    "financiën",
    ("onderdeel", "post", "fase"),
    (
        Column(
            "onderdeel",
            "code",
            "wmo, jeugdwet, participatiewet of algemeen",
            waarden=("wmo", "jeugdwet", "participatiewet", "algemeen"),
        ),
        Column("post", "code", "Perceel of algemene post", codelijst="begrotingspost"),
        Column(
            "taakveld", "code", "Taakveld in het verslagjaar; namen in data/taakvelden.csv", standaard=IV3
        ),
        Column(
            "fase",
            "code",
            "primitief, voorjaarsnota, najaarsnota of werkelijk",
            waarden=("primitief", "voorjaarsnota", "najaarsnota", "werkelijk"),
        ),
        Column("bedrag", "bedrag", "Lasten in euro"),
        Column("baten", "bedrag", "Baten in euro", verplicht=False, optioneel=True, standaard=IV3),
    ),
)

BEZWAARSCHRIFTEN = Dataset(
    "bezwaarschriften",
    "Bezwaarschriften",
    "een bezwaarschrift",
    "juridische zaken",
    ("zaaknummer",),
    (
        Column("zaaknummer", "code", "Nummer van de zaak", privacy="pseudoniem"),
        Column(
            "wet", "code", "Participatiewet, Wmo of Jeugdwet", waarden=("Participatiewet", "Wmo", "Jeugdwet")
        ),
        Column("ontvangstdatum", "datum", "Dag van ontvangst"),
        Column(
            "advies",
            "code",
            "Advies van de commissie bezwaarschriften",
            verplicht=False,
            codelijst="advies_bezwaar",
        ),
        Column("uitkomst", "code", "Besluit of andere afloop", codelijst="uitkomst_bezwaar"),
        Column("besluitdatum", "datum", "Dag van het besluit of de intrekking", verplicht=False),
    ),
)

LEERLINGEN = Dataset(
    "leerlingen",
    "Geregistreerde leerlingen",
    "een onderwijssoort in een schooljaar",
    "onderwijs",
    ("schooljaar", "soort"),
    (
        Column("schooljaar", "code", "Schooljaar, bijvoorbeeld 2022-2023"),
        Column("soort", "code", "Onderwijssoort", codelijst="onderwijssoort"),
        Column("aantal", "getal", "Aantal leerlingen"),
    ),
)

TELLINGEN = Dataset(
    "tellingen",
    "Tellingen van partners",
    "een telling, of een categorie daarvan",
    "partners",
    ("telling", "categorie"),
    (
        Column("telling", "code", "Wat is geteld"),
        Column("categorie", "code", "Deel van de telling; totaal als er geen delen zijn"),
        Column("partner", "tekst", "Organisatie die telde"),
        Column("eenheid", "tekst", "Eenheid van de telling"),
        Column("aantal", "getal", "Geteld aantal"),
    ),
)

BEVOLKING = Dataset(
    "bevolking",
    "Bevolking en prognose",
    "een leeftijd en geslacht in een jaar",
    "CBS of basisregistratie personen",
    ("jaar", "soort", "leeftijd", "geslacht"),
    (
        Column("jaar", "getal", "Jaar van de stand of de prognose"),
        Column("soort", "code", "stand of prognose", waarden=("stand", "prognose")),
        Column("leeftijd", "getal", "Leeftijd in jaren; 99 is 99 en ouder"),
        Column("geslacht", "code", "1 man, 2 vrouw", codelijst="geslacht"),
        Column("aantal", "getal", "Aantal inwoners"),
    ),
)

DATASETS: dict[str, Dataset] = {
    dataset.slug: dataset
    for dataset in (
        *PERSONEN,
        BEGROTING,
        BEZWAARSCHRIFTEN,
        LEERLINGEN,
        TELLINGEN,
        BEVOLKING,
        *CYCLUS,
    )
}


def find_dataset(slug: str) -> Dataset:
    """The dataset with this slug; `ConfigurationError` names the known ones if there is none."""
    if slug not in DATASETS:
        raise ConfigurationError(f"Onbekende dataset '{slug}'. Bekend zijn: {', '.join(DATASETS)}.")
    return DATASETS[slug]
