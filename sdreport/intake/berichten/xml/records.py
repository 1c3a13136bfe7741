"""Fields of a message to rows of the store: checked, with pseudonyms for numbers of persons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sdreport.intake.berichten.tables import Vertaaltabellen
from sdreport.intake.berichten.xml.fields import REGELSOORTEN, Veld
from sdreport.intake.berichten.xml.structuur import Soort
from sdreport.intake.berichten.xml.values import (
    BESTAAT_NIET,
    JAAR_ONBEKEND,
    LEZERS,
    VerkeerdeNotatie,
    Waarde,
    exists,
    is_bsn,
    volume_of,
)

DEBET, CREDIT = "D", "C"
EERSTE, GEWIJZIGD, VERWIJDERD, ONGEWIJZIGD = "1", "2", "3", "9"
"""Values of StatusAanlevering (COD467)."""
MET_CODELIJST = ("geslacht", "categorie", "reden", "eenheid", "frequentie", "verwijzer")
"""Fields that hold a code of a list."""
MET_CODES = ("301", "307", "315", "323")
"""Messages whose codes come into an extract; a 305 and a 325 only repeat what those say."""
GETEKEND = ("dagtekening", "gedeclareerd", "toegewezen")
"""Days on which something was written: these cannot lie ahead, and the latest of them wins."""
Tell = Callable[[str, str, int], None]
Gelezen = dict[str, Waarde]


@dataclass(frozen=True)
class Bericht:
    """What the header says of every record in a message."""

    soort: Soort
    gemeente: str
    aanbieder: str
    dagtekening: str
    identificatie: str
    bron: int


@dataclass(frozen=True)
class Berichtrecord:
    """The elements of one record as they stand in the message, and where it starts."""

    find: Callable[[str], tuple[str, int] | None]
    line: int
    path: str


@dataclass(frozen=True)
class Maker:
    """Makes rows of the store: `pseudoniem` gives the pseudonym of a number, `tell` notes what does not fit.

    `vandaag` is the day of the import, as JJJJ-MM-DD.
    """

    tabellen: Vertaaltabellen
    pseudoniem: Callable[[str], str]
    tell: Tell
    vandaag: str

    def read(self, regel: Berichtrecord, velden: Iterable[Veld]) -> Gelezen | None:
        """The fields of a record; None when it is of no use. All that is wrong with it is told."""
        gelezen: Gelezen = {}
        bruikbaar = True
        for veld in velden:
            found = regel.find(veld.path)
            value: Waarde = None
            if found is None:
                if veld.nodig == "altijd":
                    self.tell("element_ontbreekt", veld.path, regel.line)
                    bruikbaar = False
                elif veld.nodig == "liever":
                    self.tell("element_mist", veld.path, regel.line)
            else:
                value = self._read_value(veld, *found)
                bruikbaar &= value is not None or veld.nodig not in ("altijd", "goed")
            gelezen[veld.naam] = value
        return gelezen if bruikbaar else None

    def make_row(
        self, bericht: Bericht, regel: Berichtrecord, gelezen: Gelezen
    ) -> tuple[str, Gelezen] | None:
        """The table of a record and its row by column; None when a code makes it of no use."""
        nummer = bericht.soort.nummer
        waarden: Gelezen = {
            **gelezen,
            "gemeente": bericht.gemeente,
            "wet": bericht.soort.wet,
            "aanbieder": bericht.aanbieder,
            "dagtekening": bericht.dagtekening,
            "identificatie": bericht.identificatie,
            "bron": bericht.bron,
            "regel": regel.line,
        }
        bsn = str(gelezen.get("client") or "")
        for name in ("referentie", "vorige"):
            if waarden.get(name):
                waarden[name] = self._protect(str(waarden[name]), bsn)
        waarden["client"] = self.pseudoniem(bsn) if bsn else None
        if nummer in MET_CODES:
            self._check_codes(bericht, regel, gelezen)
        if nummer == "301":
            table = "toegewezen"
            geboren = as_text(gelezen["geboren"])
            known = geboren is not None and gelezen["geboren_gebruik"] != JAAR_ONBEKEND
            waarden["geboortejaar"] = geboren[:4] if geboren and known else None
        elif nummer in ("305", "307"):
            table = "levering"
            waarden["soort"] = nummer
            if gelezen["status"] not in (EERSTE, GEWIJZIGD, VERWIJDERD, ONGEWIJZIGD):
                self.tell("code_onbekend_status", f"{regel.path}/StatusAanlevering", regel.line)
                return None
        elif nummer == "315":
            table = "verwijzing"
        else:
            table = "prestatie"
            if gelezen["debet_credit"] not in (DEBET, CREDIT):
                self.tell("code_onbekend_status", f"{regel.path}/IngediendBedrag/DebetCredit", regel.line)
                return None
        if "volume" in gelezen:
            waarden["volume"] = volume_of(as_text(gelezen["volume"]), as_text(gelezen["eenheid"]))
        return table, waarden

    def _read_value(self, veld: Veld, text: str, line: int) -> Waarde:
        try:
            value = LEZERS[veld.soort](text)
        except VerkeerdeNotatie:
            self.tell("notatie" if veld.nodig in ("altijd", "goed") else "notatie_leeg", veld.path, line)
            return None
        if veld.soort == "datum" and not exists(str(value)):
            self.tell(BESTAAT_NIET, veld.path, line)
        elif veld.naam in GETEKEND and str(value) > self.vandaag:
            self.tell("dag_vooruit", veld.path, line)
        return value

    def _protect(self, reference: str, bsn: str) -> str:
        """A reference as it is, or a pseudonym when it can be a name or holds the number of the client."""
        personal = not any(sign.isdigit() for sign in reference) or (bsn and bsn in reference)
        return self.pseudoniem(reference) if personal else reference

    def _check_codes(self, bericht: Bericht, regel: Berichtrecord, gelezen: Gelezen) -> None:
        """Tell of every number that is none, of every code that is in no list, and of every unknown product."""
        wet, nummer = bericht.soort.wet, bericht.soort.nummer
        if nummer == "301" and gelezen["code"] is None:
            self._check_categorie(wet, regel, as_text(gelezen["categorie"]))
        for veld in REGELSOORTEN[nummer].velden:
            code, found = gelezen.get(veld.naam), regel.find(veld.path)
            if code is None or found is None:
                continue
            lijst = f"reden_{nummer}" if veld.naam == "reden" else veld.naam
            if veld.soort == "bsn" and not is_bsn(str(code)):
                self.tell("bsn_elfproef", veld.path, found[1])
            elif veld.naam in MET_CODELIJST and not self.tabellen.knows_code(lijst, wet, str(code)):
                self.tell("code_onbekend", veld.path, found[1])
            elif veld.naam == "code" and not self.tabellen.knows_product(wet, str(code)):
                self.tell("product_onbekend", veld.path, found[1])

    def _check_categorie(self, wet: str, regel: Berichtrecord, categorie: str | None) -> None:
        """A toewijzing may name a productcategorie only: the municipality says what that is in its products."""
        if categorie is None:
            self.tell("element_mist", f"{regel.path}/Product/Categorie", regel.line)
        elif not self.tabellen.knows_product(wet, categorie):
            self.tell("product_onbekend", f"{regel.path}/Product/Categorie", regel.line)


def as_text(value: Waarde) -> str | None:
    """A value that is text, or nothing."""
    return None if value is None else str(value)
