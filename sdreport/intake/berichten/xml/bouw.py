"""How a type of message is built: in which layers the fields stand that are read, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sdreport.intake.berichten.xml import fields
from sdreport.intake.berichten.xml.fields import REGELSOORTEN, TOTALEN
from sdreport.intake.berichten.xml.structuur import Soort


@dataclass(frozen=True)
class Bouw:
    """The layers below the header (a declaration, a client, a contact, a record) and the fields in them, by path.

    `boven` are the fields of a record that stand above its client, `rondom` those that stand above the record itself;
    `gewoon` are elements that open no layer.
    """

    lagen: tuple[str, ...]
    laag_van: Mapping[str, str]
    boven: tuple[str, ...]
    rondom: frozenset[str]
    gewoon: frozenset[str]


@cache
def work_out(soort: Soort) -> Bouw:
    """The layers and fields of a type of message."""
    regel = REGELSOORTEN[soort.nummer]
    above = {"323": fields.DECLARATIE, "325": fields.ANTWOORD}.get(soort.nummer, "")
    wanted = [veld.path for veld in (*regel.velden, *TOTALEN.get(soort.nummer, ()))]
    layers = [path for path in (above, regel.client, regel.path) if path]
    if soort.nummer == "301":
        wanted += [fields.CONTACT_SOORT, fields.CONTACT_POSTCODE]
        layers.append(fields.CONTACT)
    of_regel = [veld.path for veld in regel.velden]
    around = (path for path in of_regel if not path.startswith(f"{regel.path}/"))
    return Bouw(
        tuple(layers),
        {path: max((one for one in layers if path.startswith(f"{one}/")), key=len) for path in wanted},
        tuple(path for path in of_regel if not path.startswith(f"{regel.client}/")),
        frozenset((*around, fields.CONTACT_POSTCODE)),
        frozenset(path for path, item in soort.elementen.items() if not item.vrij and path not in layers),
    )
