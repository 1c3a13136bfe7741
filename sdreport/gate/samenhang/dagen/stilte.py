"""Weeks without anything: the part of the year that a filter or a delivery of a few months leaves out.

Days are counted, not records: much may come on one day, and then nothing for a while.
"""

from collections.abc import Iterator
from itertools import pairwise

from sdreport.gate.samenhang.aannemelijk.toeval import SAMEN_KANS
from sdreport.gate.samenhang.dagen.opeenhoping import of
from sdreport.gate.samenhang.jaren.vorig_jaar import last_year
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import sql_date
from sdreport.register.cijfer import make_adres
from sdreport.register.structuur import TOTAAL

DAGEN = {
    "toewijzingen": ("ingangsdatum", "werkelijke_einddatum"),
    "uitkeringen": ("begindatum", "einddatum"),
    "bezwaarschriften": ("ontvangstdatum",),
}
"""Days on which something came in, began or ended, all through the year; `verdelingen` tells a month without grants."""
GEPUBLICEERD = {"bezwaarschriften": make_adres("bezwaarschriften", (TOTAAL, TOTAAL))}
"""What was published of the days of an extract, for a year of which it is not there."""
LANG = 31
"""Days without anything from which these are worth a look: what comes once a month is no part of a year."""
DAGEN_IN_JAAR = 365


def find_silences(bronnen: Bronnen) -> Iterator[str]:
    """Per column a row, with `stil` 1 and in words how long, when chance does not explain the longest silence."""
    vergelijkingen = sum(len(columns) for slug, columns in DAGEN.items() if bronnen.has(slug))
    for slug, columns in DAGEN.items():
        for column in columns if bronnen.has(slug) else ():
            about = _find_silence(bronnen, slug, column, SAMEN_KANS / vergelijkingen)
            yield f"SELECT 0 AS regelnummer, {of(slug, column)}, {int(bool(about))} AS stil, '{about}' AS onderwerp"


def _find_silence(bronnen: Bronnen, slug: str, column: str, kans: float) -> str:
    """The longest silence, when that many days with something leave one so long less often than `kans`."""
    begin, end = bronnen.begin.date(), min(bronnen.einde.date(), bronnen.peildatum)
    of_year = f"FROM {{}} WHERE {column} BETWEEN {{}} AND {{}}"
    ask, own = bronnen.werkbank.storage.execute, of_year.format(slug, sql_date(begin), sql_date(end))
    days = [day.toordinal() for (day,) in ask(f"SELECT DISTINCT {column} {own} ORDER BY 1")]
    edges = [begin.toordinal() - 1, *days, end.toordinal() + 1]
    longest, since = max((later - day - 1, day + 1) for day, later in pairwise(edges))
    if not days or longest < LANG:
        return ""
    usual = max(len(days), _count_last_year(bronnen, slug, column))
    places = 2 if since in (edges[0] + 1, edges[-2] + 1) else usual
    if places * (1 - longest / DAGEN_IN_JAAR) ** usual >= kans:
        return ""
    return f"{column}: {longest} dagen zonder regel, vanaf {begin.fromordinal(since):%d-%m-%Y}"


def _count_last_year(bronnen: Bronnen, slug: str, column: str) -> int:
    """The days with something in last year's extract, or the number of them that was published."""
    if slug in bronnen.vorige:
        asked = (
            f"SELECT count(DISTINCT {column}) FROM {VORIG}{slug} WHERE year({column}) = {bronnen.jaar - 1}"
        )
        return int(bronnen.werkbank.storage.execute(asked)[0][0])
    published = last_year(bronnen).get(GEPUBLICEERD.get(slug, ""))
    return int(published.waarde) if published and published.waarde else 0
