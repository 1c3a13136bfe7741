"""Which extract it is that says otherwise of persons whom several extracts have: the one that the others contradict.

Of two extracts nobody can tell. But where two agree on nearly everybody and both contradict a third, it is the third.
Last year's extracts of other names count too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

from sdreport.gate.samenhang.personen.begrippen import add_persons_with_uitkering
from sdreport.gate.samenhang.sources import VORIG, Bronnen

KOLOMMEN = ("geboortejaar", "geslacht", "huishoudnummer")
ONBEKEND = "0"
"""The code for a sex that is not known: it contradicts nothing."""
GENOEG = 20
"""Shared persons from which a share says anything."""
MEER = 5
"""So many persons, and so many times the share that differs between others, must differ from each other extract."""
ENKELE = 0.02
"""A share that differs anyhow: corrections, twins under each other's number."""
TELLING = "personen_eensgezind"


@dataclass(frozen=True)
class Vergelijking:
    """Of how many persons two extracts both say something, and of how many something else."""

    gedeeld: int
    anders: int


Paren = Mapping[tuple[str, str], Vergelijking]


def compare_pairs(bronnen: Bronnen, slugs: tuple[str, ...]) -> dict[str, Paren]:
    """Per column the pairs of extracts, this year's and last year's, that share enough persons to tell."""
    tables = {slug: slug for slug in slugs if bronnen.has(slug)}
    tables |= {f"{VORIG}{slug}": f"{VORIG}{slug}" for slug in slugs if slug in bronnen.vorige}
    if "uitkeringen" in tables:
        tables["uitkeringen"] = add_persons_with_uitkering(bronnen)
    pairs = list(combinations(tables, 2))
    if not pairs:
        return {}
    rows = " UNION ALL ".join(
        f"SELECT clientnummer, geboortejaar, nullif(geslacht, '{ONBEKEND}') AS geslacht, huishoudnummer,"
        f" '{name}' AS bron FROM {table} WHERE clientnummer IS NOT NULL"
        for name, table in tables.items()
    )
    values = ", ".join(
        f"min({column}) FILTER (WHERE bron = '{name}') AS {name}_{column}"
        for name in tables
        for column in KOLOMMEN
    )
    counts = ", ".join(
        f"count(*) FILTER (WHERE {one}_{column} {sign} {other}_{column}) AS n{number}"
        for number, (column, (one, other), sign) in enumerate(product(KOLOMMEN, pairs, ("=", "<>")))
    )
    bank = bronnen.werkbank
    if not bank.has(TELLING):
        bank.add_table(TELLING, f"SELECT {counts} FROM (SELECT {values} FROM ({rows}) GROUP BY clientnummer)")
    numbers = iter(bank.storage.execute(f"SELECT * FROM {TELLING}")[0])
    told: dict[str, Paren] = {}
    for column in KOLOMMEN:
        every = {pair: (int(next(numbers)), int(next(numbers))) for pair in pairs}
        told[column] = {
            pair: Vergelijking(same + other, other)
            for pair, (same, other) in every.items()
            if same + other >= GENOEG
        }
    return told


def find_contradicted(paren: Paren, slugs: tuple[str, ...]) -> str:
    """The one extract that every other contradicts much more often than these do each other; empty when none is."""
    found = [slug for slug in slugs if _is_contradicted(paren, slug)]
    return found[0] if len(found) == 1 else ""


def _is_contradicted(paren: Paren, slug: str) -> bool:
    own, rest = split_pairs(paren, slug)
    shared = sum(item.gedeeld for item in rest)
    if not own or not shared:
        return False
    usual = sum(item.anders for item in rest) / shared
    return all(item.anders >= MEER and item.anders / item.gedeeld > MEER * usual + ENKELE for item in own)


def split_pairs(paren: Paren, slug: str) -> tuple[list[Vergelijking], list[Vergelijking]]:
    """The pairs of an extract with others, and those of others; its own of last year may be wrong in the same way."""
    before = f"{VORIG}{slug}"
    own = [item for pair, item in paren.items() if slug in pair and before not in pair]
    rest = [item for pair, item in paren.items() if slug not in pair and before not in pair]
    return own, rest
