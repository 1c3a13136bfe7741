"""Participatiewet: bijstand by regeling, in- and outflow, bijzondere bijstand, energietoeslag, bewindvoering."""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import (
    Invoer,
    Meting,
    count_clienten,
    count_distinct,
    indicator,
    rests_on,
    share,
    sum_eur,
)
from sdreport.measures.tabellen import bijstandspersonen_in_jaar, with_leeftijd
from sdreport.register.leeftijd import name_klassen
from sdreport.register.structuur import KWARTALEN, SOM, TOTAAL, UNIEK

MAANDEN = [f"{maand:02d}" for maand in range(1, 13)]


@indicator(
    dimensies=("regeling",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Unieke inwoners met een algemene bijstandsuitkering in het jaar; wie van regeling wisselt telt in "
    "het totaal één keer.",
    over_personen=True,
    totaal={"regeling": UNIEK},
)
def bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons per regeling and in total, partners included."""
    personen = bijstandspersonen_in_jaar(invoer)
    return count_distinct(personen, ["regeling_groep"], "clientnummer", ["regeling_groep"])


@indicator(
    dimensies=("kostensoort",),
    eenheid="personen",
    bron=("inkomensondersteuning",),
    definitie="Unieke inwoners met bijzondere bijstand voor de kostensoort; het totaal telt iedere inwoner één keer.",
    over_personen=True,
    totaal={"kostensoort": UNIEK},
)
def bijzondere_bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons per kostensoort and in total."""
    rows = invoer.tabellen["inkomensondersteuning"].query("soort == 'bijzondere bijstand'")
    return count_distinct(rows, ["kostensoort"], "clientnummer", ["kostensoort"])


@indicator(
    dimensies=("maand",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Bijstandsuitkeringen die in de maand begonnen.",
    over_personen=True,
    totaal={"maand": SOM},
)
def instroom_bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Inflow per month and over the year."""
    return _per_month(invoer, invoer.tabellen["uitkeringen"]["begindatum"])


@indicator(
    dimensies=("maand",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Bijstandsuitkeringen die in de maand eindigden.",
    over_personen=True,
    totaal={"maand": SOM},
)
def uitstroom_bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Outflow per month and over the year."""
    return _per_month(invoer, invoer.tabellen["uitkeringen"]["einddatum"])


@indicator(
    dimensies=("kwartaal",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Bijstandsuitkeringen die in het kwartaal begonnen.",
    over_personen=True,
    totaal={"kwartaal": SOM},
)
def instroom_bijstand_kwartaal(invoer: Invoer) -> Iterator[Meting]:
    """Inflow per quarter and over the year, for where months are too small to show."""
    return _per_quarter(_per_month(invoer, invoer.tabellen["uitkeringen"]["begindatum"]))


@indicator(
    dimensies=("kwartaal",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Bijstandsuitkeringen die in het kwartaal eindigden.",
    over_personen=True,
    totaal={"kwartaal": SOM},
)
def uitstroom_bijstand_kwartaal(invoer: Invoer) -> Iterator[Meting]:
    """Outflow per quarter and over the year, for where months are too small to show."""
    return _per_quarter(_per_month(invoer, invoer.tabellen["uitkeringen"]["einddatum"]))


@indicator(
    dimensies=("moment",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Unieke aanvragers met een lopende bijstandsuitkering aan het begin (op de laatste dag van het "
    "vorige jaar) en aan het einde van het jaar; een paar telt één keer.",
    over_personen=True,
)
def stand_bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Stock at the begin and the end of the year; begin + inflow - outflow = end."""
    rows = invoer.tabellen["uitkeringen"]
    for moment, before, open_after in (
        ("begin", rows["begindatum"] < invoer.begin, invoer.begin),
        ("einde", rows["begindatum"] <= invoer.einde, invoer.einde + pd.Timedelta(days=1)),
    ):
        running = rows[before & ~(rows["einddatum"] < open_after)]
        yield Meting((moment,), count_clienten(running), len(running))


@indicator(
    dimensies=("reden",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Beëindigde bijstandsuitkeringen van het jaar, naar reden (werk of regulier verloop).",
    over_personen=True,
)
def uitstroom_reden(invoer: Invoer) -> Iterator[Meting]:
    """Outflow by reason."""
    for reden, aantal in _redenen(invoer).value_counts().sort_index().items():
        yield Meting((str(reden),), int(aantal), int(aantal))


@indicator(
    dimensies=("reden",),
    eenheid="%",
    bron=("uitkeringen",),
    definitie="Aandeel van de reden in alle beëindigde bijstandsuitkeringen van het jaar.",
    over_personen=True,
    aandeel_van="uitstroom_reden",
)
def uitstroom_reden_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of each reason in the outflow."""
    redenen = _redenen(invoer)
    for reden, aantal in redenen.value_counts().sort_index().items():
        yield Meting((str(reden),), share(int(aantal), len(redenen)), int(aantal))


@indicator(
    eenheid="huishoudens",
    bron=("inkomensondersteuning",),
    definitie="Unieke huishoudens met energietoeslag in het jaar.",
    over_personen=True,
)
def energietoeslag_huishoudens(invoer: Invoer) -> Iterator[Meting]:
    """Households with energietoeslag."""
    rows = _energietoeslag(invoer)
    yield Meting((), int(rows["huishoudnummer"].nunique()), len(rows))


@indicator(
    eenheid="euro",
    bron=("inkomensondersteuning",),
    definitie="Het bedrag aan energietoeslag dat het vaakst is toegekend.",
    over_personen=True,
)
def energietoeslag_bedrag(invoer: Invoer) -> Iterator[Meting]:
    """The most frequent amount of energietoeslag, in euro; the lowest of them if several are as frequent."""
    rows = _energietoeslag(invoer).dropna(subset="bedrag")
    if len(rows):
        amount = float(rows["bedrag"].mode().iloc[0])
        personen = int(rows.loc[rows["bedrag"] == amount, "clientnummer"].nunique())
        yield Meting((), amount, len(rows), personen=personen)


@indicator(
    eenheid="personen",
    bron=("inkomensondersteuning",),
    definitie="Unieke inwoners met bijzondere bijstand, energietoeslag of beide.",
    over_personen=True,
)
def bijzondere_bijstand_of_energietoeslag(invoer: Invoer) -> Iterator[Meting]:
    """Distinct union of bijzondere bijstand and energietoeslag."""
    rows = invoer.tabellen["inkomensondersteuning"]
    both = rows[rows["soort"].isin(["energietoeslag", "bijzondere bijstand"])]
    yield Meting((), count_clienten(both), len(both))


@indicator(
    dimensies=("leeftijd",),
    eenheid="personen",
    bron=("inkomensondersteuning",),
    definitie="Unieke inwoners met bewindvoering, naar de leeftijd die zij in het jaar bereiken.",
    over_personen=True,
)
def bewindvoering_leeftijd(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons with bewindvoering per age class."""
    rows = with_leeftijd(
        invoer.tabellen["inkomensondersteuning"].query("soort == 'bewindvoering'"), invoer.jaar
    )
    for klasse, (low, high) in name_klassen(invoer.indelingen.bewindvoering_vanaf).items():
        part = rows[rows["leeftijd"].between(low, high)]
        yield Meting((klasse,), count_clienten(part), len(part))


@indicator(
    eenheid="%",
    bron=("inkomensondersteuning",),
    definitie="Kosten van bewindvoering als deel van alle inkomensondersteuning zonder de energietoeslag.",
    over_personen=True,
)
def bewindvoering_kosten_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of bewindvoering in the costs of inkomensondersteuning without energietoeslag."""
    rows = invoer.tabellen["inkomensondersteuning"].query("soort != 'energietoeslag'")
    bewind = rows.query("soort == 'bewindvoering'")
    yield Meting((), share(sum_eur(bewind["bedrag"]), sum_eur(rows["bedrag"])), len(rows), **rests_on(bewind))


def _per_month(invoer: Invoer, dates: pd.Series) -> Iterator[Meting]:
    in_year = dates[dates.between(invoer.begin, invoer.einde)]
    per_month = in_year.dt.strftime("%m").value_counts()
    for maand in MAANDEN:
        yield Meting((maand,), int(per_month.get(maand, 0)), int(per_month.get(maand, 0)))
    yield Meting((TOTAAL,), len(in_year), len(in_year))


def _per_quarter(months: Iterator[Meting]) -> Iterator[Meting]:
    """The sums of three months, and the total as it is."""
    count = {meting.waarden[0]: int(meting.waarde or 0) for meting in months}
    for kwartaal, maanden in KWARTALEN.items():
        aantal = sum(count[maand] for maand in maanden)
        yield Meting((kwartaal,), aantal, aantal)
    yield Meting((TOTAAL,), count[TOTAAL], count[TOTAAL])


def _redenen(invoer: Invoer) -> pd.Series:
    rows = invoer.tabellen["uitkeringen"]
    ended = rows[rows["einddatum"].between(invoer.begin, invoer.einde)]
    return ended["reden_beeindiging"].map(invoer.groepen("reden_einde_uitkering"))


def _energietoeslag(invoer: Invoer) -> pd.DataFrame:
    return invoer.tabellen["inkomensondersteuning"].query("soort == 'energietoeslag'")
