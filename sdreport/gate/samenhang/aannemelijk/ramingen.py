"""The phases of the budget beside each other and last year: copied, swapped, of a part of the year, of another law."""

from collections.abc import Collection

from sdreport.gate.samenhang.aannemelijk.verwisseld import (
    FASEN,
    HELFT,
    VER,
    distance,
    find_misplaced,
    find_returned,
    find_swapped,
    load_postreeksen,
    swap_digits,
)
from sdreport.gate.samenhang.geld import BRON_VAN_POST
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

POSTEN = "ramingen_posten"
VEEL = 9
"""Times from which `begroting` tells it, of amounts of any size."""
GROOT = 100_000
"""Euros from which a post differs less from phase to phase than a small one."""
MINSTE_POSTEN, VEEL_POSTEN = 3, 5
"""Posts of an onderdeel from which nearly all being the same as in another phase is a copy; and estimates of it from
which they are those of last year.
"""
PRECIES = 0.1
"""How near (as a logarithm) to what is usual an amount is with two digits in each other's place."""
EENSGEZIND = 1.25
"""How many times the smallest of the other phases the largest may be, to say nearly exactly what is usual."""
BIJNA_ALLE = 0.8
ROND, MEEST_ROND = 100, 0.6
"""Euros to which estimates are rounded, and the share of them that is, from which one that is not stands out."""
EVENREDIG = 0.33
"""How much less than their own change the changes of posts differ, when one factor is behind all of them."""
DUIZENDEN, LAATSTE_RAMING = 1000, "najaarsnota"
"""Actual costs in whole thousands are an earlier estimate by chance; the one that they are taken from is the last.
Where most actual costs of an onderdeel are round, those of few steps are that one by chance as well.
"""
STAPPEN, GENOEG_STAPPEN = (1_000, 10_000), 1_000
"""Steps in euros to which actual costs are rounded, and how many of them an amount has that is no chance."""
LANG_WOORD, KORT_WOORD = 5, 3
"""Letters of a word from which it tells after which taakveld a post is called, and that this is its own."""
HOOFDTAAKVELD = "6"
"""The main taakveld (Iv3: sociaal domein) outside which nothing is of one of these laws."""
WETTEN = {
    "wmo": "6.6|6.60|6.71[a-z]?|6.71[0-9]|6.791|6.81[a-z]?|6.81[0-9]",
    "jeugdwet": "6.7[2-4][a-z]?|6.7[56][0-9]|6.792|6.82[a-z]?|6.82[0-9]",
    "participatiewet": "6.3",
}
"""The taakvelden (Iv3) that are of one law, as patterns."""
WERKELIJK = "fase = 'werkelijk'"
_ROUND_SHARE = (
    f"SELECT avg(CASE WHEN bedrag % {ROND} = 0 THEN 1 ELSE 0 END) FROM {POSTEN} WHERE NOT {WERKELIJK}"
)
_ROUND_ESTIMATES = f"({_ROUND_SHARE}) >= {MEEST_ROND}"


