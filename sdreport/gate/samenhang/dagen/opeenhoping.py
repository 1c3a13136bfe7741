"""Days that pile up: one day that far more records have than any other, or one day of each month.

A form fills in the day on which it was opened, and who converts months to days takes the first. On some days much
happens at once, though: what begins does so with a month, and what ended with one. Whether that is usual, last year's
extract says; without it only days are looked at on which people decided.
"""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.safe.dutch import to_dutch

BESLOTEN = {
    "toewijzingen": ("aanvraagdatum", "besluitdatum", "toewijzingsdatum"),
    "inkomensondersteuning": ("datum",),
    "bezwaarschriften": ("ontvangstdatum", "besluitdatum"),
}
"""Days on which people at work did something."""
DAGEN = {
    **BESLOTEN,
    "toewijzingen": (*BESLOTEN["toewijzingen"], "meldingsdatum", "ingangsdatum", "werkelijke_begindatum"),
    "uitkeringen": ("begindatum", "einddatum"),
}
LOS = {slug: {*columns, "meldingsdatum"} for slug, columns in BESLOTEN.items()} | {
    "uitkeringen": {"begindatum"}
}
"""Days that have nothing to do with the months."""
MET_HET_JAAR = ("toewijzingen",)
"""Extracts of what begins and ends with a year by agreement."""
GENOEG, VEEL = 50, 20
"""Records of an extract, and on one day, from which that says anything."""
KEER = 5
"""Times as many records as on the third busiest day: no crowded days differ that much."""
RUIM = 0.4
"""How much larger the share of one day of the month may be than chance explains."""
VAN_ALLE = 12 / 365.25
"""Share of a day of the month among all days."""


def of(slug: str, column: str) -> str:
    """The names of an extract and a column as fields of a row."""
    return f"'{slug}' AS dataset, '{column}' AS kolom"


def find_piles(bronnen: Bronnen) -> Iterator[str]:
    """Per column a row, and per pile its lines, with `opeengehoopt` 1 and in words how many there are."""
    for slug, columns in DAGEN.items():
        for column in columns if bronnen.has(slug) else ():
            ((total,),) = bronnen.werkbank.storage.execute(f"SELECT count({column}) FROM {slug}")
            if total < GENOEG:
                continue
            own = of(slug, column)
            yield f"SELECT 0 AS regelnummer, {own}, 0 AS opeengehoopt"
            for test, about in (
                *_on_one_day(bronnen, slug, column),
                *_on_one_of_month(bronnen, slug, column),
            ):
                yield (
                    f"SELECT regelnummer, {own}, 1 AS opeengehoopt, '{about}' AS onderwerp FROM {slug} WHERE {test}"
                )


def _on_one_day(bronnen: Bronnen, slug: str, column: str) -> Iterator[tuple[str, str]]:
    """The days that far more records have than the third busiest, and that were not as busy last year; the first and
    last days of months beside each other.
    """
    edge = "false" if column in LOS[slug] else f"day({column}) = 1 OR {column} = last_day({column})"
    counted = f"SELECT {column}, count(*) FROM {slug} WHERE {column} IS NOT NULL GROUP BY 1"
    alike = [f"NOT ({edge})"] if slug in MET_HET_JAAR or column in LOS[slug] else [f"NOT ({edge})", edge]
    for which in alike:
        days = bronnen.werkbank.storage.execute(f"{counted} HAVING {which} ORDER BY 2 DESC, 1 LIMIT 3")
        third = days[2][1] if len(days) > 2 else 0
        for day, many in days[:2]:
            if (
                many >= VEEL
                and many >= KEER * third
                and not _was_busy(bronnen, slug, column, day.month, day.day)
            ):
                here, elsewhere = to_dutch(many, ",d"), to_dutch(third, ",d")
                about = f"{column}, een dag met {here} regels, waar andere er hoogstens {elsewhere} hebben"
                yield f"{column} = DATE '{day:%Y-%m-%d}'", about


def _was_busy(bronnen: Bronnen, slug: str, column: str, month: int, day: int) -> bool:
    """Whether last year's extract has such a day too."""
    if slug not in bronnen.vorige:
        return False
    counted = (
        f"SELECT {column} AS dag, count(*) AS keer FROM {VORIG}{slug} WHERE {column} IS NOT NULL GROUP BY 1"
    )
    asked = f"SELECT max(keer) FROM ({counted}) WHERE month(dag) = {month} AND day(dag) = {day}"
    ((keer,),) = bronnen.werkbank.storage.execute(asked)
    return (keer or 0) >= VEEL


def _on_one_of_month(bronnen: Bronnen, slug: str, column: str) -> Iterator[tuple[str, str]]:
    """The day of the month that most records have, when that is far more than last year, or than chance gives."""
    nu, total = _count_of_month(bronnen, slug, column)
    toen, before = _count_of_month(bronnen, f"{VORIG}{slug}", column) if slug in bronnen.vorige else ({}, 0)
    if before < GENOEG and column not in LOS[slug]:
        return
    day = max(nu, key=lambda number: nu[number])
    expected, base = (toen.get(day, 0) / before, before) if before >= GENOEG else (VAN_ALLE, inf)
    _, high = explain_share(expected, total, base, bronnen.toleranties.toeval_kans)
    if nu[day] / total > high + RUIM:
        share, usual = (to_dutch(100 * part, ",.0f") for part in (nu[day] / total, expected))
        yield (
            f"day({column}) = {day}",
            f"{column}, dag {day} van de maand: {share}% waar {usual}% te verwachten is",
        )


def _count_of_month(bronnen: Bronnen, table: str, column: str) -> tuple[dict[int, int], int]:
    asked = f"SELECT day({column}), count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    counts = {int(day): int(many) for day, many in bronnen.werkbank.storage.execute(asked)}
    return counts, sum(counts.values())
