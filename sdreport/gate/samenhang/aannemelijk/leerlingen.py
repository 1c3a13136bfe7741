"""Numbers of pupils beside those of other school years: of another size, in each other's place, or copied."""

import math

from sdreport.gate.samenhang.aannemelijk.toeval import find_deviations
from sdreport.gate.samenhang.aannemelijk.verwisseld import find_swapped, swap_digits
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen

SPELING = 20
VEEL = 2
"""Times from which a number of pupils is of another size; below that it is a change."""
ZELFDE_SOORTEN = 2
"""Kinds of education with as many pupils as in another year, from which that is no coincidence."""
ZELFDE_ALLEEN = 800
"""A single number from here: two counts with about the same mean m are equal by chance once in the root of 4 pi m."""
SOORTEN, GENOEG = 3, 500
"""Kinds of education, and pupils in all, from which one factor behind all of them says anything."""
GROEI, EVENREDIG = 0.12, 0.33
"""How much (as a logarithm) every kind must be off, and how much less than that they differ from each other."""
MINSTE_DEEL = 0.01
"""Share of all pupils that any kind of education has at least, so that nobody of it is not to be expected."""
TERUG = 0.1
"""How much of its distance from other school years may be left of a number with two digits in each other's place: of a
real change, which is seldom beyond chance, that happens once in twenty times.
"""
LEERLING_VAN, LEERLING_TOT = 4, 22
"""Ages of pupils: from the first day at school until they are no longer followed (Wet regionale meld- en
coördinatiefunctie, up to 23). Who is older and at school is rare beside all that are not there.
"""
HONDERD = "BETWEEN 99 AND 101"
"""What percentages add up to after rounding."""


def leerlingen(bronnen: Bronnen) -> str:
    """Per line how it compares with the other school years of its kind, here and in last year's extract, and per gap
    a line 0.

    `keer_andere_jaren`: how many times larger or smaller; `verandering_pct`: the change, 0 when chance explains it or a
    whole school year changed by one factor.
    `verwisseld`: two kinds in each other's place; `cijfers_verwisseld`: beyond chance, and about the same with two
    digits next to each other swapped; `jaren_verwisseld`: what last year's extract has of it stands at another school
    year; `zelfde`: as in an earlier year, as are others, or a large number alone; `evenredig`: all kinds of the newest
    school year are higher or lower by about one factor; `keer_inwoners`: all of the school year, beside inhabitants of
    those ages. A gap is a known kind of education that is there in one school year and not in another. `niemand`: 0 in
    all that it can be held against, where chance does not explain that a kind has nobody of so many pupils.
    """
    known = "SELECT code FROM ref_codelijsten WHERE lijst = 'onderwijssoort'"
    beside = bronnen.werkbank.add_table("leerlingen_ernaast", _of_other_years(bronnen))
    exchanged = bronnen.werkbank.add_table("leerlingen_jaren", _exchanged_years(bronnen))
    again = f"SELECT schooljaar FROM {beside} GROUP BY 1 HAVING count(*) FILTER (zelfde) >= {ZELFDE_SOORTEN}"
    exchange = f"l.regelnummer IN (SELECT regelnummer FROM {exchanged})"
    copied = f"a.zelfde AND (a.schooljaar IN ({again}) OR a.waarde >= {ZELFDE_ALLEEN}) AND NOT {exchange}"
    ((compared,),) = bronnen.werkbank.storage.execute(f"SELECT count(*) FROM {beside}")
    chance = f"abs(a.waarde - a.midden) <= {find_deviations(compared)} * sqrt(a.waarde + a.midden)"
    apart = "round(abs(a.waarde - a.midden) / nullif(a.midden, 0) * 100, 4)"
    small, proportion = f"{times('a.waarde', 'a.midden')} <= {VEEL}", _in_proportion(beside)
    change = f"CASE WHEN {small} THEN CASE WHEN {chance} OR EXISTS ({proportion}) THEN 0 ELSE {apart} END END"
    swapped = find_swapped(beside, "schooljaar")
    turned = (
        f"list_min(list_transform({swap_digits('a.waarde')}, lambda anders: abs(anders - a.midden)))"
        f" <= {TERUG} * abs(a.waarde - a.midden)"
    )
    many = math.log(bronnen.toleranties.toeval_kans) / math.log1p(-MINSTE_DEEL)
    return f"""
        WITH soort_jaar AS (
            SELECT schooljaar, soort FROM (SELECT DISTINCT schooljaar FROM leerlingen WHERE schooljaar IS NOT NULL),
                (SELECT DISTINCT soort FROM leerlingen WHERE soort IN ({known}))
        )
        SELECT l.regelnummer, 'leerlingen' AS dataset, NULL AS onderwerp, 0 AS soort_ontbreekt,
            {times("l.aantal", "a.midden")} AS keer_andere_jaren, {change} AS verandering_pct,
            {flag(f"l.regelnummer IN ({swapped})")} AS verwisseld,
            CASE WHEN a.midden > 0 THEN {flag(f"NOT ({chance}) AND {turned}")} END AS cijfers_verwisseld,
            {_beside_inhabitants(bronnen)} AS keer_inwoners,
            {flag(exchange) if "leerlingen" in bronnen.vorige else "NULL"} AS jaren_verwisseld,
            CASE WHEN a.midden IS NOT NULL THEN {flag(copied)} END AS zelfde,
            CASE WHEN a.midden > 0 THEN {flag(f"l.schooljaar IN ({proportion})")} END AS evenredig,
            {flag(f"l.aantal = 0 AND a.midden IS NULL AND sum(l.aantal) OVER (PARTITION BY l.schooljaar) > {many}")}
                AS niemand
        FROM leerlingen l LEFT JOIN {beside} a ON l.regelnummer = a.regelnummer
        UNION ALL
        SELECT 0, 'leerlingen', soort || ' in ' || schooljaar, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM soort_jaar WHERE NOT EXISTS (
            SELECT 1 FROM leerlingen l WHERE l.schooljaar = soort_jaar.schooljaar AND l.soort = soort_jaar.soort
        )
    """


