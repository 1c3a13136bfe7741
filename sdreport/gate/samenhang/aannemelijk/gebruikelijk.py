"""Records beside others of their kind: what fits every rule on its own, and cannot be true in its company."""

from sdreport.gate.samenhang.aannemelijk.leerlingen import times
from sdreport.gate.samenhang.aannemelijk.toeval import find_deviations
from sdreport.gate.samenhang.personen.begrippen import (
    add_persons_with_uitkering,
    add_producten,
    add_staand,
    add_vaker,
    flag,
)
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen

GENOEG = 20
"""Declaraties of a product from which their median says what is usual."""
OUDSTE_VERGELEKEN = 80
VEEL_PER_LEEFTIJD = 20
"""Inhabitants of an age and sex on average, from which nobody of some age is a gap, and equal numbers are no chance."""
KLASSE, VAAK_GELIJK = 5, 0.5
"""Years of a class, and the share of classes with one number for all years that says that classes were spread."""
"""Above this age the number of inhabitants falls by a lot from year to year, and says nothing of its neighbours."""
LEEFTIJDEN = "CASE WHEN leeftijd < 18 THEN '0-17' WHEN leeftijd < 65 THEN '18-64' ELSE '65 en ouder' END"


def facturen(bronnen: Bronnen) -> str:
    """Per declaratie: whether its days were declared before, and how many times the usual amount of its product it is.

    Only lines that stand are compared (see `add_staand`). `dagen_al_gedeclareerd` is about those of one toewijzing
    that begin on different days, `nog_een_keer` about those of one product that begin on the same day: of the same
    amount those that came later, and all when every amount is another.
    `keer_gebruikelijk` is missing when the product has few declaraties.
    """
    bank, staand, producten = bronnen.werkbank, add_staand(bronnen), add_producten(bronnen)
    lines = bank.add_table(
        "facturen_vaker",
        "SELECT regelnummer, toewijzingnummer, productcode, begindatum, einddatum, bedrag, month(begindatum) AS maand"
        f" FROM {staand} WHERE toewijzingnummer IN (FROM {add_vaker(bronnen)})",
    )
    often = (
        f"SELECT toewijzingnummer, maand FROM {lines} GROUP BY ALL HAVING min(begindatum) < max(begindatum)"
    )
    before = "max(einddatum) OVER (PARTITION BY toewijzingnummer ORDER BY begindatum RANGE BETWEEN UNBOUNDED"
    overlap = bank.add_table(
        "facturen_overlap",
        f"SELECT regelnummer FROM (SELECT regelnummer, begindatum, {before} PRECEDING AND INTERVAL 1 DAY PRECEDING)"
        f" AS eerder FROM {lines} JOIN ({often}) USING (toewijzingnummer, maand)) WHERE begindatum <= eerder",
    )
    key = "toewijzingnummer, productcode, begindatum"
    same = f"row_number() OVER (PARTITION BY {key}, bedrag ORDER BY regelnummer)"
    counted = (
        f"SELECT regelnummer, {key}, {same} AS zelfde, count(*) OVER (PARTITION BY {key}) AS keer FROM {lines}"
        " WHERE begindatum IS NOT NULL"
    )
    again = bank.add_table(
        "facturen_nog_een_keer",
        f"SELECT regelnummer FROM ({counted}) WHERE keer > 1"
        f" QUALIFY zelfde > 1 OR max(zelfde) OVER (PARTITION BY {key}) = 1",
    )
    usual = bank.add_table(
        "facturen_gebruikelijk",
        f"SELECT soort, median(CAST(bedrag AS DOUBLE)) AS midden FROM {staand} JOIN {producten}"
        f" USING (toewijzingnummer) GROUP BY ALL HAVING count(bedrag) >= {GENOEG}",
    )
    return f"""
        SELECT d.regelnummer, 'declaraties' AS dataset,
            CASE WHEN d.regelnummer IN (SELECT regelnummer FROM {overlap}) THEN 1 ELSE 0 END AS dagen_al_gedeclareerd,
            CASE WHEN d.regelnummer IN (SELECT regelnummer FROM {again}) THEN 1 ELSE 0 END AS nog_een_keer,
            CASE WHEN u.midden > 0 THEN CAST(floor(abs(d.bedrag) / u.midden) AS BIGINT) END AS keer_gebruikelijk
        FROM declaraties d LEFT JOIN {producten} p USING (toewijzingnummer) LEFT JOIN {usual} u USING (soort)
    """


