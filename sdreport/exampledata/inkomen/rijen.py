"""The rows of uitkeringen.csv and inkomensondersteuning.csv, in the order of their columns."""

from sdreport.exampledata.csvfile import format_cent
from sdreport.exampledata.inkomen.groepen import Inkomensgroepen
from sdreport.exampledata.inkomen.ondersteuning import Toekenning
from sdreport.exampledata.inkomen.uitkeringen import Uitkering

STATISTIEKCODES = {"PW": "01", "IOAW": "02", "IOAZ": "03", "BBZ": "14"}
"""The code of the BUS for each regeling."""
Rij = tuple[object, ...]
Inwoners = list[tuple[str, str, int, str]]
"""Per person clientnummer, huishoudnummer, geboortejaar and geslacht."""


def uitkering_rijen(uitkeringen: list[Uitkering], inwoners: Inwoners, groepen: Inkomensgroepen) -> list[Rij]:
    """The benefits by first day; those of a couple have the partner beside the one who asked for it."""

    def find(plaats: int) -> tuple[str, str, int, str]:
        return inwoners[groepen.personen[plaats]]

    rijen: list[Rij] = []
    ordered = sorted(uitkeringen, key=lambda u: (u.begin, find(u.plaats), u.regeling))
    for nummer, u in enumerate(ordered, start=1):
        client, huishouden, *kenmerken = find(u.plaats)
        partner: Rij = ("", "", "")
        if u.partner is not None:
            wie, _, *zijn = find(u.partner)
            partner = (wie, *zijn)
        wat = (u.regeling, STATISTIEKCODES[u.regeling], u.begin, u.einde, u.reden, format_cent(u.cent))
        rijen.append((f"U{nummer:05d}", client, *partner, huishouden, *kenmerken, *wat))
    return rijen


def ondersteuning_rijen(steun: list[Toekenning], inwoners: Inwoners, groepen: Inkomensgroepen) -> list[Rij]:
    """The awards by day."""

    def find(plaats: int) -> tuple[str, int, str]:
        client, _, geboortejaar, geslacht = inwoners[groepen.personen[plaats]]
        return client, geboortejaar, geslacht

    rijen: list[Rij] = []
    ordered = sorted(steun, key=lambda t: (t.datum, find(t.plaats), t.soort, t.kostensoort, t.cent))
    for nummer, t in enumerate(ordered, start=1):
        client, *kenmerken = find(t.plaats)
        wat = (t.soort, t.kostensoort, t.datum, format_cent(t.cent))
        rijen.append((f"T{nummer:05d}", client, groepen.huishoudens[t.plaats], *kenmerken, *wat))
    return rijen