def _beside_inhabitants(bronnen: Bronnen) -> str:
    """How many times the pupils of a school year are the inhabitants of their ages, where these are known; not of a
    year with a kind of another size, which is that one's fault.
    """
    if not bronnen.has("bevolking"):
        return "CAST(NULL AS DOUBLE)"
    inhabitants = (
        f"SELECT nullif(sum(aantal), 0) FROM bevolking WHERE soort = 'stand' AND jaar = {bronnen.jaar}"
        f" AND leeftijd BETWEEN {LEERLING_VAN} AND {LEERLING_TOT}"
    )
    year = "OVER (PARTITION BY l.schooljaar)"
    alike = f"coalesce(max({times('l.aantal', 'a.midden')}) {year} <= {VEEL}, true)"
    return f"CASE WHEN {alike} THEN round(sum(l.aantal) {year} / ({inhabitants}), 4) END"


def _of_other_years(bronnen: Bronnen) -> str:
    """Per line the numbers of its kind in other school years and in last year's extract: their median and range, and
    whether an earlier one is the same. Nothing is held against a zero, or against percentages.
    """
    percent = f"SELECT schooljaar FROM leerlingen GROUP BY 1 HAVING sum(aantal) {HONDERD}"
    every = (
        "SELECT schooljaar, soort, aantal, false AS eerder FROM leerlingen"
        f" WHERE aantal > 0 AND schooljaar NOT IN ({percent})"
    )
    if "leerlingen" in bronnen.vorige:
        every += f" UNION ALL SELECT schooljaar, soort, aantal, true FROM {VORIG}leerlingen WHERE aantal > 0"
    return f"""
        SELECT x.regelnummer, x.schooljaar, x.aantal AS waarde, median(CAST(y.aantal AS DOUBLE)) AS midden,
            min(y.aantal) AS laag, max(y.aantal) AS hoog,
            coalesce(bool_or(x.aantal = y.aantal AND y.schooljaar < x.schooljaar), false) AS zelfde
        FROM leerlingen x JOIN ({every}) y ON x.soort = y.soort AND (x.schooljaar <> y.schooljaar OR y.eerder)
        GROUP BY ALL
    """


def _in_proportion(beside: str) -> str:
    """The newest school year, when all its kinds are off by about one factor that chance and growth do not explain."""
    return f"""
        SELECT schooljaar FROM (SELECT schooljaar, waarde, ln(waarde / midden) AS af FROM {beside}
            WHERE waarde > 0 AND midden > 0 AND schooljaar = (SELECT max(schooljaar) FROM leerlingen))
        GROUP BY ALL HAVING count(*) >= {SOORTEN} AND min(abs(af)) > {GROEI} AND sum(waarde) > {GENOEG}
            AND stddev(af) < {EVENREDIG} * abs(avg(af)) AND abs(sum(sign(af))) = count(*)
    """


def _exchanged_years(bronnen: Bronnen) -> str:
    """The lines of pairs of which one has what last year's extract has of the other, that is something else itself.

    One small pair is that by chance; but not where the other kinds of that school year are exactly as they were.
    """
    if "leerlingen" not in bronnen.vorige:
        return "SELECT 0 AS regelnummer WHERE false"
    pairs = f"""
        SELECT x.regelnummer AS een, y.regelnummer AS ander, x.schooljaar, y.aantal AS waarde
        FROM leerlingen x JOIN leerlingen y ON x.soort = y.soort AND x.schooljaar <> y.schooljaar
        JOIN {VORIG}leerlingen v ON v.soort = x.soort AND v.schooljaar = x.schooljaar
        WHERE y.aantal = v.aantal AND x.aantal <> v.aantal
    """
    unchanged = f"""
        SELECT schooljaar FROM leerlingen JOIN {VORIG}leerlingen USING (schooljaar, soort, aantal)
        GROUP BY 1 HAVING count(*) >= {ZELFDE_SOORTEN}
    """
    return f"""
        SELECT unnest([een, ander]) AS regelnummer FROM (
            SELECT *, count(*) OVER (PARTITION BY schooljaar) AS keer FROM ({pairs})
        ) WHERE keer >= {ZELFDE_SOORTEN} OR waarde >= {ZELFDE_ALLEEN} OR schooljaar IN ({unchanged})
    """


def times(count: str, usual: str) -> str:
    """How many times larger or smaller a count is than what is usual; small numbers are left some room."""
    one, other = (f"(greatest({name}, 0) + {SPELING})" for name in (count, usual))
    distance = f"round(greatest({one} / {other}, {other} / {one}), 4)"
    return f"CASE WHEN {count} IS NOT NULL AND {usual} IS NOT NULL THEN {distance} END"
