"""Rows below each other in a file: a column that was drawn down, sorted or moved while the others stayed.

In a spreadsheet one column is easily changed without the others. What is left then shows in the order of the rows, and
chance says when: equal steps, values in order, and amounts that belong to other kinds than those they stand beside.
"""

import math
from collections.abc import Iterator

from sdreport.gate.samenhang.aannemelijk.toeval import SAMEN_KANS
from sdreport.gate.samenhang.dagen.opeenhoping import DAGEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import sql_date

BEDRAGEN = ("uitkeringen", "inkomensondersteuning", "declaraties")
REEKS, STAP, GEORDEND = 8, 1, 0.5
"""Values on lines below each other that are all the same step apart, of a euro at least or of a day: a fill handle that
was drawn down. In a list in order of amount, where so many more steps go one way than the other, they may be.
"""
DAG_NA_DAG = 0.25
"""Share of the days in an extract in order that are at most the one after the day above, however many records there are
a day, of what each comes by itself.
"""
ANDERS, VRIJWEL_ALLE = 4, 0.8
"""Different steps in a run of amounts in order, and the share of the extract from which that is its order."""
VASTE, TREDEN = 5, 4
"""Amounts that occur so often are a class by themselves; others share one that is a quarter of a power of e wide."""
BEDRAG = "bedrag"
OORDELEN = ("doorgetrokken", "gesorteerd", "losgeraakt")
BESTANDEN = tuple(dict.fromkeys((*DAGEN, *BEDRAGEN)))


def volgorde(bronnen: Bronnen) -> str:
    """Per line whether its value was drawn down from the one above (`doorgetrokken`); is one of a run of amounts in
    order in an extract that is not (`gesorteerd`); or is one of a block of amounts that belong to other kinds of
    grants, or benefits of another duration, than their own (`losgeraakt`).
    """
    nothing = ", ".join(f"0 AS {name}" for name in OORDELEN)
    parts = [f"SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, {nothing} WHERE false"]
    for slug in filter(bronnen.has, BESTANDEN):
        for column in DAGEN.get(slug, ()):
            parts.append(_drawn_down(bronnen, slug, column, "abs(stap) = 1", DAG_NA_DAG))
        if slug in BEDRAGEN:
            parts.append(_drawn_down(bronnen, slug, BEDRAG, f"abs(stap) >= {STAP}"))
        parts.append(f"SELECT 0 AS regelnummer, '{slug}' AS dataset, 0 AS doorgetrokken")
        if slug in (soorten := _kinds(bronnen)):
            parts.append(f"SELECT 0 AS regelnummer, '{slug}' AS dataset, 0 AS gesorteerd, 0 AS losgeraakt")
            parts += [
                f"SELECT regelnummer, '{slug}' AS dataset, '{BEDRAG}' AS kolom, 1 AS {oordeel} FROM {slug}"
                f" WHERE regelnummer BETWEEN {first} AND {last}"
                for oordeel, first, last in _find_block(bronnen, slug, soorten[slug])
            ]
    return " UNION ALL BY NAME ".join(parts)


def _kinds(bronnen: Bronnen) -> dict[str, str]:
    """What says how high an amount may be: the kind of a grant, and the months over which a benefit was paid."""
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    months = f"datediff('month', greatest(begindatum, {begin}), least(coalesce(einddatum, {end}), {end}))"
    return {
        "uitkeringen": f"regeling || ' ' || {months}",
        "inkomensondersteuning": "soort || ' ' || coalesce(kostensoort, '')",
    }


def _drawn_down(bronnen: Bronnen, slug: str, column: str, such: str, usual: float = 0.0) -> str:
    """The values that are the same step from the one above, all but the first of the series: more of them than chance
    explains when as many steps are such as outside the series, or as are `usual`.

    An extract is in the order of its lines: windows without an order of their own sort nothing.
    """
    bank = bronnen.werkbank
    steps = bank.add_view(
        f"volgorde_stappen_{slug}_{column}",
        f"SELECT regelnummer, row_number() OVER () AS plaats, {column} - lag({column}) OVER () AS stap FROM {slug}",
    )
    beside = f"SELECT *, lag(stap) OVER () AS vorige, lead(stap) OVER () AS volgende FROM {steps}"
    runs = (
        "SELECT *, plaats - row_number() OVER (PARTITION BY stap ORDER BY plaats) AS reeks"
        f" FROM ({beside}) WHERE {such} AND (stap = vorige OR stap = volgende)"
    )
    series = bank.add_table(
        f"volgorde_reeksen_{slug}_{column}",
        f"SELECT regelnummer, stap, count(*) OVER (PARTITION BY stap, reeks) AS lang FROM ({runs})"
        f" QUALIFY lang >= {REEKS - 1}",
    )
    every = f"SELECT count(stap) AS alle, avg(sign(stap)) AS richting FROM {steps}"
    alike = (
        f"SELECT stap, count(*) AS zulke FROM {steps} WHERE stap IN (SELECT stap FROM {series}) GROUP BY 1"
    )
    in_order = f"abs(richting) >= {GEORDEND}" if column == BEDRAG else "false"
    return (
        f"SELECT regelnummer, '{slug}' AS dataset, '{column}' AS kolom, 1 AS doorgetrokken"
        f" FROM {series} JOIN ({alike}) USING (stap), ({every}) WHERE NOT {in_order}"
        f" AND alle * pow(greatest((zulke - lang + 1) / (alle - lang + 2), {usual}), lang) < {SAMEN_KANS}"
    )


