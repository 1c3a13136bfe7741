"""The course of a reserve, added up."""

from sdreport.gate.samenhang.sources import Bronnen


def reserves(bronnen: Bronnen) -> str:
    """Per reserve whether its begin, what came in and what went out give another end than it has (`sluit_niet_aan`)."""
    del bronnen
    left = "stand_begin + toevoegingen - onttrekkingen - stand_einde"
    return f"""
        SELECT regelnummer, 'reserves' AS dataset,
            CASE WHEN {left} <> 0 THEN 1 WHEN {left} = 0 THEN 0 END AS sluit_niet_aan
        FROM reserves
    """