def ramingen(bronnen: Bronnen) -> str:
    """Per line of the begroting what it looks like that went wrong with it.

    `keer_groot`: times a large amount is higher or lower than the median of its post in other phases and last year.
    `is_raming`: actual costs that are exactly an estimate. `fase_gekopieerd`: nearly all posts of the onderdeel are
    as in an earlier phase. `van_vorig_jaar`: nearly all amounts of the phase are those of a phase of last
    year, or those of the onderdeel in it.
    `posten_verwisseld`, `cijfers_verwisseld`: two posts, in a phase, or in all of them beside last year or by the names
    of their taakvelden, or two digits next to each other, in each other's place.
    `fase_verwisseld`: an estimate that is not round while the actual costs of its post are. `evenredig`: all posts of
    the onderdeel are by about the same factor higher or lower in this phase than in others. `andere_wet`: the perceel
    or the taakveld is of another law than the onderdeel. `volgorde`, `teruggekeerd`: phases of an onderdeel in each
    other's place where not being round, or one factor, does not say which, or of some posts copied from two phases
    before. `afgerond`: round actual costs of an onderdeel of which nearly all are, while those of other onderdelen are
    not, and which are not those of another phase.
    """
    bank = bronnen.werkbank
    vorig = (
        f"SELECT onderdeel, post, fase, bedrag FROM {VORIG}begroting" if "begroting" in bronnen.vorige else ""
    )
    bank.add_table(POSTEN, _with_usual(vorig))
    exchange = f" OR p.regelnummer IN ({_exchanged(vorig)})" if vorig else ""
    if "taakvelden" in bronnen.referenties:
        exchange += f" OR p.regelnummer IN ({_exchanged_names()})"
    last = f"SELECT regelnummer FROM {_add_of_last_year(bronnen, vorig)}" if vorig else ""
    copied = bank.add_table("ramingen_gekopieerd", _copied())
    source = f"p.regelnummer NOT IN (SELECT bron FROM {copied} WHERE bron IS NOT NULL)"
    alone = f"(SELECT * FROM {POSTEN} WHERE (onderdeel, fase) NOT IN ({_in_proportion()}))"
    swapped, reeksen = find_swapped(alone, "fase"), load_postreeksen(bronnen)
    exchanged = f"p.onderdeel IN (SELECT onderdeel FROM {POSTEN} WHERE regelnummer IN ({_swapped_phases()}))"
    misplaced = find_misplaced(bronnen, reeksen)
    alike = f"(p.onderdeel, p.fase) IN ({_in_proportion()})"
    of_one_factor = f"p.onderdeel IN (SELECT onderdeel FROM ({_in_proportion()}))"
    rounded = f"{_rounded()} AND NOT {exchanged} AND p.regelnummer NOT IN (SELECT regelnummer FROM {copied})"
    digits = f"p.regelnummer IN ({_swapped_digits()}) AND p.regelnummer NOT IN ({swapped}) AND NOT {alike}"
    return f"""
        SELECT p.regelnummer, 'begroting' AS dataset,
            CASE WHEN p.bedrag > 0 AND p.midden >= {GROOT} AND p.keer <= {VEEL} THEN p.keer END AS keer_groot,
            CASE WHEN p.{WERKELIJK} AND p.bedrag > 0 THEN {flag(f"p.gelijk AND {source}")} END AS is_raming,
            {flag(f"p.regelnummer IN (SELECT regelnummer FROM {copied})")} AS fase_gekopieerd,
            {flag(f"p.regelnummer IN ({last})") if vorig else "NULL"} AS van_vorig_jaar,
            {flag(f"p.regelnummer IN ({swapped}){exchange}")} AS posten_verwisseld,
            {flag(digits)} AS cijfers_verwisseld,
            {flag(f"p.regelnummer IN ({_swapped_phases()})")} AS fase_verwisseld,
            {flag(alike)} AS evenredig,
            {_other_law(bronnen)} AS andere_wet,
            {flag(f"{_among(misplaced)} AND NOT {exchanged} AND NOT {of_one_factor}")} AS volgorde,
            {flag(_among(find_returned(reeksen)))} AS teruggekeerd,
            CASE WHEN p.{WERKELIJK} AND p.bedrag > 0 THEN {flag(rounded)} END AS afgerond
        FROM {POSTEN} p
    """


def _rounded() -> str:
    """The test on actual costs of percelen that are rounded for one onderdeel and for others are not.

    These are what was declared; of other posts round costs are usual, as of a subsidy.
    """
    share = f"avg(CASE WHEN bedrag % {ROND} = 0 THEN 1 ELSE 0 END)"
    spent = f"{POSTEN} WHERE {WERKELIJK} AND bedrag > 0 AND post IN (SELECT perceel FROM ref_productcodes)"
    enough = f"count(*) >= {MINSTE_POSTEN}"
    wrong = f"SELECT onderdeel FROM {spent} GROUP BY onderdeel HAVING {enough} AND {share} >= {BIJNA_ALLE}"
    others = f"SELECT {share} < {HELFT} FROM {spent} AND onderdeel NOT IN ({wrong}) HAVING {enough}"
    return f"p.bedrag % {ROND} = 0 AND p.onderdeel IN ({wrong}) AND coalesce(({others}), false)"


def _among(lines: Collection[int]) -> str:
    return f"p.regelnummer IN ({', '.join(map(str, sorted(lines)))})" if lines else "false"


