"""What a declaratie must say together with its toewijzing and with the other lines of its sender."""

from collections.abc import Mapping

from sdreport.gate.samenhang.personen.begrippen import days_after, flag
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import quote, sql_date
from sdreport.intake.large.meaning import EURO, TELT

NETTO = "declaraties_netto"
ANDERS = {
    "productcode": "product", "productcategorie": "categorie", "aanbieder": "aanbieder", "eenheid": "eenheid",
}  # fmt: skip
"""Columns that must be those of the toewijzing, each with the name of the rule on it."""

TOEGEWEZEN = "SELECT *, nullif(productcode, productcategorie) AS product FROM toewijzingen"
"""Toewijzingen with their product; one for a whole category has none, as any product of that category fits it."""
PERIODE = f"""
    SELECT toewijzingnummer, min(ingangsdatum) AS ingangsdatum,
        CASE WHEN count(einddatum) = count(*) THEN max(einddatum) END AS einddatum,
        min(werkelijke_begindatum) AS start,
        CASE WHEN count(werkelijke_einddatum) = count(*) THEN max(werkelijke_einddatum) END AS stop,
        min(product) AS productcode, min(productcategorie) AS productcategorie, min(aanbieder) AS aanbieder,
        max(volume) AS volume, min(eenheid) AS eenheid, min(frequentie) AS frequentie
    FROM ({TOEGEWEZEN}) WHERE toewijzingnummer IS NOT NULL GROUP BY toewijzingnummer
"""
"""The period of every toewijzing, and what its declaraties must say."""
KEREN = {"1": "{days}", "2": "({days} / 7.0 + 1)", "4": "greatest({days} / 28.0, 1)"}
"""How often a volume may be given in so many days, by its frequentie (WMO757): per day, week or month. Of a total
nothing is known of one month.
"""
MINSTE_DAGEN = 21
"""In fewer days what was assigned for a longer time may be given at once."""
EINDEN = {"dagen_na_einde": "einddatum", "dagen_na_stop": "werkelijke_einddatum"}
ZELFDE_EENHEID, MEESTAL = 0.9, 0.75
"""Share of the declaraties with the unit of their toewijzing, from which another unit is no agreement: of all, or of
those of an aanbieder for a product.
"""
ALLE = "true"
EEN_DAG, GENOEG = 0.9, 20
"""Share of the declaraties too late that are so by one day, of so many toewijzingen, from which these end too early."""


def declaraties(bronnen: Bronnen) -> str:
    """Per declaratie the days that it lies outside the period of its toewijzing, and what else does not fit with it.

    `dagen_voor_ingang`, `dagen_na_einde` (as planned): 0 when it lies within; missing when the toewijzing is not known.
    The period is the widest when a number is there twice, and may be open. `dagen_voor_start`, `dagen_na_stop` (as
    support was given) are about those that lie within what was planned. `product_wijkt_af`, `categorie_wijkt_af`,
    `aanbieder_wijkt_af`, `eenheid_wijkt_af`: whether it says another than the toewijzing; when all declaraties do,
    the toewijzing itself has a row, unless its unit is that of most of its product. Units are compared where nearly
    all agree, or most of an aanbieder. `credit_onbekend`: a credit that names a line that is not there, or that is of
    another toewijzing, period or amount; `credit_te_veel`: more was credited in a month than declared.
    `verschil_tarief_pct`: between amount and volume times tariff, beyond the tariff of one unit. `keer_toegewezen`:
    the volume, of what the toewijzing allows in those days in the same unit. `dagen_na_peildatum`: of the day of
    declaring. `euro_in_centen`, on line 0: volumes in euros are in eurocents, as messages have them; the lines are then
    judged as such. Where nearly all that are too late are so by one day, it is the toewijzingen that end a day too
    early: then these have a row for it.
    """
    early = {
        name: f"toewijzingnummer IN (SELECT toewijzingnummer FROM {_add_early(bronnen, name, column)})"
        for name, column in EINDEN.items()
    }
    in_cents, units = _is_in_cents(bronnen), _find_one_unit(bronnen)
    anders = _add_anders(bronnen, units == ALLE)
    parts = (
        _judge_lines(bronnen, early, anders, 100 if in_cents else 1, units),
        _blame_column(anders),
        _blame_end(early),
        f"SELECT 0, 'declaraties', {', '.join(['NULL'] * 13)}, {'NULL' if in_cents is None else int(in_cents)}",
    )
    return " UNION ALL ".join(parts)


