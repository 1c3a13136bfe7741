"""What an indicator is: a definition, and one function from typed tables to measurements.

An indicator is a plain function marked with `indicator(...)`. It yields `Meting`s; `calculate` turns these into
numbers (`Gemeten`) by adding what is the same for all of them: year, unit, source and definition.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict

import pandas as pd

from sdreport.intake.large.read import GroteTabel
from sdreport.intake.large.werkbank import Werkbank
from sdreport.project.parameters.indelingen import Indelingen
from sdreport.project.parameters.regio import Regio
from sdreport.project.standards.load import select_year
from sdreport.register.cijfer import Getal
from sdreport.register.structuur import Totaal
from sdreport.register.verslagjaar import Verslagjaar

EERDER = "eerder."
"""How an indicator names a dataset of which it needs earlier deliveries: `eerder.overzichten`."""
MEESTE_BIJDRAGEN = 5
"""So many of the largest contributions to an amount are kept, for the rule on dominance."""


@dataclass(frozen=True)
class Invoer(Verslagjaar):
    """What measures work with: the typed extracts, the reference tables and the year that is reported.

    `tabellen` and `referenties` map a slug to a frame; rows of `tabellen` are records and never leave measures.
    `eerder` holds earlier deliveries of published datasets, oldest first. `groot` are those of `tabellen`
    that are in the store already: a frame of them is made when a measure asks for it, so none should.
    """

    jaar: int
    tabellen: Mapping[str, pd.DataFrame]
    referenties: Mapping[str, pd.DataFrame]
    eerder: Mapping[str, Sequence[pd.DataFrame]] = field(default_factory=dict)
    regio: Regio | None = None
    indelingen: Indelingen = field(default_factory=Indelingen)
    groot: Mapping[str, GroteTabel] = field(default_factory=dict)
    vorige_prijzen: Mapping[str, float] = field(default_factory=dict)
    """Prices of products by address, as last year's report published them."""

    @cached_property
    def _bank(self) -> Werkbank:
        return Werkbank.beside(self.groot.values())

    def bank(self, *slugs: str) -> Werkbank:
        """The engine, with these extracts in it under their own names; the same one at every call."""
        for slug in slugs:
            if not self._bank.has(slug):
                self._bank.add_extract(
                    slug, slug, self.groot[slug] if slug in self.groot else self.tabellen[slug]
                )
        return self._bank

    def close(self) -> None:
        """Close the engine, if it was opened: before the process forks, and before others ask in the same store."""
        if "_bank" in self.__dict__:
            self.__dict__.pop("_bank").close()

    def groepen(self, lijst: str) -> dict[str, str]:
        """The reported group of every code of a code list, as it holds in the year."""
        codes = select_year(self.referenties["codelijsten"].query("lijst == @lijst"), self.jaar)
        return dict(zip(codes["code"], codes["groep"], strict=True))


class Herkomst(TypedDict):
    """On whom an amount rests, as the arguments of a `Meting`."""

    personen: int
    bijdragen: tuple[float, ...]
    aanbieders: tuple[float, ...]
    wie: tuple[int, ...]
    welke: tuple[int, ...]


@dataclass(frozen=True)
class Meting:
    """One measured value: the values of the indicator's dimensions, the value, and how many rows it rests on.

    `jaar` differs from the reported year only for a forecast. `personen` is given where a value rests on fewer
    persons than rows (one person has many declaraties), `bijdragen` where it is an amount: the part in percent of each
    of the persons with the most, and `aanbieders` the parts of those who were paid most. `ook_van` tells the same of
    amounts that nobody prints and that follow from this one: what it leaves of a whole, or of another amount.
    `over_personen`, `eenheid` and `definitie` are given where they differ within the indicator. `som_van` names the
    addresses of the numbers of which this is the sum, `hoogstens_van` those that it is at most the sum of, as far as
    they are there, and `deel_van` those that together are the base of this share, where only the data tell which.
    """

    waarden: tuple[str, ...]
    waarde: float
    rijen: int
    jaar: int | None = None
    personen: int | None = None
    bijdragen: tuple[float, ...] = ()
    aanbieders: tuple[float, ...] = ()
    wie: tuple[int, ...] = ()
    welke: tuple[int, ...] = ()
    ook_van: tuple[Herkomst, ...] = ()
    over_personen: bool | None = None
    eenheid: str = ""
    som_van: tuple[str, ...] = ()
    hoogstens_van: tuple[str, ...] = ()
    deel_van: tuple[str, ...] = ()
    definitie: str = ""


