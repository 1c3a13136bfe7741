"""Numbers of persons and households over all extracts: one form, and one number a person.

A number that lost its zeros or its end, or that was made under another key, makes two persons of one. Its form shows
that where all numbers should have one; else the number of persons whom extracts share does (`overlap`), or persons of
one household who are each other's double (`dubbelgangers`).
"""

from collections.abc import Iterator

from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import quote

SOORTEN = {"clientnummer": ("clientnummer", "partner_clientnummer"), "huishoudnummer": ("huishoudnummer",)}
"""Kinds of numbers, each with the columns that it stands in."""
VAST = 0.95
"""From this share of numbers with one form on, another form is no number of the same kind."""
VASTE_LENGTE = r"^[A-Za-z]*0|^[A-Za-z]*[0-9]+[A-Za-z]"
"""What a number of a fixed length has: zeros in front, or letters and digits that alternate."""
MINSTENS_VAST = 0.01
EERSTE = "CASE WHEN regexp_matches(nummer, '^[A-Za-z]') THEN upper(nummer[1]) ELSE '' END"
LENGTE = "CAST(length(nummer) AS VARCHAR)"
LENGTE_EN_LETTER = f"{LENGTE} || {EERSTE}"
TEKENS = f"{EERSTE} || regexp_replace(regexp_replace(nummer, '[0-9]', '9', 'g'), '[A-Za-z]', 'A', 'g')"
GENOEG = 20
"""Numbers from which their forms say anything."""


def nummers(bronnen: Bronnen) -> str:
    """Per line with a number of another form than all others have, its column; a column without has one row with 0."""
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS andere_vorm WHERE false"]
    for columns in SOORTEN.values():
        places = list(_places(bronnen, columns))
        test = _find_form(bronnen, places)
        for slug, column in places:
            about = f"'{slug}', '{column}'"
            if test:
                asked = test.format(nummer=column)
                parts.append(
                    f"SELECT regelnummer, {about}, 1 FROM {slug} WHERE {column} IS NOT NULL AND {asked}"
                )
                parts.append(f"SELECT 0, {about}, 0")
    return " UNION ALL ".join(parts)


def _places(bronnen: Bronnen, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for slug in PERSONEN:
        own = [column for column in columns if column in DATASETS[slug].column_names]
        yield from ((slug, column) for column in own if bronnen.has(slug))


def _find_form(bronnen: Bronnen, places: list[tuple[str, str]]) -> str:
    """The test on a `{nummer}` of another form; empty when numbers show no form that all should have.

    The form is the first letter and where digits and letters stand, or length and first letter, or length alone where
    the first sign differs from number to number. It is that
    of the numbers with a fixed length, as long as nearly all numbers of some extract have it.
    """
    rows = " UNION ALL ".join(
        f"SELECT '{slug}' AS plek, {column} AS nummer FROM {slug} WHERE {column} IS NOT NULL"
        for slug, column in places
    )
    for form in (TEKENS, LENGTE_EN_LETTER, LENGTE) if rows else ():
        counted = (
            f"SELECT plek, {form} AS vorm, count(*) AS aantal,"
            f" count(*) FILTER (WHERE regexp_matches(nummer, '{VASTE_LENGTE}')) AS vast FROM ({rows}) GROUP BY ALL"
        )
        shares = f"SELECT vorm, aantal, vast, sum(aantal) OVER (PARTITION BY plek) AS alle FROM ({counted})"
        found = bronnen.werkbank.opslag.execute(
            f"SELECT vorm FROM ({shares}) WHERE aantal >= {VAST} * alle AND alle >= {GENOEG}"
            f" AND vast >= {MINSTENS_VAST} * aantal GROUP BY vorm ORDER BY sum(aantal) DESC, vorm LIMIT 1"
        )
        if found:
            return f"({form.replace('nummer', '{nummer}')}) <> {quote(str(found[0][0]))}"
    return ""