def _with_usual(vorig: str) -> str:
    """The lines of the begroting with the median of their post in the other phases and last year."""
    other = "SELECT onderdeel, post, fase, bedrag FROM begroting WHERE bedrag > 0 AND fase IS NOT NULL"
    chance = " OR ".join(
        f"b.bedrag < {stap * GENOEG_STAPPEN} AND coalesce(b.onderdeel, '') IN ("
        f"SELECT onderdeel FROM begroting WHERE {WERKELIJK} AND onderdeel > '' GROUP BY onderdeel"
        f" HAVING count(*) >= {MINSTE_POSTEN} AND avg(CAST(bedrag % {stap} = 0 AS INTEGER)) >= {MEEST_ROND})"
        for stap in STAPPEN
    )
    taken = f"a.fase = {quote(LAATSTE_RAMING)} AND NOT ({chance})"
    copy = f"a.fase <> 'vorig jaar' AND (b.bedrag % {DUIZENDEN} <> 0 OR {taken})"
    every = f"{other} UNION ALL SELECT onderdeel, post, 'vorig jaar', bedrag FROM ({vorig}) WHERE {WERKELIJK}"
    return f"""
        SELECT *, greatest(bedrag / midden, midden / bedrag) AS keer FROM (
            SELECT b.regelnummer, b.onderdeel, b.post, b.taakveld, b.fase, CAST(b.bedrag AS DOUBLE) AS bedrag,
                CAST(b.bedrag AS DOUBLE) AS waarde,
                nullif(median(CAST(a.bedrag AS DOUBLE)), 0) AS midden,
                CAST(max(a.bedrag) / min(a.bedrag) AS DOUBLE) AS spreiding,
                min(a.bedrag) AS laag, max(a.bedrag) AS hoog,
                coalesce(bool_or(a.bedrag = b.bedrag AND {copy}), false) AS gelijk
            FROM begroting b LEFT JOIN ({every if vorig else other}) a
                ON b.onderdeel = a.onderdeel AND b.post = a.post AND b.fase <> a.fase
            WHERE b.bedrag > 0 GROUP BY ALL)
    """


def _copied() -> str:
    """The lines of an onderdeel, or of all, in a phase in which nearly all posts are as in one that came before it.

    Actual costs that are not round, where estimates are, were copied to the estimate: then they are its `bron`.
    """
    odd = f"b.{WERKELIJK} AND b.bedrag % {ROND} <> 0 AND {_ROUND_ESTIMATES}"
    same = f"""
        SELECT CASE WHEN {odd} THEN a.regelnummer ELSE b.regelnummer END AS regelnummer,
            CASE WHEN {odd} THEN b.regelnummer END AS bron,
            unnest([a.onderdeel, '']) AS deel, a.fase AS eerder, b.fase, a.bedrag = b.bedrag AS gelijk
        FROM {POSTEN} a JOIN {POSTEN} b ON a.onderdeel = b.onderdeel AND a.post = b.post
            AND a.regelnummer < b.regelnummer
    """
    copies = (
        f"SELECT deel, eerder, fase FROM ({same}) GROUP BY ALL HAVING count(*) FILTER (gelijk)"
        f" >= greatest({MINSTE_POSTEN}, {BIJNA_ALLE} * count(*))"
    )
    return f"SELECT regelnummer, bron FROM ({same}) JOIN ({copies}) USING (deel, eerder, fase) WHERE gelijk"


def _exchanged(vorig: str) -> str:
    """The lines of posts that in every phase have about what another had last year, which has what they had."""
    usual = (
        f"SELECT onderdeel, post, min(bedrag) AS laag, max(bedrag) AS hoog FROM ({vorig}) WHERE bedrag > 0"
    )
    beside = (
        f"(SELECT p.regelnummer, p.fase, p.waarde, u.laag, u.hoog FROM {POSTEN} p"
        f" JOIN ({usual} GROUP BY ALL) u USING (onderdeel, post))"
    )
    found = flag(f"regelnummer IN ({find_swapped(beside, 'fase')})")
    each = f"count(*) = {len(FASEN)} AND min({found}) = 1"
    return f"SELECT unnest(list(regelnummer)) FROM {POSTEN} GROUP BY onderdeel, post HAVING {each}"