@dataclass(frozen=True)
class Gemeten(Getal):
    """A number as it was measured, before disclosure control: no row of the register yet.

    `rijen` counts the source rows behind it, `personen` the persons where those are fewer, `bijdragen` and
    `aanbieders` the parts in percent of the persons and providers with the most, `wie` and `welke` who these are, and
    `ook_van` those of what else follows from it (see `Meting`). None of these is ever published, nor how a number hangs
    together with others (`som_van`, `hoogstens_van`, `deel_van`).
    """

    waarde: float
    bron: str
    definitie: str
    rijen: int
    over_personen: bool
    personen: int | None = None
    bijdragen: tuple[float, ...] = ()
    aanbieders: tuple[float, ...] = ()
    wie: tuple[int, ...] = ()
    welke: tuple[int, ...] = ()
    ook_van: tuple[Herkomst, ...] = ()
    som_van: tuple[str, ...] = ()
    hoogstens_van: tuple[str, ...] = ()
    deel_van: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """A definition with its calculation. `over_personen` marks values that count or describe persons.

    `totaal` says per dimension what its value `totaal` is (a sum, or a union of persons), `aandeel_van` of which
    indicator a percentage is the share. The gate holds the numbers to both. `genoeg` are the parts of `bron` of which
    one is enough; without it all are needed.
    """

    naam: str
    dimensies: tuple[str, ...]
    eenheid: str
    bron: tuple[str, ...]
    definitie: str
    over_personen: bool
    bereken: Callable[[Invoer], Iterable[Meting]]
    totaal: Mapping[str, Totaal] = field(default_factory=dict)
    aandeel_van: str = ""
    genoeg: tuple[tuple[str, ...], ...] = ()

    def can_be_measured(self, there: Collection[str]) -> bool:
        """Whether the extracts that are there are enough."""
        return any(set(part) <= set(there) for part in self.genoeg or (self.bron,))

    def calculate(self, invoer: Invoer) -> Iterator[Gemeten]:
        """The numbers of this indicator."""
        for meting in self.bereken(invoer):
            named = all(isinstance(waarde, str) for waarde in meting.waarden)
            if len(meting.waarden) != len(self.dimensies) or not named:
                raise AssertionError(f"{self.naam}: {meting.waarden} past niet bij {self.dimensies}")
            yield Gemeten(
                indicator=self.naam,
                jaar=meting.jaar or invoer.jaar,
                uitsplitsing=dict(zip(self.dimensies, meting.waarden, strict=True)),
                waarde=meting.waarde,
                eenheid=meting.eenheid or self.eenheid,
                bron=" + ".join(slug for slug in self.bron if not self.genoeg or slug in invoer.tabellen),
                definitie=meting.definitie or self.definitie,
                rijen=meting.rijen,
                over_personen=self.over_personen if meting.over_personen is None else meting.over_personen,
                personen=meting.personen,
                bijdragen=meting.bijdragen,
                aanbieders=meting.aanbieders,
                wie=meting.wie,
                welke=meting.welke,
                ook_van=meting.ook_van,
                som_van=meting.som_van,
                hoogstens_van=meting.hoogstens_van,
                deel_van=meting.deel_van,
            )


def indicator(
    *,
    dimensies: tuple[str, ...] = (),
    eenheid: str,
    bron: tuple[str, ...],
    definitie: str,
    over_personen: bool = False,
    totaal: Mapping[str, Totaal] | None = None,
    aandeel_van: str = "",
    genoeg: tuple[tuple[str, ...], ...] = (),
) -> Callable[[Callable[[Invoer], Iterable[Meting]]], Indicator]:
    """Make an `Indicator` of a function; its name is the name of the indicator."""

    def wrap(bereken: Callable[[Invoer], Iterable[Meting]]) -> Indicator:
        naam = bereken.__name__
        return Indicator(
            naam,
            dimensies,
            eenheid,
            bron,
            definitie,
            over_personen,
            bereken,
            totaal or {},
            aandeel_van,
            genoeg,
        )

    return wrap


def find_fewest(*aantallen: int) -> int:
    """On how few persons a share rests of which nobody prints the part: those in it or those not, if any are.

    Who knows the whole computes both from the percentage.
    """
    return min((aantal for aantal in aantallen if aantal), default=0)


def sum_eur(amounts: pd.Series) -> float:
    """Sum of amounts in euro, exact to the cent: added as whole cents, so the order cannot matter.

    A missing amount counts for nothing: the gate has reported it, and only a concept comes this far.
    """
    return int((amounts.dropna() * 100).round().astype("int64").sum()) / 100


def share(part: float, whole: float) -> float:
    """Percentage of `part` in `whole`, to four decimals; 0 when there is no whole."""
    return round(100 * part / whole, 4) if whole else 0.0