def _judge_lines(bronnen: Bronnen, early: Mapping[str, str], anders: str, euro: int, units: str) -> str:
    """Per declaratie what does not fit; `euro` is what one counts for in volumes of that unit, and `units` says where
    these are those of the toewijzing.
    """
    last, known = "greatest(d.begindatum, d.einddatum)", "p.toewijzingnummer IS NOT NULL"
    return f"""
        SELECT d.regelnummer, 'declaraties' AS dataset,
            {days_after("p.ingangsdatum", "d.begindatum")} AS dagen_voor_ingang,
            CASE WHEN {known} AND NOT d.{early["dagen_na_einde"]}
                THEN {days_after(last, "p.einddatum")} END AS dagen_na_einde,
            CASE WHEN d.begindatum >= p.ingangsdatum AND p.start IS NOT NULL
                THEN {days_after("p.start", "d.begindatum")} END AS dagen_voor_start,
            CASE WHEN {last} <= coalesce(p.einddatum, {last}) AND p.stop IS NOT NULL
                AND NOT d.{early["dagen_na_stop"]}
                THEN {days_after(last, "p.stop")} END AS dagen_na_stop,
            {_differs("productcode")} AS product_wijkt_af,
            {_differs("productcategorie")} AS categorie_wijkt_af,
            {_differs("aanbieder")} AS aanbieder_wijkt_af,
            CASE WHEN {units} THEN {_differs("eenheid")} END AS eenheid_wijkt_af,
            {_credit_without_line()} AS credit_onbekend,
            CASE WHEN d.bedrag < 0 AND d.{TELT} THEN {flag("n.maand IS NOT NULL")} END AS credit_te_veel,
            {_beside_tariff(euro)} AS verschil_tarief_pct,
            {_beside_toewijzing()} AS keer_toegewezen,
            {days_after("d.dagtekening", sql_date(bronnen.peildatum))} AS dagen_na_peildatum,
            NULL AS euro_in_centen
        FROM declaraties d LEFT JOIN ({PERIODE}) p ON d.toewijzingnummer = p.toewijzingnummer
            LEFT JOIN {_add_netto(bronnen)} n ON n.toewijzingnummer = d.toewijzingnummer
                AND n.maand = month(d.begindatum)
            LEFT JOIN ({_lines_by_reference()}) v ON d.bedrag < 0 AND v.referentienummer = d.vorig_referentienummer
                AND v.aanbieder IS NOT DISTINCT FROM d.aanbieder
            LEFT JOIN {anders} a ON a.toewijzingnummer = d.toewijzingnummer
    """


def _blame_column(anders: str) -> str:
    """The toewijzingen from which all their declaraties differ."""
    names = ANDERS.values()
    return f"""
        SELECT regelnummer, 'toewijzingen', {", ".join(["NULL"] * 4)}, {", ".join(names)}, {", ".join(["NULL"] * 6)}
        FROM (SELECT t.regelnummer, {", ".join(f"CASE WHEN a.{name} THEN 1 END AS {name}" for name in names)}
            FROM toewijzingen t JOIN {anders} a ON a.toewijzingnummer = t.toewijzingnummer)
    """


