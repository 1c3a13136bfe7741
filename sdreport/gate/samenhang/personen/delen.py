"""Parts of an extract of which hardly anybody is known elsewhere: made under a key of their own."""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.aannemelijk.verdeling import percent
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen

BEGIN = {"toewijzingen": "ingangsdatum", "uitkeringen": "begindatum", "inkomensondersteuning": "datum"}
"""The day by which an extract is divided in quarters; what began before the year is a part of its own."""
GENOEG = 20
"""Persons of a quarter, and of the others, from which the share that is known elsewhere says anything."""
HELFT = 0.5
"""Far less than the other quarters is less than half of what these have: of new cases fewer are known than of old."""


def find_own_keys(bronnen: Bronnen) -> Iterator[tuple[str, str, list[int]]]:
    """Per quarter whose persons are known elsewhere far less than those of the other quarters: the extract, in words
    how much less, and its lines. Elsewhere is another quarter, another extract or that of last year.
    """
    for slug in PERSONEN:
        if bronnen.has(slug):
            counts = _count(bronnen, slug)
            for kwartaal, (persons, known) in counts.items():
                others = [counts[other] for other in counts if other != kwartaal]
                total = sum(many for many, _ in others)
                if min(persons, total) < GENOEG:
                    continue
                usual = sum(many for _, many in others) / total
                low, _ = explain_share(usual * HELFT, persons, inf, bronnen.toleranties.toeval_kans)
                if known < low * persons:
                    about = (
                        f"kwartaal {kwartaal}: {percent(known / persons)} is elders bekend, van de andere kwartalen"
                        f" {percent(usual)}"
                    )
                    yield slug, about, _list_lines(bronnen, slug, kwartaal)


def _quarter(bronnen: Bronnen, slug: str) -> str:
    begin = BEGIN[slug]
    return f"CASE WHEN year({begin}) = {bronnen.jaar} THEN quarter({begin}) ELSE 0 END"


def _count(bronnen: Bronnen, slug: str) -> dict[int, tuple[int, int]]:
    """Per quarter of the year its persons, and those who are known elsewhere."""
    own = f"SELECT DISTINCT clientnummer, {_quarter(bronnen, slug)} AS deel FROM {slug} WHERE clientnummer IS NOT NULL"
    others = [name for name in PERSONEN if name != slug and bronnen.has(name)]
    others += [f"{VORIG}{name}" for name in PERSONEN if name in bronnen.vorige]
    elsewhere = " OR ".join(f"clientnummer IN (SELECT clientnummer FROM {name})" for name in others)
    known = f"coalesce({elsewhere}, false)" if elsewhere else "false"
    rows = bronnen.werkbank.storage.execute(
        f"SELECT deel, count(*), count(*) FILTER (keer > 1 OR {known}) FROM"
        f" (SELECT *, count(*) OVER (PARTITION BY clientnummer) AS keer FROM ({own})) WHERE deel > 0"
        " GROUP BY deel ORDER BY deel"
    )
    return {int(deel): (int(persons), int(known)) for deel, persons, known in rows}


def _list_lines(bronnen: Bronnen, slug: str, kwartaal: int) -> list[int]:
    """The lines of a quarter."""
    rows = bronnen.werkbank.storage.execute(
        f"SELECT regelnummer FROM {slug} WHERE {_quarter(bronnen, slug)} = {kwartaal} ORDER BY regelnummer"
    )
    return [int(line) for (line,) in rows]
