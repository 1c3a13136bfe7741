"""What was delivered on each perceel, and at which price: with it, next year can tell why costs changed.

Volume and price are there where declaraties have them. A volume is only added up in one unit; a perceel of which some
declaraties have no volume, or in units that cannot be added, has none. Nor has a perceel with a product for few people:
tariffs are public, and with the volume of all one could compute what those few cost.
"""

from collections.abc import Iterator

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, count_clienten, indicator, rests_on, sum_eur
from sdreport.measures.tabellen import declaraties_met_toewijzing
from sdreport.register.cijfer import make_adres, make_waarde

BRON = ("declaraties", "toewijzingen")
IN_EENHEID = {
    "01": ("uren", 1 / 60), "04": ("uren", 1.0), "16": ("uren", 4.0), "14": ("etmalen", 1.0), "82": ("stuks", 1.0),
    "84": ("stuks", 1.0),
}  # fmt: skip
"""Per unit of the standards (WJ756) in what it is added up, and how many of these it is: a dagdeel is four hours."""
PRIJS = "product_prijs"
MINSTE_PERSONEN = 30
"""For so many people at least each of the products of a perceel must be, where it has more than one."""


@indicator(
    dimensies=("perceel",),
    eenheid="personen",
    bron=BRON,
    definitie="Unieke inwoners voor wie in het jaar op het perceel is gedeclareerd.",
    over_personen=True,
)
def perceel_clienten(invoer: Invoer) -> Iterator[Meting]:
    """Persons for whom something was declared on a perceel."""
    for perceel, rows in declaraties_met_toewijzing(invoer).groupby("perceel", sort=True):
        yield Meting((str(perceel),), count_clienten(rows), len(rows))


@indicator(
    dimensies=("perceel", "eenheid"),
    eenheid="eenheden",
    bron=BRON,
    definitie="Gedeclareerde hoeveelheid op het perceel, in hele eenheden; minuten en dagdelen zijn als uren geteld.",
    over_personen=True,
)
def perceel_volume(invoer: Invoer) -> Iterator[Meting]:
    """How much was declared on a perceel, where all of it is in units that can be added up."""
    rows = _with_volume(declaraties_met_toewijzing(invoer))
    for perceel, own in rows.groupby("perceel", sort=True):
        units = own["eenheid"].map({code: name for code, (name, _) in IN_EENHEID.items()})
        whole = own["aantal"].notna().all() and units.notna().all() and units.nunique() == 1
        if whole and _is_for_many(own):
            amount = (
                own["aantal"] * own["eenheid"].map({c: times for c, (_, times) in IN_EENHEID.items()})
            ).sum()
            yield Meting((str(perceel), str(units.iloc[0])), round(float(amount)), len(own), **rests_on(own))


@indicator(
    dimensies=("product", "leveringsvorm", "eenheid"),
    eenheid="euro",
    bron=BRON,
    definitie="Gemiddelde prijs per eenheid: wat voor het product is gedeclareerd, gedeeld door de hoeveelheid.",
    over_personen=True,
)
def product_prijs(invoer: Invoer) -> Iterator[Meting]:
    """The mean price of every product that has a volume: next year's costs are held against it."""
    for waarden, rows in _per_product(_with_volume(declaraties_met_toewijzing(invoer))):
        if rows["aantal"].sum() > 0:
            price = sum_eur(rows["bedrag"]) / float(rows["aantal"].sum())
            yield Meting(waarden, round(price, 4), len(rows), **rests_on(rows))


@indicator(
    dimensies=("perceel",),
    eenheid="euro",
    bron=BRON,
    definitie="Wat het gedeclareerde op het perceel had gekost tegen de prijzen van vorig jaar; een product zonder "
    "zo’n prijs telt voor wat het kostte.",
    over_personen=True,
)
def kosten_oude_prijs(invoer: Invoer) -> Iterator[Meting]:
    """This year's volume at last year's published prices, of percelen that have a product with such a price."""
    rows = _with_volume(declaraties_met_toewijzing(invoer))
    for perceel, own in rows.groupby("perceel", sort=True):
        known, amount = False, sum_eur(own["bedrag"])
        for waarden, part in _per_product(own):
            old = invoer.vorige_prijzen.get(make_adres(PRIJS, waarden))
            if old is not None:
                known = True
                amount += old * float(part["aantal"].sum()) - sum_eur(part["bedrag"])
        if known and _is_for_many(own):
            yield Meting((str(perceel),), round(amount, 2), len(own), **rests_on(own))


def _is_for_many(rows: pd.DataFrame) -> bool:
    """Whether each of the products of a perceel is for many people, or there is one product only."""
    people = rows.groupby(["productcode", "leveringsvorm"], dropna=False)["clientnummer"].nunique()
    return len(people) == 1 or int(people.min()) >= MINSTE_PERSONEN


def _with_volume(rows: pd.DataFrame) -> pd.DataFrame:
    """Declaraties with `aantal`: their volume with the sign of the amount, so that a credit takes it off."""
    volume = rows["volume"].astype("Float64").abs()
    return rows.assign(aantal=volume.where(~(rows["bedrag"] < 0), -volume))


def _per_product(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], pd.DataFrame]]:
    """The declaraties of every product, form and unit that all have a volume, as values of an address."""
    for key, own in rows.groupby(["productcode", "leveringsvorm", "eenheid"], sort=True):
        if own["aantal"].notna().all():
            product, vorm, eenheid = (make_waarde(str(part)) for part in key)
            yield (product, vorm, eenheid), own