def huishoudens(bronnen: Bronnen) -> str:
    """Per record of a person the number of different inhabitants with its huishoudnummer, over all extracts."""
    slugs = [slug for slug in PERSONEN if bronnen.has(slug)]
    if not slugs:
        return "SELECT 0 AS regelnummer, '' AS dataset, 0 AS inwoners WHERE false"
    tables = dict(zip(slugs, slugs, strict=True))
    if "uitkeringen" in tables:
        tables["uitkeringen"] = add_persons_with_uitkering(bronnen)
    members = " UNION ALL ".join(
        f"SELECT huishoudnummer, clientnummer FROM {table}" for table in tables.values()
    )
    records = " UNION ALL ".join(
        f"SELECT regelnummer, '{slug}' AS dataset, huishoudnummer FROM {slug}" for slug in slugs
    )
    return f"""
        SELECT regelnummer, dataset, inwoners FROM ({records}) LEFT JOIN (
            SELECT huishoudnummer, count(DISTINCT clientnummer) AS inwoners FROM ({members}) GROUP BY 1
        ) USING (huishoudnummer)
    """


def bevolking(bronnen: Bronnen) -> str:
    """Per line how many times larger or smaller than the ages beside it, 1 where chance explains it, and per age group
    the same for a forecast.

    The ages beside it are two younger and two older; their median does not mind a slip in one of them. A forecast is
    compared with the newest count; its rows have line 0. `niemand`: nobody of an age that many must have.
    `uitgesmeerd`: as many as of the ages beside it in a class of five, where nearly all classes are like that.
    """
    beside = "abs(x.leeftijd - y.leeftijd) BETWEEN 1 AND 2"
    ((compared,),) = bronnen.werkbank.storage.execute("SELECT count(*) FROM bevolking")
    chance = f"abs(b.aantal - e.midden) <= {find_deviations(compared)} * sqrt(b.aantal + e.midden)"
    beside_others = f"CASE WHEN {chance} THEN 1 ELSE {times('b.aantal', 'e.midden')} END"
    return f"""
        WITH stand AS (
            SELECT {LEEFTIJDEN} AS groep, sum(aantal) AS aantal FROM bevolking WHERE soort = 'stand'
            AND jaar = (SELECT max(jaar) FROM bevolking WHERE soort = 'stand') GROUP BY ALL
        ), prognose AS (
            SELECT jaar, {LEEFTIJDEN} AS groep, sum(aantal) AS aantal FROM bevolking
            WHERE soort = 'prognose' AND jaar IS NOT NULL GROUP BY ALL
        ), ernaast AS (
            SELECT x.regelnummer, median(CAST(y.aantal AS DOUBLE)) AS midden FROM bevolking x JOIN bevolking y
            ON x.jaar = y.jaar AND x.soort = y.soort AND x.geslacht = y.geslacht AND {beside} GROUP BY x.regelnummer
        ), gemiddeld AS (
            SELECT jaar, soort, geslacht, avg(CAST(aantal AS DOUBLE)) AS midden FROM bevolking
            WHERE leeftijd <= {OUDSTE_VERGELEKEN} GROUP BY ALL
        )
        SELECT b.regelnummer, 'bevolking' AS dataset, NULL AS onderwerp, NULL AS keer_stand,
            CASE WHEN b.leeftijd <= {OUDSTE_VERGELEKEN} THEN {beside_others} END AS keer_buren,
            CASE WHEN b.leeftijd <= {OUDSTE_VERGELEKEN} AND g.midden >= {VEEL_PER_LEEFTIJD}
                THEN {flag("b.aantal = 0")} END AS niemand,
            CASE WHEN g.midden IS NOT NULL THEN {flag(f"b.regelnummer IN ({_spread()})")} END AS uitgesmeerd
        FROM bevolking b LEFT JOIN ernaast e ON b.regelnummer = e.regelnummer LEFT JOIN gemiddeld g
            ON b.jaar = g.jaar AND b.soort = g.soort AND b.geslacht = g.geslacht
        UNION ALL
        SELECT 0, 'bevolking', 'prognose ' || p.jaar || ', ' || p.groep, {times("p.aantal", "s.aantal")}, NULL,
            NULL, NULL
        FROM prognose p JOIN stand s USING (groep)
    """


def _spread() -> str:
    """The lines of classes of which all years have the same number, of a year in which most classes are like that."""
    within = f"PARTITION BY jaar, soort, geslacht, leeftijd // {KLASSE}"
    same = f"count(*) OVER ({within}) > 1 AND min(aantal) OVER ({within}) = max(aantal) OVER ({within})"
    about = f"aantal >= {VEEL_PER_LEEFTIJD} AND leeftijd <= {OUDSTE_VERGELEKEN}"
    lines = f"SELECT regelnummer, jaar, soort, {same} AS gelijk, {about} AS veel FROM bevolking"
    spread = f"HAVING avg(CAST(gelijk AS INTEGER)) FILTER (veel) > {VAAK_GELIJK}"
    years = f"SELECT jaar, soort FROM ({lines}) GROUP BY ALL {spread}"
    return f"SELECT regelnummer FROM ({lines}) WHERE gelijk AND (jaar, soort) IN ({years})"
