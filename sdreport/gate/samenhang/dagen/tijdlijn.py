"""What is wrong with days that are each possible: a day too early, twice within days, two at a time, another year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share, find_most
from sdreport.gate.samenhang.dagen.dag_en_maand import find_swapped_days
from sdreport.gate.samenhang.dagen.opeenhoping import BESLOTEN, find_piles, of
from sdreport.gate.samenhang.dagen.stilte import find_silences
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote, sql_date
from sdreport.intake.large.meaning import BEGIN, EINDE

LAATSTE_DAGEN = 12 / 365.25
"""Share of all days that are the last one of a month."""
BEGINT = {
    "toewijzingen": ("ingangsdatum", "werkelijke_begindatum"),
    "uitkeringen": ("begindatum",),
    "declaraties": ("begindatum",),
}
"""Days on which something begins: often the first of a month, and by chance alone the last one."""
EINDIGT = {"toewijzingen": ("einddatum", "werkelijke_einddatum"), "uitkeringen": ("einddatum",)}
"""Days on which something ends: often the last of a month, and by chance alone the day before."""
VRIJ, GEWERKT = 0.05, 0.1
"""Where people keep to weekdays: share of days up to which weekdays are free, and from which others are of work."""
VERSCHOVEN = ((5, 6), (0, 1))
"""Weekdays (0: Sunday) that are free when days are one off."""
ELKE_DAG = {"inkomensondersteuning": "datum"}
"""Days that lie in the reported year, and on which there may be something on any day."""
PER_DAG, DAGEN_IN_JAAR = 3, 365
"""Records a day from which it is no chance that a day has none: less than once in twenty."""
GENOEG_DAGEN = 50
NABIJ = 3
RUIM = 15
"""Days within which a second record that is the same for the rest is the same again; and within which records that
name nobody tell how often that is chance."""


@dataclass(frozen=True)
class Zaak:
    """What makes a record the same as another whatever its day: columns that are filled, and that may be empty."""

    dag: str
    gevuld: tuple[str, ...]
    mag_leeg: tuple[str, ...] = ()


ZAKEN = {
    "toewijzingen": Zaak("ingangsdatum", ("clientnummer", "productcode", "leveringsvorm"), ("aanbieder",)),
    "uitkeringen": Zaak("begindatum", ("clientnummer", "regeling", "bedrag")),
    "inkomensondersteuning": Zaak("datum", ("clientnummer", "soort", "bedrag"), ("kostensoort",)),
}
NAAMLOOS = "bezwaarschriften", Zaak("ontvangstdatum", ("wet", "uitkomst"), ("advies",)), "besluitdatum"
"""Objections name nobody: what they say, and the day of decision that comes with them."""
OORDELEN = (
    "nog_een_keer", "product_loopt_al", "dag_te_vroeg", "week_verschoven", "dag_is_maand", "opeengehoopt", "stil",
)  # fmt: skip
BESTANDEN = (*ZAKEN, NAAMLOOS[0], "declaraties")


def tijdlijn(bronnen: Bronnen) -> str:
    """Per record whether it repeats another of a few days before (`nog_een_keer`), and of a toewijzing whether the
    same product of the same aanbieder still ran (`product_loopt_al`); per column of days on which things begin, the
    lines on the last day of a month when there are more of those than chance explains (`dag_te_vroeg`), or all when
    the first of a month is not usual; of days on which things end, those on the day before the last; and all days of a
    year that begins a day early. `week_verschoven`: one of days on which people decided, of which
    hardly any is on two weekdays that are no weekend, and many are in the weekend. `dag_is_maand`: see `dag_en_maand`;
    `opeengehoopt`: see `opeenhoping`; `stil`: see `stilte`.
    """
    nothing = ", ".join(f"0 AS {name}" for name in OORDELEN)
    parts = [f"SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS onderwerp, {nothing} WHERE false"]
    for slug, zaak in (*ZAKEN.items(), NAAMLOOS[:2]):
        if bronnen.has(slug):
            repeats = (
                _add_repeats(bronnen, slug, zaak) if slug in ZAKEN else _add_nameless(bronnen, *NAAMLOOS)
            )
            again = f"regelnummer IN (SELECT regelnummer FROM {repeats})"
            runs = "NULL"
            if slug == "toewijzingen":
                runs = flag(f"regelnummer IN (SELECT regelnummer FROM {_add_overlaps(bronnen)})")
            parts.append(
                f"SELECT regelnummer, {of(slug, zaak.dag)}, {flag(again)} AS nog_een_keer,"
                f" {runs} AS product_loopt_al FROM {slug}"
            )
    parts += [*_early_days(bronnen), *_moved_weeks(bronnen), *find_piles(bronnen), *find_silences(bronnen)]
    parts += [
        f"SELECT regelnummer, {of(slug, column)}, {flag(swapped)} AS dag_is_maand FROM {slug}"
        for slug, column, swapped in find_swapped_days(bronnen)
    ]
    return " UNION ALL BY NAME ".join(parts)


def _add_repeats(bronnen: Bronnen, slug: str, zaak: Zaak) -> str:
    """The table of lines that come within days after another that is the same for the rest; not on the same day."""
    key = ", ".join((*zaak.gevuld, *zaak.mag_leeg))
    filled = " AND ".join(f"{name} IS NOT NULL" for name in (*zaak.gevuld, zaak.dag))
    suspect = f"SELECT hash({key}) FROM {slug} GROUP BY 1 HAVING count(*) > 1"
    before = f"lag({zaak.dag}) OVER (PARTITION BY {key} ORDER BY {zaak.dag}, regelnummer)"
    return bronnen.werkbank.add_table(
        f"tijd_herhaald_{slug}",
        f"SELECT regelnummer FROM (SELECT regelnummer, {zaak.dag} - {before} AS dagen FROM {slug}"
        f" WHERE {filled} AND hash({key}) IN ({suspect})) WHERE dagen BETWEEN 1 AND {NABIJ}",
    )


def _add_nameless(bronnen: Bronnen, slug: str, zaak: Zaak, einde: str) -> str:
    """The table of lines that say what one of the day before says, and ended on the same day (of these two only) or a
    day later too; empty when chance explains so many.

    Now and then these are two people. How often shows at other distances in days; one is added to what is found there,
    so that nothing at all among few records does not make every pair news. Where more ended on a day, that is held
    against how often two end on the same day at all.
    """
    same = " AND ".join(f"x.{name} IS NOT DISTINCT FROM y.{name}" for name in (*zaak.gevuld, *zaak.mag_leeg))
    pairs = bronnen.werkbank.add_table(
        f"tijd_paren_{slug}",
        f"SELECT y.regelnummer, y.{zaak.dag} - x.{zaak.dag} AS begin, y.{einde} - x.{einde} AS einde,"
        f" y.{einde} IN (SELECT {einde} FROM {slug} GROUP BY 1 HAVING count(*) = 2) AS alleen"
        f" FROM {slug} x JOIN {slug} y ON {same} AND y.{zaak.dag} - x.{zaak.dag} BETWEEN 1 AND {RUIM}"
        f" AND abs(y.{einde} - x.{einde}) <= {RUIM}",
    )
    alone, together = "begin = 1 AND (einde = 1 OR (einde = 0 AND alleen))", "begin = 1 AND einde IN (0, 1)"
    ((repeats, every, elsewhere, ended),) = bronnen.werkbank.storage.execute(
        f"SELECT count(DISTINCT regelnummer) FILTER ({alone}), count(DISTINCT regelnummer) FILTER ({together}),"
        f" count(*) FILTER (begin > 1 OR einde NOT IN (0, 1)), count(*) FILTER (begin > 1 AND einde = 0) FROM {pairs}"
    )
    expected = (elsewhere + 1) / (RUIM * (2 * RUIM + 1) - 2)
    found = alone if repeats > find_most(2 * expected) else "false"
    if every > find_most(expected + (ended + 1) / (RUIM - 1)):
        found = together
    return bronnen.werkbank.add_table(
        f"tijd_herhaald_{slug}", f"SELECT DISTINCT regelnummer FROM {pairs} WHERE {found}"
    )


def _add_overlaps(bronnen: Bronnen) -> str:
    """The table of toewijzingen that begin while an earlier one of the same product and aanbieder still runs."""
    key = "clientnummer, productcode, leveringsvorm, aanbieder"
    suspect = f"SELECT hash({key}) FROM toewijzingen GROUP BY 1 HAVING count(*) > 1"
    until = (
        f"max(coalesce({EINDE}, DATE '9999-12-31')) OVER (PARTITION BY {key} ORDER BY {BEGIN}, regelnummer"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    return bronnen.werkbank.add_table(
        "tijd_overlap",
        f"SELECT regelnummer FROM (SELECT regelnummer, {BEGIN} AS van, {until} AS tot FROM toewijzingen"
        " WHERE clientnummer IS NOT NULL AND productcode IS NOT NULL AND aanbieder IS NOT NULL"
        f" AND hash({key}) IN ({suspect})) WHERE van <= tot",
    )


def _early_days(bronnen: Bronnen) -> Iterator[str]:
    days = [
        (slug, column, f"{column} = last_day({column}){before}")
        for which, before in ((BEGINT, ""), (EINDIGT, " - 1"))
        for slug, columns in which.items()
        for column in columns
    ]
    for slug, column, last in days:
        if bronnen.has(slug):
            ((total, found),) = bronnen.werkbank.storage.execute(
                f"SELECT count({column}), count(*) FILTER (WHERE {last}) FROM {slug}"
            )
            if total:
                _, most = explain_share(LAATSTE_DAGEN, total, inf, bronnen.toleranties.toeval_kans)
                about = of(slug, column)
                yield f"SELECT 0 AS regelnummer, {about}, 0 AS dag_te_vroeg"
                if found > most * total:
                    where = last if _is_usual(bronnen, slug, column, most) else f"{column} IS NOT NULL"
                    yield f"SELECT regelnummer, {about}, 1 AS dag_te_vroeg FROM {slug} WHERE {where}"
    for slug, column in ELKE_DAG.items():
        if bronnen.has(slug) and _begins_a_day_early(bronnen, slug, column):
            yield f"SELECT regelnummer, {of(slug, column)}, 1 AS dag_te_vroeg FROM {slug} WHERE {column} IS NOT NULL"


def _is_usual(bronnen: Bronnen, slug: str, column: str, most: float) -> bool:
    """Whether more begins on the first of a month than chance explains, as it does unless all days are a day early; of
    days on which things end nothing is known.
    """
    if column not in BEGINT[slug]:
        return True
    ((first,),) = bronnen.werkbank.storage.execute(
        f"SELECT count(*) FILTER (day({column}) = 1) > {most} * count(*) FROM {slug} WHERE {column} IS NOT NULL"
    )
    return bool(first)


def _begins_a_day_early(bronnen: Bronnen, slug: str, column: str) -> bool:
    """Whether an extract of one year has the last day of the year before, no other of that year, and not the last day
    of its own, while there should be some on each.
    """
    day = sql_date(bronnen.begin - dt.timedelta(days=1))
    ((total, before, other, last),) = bronnen.werkbank.storage.execute(
        f"SELECT count({column}), count(*) FILTER ({column} = {day}), count(*) FILTER ({column} < {day}),"
        f" count(*) FILTER ({column} >= {sql_date(bronnen.einde)}) FROM {slug}"
    )
    return bool(total >= PER_DAG * DAGEN_IN_JAAR and before > 1 and not other and not last)


def _moved_weeks(bronnen: Bronnen) -> Iterator[str]:
    for slug, column in ((slug, column) for slug, columns in BESLOTEN.items() for column in columns):
        if bronnen.has(slug):
            asked = f"SELECT dayofweek({column}), count(*) FROM {slug} WHERE {column} IS NOT NULL GROUP BY 1"
            days = {int(day): int(many) for day, many in bronnen.werkbank.storage.execute(asked)}
            total = sum(days.values())
            moved = any(
                sum(days.get(day, 0) for day in free) <= VRIJ * total
                and all(days.get(day, 0) >= GEWERKT * total for day in range(7) if day not in free)
                for free in VERSCHOVEN
            )
            if total >= GENOEG_DAGEN:
                yield (
                    f"SELECT regelnummer, {of(slug, column)}, {int(moved)} AS week_verschoven FROM {slug}"
                    f" WHERE {column} IS NOT NULL"
                )


def schooljaren(bronnen: Bronnen) -> str:
    """Per school year that should be there whether it is missing, also on all lines where there are two others: then
    the years are not right; and per line how far it is from last year's extract.

    At the end of a year two school years touch it. `verschil_pct` is about a school year and kind that last year's
    extract has too; some pupils come and go afterwards.
    """
    jaar = bronnen.jaar
    late = bronnen.peildatum.year > jaar
    wanted = f"{jaar}-{jaar + 1}"
    missing = f"SELECT count(*) = 0 FROM leerlingen WHERE schooljaar = {quote(wanted)}"
    others = f"SELECT count(DISTINCT schooljaar) >= 2 FROM leerlingen HAVING ({missing})"
    moved = f"CASE WHEN {str(late).lower()} AND ({others}) THEN 1 END"
    distance, join = "CAST(NULL AS DOUBLE)", ""
    if "leerlingen" in bronnen.vorige:
        distance = "round(abs(l.aantal - v.aantal) / CAST(v.aantal AS DOUBLE) * 100, 4)"
        join = f" LEFT JOIN {VORIG}leerlingen v ON v.schooljaar = l.schooljaar AND v.soort = l.soort AND v.aantal > 0"
    return f"""
        SELECT 0 AS regelnummer, 'leerlingen' AS dataset, {quote(wanted)} AS onderwerp,
            CASE WHEN {str(late).lower()} THEN CAST(({missing}) AS INTEGER) END AS schooljaar_ontbreekt,
            NULL AS verschil_pct
        UNION ALL
        SELECT l.regelnummer, 'leerlingen', NULL, {moved}, {distance} FROM leerlingen l{join}
    """