def _exchanged_names() -> str:
    """The lines of two posts of an onderdeel that are each called after the other's taakveld, and not after their own.

    A long word of the name tells after which; any word that it is after its own.
    """
    posts = (
        "SELECT regelnummer, onderdeel, post, taakveld, lower(strip_accents(naam)) AS naam,"
        f" string_split(lower(post), '-') AS woorden FROM {POSTEN} JOIN ref_taakvelden ON code = taakveld"
    )
    after = "list_bool_or(list_transform({0}.woorden, lambda w: length(w) >= {1} AND contains({2}.naam, w)))"
    named = [after.format(*one, LANG_WOORD, *other) for one, other in (("a", "b"), ("b", "a"))]
    own = [after.format(one, KORT_WOORD, one) for one in "ab"]
    return f"""
        SELECT unnest([a.regelnummer, b.regelnummer]) FROM ({posts}) a JOIN ({posts}) b
            ON a.onderdeel = b.onderdeel AND a.post < b.post AND a.taakveld <> b.taakveld
        WHERE {" AND ".join(named)} AND NOT ({" OR ".join(own)})
    """


def _swapped_phases() -> str:
    """The lines of an estimate that is not round and of actual costs that are, of one post; another estimate is."""
    return f"""
        SELECT unnest([e.regelnummer, w.regelnummer]) FROM {POSTEN} e JOIN {POSTEN} w
            ON e.onderdeel = w.onderdeel AND e.post = w.post AND w.{WERKELIJK} AND NOT e.{WERKELIJK}
        WHERE e.bedrag % {ROND} <> 0 AND w.bedrag % {ROND} = 0 AND {_ROUND_ESTIMATES}
            AND (e.onderdeel, e.fase) NOT IN ({_in_proportion()})
    """


def _in_proportion() -> str:
    """The onderdelen and phases of which all posts are by one factor off what is usual, as a part of a year is."""
    return f"""
        SELECT onderdeel, fase FROM (SELECT onderdeel, fase, ln(bedrag / midden) AS af FROM {POSTEN}
            WHERE midden > 0) GROUP BY ALL
        HAVING count(*) >= {MINSTE_POSTEN} AND abs(median(af)) > {VER} AND stddev(af) < {EVENREDIG} * abs(median(af))
    """


def _add_of_last_year(bronnen: Bronnen, vorig: str) -> str:
    """The lines that are exactly those of last year, of a phase of which nearly all are those of one phase then, or an
    onderdeel in it: actual costs are never the same again to the euro, and estimates not of so many posts.
    """
    same = f"""
        SELECT p.regelnummer, p.fase, v.fase AS toen, unnest([p.onderdeel, '']) AS deel, p.bedrag = v.bedrag AS gelijk
        FROM {POSTEN} p JOIN ({vorig}) v ON p.onderdeel = v.onderdeel AND p.post = v.post
    """
    phases = (
        f"SELECT fase, toen, deel FROM ({same}) GROUP BY ALL HAVING count(*) >="
        f" CASE WHEN fase = toen AND ({WERKELIJK} OR deel = '') THEN {MINSTE_POSTEN} ELSE {VEEL_POSTEN} END"
        f" AND count(*) FILTER (gelijk) >= {BIJNA_ALLE} * count(*)"
    )
    asked = f"SELECT DISTINCT regelnummer FROM ({same}) JOIN ({phases}) USING (fase, toen, deel) WHERE gelijk"
    return bronnen.werkbank.add_table("ramingen_van_vorig_jaar", asked)


def _swapped_digits() -> str:
    """The lines whose amount is far from usual, and near it with two digits next to each other swapped."""
    suspect = f"{distance('bedrag')} > {VER} AND midden >= {GROOT} AND spreiding < {EENSGEZIND}"
    return f"""
        SELECT regelnummer FROM (
            SELECT regelnummer, laag, hoog, unnest({swap_digits("bedrag")}) AS anders FROM {POSTEN} WHERE {suspect}
        ) WHERE anders > 0 AND {distance("anders")} < {PRECIES}
    """


def _other_law(bronnen: Bronnen) -> str:
    """Whether perceel, post or taakveld belong to one other law; missing where they belong to none or to several."""
    one = (
        "SELECT perceel, min(lower(wet)) AS wet FROM ref_productcodes WHERE perceel IS NOT NULL GROUP BY perceel"
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
    laws = ", ".join(map(quote, WETTEN))
    elsewhere = f"WHEN p.onderdeel IN ({laws}) AND p.taakveld[1] <> {quote(HOOFDTAAKVELD)} THEN 1"
    other = flag(f"p.onderdeel <> {law}")
    return f"CASE {elsewhere} WHEN {law} IS NOT NULL AND p.onderdeel IS NOT NULL THEN {other} END"
