"""The entries of the catalogue. Adding a dataset starts with an entry here (see `docs/uitbreiden.md`)."""

from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets_cyclus import CYCLUS
from sdreport.intake.catalogue.definition import Column, Dataset

IWMO = "iWmo/iJw 3.2"
BUS = "CBS BUS"
IV3 = "Iv3"


def _persoon() -> tuple[Column, ...]:
    return (
        Column(
            "clientnummer",
            "code",
            "Pseudoniem van de inwoner, gelijk in alle extracten",
            privacy="pseudoniem",
        ),
        Column("geboortejaar", "getal", "Jaar van geboorte", privacy="persoonsgegeven"),
        Column(
            "geslacht",
            "code",
            "1 man, 2 vrouw",
            privacy="persoonsgegeven",
            standaard=f"{IWMO} COD046",
            codelijst="geslacht",
        ),
    )


TOEWIJZINGEN = Dataset(
    "toewijzingen",
    "Toewijzingen Wmo en Jeugdwet",
    "een toegewezen voorziening van een inwoner",
    "zorgadministratie",
    ("toewijzingnummer",),
    (
        Column(
            "toewijzingnummer",
            "code",
            "Nummer van de toewijzing",
            privacy="pseudoniem",
            standaard=f"{IWMO} 301",
        ),
        *_persoon(),
        Column("wet", "code", "Wmo of Jeugdwet"),
        Column(
            "productcategorie",
            "code",
            "Landelijke productcategorie",
            standaard=f"{IWMO} WMO020/JZ020",
            codelijst="productcategorie",
        ),
        Column(
            "productcode",
            "code",
            "Lokale productcode; betekenis in data/productcodes.csv",
            standaard=f"{IWMO} 301",
        ),
        Column("leveringsvorm", "code", "ZIN (zorg in natura) of PGB (persoonsgebonden budget)"),
        Column("aanbieder", "tekst", "Aanbieder die de zorg levert"),
        Column(
            "verwijzertype",
            "code",
            "Wie verwees (alleen Jeugdwet)",
            verplicht=False,
            standaard=f"{IWMO} 301",
            codelijst="verwijzertype",
        ),
        Column("toewijzingsdatum", "datum", "Dag van toewijzing", standaard=f"{IWMO} 301"),
        Column("ingangsdatum", "datum", "Eerste dag van de zorg", standaard=f"{IWMO} 301/305"),
        Column(
            "einddatum",
            "datum",
            "Laatste dag; leeg als er geen einde is",
            verplicht=False,
            standaard=f"{IWMO} 307",
        ),
        Column(
            "reden_beeindiging",
            "code",
            "Reden van het einde",
            verplicht=False,
            standaard=f"{IWMO} 307",
            codelijst="reden_beeindiging",
        ),
        Column("wijk", "tekst", "Wijk of kern", privacy="persoonsgegeven"),
    ),
)

DECLARATIES = Dataset(
    "declaraties",
    "Declaraties Wmo en Jeugdwet",
    "een gedeclareerd bedrag van een toewijzing in een maand",
    "zorgadministratie",
    ("declaratienummer",),
    (
        Column(
            "declaratienummer",
            "code",
            "Nummer van de declaratieregel",
            privacy="pseudoniem",
            standaard=f"{IWMO} 323",
        ),
        Column(
            "toewijzingnummer",
            "code",
            "Toewijzing waarop is gedeclareerd",
            privacy="pseudoniem",
            standaard=f"{IWMO} 323",
        ),
        Column("begindatum", "datum", "Eerste dag van de periode, binnen één maand", standaard=f"{IWMO} 323"),
        Column(
            "einddatum", "datum", "Laatste dag van de periode, binnen dezelfde maand", standaard=f"{IWMO} 323"
        ),
        Column("bedrag", "bedrag", "Gedeclareerd bedrag in euro", standaard=f"{IWMO} 323"),
    ),
)

UITKERINGEN = Dataset(
    "uitkeringen",
    "Bijstandsuitkeringen",
    "een uitkering van een inwoner",
    "Werk en Inkomen",
    ("uitkeringsnummer",),
    (
        Column("uitkeringsnummer", "code", "Nummer van de uitkering", privacy="pseudoniem"),
        *_persoon(),
        Column("regeling", "code", "PW, IOAW, IOAZ of BBZ", standaard=BUS, codelijst="regeling"),
        Column("begindatum", "datum", "Eerste dag van de uitkering", standaard=BUS),
        Column(
            "einddatum", "datum", "Laatste dag; leeg als de uitkering loopt", verplicht=False, standaard=BUS
        ),
        Column(
            "reden_beeindiging",
            "code",
            "Reden van het einde",
            verplicht=False,
            standaard=BUS,
            codelijst="reden_einde_uitkering",
        ),
        Column("bedrag", "bedrag", "Betaald in het verslagjaar, in euro"),
    ),
)

INKOMENSONDERSTEUNING = Dataset(
    "inkomensondersteuning",
    "Inkomensondersteuning",
    "een toekenning aan een inwoner",
    "Werk en Inkomen",
    ("toekenningsnummer",),
    (
        Column("toekenningsnummer", "code", "Nummer van de toekenning", privacy="pseudoniem"),
        Column("clientnummer", "code", "Pseudoniem van de inwoner", privacy="pseudoniem"),
        Column("huishoudnummer", "code", "Pseudoniem van het huishouden", privacy="pseudoniem"),
        *_persoon()[1:],
        Column("soort", "code", "energietoeslag, bijzondere bijstand, bewindvoering, maatwerk of overig"),
        Column(
            "kostensoort",
            "code",
            "Kostensoort, alleen bij bijzondere bijstand",
            verplicht=False,
            codelijst="kostensoort",
        ),
        Column("datum", "datum", "Dag van toekenning"),
        Column("bedrag", "bedrag", "Toegekend bedrag in euro"),
    ),
)

BEGROTING = Dataset(
    "begroting",
    "Raming en werkelijke lasten",
    "het bedrag van een post in een fase van de begroting",
    "financiën",
    ("onderdeel", "post", "fase"),
    (
        Column("onderdeel", "code", "wmo, jeugdwet, participatiewet of algemeen"),
        Column("post", "code", "Perceel of algemene post", codelijst="begrotingspost"),
        Column(
            "taakveld", "code", "Taakveld in het verslagjaar; namen in data/taakvelden.csv", standaard=IV3
        ),
        Column("fase", "code", "primitief, voorjaarsnota, najaarsnota of werkelijk"),
        Column("bedrag", "bedrag", "Lasten in euro"),
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
        Column("wet", "code", "Participatiewet, Wmo of Jeugdwet"),
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
        Column("soort", "code", "Onderwijssoort"),
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
        Column("soort", "code", "stand of prognose"),
        Column("leeftijd", "getal", "Leeftijd in jaren; 99 is 99 en ouder"),
        Column("geslacht", "code", "1 man, 2 vrouw", codelijst="geslacht"),
        Column("aantal", "getal", "Aantal inwoners"),
    ),
)

DATASETS: dict[str, Dataset] = {
    dataset.slug: dataset
    for dataset in (
        TOEWIJZINGEN,
        DECLARATIES,
        UITKERINGEN,
        INKOMENSONDERSTEUNING,
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
