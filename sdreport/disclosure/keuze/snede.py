"""A condition on the choice out of an attack that succeeded: which cells would have to be hidden too."""

from dataclasses import replace

import numpy as np

from sdreport.disclosure.keuze.deel import EPS, Deel, Vraag
from sdreport.disclosure.keuze.dekking import Voorwaarde
from sdreport.disclosure.oplosser import Programma, Reeks, Vragen, minimize_linear

VEEL = 1e9
KLEIN = 1e-4
KIEREN = (1e-3, 1e-7)
"""Cells that are shown move a little too: of many conditions that follow from an attack it gives a strong one.

With the wider gap an attack can fail that would succeed with the smaller.
"""
RUIM = 2.0
AFRONDING = 7


def find_snede(deel: Deel, vraag: Vraag, keuze: Reeks, vragen: Vragen) -> Voorwaarde | None:
    """A condition that the choice breaks and every safe one meets; None when the demand is met, by fractions at least.

    By linear duality: the prices of the relations in the attack say how far the cell can go, whatever is hidden.
    """
    if _is_met(deel, vraag, keuze, vragen):
        return None
    found = (_attack(deel, vraag, keuze, gap) for gap in KIEREN)
    return next((condition for condition in found if condition is not None), None)


def _is_met(deel: Deel, vraag: Vraag, keuze: Reeks, vragen: Vragen) -> bool:
    """Whether even the attack with the smallest gap fails: then all do, and nobody has to ask for prices."""
    goal, programma = _make_programma(deel, vraag, keuze, KIEREN[-1])
    found = vragen.minimize(goal, replace(programma, geheel=np.zeros(len(goal)))).beste
    return found is not None and abs(found[vraag[0]]) >= 1.0 - EPS


def _make_programma(deel: Deel, vraag: Vraag, keuze: Reeks, kier: float) -> tuple[Reeks, Programma]:
    """How far the cell can go the demanded way, in units of what is demanded, with a gap."""
    number, need = vraag[0], abs(vraag[1])
    sign = 1.0 if vraag[1] > 0 else -1.0
    room, low, high = -deel.bodem / need, deel.laag / need, deel.hoog / need
    share = np.maximum(keuze, kier)
    down, up = np.minimum(room, VEEL) * share, RUIM * share
    own_way, other_way = (up, down) if sign > 0 else (down, up)
    own_way[number], other_way[number] = 1.0, 0.0
    goal = np.zeros(len(keuze))
    goal[number] = -sign
    return goal, Programma(deel.rijen, low, high, -down, up, deel.geheel)


def _attack(deel: Deel, vraag: Vraag, keuze: Reeks, kier: float) -> Voorwaarde | None:
    """The attack with a gap, in units of what is demanded."""
    number = vraag[0]
    goal, programma = _make_programma(deel, vraag, keuze, kier)
    found = minimize_linear(goal, programma)
    if found.waarden is None or abs(found.waarden[number]) >= 1.0 - EPS:
        return None
    prices = np.round(found.prijzen, AFRONDING)
    side = np.where(prices > 0, programma.laag, programma.hoog)
    constant = float((prices[prices != 0] * side[prices != 0]).sum())
    rest = goal - deel.rijen.T @ prices
    least = 1.0 - float(goal[number] * rest[number]) + constant
    if least <= EPS:
        return None
    room = -deel.bodem / abs(vraag[1])
    condition = {
        int(other): min(1.0, (room[other] * rest[other] if rest[other] > 0 else np.inf) / least)
        for other in np.flatnonzero(np.abs(rest) > EPS)
        if other != number
    }
    return condition if sum(v * keuze[n] for n, v in condition.items()) < 1 - KLEIN else None
