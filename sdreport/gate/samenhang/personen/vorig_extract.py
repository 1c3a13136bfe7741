"""Persons and their records beside last year's extract: what has the same number must be the same."""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.personen.toewijzingen import ONBEKEND, PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen

LOPEND = {
    "toewijzingen": ("toewijzingnummer", "ingangsdatum"),
    "uitkeringen": ("uitkeringsnummer", "begindatum"),
}
"""Extracts of what goes on from year to year: its number, and the day on which it began."""
NAGENOEG = 0.95
"""When so many have another number it is all of them: no line is the one at fault."""
HELFT = 0.5
"""When more than half of what has the same number differs, the numbers mean something else, or all were made anew."""


def vorig_extract(bronnen: Bronnen) -> str:
    """Per line whether it differs from last year's extract: whose it is (`andere_inwoner`), and what holds for good
    (`anders`: birth year and sex of a person, the first day of what runs on); and per extract whether it shares fewer
    persons with last year's than chance alone would give (`te_weinig_gedeeld`, line 0).
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS andere_inwoner, 0 AS anders, 0 AS te_weinig_gedeeld"
        " WHERE false"
    ]
    for slug in PERSONEN:
        if bronnen.has(slug) and slug in bronnen.vorige:
            parts += [*_same_persons(bronnen, slug), *_shared(bronnen, slug)]
            if slug in LOPEND:
                parts += _same_records(bronnen, slug, *LOPEND[slug])
    return " UNION ALL ".join(parts)


def _same_records(bronnen: Bronnen, slug: str, number: str, begin: str) -> Iterator[str]:
    """What of a record with a number of last year is another; nothing when numbers are given out anew each year."""
    moved = "nu.wijk <> v.wijk" if slug == "toewijzingen" else "false"
    joined = bronnen.werkbank.add_table(
        f"vorig_zelfde_{slug}",
        f"SELECT nu.regelnummer, nu.clientnummer <> v.clientnummer AS inwoner, nu.{begin} <> v.{begin} AS begin,"
        f" nu.geboortejaar <> v.geboortejaar AS geboren, {moved} AS wijk"
        f" FROM {slug} nu JOIN {VORIG}{slug} v USING ({number})",
    )
    ((rows, persons, begins, born, elsewhere),) = bronnen.werkbank.storage.execute(
        "SELECT count(*), count(*) FILTER (WHERE inwoner), count(*) FILTER (WHERE begin),"
        f" count(*) FILTER (WHERE geboren), count(*) FILTER (WHERE wijk) FROM {joined}"
    )
    if not rows or (begins > HELFT * rows and born > HELFT * rows):
        return
    if persons > NAGENOEG * rows:
        yield f"SELECT 0, '{slug}', 'clientnummer', 1, NULL, NULL"
    else:
        yield f"SELECT regelnummer, '{slug}', 'clientnummer', {flag('inwoner')}, NULL, NULL FROM {joined}"
    yield f"SELECT regelnummer, '{slug}', '{begin}', NULL, {flag('begin')}, NULL FROM {joined}"
    if elsewhere > HELFT * rows:
        yield f"SELECT regelnummer, '{slug}', 'wijk', NULL, {flag('wijk')}, NULL FROM {joined}"


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
        differs = flag(f"nullif(CAST(nu.{column} AS VARCHAR), '{ONBEKEND}') <> CAST(v.{other} AS VARCHAR)")
        yield (
            f"SELECT nu.regelnummer, '{slug}', '{column}', NULL, {differs}, NULL"
            f" FROM {slug} nu JOIN {before} v USING (clientnummer)"
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
        yield f"SELECT 0, '{slug}', 'clientnummer', NULL, NULL, {int(both < low * nu)}"
