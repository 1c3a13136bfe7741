"""Columns that say the same everywhere: what a system fills in by itself, or a filter that was left on."""

import math
from collections.abc import Iterator, Mapping

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.levering import GENUMMERD, count_gaps
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import quote

VRIJWEL_ALLES = 0.9
"""Share of the filled rows from which a value is the same everywhere, in a column in which records differ."""
GENOEG = 12
"""Rows from which such a column is looked at, and a column of an extract that is small by nature (`WEINIG`)."""
MEESTE_VAN_EEN = 0.85
"""A code that at most so many records have is that of all of them by chance, in few rows; in more it is a finding."""
EIGEN: Mapping[str, tuple[str, ...]] = {
    "toewijzingen": (
        "geboortejaar", "productcode", "aanbieder", "toewijzingsdatum", "ingangsdatum", "meldingsdatum",
        "aanvraagdatum", "besluitdatum", "werkelijke_begindatum", "werkelijke_einddatum", "volume", "budget", "wijk",
    ),
    "declaraties": ("aanbieder", "bedrag", "volume", "tarief"),
    "uitkeringen": ("geboortejaar", "einddatum", "bedrag"),
    "inkomensondersteuning": ("geboortejaar", "datum", "bedrag"),
    "bezwaarschriften": ("besluitdatum",),
    "begroting": ("post", "taakveld", "bedrag"),
    "bevolking": ("aantal",),
}  # fmt: skip
"""Columns in which records differ, so that no value is there for nearly all."""
CODES: Mapping[str, tuple[str, ...]] = {
    "toewijzingen": ("geslacht", "wet", "productcategorie", "verwijzertype", "reden_beeindiging"),
    "uitkeringen": ("geslacht", "reden_beeindiging"),
    "inkomensondersteuning": ("geslacht", "soort"),
}
"""Columns of codes of which two at least are in use anywhere."""
ZELDEN: Mapping[str, tuple[str, ...]] = {"toewijzingen": ("leveringsvorm",)}
MEESTE_VAN_ZELDEN = 0.98
"""Such columns of which a municipality that has both in its table of products uses one seldom; and how seldom. Of these
no lines are named: nearly all are right.
"""
WEINIG: Mapping[str, tuple[str, ...]] = {
    "bezwaarschriften": ("wet", "uitkomst", "advies"),
    "tellingen": ("eenheid", "partner"),
}
"""Such columns of extracts with few rows: that all are the same is then hardly ever so, and worth a look."""
MET_GATEN, IJL = 5, 0.2
"""Rows of a numbered extract from which they are looked at all the same where numbers between them are not there; and
the share of those numbers that is.
"""
VEEL_KEUZE: Mapping[str, tuple[str, ...]] = {"inkomensondersteuning": ("kostensoort",)}
"""Columns of codes of which dozens are in use, so that no single one has three quarters (`MEESTE_VAN_VELE`)."""
DAGEN: Mapping[str, tuple[str, ...]] = {
    "uitkeringen": ("begindatum",),
    "bezwaarschriften": ("ontvangstdatum",),
}
"""Days on which each record begins by itself, so that no single one has a third (`MEESTE_VAN_DAGEN`)."""
ALLEEN = {"advies": "advies IN (SELECT uitkomst FROM bezwaarschriften)"}
"""Which values of a column are looked at: that nobody gives advice may be so."""
PAREN = {
    "toewijzingen": (
        ("toewijzingsdatum", "ingangsdatum"), ("meldingsdatum", "aanvraagdatum"), ("aanvraagdatum", "besluitdatum"),
    ),
    "bezwaarschriften": (("ontvangstdatum", "besluitdatum"), ),
}  # fmt: skip
"""Columns of days that differ for most records, so that one is not a copy of the other, nor made of it."""
PRODUCTEN = ("productcategorie", "productcode", "leveringsvorm")
"""Columns of toewijzingen of which a municipality that has one only says so in its table of products."""
BEDRAGEN, NUL = ("uitkeringen", "inkomensondersteuning", "declaraties"), 0.03
"""Extracts of amounts, and the share of nothing at all among them that is no news where there is no last year."""
MEESTE_VAN_VELE, MEESTE_VAN_DAGEN = 0.75, 1 / 3
SOORTEN = 3
"""Kostensoorten of one soort of which the amounts are not all one amount."""
INGEVULD = tuple(slug for slug in DATASETS if slug in {*EIGEN, *CODES, *WEINIG})


