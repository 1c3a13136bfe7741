"""Amounts beside others of their kind: times too high or too low, with VAT, and not what volume and tariff give."""

from sdreport.gate.samenhang.personen.begrippen import add_producten, add_staand, flag
from sdreport.gate.samenhang.sources import Bronnen, sql_date

GENOEG = 20
"""Amounts of a kind from which their median says what is usual; with fewer that of a wider kind is taken."""
MAAND = 30
BTW = (1.21, 1.09)
CENT = 0.0051
"""What rounding to a cent can do to a tariff, in euro."""
PRECIES = 0.99
"""Share of the lines that are volume times tariff to the cent, from which the others are not right."""
VEELVOUD = "CAST(floor(greatest(waarde / midden, midden / waarde)) AS BIGINT)"
OORDELEN = ("keer_uitkering", "keer_toekenning", "keer_soort", "keer_lager", "met_btw", "niet_precies")


def bedragen(bronnen: Bronnen) -> str:
    """Per amount how many times more or less it is than usual of its kind, and whether a declaratie fits its tariff.

    `keer_uitkering`: of what a benefit is a day, by regeling. `keer_toekenning`: within a kostensoort, and
    `keer_soort` where that has few. `keer_lager`: how often a declaratie goes into what is usual for the product (how
    much higher it is, `facturen` says). `met_btw`: a tariff that is the usual one of its product with VAT.
    `niet_precies`: not volume times tariff, where nearly all others are to the cent.
    """
    parts = [
        f"SELECT 0 AS regelnummer, '' AS dataset, {', '.join(f'0 AS {name}' for name in OORDELEN)} WHERE false"
    ]
    if bronnen.has("uitkeringen"):
        parts.append(_benefits(bronnen))
    if bronnen.has("inkomensondersteuning"):
        parts.append(_grants())
    if bronnen.has("declaraties", "toewijzingen"):
        parts.append(_declarations(bronnen))
    return " UNION ALL BY NAME ".join(parts)


def _benefits(bronnen: Bronnen) -> str:
    """Benefits a day; one of a few days may be of a whole month."""
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    days = f"greatest(least(coalesce(einddatum, {end}), {end}) - greatest(begindatum, {begin}) + 1, 1)"
    times = "CAST(floor(greatest(hoogstens / midden, midden / waarde)) AS BIGINT)"
    return f"""
        SELECT regelnummer, 'uitkeringen' AS dataset,
            CASE WHEN waarde > 0 AND midden > 0 THEN {times} END AS keer_uitkering
        FROM (SELECT regelnummer, waarde, hoogstens, {_usual("regeling")} AS midden
            FROM (SELECT regelnummer, regeling, CAST(bedrag AS DOUBLE) / {days} AS waarde,
                    CAST(bedrag AS DOUBLE) / greatest({days}, {MAAND}) AS hoogstens
                FROM uitkeringen WHERE begindatum <= {end} AND coalesce(einddatum, {end}) >= {begin}))
    """


def _grants() -> str:
    few = f"count(*) OVER (PARTITION BY soort, kostensoort) < {GENOEG}"
    times = f"CASE WHEN waarde > 0 AND midden > 0 THEN {VEELVOUD} END"
    return f"""
        SELECT regelnummer, 'inkomensondersteuning' AS dataset,
            CASE WHEN NOT weinig THEN {times} END AS keer_toekenning,
            CASE WHEN weinig THEN {times} END AS keer_soort
        FROM (SELECT regelnummer, CAST(bedrag AS DOUBLE) AS waarde, {few} AS weinig,
                CASE WHEN {few} THEN median(CAST(bedrag AS DOUBLE)) OVER (PARTITION BY soort)
                    ELSE median(CAST(bedrag AS DOUBLE)) OVER (PARTITION BY soort, kostensoort) END AS midden
            FROM inkomensondersteuning)
    """


def _usual(kind: str) -> str:
    """The median of its kind, or of all where that has few."""
    own = f"OVER (PARTITION BY {kind})"
    return f"CASE WHEN count(*) {own} >= {GENOEG} THEN median(waarde) {own} ELSE median(waarde) OVER () END"


def _declarations(bronnen: Bronnen) -> str:
    bank, staand = bronnen.werkbank, add_staand(bronnen)
    lines = bank.add_view(
        "bedragen_regels",
        f"SELECT d.*, d.volume * d.tarief AS gerekend, soort FROM {staand} d JOIN {add_producten(bronnen)}"
        " USING (toewijzingnummer)",
    )
    to_the_cent = (
        f"count(*) FILTER (abs(abs(bedrag) - gerekend) < {CENT}) AS precies, count(gerekend) AS te_rekenen"
    )
    usual = bank.add_table(
        "bedragen_gebruikelijk",
        "SELECT soort, eenheid, count(*) AS regels, median(CAST(abs(bedrag) AS DOUBLE)) AS midden,"
        f" mode(tarief) AS tarief, {to_the_cent} FROM {lines} GROUP BY ALL",
    )
    ((exact,),) = bank.opslag.execute(f"SELECT sum(precies) / nullif(sum(te_rekenen), 0) FROM {usual}")
    off = f"abs(abs(r.bedrag) - r.gerekend) >= {CENT}" if exact is not None and exact >= PRECIES else "false"
    vat = " OR ".join(f"abs(r.tarief - u.tarief * {rate}) <= {CENT}" for rate in BTW)
    higher = "u.midden > 0 AND r.bedrag <> 0"
    return f"""
        SELECT r.regelnummer, 'declaraties' AS dataset,
            CASE WHEN {higher} THEN CAST(floor(u.midden / abs(r.bedrag)) AS BIGINT) END AS keer_lager,
            CASE WHEN r.tarief > 0 AND u.tarief > 0 THEN {flag(vat)} END AS met_btw,
            CASE WHEN r.gerekend IS NOT NULL THEN {flag(off)} END AS niet_precies
        FROM {lines} r LEFT JOIN {usual} u ON r.soort = u.soort AND r.eenheid IS NOT DISTINCT FROM u.eenheid
            AND u.regels >= {GENOEG}
    """
