"""What uitkeringen must say together: one at a time for a person, flows that add up, and couples that are one."""

from sdreport.gate.samenhang.personen.begrippen import days_after, flag
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import sql_date

NAAST_ANDERE = "BBZ"


def uitkeringen(bronnen: Bronnen) -> str:
    """Per uitkering: overlap with an earlier one, and whether the person's flows add up.

    Of PW, IOAW and IOAZ a person has one at a time; the BBZ may stand beside it.
    `stand_verschil`: stock at the begin + inflow - outflow - stock at the end, of this person. Anything but 0 means
    that a person counts more than once in a flow. `partner_dubbel`: the partner has another uitkering at the same time.
    `dagen_na_peildatum`: of the begin or end, whichever is later.
    """
    begin, end = sql_date(bronnen.begin), sql_date(bronnen.einde)
    last = "greatest(begindatum, einddatum)"
    at_begin, at_end = f"begindatum < {begin} AND tot >= {begin}", f"begindatum <= {end} AND tot > {end}"
    came, went = f"begindatum BETWEEN {begin} AND {end}", f"tot BETWEEN {begin} AND {end}"
    return f"""
        SELECT regelnummer, 'uitkeringen' AS dataset,
            CASE WHEN clientnummer IS NOT NULL
                THEN {flag("regeling IS NOT NULL AND begindatum <= max(tot) OVER eerder")} END AS overlap,
            CASE WHEN clientnummer IS NOT NULL
                THEN max({flag(at_begin)}) OVER persoon - max({flag(at_end)}) OVER persoon
                    + sum({flag(came)}) OVER persoon - sum({flag(went)}) OVER persoon END AS stand_verschil,
            CASE WHEN partner_clientnummer IS NOT NULL
                THEN {flag(f"regelnummer IN (SELECT regelnummer FROM {_add_double_partners(bronnen)})")}
                END AS partner_dubbel,
            {days_after(last, sql_date(bronnen.peildatum))} AS dagen_na_peildatum
        FROM (SELECT *, coalesce(einddatum, DATE '9999-12-31') AS tot FROM uitkeringen)
        WINDOW persoon AS (PARTITION BY clientnummer),
            eerder AS (PARTITION BY clientnummer, regeling = '{NAAST_ANDERE}'
                ORDER BY begindatum NULLS LAST, tot, regelnummer ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    """


def _add_double_partners(bronnen: Bronnen) -> str:
    """The lines of couples of whom the partner also has, or shares, an uitkering that runs at the same time."""
    tot = "coalesce({0}.einddatum, DATE '9999-12-31')"
    same_time = f"a.begindatum <= {tot.format('p')} AND {tot.format('a')} >= p.begindatum"
    return bronnen.werkbank.add_table(
        "uitkeringen_partner_dubbel",
        f"""
        SELECT DISTINCT p.regelnummer FROM uitkeringen p JOIN uitkeringen a ON p.regelnummer <> a.regelnummer
            AND p.partner_clientnummer IN (a.clientnummer, a.partner_clientnummer) AND {same_time}
        WHERE p.regeling <> '{NAAST_ANDERE}' AND a.regeling <> '{NAAST_ANDERE}'
        """,
    )