def invulling(bronnen: Bronnen) -> str:
    """Per column in which records differ whether one value is there for all (`overal_gelijk`), and per pair of columns
    whether nearly all records have the same in both, or the second so many days later (`zelfde_dag`); on line 0, and
    if so on the lines that have it. Also on the lines of an amount of 0 where there are too many of those.
    """
    enough, plenty = (
        math.ceil(math.log(bronnen.toleranties.toeval_kans) / math.log(most))
        for most in (MEESTE_VAN_EEN, MEESTE_VAN_ZELDEN)
    )
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, 0 AS overal_gelijk, 0 AS zelfde_dag WHERE false"
    ]
    groups = (
        (EIGEN, GENOEG, VRIJWEL_ALLES),
        (CODES, enough, 1.0),
        (ZELDEN, plenty, 1.0),
        (WEINIG, GENOEG, 1.0),
        (VEEL_KEUZE, enough, MEESTE_VAN_VELE),
        (DAGEN, GENOEG, MEESTE_VAN_DAGEN),
    )
    for columns, rows, share in groups:
        for slug in filter(bronnen.has, columns):
            least = _find_least(bronnen, slug, rows) if columns is WEINIG else rows
            asked = [column for column in columns[slug] if _has_choice(bronnen, slug, column)]
            parts += [_ask(slug, column, least, share) for column in asked]
    parts += [_compare(slug, *pair) for slug, pairs in PAREN.items() if bronnen.has(slug) for pair in pairs]
    columns_judged = bronnen.werkbank.add_table("invulling_kolommen", " UNION ALL ".join(parts))
    found = bronnen.werkbank.storage.execute(
        f"SELECT dataset, kolom, overal_gelijk, zelfde_dag FROM {columns_judged} WHERE 1 IN (overal_gelijk, zelfde_dag)"
    )
    lines = [_list_lines(bronnen, *wrong) for wrong in found if wrong[1] not in ZELDEN.get(wrong[0], ())]
    if bronnen.has("inkomensondersteuning"):
        lines += _same_amount(bronnen, enough)
    lines += [
        _list_nothing(slug) for slug in filter(bronnen.has, BEDRAGEN) if _is_too_often_nothing(bronnen, slug)
    ]
    return " UNION ALL ".join([f"SELECT * FROM {columns_judged}", *lines])


def _same_amount(bronnen: Bronnen, enough: int) -> Iterator[str]:
    """The lines of a soort of which nearly all kostensoorten together have one amount."""
    counted = (
        "SELECT soort, bedrag, count(*) AS keer, count(DISTINCT kostensoort) AS soorten FROM inkomensondersteuning"
        " WHERE kostensoort IS NOT NULL AND bedrag IS NOT NULL GROUP BY ALL"
    )
    alike = bronnen.werkbank.storage.execute(
        f"SELECT soort, arg_max(bedrag, keer) FROM ({counted}) GROUP BY soort HAVING sum(keer) >= {enough}"
        f" AND max(keer) >= {VRIJWEL_ALLES} * sum(keer) AND arg_max(soorten, keer) >= {SOORTEN}"
    )
    for soort, bedrag in alike:
        yield (
            "SELECT regelnummer, 'inkomensondersteuning', 'bedrag', 1, NULL FROM inkomensondersteuning"
            f" WHERE soort = {quote(str(soort))} AND bedrag = {bedrag} AND kostensoort IS NOT NULL"
        )


