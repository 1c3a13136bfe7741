"""The header of a message: what it is, whose it is, and whether it is read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sdreport.intake.berichten.xml.records import Bericht, Gelezen, as_text
from sdreport.intake.berichten.xml.stream import OnleesbaarBericht
from sdreport.intake.berichten.xml.structuur import OVERIGE_CODES, Soort, load_soorten
from sdreport.intake.berichten.xml.values import AGB, GEMEENTE

WORTEL = "Bericht"
VERSIE = ("3", "2")
VAN_GEMEENTE = ("301", "325")
"""Messages that a municipality sends; all others it gets."""
OUDE_DECLARATIE = "303"
"""The declaration of before version 3.0: it asks for money, as a 323 does, so it is not passed over as a reply is."""
NAMESPACE = re.compile(r"(?:/([0-9]+)_([0-9]+))?/(wmo|jw)([0-9]{3})(?:/|$)", re.IGNORECASE)


class OvergeslagenBericht(Exception):  # noqa: N818 - not a fault
    """A message that is not for these extracts: by its type, or by whose it is."""

    def __init__(self, regel: str) -> None:
        super().__init__(regel)
        self.regel = regel


@dataclass(frozen=True)
class Naamruimte:
    """What the namespaces of a message say that it is: its type, as WMO301, and its version; empty when they do not."""

    naam: str = ""
    versie: tuple[str, ...] = ()


def read_namespaces(namespaces: Iterable[str], line: int) -> Naamruimte:
    """What the namespaces of a message say; they may not contradict each other."""
    found = {match.groups() for space in namespaces if (match := NAMESPACE.search(space))}
    if len(found) > 1:
        raise OnleesbaarBericht("bericht_onbekend", line)
    return next(
        (Naamruimte((wet + nummer).upper(), tuple(filter(None, v))) for *v, wet, nummer in found),
        Naamruimte(),
    )


def make_bericht(header: Gelezen, ruimte: Naamruimte, bron: int, line: int) -> Bericht:
    """What the fields of a header say of all records below it."""
    soort = _find_soort(str(header["berichtcode"]), ruimte.naam, line)
    versie = tuple(str(header[name]).lstrip("0") for name in ("versie", "subversie"))
    if versie != VERSIE or ruimte.versie not in ((), VERSIE):
        raise OnleesbaarBericht("bericht_versie", line)
    gemeente, aanbieder = str(header["afzender"]), str(header["ontvanger"])
    if soort.nummer not in VAN_GEMEENTE:
        gemeente, aanbieder = aanbieder, gemeente
    if not GEMEENTE.fullmatch(gemeente) or not AGB.fullmatch(aanbieder):
        raise OnleesbaarBericht("bericht_header", line)
    identificatie = as_text(header["identificatie"]) or ""
    return Bericht(soort, gemeente, aanbieder, str(header["dagtekening"]), identificatie, bron)


def _find_soort(code: str, namespace: str, line: int) -> Soort:
    """The type of message; its code and its namespace may not contradict each other."""
    soorten = load_soorten()
    soort = soorten.get(code)
    named = soort.naam if soort else OVERIGE_CODES.get(code, "")
    if named and namespace and named != namespace:
        raise OnleesbaarBericht("bericht_onbekend", line)
    if soort is not None:
        return soort
    naam = named or namespace
    if naam.endswith(OUDE_DECLARATIE):
        raise OnleesbaarBericht("bericht_versie", line)
    if naam and naam not in {known.naam for known in soorten.values()}:
        raise OvergeslagenBericht("bericht_overgeslagen")
    raise OnleesbaarBericht("bericht_onbekend", line)
