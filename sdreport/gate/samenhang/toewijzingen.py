"""What extracts must say together: the questions behind the suites `samenhang_*.json` (see `samenhang/run.py`)."""

from sdreport.gate.samenhang.sources import Bronnen, sql_date

PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
NAAST_ANDERE = "BBZ"
ONBEKEND = "0"
"""The code for a sex that is not known: it contradicts nothing."""


def declaraties(bronnen: Bronnen) -> str:
    """Per declaratie the days that it lies outside the period of its toewijzing.

    `dagen_voor_ingang`, `dagen_na_einde`: 0 when it lies within; missing when the toewijzing is not known. The period
    is the widest when a number is there twice, and may be open.
    """
    last = "greatest(d.begindatum, d.einddatum)"
    return f"""
        WITH periode AS (
            SELECT toewijzingnummer, min(ingangsdatum) AS ingangsdatum,
                CASE WHEN count(einddatum) = count(*) THEN max(einddatum) END AS einddatum
            FROM toewijzingen WHERE toewijzingnummer IS NOT NULL GROUP BY toewijzingnummer
        )
        SELECT d.regel, 'declaraties' AS dataset,
            {_days_after("p.ingangsdatum", "d.begindatum")} AS dagen_voor_ingang,
            CASE WHEN p.toewijzingnummer IS NOT NULL THEN {_days_after(last, "p.einddatum")} END AS dagen_na_einde
        FROM declaraties d LEFT JOIN periode p ON d.toewijzingnummer = p.toewijzingnummer
    """


def toewijzingen(bronnen: Bronnen) -> str:
    """Per toewijzing: whether a reason goes with an end in the year, and days that it lies after the peildatum."""
    peildatum = sql_date(bronnen.peildatum)
    ended = f"einddatum <= {sql_date(bronnen.einde)}"
    return f"""
        SELECT regel, 'toewijzingen' AS dataset,
            CASE WHEN {ended} THEN {_flag("reden_beeindiging IS NULL")} END AS reden_ontbreekt,
            CASE WHEN reden_beeindiging IS NOT NULL THEN {_flag(f"einddatum > {peildatum}")} END AS reden_voor_later,
            {_days_after("toewijzingsdatum", peildatum)} AS dagen_na_peildatum
        FROM toewijzingen
    """


def bezwaarschriften(bronnen: Bronnen) -> str:
    """Per bezwaarschrift the days that its decision lies after the peildatum."""
    days = _days_after("besluitdatum", sql_date(bronnen.peildatum))
    return f"SELECT regel, 'bezwaarschriften' AS dataset, {days} AS dagen_na_peildatum FROM bezwaarschriften"


def personen(bronnen: Bronnen) -> str:
    """Per record of a person whether year of birth, sex and household differ from those in the person's other records.

    Differs means: it is not the value that most records of this person have. When no value is the most frequent, all
    records of the person differ, since nobody can tell which one is right.
    """
    household = "inkomensondersteuning"
    parts = [
        f"SELECT regel, '{slug}' AS dataset, clientnummer, geboortejaar, nullif(geslacht, '{ONBEKEND}') AS geslacht,"
        f" {'huishoudnummer' if slug == household else 'CAST(NULL AS VARCHAR)'} AS huishoudnummer FROM {slug}"
        for slug in PERSONEN
        if bronnen.has(slug)
    ]
    if not parts:
        return (
            "SELECT 0 AS regel, '' AS dataset, 0 AS geboortejaar_wijkt_af, 0 AS geslacht_wijkt_af,"
            " 0 AS huishouden_wijkt_af WHERE false"
        )
    rows = bronnen.werkbank.add_view("personen_records", " UNION ALL ".join(parts))
    columns = ("geboortejaar", "geslacht", "huishoudnummer")
    usual = {column: most_frequent(rows, ["clientnummer"], column) for column in columns}
    joins = "".join(f" LEFT JOIN ({sql}) m_{name} USING (clientnummer)" for name, sql in usual.items())
    return f"""
        SELECT regel, dataset,
            {differs("geboortejaar", "clientnummer", "m_geboortejaar.vaakst")} AS geboortejaar_wijkt_af,
            {differs("geslacht", "clientnummer", "m_geslacht.vaakst")} AS geslacht_wijkt_af,
            {differs("huishoudnummer", "clientnummer", "m_huishoudnummer.vaakst")} AS huishouden_wijkt_af
        FROM {rows}{joins}
    """


def uitkeringen(bronnen: Bronnen) -> str:
    """Per uitkering: overlap with an earlier one, and whether the person's flows add up.

    Of PW, IOAW and IOAZ a person has one at a time; the BBZ may stand beside it.
    `stand_verschil`: stock at the begin + inflow - outflow - stock at the end, of this person. Anything but 0 means
    that a person counts more than once in a flow. `dagen_na_peildatum`: of the begin or end, whichever is later.
    """
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    last = "greatest(begindatum, einddatum)"
    at_begin, at_end = f"begindatum < {begin} AND tot >= {begin}", f"begindatum <= {end} AND tot > {end}"
    came, went = f"begindatum BETWEEN {begin} AND {end}", f"tot BETWEEN {begin} AND {end}"
    return f"""
        SELECT regel, 'uitkeringen' AS dataset,
            CASE WHEN clientnummer IS NOT NULL
                THEN {_flag("regeling IS NOT NULL AND begindatum <= max(tot) OVER eerder")} END AS overlap,
            CASE WHEN clientnummer IS NOT NULL
                THEN max({_flag(at_begin)}) OVER persoon - max({_flag(at_end)}) OVER persoon
                    + sum({_flag(came)}) OVER persoon - sum({_flag(went)}) OVER persoon END AS stand_verschil,
            {_days_after(last, sql_date(bronnen.peildatum))} AS dagen_na_peildatum
        FROM (SELECT *, coalesce(einddatum, DATE '9999-12-31') AS tot FROM uitkeringen)
        WINDOW persoon AS (PARTITION BY clientnummer),
            eerder AS (PARTITION BY clientnummer, regeling = '{NAAST_ANDERE}' ORDER BY begindatum NULLS LAST, tot, regel
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    """


def most_frequent(rows: str, key: list[str], column: str) -> str:
    """Per key the value of a column that most rows have, as `vaakst`; missing when no single value has the most."""
    keys = ", ".join(key)
    filled = " AND ".join(f"{name} IS NOT NULL" for name in (*key, column))
    return f"""
        SELECT {keys}, CASE WHEN count(*) = 1 OR max(aantal, 2)[1] > max(aantal, 2)[2]
            THEN arg_max({column}, aantal) END AS vaakst
        FROM (SELECT {keys}, {column}, count(*) AS aantal FROM {rows} WHERE {filled} GROUP BY ALL) GROUP BY {keys}
    """


def differs(column: str, key: str, usual: str) -> str:
    """1 where a value is not the most frequent one of its key, else 0; missing where there is nothing to compare."""
    other = _flag(f"{column} IS DISTINCT FROM {usual}")
    return f"CASE WHEN {column} IS NOT NULL AND {key} IS NOT NULL THEN {other} END"


def _days_after(day: str, limit: str) -> str:
    """Days that a date lies after a limit, 0 when it does not or when there is no limit; missing without a date."""
    return f"CASE WHEN {day} IS NOT NULL THEN greatest(coalesce({day} - {limit}, 0), 0) END"


def _flag(test: str) -> str:
    """1 when a test holds, 0 when it does not or cannot be told."""
    return f"CASE WHEN {test} THEN 1 ELSE 0 END"
