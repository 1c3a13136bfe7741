"""Amounts beside others of their kind: times too high or too low, with VAT, and not what volume and tariff give."""

from sdreport.gate.samenhang.aannemelijk.toeval import find_deviations
from sdreport.gate.samenhang.personen.begrippen import add_producten, add_staand, flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import sql_date

GENOEG = 20
"""Amounts of a kind from which their median says what is usual; with fewer that of a wider kind is taken."""
MAAND = 30
RAND, RUIM = 0.05, 14
"""Share of the amounts of a kind that lie outside its range at either side; and times the median from which another
rule tells it.
"""
VLOER, PLAFOND = 32, 160
"""Euros a day that half of a regeling get at least and at most: the norm for one person is more than the first, that of
a couple a third of the second (Participatiewet, art. 21).
"""
VEEL, HELFT = 2.5, 0.5
"""Times from which a kind is of another size than last year; and the share of amounts above the median."""
NAGENOEG = 0.9
"""When so many amounts of a kind lie nearer to its median than to last year's, all are named; else only these."""
BTW = (1.21, 1.09)
TOESLAGEN = (1.08, *BTW)
"""Holiday allowance and VAT: what some amounts are with and others without."""
OOK_ZO, PAREN, DEEL, MEESTAL = 3, 2, 0.25, 0.5
"""Benefits of one amount over a whole year; pairs of such amounts of a regeling that differ by one allowance; and their
share of all such amounts, or that of the benefits which have them: a few norms may be so close by chance.
"""
BUDGET = 30
"""Times that what is declared goes into a budget, or the other way round, from which these are not the same euros."""
TARIEVEN, VAAK = 4, 5
"""So few tariffs of a product, on so many lines each, of which one is another with VAT: that is no coincidence."""
NIET_PASSEND = 0.25
"""Share of the amounts of a product that are not volume times tariff, from which that is what is usual for it."""
CENT = 0.0051
"""What rounding to a cent can do to a tariff, in euro."""
PRECIES = 0.8
"""Share of the lines, but those cut to whole euros, that are volume times tariff to the cent, from which the others are
not right.
"""
VEELVOUD = "CAST(floor(greatest(waarde / midden, midden / waarde)) AS BIGINT)"
OORDELEN = (
    "keer_uitkering", "keer_toekenning", "keer_rand", "keer_soort", "keer_vorig_jaar", "keer_lager", "keer_tarief",
    "met_btw", "niet_precies", "met_toeslag", "keer_budget", "van_soort", "verschoven_pct",
)  # fmt: skip
VAST, ELDERS = 0.9, 5
"""Share of the grants of a kind that are one amount, from which that is its own; and so many of another kind that have
it, twice as many as have any other amount but one of its own, so that they are no chance.
"""
SOORTEN = {"uitkeringen": "regeling", "inkomensondersteuning": "soort || ' ' || coalesce(kostensoort, '')"}
"""Extracts of which the median of a kind is held against that of last year."""


