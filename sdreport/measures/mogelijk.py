"""What a published number can be at all: a slip in the history is not to become a trend, or what a reader trusts."""

from sdreport.measures import INDICATOREN
from sdreport.measures.herleiding import NEGATIEF
from sdreport.register.cijfer import Cijfer
from sdreport.safe.dutch import to_dutch

TELLEN = frozenset(
    {
        "personen", "huishoudens", "leerlingen", "inwoners", "voorzieningen", "verwijzingen", "bezwaarschriften",
        "aantal", "activiteiten", "doelen", "indicatoren", "besluiten", "uitspraken", "gemeenten",
    }
)  # fmt: skip
"""Units of which there are whole numbers."""
MEESTE = {"euro": 10_000_000_000, "dagen": 40_000, "eenheden": 1_000_000_000, "jeugdigen": 20_000_000}
"""The most of each unit: more than the largest municipality spends in a year, a century, all of the country."""
MEESTE_INWONERS = 20_000_000
MEESTE_PCT = 1_000_000
ANDERE_DELEN = ("bewindvoering_kosten_aandeel", "kosten_leeftijd_aandeel", "nog_lopend", "binnen_termijn")
DELEN = frozenset({*(item.naam for item in INDICATOREN if item.aandeel_van), *ANDERE_DELEN})
"""Percentages of a whole: from 0 to 100."""


def explain_impossible(rij: Cijfer) -> str:
    """Why a number cannot be, with what it can be; empty when it can, and when nobody knows (comparisons, no unit)."""
    waarde, naam = rij.waarde, rij.indicator
    if waarde is None:
        return ""
    if rij.eenheid in TELLEN:
        if not 0 <= waarde <= MEESTE_INWONERS or not float(waarde).is_integer():
            what = f"een geheel getal van 0 of meer, tot {to_dutch(MEESTE_INWONERS)}"
            return f"{naam} telt {rij.eenheid}: hier hoort {what}."
    elif rij.eenheid == "%":
        least = 0 if naam in DELEN else -MEESTE_PCT
        most = 100 if naam in DELEN or naam in NEGATIEF else MEESTE_PCT
        if not least <= waarde <= most:
            return f"{naam} is een percentage: {_between(least, most)}"
    elif rij.eenheid in MEESTE:
        most = MEESTE[rij.eenheid]
        least = -most if rij.eenheid == "euro" else 0
        if not least <= waarde <= most:
            return f"{naam} is in {rij.eenheid}: {_between(least, most)}"
    return ""


def _between(least: int, most: int) -> str:
    return f"hier hoort een getal van {to_dutch(least)} tot en met {to_dutch(most)}."
