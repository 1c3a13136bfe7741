"""Which elements of which message become which field: the only values that are taken from a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Nodig = Literal["altijd", "goed", "liever", ""]


@dataclass(frozen=True)
class Veld:
    """One value of a message: its name, path, kind (see `values.LEZERS`), and what happens without it.

    A record is of no use when a value that it `altijd` needs is not there, or when one that has to be `goed` is there
    in another notation. What it would `liever` have is told when it is missing. All else stays empty.
    """

    naam: str
    path: str
    soort: str
    nodig: Nodig = ""


@dataclass(frozen=True)
class Regelsoort:
    """The records of a message: where one stands, the client around it, and its fields."""

    path: str
    client: str
    velden: tuple[Veld, ...]


HEADER = (
    Veld("berichtcode", "Header/BerichtCode", "code", "altijd"),
    Veld("versie", "Header/BerichtVersie", "code", "altijd"),
    Veld("subversie", "Header/BerichtSubversie", "code", "altijd"),
    Veld("afzender", "Header/Afzender", "code", "altijd"),
    Veld("ontvanger", "Header/Ontvanger", "code", "altijd"),
    Veld("identificatie", "Header/BerichtIdentificatie/Identificatie", "referentie", "liever"),
    Veld("dagtekening", "Header/BerichtIdentificatie/Dagtekening", "datum", "altijd"),
    Veld("beantwoord", "Header/DeclaratieIdentificatie/Identificatie", "referentie"),
    Veld("beantwoord_dag", "Header/DeclaratieIdentificatie/Dagtekening", "datum"),
)
CONTACT = "Client/Contactgegevens/Contact"
CONTACT_SOORT, CONTACT_POSTCODE = f"{CONTACT}/Soort", f"{CONTACT}/Adres/Postcode"
ADRES_VOLGORDE = ("01", "1", "03", "3", "04", "4", "02", "2")
"""Kinds of address (COD757), best first: of the register of persons, of stay, temporary, of mail."""


def _levering(path: str, *eigen: Veld) -> Regelsoort:
    """A 305 or 307: a product that was started or stopped."""
    return Regelsoort(
        path,
        "Client",
        (
            Veld("client", "Client/Bsn", "bsn", "altijd"),
            Veld("nummer", f"{path}/ToewijzingNummer", "nummer", "goed"),
            Veld("categorie", f"{path}/Product/Categorie", "code", "goed"),
            Veld("code", f"{path}/Product/Code", "code", "goed"),
            Veld("ingang", f"{path}/ToewijzingIngangsdatum", "datum", "goed"),
            Veld("begin", f"{path}/Begindatum", "datum", "altijd"),
            *eigen,
            Veld("status", f"{path}/StatusAanlevering", "code", "altijd"),
        ),
    )


def _prestatie(above: str, *boven: Veld) -> Regelsoort:
    """A line of a 323 or 325."""
    client = f"{above}/Clienten/Client"
    path = f"{client}/Prestaties/Prestatie"
    return Regelsoort(
        path,
        client,
        (
            Veld("declaratie", f"{above}/DeclaratieNummer", "nummer", "altijd"),
            *boven,
            Veld("client", f"{client}/Bsn", "bsn", "liever"),
            Veld("referentie", f"{path}/ProductReferentie/ReferentieNummer", "referentie", "altijd"),
            Veld("vorige", f"{path}/ProductReferentie/VorigReferentieNummer", "referentie", "goed"),
            Veld("nummer", f"{path}/ToewijzingNummer", "nummer", "altijd"),
            Veld("categorie", f"{path}/ProductCategorie", "code", "liever"),
            Veld("code", f"{path}/ProductCode", "code", "liever"),
            Veld("begin", f"{path}/ProductPeriode/Begindatum", "datum", "altijd"),
            Veld("eind", f"{path}/ProductPeriode/Einddatum", "datum", "altijd"),
            Veld("volume", f"{path}/GeleverdVolume", "aantal", "liever"),
            Veld("eenheid", f"{path}/Eenheid", "code", "liever"),
            Veld("tarief", f"{path}/ProductTarief", "bedrag"),
            Veld("bedrag", f"{path}/IngediendBedrag/Bedrag", "bedrag", "altijd"),
            Veld("debet_credit", f"{path}/IngediendBedrag/DebetCredit", "code", "altijd"),
        ),
    )


TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct"
AANGEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct"
DECLARATIE, ANTWOORD = "Declaratie", "DeclaratieAntwoord"
REGELSOORTEN: Mapping[str, Regelsoort] = {
    "301": Regelsoort(
        TOEGEWEZEN,
        "Client",
        (
            Veld("client", "Client/Bsn", "bsn", "altijd"),
            Veld("geboren", "Client/Geboortedatum/Datum", "datum", "liever"),
            Veld("geboren_gebruik", "Client/Geboortedatum/DatumGebruik", "code"),
            Veld("geslacht", "Client/Geslacht", "code", "liever"),
            Veld("nummer", f"{TOEGEWEZEN}/ToewijzingNummer", "nummer", "altijd"),
            Veld("referentie", f"{TOEGEWEZEN}/ReferentieAanbieder", "referentie"),
            Veld("categorie", f"{TOEGEWEZEN}/Product/Categorie", "code", "goed"),
            Veld("code", f"{TOEGEWEZEN}/Product/Code", "code", "goed"),
            Veld("toegewezen", f"{TOEGEWEZEN}/Toewijzingsdatum", "datum", "altijd"),
            Veld("tijd", f"{TOEGEWEZEN}/Toewijzingstijd", "tijd", "liever"),
            Veld("ingang", f"{TOEGEWEZEN}/Ingangsdatum", "datum", "altijd"),
            Veld("eind", f"{TOEGEWEZEN}/Einddatum", "datum", "goed"),
            Veld("reden", f"{TOEGEWEZEN}/RedenWijziging", "code", "goed"),
            Veld("volume", f"{TOEGEWEZEN}/Omvang/Volume", "aantal", "goed"),
            Veld("eenheid", f"{TOEGEWEZEN}/Omvang/Eenheid", "code", "goed"),
            Veld("frequentie", f"{TOEGEWEZEN}/Omvang/Frequentie", "code", "goed"),
            Veld("budget", f"{TOEGEWEZEN}/Budget", "bedrag", "goed"),
        ),
    ),
    "305": _levering("Client/StartProducten/StartProduct"),
    "307": _levering(
        "Client/StopProducten/StopProduct",
        Veld("reden", "Client/StopProducten/StopProduct/RedenBeeindiging", "code", "altijd"),
        Veld("eind", "Client/StopProducten/StopProduct/Einddatum", "datum", "altijd"),
    ),
    "315": Regelsoort(
        AANGEVRAAGD,
        "Client",
        (
            Veld("client", "Client/Bsn", "bsn", "altijd"),
            Veld("referentie", f"{AANGEVRAAGD}/ReferentieAanbieder", "referentie", "altijd"),
            Veld("verwijzer", f"{AANGEVRAAGD}/Verwijzer/Type", "code", "altijd"),
        ),
    ),
    "323": _prestatie(
        DECLARATIE, Veld("gedeclareerd", f"{DECLARATIE}/DeclaratieDagtekening", "datum", "liever")
    ),
    "325": _prestatie(ANTWOORD),
}
TOTALEN: Mapping[str, tuple[Veld, ...]] = {
    "323": (
        Veld("declaratie", f"{DECLARATIE}/DeclaratieNummer", "nummer", "altijd"),
        Veld("ingediend", f"{DECLARATIE}/TotaalIngediendBedrag/TotaalBedrag", "bedrag", "liever"),
        Veld("ingediend_dc", f"{DECLARATIE}/TotaalIngediendBedrag/DebetCredit", "code", "liever"),
    ),
    "325": (
        Veld("declaratie", f"{ANTWOORD}/DeclaratieNummer", "nummer", "altijd"),
        Veld("ingediend", f"{ANTWOORD}/TotaalIngediendBedrag/TotaalBedrag", "bedrag", "liever"),
        Veld("ingediend_dc", f"{ANTWOORD}/TotaalIngediendBedrag/DebetCredit", "code", "liever"),
        Veld("toegekend", f"{ANTWOORD}/TotaalToegekendBedrag/TotaalBedrag", "bedrag", "liever"),
        Veld("toegekend_dc", f"{ANTWOORD}/TotaalToegekendBedrag/DebetCredit", "code", "liever"),
    ),
}
"""The totals around the records of a declaration and of the answer to it."""
AFGEKEURD_BERICHT = "Header/RetourCodes/RetourCode"
GEEN_OPMERKING = "0200"
