"""Small messages for tests, and an import of them; what a test is about stands in the test."""

import csv
import datetime as dt
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sdreport.intake.berichten.run import Importuitkomst, Opdracht, import_berichten
from sdreport.intake.berichten.tables import Vertaaltabellen
from sdreport.intake.mapping import Vertaling

SLEUTEL = "een-sleutel-voor-tests-0123456789-abcdef"
GEMEENTE, AANBIEDER = "0999", "12345678"
BSN = "999990019"
CODES = {
    "WMO301": "414", "WMO305": "418", "WMO307": "420", "WMO315": "444", "WMO323": "484", "WMO325": "485",
    "JW301": "436", "JW305": "438", "JW307": "440", "JW315": "446", "JW323": "490", "JW325": "491",
}  # fmt: skip
TABELLEN = Vertaaltabellen(wijken={"1234": "Noord", "1234ZZ": "Zuid"}, aanbieders={AANBIEDER: "Zorg BV"})
Rij = dict[str, str]


def tag(name: str, content: object) -> str:
    """An element; nothing when there is no content."""
    return "" if content is None else f"<{name}>{content}</{name}>"


def bericht(
    soort: str, inhoud: str, *, dag: str = "2023-02-01", id: str = "B1", gemeente: str = GEMEENTE,
    aanbieder: str = AANBIEDER, code: str | None = None, versie: str = "3", subversie: str = "2", extra: str = "",
    prefix: str = "ns0",
) -> str:  # fmt: skip
    """A whole message of a type, with its header."""
    van, naar = (gemeente, aanbieder) if soort[-3:] in ("301", "325") else (aanbieder, gemeente)
    standaard = "ijw" if soort.startswith("JW") else "iwmo"
    space = f"http://www.istandaarden.nl/{standaard}/3_2/{soort.lower()}/schema"
    header = "".join((
        tag("BerichtCode", code or CODES[soort]), tag("BerichtVersie", versie), tag("BerichtSubversie", subversie),
        tag("Afzender", van), tag("Ontvanger", naar),
        tag("BerichtIdentificatie", tag("Identificatie", id) + tag("Dagtekening", dag)), extra,
    ))  # fmt: skip
    root = f'{prefix}:Bericht xmlns:{prefix}="{space}"'
    return f'<?xml version="1.0"?>\n<{root}>{tag("Header", header)}{inhoud}</{prefix}:Bericht>'


def client(
    producten: str, *, bsn: str = BSN, geboren: str = "2010-03-04", gebruik: str | None = None, geslacht: str = "2",
    contact: str = "",
) -> str:  # fmt: skip
    """A client with a name and address, and products."""
    return tag("Client", "".join((
        tag("Bsn", bsn), tag("Geboortedatum", tag("Datum", geboren) + tag("DatumGebruik", gebruik)),
        tag("Geslacht", geslacht), "<Naam><Geslachtsnaam><Naam>Geheimenaam</Naam></Geslachtsnaam></Naam>",
        contact and tag("Contactgegevens", contact), producten,
    )))  # fmt: skip


def contact(postcode: str, soort: str = "01") -> str:
    """An address of a client."""
    huis = "<Huis><Huisnummer>12</Huisnummer></Huis>"
    adres = f"{huis}{tag('Postcode', postcode)}<Straatnaam>Geheimestraat</Straatnaam>"
    return tag("Contact", tag("Soort", soort) + tag("Adres", adres))


def product(categorie: str | None, code: str | None) -> str:
    """A product; nothing without a categorie."""
    return "" if categorie is None else tag("Product", tag("Categorie", categorie) + tag("Code", code))


def toegewezen(
    nummer: str = "17", *, op: str = "2023-01-10", om: str = "10:00:00", van: str = "2023-01-15",
    tot: str | None = None, reden: str | None = None, referentie: str | None = None, categorie: str | None = "45",
    code: str | None = "45A01", omvang: str = "", budget: str | None = None,
) -> str:  # fmt: skip
    """What a 301 assigns."""
    return tag("ToegewezenProducten", tag("ToegewezenProduct", "".join((
        tag("ToewijzingNummer", nummer), tag("ReferentieAanbieder", referentie), product(categorie, code),
        tag("Toewijzingsdatum", op), tag("Toewijzingstijd", om), tag("Ingangsdatum", van), tag("Einddatum", tot),
        tag("RedenWijziging", reden), omvang, tag("Budget", budget),
    ))))  # fmt: skip


def start(
    begin: str, nummer: str | None = "17", *, status: str = "1", categorie: str | None = None,
    code: str | None = None, ingang: str | None = None,
) -> str:  # fmt: skip
    """What a 305 says."""
    return tag("StartProducten", tag("StartProduct", "".join((
        tag("ToewijzingNummer", nummer), product(categorie, code), tag("ToewijzingIngangsdatum", ingang),
        tag("Begindatum", begin), tag("StatusAanlevering", status),
    ))))  # fmt: skip


def stop(begin: str, eind: str, reden: str, nummer: str | None = "17", *, status: str = "1") -> str:
    """What a 307 says."""
    return tag("StopProducten", tag("StopProduct", "".join((
        tag("ToewijzingNummer", nummer), tag("Begindatum", begin), tag("RedenBeeindiging", reden),
        tag("Einddatum", eind), tag("StatusAanlevering", status),
    ))))  # fmt: skip


