"""Datasets of care and of income: who was assigned what, what was declared for it, and who got a benefit.

A column marked `optioneel` is not in every delivery: an extract made before it was agreed, or of a system that does not
know it, does without.
"""

from sdreport.intake.catalogue.definition import Column, Dataset, Privacy, Soort

IWMO = "iWmo/iJw 3.2"
BUS = "CBS BUS"
GEPLAND = "Het rapport telt met de geplande begin- en einddatum."


def _persoon() -> tuple[Column, ...]:
    return (
        Column("geboortejaar", "getal", "Jaar van geboorte", privacy="persoonsgegeven"),
        Column(
            "geslacht",
            "code",
            "0 onbekend, 1 man, 2 vrouw",
            privacy="persoonsgegeven",
            standaard=f"{IWMO} COD046",
            codelijst="geslacht",
        ),
    )


def _clientnummer() -> Column:
    return Column(
        "clientnummer", "code", "Pseudoniem van de inwoner, gelijk in alle extracten", privacy="pseudoniem"
    )


def _huishoudnummer(*, optioneel: bool = True) -> Column:
    return Column(
        "huishoudnummer",
        "code",
        "Pseudoniem van het huishouden, gelijk in alle extracten",
        verplicht=not optioneel,
        optioneel=optioneel,
        privacy="pseudoniem",
    )


def _extra(
    name: str,
    soort: Soort,
    betekenis: str,
    standaard: str = "",
    *,
    privacy: Privacy = "openbaar",
    codelijst: str = "",
    zonder: str = "",
) -> Column:
    """A column that a delivery may do without, and that may be empty where it is there."""
    return Column(
        name,
        soort,
        betekenis,
        verplicht=False,
        optioneel=True,
        zonder=zonder,
        privacy=privacy,
        standaard=standaard,
        codelijst=codelijst,
    )


TOEWIJZINGEN = Dataset(
    "toewijzingen",
    "Toewijzingen Wmo en Jeugdwet",
    "een toegewezen voorziening van een inwoner",
    "zorgadministratie",
    ("toewijzingnummer",),
    (
        Column("toewijzingnummer", "code", "Nummer van de toewijzing", privacy="pseudoniem", standaard=f"{IWMO} 301"),
        _clientnummer(),
        _huishoudnummer(),
        *_persoon(),
        Column("wet", "code", "Wmo of Jeugdwet", waarden=("Wmo", "Jeugdwet")),
        Column(
            "productcategorie", "code", "Landelijke productcategorie, per wet", standaard=f"{IWMO} WMO020/JZ020",
            codelijst="productcategorie",
        ),
        Column(
            "productcode", "code", "Lokale productcode; betekenis in data/productcodes.csv", standaard=f"{IWMO} 301"
        ),
        Column(
            "leveringsvorm", "code", "ZIN (zorg in natura) of PGB (persoonsgebonden budget)", waarden=("ZIN", "PGB")
        ),
        Column("aanbieder", "tekst", "Aanbieder die de zorg levert"),
        Column(
            "verwijzertype", "code", "Wie verwees (alleen Jeugdwet)", verplicht=False, standaard=f"{IWMO} 315 COD327",
            codelijst="verwijzertype",
        ),
        _extra("meldingsdatum", "datum", "Dag waarop de inwoner zich meldde"),
        _extra("aanvraagdatum", "datum", "Dag van de aanvraag"),
        _extra("besluitdatum", "datum", "Dag van het besluit op de aanvraag"),
        Column("toewijzingsdatum", "datum", "Dag van toewijzing", standaard=f"{IWMO} 301"),
        Column("ingangsdatum", "datum", "Eerste dag zoals toegewezen", standaard=f"{IWMO} 301"),
        Column(
            "einddatum", "datum", "Laatste dag zoals toegewezen; leeg als er geen einde is", verplicht=False,
            standaard=f"{IWMO} 301",
        ),
        _extra(
            "werkelijke_begindatum", "datum", "Eerste dag waarop zorg is geleverd", f"{IWMO} 305", zonder=GEPLAND
        ),
        _extra(
            "werkelijke_einddatum", "datum", "Laatste dag waarop zorg is geleverd; leeg als de zorg loopt",
            f"{IWMO} 307", zonder=GEPLAND,
        ),
        Column(
            "reden_beeindiging", "code", "Reden van het einde; dezelfde code betekent per wet iets anders",
            verplicht=False, standaard=f"{IWMO} 307 WMO588/JZ588", codelijst="reden_beeindiging",
        ),
        _extra(
            "reden_wijziging", "code", "Reden waarom de toewijzing is gewijzigd", f"{IWMO} 301 WMO002/JZ002",
            codelijst="reden_wijziging",
        ),
        _extra(
            "volume", "decimaal", "Toegewezen aantal eenheden per frequentie; in euro als de eenheid 83 is",
            f"{IWMO} 301",
        ),
        _extra("eenheid", "code", "Eenheid van het volume", f"{IWMO} WJ756", codelijst="eenheid"),
        _extra(
            "frequentie", "code", "Periode waarin het volume mag worden geleverd", f"{IWMO} WMO757",
            codelijst="frequentie",
        ),
        _extra("budget", "bedrag", "Toegewezen bedrag in euro, als het geen volume is", f"{IWMO} 301"),
        Column(
            "wijk", "tekst", "Wijk of kern", optioneel=True, zonder="Het gebruik per wijk is niet te tonen.",
            privacy="persoonsgegeven",
        ),
    ),
)  # fmt: skip

