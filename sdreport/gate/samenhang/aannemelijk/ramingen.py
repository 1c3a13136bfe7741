"""The phases of the budget beside each other and last year: copied, swapped, of a part of the year, of another law."""

from sdreport.gate.samenhang.aannemelijk.verwisseld import VER, find_swapped
from sdreport.gate.samenhang.geld import BRON_VAN_POST
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

POSTEN = "ramingen_posten"
VEEL = 9
"""Times from which `begroting` tells it, of amounts of any size."""
GROOT = 100_000
"""Euros from which a post differs less from phase to phase than a small one."""
MINSTE_POSTEN = 3
"""Posts of an onderdeel from which nearly all being the same as in another phase is a copy."""
PRECIES = 0.04
"""How near (as a logarithm) to what is usual an amount is with two digits in each other's place."""
EENSGEZIND = 1.1
"""How many times the smallest of the other phases the largest may be, to say nearly exactly what is usual."""
BIJNA_ALLE = 0.8
WETTEN = {
    "wmo": "6.6|6.60|6.71[a-z]?|6.71[0-9]|6.791|6.81[a-z]?|6.81[0-9]",
    "jeugdwet": "6.7[2-4][a-z]?|6.7[56][0-9]|6.792|6.82[a-z]?|6.82[0-9]",
    "participatiewet": "6.3",
}
"""The taakvelden (Iv3) that are of one law, as patterns."""
WERKELIJK = "fase = 'werkelijk'"


def ramingen(bronnen: Bronnen) -> str:
    """Per line of the begroting what it looks like that went wrong with it.

    `keer_groot`: times a large amount is higher or lower than the median of its post in other phases and last year.
    `is_raming`: actual costs that are exactly an estimate. `fase_gekopieerd`: nearly all posts of the onderdeel are
    as in an earlier phase. `van_vorig_jaar`: nearly all amounts of the phase are those of last year.
    `posten_verwisseld`, `cijfers_verwisseld`: two posts, or two digits next to each other, in each other's place.
    `andere_wet`: the perceel or the taakveld is of another law than the onderdeel.
    """
    bank = bronnen.werkbank
    vorig = (
        f"SELECT onderdeel, post, fase, bedrag FROM {VORIG}begroting" if "begroting" in bronnen.vorige else ""
    )
    bank.add_table(POSTEN, _with_usual(vorig))
    last = f"SELECT regelnummer FROM {_add_of_last_year(bronnen, vorig)}" if vorig else ""
    swapped = find_swapped(POSTEN, "fase")
    digits = f"p.regelnummer IN ({_swapped_digits()}) AND p.regelnummer NOT IN ({swapped})"
    return f"""
        SELECT p.regelnummer, 'begroting' AS dataset,
            CASE WHEN p.bedrag > 0 AND p.midden >= {GROOT} AND p.keer <= {VEEL} THEN p.keer END AS keer_groot,
            CASE WHEN p.{WERKELIJK} AND p.bedrag > 0 THEN {flag("p.gelijk")} END AS is_raming,
            {flag(f"p.regelnummer IN ({_copied()})")} AS fase_gekopieerd,
            {flag(f"p.regelnummer IN ({last})") if vorig else "NULL"} AS van_vorig_jaar,
            {flag(f"p.regelnummer IN ({swapped})")} AS posten_verwisseld,
            {flag(digits)} AS cijfers_verwisseld,
            {_other_law(bronnen)} AS andere_wet
        FROM {POSTEN} p
    """


def _with_usual(vorig: str) -> str:
    """The lines of the begroting with the median of their post in the other phases and last year."""
    other = "SELECT onderdeel, post, fase, bedrag FROM begroting WHERE bedrag > 0 AND fase IS NOT NULL"
    every = f"{other} UNION ALL SELECT onderdeel, post, 'vorig jaar', bedrag FROM ({vorig}) WHERE {WERKELIJK}"
    return f"""
        SELECT *, greatest(bedrag / midden, midden / bedrag) AS keer, abs(ln(bedrag / midden)) AS ver FROM (
            SELECT b.regelnummer, b.onderdeel, b.post, b.taakveld, b.fase, CAST(b.bedrag AS DOUBLE) AS bedrag,
                CAST(b.bedrag AS DOUBLE) AS waarde,
                nullif(median(CAST(a.bedrag AS DOUBLE)), 0) AS midden,
                CAST(max(a.bedrag) / min(a.bedrag) AS DOUBLE) AS spreiding,
                coalesce(bool_or(a.bedrag = b.bedrag AND a.fase <> 'vorig jaar'), false) AS gelijk
            FROM begroting b LEFT JOIN ({every if vorig else other}) a
                ON b.onderdeel = a.onderdeel AND b.post = a.post AND b.fase <> a.fase
            WHERE b.bedrag > 0 GROUP BY ALL)
    """