def _find_block(bronnen: Bronnen, slug: str, kind: str) -> Iterator[tuple[str, int, int]]:
    """What happened to a block of amounts, with its first and last line: sorting them sets them loose too."""
    in_order = _find_sorted(bronnen, slug)
    oordeel = "gesorteerd" if in_order else "losgeraakt"
    for first, last in in_order or _find_loose(bronnen, slug, kind):
        yield oordeel, first, last


def _find_sorted(bronnen: Bronnen, slug: str) -> list[tuple[int, int]]:
    """The first and last line of the one run of amounts in order, up or down, that chance does not explain.

    Of all orders in which the amounts of a run can stand, one is this. More than one run, or one of most of the
    extract, is the order that the extract has. Benefits of a part of the year are left out: by first day these are in
    order.
    """
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    whole = (
        f"begindatum <= {begin} AND coalesce(einddatum >= {end}, true)" if slug == "uitkeringen" else "true"
    )
    rows = f"SELECT regelnummer, bedrag FROM {slug} WHERE bedrag IS NOT NULL AND {whole}"
    ((total,),) = bronnen.werkbank.storage.execute(f"SELECT count(*) FROM ({rows})")
    found = []
    for back in ("<", ">"):
        steps = f"SELECT *, bedrag - lag(bedrag) OVER (ORDER BY regelnummer) AS stap FROM ({rows})"
        turned = f"sum(CAST(stap {back} 0 AS INTEGER)) OVER (ORDER BY regelnummer)"
        alike = (
            "SELECT reeks, min(regelnummer) AS van, max(regelnummer) AS tot, count(*) AS keer,"
            f" arg_min(stap, regelnummer) AS stap FROM (SELECT *, {turned} AS reeks FROM ({steps}))"
            " GROUP BY reeks, bedrag"
        )
        found += bronnen.werkbank.storage.execute(
            f"SELECT min(van), max(tot), sum(keer) FROM ({alike}) GROUP BY reeks"
            f" HAVING count(DISTINCT stap) >= {ANDERS} AND lgamma(sum(keer) + 1) - sum(lgamma(keer + 1))"
            f" > {math.log(max(total, 1) / bronnen.toleranties.toeval_kans)} ORDER BY 1"
        )
    return [
        (int(first), int(last))
        for first, last, many in found
        if len(found) == 1 and many < VRIJWEL_ALLE * total
    ]


def _find_loose(bronnen: Bronnen, slug: str, kind: str) -> Iterator[tuple[int, int]]:
    """The first and last line of the block in which amounts belong least to the kinds that they stand beside.

    A line scores how much likelier its amount is among all than in its kind (as a logarithm), and one like the line
    above it nothing in favour: a file may be in order of kind or amount. Where amounts are of their kind, a block
    scores x by chance less than e^-x times per line (Karlin and Altschul).
    """
    wide = f"CAST(floor({TREDEN} * ln(CAST(bedrag AS DOUBLE))) AS VARCHAR)"
    klasse = f"CASE WHEN count(*) OVER (PARTITION BY bedrag) >= {VASTE} THEN '= ' || bedrag ELSE {wide} END"
    rows = f"SELECT regelnummer, {kind} AS soort, {klasse} AS klasse FROM {slug} WHERE bedrag > 0"
    among = "count(*) OVER (PARTITION BY klasse) / count(*) OVER ()"
    own = f"(count(*) OVER (PARTITION BY soort, klasse) + {among}) / (count(*) OVER (PARTITION BY soort) + 1)"
    above = "lag({0}) OVER (ORDER BY regelnummer)"
    alike = " OR ".join(f"{name} IS NOT DISTINCT FROM {above.format(name)}" for name in ("soort", "klasse"))
    scores = f"SELECT regelnummer, ln({among} / ({own})) AS punten, {alike} AS zelfde FROM ({rows})"
    counted = "SELECT regelnummer, sum(CASE WHEN zelfde THEN least(punten, 0) ELSE punten END) OVER"
    table = bronnen.werkbank.add_table(
        f"volgorde_{slug}",
        "SELECT *, least(0, min(som) OVER (ORDER BY regelnummer ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))"
        f" AS laagst FROM ({counted} (ORDER BY regelnummer) AS som FROM ({scores}))",
    )
    best = bronnen.werkbank.storage.execute(
        f"SELECT regelnummer, som - laagst, laagst, count(*) OVER () FROM {table} ORDER BY 2 DESC, 1 LIMIT 1"
    )
    for last, score, lowest, total in best:
        if score is not None and score > math.log(total / SAMEN_KANS):
            ((first,),) = bronnen.werkbank.storage.execute(
                f"SELECT min(regelnummer) FROM {table} WHERE regelnummer > coalesce((SELECT max(regelnummer)"
                f" FROM {table} WHERE som <= {lowest} AND regelnummer < {last}), 0)"
            )
            yield int(first), int(last)
