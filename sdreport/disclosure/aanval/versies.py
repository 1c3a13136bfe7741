"""What a reader finds who has an earlier version of the same report: read from both as they are printed."""

from collections.abc import Iterable, Iterator, Mapping

from sdreport.disclosure.aanval.lezer import Lezer
from sdreport.register.cijfer import Getal, Sleutel

GEMETEN = ("euro", "%", "dagen", "procentpunt")


def compare_versions(
    lezer: Lezer, vorige: Iterable[Getal], eigen: Iterable[Sleutel], drempel: int
) -> Iterator[str]:
    """What is wrong with showing these numbers beside an earlier version, a sentence each.

    A zero too: who knows that one record changed, knows how many there were.
    """
    now = _read_shown(lezer, eigen)
    for before in vorige:
        rij = now.get(before.sleutel)
        if rij is None or rij.waarde is None:
            continue
        name = f"{rij.adres} ({rij.jaar})"
        if before.waarde is None:
            yield f"{name} was in een vorige versie afgeschermd en wordt nu getoond"
        elif _counts_persons(lezer, rij) and 0 < abs(rij.waarde - before.waarde) < drempel:
            yield f"{name}: het verschil met een vorige versie is een klein aantal"


def _counts_persons(lezer: Lezer, rij: Getal) -> bool:
    return rij.eenheid not in GEMETEN and rij.indicator in lezer.structuur.over_personen


def _read_shown(lezer: Lezer, eigen: Iterable[Sleutel]) -> Mapping[Sleutel, Getal]:
    """The numbers of this year that a reader sees."""
    return {key: lezer.rows[key] for key in eigen if key in lezer.rows and lezer.rows[key].waarde is not None}