def _copied() -> str:
    """The lines of an onderdeel in a phase in which nearly all its posts are as in a phase that came before it."""
    same = f"""
        SELECT b.regelnummer, a.onderdeel, a.fase AS eerder, b.fase, a.bedrag = b.bedrag AS gelijk
        FROM {POSTEN} a JOIN {POSTEN} b ON a.onderdeel = b.onderdeel AND a.post = b.post
            AND a.regelnummer < b.regelnummer
    """
    copies = (
        f"SELECT onderdeel, eerder, fase FROM ({same}) GROUP BY ALL HAVING count(*) FILTER (gelijk)"
        f" >= greatest({MINSTE_POSTEN}, {BIJNA_ALLE} * count(*))"
    )
    return f"SELECT regelnummer FROM ({same}) JOIN ({copies}) USING (onderdeel, eerder, fase) WHERE gelijk"


def _add_of_last_year(bronnen: Bronnen, vorig: str) -> str:
    """The lines that are exactly those of last year, of a phase of which nearly all are."""
    same = f"""
        SELECT p.regelnummer, p.fase, p.bedrag = v.bedrag AS gelijk FROM {POSTEN} p JOIN ({vorig}) v
            ON p.onderdeel = v.onderdeel AND p.post = v.post AND p.fase = v.fase
    """
    phases = (
        f"SELECT fase FROM ({same}) GROUP BY fase HAVING count(*) >= {MINSTE_POSTEN}"
        f" AND count(*) FILTER (gelijk) >= {BIJNA_ALLE} * count(*)"
    )
    asked = f"SELECT regelnummer FROM ({same}) WHERE gelijk AND fase IN ({phases})"
    return bronnen.werkbank.add_table("ramingen_van_vorig_jaar", asked)


def _swapped_digits() -> str:
    """The lines whose amount is far from usual, and near it with two digits next to each other swapped."""
    text = "CAST(CAST(bedrag AS BIGINT) AS VARCHAR)"
    parts = "substr(tekst, 1, i - 1), substr(tekst, i + 1, 1), substr(tekst, i, 1), substr(tekst, i + 2)"
    swapped = f"unnest(list_transform(range(1, length(tekst)), lambda i: CAST(concat({parts}) AS DOUBLE)))"
    suspect = f"ver > {VER} AND midden >= {GROOT} AND spreiding < {EENSGEZIND}"
    return f"""
        SELECT regelnummer FROM (
            SELECT regelnummer, midden, {swapped} AS anders
            FROM (SELECT regelnummer, midden, {text} AS tekst FROM {POSTEN} WHERE {suspect})
        ) WHERE anders > 0 AND abs(ln(anders / midden)) < {PRECIES}
    """


def _other_law(bronnen: Bronnen) -> str:
    """Whether perceel, post or taakveld belong to one other law; missing where they belong to none or to several."""
    one = (
        "SELECT perceel, any_value(lower(wet)) AS wet FROM ref_productcodes WHERE perceel IS NOT NULL GROUP BY perceel"
        " HAVING count(DISTINCT wet) = 1"
    )
    bank = bronnen.werkbank
    bank.add_table("ramingen_perceel_wet", one)
    of_perceel = "(SELECT wet FROM ramingen_perceel_wet WHERE perceel = p.post)"
    posts = ", ".join(quote(post) for post in BRON_VAN_POST)
    taakvelden = " ".join(
        f"WHEN regexp_full_match(p.taakveld, {quote(codes.replace('.', '[.]'))}) THEN {quote(wet)}"
        for wet, codes in WETTEN.items()
    )
    law = f"coalesce({of_perceel}, CASE WHEN p.post IN ({posts}) THEN 'participatiewet' {taakvelden} END)"
    return f"CASE WHEN {law} IS NOT NULL AND p.onderdeel IS NOT NULL THEN {flag(f'p.onderdeel <> {law}')} END"
