"""Registers that were published, put together: protected under one set of rules, and attacked again.

Of a published number no more is known than the number itself. So a count is taken to be one of as many persons, and an
amount or share to rest on enough of them: the report that published it saw to that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sdreport.disclosure.bescherming import BeschermdCijfer, protect
from sdreport.disclosure.primair import TELT_PERSONEN, find_regel, is_aantal
from sdreport.disclosure.toets import check_disclosure
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer, Sleutel
from sdreport.register.structuur import Structuur

VEEL = 1_000_000
"""On how many persons an amount or share rests, as far as a published register tells: enough."""


def hide_more(
    rijen: Sequence[Cijfer], eigen: Geheimhouding, regels: Geheimhouding, structuur: Structuur
) -> frozenset[Sleutel]:
    """The shown numbers of one register that stricter rules than its own hide, with what would give those away.

    What it hid itself counts as hidden in an earlier report. `BuildError` when the outcome can be broken.
    """
    shown = list(_as_measured(rijen, structuur))
    strict = eigen.drempel >= regels.drempel and eigen.ruimte >= regels.ruimte
    zeros = regels.nul.tonen or not eigen.nul.tonen
    if strict and zeros and not any(find_regel(item, regels) for item in shown):
        return frozenset()
    regels = regels.model_copy(update={"afronding": eigen.afronding})
    protected = protect(shown, regels, structuur, [rij for rij in rijen if rij.onderdrukt])
    gone = frozenset(item.sleutel for item in protected if item.onderdrukt)
    outcome = [replace(rij, waarde=None) if rij.sleutel in gone else rij for rij in rijen]
    check_disclosure(outcome, protected, regels, structuur)
    return gone


def check_published(rijen: Sequence[Cijfer], regels: Geheimhouding, structuur: Structuur) -> None:
    """Attack rows of which nothing but what they show is known; `BuildError` when a hidden one can be found out."""
    items = [BeschermdCijfer(item, item.waarde, 0) for item in _as_measured(rijen, structuur)]
    check_disclosure(rijen, items, regels, structuur)


def _as_measured(rijen: Iterable[Cijfer], structuur: Structuur) -> Iterable[Gemeten]:
    """The shown rows as measured numbers: of how many persons each tells, if it counts them."""
    for rij in rijen:
        if rij.waarde is not None:
            on_persons = rij.eenheid in TELT_PERSONEN or rij.indicator in structuur.over_personen
            persons = int(rij.waarde) if is_aantal(rij.eenheid) else VEEL
            yield Gemeten(
                rij.indicator,
                rij.jaar,
                rij.uitsplitsing,
                rij.waarde,
                rij.eenheid,
                "",
                "",
                persons,
                on_persons,
                persons,
            )
