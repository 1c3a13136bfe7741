"""Ages that do not go with what a record says: nobody is that old, or gets that at such an age."""

from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import sql_date

OUDSTE = 105
"""In years; a few inhabitants of the whole country are older (CBS, bevolking naar leeftijd)."""
VOLWASSEN = 18
IOAW_VANAF = 50
"""Age from which one can have lost work for an IOAW or IOAZ (IOAW, article 2)."""
AOW = 67
"""In years from 2024 on, and less before that (Algemene Ouderdomswet, article 7a)."""
AOW_LATER = 2028
"""The first year in which it is some months more."""
AOW_BEREIKT, AOW_EERST, PARTNER_OUDER = "03", 65, 15
"""The reason of an end by reaching the pension age (BUS, kenmerk 34), which was never below these years; and how much
younger who applied may be where couples were not delivered and it can be the partner's.
"""


def leeftijden(bronnen: Bronnen) -> str:
    """Per record of a person whether that age is impossible (`te_oud`), too young to apply or to be the partner in an
    uitkering (`kind`), or, of an uitkering, past pension age on its last day in the year (`boven_aow`), below that of
    an IOAW (`te_jong_ioaw`) or ended by a pension age that was not reached (`te_jong_aow`).

    Ages are those of a whole year, so one reaches the pension age within the year that is counted.
    """
    jaar, end = bronnen.jaar, sql_date(bronnen.einde)
    old = f"CASE WHEN geboortejaar IS NOT NULL THEN {flag(f'{jaar} - geboortejaar > {OUDSTE}')} END"
    pension = AOW + int(jaar >= AOW_LATER)
    last = f"least(coalesce(einddatum, {end}), {end})"
    certain = f"CASE WHEN {last} = {end} THEN {pension} ELSE {pension + 1} END"
    over = f"CASE WHEN geboortejaar IS NOT NULL THEN {flag(f'year({last}) - geboortejaar >= {certain}')} END"
    ioaw = flag(f"year(begindatum) - geboortejaar < {IOAW_VANAF}")
    alone = "partner_clientnummer" not in bronnen.niet_geleverd.get("uitkeringen", ())
    pensioned = flag(f"year(einddatum) - geboortejaar < {AOW_EERST if alone else AOW_EERST - PARTNER_OUDER}")
    child, partner = (
        f"CASE WHEN {column} IS NOT NULL THEN {flag(f'{jaar} - {column} < {VOLWASSEN}')} END"
        for column in ("geboortejaar", "partner_geboortejaar")
    )
    own = {
        "toewijzingen": "NULL, NULL, NULL, NULL",
        "uitkeringen": f"{partner}, {over}, CASE WHEN regeling IN ('IOAW', 'IOAZ') THEN {ioaw} END,"
        f" CASE WHEN reden_beeindiging = '{AOW_BEREIKT}' AND partner_clientnummer IS NULL THEN {pensioned} END",
        "inkomensondersteuning": f"{child}, NULL, NULL, NULL",
    }
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, 0 AS te_oud, 0 AS kind, 0 AS boven_aow, 0 AS te_jong_ioaw,"
        " 0 AS te_jong_aow WHERE false",
        *(
            f"SELECT regelnummer, '{slug}', {old}, {own[slug]} FROM {slug}"
            for slug in PERSONEN
            if bronnen.has(slug)
        ),
    ]
    return " UNION ALL ".join(parts)
