"""One row per traject: the time in which a person has something of a law without a real break.

Toewijzingen of one person and law that follow each other within the days of `Indelingen.terugkeer_dagen` are one
traject: a return is no new inflow. A delivery that stopped for a while (iWmo and iJw code 20) goes on until the person
has something of the law again, however long that takes; what begins then says when it ends.
"""

from sdreport.intake.large.meaning import BEGIN, EINDE
from sdreport.measures.definitie import Invoer
from sdreport.measures.gebruik import WET

TIJDELIJK = "20"
"""Reason of an end: the delivery stops for a while (code lists WMO588 and JZ588)."""
BIJSTAND = "bijstand"
BRONNEN = ("toewijzingen", "uitkeringen")
OPEN = "DATE '9999-12-31'"


def add_trajecten(invoer: Invoer, *, bijstand: bool) -> str:
    """The table in the engine of the trajecten of Wmo and Jeugdwet and, if asked, of bijstand, of applicants.

    It has `wet`, `clientnummer`, `begin` and `einde`, which is missing for what still runs. All that was delivered is
    in it, also what ended before the year. A record without a person is a traject of its own.
    """
    there = [slug for slug in BRONNEN[: 1 + bijstand] if slug in invoer.tabellen]
    bank = invoer.bank(*there)
    naam = "trajecten_en_bijstand" if bijstand else "trajecten"
    if bank.has(naam):
        return naam
    paused = f"coalesce(reden_beeindiging = '{TIJDELIJK}', false)"
    columns = {
        "toewijzingen": f"{WET} AS wet, clientnummer, {BEGIN} AS begin, {EINDE} AS einde, {paused} AS gestaakt",
        "uitkeringen": f"'{BIJSTAND}' AS wet, clientnummer, begindatum AS begin, einddatum AS einde, false AS gestaakt",
    }
    spans = " UNION ALL ".join(
        f"SELECT {BRONNEN.index(slug)} AS bron, regelnummer, {columns[slug]} FROM {slug}" for slug in there
    )
    return bank.add_table(naam, _merge(spans, invoer.indelingen.terugkeer_dagen))


def _merge(spans: str, dagen: int) -> str:
    """The spans of a person and law joined that overlap, or lie at most so many days apart."""
    person = "PARTITION BY wet, clientnummer, onbekend ORDER BY begin, bron, regelnummer"
    before = f"max(einde) OVER ({person} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    return f"""
        WITH alle AS (SELECT * FROM ({spans}) WHERE begin IS NOT NULL AND wet IS NOT NULL),
        hervat AS (
            SELECT pauze.bron, pauze.regelnummer, min(alle.begin) AS weer
            FROM alle AS pauze JOIN alle ON pauze.gestaakt AND alle.wet = pauze.wet
                AND alle.clientnummer = pauze.clientnummer AND alle.begin > pauze.einde
            GROUP BY ALL
        ), spans AS (
            SELECT wet, clientnummer, begin, bron, regelnummer,
                coalesce(CASE WHEN gestaakt THEN weer ELSE einde END, {OPEN}) AS einde,
                CASE WHEN clientnummer IS NULL THEN (bron, regelnummer) END AS onbekend
            FROM alle LEFT JOIN hervat USING (bron, regelnummer)
        ), gezien AS (SELECT *, {before} AS bereik FROM spans),
        genummerd AS (
            SELECT *, sum(CASE WHEN bereik IS NULL OR begin - bereik - 1 > {dagen} THEN 1 ELSE 0 END)
                OVER ({person} ROWS UNBOUNDED PRECEDING) AS traject FROM gezien
        )
        SELECT wet, clientnummer, min(begin) AS begin, nullif(max(einde), {OPEN}) AS einde
        FROM genummerd GROUP BY wet, clientnummer, onbekend, traject
    """
