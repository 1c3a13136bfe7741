"""Who uses which voorziening: unique persons by voorziening, age and sex, over the three laws."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from sdreport.intake.large.cast_sql import sql_date
from sdreport.intake.large.meaning import BEGIN
from sdreport.measures.definitie import Invoer, Meting, indicator, share
from sdreport.measures.gebruik import BRON_INKOMEN, add_gebruik, add_namen, add_zorg, count_per, count_union
from sdreport.measures.producten import list_percelen
from sdreport.register.leeftijd import to_klassen
from sdreport.register.structuur import SOM, TOTAAL, UNIEK

BRON_PERSONEN = ("toewijzingen", *BRON_INKOMEN)
EEN_VAN = (("toewijzingen",), BRON_INKOMEN)
"""What is enough to count who uses something: a municipality may report on care only, or on income only."""
GESLACHT = {"1": "man", "2": "vrouw"}


@indicator(
    dimensies=("wet", "voorziening"),
    eenheid="personen",
    bron=BRON_PERSONEN,
    genoeg=EEN_VAN,
    definitie="Unieke inwoners met de voorziening in het jaar. Het totaal telt iedere inwoner één keer, "
    "ook wie meer voorzieningen heeft; het is dus geen som.",
    over_personen=True,
    totaal={"voorziening": UNIEK},
)
def clienten(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons per voorziening, and per law as distinct union."""
    percelen = list_percelen(invoer)
    for meting in count_union(invoer, add_gebruik(invoer), ["wet", "voorziening"], "voorziening"):
        yield replace(meting, hoogstens_van=percelen.get(meting.waarden, ()))


@indicator(
    dimensies=("wet", "leeftijd", "geslacht"),
    eenheid="personen",
    bron=BRON_PERSONEN,
    genoeg=EEN_VAN,
    definitie="Unieke inwoners met een voorziening van de wet, naar de leeftijd die zij in het jaar bereiken; "
    "wie als geslacht onbekend heeft, telt niet mee.",
    over_personen=True,
)
def clienten_leeftijd(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons by law, age class and sex; every class between the first and the last is given."""
    sekse = add_namen(invoer, "gebruik_sekse", GESLACHT)
    rows = (
        f"SELECT wet, klasse, groep AS sekse, clientnummer FROM {add_gebruik(invoer)}"
        f" JOIN {_add_klassen(invoer)} USING (wet, leeftijd) LEFT JOIN {sekse} ON code = geslacht"
    )
    found = {key: counts for key, *counts in count_per(invoer, rows, ["wet", "klasse", "sekse"])}
    for (wet, klasse), _, _ in count_per(invoer, rows, ["wet", "klasse"]):
        for naam in GESLACHT.values():
            personen, rijen = found.get((wet, klasse, naam), (0, 0))
            yield Meting((wet, klasse, naam), personen, rijen)


@indicator(
    dimensies=("wet",),
    eenheid="voorzieningen",
    bron=("toewijzingen",),
    definitie="Toegewezen voorzieningen die in het jaar ten minste één dag liepen.",
    over_personen=True,
)
def toewijzingen(invoer: Invoer) -> Iterator[Meting]:
    """Number of individual provisions in use, per law."""
    for wet, personen, rijen in count_per(invoer, add_zorg(invoer), ["wet"]):
        yield Meting(wet, rijen, rijen, personen=personen)


@indicator(
    dimensies=("verwijzer",),
    eenheid="verwijzingen",
    bron=("toewijzingen",),
    definitie="Toewijzingen Jeugdwet die in het jaar begonnen, naar wie verwees.",
    over_personen=True,
    totaal={"verwijzer": SOM},
)
def verwijzingen(invoer: Invoer) -> Iterator[Meting]:
    """Referrals to youth care by kind of referrer, and in total."""
    verwezen = _list_verwezen(invoer)
    for naam, personen, rijen in count_per(invoer, verwezen, ["verwijzer"]):
        yield Meting(naam, rijen, rijen, personen=personen)
    for _, personen, rijen in count_per(invoer, verwezen, []):
        yield Meting((TOTAAL,), rijen, rijen, personen=personen)


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
    verwezen = _list_verwezen(invoer)
    ((_, _, alle),) = count_per(invoer, verwezen, [])
    for naam, personen, rijen in count_per(invoer, verwezen, ["verwijzer"]):
        yield Meting(naam, share(rijen, alle), rijen, personen=personen)


def _list_verwezen(invoer: Invoer) -> str:
    """The question for the Jeugdwet toewijzingen that began in the year; `verwijzer` is the group of who referred.

    By its begin each counts in one year: an extract has what ran in its year, so not what was assigned in
    December for January, and the day of assignment becomes another one with every change.
    """
    invoer.bank("toewijzingen")
    namen = add_namen(invoer, "gebruik_verwijzers", invoer.groepen("verwijzertype"))
    return (
        f"SELECT clientnummer, groep AS verwijzer FROM toewijzingen LEFT JOIN {namen} ON code = verwijzertype"
        f" WHERE wet = 'Jeugdwet' AND {BEGIN} BETWEEN {sql_date(invoer.begin)} AND {sql_date(invoer.einde)}"
    )


def _add_klassen(invoer: Invoer) -> str:
    """The table of the age class of every age under every law: `wet`, `leeftijd`, `klasse`."""
    ages = invoer.bank().query(
        f"SELECT DISTINCT wet, leeftijd FROM {add_gebruik(invoer)} WHERE wet IS NOT NULL AND leeftijd IS NOT NULL"
    )
    parts = [ages.assign(klasse="")[:0]]
    for wet, own in ages.groupby("wet", sort=True):
        klassen = invoer.indelingen.klasse(str(wet))
        parts.append(own.assign(klasse=to_klassen(own["leeftijd"], klassen.grenzen)))
    return invoer.bank().add_frame(
        "gebruik_klassen", pd.concat(parts, ignore_index=True), ["VARCHAR", "BIGINT", "VARCHAR"]
    )
