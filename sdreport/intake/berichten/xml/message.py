"""One message, read element by element: its header says what it is, and each record goes to the store."""

from dataclasses import dataclass, field

from sdreport.intake.berichten.store import Berichtopslag
from sdreport.intake.berichten.xml import fields
from sdreport.intake.berichten.xml.bouw import Bouw, work_out
from sdreport.intake.berichten.xml.fields import HEADER, REGELSOORTEN, TOTALEN
from sdreport.intake.berichten.xml.header import (
    WORTEL,
    Naamruimte,
    OvergeslagenBericht,
    make_bericht,
    read_namespaces,
)
from sdreport.intake.berichten.xml.records import Bericht, Berichtrecord, Maker, as_text
from sdreport.intake.berichten.xml.stream import OnleesbaarBericht
from sdreport.intake.berichten.xml.totals import Telling, add_answer, check_declaratie, take_answer
from sdreport.intake.berichten.xml.values import VerkeerdeNotatie, read_postcode

KOP = "Header"
ZONDER_REGELS = ("325",)
"""An answer to a declaration has lines only when something was rejected."""
ONBEKEND = Bouw((), {}, (), frozenset(), frozenset())
"""Of a message of which the header has not been read."""
MEESTE_WACHTEND = 5_000
"""So many records wait for what stands around them; no client has more products, and memory stays bounded."""


@dataclass
class _Laag:
    """Values of one layer of a message (header, client, contact, record) with their lines."""

    line: int = 0
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    dubbel: bool = False
    """Whether a value came twice; then nobody knows which counts."""


