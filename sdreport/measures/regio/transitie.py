"""The region before anything is simulated: the transition arrangement, and what is known of each municipality.

Reports without a region have none of these numbers.
"""

from collections.abc import Iterator

import numpy as np

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.regio.per_gemeente import each_gemeente
from sdreport.register.structuur import SOM, TOTAAL
from sdreport.risicodeling.modellen import make_afspraken
from sdreport.risicodeling.simulatie import expect
from sdreport.risicodeling.transitie import split_transitie
from sdreport.risicodeling.uitkomsten import add_total


@indicator(
    dimensies=("transitiedeel",),
    eenheid="%",
    bron=("regio",),
    definitie="Afspraak in het transitiearrangement, als deel van het budget van de regio.",
)
def transitie_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """The agreed shares of the budget."""
    if invoer.regio:
        afspraak = invoer.regio.transitie
        shares = {
            "vast": afspraak.vast_deel,
            "vrij": 100 - afspraak.vast_deel,
            "nodig": afspraak.nodig_deel,
            "overschrijding": afspraak.nodig_deel - afspraak.vast_deel,
            "vrij-na-overschrijding": 100 - afspraak.nodig_deel,
        }
        for deel, waarde in shares.items():
            yield Meting((deel,), round(waarde, 4), 0)


@indicator(
    dimensies=("transitiedeel", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie="Bedrag per gemeente volgens het transitiearrangement; een overschrijding is verdeeld naar historisch "
    "budget.",
    totaal={"gemeente": SOM},
)
def transitie(invoer: Invoer) -> Iterator[Meting]:
    """Budget, promised part, part that is left, and overrun per municipality."""
    if invoer.regio:
        delen = split_transitie(invoer.regio)
        named = {
            "budget": delen.budget,
            "vast": delen.vast,
            "vrij": delen.vrij,
            "nodig": delen.nodig,
            "overschrijding": delen.overschrijding,
            "vrij-na-overschrijding": delen.vrij_na_overschrijding,
        }
        for deel, bedragen in named.items():
            yield from each_gemeente((deel,), invoer.regio, add_total(bedragen) / 100, decimals=2)


@indicator(
    dimensies=("sleutel", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie="Deel van de overschrijding in het transitiearrangement dat een gemeente betaalt, per verdeelsleutel.",
    totaal={"gemeente": SOM},
)
def transitie_sleutel(invoer: Invoer) -> Iterator[Meting]:
    """The overrun by each key that the note names, and by young people."""
    if invoer.regio:
        gemeenten = invoer.regio.gemeenten
        keys = {
            "historisch-budget": [item.historisch_budget for item in gemeenten],
            "inwoners": [item.inwoners for item in gemeenten],
            "jeugdigen": [item.jeugdigen for item in gemeenten],
        }
        for sleutel, gewichten in keys.items():
            delen = split_transitie(invoer.regio, np.array(gewichten, dtype=np.float64))
            yield from each_gemeente(
                (sleutel,), invoer.regio, add_total(delen.overschrijding) / 100, decimals=2
            )


@indicator(
    eenheid="gemeenten",
    bron=("regio",),
    definitie="Aantal gemeenten in de regio.",
)
def regio_gemeenten(invoer: Invoer) -> Iterator[Meting]:
    """How many municipalities share."""
    if invoer.regio:
        yield Meting((), len(invoer.regio.gemeenten), 0)


@indicator(
    dimensies=("gemeente",),
    eenheid="jeugdigen",
    bron=("regio",),
    definitie="Jeugdigen in de gemeente, zoals in de parameters van de regio.",
    totaal={"gemeente": SOM},
)
def regio_jeugdigen(invoer: Invoer) -> Iterator[Meting]:
    """Young people per municipality: the key of the verzekering."""
    if invoer.regio:
        jeugdigen = np.array([gemeente.jeugdigen for gemeente in invoer.regio.gemeenten])
        yield from each_gemeente((), invoer.regio, add_total(jeugdigen))


@indicator(
    dimensies=("voorziening", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie="Verwachte kosten van de zorg per jaar: het verwachte aantal gevallen maal de gemiddelde kosten.",
    totaal={"gemeente": SOM, "voorziening": SOM},
)
def regio_gebruik(invoer: Invoer) -> Iterator[Meting]:
    """Expected use per voorziening and in total."""
    if invoer.regio:
        centen = np.rint(100 * expect(invoer.regio)).astype(np.int64)
        names = [*(soort.slug for soort in invoer.regio.voorzieningen), TOTAAL]
        for slug, bedragen in zip(names, [*centen, centen.sum(axis=0)], strict=True):
            yield from each_gemeente((slug,), invoer.regio, add_total(bedragen) / 100, decimals=2)


@indicator(
    dimensies=("voorziening", "gemeente"),
    eenheid="euro",
    bron=("regio",),
    definitie="Bedrag per jaar dat een gemeente zelf kan dragen; daarboven geldt in de mix de verzekering.",
    totaal={"gemeente": SOM},
)
def regio_draagkracht(invoer: Invoer) -> Iterator[Meting]:
    """The knip of the mix per voorziening."""
    if invoer.regio:
        centen = make_afspraken(invoer.regio).draagkracht
        for soort, bedragen in zip(invoer.regio.voorzieningen, centen, strict=True):
            yield from each_gemeente((soort.slug,), invoer.regio, add_total(bedragen) / 100, decimals=2)
