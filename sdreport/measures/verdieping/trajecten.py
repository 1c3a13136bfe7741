"""One row per traject: the time in which a person has something of a law without a real break.

Toewijzingen of one person and law that follow each other within the days of `Indelingen.terugkeer_dagen` are one
traject: a return is no new inflow. A delivery that stopped for a while (iWmo and iJw code 20) goes on.
"""

from sdreport.intake.large.meaning import BEGIN, EINDE
from sdreport.measures.definitie import Invoer
from sdreport.measures.gebruik import WET

TIJDELIJK = "20"
"""Reason of an end: the delivery stops for a while (code lists WMO588 and JZ588)."""
BIJSTAND = "bijstand"
OPEN = "DATE '9999-12-31'"


def add_trajecten(invoer: Invoer, *, bijstand: bool) -> str:
    """The table in the engine of the trajecten of Wmo and Jeugdwet and, if asked, of bijstand, of applicants.

    It has `wet`, `clientnummer`, `begin` and `einde`, which is missing for what still runs. All that was delivered is
    in it, also what ended before the year. A record without a person is a traject of its own.
    """
    bank = invoer.bank("toewijzingen", *(["uitkeringen"] if bijstand else []))
    naam = "trajecten_en_bijstand" if bijstand else "trajecten"
    if bank.has(naam):
        return naam
    running = f"CASE WHEN reden_beeindiging IS DISTINCT FROM '{TIJDELIJK}' THEN {EINDE} END"
    columns = f"{WET} AS wet, clientnummer, {BEGIN} AS begin, {running} AS einde"
    spans = f"SELECT 0 AS bron, regelnummer, {columns} FROM toewijzingen"
    if bijstand:
        spans += f" UNION ALL SELECT 1, regelnummer, '{BIJSTAND}', clientnummer, begindatum, einddatum FROM uitkeringen"
    return bank.add_table(naam, _merge(spans, invoer.indelingen.terugkeer_dagen))


def _merge(spans: str, dagen: int) -> str:
    """The spans of a person and law joined that overlap, or lie at most so many days apart."""
    person = "PARTITION BY wet, clientnummer, onbekend ORDER BY begin, bron, regelnummer"
    before = f"max(einde) OVER ({person} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    return f"""
        WITH spans AS (
            SELECT wet, clientnummer, begin, coalesce(einde, {OPEN}) AS einde, bron, regelnummer,
                CASE WHEN clientnummer IS NULL THEN (bron, regelnummer) END AS onbekend
            FROM ({spans}) WHERE begin IS NOT NULL AND wet IS NOT NULL
        ), gezien AS (SELECT *, {before} AS bereik FROM spans),
        genummerd AS (
            SELECT *, sum(CASE WHEN bereik IS NULL OR begin - bereik - 1 > {dagen} THEN 1 ELSE 0 END)
                OVER ({person} ROWS UNBOUNDED PRECEDING) AS traject FROM gezien
        )
        SELECT wet, clientnummer, min(begin) AS begin, nullif(max(einde), {OPEN}) AS einde
        FROM genummerd GROUP BY wet, clientnummer, onbekend, traject
    """
