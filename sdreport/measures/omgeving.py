"""Counts from around the provisions: partners, schools, objections and population."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, share
from sdreport.measures.gebruik import WET
from sdreport.measures.tabellen import WET_SLUG
from sdreport.register.cijfer import make_waarde
from sdreport.register.structuur import SOM, TOTAAL

INWONERS = {TOTAAL: (0, 200), "0-17": (0, 17), "18-64": (18, 64), "65-plus": (65, 200)}


@indicator(
    dimensies=("telling", "categorie"),
    eenheid="aantal",
    bron=("tellingen",),
    definitie="Telling door een partner; het totaal is de som van de categorieën.",
    totaal={"categorie": SOM},
)
def telling(invoer: Invoer) -> Iterator[Meting]:
    """Everything that partners counted, with a total where there are categories."""
    for naam, rows in invoer.tabellen["tellingen"].groupby("telling", sort=True):
        for categorie, part in rows.groupby("categorie", sort=False):
            yield _telling(invoer, (str(naam), str(categorie)), part)
        if TOTAAL not in set(rows["categorie"]):
            yield _telling(invoer, (str(naam), TOTAAL), rows)


def _telling(
    invoer: Invoer, waarden: tuple[str, str], rows: pd.DataFrame, whole: int | None = None
) -> Meting:
    """A count, or with `whole` its share in that; of persons, unless the parameters say that its unit is not."""
    aantal = int(rows["aantal"].sum())
    waarde = aantal if whole is None else share(aantal, whole)
    about = not rows["eenheid"].isin(invoer.indelingen.zonder_personen).all()
    return Meting(waarden, waarde, len(rows), personen=aantal, over_personen=about)


@indicator(
    dimensies=("telling", "categorie"),
    eenheid="%",
    bron=("tellingen",),
    definitie="Aandeel van de categorie in de hele telling.",
    aandeel_van="telling",
)
def telling_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of each category in its telling."""
    rows = invoer.tabellen["tellingen"].query("categorie != @TOTAAL", local_dict={"TOTAAL": TOTAAL})
    for naam, group in rows.groupby("telling", sort=True):
        total = int(group["aantal"].sum())
        for categorie, part in group.groupby("categorie", sort=False):
            yield replace(_telling(invoer, (str(naam), str(categorie)), part, total), rijen=len(group))


@indicator(
    dimensies=("schooljaar", "soort"),
    eenheid="leerlingen",
    bron=("leerlingen",),
    definitie="Geregistreerde leerlingen per schooljaar en onderwijssoort.",
    over_personen=True,
    totaal={"soort": SOM},
)
def leerlingen(invoer: Invoer) -> Iterator[Meting]:
    """Pupils per school year and kind of school, with totals."""
    for schooljaar, rows in invoer.tabellen["leerlingen"].groupby("schooljaar", sort=True):
        for soort, part in rows.groupby(rows["soort"].map(make_waarde, na_action="ignore"), sort=False):
            aantal = int(part["aantal"].sum())
            yield Meting((str(schooljaar), str(soort)), aantal, len(part), personen=aantal)
        aantal = int(rows["aantal"].sum())
        yield Meting((str(schooljaar), TOTAAL), aantal, len(rows), personen=aantal)


@indicator(
    dimensies=("wet", "uitkomst"),
    eenheid="bezwaarschriften",
    bron=("bezwaarschriften",),
    definitie="Ingediende bezwaarschriften van het jaar, naar wet en afloop.",
    over_personen=True,
    totaal={"wet": SOM, "uitkomst": SOM},
)
def bezwaarschriften(invoer: Invoer) -> Iterator[Meting]:
    """Objections by law and outcome; every combination is given, also with 0."""
    counts: Counter[tuple[str, str]] = Counter()
    asked = f"SELECT {WET}, uitkomst, count(*) FROM bezwaarschriften GROUP BY ALL"
    for wet, uitkomst, aantal in invoer.bank("bezwaarschriften").storage.execute(asked):
        counts.update({(one, other): aantal for one in (wet, TOTAAL) for other in (uitkomst, TOTAAL)})
    uitkomsten = [*sorted(code for code in invoer.groepen("uitkomst_bezwaar")), TOTAAL]
    for wet in (*WET_SLUG.values(), TOTAAL):
        for uitkomst in uitkomsten:
            yield Meting((wet, uitkomst), counts[wet, uitkomst], counts[wet, uitkomst])


@indicator(
    dimensies=("advies",),
    eenheid="bezwaarschriften",
    bron=("bezwaarschriften",),
    definitie="Bezwaarschriften naar het advies van de commissie bezwaarschriften.",
    over_personen=True,
)
def bezwaar_adviezen(invoer: Invoer) -> Iterator[Meting]:
    """Objections by the advice of the committee; every known advice is given, also with 0."""
    asked = "SELECT advies, count(*) FROM bezwaarschriften GROUP BY 1"
    counts = dict(invoer.bank("bezwaarschriften").storage.execute(asked))
    for advies in sorted(invoer.groepen("advies_bezwaar")):
        yield Meting((advies,), counts.get(advies, 0), counts.get(advies, 0))


@indicator(
    dimensies=("leeftijd",),
    eenheid="inwoners",
    bron=("bevolking",),
    definitie="Inwoners naar leeftijd, stand van het jaar.",
    totaal={"leeftijd": SOM},
)
def inwoners(invoer: Invoer) -> Iterator[Meting]:
    """Inhabitants by age group in the reported year."""
    rows = invoer.tabellen["bevolking"].query(
        "soort == 'stand' and jaar == @jaar", local_dict={"jaar": invoer.jaar}
    )
    yield from _per_leeftijd(rows, invoer.jaar)


@indicator(
    dimensies=("leeftijd",),
    eenheid="inwoners",
    bron=("bevolking",),
    definitie="Verwacht aantal inwoners naar leeftijd in een later jaar.",
    totaal={"leeftijd": SOM},
)
def inwoners_prognose(invoer: Invoer) -> Iterator[Meting]:
    """Inhabitants by age group as forecast, in the year of the forecast."""
    for jaar, rows in invoer.tabellen["bevolking"].query("soort == 'prognose'").groupby("jaar", sort=True):
        yield from _per_leeftijd(rows, int(str(jaar)))


def _per_leeftijd(rows: pd.DataFrame, jaar: int) -> Iterator[Meting]:
    for naam, (low, high) in INWONERS.items():
        part = rows[rows["leeftijd"].between(low, high)]
        if len(part):
            yield Meting((naam,), int(part["aantal"].sum()), len(part), jaar)
