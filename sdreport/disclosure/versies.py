"""An earlier version of the same report that was published: what it hid stays hidden, and a small change is hidden too.

Who kept the earlier version lays it beside this one, and the difference is a number as well. `aanval.versies` has its
own way of finding it.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sdreport.disclosure.primair import count_persons, is_aantal
from sdreport.errors import ConfigurationError, Fault
from sdreport.measures.definitie import Gemeten
from sdreport.measures.mogelijk import explain_impossible
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer, Getal, Sleutel
from sdreport.register.files import read_lines

EERDER = "was in een vorige versie afgeschermd"
DICHTBIJ = 1.25
"""Two versions of a report have nearly all numbers within this factor; two municipalities one in seven."""
GENOEG = 20
"""With fewer numbers beside each other nothing is said of whose they are."""


def read_versies(paths: Iterable[Path], cijfers: Sequence[Gemeten]) -> list[Cijfer]:
    """The rows of this report in versions of it that were published before.

    `ConfigurationError` when a file is none: its numbers cannot be, or they are of another report or municipality.
    """
    own = {cijfer.sleutel: cijfer.waarde for cijfer in cijfers}
    found: list[Cijfer] = []
    for path in paths:
        rows = [(line, rij) for line, rij in read_lines(path) if rij.sleutel in own]
        if not rows:
            what = "hierin staat geen enkel cijfer van dit rapport; noem het cijfers.csv van een eerdere versie ervan."
            raise ConfigurationError(Fault(what, path.name))
        wrong = [
            Fault(what, path.name, (line,), column="waarde")
            for line, rij in rows
            if (what := explain_impossible(rij))
        ]
        if wrong:
            raise ConfigurationError.from_list("Cijfers van een vorige versie kloppen niet:", wrong)
        pairs = [(rij.waarde, own[rij.sleutel]) for _, rij in rows if rij.waarde and own[rij.sleutel]]
        near = sum(1 / DICHTBIJ <= before / now <= DICHTBIJ for before, now in pairs)
        if len(pairs) >= GENOEG and near < len(pairs) / 2:
            what = (
                f"van {len(pairs)} cijfers lijken er maar {near} op die van dit rapport; noem het cijfers.csv van een "
                "eerdere versie van dit rapport, niet dat van een andere gemeente."
            )
            raise ConfigurationError(Fault(what, path.name))
        found += [rij for _, rij in rows]
    return found


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
    """Of how many persons a change is about at least; of a share, when all of its persons have an equal part."""
    if not cijfer.over_personen:
        return 0.0
    change = abs(cijfer.waarde - before)
    if is_aantal(cijfer.eenheid):
        return 0.0 if regels.afronding.basis else change
    if cijfer.eenheid == "%":
        return change / 100 * count_persons(cijfer)
    whole = max(abs(cijfer.waarde), abs(before)) if cijfer.eenheid == "euro" else 0.0
    equal = change / whole * count_persons(cijfer) if whole else 0.0
    return min(equal, _count_largest(change, cijfer)) if cijfer.bijdragen else equal


def _count_largest(change: float, cijfer: Gemeten) -> float:
    """The fewest persons who have so much of an amount; of those who are not known, none has more than the last."""
    parts = [abs(cijfer.waarde) * part / 100 for part in cijfer.bijdragen]
    count = 0.0
    while change > 0 and count < len(parts):
        change -= parts[int(count)]
        count += 1
    return count + change / parts[-1] if change > 0 and parts[-1] else count
