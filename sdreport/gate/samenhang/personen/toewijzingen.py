"""What extracts must say together: the questions behind the suites `samenhang_*.json` (see `samenhang/run.py`)."""

from sdreport.gate.samenhang.personen.begrippen import (
    add_persons_with_uitkering,
    days_after,
    differs,
    flag,
    most_frequent,
)
from sdreport.gate.samenhang.personen.eensgezind import ONBEKEND, compare_pairs, find_contradicted
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import sql_date
from sdreport.intake.large.meaning import EINDE

PERSONEN = ("toewijzingen", "uitkeringen", "inkomensondersteuning")
AIDS = "SELECT code FROM ref_codelijsten WHERE lijst = 'productcategorie' AND wet = 'Wmo' AND groep = 'hulpmiddel'"
"""Product categories of the Wmo that are there for children too."""
JONGST = 17
"""Years between birth and the begin of other support: of someone who was born in December and turns 18 in January."""
GENOEG_DAGEN = 90
"""So long before the end of the year a toewijzing should have begun that nothing is told of."""


def toewijzingen(bronnen: Bronnen) -> str:
    """Per toewijzing: whether a reason goes with an end in the year, days that it lies after the peildatum, and how
    what was planned goes with what was delivered.

    `reden_ontbreekt`, `reden_voor_later`: by the last day as far as it is known. `dagen_na_peildatum`: of the
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
            CASE WHEN {EINDE} <= {end} THEN {flag("reden_beeindiging IS NULL")} END AS reden_ontbreekt,
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


def personen(bronnen: Bronnen) -> str:
    """Per record of a person whether year of birth, sex, household and wijk differ from the person's other records.

    Differs means: it is not the value that most records of this person have. When no value is the most frequent, all
    records of the person differ, since nobody can tell which one is right. But an extract that all others contradict
    is not heard where another has the person.
    """
    tables = {slug: slug for slug in PERSONEN if bronnen.has(slug)}
    if "uitkeringen" in tables:
        tables["uitkeringen"] = add_persons_with_uitkering(bronnen)
    parts = [
        f"SELECT regelnummer, '{slug}' AS dataset, clientnummer, geboortejaar,"
        f" nullif(geslacht, '{ONBEKEND}') AS geslacht,"
        f" huishoudnummer, {'wijk' if slug == 'toewijzingen' else 'NULL'} AS wijk FROM {table}"
        for slug, table in tables.items()
    ]
    if not parts:
        return (
            "SELECT 0 AS regelnummer, '' AS dataset, 0 AS geboortejaar_wijkt_af, 0 AS geslacht_wijkt_af,"
            " 0 AS huishouden_wijkt_af, 0 AS wijk_wijkt_af WHERE false"
        )
    rows = bronnen.werkbank.add_view("personen_records", " UNION ALL ".join(parts))
    wrong = {
        column: find_contradicted(pairs, PERSONEN)
        for column, pairs in compare_pairs(bronnen, PERSONEN).items()
    }
    columns = ("geboortejaar", "geslacht", "huishoudnummer", "wijk")
    usual = {column: _find_usual(rows, column, wrong.get(column, "")) for column in columns}
    joins = "".join(f" LEFT JOIN ({sql}) m_{name} USING (clientnummer)" for name, sql in usual.items())
    return f"""
        SELECT regelnummer, dataset,
            {differs("geboortejaar", "clientnummer", "m_geboortejaar.vaakst")} AS geboortejaar_wijkt_af,
            {differs("geslacht", "clientnummer", "m_geslacht.vaakst")} AS geslacht_wijkt_af,
            {differs("huishoudnummer", "clientnummer", "m_huishoudnummer.vaakst")} AS huishouden_wijkt_af,
            {differs("wijk", "clientnummer", "m_wijk.vaakst")} AS wijk_wijkt_af
        FROM {rows}{joins}
    """


def _find_usual(rows: str, column: str, wrong: str) -> str:
    """Per person the value that most records have; those of the extract `wrong` only count where no other has any."""
    if not wrong:
        return most_frequent(rows, ["clientnummer"], column)
    others = f"SELECT * FROM {rows} WHERE dataset <> '{wrong}' AND {column} IS NOT NULL"
    known = f"SELECT clientnummer FROM ({others}) WHERE clientnummer IS NOT NULL"
    own = f"SELECT * FROM {rows} WHERE clientnummer NOT IN ({known})"
    return " UNION ALL ".join(most_frequent(f"({part})", ["clientnummer"], column) for part in (others, own))
