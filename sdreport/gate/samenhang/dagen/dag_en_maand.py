"""Day and month in each other's place: an extract in the order of its days is so no more where the day may be a month.

A day after the twelfth cannot be a month, so those days show the order; the others must fit in between. Whoever sorts
days that are text gets all firsts, then all seconds: nearly every day comes after the one before it there as well, but
the extract is not in the order of its days.
"""

from collections.abc import Iterator

from sdreport.gate.samenhang.sources import Bronnen

DAGEN = {
    "toewijzingen": "ingangsdatum",
    "uitkeringen": "begindatum",
    "inkomensondersteuning": "datum",
    "bezwaarschriften": "ontvangstdatum",
}
"""The days by which extracts often come in order."""
GEORDEND, PAST, PAST_NIET = 0.95, 0.8, 0.5
"""Share of sure days in order, and of the others that fit in between in each other's place, and as they are."""
VOLGORDE = 0.9
"""How much alike the place of sure days in the extract and their place in time must be (Spearman's rho)."""
GENOEG = 20


def find_swapped_days(bronnen: Bronnen) -> Iterator[tuple[str, str, str]]:
    """Per extract in order its name, its column and, for lines with day and month swapped, their condition in SQL."""
    for slug, column in DAGEN.items():
        if bronnen.has(slug):
            table = bronnen.werkbank.add_table(f"dag_en_maand_{slug}", _beside_sure_days(slug, column))
            fits = "{0} BETWEEN least(voor, na) AND greatest(voor, na)"
            own, swapped = fits.format("dag"), fits.format("anders")
            ((sure, up, down, rho, total, here, there),) = bronnen.werkbank.storage.execute(
                "SELECT count(*) FILTER (zeker), count(*) FILTER (zeker AND dag >= voor), count(*) FILTER (zeker AND"
                " dag <= voor), abs(corr(plaats, rang) FILTER (zeker)),"
                f" count(*) FILTER (NOT zeker), count(*) FILTER (NOT zeker AND {own}),"
                f" count(*) FILTER (NOT zeker AND {swapped}) FROM {table} WHERE voor IS NOT NULL AND na IS NOT NULL"
            )
            in_order = max(up, down) >= GEORDEND * sure and (rho or 0) >= VOLGORDE
            if min(sure, total) >= GENOEG and in_order:
                wrong = there >= PAST * total and here < PAST_NIET * total
                which = f"SELECT regelnummer FROM {table} WHERE NOT zeker AND {swapped} AND NOT ({own})"
                yield slug, column, f"regelnummer IN ({which})" if wrong else "false"


def _beside_sure_days(slug: str, column: str) -> str:
    """Per line its day, the same with day and month swapped, and the sure days before and after it."""
    sure = f"day({column}) > 12 OR day({column}) = month({column})"
    known = "CASE WHEN zeker THEN dag END IGNORE NULLS) OVER (ORDER BY regelnummer ROWS BETWEEN"
    return f"""
        SELECT *, last_value({known} UNBOUNDED PRECEDING AND 1 PRECEDING) AS voor,
            first_value({known} 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS na,
            row_number() OVER (PARTITION BY zeker ORDER BY regelnummer) AS plaats,
            rank() OVER (PARTITION BY zeker ORDER BY dag) AS rang
        FROM (SELECT regelnummer, {column} AS dag, {sure} AS zeker,
                CASE WHEN NOT ({sure}) THEN make_date(year({column}), day({column}), month({column})) END AS anders
            FROM {slug} WHERE {column} IS NOT NULL)
    """
