"""Participatiewet: bijstand by regeling, in- and outflow, bijzondere bijstand, energietoeslag, bewindvoering."""

from collections.abc import Iterator

import pandas as pd

from sdreport.intake.large.cast_sql import sql_date
from sdreport.measures.definitie import Invoer, Meting, indicator, share
from sdreport.measures.gebruik import add_bijstand, add_namen, as_waarde, count_per, count_union
from sdreport.measures.kosten import add_up
from sdreport.register.leeftijd import name_klassen
from sdreport.register.structuur import KWARTALEN, SOM, TOTAAL, UNIEK

MAANDEN = [f"{maand:02d}" for maand in range(1, 13)]
ENERGIETOESLAG, BEWIND = "soort = 'energietoeslag'", "soort = 'bewindvoering'"


@indicator(
    dimensies=("regeling",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Unieke inwoners met een algemene bijstandsuitkering in het jaar, ook een partner; wie van regeling "
    "wisselt telt in het totaal één keer.",
    over_personen=True,
    totaal={"regeling": UNIEK},
)
def bijstand(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons per regeling and in total, partners included."""
    groepen = add_namen(invoer, "regelinggroepen", invoer.groepen("regeling"))
    rows = f"SELECT clientnummer, groep FROM {add_bijstand(invoer)} LEFT JOIN {groepen} ON regeling = code"
    return count_union(invoer, rows, ["groep"], "groep")


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
    kostensoort = f"{as_waarde('kostensoort')} AS kostensoort"
    rows = f"SELECT {kostensoort}, clientnummer {_steun(invoer)} WHERE soort = 'bijzondere bijstand'"
    return count_union(invoer, rows, ["kostensoort"], "kostensoort")


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
    return _per_month(invoer, "begindatum")


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
    return _per_month(invoer, "einddatum")


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
    return _per_quarter(_per_month(invoer, "begindatum"))


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
    return _per_quarter(_per_month(invoer, "einddatum"))


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
    for moment, day in (("begin", invoer.begin), ("einde", invoer.einde + pd.Timedelta(days=1))):
        first = sql_date(day)
        running = f"begindatum < {first} AND coalesce(einddatum >= {first}, true)"
        for _, personen, rijen in count_per(invoer, f"SELECT * {_uitkeringen(invoer)} WHERE {running}", []):
            yield Meting((moment,), personen, rijen)


@indicator(
    dimensies=("reden",),
    eenheid="personen",
    bron=("uitkeringen",),
    definitie="Beëindigde bijstandsuitkeringen van het jaar, naar reden (werk of regulier verloop).",
    over_personen=True,
)
def uitstroom_reden(invoer: Invoer) -> Iterator[Meting]:
    """Outflow by reason."""
    for reden, aantal in _redenen(invoer).items():
        if reden:
            yield Meting((reden,), aantal, aantal)


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
    for reden, aantal in redenen.items():
        if reden:
            yield Meting((reden,), share(aantal, sum(redenen.values())), aantal)


@indicator(
    eenheid="huishoudens",
    bron=("inkomensondersteuning",),
    definitie="Unieke huishoudens met energietoeslag in het jaar.",
    over_personen=True,
)
def energietoeslag_huishoudens(invoer: Invoer) -> Iterator[Meting]:
    """Households with energietoeslag."""
    rows = f"SELECT huishoudnummer {_steun(invoer)} WHERE {ENERGIETOESLAG}"
    for _, huishoudens, rijen in count_per(invoer, rows, [], "huishoudnummer"):
        yield Meting((), huishoudens, rijen)


@indicator(
    eenheid="euro",
    bron=("inkomensondersteuning",),
    definitie="Het bedrag aan energietoeslag dat het vaakst is toegekend.",
    over_personen=True,
)
def energietoeslag_bedrag(invoer: Invoer) -> Iterator[Meting]:
    """The most frequent amount of energietoeslag, in euro; the lowest of them if several are as frequent."""
    asked = (
        f"SELECT bedrag, count(DISTINCT clientnummer), sum(count(*)) OVER () {_steun(invoer)}"
        f" WHERE {ENERGIETOESLAG} AND bedrag IS NOT NULL GROUP BY bedrag ORDER BY count(*) DESC, bedrag LIMIT 1"
    )
    for bedrag, personen, rijen in invoer.bank().storage.execute(asked):
        yield Meting((), float(bedrag), int(rijen), personen=personen)


@indicator(
    eenheid="personen",
    bron=("inkomensondersteuning",),
    definitie="Unieke inwoners met bijzondere bijstand, energietoeslag of beide.",
    over_personen=True,
)
def bijzondere_bijstand_of_energietoeslag(invoer: Invoer) -> Iterator[Meting]:
    """Distinct union of bijzondere bijstand and energietoeslag."""
    rows = f"SELECT clientnummer {_steun(invoer)} WHERE soort IN ('energietoeslag', 'bijzondere bijstand')"
    for _, personen, rijen in count_per(invoer, rows, []):
        yield Meting((), personen, rijen)


@indicator(
    dimensies=("leeftijd",),
    eenheid="personen",
    bron=("inkomensondersteuning",),
    definitie="Unieke inwoners met bewindvoering, naar de leeftijd die zij in het jaar bereiken.",
    over_personen=True,
)
def bewindvoering_leeftijd(invoer: Invoer) -> Iterator[Meting]:
    """Unique persons with bewindvoering per age class."""
    for klasse, (low, high) in name_klassen(invoer.indelingen.bewindvoering_vanaf).items():
        age = f"{invoer.jaar} - geboortejaar BETWEEN {low} AND {high}"
        rows = f"SELECT clientnummer {_steun(invoer)} WHERE {BEWIND} AND {age}"
        for _, personen, rijen in count_per(invoer, rows, []):
            yield Meting((klasse,), personen, rijen)


@indicator(
    eenheid="%",
    bron=("inkomensondersteuning",),
    definitie="Kosten van bewindvoering als deel van alle inkomensondersteuning zonder de energietoeslag.",
    over_personen=True,
)
def bewindvoering_kosten_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of bewindvoering in the costs of inkomensondersteuning without energietoeslag."""
    rows = f"SELECT soort, clientnummer, NULL AS aanbieder, bedrag, 1 AS rijen {_steun(invoer)}"
    alle = add_up(invoer, rows, f"({ENERGIETOESLAG}) IS NOT TRUE")
    bewind = add_up(invoer, rows, BEWIND)
    yield Meting((), share(bewind.bedrag_eur, alle.bedrag_eur), alle.rijen, **bewind.herkomst)


def _per_month(invoer: Invoer, column: str) -> Iterator[Meting]:
    asked = (
        f"SELECT strftime({column}, '%m'), count(*) {_uitkeringen(invoer)} WHERE {_in_year(invoer, column)}"
    )
    counts = dict(invoer.bank().storage.execute(f"{asked} GROUP BY 1"))
    for maand in MAANDEN:
        yield Meting((maand,), counts.get(maand, 0), counts.get(maand, 0))
    yield Meting((TOTAAL,), sum(counts.values()), sum(counts.values()))


def _per_quarter(months: Iterator[Meting]) -> Iterator[Meting]:
    """The sums of three months, and the total as it is."""
    count = {meting.waarden[0]: int(meting.waarde or 0) for meting in months}
    for kwartaal, maanden in KWARTALEN.items():
        aantal = sum(count[maand] for maand in maanden)
        yield Meting((kwartaal,), aantal, aantal)
    yield Meting((TOTAAL,), count[TOTAAL], count[TOTAAL])


def _redenen(invoer: Invoer) -> dict[str, int]:
    """How many uitkeringen ended in the year per group of reasons, in order; under "" those that are in none."""
    groepen = add_namen(invoer, "redengroepen", invoer.groepen("reden_einde_uitkering"))
    asked = (
        f"SELECT coalesce(groep, ''), count(*) {_uitkeringen(invoer)} LEFT JOIN {groepen} ON reden_beeindiging = code"
        f" WHERE {_in_year(invoer, 'einddatum')} GROUP BY 1 ORDER BY 1"
    )
    return dict(invoer.bank().storage.execute(asked))


def _in_year(invoer: Invoer, column: str) -> str:
    return f"{column} BETWEEN {sql_date(invoer.begin)} AND {sql_date(invoer.einde)}"


def _uitkeringen(invoer: Invoer) -> str:
    invoer.bank("uitkeringen")
    return "FROM uitkeringen"


def _steun(invoer: Invoer) -> str:
    invoer.bank("inkomensondersteuning")
    return "FROM inkomensondersteuning"