class BerichtLezer:
    """Takes the elements of one message and adds its records to the store; `finish` it when all has been read."""

    def __init__(self, storage: Berichtopslag, maker: Maker, bron: int, gemeente: str = "") -> None:
        self._opslag, self._maker, self._bron, self._gemeente = storage, maker, bron, gemeente
        self._ruimte = Naamruimte()
        self._layer_of: dict[str, str] = {veld.path: KOP for veld in HEADER}
        self._layers: dict[str, _Laag] = {KOP: _Laag()}
        self._vrij = ""
        self._retour: set[str] = set()
        self._postcode: tuple[int, str, int] | None = None
        self._wachtend: list[tuple[_Laag, _Laag]] = []
        self._gedaan: set[str] = set()
        self._bouw = ONBEKEND
        self._telling = Telling()
        self._beantwoord = False
        self.bericht: Bericht | None = None
        self._gezien = 0
        self.regels = 0

    def open_root(self, naam: str, namespaces: list[str], line: int) -> None:
        """The root has one name for all messages; its namespaces say of what type it is."""
        if naam != WORTEL:
            raise OnleesbaarBericht("bericht_onbekend", line)
        self._ruimte = read_namespaces(namespaces, line)

    def open_element(self, path: str, line: int) -> None:
        """A new layer begins, or an element that the standard does not describe is passed over."""
        if path in self._bouw.gewoon or self._vrij or path.startswith(KOP):
            return
        if self.bericht is None:
            raise OnleesbaarBericht("bericht_begin", line)
        element = self.bericht.soort.elementen.get(path)
        if element is None:
            self._maker.tell("element_onbekend", path.rpartition("/")[0] or WORTEL, line)
            self._vrij = path
        elif element.vrij:
            self._vrij = path
        elif path in self._layers:
            self._layers[path] = _Laag(line)
            if self._gedaan and path != fields.CONTACT:
                self._gedaan -= {one for one in self._gedaan if one.startswith(f"{path}/")}
            if path == "Client":
                self._postcode = None
            elif path in (fields.DECLARATIE, fields.ANTWOORD):
                self._telling, self._beantwoord = Telling(), True

    def close_element(self, path: str, text: str, leeg: bool, line: int) -> None:
        """A value is kept when it is of use; a layer that ends is worked out."""
        if self._vrij:
            if path == self._vrij:
                self._vrij = ""
            return
        if leeg:
            self._maker.tell("element_leeg", path if self._is_known(path) else KOP, line)
        elif (name := self._layer_of.get(path)) is not None:
            if path in self._gedaan:
                raise OnleesbaarBericht("bericht_volgorde", line)
            layer = self._layers[name]
            layer.dubbel |= path in layer.values
            layer.values[path] = (text, line)
        elif path == fields.AFGEKEURD_BERICHT:
            self._retour.add(text)
        if path == KOP:
            self._settle(line)
        elif path in self._layers and self.bericht is not None:
            self._close_layer(path, self.bericht)

    def finish(self) -> None:
        """The message has ended."""
        if self.bericht is None:
            raise OnleesbaarBericht("bericht_header")
        nummer = self.bericht.soort.nummer
        if nummer == "325" and not self._beantwoord and self._retour - {fields.GEEN_OPMERKING}:
            found = [as_text((self._find(veld.path) or (None,))[0]) for veld in HEADER[-2:]]
            add_answer(self._opslag, self.bericht, "bericht", 0, beantwoord=found[0], beantwoord_dag=found[1])
        elif self._gezien == 0 and nummer not in ZONDER_REGELS:
            self._maker.tell("bericht_leeg", WORTEL, 0)

    def _is_known(self, path: str) -> bool:
        """Whether a path is of the standard; any other name is text from the message, and is not told."""
        return path in self._layer_of or (self.bericht is not None and path in self.bericht.soort.elementen)

    def _settle(self, line: int) -> None:
        layer = self._layers[KOP]
        header = self._maker.read(Berichtrecord(self._find, line, KOP), HEADER)
        if header is None or layer.dubbel or self.bericht is not None:
            raise OnleesbaarBericht("bericht_header", line)
        self.bericht = make_bericht(header, self._ruimte, self._bron, line)
        if self._gemeente not in ("", self.bericht.gemeente):
            raise OvergeslagenBericht("bericht_van_ander")
        self._bouw = work_out(self.bericht.soort)
        self._layers |= {path: _Laag() for path in self._bouw.lagen}
        self._layer_of |= self._bouw.laag_van

    def _find(self, path: str) -> tuple[str, int] | None:
        return self._layers[self._layer_of[path]].values.get(path)

    def _close_layer(self, path: str, bericht: Bericht) -> None:
        """A contact, a record, a client or a whole declaration has been read.

        A record waits for the end of what it stands in, as a sender may put the parts of that in any order.
        """
        layer, nummer = self._layers[path], bericht.soort.nummer
        soort = REGELSOORTEN[nummer]
        if path == fields.CONTACT:
            self._take_contact(layer)
        elif path == soort.path:
            self._gezien += 1
            self._wachtend.append((self._layers[soort.client], layer))
            if len(self._wachtend) >= MEESTE_WACHTEND:
                self._add_waiting(bericht)
        elif path == soort.client and all(map(self._find, self._bouw.boven)):
            self._add_waiting(bericht)
        elif path in (fields.DECLARATIE, fields.ANTWOORD):
            self._add_waiting(bericht)
            totalen = self._maker.read(Berichtrecord(self._find, layer.line, path), TOTALEN[nummer])
            if totalen is None:
                return
            if nummer == "323":
                check_declaratie(self._telling, totalen, layer.line, self._maker.tell)
            else:
                take_answer(self._opslag, bericht, self._telling, totalen, layer.line, self._maker.tell)

    def _add_waiting(self, bericht: Bericht) -> None:
        """Make rows of the records that wait; what stands around these may not come any more."""
        soort = REGELSOORTEN[bericht.soort.nummer]
        current = {name: self._layers[name] for name in (soort.client, soort.path)}
        for client, layer in self._wachtend:
            self._layers |= {soort.client: client, soort.path: layer}
            self._add_record(soort.path, bericht)
        if self._wachtend:
            self._gedaan |= self._bouw.rondom
        self._layers |= current
        self._wachtend.clear()

    def _add_record(self, path: str, bericht: Bericht) -> None:
        layer = self._layers[path]
        around = [name for name in self._layers if path.startswith(f"{name}/")]
        if any(self._layers[name].dubbel for name in (path, *around)):
            self._maker.tell("element_dubbel", path, layer.line)
            return
        regel = Berichtrecord(self._find, layer.line, path)
        gelezen = self._maker.read(regel, REGELSOORTEN[bericht.soort.nummer].velden)
        if gelezen is None or (made := self._maker.make_row(bericht, regel, gelezen)) is None:
            return
        self.regels += 1
        table, row = made
        if bericht.soort.nummer == "325":
            self._telling.add(gelezen)
            names = ("declaratie", "referentie")
            add_answer(
                self._opslag, bericht, "regel", layer.line, **{name: as_text(row[name]) for name in names}
            )
            return
        if bericht.soort.nummer == "323":
            self._telling.add(gelezen)
        elif bericht.soort.nummer == "301":
            row["wijk"] = self._find_wijk()
        self._opslag.add_record(table, row)

    def _take_contact(self, layer: _Laag) -> None:
        """Keep the postcode of the address that says best where the client lives."""
        soort = layer.values.get(fields.CONTACT_SOORT, ("", 0))[0]
        order = fields.ADRES_VOLGORDE
        rank = order.index(soort) if soort in order else len(order)
        found = layer.values.get(fields.CONTACT_POSTCODE)
        if found is not None and (self._postcode is None or rank < self._postcode[0]):
            self._postcode = (rank, *found)

    def _find_wijk(self) -> str | None:
        tabellen = self._maker.tabellen
        if self._postcode is None or not tabellen.wijken:
            return None
        _, text, line = self._postcode
        try:
            wijk = tabellen.find_wijk(read_postcode(text))
        except VerkeerdeNotatie:
            self._maker.tell("notatie_leeg", fields.CONTACT_POSTCODE, line)
            return None
        if wijk is None:
            self._maker.tell("postcode_onbekend", fields.CONTACT_POSTCODE, line)
        return wijk
