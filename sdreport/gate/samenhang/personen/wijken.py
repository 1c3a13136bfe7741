"""Neighbourhoods by the table of the municipality, or where it has none, by how others are written."""

import math
from itertools import combinations

from sdreport.gate.samenhang.aannemelijk.inwoners import GROEPEN, LEEFTIJDSGROEP
from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

TABELLEN = {
    "postcodes": "SELECT wijk FROM ref_postcodes",
    "codelijsten": "SELECT code FROM ref_codelijsten WHERE lijst = 'wijk'",
    "labels": "SELECT waarde FROM ref_labels WHERE dimensie = 'wijk'",
}
"""Where a municipality can say which wijken it has."""
ZELDZAAM = 10
"""A wijk that looks like one with so many times its records is a slip of the pen."""
KLEIN = 0.1
"""Part of an average wijk that the smallest one has at least, to tell whether chance leaves it without anybody."""
VERWISSELD, PAST = 1.6, 1.4
"""Times as many people with support, beside the inhabitants of a wijk, as there should be, and the other one as few;
and times that they may differ when both names are exchanged.
"""
VERHUISD = 6.0
"""Standard deviations of the difference of two counts that moving households explain."""
HELFT = 0.5
"""Part of the change of its wijk that a line has, to be what changed."""
GELIJK, ANDERS = 0.04, 0.1
"""Share that a number may differ from another that it was exchanged with, counted a year before or on another day; and
that both differ at least.
"""
KORTST = 5
"""In shorter names one letter makes another name."""


def wijken(bronnen: Bronnen) -> str:
    """Per toewijzing whether its wijk is not in the table (`wijk_onbekend`, also per line of wijkbevolking), or without
    a table, whether it is a rare spelling of another (`lijkt_op_andere`); whether two wijken have each other's name
    (`verwisseld`); and per wijk in the table whether nobody lives there, where chance would give even a small one
    somebody (`niemand`, line 0).
    """
    bank = bronnen.werkbank
    known, aantal = _add_known(bronnen)
    swapped = "CAST(NULL AS INTEGER)"
    if bronnen.has("wijkbevolking"):
        names = ", ".join(map(quote, sorted(_find_swapped(bronnen)))) or "NULL"
        swapped = f"CASE WHEN wijk IS NOT NULL THEN {flag(f'wijk IN ({names})')} END"
    if aantal:
        unknown = flag(f"wijk NOT IN (SELECT wijk FROM {known})")
        ((total,),) = bank.storage.execute("SELECT count(wijk) FROM toewijzingen")
        enough = KLEIN * total / aantal > -math.log(bronnen.toleranties.toeval_kans)
        nobody = flag(f"{enough} AND wijk NOT IN (SELECT wijk FROM toewijzingen WHERE wijk IS NOT NULL)")
        also = (
            f" UNION ALL SELECT regelnummer, 'wijkbevolking', NULL, {unknown}, NULL, NULL, NULL FROM wijkbevolking"
            " WHERE wijk IS NOT NULL"
        )
        return f"""
            SELECT regelnummer, 'toewijzingen' AS dataset, NULL AS onderwerp,
                CASE WHEN wijk IS NOT NULL THEN {unknown} END AS wijk_onbekend,
                0 AS lijkt_op_andere, {swapped} AS verwisseld, NULL AS niemand FROM toewijzingen
            UNION ALL SELECT 0, 'toewijzingen', wijk, NULL, NULL, NULL, {nobody} FROM {known}
            {also if bronnen.has("wijkbevolking") else ""}
        """
    bare = (
        "regexp_replace(lower(strip_accents({0}.wijk)), '[^a-z0-9]|^(?:wijk|buurt)|(?:wijk|buurt)$', '', 'g')"
    )
    one, other = bare.format("a"), bare.format("b")
    digits = "regexp_replace({0}.wijk, '[^0-9]', '', 'g')"
    same = (
        f"{one} = {other} OR (length({one}) >= {KORTST} AND damerau_levenshtein({one}, {other}) <= 1"
        f" AND {digits.format('a')} = {digits.format('b')})"
    )
    counted = bank.add_table(
        "wijken_geteld",
        "SELECT wijk, count(*) AS aantal FROM toewijzingen WHERE wijk IS NOT NULL GROUP BY wijk",
    )
    slips = bank.add_table(
        "wijken_verschreven",
        f"SELECT DISTINCT a.wijk FROM {counted} a JOIN {counted} b ON a.wijk <> b.wijk"
        f" AND a.aantal * {ZELDZAAM} <= b.aantal AND ({same})",
    )
    slip = flag(f"wijk IN (SELECT wijk FROM {slips})")
    return f"""
        SELECT regelnummer, 'toewijzingen' AS dataset, NULL AS onderwerp, CAST(NULL AS INTEGER) AS wijk_onbekend,
            CASE WHEN wijk IS NOT NULL THEN {slip} END AS lijkt_op_andere, {swapped} AS verwisseld,
            CAST(NULL AS INTEGER) AS niemand
        FROM toewijzingen
    """


