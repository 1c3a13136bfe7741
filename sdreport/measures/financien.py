"""Money: estimates against actual costs, their division, and what was declared for whom. All amounts in euro."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from sdreport.intake.large.cast_sql import quote
from sdreport.measures.definitie import Herkomst, Invoer, Meting, indicator, share, sum_eur
from sdreport.measures.gebruik import BRON_INKOMEN
from sdreport.measures.kosten import (
    Kosten,
    add_gedeclareerd,
    add_up,
    add_up_per,
    list_inkomen,
    list_per_maand,
)
from sdreport.project.parameters.indelingen import Kostengroep
from sdreport.register.cijfer import make_adres
from sdreport.register.leeftijd import name_klasse
from sdreport.register.structuur import SOM, TOTAAL, WETTEN, Totaal

BRON_ZORG = ("declaraties", "toewijzingen")
NAMEN = {"wmo": "Wmo", "jeugdwet": "Jeugdwet", "participatiewet": "Participatiewet"}


@indicator(
    dimensies=("onderdeel", "post", "fase"),
    eenheid="euro",
    bron=("begroting",),
    definitie="Lasten per post en fase: primitieve begroting, na voorjaarsnota, na najaarsnota, werkelijk.",
    totaal={"post": SOM},
)
def begroting(invoer: Invoer) -> Iterator[Meting]:
    """Costs per post and phase, with totals per onderdeel."""
    return _per_fase(invoer.tabellen["begroting"], "bedrag")


@indicator(
    dimensies=("onderdeel", "post", "fase"),
    eenheid="euro",
    bron=("begroting",),
    definitie="Baten per post en fase, voor de posten waarvan zij zijn geleverd.",
    totaal={"post": SOM},
)
def baten(invoer: Invoer) -> Iterator[Meting]:
    """Income per post and phase, with totals per onderdeel; nothing when a delivery holds costs only."""
    return _per_fase(invoer.tabellen["begroting"].dropna(subset=["baten"]), "baten")


def _per_fase(rows: pd.DataFrame, kolom: str) -> Iterator[Meting]:
    """The sum of a column per post and phase, and of all posts."""
    every = pd.concat([rows, rows.assign(post=TOTAAL)])
    for key, group in every.groupby(["onderdeel", "post", "fase"], sort=True):
        yield Meting(tuple(str(part) for part in key), sum_eur(group[kolom]), len(group))


@indicator(
    dimensies=("onderdeel", "post"),
    eenheid="euro",
    bron=("begroting",),
    definitie="Laatste raming (na najaarsnota) min werkelijke lasten; boven nul is voordelig, onder nul nadelig.",
    totaal={"post": SOM},
)
def raming_verschil(invoer: Invoer) -> Iterator[Meting]:
    """Last estimate minus actual costs per post, in euro."""
    for key, raming, werkelijk, rijen in _raming_en_werkelijk(invoer):
        yield Meting(key, round(raming - werkelijk, 2), rijen)


@indicator(
    dimensies=("onderdeel", "post"),
    eenheid="%",
    bron=("begroting",),
    definitie="Verschil tussen laatste raming en werkelijke lasten, als percentage van de laatste raming.",
)
def raming_verschil_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Difference as a percentage of the last estimate."""
    for key, raming, werkelijk, rijen in _raming_en_werkelijk(invoer):
        yield Meting(key, share(raming - werkelijk, raming), rijen)


@indicator(
    dimensies=("deel",),
    eenheid="euro",
    bron=("begroting",),
    definitie="Werkelijke lasten van het sociaal domein, verdeeld in maatwerkvoorzieningen en algemene kosten.",
    totaal={"deel": Totaal("som", zonder=("maatwerk",))},
)
def kosten_verdeling(invoer: Invoer) -> Iterator[Meting]:
    """Actual costs per onderdeel, of all maatwerk together, and in total."""
    for deel, rows in _delen(invoer):
        yield Meting((deel,), sum_eur(rows["bedrag"]), len(rows))


