"""Persons of whom one record says that they died, beside their other records."""

from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.meaning import BEGIN, EINDE

OVERLEDEN_ZORG, OVERLEDEN_UITKERING = "02", "04"
"""Reasons of ending that mean death: in WMO588 and JZ588, and in the BUS of the CBS (kenmerk 34)."""
NASLEEP = 31
"""Days after a death in which what ran is still wound up."""
NOOIT = "DATE '9999-12-31'"
LEVENS = {
    "toewijzingen": f"""
        SELECT regelnummer, 'toewijzingen' AS dataset, clientnummer, {BEGIN} AS van, coalesce({EINDE}, {NOOIT}) AS tot,
            CASE WHEN reden_beeindiging = '{OVERLEDEN_ZORG}' THEN {EINDE} END AS dood FROM toewijzingen
    """,
    "uitkeringen": f"""
        SELECT regelnummer, 'uitkeringen', clientnummer, begindatum, coalesce(einddatum, {NOOIT}),
            CASE WHEN reden_beeindiging = '{OVERLEDEN_UITKERING}' THEN einddatum END FROM uitkeringen
        UNION ALL
        SELECT regelnummer, 'uitkeringen', partner_clientnummer, begindatum, coalesce(einddatum, {NOOIT}), NULL
        FROM uitkeringen WHERE partner_clientnummer IS NOT NULL
    """,
    "inkomensondersteuning": """
        SELECT regelnummer, 'inkomensondersteuning', clientnummer, datum, datum, NULL FROM inkomensondersteuning
    """,
}
"""Per extract what it says of a person's time: from and until when, and the day of death where a record has it."""


def overlijden(bronnen: Bronnen) -> str:
    """Per record of a person whether it contradicts a death: it goes on long after, or it says so while others go on.

    Nobody can tell which of the two is wrong, so both are named.
    """
    parts = [LEVENS[slug] for slug in PERSONEN if bronnen.has(slug)]
    if not parts:
        return "SELECT 0 AS regelnummer, '' AS dataset, 0 AS na_overlijden WHERE false"
    bank = bronnen.werkbank
    levens = bank.add_view(
        "levens",
        f"SELECT regelnummer, dataset, clientnummer, van, tot, dood FROM ({' UNION ALL '.join(parts)})",
    )
    doden = bank.add_table(
        "overledenen",
        f"SELECT clientnummer, min(dood) + {NASLEEP} AS dag FROM {levens}"
        " WHERE dood IS NOT NULL AND clientnummer IS NOT NULL GROUP BY clientnummer",
    )
    levend = bank.add_table(
        "overledenen_levend",
        f"SELECT DISTINCT clientnummer FROM {levens} JOIN {doden} USING (clientnummer)"
        " WHERE greatest(van, tot) > dag",
    )
    wrong = "w.clientnummer IS NOT NULL AND (l.dood IS NOT NULL OR greatest(l.van, l.tot) > d.dag)"
    return f"""
        SELECT l.regelnummer, l.dataset, CASE WHEN l.clientnummer IS NOT NULL THEN {flag(wrong)} END AS na_overlijden
        FROM {levens} l LEFT JOIN {doden} d USING (clientnummer) LEFT JOIN {levend} w USING (clientnummer)
    """
