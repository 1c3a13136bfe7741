"""Registers that were published, put together: protected under one set of rules, and attacked again.

Of a published number no more is known than the number itself (see `historie.measure_published`).
"""

from collections.abc import Sequence
from dataclasses import replace

from sdreport.disclosure.bescherming import BeschermdCijfer, protect
from sdreport.disclosure.historie import measure_published
from sdreport.disclosure.primair import find_regel
from sdreport.disclosure.toets import check_disclosure
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer, Sleutel
from sdreport.register.structuur import Structuur


def hide_more(
    rijen: Sequence[Cijfer], eigen: Geheimhouding, regels: Geheimhouding, structuur: Structuur
) -> frozenset[Sleutel]:
    """The shown numbers of one register that stricter rules than its own hide, with what would give those away.

    What it hid itself counts as hidden in an earlier report. `BuildError` when the outcome can be broken.
    """
    shown = _measure(rijen, structuur)
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
    items = [BeschermdCijfer(item, item.waarde, 0) for item in _measure(rijen, structuur)]
    check_disclosure(rijen, items, regels, structuur)


def _measure(rijen: Sequence[Cijfer], structuur: Structuur) -> list[Gemeten]:
    """The rows that are shown, as measured numbers."""
    return [item for rij in rijen if (item := measure_published(rij, structuur)) is not None]