def bedragen(bronnen: Bronnen) -> str:
    """Per amount how many times more or less it is than usual of its kind, and whether a declaratie fits its tariff.

    `keer_uitkering`: of what a benefit is a day, by regeling. `keer_toekenning`: within a kostensoort, and
    `keer_soort` where that has few. `keer_rand`: times outside the range that nine of ten of its kind lie
    in. `keer_vorig_jaar`: the median of its kind, of last year's; `verschoven_pct`: how much that is more or less
    beyond chance, below `VEEL` times. `keer_lager`: how often a declaratie goes into what is usual for the product (how
    much higher it is, `facturen` says). `keer_tarief`: times that a tariff is more or
    less than the usual one. `met_btw`: a tariff that is the usual one of its product with VAT. `niet_precies`: not
    volume times tariff, where nearly all others are to the cent. `met_toeslag`: a benefit that is another usual one
    with holiday allowance or VAT. `keer_budget`: how often a budget holds what was declared of it, or the other way
    round, where most do that very often. `van_soort`: a grant of the amount that is another kind's own.
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS onderwerp,"
        f" {', '.join(f'0 AS {name}' for name in OORDELEN)} WHERE false"
    ]
    if bronnen.has("uitkeringen"):
        parts += [_benefits(bronnen), _with_allowance(bronnen)]
    if bronnen.has("inkomensondersteuning"):
        parts += [_grants(bronnen), _of_other_kind(bronnen)]
    for slug, kind in SOORTEN.items():
        if slug in bronnen.vorige:
            parts += [_since_last_year(slug, kind), _shifted(bronnen, slug, kind)]
    if bronnen.has("declaraties", "toewijzingen"):
        parts += [_declarations(bronnen), _budgets(bronnen)]
    return " UNION ALL BY NAME ".join(parts)


def _benefits(bronnen: Bronnen) -> str:
    """Benefits a day; one of a few days may be of a whole month."""
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    days = f"greatest(least(coalesce(einddatum, {end}), {end}) - greatest(begindatum, {begin}) + 1, 1)"
    usual = f"least(greatest(midden, {VLOER}), {PLAFOND})"
    times = f"CAST(floor(greatest(hoogstens / {usual}, {usual} / waarde)) AS BIGINT)"
    return f"""
        SELECT regelnummer, 'uitkeringen' AS dataset,
            CASE WHEN waarde > 0 AND midden > 0 THEN {times} END AS keer_uitkering
        FROM (SELECT regelnummer, waarde, hoogstens, {_usual("regeling")} AS midden
            FROM (SELECT regelnummer, regeling, CAST(bedrag AS DOUBLE) / {days} AS waarde,
                    CAST(bedrag AS DOUBLE) / greatest({days}, {MAAND}) AS hoogstens
                FROM uitkeringen WHERE begindatum <= {end} AND coalesce(einddatum, {end}) >= {begin}))
    """


def _with_allowance(bronnen: Bronnen) -> str:
    """Benefits over the whole year of which the amount is that of others with something on top, to the cent."""
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    whole = f"begindatum <= {begin} AND coalesce(einddatum >= {end}, true)"
    usual = f"SELECT regeling, bedrag, count(*) AS n FROM uitkeringen WHERE {whole} GROUP BY ALL HAVING n >= {OOK_ZO}"
    together = "OVER (PARTITION BY regeling, keer)"
    rates = ", ".join(f"({rate})" for rate in TOESLAGEN)
    pairs = bronnen.werkbank.add_table(
        "bedragen_toeslagen",
        f"SELECT b.regeling, b.bedrag FROM ({usual}) a JOIN ({usual}) b USING (regeling)"
        f" JOIN (VALUES {rates}) t (keer) ON abs(b.bedrag - a.bedrag * keer) <= 0.01"
        f" JOIN (SELECT regeling, count(*) AS alle, sum(n) AS allen FROM ({usual}) GROUP BY 1) USING (regeling)"
        f" QUALIFY count(*) {together} >= {PAREN} AND (count(*) {together} >= {DEEL} * alle"
        f" OR sum(a.n + b.n) {together} >= {MEESTAL} * allen)",
    )
    return f"""
        SELECT regelnummer, 'uitkeringen' AS dataset,
            {flag(f"(regeling, bedrag) IN (SELECT (regeling, bedrag) FROM {pairs})")} AS met_toeslag
        FROM uitkeringen WHERE {whole} AND regeling IS NOT NULL AND bedrag IS NOT NULL
    """


def _budgets(bronnen: Bronnen) -> str:
    """Budgets in another unit than what is declared of them: most are many times too much, or too little."""
    amount = "CAST(sum(bedrag) AS DOUBLE) AS gedeclareerd"
    declared = f"SELECT toewijzingnummer, {amount} FROM {add_staand(bronnen)} GROUP BY 1"
    return f"""
        SELECT regelnummer, 'toewijzingen' AS dataset,
            CASE WHEN abs(median(ln(keer)) OVER ()) < ln({BUDGET}) THEN 0 ELSE floor(greatest(keer, 1 / keer)) END
                AS keer_budget
        FROM (SELECT regelnummer, CAST(budget AS DOUBLE) / gedeclareerd AS keer FROM toewijzingen
            JOIN ({declared}) USING (toewijzingnummer) WHERE budget > 0 AND gedeclareerd > 0)
        QUALIFY count(*) OVER () >= {GENOEG}
    """


def _grants(bronnen: Bronnen) -> str:
    """Grants beside those of last year's extract, so that a half that is wrong is no measure; else beside their own."""
    slug = "inkomensondersteuning"
    last_year = _medians(f"{VORIG}{slug}", SOORTEN[slug])
    toen = last_year if slug in bronnen.vorige else "SELECT '', 0, 0, 0, 0"
    own = "OVER (PARTITION BY soort, kostensoort)"
    few = f"count(*) {own} < {GENOEG}"
    alike = f"median(CAST(bedrag AS DOUBLE)) {own} BETWEEN v.midden / {VEEL} AND v.midden * {VEEL}"
    edges = ", ".join(
        f"CASE WHEN {alike} THEN v.{edge} ELSE quantile_cont(CAST(bedrag AS DOUBLE), {share}) {own} END AS {edge}"
        for edge, share in (("laag", RAND), ("hoog", 1 - RAND))
    )
    times = f"CASE WHEN waarde > 0 AND midden > 0 THEN {VEELVOUD} END"
    return f"""
        SELECT regelnummer, 'inkomensondersteuning' AS dataset,
            CASE WHEN NOT weinig THEN {times} END AS keer_toekenning,
            CASE WHEN weinig THEN {times} END AS keer_soort,
            CASE WHEN NOT weinig AND waarde > 0 AND laag > 0 AND {VEELVOUD} <= {RUIM}
                THEN round(greatest(waarde / hoog, laag / waarde), 4) END AS keer_rand
        FROM (SELECT regelnummer, CAST(bedrag AS DOUBLE) AS waarde, {few} AS weinig, {edges},
                CASE WHEN {few} THEN median(CAST(bedrag AS DOUBLE)) OVER (PARTITION BY soort)
                    ELSE coalesce(v.midden, median(CAST(bedrag AS DOUBLE)) {own}) END AS midden
            FROM (SELECT *, {SOORTEN[slug]} AS naam FROM {slug}) LEFT JOIN ({toen})
                v (naam, midden, keer, laag, hoog) USING (naam))
    """


