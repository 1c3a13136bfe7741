"""How many persons extracts share, beside what chance alone would give: a key of one's own shares nobody.

Who gets one kind of support gets another more often than others do, so fewer shared persons than chance would give
have a cause: numbers made under another key, or changed on the way.
"""

import math
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.aannemelijk.verdeling import MEESTE_REGELS
from sdreport.gate.samenhang.personen.begrippen import add_persons_with_uitkering
from sdreport.gate.samenhang.personen.delen import find_own_keys
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.safe.dutch import to_dutch

UNIEK = "personen_uniek"
GROEPEN = "CASE WHEN {leeftijd} < 18 THEN 0 WHEN {leeftijd} < 67 THEN 1 ELSE 2 END"
"""Children, those of working age, and those with a pension: an extract for one group has hardly any of another."""


def add_unique_persons(bronnen: Bronnen) -> str:
    """The table with a row per client number: birth, sex and household, and per extract its records (`n_<slug>`)."""
    bank = bronnen.werkbank
    if bank.has(UNIEK):
        return UNIEK
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    tables = {slug: add_persons_with_uitkering(bronnen) if slug == "uitkeringen" else slug for slug in slugs}
    rows = " UNION ALL ".join(
        f"SELECT '{slug}' AS dataset, clientnummer, huishoudnummer, geboortejaar, geslacht FROM {table}"
        for slug, table in tables.items()
    )
    counts = ", ".join(f"count(*) FILTER (WHERE dataset = '{slug}') AS n_{slug}" for slug in slugs)
    return bank.add_table(
        UNIEK,
        "SELECT clientnummer, min(geboortejaar) AS geboortejaar, min(geslacht) AS geslacht,"
        f" min(huishoudnummer) AS huishoudnummer, count(*) AS records, {counts}"
        f" FROM ({rows}) WHERE clientnummer IS NOT NULL GROUP BY clientnummer",
    )


def overlap(bronnen: Bronnen) -> pd.DataFrame:
    """Per extract of persons whether it shares fewer of them with others than chance alone would give, and per line
    whether it is of a part that shares far fewer than the other parts (`eigen_sleutel`).

    Chance: two draws from the inhabitants of an age group. An extract that shares enough with some other is not the
    one with the other numbers; when it is one extract, all its lines are named.
    """
    columns = ["regelnummer", "dataset", "onderwerp", "te_weinig_gedeeld", "eigen_sleutel"]
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    few: dict[str, list[str]] = {slug: [] for slug in slugs}
    enough: set[str] = set()
    judged: set[str] = set()
    for pair, shared, expected, smallest in _share(bronnen, slugs):
        low, _ = explain_share(expected / smallest, smallest, math.inf, bronnen.toleranties.toeval_kans)
        if low <= 0:
            continue  # chance explains that nobody is shared
        judged |= set(pair)
        if shared >= low * smallest:
            enough |= set(pair)
            continue
        about = f"{to_dutch(shared)} gedeeld, waar toeval alleen er {to_dutch(round(expected))} geeft"
        for own, other in (pair, pair[::-1]):
            few[own].append(f"{own} en {other}: {about}")
    suspect = {slug for slug in slugs if few[slug] and slug not in enough} or {s for s in slugs if few[s]}
    rows: list[tuple[int, str, str | None, float | None, float | None]] = [
        (0, slug, "; ".join(few[slug]) if slug in suspect else None, float(slug in suspect), None)
        for slug in slugs
        if slug in judged
    ]
    if len(suspect) == 1:  # of two nobody can tell which
        rows += [(line, slug, None, 1.0, None) for slug in suspect for line in _list_lines(bronnen, slug)]
    rows += [(0, slug, None, None, 0.0) for slug in slugs]
    for slug, about, lines in find_own_keys(bronnen):
        rows += [(line, slug, about, None, 1.0) for line in lines]
    return pd.DataFrame(rows, columns=columns).set_index("regelnummer")


def _list_lines(bronnen: Bronnen, slug: str) -> Iterator[int]:
    """The lines of an extract with a number, as far as anybody would look through them."""
    asked = f"SELECT regelnummer FROM {slug} WHERE clientnummer IS NOT NULL ORDER BY 1 LIMIT {MEESTE_REGELS}"
    yield from (int(line) for (line,) in bronnen.werkbank.storage.execute(asked))


def _share(bronnen: Bronnen, slugs: list[str]) -> Iterator[tuple[tuple[str, str], int, float, int]]:
    """Per pair of extracts how many persons both have, how many chance would give, and how many the smallest has."""
    if len(slugs) < 2 or not bronnen.has("bevolking"):
        return
    ask = bronnen.werkbank.storage.execute
    leden = "sum(aantal)", GROEPEN.format(leeftijd="leeftijd")
    stand = f"soort = 'stand' AND jaar = {bronnen.jaar}"
    inwoners = dict(ask(f"SELECT {leden[1]}, {leden[0]} FROM bevolking WHERE {stand} GROUP BY 1"))
    groep = GROEPEN.format(leeftijd=f"({bronnen.jaar} - geboortejaar)")
    present = ", ".join(f"n_{slug} > 0" for slug in slugs)
    counts = ask(f"SELECT {groep}, {present}, count(*) FROM {add_unique_persons(bronnen)} GROUP BY ALL")
    for (i, one), (j, other) in combinations(enumerate(slugs), 2):
        shared, expected, smallest = 0, 0.0, 0
        for which, total in inwoners.items():
            own = [(row[1 : 1 + len(slugs)], row[-1]) for row in counts if row[0] == which]
            first = sum(n for there, n in own if there[i])
            second = sum(n for there, n in own if there[j])
            shared += sum(n for there, n in own if there[i] and there[j])
            expected += first * second / total if total else 0.0
            smallest += min(first, second)
        if smallest and expected < smallest:
            yield (one, other), shared, expected, smallest
