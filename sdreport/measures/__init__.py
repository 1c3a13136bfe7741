"""Measures: one module per theme, one function per indicator, from typed tables to numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sdreport.measures import clienten, financien, omgeving, participatie
from sdreport.measures.cyclus import besluiten, doelindicatoren, meerjaren, overzichten, plannen, uitspraken
from sdreport.measures.definitie import EERDER, Gemeten, Indicator, Invoer
from sdreport.measures.gelezen import open_metingen
from sdreport.measures.regio import risico, transitie
from sdreport.measures.verdieping import (
    duur,
    groepen,
    landelijk,
    nagekomen,
    percelen,
    reserves,
    stapeling,
    stroom,
    wachttijd,
    wijken,
)

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
    nagekomen,
    wijken,
    reserves,
    landelijk,
    groepen,
)
INDICATOREN: tuple[Indicator, ...] = tuple(
    value for thema in THEMAS for value in vars(thema).values() if isinstance(value, Indicator)
)


def measure(invoer: Invoer, indicatoren: Iterable[Indicator] = INDICATOREN) -> list[Gemeten]:
    """Calculate all indicators whose datasets are there, in the order of the themes."""
    try:
        return [row for item in list_measurable(invoer, indicatoren) for row in item.calculate(invoer)]
    finally:
        invoer.close()


ONBEREKENBAAR = "de cijfers zijn niet uit de extracten te berekenen"


@dataclass(frozen=True)
class Metingen:
    """The numbers of the extracts, per indicator that could be measured; `oorzaak` says why that is not all of them."""

    jaar: int
    per_indicator: Mapping[str, tuple[Gemeten, ...]]
    oorzaak: str = ""

    @property
    def cijfers(self) -> tuple[Gemeten, ...]:
        """All numbers; none when there should be more."""
        return () if self.oorzaak else tuple(item for own in self.per_indicator.values() for item in own)


def measure_extracts(invoer: Invoer, ontbrekend: Sequence[str]) -> Metingen:
    """Measure what can be measured; `ontbrekend` are the extracts that could not be read.

    The text of a fault may hold values, so it is not passed on.
    """
    oorzaak = f"het extract {', '.join(ontbrekend)} is niet te lezen" if ontbrekend else ""
    measured: dict[str, tuple[Gemeten, ...]] = {}
    invoer, measure_one = open_metingen(invoer)
    for item in list_measurable(invoer):
        try:
            measured[item.naam] = tuple(measure_one(item))
        except Exception:
            oorzaak = oorzaak or ONBEREKENBAAR
    invoer.close()
    return Metingen(invoer.jaar, measured, oorzaak)


def list_measurable(invoer: Invoer, indicatoren: Iterable[Indicator] = INDICATOREN) -> list[Indicator]:
    """The indicators for which enough datasets are there, in the order of the themes."""
    there = {
        *invoer.tabellen,
        *(f"{EERDER}{slug}" for slug in invoer.eerder),
        *(["regio"] if invoer.regio else []),
    }
    return [item for item in indicatoren if item.can_be_measured(there)]
