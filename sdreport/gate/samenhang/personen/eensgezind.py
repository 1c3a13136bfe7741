"""What extracts say of the same persons, and which extract it is that says otherwise: the one that others contradict.

Of two extracts nobody can tell. But where two agree on nearly everybody and both contradict a third, it is the third.
Last year's extracts of other names count too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.jaren.maand_ernaast import find_moved_aanbieders
from sdreport.gate.samenhang.personen.begrippen import add_persons_with_uitkering, differs, most_frequent
from sdreport.gate.samenhang.personen.toewijzingen import ONBEKEND, PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

KOLOMMEN = ("geboortejaar", "geslacht", "huishoudnummer")
GENOEG = 20
"""Shared persons from which a share says anything."""
MEER = 5
"""So many persons, and so many times the share that differs between others, must differ from each other extract."""
ENKELE = 0.02
"""A share that differs anyhow: corrections, twins under each other's number."""
VERSCHOVEN = KOLOMMEN
BIJNA_ALLE = 0.8
"""Share of the shared persons on whom an extract is not right at all: its column is wrong, not its rows."""
TELLING, RECORDS, AANBIEDERS = "personen_eensgezind", "personen_records", "personen_aanbieders"
WISSELEND = "personen_wisselend"
EENDUIDIG = ("geboortejaar", "geslacht", "huishoudnummer", "wijk")


@dataclass(frozen=True)
class Paarstand:
    """Of how many persons two extracts both say something, and of how many something else."""

    gedeeld: int
    anders: int


Paren = Mapping[tuple[str, str], Paarstand]


def personen(bronnen: Bronnen) -> str:
    """Per record of a person whether year of birth, sex, household and wijk differ from the person's other records.

    Differs means: it is not the value that most records of this person have. When no value is the most frequent, all
    records of the person differ, since nobody can tell which one is right; last year's extracts have a say. But an
    extract that all others contradict, and the toewijzingen of an aanbieder that do, are not heard where another has
    the person.
    """
    rows = _add_records(bronnen)
    if not rows:
        return (
            "SELECT 0 AS regelnummer, '' AS dataset, 0 AS geboortejaar_wijkt_af, 0 AS geslacht_wijkt_af,"
            " 0 AS huishouden_wijkt_af, 0 AS wijk_wijkt_af WHERE false"
        )
    wrong = {column: find_contradicted(pairs) for column, pairs in compare_pairs(bronnen).items()}
    of_part, varying = _of_wrong_aanbieder(bronnen), _add_varying(bronnen, rows)
    heard = f"({' UNION ALL '.join([f'FROM {varying}', *_list_last_year(bronnen)])})"
    usual = {
        column: _find_usual(
            heard, column, [of_part, f"dataset = '{wrong[column]}'" if wrong.get(column) else ""]
        )
        for column in EENDUIDIG
    }
    joins = "".join(f" LEFT JOIN ({sql}) m_{name} USING (clientnummer)" for name, sql in usual.items())
    other = {
        name: differs(name, "clientnummer", f"CASE WHEN varieert THEN m_{name}.vaakst ELSE {name} END")
        for name in EENDUIDIG
    }
    return f"""
        SELECT regelnummer, dataset, {other["geboortejaar"]} AS geboortejaar_wijkt_af,
            {other["geslacht"]} AS geslacht_wijkt_af, {other["huishoudnummer"]} AS huishouden_wijkt_af,
            {other["wijk"]} AS wijk_wijkt_af
        FROM {rows} LEFT JOIN (SELECT clientnummer, true AS varieert FROM {WISSELEND}) USING (clientnummer){joins}
    """


def _add_records(bronnen: Bronnen) -> str:
    """The view of what each record says of its person, over all extracts; empty when there are none."""
    if bronnen.werkbank.has(RECORDS):
        return RECORDS
    tables = {slug: slug for slug in PERSONEN if bronnen.has(slug)}
    if "uitkeringen" in tables:
        tables["uitkeringen"] = add_persons_with_uitkering(bronnen)
    own = ("wijk", "aanbieder")
    parts = [
        f"SELECT regelnummer, '{slug}' AS dataset, clientnummer, geboortejaar,"
        f" nullif(geslacht, '{ONBEKEND}') AS geslacht, huishoudnummer,"
        f" {', '.join(own if slug == 'toewijzingen' else [f'NULL AS {name}' for name in own])} FROM {table}"
        for slug, table in tables.items()
    ]
    return bronnen.werkbank.add_view(RECORDS, " UNION ALL ".join(parts)) if parts else ""


