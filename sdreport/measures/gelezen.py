"""Indicators that are taken over as long as the extracts that they read are what they were."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sdreport.intake.large.gelezen import Meelezer, Overnemer, hash_rows, keep_rows
from sdreport.measures.definitie import EERDER, Gemeten, Indicator, Invoer
from sdreport.voorraad.overname import BEWAARD
from sdreport.voorraad.stappen import METING

BEWAARVORM = keep_rows(Gemeten)
Cijfers = Sequence[Gemeten]


def open_metingen(invoer: Invoer) -> tuple[Invoer, Callable[[Indicator], Cijfers]]:
    """The extracts to measure from, and what measures an indicator of them or takes over its numbers."""
    if invoer.groot or BEWAARD.get() is None:
        return invoer, lambda item: tuple(item.calculate(invoer))

    def tell(item: str) -> None:
        noted.bank().storage.spoor.read(item)

    noted = replace(
        invoer,
        tabellen=Meelezer(invoer.tabellen, tell),
        eerder=Meelezer(invoer.eerder, lambda slug: tell(f"{EERDER}{slug}")),
    )
    overnemer = Overnemer(METING, describe(invoer), noted.bank, lambda item: hash_source(invoer, item))

    def measure(item: Indicator) -> Cijfers:
        def begin() -> Callable[[], Cijfers]:
            measured = tuple(item.calculate(noted))
            return lambda: measured

        return overnemer.begin(item.naam, {}, begin, BEWAARVORM)()

    return noted, measure


def hash_source(invoer: Invoer, item: str) -> str:
    """The hash of an extract, or of earlier deliveries of it."""
    if item.startswith(EERDER):
        return repr([hash_rows(table) for table in invoer.eerder.get(item.removeprefix(EERDER), ())])
    return hash_rows(invoer.tabellen.get(item))


def describe(invoer: Invoer) -> str:
    """What may be looked at without being noted."""
    own = (
        invoer.jaar,
        sorted(invoer.tabellen),
        sorted(invoer.eerder),
        sorted((naam, hash_rows(table)) for naam, table in invoer.referenties.items()),
        invoer.regio.model_dump_json() if invoer.regio else "",
        invoer.indelingen,
        sorted(invoer.vorige_prijzen.items()),
    )
    return repr(own)
