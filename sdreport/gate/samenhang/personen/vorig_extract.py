"""Persons and their records beside last year's extract: what has the same number must be the same."""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.personen.toewijzingen import ONBEKEND, PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import sql_date
from sdreport.intake.large.meaning import EINDE

LOPEND = {
    "toewijzingen": ("toewijzingnummer", "ingangsdatum", EINDE),
    "uitkeringen": ("uitkeringsnummer", "begindatum", "einddatum"),
}
"""Extracts of what goes on from year to year: its number, the day on which it began, and that on which it ends."""
NAGENOEG = 0.95
"""When so many have another number it is all of them: no line is the one at fault."""
HELFT = 0.5
"""When more than half of what has the same number differs, the numbers mean something else, or all were made anew."""
GENOEG = 20
"""Records from which a share says anything."""
MEESTE_WEG = 0.05
"""Share of what ran on at the end of last year that may be gone: what was registered in error."""
LAAT = 90
"""Days before the year; what began later may have been registered in the new year."""
BLIJVEND = {"toewijzingen": ("wet", "leveringsvorm")}
"""What a record keeps as long as it has its number: something else is a record of its own."""
SAMEN = {"toewijzingen": "wet"}
"""What makes groups of records that are made together, so that a column can be wrong for all of one."""
OORDELEN = ("andere_inwoner", "anders", "te_weinig_gedeeld", "onbekend", "weg")


def vorig_extract(bronnen: Bronnen) -> str:
    """Per line whether it differs from last year's extract: whose it is (`andere_inwoner`), and what holds for good
    (`anders`: birth year and sex of a person, the first day, law and form of what runs on, and the wijk where most
    moved into it; where nearly all of a law, or of an extract, differ, also what cannot be compared); whether it should
    have been in that extract and is not (`onbekend`). Per extract, on line 0, whether it shares fewer persons with last
    year's than chance alone would give (`te_weinig_gedeeld`), and whether much that ran on at the end of last year is
    not in it (`weg`).
    """
    nothing = ", ".join(f"0 AS {name}" for name in OORDELEN)
    parts = [f"SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, {nothing} WHERE false"]
    for slug in PERSONEN:
        if bronnen.has(slug) and slug in bronnen.vorige:
            parts += [*_same_persons(bronnen, slug), *_shared(bronnen, slug)]
            if slug in LOPEND:
                parts += [*_same_records(bronnen, slug), *_running(bronnen, slug)]
    return " UNION ALL BY NAME ".join(parts)


def _row(slug: str, kolom: str, name: str, value: str, line: str = "regelnummer") -> str:
    return f"SELECT {line} AS regelnummer, '{slug}' AS dataset, '{kolom}' AS kolom, {value} AS {name}"


