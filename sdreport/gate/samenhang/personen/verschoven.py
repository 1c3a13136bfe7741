"""An extract that says something else of nearly all persons whom it shares: its column is wrong, not its rows."""

from sdreport.gate.samenhang.personen.eensgezind import GENOEG, Paren, compare_pairs, split_pairs
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

KOLOMMEN = ("geboortejaar", "geslacht")
BIJNA_ALLE = 0.8


def verschoven(bronnen: Bronnen) -> str:
    """Per record of a person whether its extract has another birth year or sex than the others for nearly everybody.

    Which extract it is, is known when it contradicts all others and these agree with each other.
    """
    parts = ["SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS verschoven WHERE false"]
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    pairs = compare_pairs(bronnen, PERSONEN)
    for column in KOLOMMEN:
        for slug in slugs:
            parts.append(f"SELECT 0, '{slug}', '{column}', 0")
            if _is_wrong(pairs.get(column, {}), slug):
                parts.append(
                    f"SELECT regelnummer, '{slug}', '{column}', 1 FROM {slug} WHERE {column} IS NOT NULL"
                    f" AND {_not_right(bronnen, slug, column)}"
                )
    return " UNION ALL ".join(parts)


def _is_wrong(paren: Paren, slug: str) -> bool:
    """Whether an extract contradicts the others on nearly everybody, while some pair without it agrees."""
    own, rest = (
        [item.anders < BIJNA_ALLE * item.gedeeld for item in part] for part in split_pairs(paren, slug)
    )
    return bool(own) and not any(own) and any(rest)


def _not_right(bronnen: Bronnen, slug: str, column: str) -> str:
    """The test that leaves out the toewijzingen of a wet that say what others and last year's extract say."""
    if slug != "toewijzingen":
        return "true"
    tables = [one for one in PERSONEN if one != slug and bronnen.has(one)]
    tables += [f"{VORIG}{one}" for one in PERSONEN if one in bronnen.vorige]
    others = " UNION ALL ".join(f"SELECT clientnummer, {column} AS waarde FROM {table}" for table in tables)
    known = f"SELECT clientnummer, any_value(waarde) AS waarde FROM ({others}) WHERE waarde IS NOT NULL GROUP BY ALL"
    rows = bronnen.werkbank.storage.execute(
        f"SELECT wet FROM {slug} JOIN ({known}) USING (clientnummer) WHERE wet IS NOT NULL AND {column} IS NOT NULL"
        f" GROUP BY wet HAVING count(DISTINCT clientnummer) >= {GENOEG}"
        f" AND avg(CAST({column} <> waarde AS INTEGER)) < {1 - BIJNA_ALLE:.1f}"
    )
    right = ", ".join(quote(str(wet)) for (wet,) in rows)
    return f"coalesce(wet NOT IN ({right}), true)" if right else "true"