def _blame_end(early: Mapping[str, str]) -> str:
    """The toewijzingen that end a day too early, as planned or as support was given."""
    planned, given = flag(early["dagen_na_einde"]), flag(early["dagen_na_stop"])
    return f"""
        SELECT regelnummer, 'toewijzingen', NULL, {planned}, NULL, {given}, {", ".join(["NULL"] * 10)}
        FROM toewijzingen WHERE {" OR ".join(early.values())}
    """


def _add_netto(bronnen: Bronnen) -> str:
    """The months of toewijzingen of which more was credited than declared."""
    return bronnen.werkbank.add_table(
        NETTO,
        f"SELECT toewijzingnummer, month(begindatum) AS maand FROM declaraties WHERE {TELT}"
        " AND toewijzingnummer IN (SELECT toewijzingnummer FROM declaraties WHERE bedrag < 0)"
        " GROUP BY ALL HAVING sum(bedrag) < 0",
    )


def _add_early(bronnen: Bronnen, name: str, column: str) -> str:
    """The table of toewijzingen that end a day before their last declaratie, when nearly all that are late are so."""
    bank = bronnen.werkbank
    late = bank.add_table(
        f"declaraties_{name}",
        f"""
        SELECT d.toewijzingnummer, greatest(d.begindatum, d.einddatum) - p.laatste AS dagen
        FROM declaraties d JOIN (
            SELECT toewijzingnummer, max({column}) AS laatste FROM toewijzingen
            GROUP BY toewijzingnummer HAVING count({column}) = count(*)
        ) p ON d.toewijzingnummer = p.toewijzingnummer WHERE greatest(d.begindatum, d.einddatum) > p.laatste
        """,
    )
    ((total, by_one, own),) = bank.storage.execute(
        "SELECT count(*), count(*) FILTER (WHERE dagen = 1),"
        f" count(DISTINCT toewijzingnummer) FILTER (WHERE dagen = 1) FROM {late}"
    )
    wrong = own >= GENOEG and by_one >= EEN_DAG * total
    return bank.add_table(
        f"{late}_een_dag", f"SELECT DISTINCT toewijzingnummer FROM {late} WHERE dagen = 1 AND {wrong}"
    )


def _add_anders(bronnen: Bronnen, units: bool) -> str:
    """The table of toewijzingen of which all declaraties, two or more, have another value, per column of `ANDERS`; with
    `units` also of those with another unit than most of their product.
    """
    most = "mode(eenheid ORDER BY eenheid) OVER (PARTITION BY productcode, leveringsvorm)"
    usual = f"{most} IS NOT DISTINCT FROM eenheid AS gewoon"
    own = {"productcode": "t.product", "eenheid": f"CASE WHEN {units} AND NOT t.gewoon THEN t.eenheid END"}
    tests = ", ".join(
        f"count(d.{column}) > 1 AND coalesce(bool_and(d.{column} <> {own.get(column, f't.{column}')}), false) AS {name}"
        for column, name in ANDERS.items()
    )
    asked = " OR ".join(ANDERS.values())
    filled = f"coalesce({', '.join(f'd.{column}' for column in ANDERS)}) IS NOT NULL"
    return bronnen.werkbank.add_table(
        "declaraties_anders",
        f"""
        SELECT * FROM (SELECT toewijzingnummer, {tests}
            FROM declaraties d JOIN (SELECT *, {usual} FROM ({TOEGEWEZEN})) t USING (toewijzingnummer)
            WHERE {filled} GROUP BY toewijzingnummer) WHERE {asked}
        """,
    )


def _differs(column: str) -> str:
    """Whether a declaratie has another value than its toewijzing; missing where one of them has none, or where it is
    the toewijzing that differs from all.
    """
    both = f"d.{column} IS NOT NULL AND p.{column} IS NOT NULL AND a.{ANDERS[column]} IS DISTINCT FROM true"
    return f"CASE WHEN {both} THEN {flag(f'd.{column} <> p.{column}')} END"