def _same_records(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """What of a record with a number of last year is another; nothing when numbers are given out anew each year."""
    number, begin, _ = LOPEND[slug]
    moved = (
        "nu.wijk <> v.wijk AS verhuisd, nu.wijk"
        if slug == "toewijzingen"
        else "false AS verhuisd, NULL AS wijk"
    )
    joined = bronnen.werkbank.add_table(
        f"vorig_zelfde_{slug}",
        f"SELECT nu.regelnummer, nu.clientnummer <> v.clientnummer AS inwoner, nu.{begin} <> v.{begin} AS begin,"
        f" nu.geboortejaar <> v.geboortejaar AS geboren, {moved}"
        f" FROM {slug} nu JOIN {VORIG}{slug} v USING ({number})",
    )
    ((rows, persons, begins, born),) = bronnen.werkbank.storage.execute(
        "SELECT count(*), count(*) FILTER (WHERE inwoner), count(*) FILTER (WHERE begin),"
        f" count(*) FILTER (WHERE geboren) FROM {joined}"
    )
    if not rows or (begins > HELFT * rows and born > HELFT * rows):
        return
    if persons > NAGENOEG * rows:
        yield _row(slug, "clientnummer", "andere_inwoner", "1", line="0")
    else:
        compared = f"SELECT regelnummer, inwoner AS anders FROM {joined}"
        yield from _differing(bronnen, slug, "clientnummer", compared, "andere_inwoner")
        yield f"{_row(slug, 'clientnummer', 'andere_inwoner', '1')} FROM {slug} WHERE {_of_new_numbers(slug, joined)}"
    yield from _differing(bronnen, slug, begin, f"SELECT regelnummer, begin AS anders FROM {joined}")
    for column in BLIJVEND.get(slug, ()):
        both = f"{slug} nu JOIN {VORIG}{slug} v USING ({number})"
        compared = f"SELECT nu.regelnummer, nu.{column} <> v.{column} AS anders FROM {both}"
        yield from _differing(bronnen, slug, column, compared)
    if slug == "toewijzingen":
        # a wijk that last year's extract does not have was split off, merged or given another name
        into = (
            f"SELECT wijk FROM {joined} WHERE wijk IN (SELECT wijk FROM {VORIG}{slug}) GROUP BY wijk"
            f" HAVING count(*) >= {GENOEG}"
            f" AND count(*) FILTER (WHERE verhuisd) > {HELFT} * count(*)"
        )
        stayed = f"SELECT regelnummer FROM {joined} WHERE NOT verhuisd"
        test = flag(f"wijk IN ({into}) AND regelnummer NOT IN ({stayed})")
        yield f"{_row(slug, 'wijk', 'anders', test)} FROM {slug} WHERE wijk IS NOT NULL"


def _of_new_numbers(slug: str, joined: str) -> str:
    """The test of records that are new, of a number that nobody had last year and that a record of then now has."""
    wrong = f"SELECT clientnummer FROM {slug} JOIN {joined} USING (regelnummer) WHERE inwoner"
    before = f"SELECT clientnummer FROM {VORIG}{slug} WHERE clientnummer IS NOT NULL"
    new = f"regelnummer NOT IN (SELECT regelnummer FROM {joined})"
    return f"{new} AND clientnummer IN ({wrong}) AND clientnummer NOT IN ({before})"


def _running(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """What ran on at the end of last year: in both extracts, unless numbers are given out anew each year."""
    number, begin, end = LOPEND[slug]
    first = sql_date(bronnen.begin)
    decided = f" AND coalesce(toewijzingsdatum < {first}, true)" if slug == "toewijzingen" else ""
    early = f"{begin} < {first} - {LAAT}{decided}"
    known = f"{number} IN (SELECT {number} FROM {VORIG}{slug} WHERE {number} IS NOT NULL)"
    ran_on = f"{begin} < {first} AND coalesce({end} >= {first}, true)"
    still = f"{number} IN (SELECT {number} FROM {slug} WHERE {number} IS NOT NULL)"
    ((every, there, before, kept),) = bronnen.werkbank.storage.execute(
        f"SELECT (SELECT count(*) FROM {slug} WHERE {early}), (SELECT count(*) FROM {slug} WHERE {early} AND {known}),"
        f" (SELECT count(*) FROM {VORIG}{slug} WHERE {ran_on}),"
        f" (SELECT count(*) FROM {VORIG}{slug} WHERE {ran_on} AND {still})"
    )
    if every and there > HELFT * every:
        yield f"{_row(slug, begin, 'onbekend', flag(f'NOT {known}'))} FROM {slug} WHERE {early}"
    if before >= GENOEG and kept > 0:
        yield _row(slug, number, "weg", str(int(before - kept > MEESTE_WEG * before)), line="0")


def _same_persons(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """Birth year and sex of persons who are in last year's extract too, when that says one thing of them."""
    known = f"nullif(geslacht, '{ONBEKEND}')"
    before = bronnen.werkbank.add_table(
        f"vorig_inwoners_{slug}",
        f"SELECT clientnummer, CASE WHEN min(geboortejaar) = max(geboortejaar) THEN min(geboortejaar) END AS geboren,"
        f" CASE WHEN min({known}) = max({known}) THEN min({known}) END AS sekse FROM {VORIG}{slug}"
        " WHERE clientnummer IS NOT NULL GROUP BY clientnummer",
    )
    for column, other in (("geboortejaar", "geboren"), ("geslacht", "sekse")):
        differs = f"nullif(CAST(nu.{column} AS VARCHAR), '{ONBEKEND}') <> CAST(v.{other} AS VARCHAR)"
        compared = (
            f"SELECT nu.regelnummer, {differs} AS anders FROM {slug} nu JOIN {before} v USING (clientnummer)"
        )
        yield from _differing(bronnen, slug, column, compared)


def _differing(
    bronnen: Bronnen, slug: str, column: str, compared: str, name: str = "anders"
) -> Iterator[str]:
    """The lines that were compared, and of groups in which nearly all differ the others too: it is the column."""
    table = bronnen.werkbank.add_table(f"vorig_{slug}_{column}", compared)
    yield f"{_row(slug, column, name, flag('anders'))} FROM {table}"
    group = SAMEN.get(slug, "''")
    wrong = (
        f"SELECT {group} FROM {slug} JOIN {table} USING (regelnummer) WHERE anders IS NOT NULL GROUP BY 1"
        f" HAVING count(*) >= {GENOEG} AND avg(CAST(anders AS INTEGER)) > {NAGENOEG}"
    )
    yield (
        f"{_row(slug, column, name, '1')} FROM {slug} WHERE {column} IS NOT NULL AND {group} IN ({wrong})"
        f" AND regelnummer NOT IN (SELECT regelnummer FROM {table})"
    )


def _shared(bronnen: Bronnen, slug: str) -> Iterator[str]:
    if not bronnen.has("bevolking"):
        return
    persons = "SELECT DISTINCT clientnummer FROM {0} WHERE clientnummer IS NOT NULL"
    ((nu, toen, both, inwoners),) = bronnen.werkbank.storage.execute(
        f"SELECT (SELECT count(*) FROM ({persons.format(slug)})), (SELECT count(*) FROM"
        f" ({persons.format(VORIG + slug)})), (SELECT count(*) FROM ({persons.format(slug)}) JOIN"
        f" ({persons.format(VORIG + slug)}) USING (clientnummer)),"
        f" (SELECT coalesce(sum(aantal), 0) FROM bevolking WHERE soort = 'stand' AND jaar = {bronnen.jaar})"
    )
    if nu and inwoners > toen:
        low, _ = explain_share(toen / float(inwoners), nu, inf, bronnen.toleranties.toeval_kans)
        yield _row(slug, "clientnummer", "te_weinig_gedeeld", str(int(both < low * nu)), line="0")
