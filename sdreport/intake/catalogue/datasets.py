"""The entries of the catalogue. Adding a dataset starts with an entry here (see `docs/uitbreiden.md`)."""

from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets_cyclus import CYCLUS
from sdreport.intake.catalogue.datasets_personen import PERSONEN
from sdreport.intake.catalogue.definition import Column, Dataset

IV3, BBV = "Iv3", "BBV artikel 54"

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

WIJKBEVOLKING = Dataset(
    "wijkbevolking",
    "Inwoners per wijk",
    "een leeftijdsgroep in een wijk",
    "CBS of basisregistratie personen",
    ("jaar", "wijk", "leeftijdsgroep"),
    (
        Column("jaar", "getal", "Jaar van de stand: het verslagjaar"),
        Column("wijk", "tekst", "Wijk of kern, geschreven als in toewijzingen"),
        Column("leeftijdsgroep", "code", "0-17, 18-64 of 65-plus", waarden=("0-17", "18-64", "65-plus")),
        Column("aantal", "getal", "Aantal inwoners"),
    ),
)

RESERVES = Dataset(
    "reserves",
    "Verloop van reserves",
    "een reserve in een jaar",
    "financiën",
    ("jaar", "reserve"),
    (
        Column("jaar", "getal", "Het verslagjaar"),
        Column("reserve", "code", "Sleutel van de reserve"),
        Column("omschrijving", "tekst", "Naam van de reserve"),
        Column("stand_begin", "bedrag", "Stand op 1 januari, in euro", standaard=BBV),
        Column("toevoegingen", "bedrag", "Wat in het jaar is toegevoegd, in euro", standaard=BBV),
        Column("onttrekkingen", "bedrag", "Wat in het jaar is onttrokken, in euro", standaard=BBV),
        Column("stand_einde", "bedrag", "Stand op 31 december, in euro", standaard=BBV),
    ),
)

LANDELIJK = Dataset(
    "landelijk",
    "Cijfers van andere gemeenten",
    "een cijfer van een gebied in een jaar",
    "CBS StatLine of waarstaatjegemeente",
    ("maat", "gebied", "jaar"),
    (
        Column("maat", "code", "wmo, bijstand of jeugdhulp", waarden=("wmo", "bijstand", "jeugdhulp")),
        Column("gebied", "code", "Code van het CBS: GM0000 voor een gemeente, NL01 voor Nederland"),
        Column("jaar", "getal", "Jaar van het cijfer"),
        Column("waarde", "decimaal", "Per 10.000 inwoners, of bij jeugdhulp in procenten"),
        Column("bron", "tekst", "Waar het cijfer staat, zoals CBS StatLine met het nummer van de tabel"),
        Column("datum", "datum", "Dag waarop het is opgehaald"),
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
        WIJKBEVOLKING,
        RESERVES,
        LANDELIJK,
        *CYCLUS,
    )
}


def find_dataset(slug: str) -> Dataset:
    """The dataset with this slug; `ConfigurationError` names the known ones if there is none."""
    if slug not in DATASETS:
        raise ConfigurationError(f"Onbekende dataset '{slug}'. Bekend zijn: {', '.join(DATASETS)}.")
    return DATASETS[slug]