def _of_other_kind(bronnen: Bronnen) -> str:
    """The grants of which the amount is that of nearly all of another kind, more often than others of their own are."""
    slug = "inkomensondersteuning"
    kinds = bronnen.werkbank.add_table(
        "bedragen_per_soort",
        f"SELECT *, sum(n) OVER (PARTITION BY naam) AS alle, max(n, 3) OVER (PARTITION BY naam) AS meest FROM"
        f" (SELECT {SOORTEN[slug]} AS naam, bedrag, count(*) AS n FROM {slug} WHERE bedrag > 0 GROUP BY ALL)",
    )
    fixed = f"SELECT bedrag FROM {kinds} WHERE n >= greatest({GENOEG}, {VAST} * alle)"
    other = (
        f"SELECT (naam, bedrag) FROM {kinds} WHERE bedrag IN ({fixed}) AND n < {VAST} * alle"
        f" AND n >= greatest({ELDERS}, 2 * coalesce(meest[3], 0)) AND n >= meest[2]"
    )
    return (
        f"SELECT regelnummer, '{slug}' AS dataset,"
        f" {flag(f'({SOORTEN[slug]}, bedrag) IN ({other})')} AS van_soort FROM {slug} WHERE bedrag > 0"
    )


def _since_last_year(slug: str, kind: str) -> str:
    """How many times more or less the median of a kind is than last year, of the amounts that are nearer to this year's
    (1 of the others), or of all when nearly all are: each may be wrong by one factor, or a part of them.
    """
    moved = "ln(n.midden / v.midden)"
    nearer = f"coalesce(r.bedrag > 0 AND sign({moved}) * ln(r.bedrag / v.midden) > abs({moved}) / 2, false)"
    return f"""
        SELECT regelnummer, '{slug}' AS dataset,
            CASE WHEN dichter OR avg(CAST(dichter AS INTEGER)) OVER (PARTITION BY soort) >= {NAGENOEG}
                THEN keer ELSE 1 END AS keer_vorig_jaar
        FROM (SELECT r.regelnummer, soort, {nearer} AS dichter,
                round(greatest(n.midden / v.midden, v.midden / n.midden), 4) AS keer
            FROM (SELECT regelnummer, CAST(bedrag AS DOUBLE) AS bedrag, {kind} AS soort FROM {slug}) r
                JOIN ({_medians(slug, kind)}) n USING (soort)
                JOIN ({_medians(f"{VORIG}{slug}", kind)}) v USING (soort))
    """