def verzoek(referentie: str, verwijzer: str) -> str:
    """What a 315 asks."""
    return tag("AangevraagdeProducten", tag("AangevraagdProduct", "".join((
        tag("ReferentieAanbieder", referentie), product("45", "45A01"), tag("ToewijzingIngangsdatum", "2023-01-15"),
        tag("Verwijzer", tag("Type", verwijzer) + tag("Naam", "Dokter Geheim")),
    ))))  # fmt: skip


def prestatie(
    referentie: str = "P1", cent: int | str = 10_000, *, dc: str = "D", vorige: str | None = None, nummer: str = "17",
    begin: str = "2023-02-01", eind: str = "2023-02-28", volume: str = "4", eenheid: str = "04",
    tarief: str | None = "2500", retour: str = "",
) -> str:  # fmt: skip
    """One line of a 323 or 325."""
    return tag("Prestatie", "".join((
        tag("ProductReferentie", tag("ReferentieNummer", referentie) + tag("VorigReferentieNummer", vorige)),
        tag("ToewijzingNummer", nummer), tag("ProductCategorie", "45"), tag("ProductCode", "45A01"),
        tag("ProductPeriode", tag("Begindatum", begin) + tag("Einddatum", eind)), tag("GeleverdVolume", volume),
        tag("Eenheid", eenheid), tag("ProductTarief", tarief),
        tag("IngediendBedrag", tag("Bedrag", cent) + tag("DebetCredit", dc)), retour,
    )))  # fmt: skip


def totaal(name: str, cent: int) -> str:
    """A total with debit or credit."""
    return tag(name, tag("TotaalBedrag", abs(cent)) + tag("DebetCredit", "C" if cent < 0 else "D"))


def declaratie(
    prestaties: str, cent: int, *, nummer: str = "D1", bsn: str = BSN, op: str | None = "2023-03-09"
) -> str:
    """What a 323 asks for, and the day on which it is declared."""
    clienten = tag("Clienten", tag("Client", tag("Bsn", bsn) + tag("Prestaties", prestaties)))
    head = tag("DeclaratieNummer", nummer) + tag("DeclaratieDagtekening", op)
    return tag("Declaratie", head + totaal("TotaalIngediendBedrag", cent) + clienten)


def antwoord(prestaties: str, ingediend: int, toegekend: int, *, nummer: str = "D1", bsn: str = BSN) -> str:
    """What a 325 answers: the lines are those that were rejected."""
    lines = prestaties and tag("Clienten", tag("Client", tag("Bsn", bsn) + tag("Prestaties", prestaties)))
    totals = totaal("TotaalIngediendBedrag", ingediend) + totaal("TotaalToegekendBedrag", toegekend)
    return tag("DeclaratieAntwoord", tag("DeclaratieNummer", nummer) + totals + lines)


@dataclass(frozen=True)
class Ingelezen:
    """What an import gave: its outcome and the rows of both extracts."""

    uitkomst: Importuitkomst
    toewijzingen: list[Rij]
    declaraties: list[Rij]

    @property
    def meldingen(self) -> dict[str, int]:
        """How often each rule was broken."""
        counts: dict[str, int] = {}
        for one in self.uitkomst.verteld:
            counts[one.melding] = counts.get(one.melding, 0) + one.aantal
        return counts

    def count(self, soort: str, uitkomst: str) -> int:
        """How many records of a type came out so."""
        return self.uitkomst.aantallen.get(soort, {}).get(uitkomst, 0)


def jw301(producten: str, **header: str) -> str:
    """A message that assigns."""
    return bericht("JW301", client(producten, contact=contact("1234AB")), **header)


def jw305(producten: str, **header: str) -> str:
    """A message that care began."""
    return bericht("JW305", client(producten), **header)


def jw307(producten: str, **header: str) -> str:
    """A message that care stopped or ended."""
    return bericht("JW307", client(producten), **header)


def write_all(folder: Path, berichten: Mapping[str, str | bytes]) -> Path:
    """Write messages under their names; a name ending in `.zip/<name>` goes into that zip."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in berichten.items():
        raw = content.encode("utf-8") if isinstance(content, str) else content
        packed, _, inner = name.partition(".zip/")
        if inner:
            with zipfile.ZipFile(folder / f"{packed}.zip", "a", zipfile.ZIP_DEFLATED) as target:
                target.writestr(inner, raw)
        else:
            (folder / name).write_bytes(raw)
    return folder


def lees(
    tmp_path: Path, *berichten: str | bytes, tabellen: Vertaaltabellen = TABELLEN, doorgaan: bool = False,
    vervangen: bool = False, jaar: int | None = None, gemeente: str = "", names: tuple[str, ...] = (),
    vertalingen: Mapping[str, Vertaling] = {}, vandaag: dt.date = dt.date(2025, 1, 1),
) -> Ingelezen:  # fmt: skip
    """Import messages, each in a file of its own, into a folder beside them."""
    named = dict(zip(names or [f"b{n}.xml" for n in range(len(berichten))], berichten, strict=True))
    bron, doel = write_all(tmp_path / "in", named), tmp_path / "uit"
    doel.mkdir(exist_ok=True)
    opdracht = Opdracht(bron, doel, gemeente, jaar, doorgaan, vervangen, vertalingen, vandaag)
    uitkomst = import_berichten(opdracht, tabellen, SLEUTEL, tmp_path / "meldingen.csv")
    return Ingelezen(uitkomst, read_rows(doel / "toewijzingen.csv"), read_rows(doel / "declaraties.csv"))


def read_rows(path: Path) -> list[Rij]:
    """The rows of an extract as text; none when it is not there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))
