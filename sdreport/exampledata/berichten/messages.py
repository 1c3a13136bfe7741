"""The messages of the standard, one function a type: from what is known of a toewijzing or declaration to elements."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdreport.exampledata.berichten.elements import Element

GEMEENTE = "9999"
"""A CBS code that no municipality has."""
CODES: Mapping[str, str] = {
    "WMO301": "414",
    "WMO305": "418",
    "WMO307": "420",
    "WMO323": "484",
    "WMO325": "485",
    "JW301": "436",
    "JW305": "438",
    "JW307": "440",
    "JW315": "446",
    "JW323": "490",
    "JW325": "491",
}
"""Codes of the types of message (Vektis COD002)."""
XSD: list[Element] = [("BasisschemaXsdVersie", "1.0.0"), ("BerichtXsdVersie", "1.0.0")]
NIETS_OP_AAN_TE_MERKEN, TOEGEWEZEN, DEELS = "0200", "8001", "8002"
AFGEWEZEN, TECHNISCH_ONJUIST = "9001", "0001"
EURO = "83"
"""The unit (WJ756) of which a volume is an amount."""
Rij = Mapping[str, str]


@dataclass(frozen=True)
class Berichtkop:
    """The header of a message: its type, the provider that it is from or for, and its number and day."""

    soort: str
    agb: str
    nummer: str
    dag: str

    def as_element(self, *antwoord: Element) -> Element:
        """The header; an answer has more below what all headers have."""
        ends = (GEMEENTE, self.agb) if self.soort[-3:] in ("301", "325") else (self.agb, GEMEENTE)
        return (
            "Header",
            [
                ("BerichtCode", CODES[self.soort]),
                ("BerichtVersie", "3"),
                ("BerichtSubversie", "2"),
                ("Afzender", ends[0]),
                ("Ontvanger", ends[1]),
                ("BerichtIdentificatie", self.as_identificatie()),
                ("XsdVersie", XSD),
                *antwoord,
            ],
        )

    def as_identificatie(self) -> list[Element]:
        """What an answer repeats to say which message it answers."""
        return [("Identificatie", self.nummer), ("Dagtekening", self.dag)]


@dataclass(frozen=True)
class Client:
    """An invented client: what all messages say of one, and where the client lives."""

    bsn: str
    geboortejaar: str
    geslacht: str
    postcode: str

    def as_elements(self) -> list[Element]:
        """The first elements of a client; of the birth only the year is known."""
        naam = f"Voorbeeld-{self.bsn[-4:]}"
        return [
            ("Bsn", self.bsn),
            ("Geboortedatum", [("Datum", f"{self.geboortejaar}-01-01"), ("DatumGebruik", "2")]),
            ("Geslacht", self.geslacht),
            ("Naam", [("Geslachtsnaam", [("Naam", naam)]), ("Voornamen", "Verzonnen")]),
        ]

    def as_contact(self) -> Element:
        """Where the client lives: on an address that says that it is none."""
        adres: list[Element] = [
            ("Huis", [("Huisnummer", "1")]),
            ("Postcode", self.postcode),
            ("Straatnaam", "Voorbeeldstraat"),
            ("Plaatsnaam", "Voorbeeld"),
            ("LandCode", "NL"),
        ]
        return ("Contactgegevens", [("Contact", [("Soort", "01"), ("Adres", adres)])])


def make_301(kop: Berichtkop, client: Client, product: Iterable[Element]) -> list[Element]:
    """A toewijzing."""
    producten: Element = ("ToegewezenProducten", [("ToegewezenProduct", list(product))])
    return [kop.as_element(), ("Client", [*client.as_elements(), client.as_contact(), producten])]


def make_levering(kop: Berichtkop, client: Client, product: Iterable[Element]) -> list[Element]:
    """The start (305) or the stop (307) of care."""
    name = "Start" if kop.soort.endswith("305") else "Stop"
    producten: Element = (f"{name}Producten", [(f"{name}Product", list(product))])
    return [kop.as_element(), ("Client", [*client.as_elements(), producten])]


def make_315(kop: Berichtkop, client: Client, referentie: str, rij: Rij) -> list[Element]:
    """The request of a provider, with who referred the client."""
    product: list[Element] = [
        ("ReferentieAanbieder", referentie),
        make_product(rij),
        ("ToewijzingIngangsdatum", rij["ingangsdatum"]),
        ("Verwijzer", [("Type", rij["verwijzertype"]), ("Naam", "Voorbeeldverwijzer")]),
    ]
    producten: Element = ("AangevraagdeProducten", [("AangevraagdProduct", product)])
    return [kop.as_element(), ("Client", [*client.as_elements(), producten])]


def make_323(kop: Berichtkop, nummer: str, regels: Iterable[tuple[str, Rij]]) -> list[Element]:
    """A declaration: its lines with the number of each client, all periods in one month."""
    lines = list(regels)
    last = max(rij["einddatum"] for _, rij in lines)
    periode: list[Element] = [
        ("Begindatum", f"{last[:7]}-01"),
        ("Einddatum", max(last, f"{last[:7]}-{_last_day(last)}")),
    ]
    declaratie: list[Element] = [
        ("DeclaratieNummer", nummer),
        ("DeclaratiePeriode", periode),
        ("DeclaratieDagtekening", kop.dag),
        ("TotaalIngediendBedrag", _totaal(lines)),
        ("Clienten", _clienten(lines, [])),
    ]
    return [kop.as_element(), ("Declaratie", declaratie)]


def make_325(
    kop: Berichtkop, vraag: Berichtkop, nummer: str, regels: Iterable[tuple[str, Rij]]
) -> list[Element]:
    """The answer to a declaration; only the lines with status `afgewezen` are in it."""
    lines = list(regels)
    rejected = [(bsn, rij) for bsn, rij in lines if rij.get("status") == "afgewezen"]
    granted = [(bsn, rij) for bsn, rij in lines if rij.get("status") != "afgewezen"]
    retour = _retour(AFGEWEZEN)
    antwoord: list[Element] = [
        ("DeclaratieNummer", nummer),
        ("TotaalIngediendBedrag", _totaal(lines)),
        ("TotaalToegekendBedrag", _totaal(granted)),
        ("Clienten", _clienten(rejected, [retour])),
        _retour(DEELS if rejected else TOEGEWEZEN),
    ]
    return [_answer(kop, vraag, NIETS_OP_AAN_TE_MERKEN), ("DeclaratieAntwoord", antwoord)]


def make_325_of_rejected_message(kop: Berichtkop, vraag: Berichtkop) -> list[Element]:
    """The answer to a declaration that is technically wrong: it counts as never sent."""
    return [_answer(kop, vraag, TECHNISCH_ONJUIST)]


def make_product(rij: Rij) -> Element:
    """The product of a toewijzing."""
    return ("Product", [("Categorie", rij["productcategorie"]), ("Code", rij["productcode"])])


def _answer(kop: Berichtkop, vraag: Berichtkop, retourcode: str) -> Element:
    return kop.as_element(
        ("DeclaratieIdentificatie", vraag.as_identificatie()),
        ("XsdVersieDeclaratie", XSD),
        _retour(retourcode),
    )


def _retour(code: str) -> Element:
    return ("RetourCodes", [("RetourCode", code)])


def _clienten(regels: Iterable[tuple[str, Rij]], retour: list[Element]) -> list[Element]:
    """Lines per client, in the order in which clients first come."""
    per_client: dict[str, list[Element]] = {}
    for bsn, rij in regels:
        per_client.setdefault(bsn, []).append(("Prestatie", [*_prestatie(rij), *retour]))
    own: list[Element] = [_retour(NIETS_OP_AAN_TE_MERKEN)] if retour else []
    return [("Client", [("Bsn", bsn), ("Prestaties", lines), *own]) for bsn, lines in per_client.items()]


def _prestatie(rij: Rij) -> list[Element]:
    cents = cents_of(rij["bedrag"])
    referentie: list[Element] = [
        ("ReferentieNummer", rij["referentienummer"]),
        ("VorigReferentieNummer", rij["vorig_referentienummer"]),
    ]
    periode: list[Element] = [("Begindatum", rij["begindatum"]), ("Einddatum", rij["einddatum"])]
    return [
        ("ProductReferentie", referentie),
        ("ToewijzingNummer", rij["toewijzingnummer"]),
        ("ProductCategorie", rij["productcategorie"]),
        ("ProductCode", rij["productcode"]),
        ("ProductPeriode", periode),
        ("GeleverdVolume", volume_in(rij["volume"], rij["eenheid"])),
        ("Eenheid", rij["eenheid"]),
        ("ProductTarief", str(cents_of(rij["tarief"])) if rij["tarief"] else ""),
        ("IngediendBedrag", [("Bedrag", str(abs(cents))), ("DebetCredit", "C" if cents < 0 else "D")]),
    ]


def _totaal(regels: Iterable[tuple[str, Rij]]) -> list[Element]:
    cents = sum(cents_of(rij["bedrag"]) for _, rij in regels)
    return [("TotaalBedrag", str(abs(cents))), ("DebetCredit", "C" if cents < 0 else "D")]


def cents_of(bedrag: str) -> int:
    """An amount of an extract in eurocents."""
    return int(bedrag.replace(".", "").replace(",", ""))


def volume_in(volume: str, eenheid: str) -> str:
    """A volume of an extract as a message has it: a whole number, and eurocents where the unit is euros."""
    if eenheid != EURO:
        return volume
    whole, _, part = volume.partition(",")
    return str(int(f"{whole}{part.ljust(2, '0')}"))


def _last_day(dag: str) -> str:
    return f"{monthrange(int(dag[:4]), int(dag[5:7]))[1]:02d}"
