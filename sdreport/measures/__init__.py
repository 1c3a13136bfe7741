"""Measures: one module per theme, one function per indicator, from typed tables to numbers."""

from collections.abc import Iterable

from sdreport.measures import clienten, financien, omgeving, participatie
from sdreport.measures.cyclus import besluiten, doelindicatoren, meerjaren, overzichten, plannen, uitspraken
from sdreport.measures.definitie import EERDER, Gemeten, Indicator, Invoer
from sdreport.measures.regio import risico, transitie
from sdreport.measures.verdieping import duur, percelen, stapeling, stroom, wachttijd

THEMAS = (
    clienten,
    participatie,
    financien,
    omgeving,
    plannen,
    overzichten,
    doelindicatoren,
    meerjaren,
    besluiten,
    uitspraken,
    transitie,
    risico,
    stroom,
    duur,
    stapeling,
    wachttijd,
    percelen,
)
INDICATOREN: tuple[Indicator, ...] = tuple(
    value for thema in THEMAS for value in vars(thema).values() if isinstance(value, Indicator)
)


def measure(invoer: Invoer, indicatoren: Iterable[Indicator] = INDICATOREN) -> list[Gemeten]:
    """Calculate all indicators whose datasets are there, in the order of the themes."""
    return [row for item in list_measurable(invoer, indicatoren) for row in item.calculate(invoer)]


def list_measurable(invoer: Invoer, indicatoren: Iterable[Indicator] = INDICATOREN) -> list[Indicator]:
    """The indicators whose datasets are there, in the order of the themes."""
    there = {
        *invoer.tabellen,
        *(f"{EERDER}{slug}" for slug in invoer.eerder),
        *(["regio"] if invoer.regio else []),
    }
    return [item for item in indicatoren if there.issuperset(item.bron)]
