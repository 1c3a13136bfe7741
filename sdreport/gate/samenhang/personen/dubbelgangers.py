"""Persons of one household who are each other's double: one person under two numbers, and which number is the other.

A part of an extract that was made under another key leaves doubles of whoever is in two extracts, or in both parts.
Which extract that is, shows when one side of nearly all doubles is in no other; which lines, when they lie together.
"""

import math
from dataclasses import dataclass

from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.personen.overlap import add_unique_persons
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import quote
from sdreport.safe.dutch import to_dutch

MEESTE_LEDEN = 12
"""Households of more members are no households, and have a rule of their own."""
NAGENOEG = 0.85
"""Share of doubles of which one number is in one extract only, from which that extract is where they arose."""
EIGEN = 0.05
"""Share of doubles of which both numbers are in one extract only, that says that it has two parts."""
GENOEG = 20
"""Doubles from which their place in the extract says anything."""
VERDWAALD = 0.02
"""Share of lines between them that may be of numbers that others have too, for them to lie together."""
PAREN, DUBBEL = "personen_paren", "personen_dubbel"


@dataclass(frozen=True)
class Splitsing:
    """The extract where doubles arose: which lines (a test), and how much of it that is in words."""

    slug: str
    test: str
    omvang: str


def dubbelgangers(bronnen: Bronnen) -> str:
    """Per record of a person whether another number has the same household, birth year and sex, when such pairs are
    more than twins and chance explain.

    Chance: in a household as many are born in one year as in the years before and after it, by halves. Named are the
    numbers that are in one extract only, where these doubles arose; else of a pair the number with the fewest records,
    or both.
    """
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    many = _find_pairs(bronnen, slugs)
    splitsing = _find_part(bronnen, slugs) if many else None
    if not splitsing:
        bronnen.werkbank.add_table(
            DUBBEL,
            f"SELECT een AS clientnummer FROM {PAREN} WHERE verschil = 0 AND n_een <= n_ander AND {many}"
            f" UNION SELECT ander FROM {PAREN} WHERE verschil = 0 AND n_ander <= n_een AND {many}",
        )
    double = f"clientnummer IN (SELECT clientnummer FROM {DUBBEL})"
    parts = []
    for slug in slugs:
        test = "false" if splitsing and slug != splitsing.slug else splitsing.test if splitsing else double
        about = quote(splitsing.omvang) if splitsing and slug == splitsing.slug else "NULL"
        parts.append(
            f"SELECT regelnummer, '{slug}' AS dataset, {about} AS onderwerp,"
            f" CASE WHEN clientnummer IS NOT NULL THEN {flag(test)} END AS dubbelganger FROM {slug}"
        )
    return " UNION ALL ".join(parts)


def _find_pairs(bronnen: Bronnen, slugs: list[str]) -> bool:
    """Make the table of pairs; whether there are more of one birth year than chance explains.

    `een_in`, `ander_in`: the extract that a number is in, when it is only one.
    """
    bank, rows = bronnen.werkbank, add_unique_persons(bronnen)
    single = " + ".join(f"CAST(n_{slug} > 0 AS INTEGER)" for slug in slugs)
    which = " ".join(f"WHEN n_{slug} > 0 THEN '{slug}'" for slug in slugs)
    beside = ", ".join(f"a.n_{slug} AS n_{slug}_een, b.n_{slug} AS n_{slug}_ander" for slug in slugs)
    marked = f"SELECT *, CASE WHEN {single} = 1 THEN CASE {which} END END AS alleen FROM {rows}"
    bank.add_table(
        PAREN,
        f"SELECT a.clientnummer AS een, b.clientnummer AS ander, a.records AS n_een, b.records AS n_ander,"
        f" a.alleen AS een_in, b.alleen AS ander_in, {beside}, abs(a.geboortejaar - b.geboortejaar) AS verschil"
        f" FROM ({marked}) a JOIN ({marked}) b"
        " ON a.huishoudnummer = b.huishoudnummer AND a.geslacht = b.geslacht AND a.clientnummer < b.clientnummer"
        " AND abs(a.geboortejaar - b.geboortejaar) <= 1 WHERE a.huishoudnummer IN"
        f" (SELECT huishoudnummer FROM {rows} GROUP BY 1 HAVING count(*) BETWEEN 2 AND {MEESTE_LEDEN})",
    )
    kinds = ["true", *(_across(slug) for slug in slugs)]
    asked = ", ".join(f"count(*) FILTER ({kind} AND verschil = {n})" for kind in kinds for n in (0, 1))
    ((*counts,),) = bank.storage.execute(f"SELECT {asked} FROM {PAREN}")
    kans = bronnen.toleranties.toeval_kans
    return any(
        same > _most_by_chance(near / 2, kans) for same, near in zip(counts[::2], counts[1::2], strict=True)
    )