def _lines_by_reference() -> str:
    """The debits that a credit can name; the number of a line is its sender's own."""
    return """
        SELECT aanbieder, referentienummer, arg_min(toewijzingnummer, regelnummer) AS toewijzingnummer,
            arg_min(begindatum, regelnummer) AS begindatum, arg_min(bedrag, regelnummer) AS bedrag
        FROM declaraties WHERE referentienummer IS NOT NULL AND bedrag > 0
            AND referentienummer IN (SELECT vorig_referentienummer FROM declaraties WHERE bedrag < 0)
        GROUP BY ALL
    """


def _credit_without_line() -> str:
    alike = "v.toewijzingnummer = d.toewijzingnummer AND v.begindatum = d.begindatum AND v.bedrag = -d.bedrag"
    credit = "d.bedrag < 0 AND d.vorig_referentienummer IS NOT NULL"
    return f"CASE WHEN {credit} THEN {flag(f'NOT coalesce({alike}, false)')} END"


def _beside_tariff(euro: int) -> str:
    """How far an amount lies from volume times tariff, in percent of that; one unit may be rounded off. A volume in
    euros is the amount itself.
    """
    volume, amount = "CAST(d.volume AS DOUBLE)", "abs(CAST(d.bedrag AS DOUBLE))"
    expected = f"{volume} * CAST(d.tarief AS DOUBLE)"
    beside = f"greatest(abs({amount} - {expected}) - CAST(d.tarief AS DOUBLE), 0) / ({expected})"
    in_euros = f"abs({amount} * {euro} - {volume}) / {volume}"
    return (
        f"CASE WHEN d.eenheid = '{EURO}' AND d.volume > 0 THEN round({in_euros} * 100, 4)"
        f" WHEN d.volume > 0 AND d.tarief > 0 AND d.bedrag IS NOT NULL THEN round({beside} * 100, 4) END"
    )


def _beside_toewijzing() -> str:
    """How many times the volume of a debit goes beyond what its toewijzing allows in the days of the line."""
    days = "CAST(d.einddatum - d.begindatum + 1 AS DOUBLE)"
    often = " ".join(f"WHEN {quote(code)} THEN {times.format(days=days)}" for code, times in KEREN.items())
    allowed = f"CAST(p.volume AS DOUBLE) * CASE p.frequentie {often} END"
    known = f"d.bedrag > 0 AND d.volume > 0 AND p.volume > 0 AND d.eenheid = p.eenheid AND {days} >= {MINSTE_DAGEN}"
    return f"CASE WHEN {known} THEN round(CAST(d.volume AS DOUBLE) / ({allowed}), 4) END"


def _find_one_unit(bronnen: Bronnen) -> str:
    """Which declaraties must have the unit of their toewijzing: all when nearly all have it, and else those of an
    aanbieder that mostly keeps to it for the product.
    """
    beside = "FROM declaraties d JOIN toewijzingen t USING (toewijzingnummer) WHERE d.eenheid IS NOT NULL"
    share = "coalesce(avg(CAST(d.eenheid = t.eenheid AS INTEGER)), 0)"
    ((of_all,),) = bronnen.werkbank.storage.execute(f"SELECT {share} {beside}")
    mostly = f"SELECT d.aanbieder, d.productcode {beside} GROUP BY ALL HAVING {share} >= {MEESTAL}"
    return ALLE if of_all >= ZELFDE_EENHEID else f"(d.aanbieder, d.productcode) IN ({mostly})"


def _is_in_cents(bronnen: Bronnen) -> bool | None:
    """Whether volumes in euros are in eurocents in the extract as a whole, as one row could be either; None when it has
    none.
    """
    fits = "count(*) FILTER (abs(abs(bedrag) * {times} - volume) < 0.01)"
    ((rows, euros, cents),) = bronnen.werkbank.storage.execute(
        f"SELECT count(*), {fits.format(times=1)}, {fits.format(times=100)}"
        f" FROM declaraties WHERE eenheid = '{EURO}' AND volume > 0"
    )
    return cents > euros if rows else None
