"""What was delivered on each perceel, and at which price: with it, next year can tell why costs changed.

Volume and price are there where declaraties have them. A volume is only added up in one unit; a perceel of which some
declaraties have no volume, or in units that cannot be added, has none. Nor has a perceel with a product for few people:
tariffs are public, and with the volume of all one could compute what those few cost. What is declared in euros has no
price, as a euro always costs one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdreport.intake.large.meaning import EURO
from sdreport.measures.definitie import Invoer, Meting, indicator
from sdreport.measures.kosten import Kosten, add_gedeclareerd, add_up_per
from sdreport.measures.producten import list_voorzieningen
from sdreport.register.cijfer import make_adres, make_waarde

BRON = ("declaraties", "toewijzingen")
IN_EENHEID = {
    "01": ("uren", 1 / 60), "04": ("uren", 1.0), "16": ("uren", 4.0), "14": ("etmalen", 1.0), "82": ("stuks", 1.0),
    "84": ("stuks", 1.0),
}  # fmt: skip
"""Per unit of the standards (WJ756) in what it is added up, and how many of these it is: a dagdeel is four hours."""
PRIJS = "product_prijs"
MINSTE_PERSONEN = 30
"""For so many people at least each of the products of a perceel must be, in each unit, where there is more than one."""


@indicator(
    dimensies=("perceel",),
    eenheid="personen",
    bron=BRON,
    definitie="Unieke inwoners voor wie in het jaar op het perceel is gedeclareerd.",
    over_personen=True,
)
def perceel_clienten(invoer: Invoer) -> Iterator[Meting]:
    """Persons for whom something was declared on a perceel."""
    voorzieningen = list_voorzieningen(invoer)
    for perceel, kosten in add_up_per(invoer, add_gedeclareerd(invoer), ["perceel"]):
        also = voorzieningen.get(perceel, ())
        yield Meting(perceel, kosten.herkomst["personen"], kosten.rijen, hoogstens_van=also)


@indicator(
    dimensies=("perceel", "eenheid"),
    eenheid="eenheden",
    bron=BRON,
    definitie="Gedeclareerde hoeveelheid op het perceel, in hele eenheden; minuten en dagdelen zijn als uren geteld.",
    over_personen=True,
)
def perceel_volume(invoer: Invoer) -> Iterator[Meting]:
    """How much was declared on a perceel, where all of it is in units that can be added up."""
    for perceel, kosten, delen in _list_percelen(invoer):
        units = {IN_EENHEID[deel.eenheid][0] if deel.eenheid in IN_EENHEID else "" for deel in delen}
        if all(deel.heeft_aantal for deel in delen) and len(units) == 1 and "" not in units:
            amount = sum(deel.aantal * IN_EENHEID[str(deel.eenheid)][1] for deel in delen)
            yield Meting((perceel, *units), round(amount), kosten.rijen, **kosten.herkomst)


@indicator(
    dimensies=("product", "leveringsvorm", "eenheid"),
    eenheid="euro",
    bron=BRON,
    definitie="Gemiddelde prijs per eenheid: wat voor het product is gedeclareerd, gedeeld door de hoeveelheid.",
    over_personen=True,
)
def product_prijs(invoer: Invoer) -> Iterator[Meting]:
    """The mean price of every product that has a volume: next year's costs are held against it."""
    declared = add_gedeclareerd(invoer)
    delen = {deel.sleutel: deel for deel in _list_delen(invoer, declared)[None]}
    for sleutel, kosten in add_up_per(invoer, declared, ["productcode", "leveringsvorm", "eenheid"]):
        deel = delen[sleutel]
        if deel.heeft_aantal and deel.aantal > 0 and deel.eenheid != EURO:
            price = kosten.bedrag_eur / deel.aantal
            yield Meting(deel.waarden, round(price, 4), kosten.rijen, **kosten.herkomst)


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
    for perceel, kosten, delen in _list_percelen(invoer):
        known, amount = False, kosten.bedrag_eur
        for deel in delen:
            old = invoer.vorige_prijzen.get(make_adres(PRIJS, deel.waarden)) if deel.is_product else None
            if old is not None:
                known = True
                amount += old * deel.aantal - deel.bedrag_eur
        if known:
            yield Meting((perceel,), round(amount, 2), kosten.rijen, **kosten.herkomst)


@dataclass(frozen=True)
class Productdeel:
    """What was declared of one product, form and unit, each of which may be missing."""

    productcode: str | None
    leveringsvorm: str | None
    eenheid: str | None
    aantal: float
    heeft_aantal: bool
    """Whether all of its lines have a volume."""
    bedrag_eur: float

    @property
    def sleutel(self) -> tuple[str, ...]:
        """Its product, form and unit as they were delivered."""
        return str(self.productcode), str(self.leveringsvorm), str(self.eenheid)

    @property
    def waarden(self) -> tuple[str, ...]:
        """The same as values of an address."""
        return tuple(map(make_waarde, self.sleutel))

    @property
    def is_product(self) -> bool:
        """Whether nothing of it is missing, and it has a price."""
        known = None not in (self.productcode, self.leveringsvorm, self.eenheid)
        return self.heeft_aantal and known and self.eenheid != EURO


def _list_delen(
    invoer: Invoer, declared: str, per: str = "NULL"
) -> Mapping[str | None, Sequence[Productdeel]]:
    """The parts of what was declared, per value of a column; of all together under None."""
    asked = (
        f"SELECT {per} AS per, productcode, leveringsvorm, eenheid, coalesce(sum(aantal), 0), sum(zonder_aantal) = 0,"
        f" coalesce(sum(bedrag), 0) FROM {declared} GROUP BY ALL ORDER BY ALL"
    )
    found: defaultdict[str | None, list[Productdeel]] = defaultdict(list)
    for value, product, vorm, eenheid, aantal, whole, bedrag in invoer.bank().storage.execute(asked):
        found[value].append(Productdeel(product, vorm, eenheid, float(aantal), bool(whole), float(bedrag)))
    return found


def _list_percelen(invoer: Invoer) -> Iterator[tuple[str, Kosten, Sequence[Productdeel]]]:
    """The percelen of which a volume may be told, with their costs and parts: those with one product in one
    unit only, or of which each is for many people.
    """
    declared = add_gedeclareerd(invoer)
    each = f"SELECT perceel, count(DISTINCT clientnummer) AS personen FROM {declared}"
    fewest = (
        f"SELECT perceel, count(*), min(personen) FROM ({each} GROUP BY perceel, productcode, leveringsvorm, eenheid)"
        " GROUP BY perceel"
    )
    people = {perceel: rest for perceel, *rest in invoer.bank().storage.execute(fewest)}
    delen = _list_delen(invoer, declared, "perceel")
    for (perceel,), kosten in add_up_per(invoer, declared, ["perceel"]):
        products, least = people[perceel]
        if products == 1 or least >= MINSTE_PERSONEN:
            yield perceel, kosten, delen[perceel]