def _find_swapped(bronnen: Bronnen) -> set[str]:
    """Pairs of wijken of which one has far more people with support than its inhabitants explain and the other far
    fewer, beyond chance, and that have as many as others when their names are exchanged.
    """
    ask = bronnen.werkbank.storage.execute
    people = dict(
        ask("SELECT wijk, count(DISTINCT clientnummer) FROM toewijzingen WHERE wijk IS NOT NULL GROUP BY 1")
    )
    leden = dict(
        ask("SELECT wijk, CAST(sum(aantal) AS DOUBLE) FROM wijkbevolking WHERE wijk IS NOT NULL GROUP BY 1")
    )
    both = sorted(wijk for wijk in people.keys() & leden.keys() if leden[wijk])
    total, inwoners = sum(people[wijk] for wijk in both), sum(leden[wijk] for wijk in both)
    share = {wijk: leden[wijk] / inwoners for wijk in both}
    found: set[str] = set()
    for pair in combinations(both, 2):
        few, many = sorted(pair, key=lambda wijk: people[wijk] / share[wijk])
        low, _ = explain_share(share[few] / VERWISSELD, total, math.inf, bronnen.toleranties.toeval_kans)
        _, high = explain_share(share[many] * VERWISSELD, total, math.inf, bronnen.toleranties.toeval_kans)
        exchanged = (people[few] / (total * share[many]), people[many] / (total * share[few]))
        if people[few] < low * total and people[many] > high * total:
            found |= set(pair) if all(1 / PAST <= times <= PAST for times in exchanged) else set()
    return found


def wijkbevolking(bronnen: Bronnen) -> str:
    """Per age group how far all wijken together are from the municipality in percent (`verschil_pct`, line 0, and the
    lines of two groups that have each other's number), and whether a wijk lacks it (`groep_ontbreekt`, line 0); and
    which wijken have no inhabitants (`zonder_inwoners`): those of the table (line 0), or without a table those of
    toewijzingen. Per line how far its wijk moved since last year (`verandering_pct`), 0 when so few people may come and
    go.
    """
    known, aantal = _add_known(bronnen)
    given = "wijk IN (SELECT wijk FROM wijkbevolking WHERE wijk IS NOT NULL)"
    absent = f"CASE WHEN wijk IS NOT NULL THEN {flag(f'NOT {given}')} END"
    wijken = "(SELECT DISTINCT wijk FROM wijkbevolking WHERE wijk IS NOT NULL)"
    having = "SELECT count(DISTINCT wijk) FROM wijkbevolking WHERE leeftijdsgroep = naam"
    names = ", ".join(f"('{groep}')" for groep in GROEPEN)
    per_wijk = (
        f"SELECT 0, 'wijkbevolking', wijk, NULL, NULL, {absent}, NULL FROM {known}"
        if aantal
        else f"SELECT regelnummer, 'toewijzingen', NULL, NULL, NULL, {absent}, NULL FROM toewijzingen"
    )
    if "wijkbevolking" in bronnen.vorige:
        per_wijk += f" UNION ALL {_since_last_year()}"
    return f"""
        WITH stand AS (
            SELECT {LEEFTIJDSGROEP} AS groep, sum(aantal) AS aantal FROM bevolking
            WHERE soort = 'stand' AND jaar = {bronnen.jaar} GROUP BY ALL
        ), samen AS (SELECT leeftijdsgroep AS groep, sum(aantal) AS aantal FROM wijkbevolking GROUP BY ALL)
        SELECT 0 AS regelnummer, 'wijkbevolking' AS dataset, groep AS onderwerp,
            round(abs(w.aantal - s.aantal) / nullif(s.aantal, 0) * 100, 4) AS verschil_pct,
            CAST(NULL AS INTEGER) AS groep_ontbreekt, CAST(NULL AS INTEGER) AS zonder_inwoners,
            CAST(NULL AS DOUBLE) AS verandering_pct
        FROM stand s JOIN samen w USING (groep)
        UNION ALL
        SELECT b.regelnummer, 'wijkbevolking', NULL,
            round(abs(w.aantal - s.aantal) / nullif(s.aantal, 0) * 100, 4), NULL, NULL, NULL
        FROM wijkbevolking b JOIN stand s ON b.leeftijdsgroep = s.groep JOIN samen w USING (groep)
            JOIN stand t ON abs(w.aantal - t.aantal) <= {GELIJK} * t.aantal
            JOIN samen v ON t.groep = v.groep AND abs(v.aantal - s.aantal) <= {GELIJK} * s.aantal
        WHERE abs(s.aantal - t.aantal) > {ANDERS} * s.aantal
        UNION ALL
        SELECT 0, 'wijkbevolking', naam, NULL, {flag(f"(SELECT count(*) FROM {wijken}) > ({having})")}, NULL, NULL
        FROM (VALUES {names}) AS g (naam)
        UNION ALL
        {per_wijk}
    """


