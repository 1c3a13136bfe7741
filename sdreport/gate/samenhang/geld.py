"""The begroting beside what was declared and paid, and the totals of the declaraties that this takes."""

from sdreport.gate.samenhang.personen.begrippen import add_producten, differs, most_frequent
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import TELT
from sdreport.register.structuur import TOTAAL

BRON_VAN_POST = {"bijstand": "uitkeringen", "bijzondere-bijstand": "inkomensondersteuning"}
"""Posten that are the total of an extract; the others are percelen, and come from the declaraties."""
BESTEED = "declaraties_besteed"


def add_besteed(bronnen: Bronnen) -> str:
    """The table of the declaraties in totals: per leveringsvorm, perceel and month `aantal`, `bedrag` and `kwadraat`.

    Rejected ones are left out, and a credit takes one off.

    Leveringsvorm and perceel are those of the toewijzing, the first with that number. Asked once for all koppelingen.
    """
    bank = bronnen.werkbank
    if bank.has(BESTEED):
        return BESTEED
    return bank.add_table(
        BESTEED,
        f"""
        SELECT vorm AS leveringsvorm, perceel, year(begindatum) AS jaar, month(begindatum) AS maand,
            sum(aantal) AS aantal, coalesce(sum(bedrag), 0) AS bedrag, sum(kwadraat) AS kwadraat
        FROM (
            SELECT t.product, t.vorm, d.begindatum, sum(CASE WHEN d.bedrag < 0 THEN -1 ELSE 1 END) AS aantal,
                sum(d.bedrag) AS bedrag, sum(CAST(d.bedrag AS DOUBLE) * CAST(d.bedrag AS DOUBLE)) AS kwadraat
            FROM declaraties d LEFT JOIN {add_producten(bronnen)} t ON d.toewijzingnummer = t.toewijzingnummer
            WHERE d.{TELT}
            GROUP BY ALL
        ) LEFT JOIN ref_productcodes p ON product = p.productcode AND vorm = p.leveringsvorm
        GROUP BY ALL
        """,
    )


def begroting(bronnen: Bronnen) -> str:
    """Per line of the begroting: distance from what was declared or paid, and whether it fits in with its post.

    `verschil_pct`: between the actual costs of a post and the total in the extract that it comes from, in percent of
    the actual costs. `keer_andere_fasen`: how many times larger or smaller than the median of the other phases.
    """
    uitgegeven = bronnen.werkbank.add_table("begroting_uitgegeven", _spent(bronnen))
    rows = bronnen.werkbank.add_view(
        "begroting_posten", "SELECT *, onderdeel || '.' || post AS sleutel FROM begroting"
    )
    comparable = "u.post IS NOT NULL AND b.fase = 'werkelijk' AND b.bedrag IS NOT NULL"
    distance = "round(abs(u.totaal - b.bedrag) / CAST(b.bedrag AS DOUBLE) * 100, 4)"
    return f"""
        SELECT b.regelnummer, 'begroting' AS dataset, CASE WHEN {comparable} THEN b.post END AS onderwerp,
            CASE WHEN {comparable} AND b.bedrag > 0 THEN {distance} END AS verschil_pct,
            CASE WHEN b.bedrag > 0 AND o.midden > 0
                THEN round(greatest(b.bedrag / o.midden, o.midden / b.bedrag), 4) END AS keer_andere_fasen,
            {differs("b.taakveld", "b.sleutel", "m.vaakst")} AS taakveld_wijkt_af,
            CASE WHEN b.post = '{TOTAAL}' AND d.delen > 1 THEN 1 ELSE 0 END AS totaal_met_delen,
            0 AS post_ontbreekt
        FROM {rows} b
            LEFT JOIN {uitgegeven} u ON b.post = u.post
            LEFT JOIN ({_median_of_other_phases(rows)}) o ON b.regelnummer = o.regelnummer
            LEFT JOIN ({most_frequent(rows, ["sleutel"], "taakveld")}) m ON b.sleutel = m.sleutel
            LEFT JOIN (SELECT onderdeel, count(DISTINCT post) AS delen FROM {rows} GROUP BY 1) d
                ON b.onderdeel = d.onderdeel
        UNION ALL
        SELECT 0, 'begroting', post, NULL, NULL, NULL, NULL, 1 FROM {uitgegeven}
        WHERE totaal > 0 AND post NOT IN (SELECT post FROM {rows} WHERE fase = 'werkelijk' AND post IS NOT NULL)
    """


def _spent(bronnen: Bronnen) -> str:
    """The total per post in the extracts that posts come from; posts without such an extract have no row."""
    known = "SELECT post FROM begroting WHERE post IS NOT NULL"
    own = "".join(
        f" UNION ALL SELECT '{post}', (SELECT coalesce(sum(bedrag), 0) FROM {slug}) WHERE '{post}' IN ({known})"
        for post, slug in BRON_VAN_POST.items()
        if bronnen.has(slug)
    )
    return f"""
        WITH perceel AS (
            SELECT perceel AS post, bedrag FROM {add_besteed(bronnen)} WHERE perceel IS NOT NULL
            UNION ALL SELECT DISTINCT perceel, 0 FROM ref_productcodes WHERE perceel IS NOT NULL
        )
        SELECT post, CAST(sum(bedrag) AS DOUBLE) AS totaal FROM perceel
        GROUP BY post HAVING post IN ({known}) OR sum(bedrag) > 0{own}
    """


def _median_of_other_phases(rows: str) -> str:
    """Per line the median of the amounts of its post in the other phases, as `midden`."""
    return f"""
        SELECT b.regelnummer, median(CAST(a.bedrag AS DOUBLE)) AS midden
        FROM {rows} b JOIN (
            SELECT onderdeel, post, fase, first(bedrag ORDER BY regelnummer) AS bedrag
            FROM {rows} WHERE bedrag IS NOT NULL AND fase IS NOT NULL GROUP BY ALL
        ) a ON b.onderdeel IS NOT DISTINCT FROM a.onderdeel AND b.post IS NOT DISTINCT FROM a.post AND b.fase <> a.fase
        GROUP BY b.regelnummer
    """