DECLARATIES = Dataset(
    "declaraties",
    "Declaraties Wmo en Jeugdwet",
    "een gedeclareerd bedrag van een toewijzing in een maand",
    "zorgadministratie",
    ("declaratienummer", "referentienummer", "aanbieder"),
    (
        Column(
            "declaratienummer", "code", "Nummer van de declaratie; zonder referentienummer dat van de regel",
            privacy="pseudoniem", standaard=f"{IWMO} 323",
        ),
        _extra(
            "referentienummer", "code", "Nummer van de regel binnen de declaratie", f"{IWMO} 323",
            privacy="pseudoniem",
        ),
        _extra(
            "vorig_referentienummer", "code", "Nummer van de eerdere regel die deze regel terugdraait of vervangt",
            f"{IWMO} 323", privacy="pseudoniem",
        ),
        Column(
            "toewijzingnummer", "code", "Toewijzing waarop is gedeclareerd", privacy="pseudoniem",
            standaard=f"{IWMO} 323",
        ),
        _extra("aanbieder", "tekst", "Aanbieder die declareert", f"{IWMO} 323"),
        _extra(
            "productcategorie", "code", "Landelijke productcategorie, per wet", f"{IWMO} WMO020/JZ020",
            codelijst="productcategorie",
        ),
        _extra("productcode", "code", "Geleverd product; betekenis in data/productcodes.csv", f"{IWMO} 323"),
        Column("begindatum", "datum", "Eerste dag van de periode, binnen één maand", standaard=f"{IWMO} 323"),
        Column(
            "einddatum", "datum", "Laatste dag van de periode, binnen dezelfde maand", standaard=f"{IWMO} 323"
        ),
        _extra("volume", "decimaal", "Geleverd aantal eenheden; in euro als de eenheid 83 (euro's) is", f"{IWMO} 323"),
        _extra("eenheid", "code", "Eenheid van het volume", f"{IWMO} WJ756", codelijst="eenheid"),
        _extra("tarief", "bedrag", "Prijs per eenheid in euro", f"{IWMO} 323"),
        Column(
            "bedrag", "bedrag", "Gedeclareerd bedrag in euro; onder nul als het een eerdere regel terugdraait",
            standaard=f"{IWMO} 323",
        ),
        _extra(
            "debet_credit", "code", "D (in rekening gebracht) of C (teruggedraaid)", f"{IWMO} COD043",
            codelijst="debet_credit",
        ),
        _extra(
            "status", "code", "toegekend of afgewezen; wat is afgewezen, telt nergens mee", f"{IWMO} 325",
            codelijst="declaratiestatus", zonder="Afgewezen regels zijn niet te herkennen en tellen mee.",
        ),
        _extra(
            "dagtekening", "datum", "Dag waarop is gedeclareerd", f"{IWMO} 323",
            zonder="Wat nog wordt gedeclareerd, is niet te schatten.",
        ),
    ),
)  # fmt: skip

UITKERINGEN = Dataset(
    "uitkeringen",
    "Bijstandsuitkeringen",
    "een uitkering van een inwoner of een paar",
    "Werk en Inkomen",
    ("uitkeringsnummer",),
    (
        Column("uitkeringsnummer", "code", "Nummer van de uitkering", privacy="pseudoniem"),
        _clientnummer(),
        _extra(
            "partner_clientnummer", "code", "Pseudoniem van de partner met wie de uitkering wordt gedeeld",
            privacy="pseudoniem", zonder="Van een paar telt alleen de aanvrager als inwoner met bijstand.",
        ),
        _extra("partner_geboortejaar", "getal", "Jaar van geboorte van de partner", privacy="persoonsgegeven"),
        _extra(
            "partner_geslacht", "code", "0 onbekend, 1 man, 2 vrouw", f"{IWMO} COD046", privacy="persoonsgegeven",
            codelijst="geslacht",
        ),
        _huishoudnummer(),
        *_persoon(),
        Column("regeling", "code", "PW, IOAW, IOAZ of BBZ", standaard=BUS, codelijst="regeling"),
        _extra(
            "statistiekcode", "code", "Soort uitkering in de bijstandsstatistiek", BUS, codelijst="statistiekcode"
        ),
        Column("begindatum", "datum", "Eerste dag van de uitkering", standaard=BUS),
        Column("einddatum", "datum", "Laatste dag; leeg als de uitkering loopt", verplicht=False, standaard=BUS),
        Column(
            "reden_beeindiging", "code", "Reden van het einde", verplicht=False, standaard=f"{BUS} kenmerk 34",
            codelijst="reden_einde_uitkering",
        ),
        Column("bedrag", "bedrag", "Betaald in het verslagjaar, in euro"),
    ),
)  # fmt: skip

INKOMENSONDERSTEUNING = Dataset(
    "inkomensondersteuning",
    "Inkomensondersteuning",
    "een toekenning aan een inwoner",
    "Werk en Inkomen",
    ("toekenningsnummer",),
    (
        Column("toekenningsnummer", "code", "Nummer van de toekenning", privacy="pseudoniem"),
        _clientnummer(),
        _huishoudnummer(optioneel=False),
        *_persoon(),
        Column("soort", "code", "Soort ondersteuning", codelijst="inkomensondersteuning"),
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

PERSONEN = (TOEWIJZINGEN, DECLARATIES, UITKERINGEN, INKOMENSONDERSTEUNING)
