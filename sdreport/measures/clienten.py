"""Who uses which voorziening: unique persons by voorziening, age and sex, over the three laws."""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, count_clienten, count_distinct, indicator, share
from sdreport.measures.tabellen import personen_per_voorziening, toewijzingen_in_jaar
from sdreport.register.leeftijd import to_klassen
from sdreport.register.structuur import SOM, UNIEK

BRON_PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
GESLACHT = {"1": "man", "2": "vrouw"}


@indicator(
    dimensies=("wet", "voorziening"),
    eenheid="personen",
    bron=BRON_PERSONEN,
    definitie="Unieke inwoners met de voorziening in het jaar. Het totaal telt iedere inwoner één keer, "
    "ook wie meer voorzieningen heeft; het is dus geen som.",
    over_personen=True,
    totaal={"voorziening": UNIEK},
)
def clienten(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons per voorziening, and per law as distinct union."""
    return count_distinct(
        personen_per_voorziening(invoer), ["wet", "voorziening"], "clientnummer", totals=["voorziening"]
    )


@indicator(
    dimensies=("wet", "leeftijd", "geslacht"),
    eenheid="personen",
    bron=BRON_PERSONEN,
    definitie="Unieke inwoners met een voorziening van de wet, naar de leeftijd die zij in het jaar bereiken.",
    over_personen=True,
)
def clienten_leeftijd(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons by law, age class and sex; every class between the first and the last is given."""
    personen = personen_per_voorziening(invoer).dropna(subset="leeftijd")
    for wet, groep in personen.groupby("wet", sort=True):
        klassen = invoer.indelingen.klasse(str(wet))
        klasse = to_klassen(groep["leeftijd"], klassen.breedte, klassen.open_vanaf)
        geslacht = groep["geslacht"].map(GESLACHT)
        aantal = groep.assign(klasse=klasse, sekse=geslacht).groupby(["klasse", "sekse"])["clientnummer"]
        uniek, rijen = aantal.nunique(), aantal.size()
        for leeftijd in sorted(klasse.unique()):
            for sekse in ("man", "vrouw"):
                key = (leeftijd, sekse)
                yield Meting((str(wet), *key), int(uniek.get(key, 0)), int(rijen.get(key, 0)))


@indicator(
    dimensies=("wet",),
    eenheid="voorzieningen",
    bron=("toewijzingen",),
    definitie="Toegewezen voorzieningen die in het jaar ten minste één dag liepen.",
    over_personen=True,
)
def toewijzingen(invoer: Invoer) -> Iterator[Meting]:
    """Number of individual provisions in use, per law."""
    for wet, groep in toewijzingen_in_jaar(invoer).groupby("wet", sort=True):
        yield Meting((str(wet),), len(groep), len(groep), personen=count_clienten(groep))


@indicator(
    dimensies=("verwijzer",),
    eenheid="verwijzingen",
    bron=("toewijzingen",),
    definitie="Toewijzingen Jeugdwet met een toewijzingsdatum in het jaar, naar wie verwees.",
    over_personen=True,
    totaal={"verwijzer": SOM},
)
def verwijzingen(invoer: Invoer) -> Iterator[Meting]:
    """Referrals to youth care by kind of referrer, and in total."""
    verwezen = toewijzingen_met_verwijzer(invoer)
    for naam, groep in verwezen.groupby("verwijzer", sort=True):
        yield Meting((str(naam),), len(groep), len(groep), personen=count_clienten(groep))
    personen = count_clienten(verwezen)
    yield Meting(("totaal",), len(verwezen), len(verwezen), personen=personen)


@indicator(
    dimensies=("verwijzer",),
    eenheid="%",
    bron=("toewijzingen",),
    definitie="Aandeel van de verwijzer in alle verwijzingen naar jeugdhulp van het jaar.",
    over_personen=True,
    aandeel_van="verwijzingen",
)
def verwijzingen_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of each kind of referrer in all referrals."""
    verwezen = toewijzingen_met_verwijzer(invoer)
    for naam, groep in verwezen.groupby("verwijzer", sort=True):
        personen = count_clienten(groep)
        yield Meting((str(naam),), share(len(groep), len(verwezen)), len(groep), personen=personen)


def toewijzingen_met_verwijzer(invoer: Invoer) -> pd.DataFrame:
    """The Jeugdwet toewijzingen that were assigned in the year, with the group of their referrer as `verwijzer`."""
    jeugd = invoer.tabellen["toewijzingen"].query("wet == 'Jeugdwet'")
    this_year = jeugd[jeugd["toewijzingsdatum"].between(invoer.begin, invoer.einde)]
    return this_year.assign(verwijzer=this_year["verwijzertype"].map(invoer.groepen("verwijzertype")))