def _medians(table: str, kind: str) -> str:
    """The median of each kind with enough amounts, how many these are, and the range that nine of ten lie in."""
    edges = ", ".join(f"quantile_cont(CAST(bedrag AS DOUBLE), {edge})" for edge in (RAND, 1 - RAND))
    return (
        f"SELECT {kind} AS soort, median(CAST(bedrag AS DOUBLE)) AS midden, count(*) AS keer, {edges} FROM {table}"
        f" WHERE bedrag > 0 GROUP BY 1 HAVING keer >= {GENOEG}"
    )


def _shifted(bronnen: Bronnen, slug: str, kind: str) -> str:
    """Of all amounts of a kind that are of its size, how many percent higher or lower their median is than last year's;
    0 where chance explains it: about as many as then lie above the median of then.
    """
    before = _medians(f"{VORIG}{slug}", kind)
    ((kinds,),) = bronnen.werkbank.storage.execute(f"SELECT count(*) FROM ({before})")
    above = f"avg(CASE WHEN bedrag > midden THEN 1 WHEN bedrag = midden THEN {HELFT} ELSE 0 END)"
    told = "soort || printf(': %.0f%% boven het middelste bedrag van vorig jaar (toeval verklaart %.0f%% tot %.0f%%)', "

    def rows(table: str, number: str = "") -> str:
        own = f"SELECT {number}CAST(bedrag AS DOUBLE) AS bedrag, {kind} AS soort FROM {table}"
        of_its_size = f"bedrag BETWEEN midden / {VEEL} AND midden * {VEEL}"
        return f"({own}) JOIN (SELECT soort, midden FROM ({before})) USING (soort) WHERE {of_its_size}"

    counts = f"{above} AS boven, count(*) AS keer, median(bedrag) AS mediaan"
    return f"""
        SELECT regelnummer, '{slug}' AS dataset, {told}100 * boven, 100 * (toen - ruimte), 100 * (toen + ruimte))
            AS onderwerp, CASE WHEN abs(boven - toen) > ruimte THEN anders ELSE 0 END AS verschoven_pct
        FROM (SELECT regelnummer, soort FROM {rows(slug, "regelnummer, ")}) JOIN (
            SELECT soort, n.boven, v.boven AS toen, round(abs(n.mediaan / v.mediaan - 1) * 100, 4) AS anders,
                {find_deviations(kinds)} * sqrt((1 / n.keer + 1 / v.keer) / 4) AS ruimte
            FROM (SELECT soort, {counts} FROM {rows(slug)} GROUP BY soort) n
                JOIN (SELECT soort, {counts} FROM {rows(f"{VORIG}{slug}")} GROUP BY soort) v USING (soort)
        ) USING (soort)
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
    cut = "bedrag % 1 = 0 AND gerekend % 1 <> 0 AND abs(bedrag) = floor(gerekend)"
    to_the_cent = (
        f"count(*) FILTER (abs(abs(bedrag) - gerekend) < {CENT}) AS precies,"
        f" count(gerekend) FILTER (NOT ({cut})) AS te_rekenen,"
        f" CASE WHEN count(gerekend) >= {GENOEG}"
        f" AND count(*) FILTER (abs(abs(bedrag) - gerekend) >= 1) >= {NIET_PASSEND} * count(gerekend)"
        " THEN median(CAST(gerekend AS DOUBLE)) ELSE median(CAST(abs(bedrag) AS DOUBLE)) END AS midden"
    )
    tariffs = bank.add_table(
        "bedragen_tarieven",
        f"SELECT soort, eenheid, tarief, count(*) AS keer FROM {lines} WHERE tarief IS NOT NULL GROUP BY ALL",
    )
    most = f"SELECT soort, eenheid, arg_max(tarief, (keer, -tarief)) AS tarief FROM {tariffs} GROUP BY ALL"
    usual = bank.add_table(
        "bedragen_gebruikelijk",
        f"SELECT m.*, t.tarief FROM (SELECT soort, eenheid, count(*) AS regels, {to_the_cent}"
        f" FROM {lines} GROUP BY ALL) m LEFT JOIN ({most}) t"
        " ON m.soort = t.soort AND m.eenheid IS NOT DISTINCT FROM t.eenheid",
    )
    with_vat = bank.add_table("bedragen_met_btw", _tariffs_with_vat(tariffs))
    ((exact,),) = bank.storage.execute(f"SELECT sum(precies) / nullif(sum(te_rekenen), 0) FROM {usual}")
    off = f"abs(abs(r.bedrag) - r.gerekend) >= {CENT}" if exact is not None and exact >= PRECIES else "false"
    vat = " OR ".join(f"abs(r.tarief - u.tarief * {rate}) <= {CENT}" for rate in BTW)
    higher = "u.midden > 0 AND r.bedrag <> 0"
    return f"""
        SELECT r.regelnummer, 'declaraties' AS dataset,
            CASE WHEN {higher} THEN CAST(floor(u.midden / abs(r.bedrag)) AS BIGINT) END AS keer_lager,
            CASE WHEN r.tarief > 0 AND u.tarief > 0
                THEN CAST(floor(greatest(r.tarief / u.tarief, u.tarief / r.tarief)) AS BIGINT) END AS keer_tarief,
            CASE WHEN r.tarief > 0 AND u.tarief > 0
                THEN {flag(f"{vat} OR coalesce(list_contains(b.tarieven, r.tarief), false)")} END AS met_btw,
            CASE WHEN r.gerekend IS NOT NULL THEN {flag(off)} END AS niet_precies
        FROM {lines} r LEFT JOIN {usual} u ON r.soort = u.soort AND r.eenheid IS NOT DISTINCT FROM u.eenheid
            AND u.regels >= {GENOEG}
            LEFT JOIN {with_vat} b ON r.soort = b.soort AND r.eenheid IS NOT DISTINCT FROM b.eenheid
    """


def _tariffs_with_vat(tariffs: str) -> str:
    """Per product the tariffs that are another of its tariffs with VAT, also where most lines have it."""
    few = (
        f"SELECT * FROM {tariffs} WHERE tarief > 0 AND keer >= {VAAK}"
        f" QUALIFY count(*) OVER (PARTITION BY soort, eenheid) <= {TARIEVEN}"
    )
    vat = " OR ".join(f"abs(a.tarief - b.tarief * {rate}) <= {CENT}" for rate in BTW)
    return f"""
        SELECT a.soort, a.eenheid, list(a.tarief) AS tarieven FROM ({few}) a JOIN ({few}) b
            ON a.soort = b.soort AND a.eenheid IS NOT DISTINCT FROM b.eenheid AND ({vat})
        GROUP BY ALL
    """
