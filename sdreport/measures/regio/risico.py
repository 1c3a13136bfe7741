"""Sharing risk in a region: what four models do to each municipality, in many simulated years.

The outcomes of the simulation are rounded to whole euros. Reports without a region have none of these numbers.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.regio.per_gemeente import each_gemeente, each_together
from sdreport.project.parameters.regio import Regio
from sdreport.register.structuur import SOM, TOTAAL
from sdreport.risicodeling import Centen
from sdreport.risicodeling.modellen import MODELLEN, divide, make_afspraken
from sdreport.risicodeling.simulatie import expect, simulate
from sdreport.risicodeling.uitkomsten import (
    add_total,
    incentive,
    mean_eur,
    quantile_eur,
    reserve_eur,
    split_subsidy,
    std_eur,
    subsidy_eur,
    worst_eur,
)

SIMULATIE = (
    "De uitkomst komt uit een simulatie van onzekere jaren; het totaal is dat van de regio als geheel."
)


@dataclass(frozen=True)
class Doorrekening:
    """A simulated region: its parameters, the use per voorziening and the payments per model, in cents."""

    regio: Regio
    per_voorziening: Centen
    betalingen: Mapping[str, Centen]

    @property
    def gebruik(self) -> Centen:
        """Use of all voorzieningen together, year × municipality."""
        total: Centen = self.per_voorziening.sum(axis=0)
        return total


@indicator(
    dimensies=("termijn",),
    eenheid="jaar",
    bron=("regio",),
    definitie="Aantal jaren waarmee de simulatie rekent.",
)
def risico_jaren(invoer: Invoer) -> Iterator[Meting]:
    """The terms of the simulation, to be named in texts."""
    if invoer.regio:
        afspraken = invoer.regio.simulatie
        yield Meting(("gesimuleerd",), afspraken.jaren, 0)
        yield Meting(("herziening",), afspraken.herziening_jaren, 0)
        yield Meting(("horizon",), afspraken.horizon_jaren, 0)


@indicator(
    dimensies=("gemeente",),
    eenheid="euro",
    bron=("regio",),
    definitie="Vaste premie per jaar in het model verzekering: de verwachte kosten van de regio, naar het aantal "
    "jeugdigen.",
    totaal={"gemeente": SOM},
)
def risico_premie(invoer: Invoer) -> Iterator[Meting]:
    """The premium that is known before the year begins."""
    if invoer.regio:
        costs = np.rint(expect(invoer.regio).sum(keepdims=True)[0]).astype(np.int64)
        premie = divide(costs, make_afspraken(invoer.regio).jeugdigen)[0]
        yield from each_gemeente((), invoer.regio, add_total(premie))


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Wat een gemeente gemiddeld per jaar betaalt. {SIMULATIE}",
    totaal={"gemeente": SOM},
)
def risico_verwacht(invoer: Invoer) -> Iterator[Meting]:
    """Expected payment."""
    for model, betaald, bron in _models(invoer):
        yield from each_together((model,), bron.regio, mean_eur(betaald))


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Standaardafwijking van wat een gemeente per jaar betaalt. {SIMULATIE}",
)
def risico_spreiding(invoer: Invoer) -> Iterator[Meting]:
    """Standard deviation of the payment."""
    for model, betaald, bron in _models(invoer):
        yield from each_gemeente((model,), bron.regio, std_eur(add_total(betaald)))


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="%",
    bron=("regio",),
    definitie=f"Standaardafwijking als percentage van de gemiddelde betaling per jaar. {SIMULATIE}",
)
def risico_spreiding_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Standard deviation relative to the mean, so that small and large municipalities can be compared."""
    for model, betaald, bron in _models(invoer):
        together = add_total(betaald)
        part = 100 * std_eur(together) / np.maximum(mean_eur(together), 0.01)
        yield from each_gemeente((model,), bron.regio, part, decimals=1)


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Betaling waar een gemeente in 5 van de 100 jaren niet boven komt. {SIMULATIE}",
)
def risico_p5(invoer: Invoer) -> Iterator[Meting]:
    """Payment in the cheapest years."""
    yield from _quantiles(invoer, 5)


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Betaling die in 95 van de 100 jaren niet wordt overschreden. {SIMULATIE}",
)
def risico_p95(invoer: Invoer) -> Iterator[Meting]:
    """Payment that is exceeded once in twenty years."""
    yield from _quantiles(invoer, 95)


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Betaling die in 99 van de 100 jaren niet wordt overschreden. {SIMULATIE}",
)
def risico_p99(invoer: Invoer) -> Iterator[Meting]:
    """Payment that is exceeded once in a hundred years."""
    yield from _quantiles(invoer, 99)


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie=f"Hoogste betaling in alle gesimuleerde jaren. {SIMULATIE}",
)
def risico_slechtste(invoer: Invoer) -> Iterator[Meting]:
    """Payment in the worst year."""
    for model, betaald, bron in _models(invoer):
        yield from each_gemeente((model,), bron.regio, worst_eur(add_total(betaald)))