def _add_varying(bronnen: Bronnen, rows: str) -> str:
    """The records of persons of whom they do not all say the same: hardly anybody, and only these are compared."""
    varies = " OR ".join(f"min({column}) <> max({column})" for column in EENDUIDIG)
    bronnen.werkbank.add_table(
        WISSELEND,
        f"SELECT clientnummer FROM {rows} WHERE clientnummer IS NOT NULL GROUP BY clientnummer HAVING {varies}",
    )
    return f"(SELECT * FROM {rows} WHERE clientnummer IN (FROM {WISSELEND}))"


def _list_last_year(bronnen: Bronnen) -> Iterator[str]:
    """What last year's extracts say of persons of whom this year's do not all say the same: it decides between two."""
    for slug in PERSONEN:
        if slug in bronnen.vorige:
            wijk = "wijk" if slug == "toewijzingen" else "NULL"
            yield (
                f"SELECT DISTINCT 0, '{VORIG}{slug}', clientnummer, geboortejaar, nullif(geslacht, '{ONBEKEND}'),"
                f" huishoudnummer, {wijk}, NULL FROM {VORIG}{slug} WHERE clientnummer IN (FROM {WISSELEND})"
            )


def _find_usual(rows: str, column: str, wrong: Sequence[str]) -> str:
    """Per person the value that most records have; those that are `wrong` (tests) only count where no other has any."""
    test = " OR ".join(filter(None, wrong))
    if not test:
        return most_frequent(rows, ["clientnummer"], column)
    others = f"SELECT * FROM {rows} WHERE NOT coalesce({test}, false) AND {column} IS NOT NULL"
    known = f"SELECT clientnummer FROM ({others}) WHERE clientnummer IS NOT NULL"
    own = f"SELECT * FROM {rows} WHERE clientnummer NOT IN ({known})"
    return " UNION ALL ".join(most_frequent(f"({part})", ["clientnummer"], column) for part in (others, own))


def _of_wrong_aanbieder(bronnen: Bronnen) -> str:
    """The test on toewijzingen of an aanbieder that give nearly everybody another birth year than all other records do.

    Empty when there are none, or when it is most of them.
    """
    if not bronnen.has("toewijzingen"):
        return ""
    values = (
        "SELECT DISTINCT clientnummer, coalesce(aanbieder, dataset) AS bron, aanbieder, geboortejaar"
        f" FROM {_add_records(bronnen)} WHERE clientnummer IS NOT NULL AND geboortejaar IS NOT NULL"
    )
    alone = "count(*) OVER (PARTITION BY clientnummer, geboortejaar) = 1 AS anders"
    several = "count(*) OVER (PARTITION BY clientnummer) AS bronnen"
    asked = (
        f"SELECT aanbieder, avg(CAST(anders AS INTEGER)) >= {BIJNA_ALLE} AS fout FROM"
        f" (SELECT aanbieder, {alone}, {several} FROM ({values}))"
        f" WHERE bronnen > 1 AND aanbieder IS NOT NULL GROUP BY 1 HAVING count(*) >= {GENOEG}"
    )
    bank = bronnen.werkbank
    if not bank.has(AANBIEDERS):
        bank.add_table(AANBIEDERS, asked)
    found = bank.storage.execute(f"SELECT aanbieder, fout FROM {AANBIEDERS}")
    wrong = sorted(str(aanbieder) for aanbieder, all_differ in found if all_differ)
    if not wrong or 2 * len(wrong) > len(found):
        return ""
    return f"aanbieder IN ({', '.join(map(quote, wrong))})"


