"""Numbers of earlier years: a report does not repeat a small number, whatever the report of that year showed.

What those reports published stays known to a reader; the numbers of this year are protected as if nothing of it were
hidden now (see `bescherming.protect`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sdreport.disclosure.bescherming import (
    VOLGT,
    BeschermdCijfer,
    Bescherming,
    find_hidden,
    make_cel,
    read_historie,
)
from sdreport.disclosure.keuze.stelsel import make_stelsel
from sdreport.disclosure.primair import TELT_PERSONEN, is_aantal
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Getal, Sleutel, make_adres, parse_adres
from sdreport.register.compare import find_base
from sdreport.register.structuur import Structuur

VEEL = 1_000_000
"""On how many persons an amount or share rests, as far as a published register tells: enough."""


def protect_history(
    historie: Iterable[Getal], items: Sequence[BeschermdCijfer], regels: Geheimhouding, structuur: Structuur
) -> Bescherming:
    """The shown numbers of earlier years with the small ones hidden, and what would give those away.

    `items` are the numbers of this year: of one address those are about persons in every year or in none.
    """
    rows = list(historie)
    of_address = {item.sleutel[0]: item.gemeten.over_personen for item in items}
    measured = (measure_published(rij, structuur, of_address.get(rij.adres)) for rij in rows)
    shown = {cijfer.sleutel: cijfer for cijfer in measured if cijfer}
    if not regels.drempel:
        return Bescherming(tuple(BeschermdCijfer(cijfer, cijfer.waarde, 0) for cijfer in shown.values()))
    now = [replace(make_cel(item.gemeten, regels, structuur), vast=True) for item in items]
    before = [cel for cel in read_historie(rows, regels, structuur) if cel.waarde is None]
    cells = {cel.sleutel: cel for cel in now}
    cells |= {cel.sleutel: cel for cel in before if cel.sleutel not in cells}
    cells |= {key: make_cel(cijfer, regels, structuur) for key, cijfer in shown.items() if key not in cells}
    hidden, keuze = find_hidden(shown, make_stelsel(cells.values(), structuur), regels, structuur)
    hidden |= {key: VOLGT for key in shown if not hidden.keys().isdisjoint(_compared(key))}
    protected = (
        BeschermdCijfer(cijfer, None, 0, hidden[key])
        if key in hidden
        else BeschermdCijfer(cijfer, cijfer.waarde, 0)
        for key, cijfer in shown.items()
    )
    return Bescherming(tuple(protected), keuze)


def measure_published(rij: Getal, structuur: Structuur, over_personen: bool | None = None) -> Gemeten | None:
    """A published number as a measured one; None when it was hidden already.

    Of a published number no more is known than the number itself: a count is one of as many persons, an amount or share
    rests on enough of them, as its own report saw to. `over_personen` says so where that is known better.
    """
    if rij.waarde is None:
        return None
    if over_personen is None:
        over_personen = rij.eenheid in TELT_PERSONEN or rij.indicator in structuur.over_personen
    persons = int(rij.waarde) if is_aantal(rij.eenheid) else VEEL
    return Gemeten(
        rij.indicator,
        rij.jaar,
        rij.uitsplitsing,
        rij.waarde,
        rij.eenheid,
        "",
        "",
        persons,
        over_personen,
        persons,
    )


def _compared(key: Sleutel) -> set[Sleutel]:
    """The two numbers that a difference or growth compares; nothing when it is none."""
    indicator, waarden, jaar = parse_adres(*key)
    adres = make_adres(find_base(indicator), waarden)
    return {(adres, jaar), (adres, jaar - 1)} if adres != key[0] else set()