@indicator(
    dimensies=("model", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie="Wat een gemeente gemiddeld per jaar meer betaalt dan zij gebruikt; onder nul betalen andere "
    f"gemeenten voor haar. {SIMULATIE}",
    totaal={"gemeente": SOM},
)
def risico_subsidie(invoer: Invoer) -> Iterator[Meting]:
    """Mean payment minus mean own use; over the region it is zero."""
    for model, betaald, bron in _models(invoer):
        yield from each_together((model,), bron.regio, subsidy_eur(betaald, bron.gebruik))


@indicator(
    dimensies=("model", "van", "naar"),
    eenheid="euro",
    bron=("regio",),
    definitie="Wat de ene gemeente gemiddeld per jaar voor de andere betaalt. Wie meer betaalt dan zij gebruikt, "
    "betaalt mee aan ieder die minder betaalt, naar rato.",
)
def risico_stroom(invoer: Invoer) -> Iterator[Meting]:
    """Who subsidises whom, as flows of at least one euro."""
    for model, betaald, bron in _models(invoer):
        flows = np.rint(split_subsidy(subsidy_eur(betaald, bron.gebruik)))
        for van, naar in zip(*np.nonzero(flows), strict=True):
            slugs = (bron.regio.slugs[van], bron.regio.slugs[naar])
            yield Meting((model, *slugs), float(flows[van, naar]), 0)


@indicator(
    dimensies=("model", "gemeente", "binnen"),
    eenheid="%",
    bron=("regio",),
    definitie="Deel van een besparing in één jaar dat een gemeente zelf houdt, binnen zoveel jaar, gemeten door in de "
    "simulatie haar gebruik te verlagen.",
)
def risico_prikkel(invoer: Invoer) -> Iterator[Meting]:
    """The incentive for prevention."""
    for model, _, bron in _models(invoer):
        afspraken = make_afspraken(bron.regio)
        binnen = bron.regio.simulatie.prikkel_jaren
        kept = incentive(MODELLEN[model], bron.per_voorziening, afspraken, binnen)
        for term, shares in kept.items():
            for slug, waarde in zip(bron.regio.slugs, shares, strict=True):
                yield Meting((model, slug, f"{term}-jaar"), round(float(waarde), 1), 0)


@indicator(
    dimensies=("model", "gemeente", "zekerheid"),
    eenheid="euro",
    bron=("regio",),
    definitie="Egalisatiereserve die met deze zekerheid niet opraakt zolang de horizon duurt, als een gemeente elk "
    f"jaar haar gemiddelde betaling begroot. {SIMULATIE}",
)
def risico_reserve(invoer: Invoer) -> Iterator[Meting]:
    """The equalisation reserve per level of certainty."""
    for model, betaald, bron in _models(invoer):
        afspraken = bron.regio.simulatie
        for zekerheid in afspraken.zekerheid:
            needed = reserve_eur(add_total(betaald), afspraken.horizon_jaren, zekerheid)
            for slug, waarde in zip([*bron.regio.slugs, TOTAAL], needed, strict=True):
                yield Meting((model, slug, str(zekerheid)), float(round(waarde)), 0)


def _models(invoer: Invoer) -> Iterator[tuple[str, Centen, Doorrekening]]:
    """Each model with its payments; nothing for a report without a region."""
    if invoer.regio:
        bron = _simulate(invoer.regio.model_dump_json())
        for model, betaald in bron.betalingen.items():
            yield model, betaald, bron


@functools.lru_cache(maxsize=1)
def _simulate(parameters: str) -> Doorrekening:
    """Simulate a region once for all indicators; parameters as text, because they cannot be hashed."""
    regio = Regio.model_validate_json(parameters)
    per_voorziening = simulate(regio)
    afspraken = make_afspraken(regio)
    return Doorrekening(
        regio, per_voorziening, {naam: model(per_voorziening, afspraken) for naam, model in MODELLEN.items()}
    )


def _quantiles(invoer: Invoer, procent: float) -> Iterator[Meting]:
    for model, betaald, bron in _models(invoer):
        yield from each_gemeente((model,), bron.regio, quantile_eur(add_total(betaald), procent))