@indicator(
    dimensies=("deel",),
    eenheid="%",
    bron=("begroting",),
    definitie="Aandeel in de werkelijke lasten van het sociaal domein.",
    aandeel_van="kosten_verdeling",
)
def kosten_verdeling_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share in the actual costs."""
    delen = dict(_delen(invoer))
    total = sum_eur(delen[TOTAAL]["bedrag"])
    for deel, rows in delen.items():
        yield Meting((deel,), share(sum_eur(rows["bedrag"]), total), len(rows))


@indicator(
    eenheid="euro",
    bron=("declaraties", "toewijzingen"),
    definitie="Gedeclareerde kosten van zorg in natura voor Wmo en Jeugdwet samen.",
    over_personen=True,
)
def kosten_zin(invoer: Invoer) -> Iterator[Meting]:
    """Declared costs of care in kind."""
    declared = add_gedeclareerd(invoer)
    kosten = _tell((), add_up(invoer, declared, "leveringsvorm = 'ZIN'"))
    yield replace(kosten, som_van=_list_zin(invoer, declared))


@indicator(
    dimensies=("perceel",),
    eenheid="euro",
    bron=("declaraties", "toewijzingen"),
    definitie="Gedeclareerde kosten per perceel.",
    over_personen=True,
)
def kosten_perceel(invoer: Invoer) -> Iterator[Meting]:
    """Declared costs per perceel; they agree with the actual costs in the begroting."""
    for perceel, kosten in add_up_per(invoer, add_gedeclareerd(invoer), ["perceel"]):
        yield _tell(perceel, kosten)


@indicator(
    dimensies=("wet", "maand"),
    eenheid="euro",
    bron=("declaraties", "toewijzingen"),
    definitie="Gedeclareerde kosten per wet, naar de maand waarin de zorg begon. Er is geen totaal bij, zodat een "
    "afgeschermde maand niet is af te leiden.",
    over_personen=True,
)
def kosten_maand(invoer: Invoer) -> Iterator[Meting]:
    """Declared costs per law and month of the year; next year's months are compared with them."""
    for (wet, maand), kosten in add_up_per(invoer, list_per_maand(invoer), ["wet", "maand"]):
        yield _tell((wet, maand.zfill(2)), kosten)


@indicator(
    dimensies=("wet", "leeftijd"),
    eenheid="euro",
    bron=(*BRON_ZORG, *BRON_INKOMEN),
    genoeg=(BRON_ZORG, BRON_INKOMEN),
    definitie="Kosten voor inwoners van de leeftijd.",
    over_personen=True,
)
def kosten_leeftijd(invoer: Invoer) -> Iterator[Meting]:
    """Costs of the age groups that the parameters name, per law."""
    definitie = f"Kosten voor inwoners van de leeftijd.{_describe_bases(invoer)}"
    for groep, own, base in _list_age_groups(invoer):
        others = _list_others(invoer, groep, base)
        yield replace(_tell(_name(groep), own), definitie=definitie, ook_van=others)


@indicator(
    dimensies=("wet", "leeftijd"),
    eenheid="%",
    bron=(*BRON_ZORG, *BRON_INKOMEN),
    genoeg=(BRON_ZORG, BRON_INKOMEN),
    definitie="Kosten voor inwoners van de leeftijd als deel van de kosten voor alle leeftijden.",
    over_personen=True,
)
def kosten_leeftijd_aandeel(invoer: Invoer) -> Iterator[Meting]:
    """Share of each age group in the costs of all ages."""
    for groep, own, base in _list_age_groups(invoer):
        aandeel = share(own.bedrag_eur, add_up(invoer, base).bedrag_eur)
        yield replace(
            _tell(_name(groep), own),
            waarde=aandeel,
            deel_van=_name_base(invoer, groep, base),
            ook_van=_list_others(invoer, groep, base),
        )


def _tell(waarden: tuple[str, ...], kosten: Kosten) -> Meting:
    return Meting(waarden, kosten.bedrag_eur, kosten.rijen, **kosten.herkomst)


