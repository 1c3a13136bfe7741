"""The course of a reserve, added up, and its size."""

from sdreport.gate.samenhang.sources import Bronnen

KLEIN = 1_000
"""Euros below which nobody keeps a reserve all year: then these are thousands."""


def reserves(bronnen: Bronnen) -> str:
    """Per reserve whether its begin, what came in and what went out give another end than it has (`sluit_niet_aan`),
    and whether it begins and ends with so little that it must be thousands (`in_duizenden`).
    """
    del bronnen
    left = "stand_begin + toevoegingen - onttrekkingen - stand_einde"
    return f"""
        SELECT regelnummer, 'reserves' AS dataset,
            CASE WHEN {left} <> 0 THEN 1 WHEN {left} = 0 THEN 0 END AS sluit_niet_aan,
            CASE WHEN stand_begin > 0 AND stand_einde > 0
                THEN CAST(greatest(stand_begin, stand_einde) < {KLEIN} AS INTEGER) END AS in_duizenden
        FROM reserves
    """
