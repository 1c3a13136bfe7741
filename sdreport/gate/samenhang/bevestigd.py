"""Lines of which another source says the same: of all that have a value too often, these are not at fault."""

from collections.abc import Iterator

from sdreport.gate.samenhang.personen.toewijzingen import ONBEKEND, PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen

NUMMERS = {"toewijzingen": "toewijzingnummer", "uitkeringen": "uitkeringsnummer"}
"""Extracts of what goes on from year to year, with its number."""
BLIJFT = ("geboortejaar", "geslacht")
"""Columns that say the same of a person in every extract and year."""
VAN_INWONER = {"toewijzingen": (*BLIJFT, "wijk"), "uitkeringen": BLIJFT, "inkomensondersteuning": BLIJFT}
"""Columns that are about a person: most say next year what they say now."""
VRIJWEL_ALLE = 0.9
"""When others say the same of more lines, what is wrong is so everywhere, and no line is better than another."""


def doubt(bronnen: Bronnen, slug: str, column: str, where: str) -> str:
    """The test `where` on an extract without the lines that another extract, or last year's, confirms.

    These are the lines of the same person or record with the same value. All stay when nearly all are confirmed.
    """
    sources = list(_confirm(bronnen, slug, column))
    if not sources:
        return where
    confirmed = f"regelnummer IN ({' UNION ALL '.join(sources)})"
    ((every, sure),) = bronnen.werkbank.storage.execute(
        f"SELECT count(*), count(*) FILTER ({confirmed}) FROM {slug} WHERE {where}"
    )
    return f"{where} AND NOT {confirmed}" if sure <= VRIJWEL_ALLE * every else where


def _confirm(bronnen: Bronnen, slug: str, column: str) -> Iterator[str]:
    ways = []
    if slug in bronnen.vorige and slug in NUMMERS:
        ways.append((f"{VORIG}{slug}", NUMMERS[slug]))
    if column in VAN_INWONER.get(slug, ()):
        ways += [(f"{VORIG}{slug}", "clientnummer")] if slug in bronnen.vorige else []
        others = [one for one in PERSONEN if one != slug and bronnen.has(one) and column in BLIJFT]
        ways += [(one, "clientnummer") for one in others]
    for table, key in ways:
        yield (
            f"SELECT nu.regelnummer FROM {slug} nu JOIN {table} v ON nu.{key} = v.{key}"
            f" AND CAST(nu.{column} AS VARCHAR) = CAST(v.{column} AS VARCHAR)"
            f" AND CAST(nu.{column} AS VARCHAR) <> '{ONBEKEND}'"
        )