def _list_zin(invoer: Invoer, declared: str) -> tuple[str, ...]:
    """The percelen that are all care in kind; none when one is of something else too, or when not all is on one."""
    asked = (
        f"SELECT perceel, bool_and(coalesce(leveringsvorm = 'ZIN', false)) FROM {declared} GROUP BY perceel"
        " HAVING bool_or(leveringsvorm = 'ZIN') ORDER BY perceel"
    )
    found = invoer.bank().storage.execute(asked)
    if any(perceel is None or not only for perceel, only in found):
        return ()
    return tuple(make_adres("kosten_perceel", [perceel]) for perceel, _ in found)


def _name(groep: Kostengroep) -> tuple[str, str]:
    return groep.wet, name_klasse(groep.van, groep.tot)


def _name_base(invoer: Invoer, groep: Kostengroep, base: str) -> tuple[str, ...]:
    """The percelen that together are the costs of all ages; income support has none, nor what is outside percelen."""
    if groep.wet == "participatiewet":
        return ()
    percelen = [
        perceel for (perceel,) in invoer.bank().storage.execute(f"SELECT DISTINCT perceel FROM ({base})")
    ]
    return (
        tuple(make_adres("kosten_perceel", [perceel]) for perceel in sorted(percelen))
        if all(percelen)
        else ()
    )


def _raming_en_werkelijk(invoer: Invoer) -> Iterator[tuple[tuple[str, str], float, float, int]]:
    rows = invoer.tabellen["begroting"]
    for key, group in pd.concat([rows, rows.assign(post=TOTAAL)]).groupby(["onderdeel", "post"], sort=True):
        raming = sum_eur(group.loc[group["fase"] == "najaarsnota", "bedrag"])
        werkelijk = sum_eur(group.loc[group["fase"] == "werkelijk", "bedrag"])
        yield (str(key[0]), str(key[1])), raming, werkelijk, len(group)


def _delen(invoer: Invoer) -> Iterator[tuple[str, pd.DataFrame]]:
    rows = invoer.tabellen["begroting"].query("fase == 'werkelijk'")
    for onderdeel, group in rows.groupby("onderdeel", sort=True):
        yield str(onderdeel), group
    yield "maatwerk", rows[rows["onderdeel"].isin(WETTEN)]
    yield TOTAAL, rows


def _describe_bases(invoer: Invoer) -> str:
    """Which costs count per law, for readers: the percelen that the parameters name, and what has no perceel."""
    chosen = [
        f" {NAMEN[groep.wet]}: alleen {groep.omschrijving}."
        for groep in invoer.indelingen.kosten_leeftijd
        if groep.omschrijving
    ]
    income = [" Participatiewet: uitkeringen en inkomensondersteuning."]
    return "".join([*chosen, *(income if invoer.tabellen.keys() >= set(BRON_INKOMEN) else [])])


def _list_age_groups(invoer: Invoer) -> Iterator[tuple[Kostengroep, Kosten, str]]:
    """Every group of the parameters whose extracts are there with its costs, and the relation of those of all ages."""
    for groep in invoer.indelingen.kosten_leeftijd:
        income = groep.wet == "participatiewet"
        if not invoer.tabellen.keys() >= set(BRON_INKOMEN if income else BRON_ZORG):
            continue
        base = (
            list_inkomen(invoer)
            if income
            else f"SELECT * FROM {add_gedeclareerd(invoer)} WHERE wet = '{groep.wet}'"
        )
        if groep.percelen:
            base += f" AND perceel IN ({', '.join(map(quote, groep.percelen))})"
        yield groep, add_up(invoer, base, f"leeftijd BETWEEN {groep.van} AND {groep.tot}"), base


def _list_others(invoer: Invoer, groep: Kostengroep, base: str) -> tuple[Herkomst, ...]:
    """On whom the costs rest of the ages that are in the same groups of this base: in none, or in one of two.

    The costs of all ages can be known, so that the groups tell what these ages cost as well.
    """
    same = [
        f"coalesce(leeftijd BETWEEN {other.van} AND {other.tot}, false)"
        for other in invoer.indelingen.kosten_leeftijd
        if (other.wet, other.percelen) == (groep.wet, groep.percelen)
    ]
    per_ages = f"SELECT *, concat_ws(' ', {', '.join(same)}) AS leeftijden FROM ({base})"
    return tuple(kosten.herkomst for _, kosten in add_up_per(invoer, per_ages, ["leeftijden"]))
