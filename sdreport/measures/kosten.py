"""What was declared and paid, added up in the engine whatever the size: totals leave it, never a line.

A relation of costs has `clientnummer`, `aanbieder`, `bedrag`, `rijen` (how many lines an amount is of) and what it can
be divided by: `wet`, `perceel`, `productcode`, `leveringsvorm`, `eenheid`, `leeftijd`. An amount counts once, also in a
concept in which a toewijzingnummer is there twice or not at all. Rejected lines are left out, and a credit is below
zero, so that what was put right later counts as it should be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sdreport.intake.large.meaning import TELT
from sdreport.measures.definitie import MEESTE_BIJDRAGEN, Herkomst, Invoer, share
from sdreport.measures.tabellen import add_toegewezen

GEDECLAREERD = "kosten_gedeclareerd"
MERKEN = 2**32
"""So many marks there are for persons and providers: enough to know one again, and no number of anybody."""


@dataclass(frozen=True)
class Kosten:
    """An amount, the lines that it is of, and on whom it rests."""

    bedrag_eur: float
    rijen: int
    herkomst: Herkomst


GEEN = Kosten(0.0, 0, Herkomst(personen=0, bijdragen=(), aanbieders=(), wie=(), welke=()))


def add_gedeclareerd(invoer: Invoer) -> str:
    """The relation of all declared costs, a row per person and what costs are divided by.

    `aantal` is their volume with the sign of the amount, so that a credit takes it off, and `zonder_aantal` the lines
    that have none.
    """
    bank = invoer.bank("declaraties", "toewijzingen")
    if bank.has(GEDECLAREERD):
        return GEDECLAREERD
    per_toewijzing = (
        "SELECT toewijzingnummer, aanbieder, productcode, eenheid, sum(bedrag) AS bedrag, count(*) AS rijen,"
        " sum(CASE WHEN bedrag < 0 THEN -abs(volume) ELSE abs(volume) END) AS aantal,"
        f" count(*) - count(volume) AS zonder_aantal FROM declaraties WHERE {TELT} GROUP BY ALL"
    )
    return bank.add_table(
        GEDECLAREERD,
        "SELECT wet, perceel, k.productcode, leveringsvorm, eenheid, leeftijd, clientnummer, k.aanbieder,"
        " sum(bedrag) AS bedrag, sum(rijen) AS rijen, sum(aantal) AS aantal, sum(zonder_aantal) AS zonder_aantal"
        f" FROM ({per_toewijzing}) k LEFT JOIN {add_toegewezen(invoer)} USING (toewijzingnummer)"
        " GROUP BY ALL",
    )


def list_per_maand(invoer: Invoer) -> str:
    """The question for declared costs by the month of the year in which the care began."""
    invoer.bank("declaraties", "toewijzingen")
    return (
        "SELECT wet, month(begindatum) AS maand, clientnummer, d.aanbieder, bedrag, 1 AS rijen, dagtekening,"
        " leveringsvorm"
        f" FROM declaraties d LEFT JOIN {add_toegewezen(invoer)} USING (toewijzingnummer) WHERE {TELT}"
        f" AND begindatum BETWEEN '{invoer.begin:%Y-%m-%d}' AND '{invoer.einde:%Y-%m-%d}'"
    )


def list_inkomen(invoer: Invoer) -> str:
    """The question for what was paid to persons: benefits and income support."""
    invoer.bank("uitkeringen", "inkomensondersteuning")
    columns = "clientnummer, NULL AS aanbieder, bedrag, 1 AS rijen"
    age = f"{invoer.jaar} - geboortejaar AS leeftijd"
    return " UNION ALL ".join(
        f"SELECT {columns}, {age} FROM {slug}" for slug in ("uitkeringen", "inkomensondersteuning")
    )


def add_up(invoer: Invoer, kosten: str, where: str = "true") -> Kosten:
    """The costs of a relation for which a test holds."""
    asked = f"SELECT 0 AS alles, * FROM ({kosten}) WHERE {where}"
    return next((found for _, found in add_up_per(invoer, asked, ["alles"])), GEEN)


def add_up_per(
    invoer: Invoer, kosten: str, sleutel: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Kosten]]:
    """The costs per combination of some columns, in their order; what lacks one of them is left out.

    Each line is looked at once: it is added to those of its person and to those of its provider.
    """
    keys = ", ".join(sleutel)
    each = (
        f"SELECT {keys}, clientnummer, aanbieder, grouping(clientnummer) = 0 AS van_persoon, sum(bedrag) AS bedrag,"
        f" sum(rijen) AS rijen, abs(coalesce(sum(bedrag), 0)) AS deel FROM ({kosten})"
        f" WHERE {' AND '.join(f'{name} IS NOT NULL' for name in sleutel)}"
        f" GROUP BY GROUPING SETS (({keys}, clientnummer), ({keys}, aanbieder))"
    )
    parts = ", ".join(
        f"max(struct_pack(deel, merk := hash({per}) % {MERKEN}), {MEESTE_BIJDRAGEN}) FILTER ({per} IS NOT NULL),"
        f" sum(deel) FILTER ({per} IS NOT NULL)"
        for per in ("clientnummer", "aanbieder")
    )
    own = "FILTER (van_persoon)"
    asked = f"SELECT sum(bedrag) {own}, sum(rijen) {own}, count(clientnummer), {parts}, {keys} FROM ({each})"
    for eur, rijen, personen, hunne, van_hen, andere, daarvan, *values in invoer.bank().storage.execute(
        f"{asked} GROUP BY {keys} ORDER BY {keys}"
    ):
        herkomst = Herkomst(
            personen=personen,
            bijdragen=_shares(hunne, van_hen),
            aanbieders=_shares(andere, daarvan),
            wie=_marks(hunne),
            welke=_marks(andere),
        )
        yield tuple(map(str, values)), Kosten(float(eur or 0), int(rijen), herkomst)


def _shares(delen: Sequence[Any] | None, alle: Any) -> tuple[float, ...]:
    """The parts in percent of the whole."""
    return tuple(share(float(item["deel"]), float(alle)) for item in delen or ())


def _marks(delen: Sequence[Any] | None) -> tuple[int, ...]:
    """Whose parts they are."""
    return tuple(int(item["merk"]) for item in delen or ())
