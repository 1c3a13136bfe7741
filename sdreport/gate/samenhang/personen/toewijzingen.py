"""What extracts must say together: the questions behind the suites `samenhang_*.json` (see `samenhang/run.py`)."""

from sdreport.gate.samenhang.personen.begrippen import days_after, flag
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import sql_date
from sdreport.intake.large.meaning import EINDE

PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
ONBEKEND = "0"
"""The code for a sex that is not known: it contradicts nothing."""
AIDS = "SELECT code FROM ref_codelijsten WHERE lijst = 'productcategorie' AND wet = 'Wmo' AND groep = 'hulpmiddel'"
"""Product categories of the Wmo that are there for children too."""
JONGST = 17
"""Years between birth and the begin of other support: of someone who was born in December and turns 18 in January."""
GENOEG_DAGEN = 90
"""So long before the end of the year a toewijzing should have begun that nothing is told of."""


def toewijzingen(bronnen: Bronnen) -> str:
    """Per toewijzing: whether a reason goes with an end in the year, days that it lies after the peildatum, and how
    what was planned goes with what was delivered.

    `reden_ontbreekt`, `reden_voor_later`: by the last day as far as it is known; a pgb that ran to its planned end has
    no message that gives a reason. `dagen_na_peildatum`: of the
    toewijzingsdatum; `besluit_na_peildatum`, `levering_na_peildatum`: of the latest date before and after it.
    `dagen_voor_plan`, `dagen_na_plan`: that support began earlier or ended later than planned. `start_ontbreekt`: it
    should have begun well before the end of the year, and nothing says that it did. `omvang_onvolledig`: volume, unit
    and frequency are not all there. `te_jong_voor_wmo`: begins long before the 18th year, and is no aid. `ingetrokken`:
    ends on the day on which it begins, while nothing says that support was given.
    """
    peildatum, end = sql_date(bronnen.peildatum), sql_date(bronnen.einde)
    before, after = (
        "greatest(meldingsdatum, aanvraagdatum, besluitdatum)",
        "greatest(werkelijke_begindatum, werkelijke_einddatum)",
    )
    late = f"leveringsvorm = 'ZIN' AND ingangsdatum <= {end} - {GENOEG_DAGEN}"
    asked = "werkelijke_begindatum" not in bronnen.niet_geleverd.get("toewijzingen", ())
    omvang = [f"({name} IS NULL)" for name in ("volume", "eenheid", "frequentie")]
    some = f"NOT ({' AND '.join(omvang)})"
    return f"""
        SELECT regelnummer, 'toewijzingen' AS dataset,
            CASE WHEN {EINDE} <= {end} AND (leveringsvorm <> 'PGB' OR werkelijke_einddatum IS NOT NULL)
                THEN {flag("reden_beeindiging IS NULL")} END AS reden_ontbreekt,
            CASE WHEN reden_beeindiging IS NOT NULL THEN {flag(f"{EINDE} > {peildatum}")} END AS reden_voor_later,
            {days_after("toewijzingsdatum", peildatum)} AS dagen_na_peildatum,
            {days_after(before, peildatum)} AS besluit_na_peildatum,
            {days_after(after, peildatum)} AS levering_na_peildatum,
            CASE WHEN werkelijke_begindatum IS NOT NULL
                THEN {days_after("ingangsdatum", "werkelijke_begindatum")} END AS dagen_voor_plan,
            {days_after("werkelijke_einddatum", "einddatum")} AS dagen_na_plan,
            CASE WHEN {asked} AND {late} THEN {flag("werkelijke_begindatum IS NULL")} END AS start_ontbreekt,
            CASE WHEN {some} THEN {flag(" OR ".join(omvang))} END AS omvang_onvolledig,
            CASE WHEN wet = 'Wmo' AND productcategorie NOT IN ({AIDS})
                THEN {flag(f"year(ingangsdatum) - geboortejaar BETWEEN 0 AND {JONGST - 1}")} END AS te_jong_voor_wmo,
            {flag("coalesce(einddatum = ingangsdatum, false) AND werkelijke_begindatum IS NULL")} AS ingetrokken
        FROM toewijzingen
    """


def bezwaarschriften(bronnen: Bronnen) -> str:
    """Per bezwaarschrift the days that its decision lies after the peildatum."""
    days = days_after("besluitdatum", sql_date(bronnen.peildatum))
    return f"SELECT regelnummer, 'bezwaarschriften' AS dataset, {days} AS dagen_na_peildatum FROM bezwaarschriften"