def _across(slug: str) -> str:
    """The test on a pair of which one number is in this extract only, and the other not in it: members of a household
    in two extracts are few, so that doubles among them are seen sooner than among all.
    """
    one, other = (
        f"coalesce({mine} = {quote(slug)}, false) AND n_{slug}_{its} = 0"
        for mine, its in (("een_in", "ander"), ("ander_in", "een"))
    )
    return f"({one} OR {other})"


def _find_part(bronnen: Bronnen, slugs: list[str]) -> Splitsing | None:
    """The extract that all but a few doubles have a number of its own in; None when there are none or two of those."""
    ask, kans = bronnen.werkbank.storage.execute, bronnen.toleranties.toeval_kans
    one, own = (
        "{0} IN (een_in, ander_in) AND verschil = 0",
        "een_in = {0} AND ander_in = {0} AND verschil = {1}",
    )
    asked = ", ".join(
        f"count(*) FILTER (WHERE {test.format(quote(s), n)})"
        for s in slugs
        for test, n in ((one, 0), (own, 0), (own, 1))
    )
    ((total, *counts),) = ask(f"SELECT count(*) FILTER (WHERE verschil = 0), {asked} FROM {PAREN}")
    able = [
        (within if within >= EIGEN * total and within > _most_by_chance(near / 2, kans) else 0, found, slug)
        for slug, found, within, near in zip(slugs, counts[::3], counts[1::3], counts[2::3], strict=True)
        if found >= NAGENOEG * total
    ]
    able.sort(reverse=True)
    if not able or (len(able) > 1 and able[0][:2] == able[1][:2]):
        return None
    return _name_part(bronnen, able[0][2], able[0][0] > 0)


def _name_part(bronnen: Bronnen, slug: str, parts: bool) -> Splitsing:
    """The lines with the numbers of its own; all lines between them when hardly any number there is known elsewhere.

    Where the extract has no two `parts`, pairs within it are twins.
    """
    bank, here = bronnen.werkbank, quote(slug)
    within = f"een_in = {here} AND ander_in = {here}"
    twins = "" if parts else f" AND NOT coalesce({within}, false)"
    bank.add_table(
        DUBBEL,
        f"SELECT een AS clientnummer FROM {PAREN} WHERE verschil = 0 AND een_in = {here}{twins}"
        f" AND (ander_in IS DISTINCT FROM {here} OR n_een <= n_ander)"
        f" UNION SELECT ander FROM {PAREN} WHERE verschil = 0 AND ander_in = {here}{twins}"
        f" AND (een_in IS DISTINCT FROM {here} OR n_ander <= n_een)",
    )
    sure = (
        f"SELECT clientnummer FROM {DUBBEL} WHERE clientnummer NOT IN (SELECT een FROM {PAREN} WHERE {within}"
        f" AND verschil = 0 UNION ALL SELECT ander FROM {PAREN} WHERE {within} AND verschil = 0)"
    )
    others = " + ".join(f"n_{other}" for other in PERSONEN if bronnen.has(other) and other != slug) or "0"
    known = f"SELECT clientnummer FROM {add_unique_persons(bronnen)} WHERE {others} > 0"
    ask = bank.storage.execute
    ((stray, low, high),) = ask(
        f"SELECT count(*), min(regelnummer), max(regelnummer) FROM {slug} WHERE clientnummer IN ({sure})"
    )
    ((good, between, last),) = ask(
        f"SELECT count(*), count(*) FILTER (WHERE regelnummer BETWEEN {low or 0} AND {high or 0}), max(regelnummer)"
        f" FROM {slug} WHERE clientnummer IN ({known})"
    )
    share = stray / (stray + good) if stray else 0.0
    omvang = f"{to_dutch(round(share * 100))}% van de regels van wie in een ander extract te herkennen is"
    if stray >= GENOEG and between <= VERDWAALD * stray and stray > 2 * VERDWAALD * good:
        ((first, final),) = ask(f"SELECT min(regelnummer), max(regelnummer) FROM {slug}")
        if last is None:  # nobody is known
            low = first
        if last is None or last < high:  # nobody who is known comes after them
            high = final
        return Splitsing(
            slug, f"regelnummer BETWEEN {low} AND {high}", f"{omvang}; regel {low} tot en met {high}"
        )
    return Splitsing(slug, f"clientnummer IN (SELECT clientnummer FROM {DUBBEL})", omvang)


def _most_by_chance(expected: float, kans: float) -> float:
    """The most pairs that chance explains: Chernoff's bound on a Poisson count of which the mean was counted too."""
    limit, mean = math.log(1 / kans), expected + math.sqrt(2 * expected) + 1
    most = math.ceil(mean)
    while most * math.log(most / mean) - most + mean <= limit:
        most += 1
    return most
