"""The header of a message: what it is, whose it is, and whether it is read."""

import re
from collections.abc import Iterable

from sdreport.intake.berichten.xml.records import Bericht, Gelezen, as_text
from sdreport.intake.berichten.xml.stream import OnleesbaarBericht
from sdreport.intake.berichten.xml.structuur import OVERIGE_CODES, Soort, load_soorten
from sdreport.intake.berichten.xml.values import AGB, GEMEENTE

WORTEL = "Bericht"
VERSIE = ("3", "2")
VAN_GEMEENTE = ("301", "325")
"""Messages that a municipality sends; all others it gets."""
NAMESPACE = re.compile(r"/(wmo|jw)([0-9]{3})(?:/|$)", re.IGNORECASE)


class OvergeslagenBericht(Exception):  # noqa: N818 - not a fault
    """A message that is not for these extracts: by its type, or by whose it is."""

    def __init__(self, regel: str) -> None:
        super().__init__(regel)
        self.regel = regel


def name_soort(namespaces: Iterable[str], line: int) -> str:
    """The type of message that its namespaces name, as WMO301; empty when they name none."""
    names = {"".join(found.groups()).upper() for space in namespaces if (found := NAMESPACE.search(space))}
    if len(names) > 1:
        raise OnleesbaarBericht("bericht_onbekend", line)
    return names.pop() if names else ""


def make_bericht(header: Gelezen, namespace: str, bron: int, line: int) -> Bericht:
    """What the fields of a header say of all records below it."""
    soort = _find_soort(str(header["berichtcode"]), namespace, line)
    if tuple(str(header[name]).lstrip("0") for name in ("versie", "subversie")) != VERSIE:
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
    if naam and naam not in {known.naam for known in soorten.values()}:
        raise OvergeslagenBericht("bericht_overgeslagen")
    raise OnleesbaarBericht("bericht_onbekend", line)