def _since_last_year() -> str:
    """Per line the change of its wijk, 0 when it changed by less than half of that itself, or its own when that is
    more; people move by households, so chance is left some room. Of two wijken that have each other's number of last
    year, it is the larger change.
    """
    total = "SELECT wijk, CAST(sum(aantal) AS DOUBLE) AS aantal FROM {0} WHERE wijk IS NOT NULL GROUP BY wijk"
    both = (
        f"SELECT wijk, nu.aantal AS nu, v.aantal AS toen FROM ({total.format('wijkbevolking')}) nu"
        f" JOIN ({total.format(f'{VORIG}wijkbevolking')}) v USING (wijk)"
    )
    of_line, of_wijk = _change_of("r"), _change_of("w")
    own = f"CASE WHEN {_moved('r')} THEN coalesce(round({of_line} * 100, 4), 0) ELSE 0 END"
    lines = (
        "SELECT nu.regelnummer, nu.wijk, CAST(nu.aantal AS DOUBLE) AS nu, CAST(v.aantal AS DOUBLE) AS toen"
        f" FROM wijkbevolking nu LEFT JOIN {VORIG}wijkbevolking v USING (wijk, leeftijdsgroep)"
    )
    far = f"coalesce({of_line} >= {HELFT} * {of_wijk}, true)"
    return f"""
        SELECT r.regelnummer, 'wijkbevolking', NULL, NULL, NULL, NULL, greatest(coalesce(p.pct, 0), {own},
            CASE WHEN {_moved("w")} AND {far} THEN round({of_wijk} * 100, 4) ELSE 0 END)
        FROM ({lines}) r JOIN ({both}) w ON r.wijk = w.wijk LEFT JOIN (
            SELECT a.wijk, max(round(abs(a.nu - b.nu) / least(a.nu, b.nu) * 100, 4)) AS pct
            FROM ({both}) a JOIN ({both}) b ON abs(a.nu - b.toen) <= {GELIJK} * b.toen
                AND abs(b.nu - a.toen) <= {GELIJK} * a.toen AND abs(a.nu - b.nu) > {ANDERS} * a.nu
            GROUP BY a.wijk
        ) p ON r.wijk = p.wijk
    """


def _change_of(row: str) -> str:
    """How far a count went from that of last year, as a part of it."""
    return f"abs({row}.nu - {row}.toen) / nullif({row}.toen, 0)"


def _moved(row: str) -> str:
    """The test that a count went further from that of last year than people who move explain."""
    return f"abs({row}.nu - {row}.toen) > {VERHUISD} * sqrt({row}.nu + {row}.toen)"


def _add_known(bronnen: Bronnen) -> tuple[str, int]:
    """The table of wijken that the municipality says that it has, and how many these are."""
    bank = bronnen.werkbank
    tables = " UNION ".join(sql for name, sql in TABELLEN.items() if name in bronnen.referenties)
    known = bank.add_table("wijken_bekend", f"SELECT * FROM ({tables}) AS t (wijk) WHERE wijk IS NOT NULL")
    ((aantal,),) = bank.storage.execute(f"SELECT count(*) FROM {known}")
    return known, int(aantal)
