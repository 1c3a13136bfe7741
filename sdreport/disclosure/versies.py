"""An earlier version of the same report that was published: what it hid stays hidden, and a small change is hidden too.

Who kept the earlier version lays it beside this one, and the difference is a number as well. `aanval.versies` has its
own way of finding it.
"""

from collections.abc import Iterable, Mapping

from sdreport.disclosure.primair import count_persons, is_aantal
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Getal, Sleutel

EERDER = "was in een vorige versie afgeschermd"


def hide_changes(
    cijfers: Mapping[Sleutel, Gemeten], vorige: Iterable[Getal], regels: Geheimhouding
) -> dict[Sleutel, str]:
    """The numbers that an earlier version hid, and those that differ from it by fewer persons than the threshold."""
    hidden: dict[Sleutel, str] = {}
    for rij in vorige:
        cijfer = cijfers.get(rij.sleutel)
        if cijfer is None:
            continue
        if rij.waarde is None:
            hidden[rij.sleutel] = EERDER
        elif 0 < _count_changed(cijfer, rij.waarde, regels) < regels.drempel:
            hidden[rij.sleutel] = f"verschilt minder dan {regels.drempel} personen van een vorige versie"
    return hidden


def _count_changed(cijfer: Gemeten, before: float, regels: Geheimhouding) -> float:
    """Of how many persons a change is about; of an amount or share, when all of its persons have an equal part."""
    if not cijfer.over_personen:
        return 0.0
    if is_aantal(cijfer.eenheid):
        return 0.0 if regels.afronding.basis else abs(cijfer.waarde - before)
    whole = {"%": 100.0, "euro": max(abs(cijfer.waarde), abs(before))}.get(cijfer.eenheid, 0.0)
    return abs(cijfer.waarde - before) / whole * count_persons(cijfer) if whole else 0.0
