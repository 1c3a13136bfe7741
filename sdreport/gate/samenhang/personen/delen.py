"""Parts of an extract of which hardly anybody is known elsewhere: made under a key of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.aannemelijk.verdeling import percent
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

GENOEG = 20
"""Persons of a part, and of the others, from which the share that is known elsewhere says anything."""
HELFT, VIJFDE = 0.5, 0.2
"""Far less than the other parts is less than so much of what these have: of new cases fewer are known than of old, and
of one kind of support fewer than of another.
"""


@dataclass(frozen=True)
class Indeling:
    """How an extract is divided: as SQL (`{jaar}` is the year), what a part is called, and what share of the others is
    far less. Without a name parts are called by what they are; no value of an extract is told.
    """

    sql: str
    naam: str = ""
    deel: float = VIJFDE


def _per_quarter(begin: str) -> Indeling:
    """The quarters in which something began; what began before the year is in none."""
    return Indeling(
        f"CASE WHEN year({begin}) = {{jaar}} THEN 'kwartaal ' || quarter({begin}) END", deel=HELFT
    )


INDELINGEN = {
    "toewijzingen": (
        _per_quarter("ingangsdatum"), Indeling("aanbieder", "één aanbieder"), Indeling("wijk", "één wijk"),
    ),
    "uitkeringen": (_per_quarter("begindatum"), Indeling("regeling", "één regeling")),
    "inkomensondersteuning": (
        _per_quarter("datum"), Indeling("soort", "één soort"), Indeling("kostensoort", "één kostensoort"),
    ),
}  # fmt: skip


def find_own_keys(bronnen: Bronnen) -> Iterator[tuple[str, str, list[int]]]:
    """Per part whose persons are known elsewhere far less than those of the other parts: the extract, in words how much
    less, and its lines. Elsewhere is another part, another extract or that of last year.
    """
    for slug in filter(bronnen.has, PERSONEN):
        named: set[int] = set()
        for indeling in INDELINGEN[slug]:
            counts = _count(bronnen, slug, indeling)
            for part, (persons, known) in counts.items():
                others = [counts[other] for other in counts if other != part]
                total = sum(many for many, _ in others)
                if min(persons, total) < GENOEG:
                    continue
                usual = sum(many for _, many in others) / total
                low, _ = explain_share(usual * indeling.deel, persons, inf, bronnen.toleranties.toeval_kans)
                if known < low * persons:
                    about = (
                        f"{indeling.naam or part}: {percent(known / persons)} is elders bekend, van de rest"
                        f" {percent(usual)}"
                    )
                    lines = [line for line in _list_lines(bronnen, slug, indeling, part) if line not in named]
                    named.update(lines)
                    yield slug, about, lines


def _count(bronnen: Bronnen, slug: str, indeling: Indeling) -> dict[str, tuple[int, int]]:
    """Per part its persons, and those who are known elsewhere."""
    part = indeling.sql.format(jaar=bronnen.jaar)
    own = f"SELECT DISTINCT clientnummer, {part} AS deel FROM {slug} WHERE clientnummer IS NOT NULL"
    others = [name for name in PERSONEN if name != slug and bronnen.has(name)]
    others += [f"{VORIG}{name}" for name in PERSONEN if name in bronnen.vorige]
    elsewhere = " OR ".join(f"clientnummer IN (SELECT clientnummer FROM {name})" for name in others)
    known = f"coalesce({elsewhere}, false)" if elsewhere else "false"
    rows = bronnen.werkbank.storage.execute(
        f"SELECT deel, count(*), count(*) FILTER (keer > 1 OR {known}) FROM"
        f" (SELECT *, count(*) OVER (PARTITION BY clientnummer) AS keer FROM ({own}))"
        " WHERE deel IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    return {str(deel): (int(persons), int(known)) for deel, persons, known in rows}


def _list_lines(bronnen: Bronnen, slug: str, indeling: Indeling, part: str) -> list[int]:
    """The lines of a part."""
    rows = bronnen.werkbank.storage.execute(
        f"SELECT regelnummer FROM {slug} WHERE {indeling.sql.format(jaar=bronnen.jaar)} = {quote(part)}"
        " ORDER BY regelnummer"
    )
    return [int(line) for (line,) in rows]