def verschoven(bronnen: Bronnen) -> str:
    """Per record of a person whether its extract has another birth year, sex or household than the others for nearly
    everybody, or its aanbieder another birth year than all other records; per declaratie whether those of its aanbieder
    are a month early or late (`maand_ernaast`).

    Which extract it is, is known when it contradicts all others and these agree with each other.
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS verschoven, 0 AS maand_ernaast WHERE false",
        *_moved_by_month(bronnen),
    ]
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    pairs = compare_pairs(bronnen)
    for column in VERSCHOVEN:
        for slug in slugs:
            parts.append(
                f"SELECT 0 AS regelnummer, '{slug}' AS dataset, '{column}' AS kolom, 0 AS verschoven"
            )
            if _is_wrong(pairs.get(column, {}), slug):
                such = f"{column} IS NOT NULL AND {_not_right(bronnen, slug, column)}"
                such = doubt(bronnen, slug, column, such)
                own = f"'{slug}' AS dataset, '{column}' AS kolom, 1 AS verschoven"
                parts.append(f"SELECT regelnummer, {own} FROM {slug} WHERE {such}")
    if of_part := _of_wrong_aanbieder(bronnen):
        parts.append(
            "SELECT regelnummer, 'toewijzingen' AS dataset, 'geboortejaar' AS kolom, 1 AS verschoven"
            f" FROM toewijzingen WHERE {of_part}"
        )
    return " UNION ALL BY NAME ".join(parts)


def _moved_by_month(bronnen: Bronnen) -> Iterator[str]:
    if bronnen.has("declaraties", "toewijzingen"):
        own = "'declaraties' AS dataset, 'begindatum, einddatum' AS kolom"
        yield f"SELECT 0 AS regelnummer, {own}, 0 AS maand_ernaast"
        if moved := ", ".join(map(quote, find_moved_aanbieders(bronnen))):
            yield f"SELECT regelnummer, {own}, 1 AS maand_ernaast FROM declaraties WHERE aanbieder IN ({moved})"


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
    known = (
        f"SELECT clientnummer, min(waarde) AS waarde FROM ({others}) WHERE waarde IS NOT NULL GROUP BY ALL"
    )
    rows = bronnen.werkbank.storage.execute(
        f"SELECT wet FROM {slug} JOIN ({known}) USING (clientnummer) WHERE wet IS NOT NULL AND {column} IS NOT NULL"
        f" GROUP BY wet HAVING count(DISTINCT clientnummer) >= {GENOEG}"
        f" AND avg(CAST({column} <> waarde AS INTEGER)) < {1 - BIJNA_ALLE:.1f}"
    )
    right = ", ".join(quote(str(wet)) for (wet,) in rows)
    return f"coalesce(wet NOT IN ({right}), true)" if right else "true"


def compare_pairs(bronnen: Bronnen) -> dict[str, Paren]:
    """Per column the pairs of extracts, this year's and last year's, that share enough persons to tell."""
    tables = {slug: slug for slug in PERSONEN if bronnen.has(slug)}
    tables |= {f"{VORIG}{slug}": f"{VORIG}{slug}" for slug in PERSONEN if slug in bronnen.vorige}
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
            pair: Paarstand(same + other, other)
            for pair, (same, other) in every.items()
            if same + other >= GENOEG
        }
    return told


def find_contradicted(paren: Paren) -> str:
    """The one extract that every other contradicts much more often than these do each other; empty when none is."""
    found = [slug for slug in PERSONEN if _is_contradicted(paren, slug)]
    return found[0] if len(found) == 1 else ""


def _is_contradicted(paren: Paren, slug: str) -> bool:
    own, rest = split_pairs(paren, slug)
    shared = sum(item.gedeeld for item in rest)
    if not own or not shared:
        return False
    usual = sum(item.anders for item in rest) / shared
    return all(item.anders >= MEER and item.anders / item.gedeeld > MEER * usual + ENKELE for item in own)


def split_pairs(paren: Paren, slug: str) -> tuple[list[Paarstand], list[Paarstand]]:
    """The pairs of an extract with others, and those of others; its own of last year may be wrong in the same way."""
    before = f"{VORIG}{slug}"
    own = [item for pair, item in paren.items() if slug in pair and before not in pair]
    rest = [item for pair, item in paren.items() if slug not in pair and before not in pair]
    return own, rest
