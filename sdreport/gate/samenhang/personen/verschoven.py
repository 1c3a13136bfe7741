"""An extract that says something else of nearly all persons whom it shares: its column is wrong, not its rows."""

from collections.abc import Iterator
from itertools import combinations

from sdreport.gate.samenhang.personen.toewijzingen import ONBEKEND, PERSONEN
from sdreport.gate.samenhang.sources import Bronnen

KOLOMMEN = ("geboortejaar", "geslacht")
BIJNA_ALLE = 0.8
GENOEG = 20
"""Shared persons from which a share says anything."""


def verschoven(bronnen: Bronnen) -> str:
    """Per record of a person whether its extract has another birth year or sex than the others for nearly everybody.

    Which extract it is, is known when it contradicts all others and these agree with each other.
    """
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS verschoven WHERE false"]
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    for column in KOLOMMEN:
        wrong = set(_find_wrong(bronnen, slugs, column))
        for slug in slugs:
            parts.append(f"SELECT 0, '{slug}', '{column}', 0")
            if slug in wrong:
                parts.append(
                    f"SELECT regelnummer, '{slug}', '{column}', 1 FROM {slug} WHERE {column} IS NOT NULL"
                )
    return " UNION ALL ".join(parts)


def _find_wrong(bronnen: Bronnen, slugs: list[str], column: str) -> Iterator[str]:
    """The extract that contradicts the others, while some pair without it agrees."""
    agrees: dict[tuple[str, str], bool] = {}
    for one, other in combinations(slugs, 2):
        values = [
            f"SELECT clientnummer, min({column}) AS waarde FROM {slug}"
            f" WHERE nullif(CAST({column} AS VARCHAR), '{ONBEKEND}') IS NOT NULL GROUP BY clientnummer"
            for slug in (one, other)
        ]
        ((shared, different),) = bronnen.werkbank.storage.execute(
            "SELECT count(*), count(*) FILTER (WHERE a.waarde <> b.waarde)"
            f" FROM ({values[0]}) a JOIN ({values[1]}) b USING (clientnummer)"
        )
        if shared >= GENOEG:
            agrees[one, other] = different < BIJNA_ALLE * shared
    for slug in slugs:
        own = [good for pair, good in agrees.items() if slug in pair]
        rest = [good for pair, good in agrees.items() if slug not in pair]
        if own and not any(own) and any(rest):
            yield slug
