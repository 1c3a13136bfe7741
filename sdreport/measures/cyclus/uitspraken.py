"""What documents say besides plans, budgets and decisions: how many statements there are of each kind."""

from collections.abc import Iterator

from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.register.structuur import SOM, TOTAAL


@indicator(
    dimensies=("uitspraaksoort",),
    eenheid="uitspraken",
    bron=("uitspraken",),
    definitie="Uitspraken van het document in het overzicht, naar soort.",
    totaal={"uitspraaksoort": SOM},
)
def uitspraken(invoer: Invoer) -> Iterator[Meting]:
    """Number of statements per kind, and together."""
    counts = invoer.tabellen["uitspraken"]["uitspraaksoort"].value_counts()
    for soort, aantal in counts.items():
        yield Meting((str(soort),), int(aantal), int(aantal))
    yield Meting((TOTAAL,), int(counts.sum()), int(counts.sum()))
