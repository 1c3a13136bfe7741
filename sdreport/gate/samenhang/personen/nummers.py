"""Numbers of persons and households over all extracts: one form, and one number a person.

A number that lost its zeros or its end, or that was made under another key, makes two persons of one. Its form shows
that where all numbers should have one; else the number of persons whom extracts share does (`overlap`), or persons of
one household who are each other's double (`dubbelgangers`).
"""

import re
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
KLASSE = {"9": "[0-9]", "A": "[A-Za-z]"}
DEEL = 1_000
"""So many numbers, or a few more, tell which forms are usual."""
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
                asked = test.replace("nummer", column)
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
    """The test on a `nummer` of another form; empty when numbers show no form that all should have.

    The form is the first letter and where digits and letters stand, or length and first letter, or length alone where
    the first sign differs from number to number. It is that
    of the numbers with a fixed length, as long as nearly all numbers of some extract have it.
    """
    for form in (TEKENS, LENGTE_EN_LETTER, LENGTE):
        found = _find_usual(bronnen, places, form)
        if found:
            return f"NOT ({_has_form(form, found)})"
    return ""


def _find_usual(bronnen: Bronnen, places: list[tuple[str, str]], form: str) -> str:
    """The form that nearly all numbers of some extract have, and that shows a fixed length; empty when there is none.

    What nearly all have, most of a part of them have too: to put a form together takes long, so only the forms that are
    usual in a part, chosen by hash, are looked for among all.
    """
    ask = bronnen.werkbank.storage.execute
    numbers = [f"SELECT {column} AS nummer FROM {slug} WHERE {column} IS NOT NULL" for slug, column in places]
    every = [ask(f"SELECT count(*) FROM ({own})")[0][0] for own in numbers]
    parts = [
        f"({own}) WHERE hash(nummer) % {max(1, n // DEEL)} = 0" for own, n in zip(numbers, every, strict=True)
    ]
    most = "GROUP BY vorm ORDER BY count(*) DESC, vorm LIMIT 1"
    usual = {
        vorm
        for part in parts
        for (vorm,) in ask(f"SELECT vorm FROM (SELECT {form} AS vorm FROM {part}) {most}")
    }
    scores: dict[str, int] = {}
    for vorm in sorted(usual):
        has = _has_form(form, vorm)
        fixed = f"{has} AND regexp_matches(nummer, '{VASTE_LENGTE}')"
        counts = f"count(*) FILTER (WHERE {has}), count(*) FILTER (WHERE {fixed})"
        for own, alle in zip(numbers, every, strict=True):
            ((aantal, vast),) = ask(f"SELECT {counts} FROM ({own})")
            if alle >= GENOEG and aantal >= VAST * alle and vast >= MINSTENS_VAST * aantal:
                scores[vorm] = scores.get(vorm, 0) + aantal
    return max(scores, key=lambda vorm: scores[vorm], default="")


def _has_form(form: str, vorm: str) -> str:
    """Whether a `nummer` has a form; signs are compared as a pattern, which takes much less time."""
    if form != TEKENS:
        return f"({form}) = {quote(vorm)}"
    eerste = vorm[0] if vorm[0].isascii() and vorm[0].isalpha() else ""
    signs = [KLASSE.get(sign, re.escape(sign)) for sign in vorm[len(eerste) :]]
    if eerste:
        signs[0] = f"[{eerste}{eerste.lower()}]"
    return f"regexp_full_match(nummer, {quote(''.join(signs))})"