def _is_too_often_nothing(bronnen: Bronnen, slug: str) -> bool:
    """Whether more amounts are 0 than chance explains, of last year's share or else of `NUL`."""
    counted = "SELECT count(bedrag), count(*) FILTER (bedrag = 0) FROM {0}"
    ask = bronnen.werkbank.storage.execute
    ((total, nothing),) = ask(counted.format(slug))
    toen, before = ask(counted.format(f"{VORIG}{slug}"))[0] if slug in bronnen.vorige else (0, 0)
    expected, base = (before / toen, toen) if toen else (NUL, math.inf)
    _, most = explain_share(expected, total, base, bronnen.toleranties.toeval_kans)
    return bool(nothing > most * total)


def _list_nothing(slug: str) -> str:
    return f"SELECT regelnummer, '{slug}', 'bedrag', 1, NULL FROM {slug} WHERE bedrag = 0"


def _find_least(bronnen: Bronnen, slug: str, usual: int) -> int:
    """The rows from which columns of a small extract are looked at: fewer where its series has many gaps."""
    number = GENUMMERD.get(slug)
    gone, length = count_gaps(bronnen, slug, number, MET_GATEN, IJL) if number else (0, 0)
    return MET_GATEN if 2 * gone >= length - gone else usual


def _has_choice(bronnen: Bronnen, slug: str, column: str) -> bool:
    """Whether the municipality has more than one value of a column, as far as its tables say."""
    if column == "wet":
        return len(_list_wetten(bronnen)) + (slug == "bezwaarschriften" and _has_inkomen(bronnen)) != 1
    if slug == "toewijzingen" and column in PRODUCTEN:
        return bronnen.referenties["productcodes"][column].nunique() != 1
    return True


def _list_wetten(bronnen: Bronnen) -> set[str]:
    """The laws of care that the municipality has products of, but for one that its begroting leaves out."""
    wetten = set(bronnen.referenties["productcodes"]["wet"].dropna())
    if not bronnen.has("begroting"):
        return wetten
    own = {
        onderdeel
        for (onderdeel,) in bronnen.werkbank.storage.execute("SELECT DISTINCT onderdeel FROM begroting")
    }
    return {wet for wet in wetten if wet.lower() in own} or wetten


def _has_inkomen(bronnen: Bronnen) -> bool:
    return bronnen.has("uitkeringen") or bronnen.has("inkomensondersteuning")


def _list_lines(bronnen: Bronnen, slug: str, columns: str, alike: int | None, same: int | None) -> str:
    """The lines with the value that all have, or with the days between two columns that nearly all have; of a value not
    those that another source confirms.
    """
    one, _, other = columns.partition(", ")
    value = f"{other} - {one}" if other else one
    most = (
        f"SELECT {value} FROM {slug} WHERE {value} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    where = f"{value} = ({most})"
    return (
        f"SELECT regelnummer, '{slug}', '{columns}', {alike or 'NULL'}, {same or 'NULL'} FROM {slug}"
        f" WHERE {where if other else doubt(bronnen, slug, one, where)}"
    )


def _ask(slug: str, column: str, enough: int, share: float) -> str:
    """Whether the most frequent value of a column is that of such a share of its filled rows."""
    counted = f"SELECT {column}, count(*) AS keer FROM {slug} WHERE {column} IS NOT NULL GROUP BY {column}"
    only = ""
    if column in ALLEEN:
        only = f" AND arg_max({column}, keer) IN (SELECT {column} FROM {slug} WHERE {ALLEEN[column]})"
    alike = f"CASE WHEN max(keer) >= {share} * sum(keer){only} THEN 1 ELSE 0 END"
    return f"SELECT 0, '{slug}', '{column}', CASE WHEN sum(keer) >= {enough} THEN {alike} END, NULL FROM ({counted})"


def _compare(slug: str, one: str, other: str) -> str:
    filled = f"{one} IS NOT NULL AND {other} IS NOT NULL"
    counted = f"SELECT {other} - {one} AS dagen, count(*) AS keer FROM {slug} WHERE {filled} GROUP BY 1"
    same = f"max(keer) >= {VRIJWEL_ALLES} * sum(keer)"
    return (
        f"SELECT 0, '{slug}', '{one}, {other}', NULL, CASE WHEN sum(keer) >= {GENOEG} THEN CAST({same} AS INTEGER) END"
        f" FROM ({counted})"
    )
