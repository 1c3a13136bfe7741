"""Who the persons in extracts are, beside the population: sexes that were swapped, birth years that were rounded."""

from collections.abc import Iterator
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.aannemelijk.verdeling import percent
from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.large.cast_sql import quote

VROUW, MAN = "2", "1"
GROEPEN = (
    ("Wmo", 75, 120, VROUW, "vrouwen van 75 jaar en ouder"),
    ("Jeugdwet", 0, 11, MAN, "jongens tot 12 jaar"),
)
"""Who use the support of a law at least as often as their share of the population (CBS, Wmo- en jeugdhulpgebruik)."""
GENOEG = 100
CIJFERS = 10
KEER, RUIM = 3, 10
"""Times what the years beside it have, and so many persons beyond it, from which one birth year was filled in."""
ROND = 0.15
"""Share of birth years beyond chance that may end in one digit: generations are not of one size."""


def demografie(bronnen: Bronnen) -> str:
    """Per law whether a sex is there less than its share of the population and chance explain (`te_weinig`, line 0,
    and if so the lines of those ages), and per extract the lines with birth years that end in a digit too often, or
    with one that many more have than the years beside it (`afgerond`); not where another source says so too.
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS onderwerp, 0 AS te_weinig, 0 AS afgerond"
        " WHERE false"
    ]
    parts += _sexes(bronnen)
    for slug in PERSONEN:
        if bronnen.has(slug):
            parts += [*_rounded(bronnen, slug), _filled_in(bronnen, slug)]
    return " UNION ALL ".join(parts)


def _sexes(bronnen: Bronnen) -> Iterator[str]:
    if not bronnen.has("bevolking", "toewijzingen"):
        return
    for wet, low, high, sex, name in GROEPEN:
        ask = bronnen.werkbank.storage.execute
        such_lines = (
            f"FROM toewijzingen WHERE wet = '{wet}' AND geslacht IN ('{VROUW}', '{MAN}')"
            f" AND {bronnen.jaar} - geboortejaar BETWEEN {low} AND {high}"
        )
        ((total, own),) = ask(
            f"SELECT count(DISTINCT clientnummer), count(DISTINCT clientnummer) FILTER (WHERE geslacht = '{sex}')"
            f" {such_lines}"
        )
        ((everybody, such),) = ask(
            f"SELECT coalesce(sum(aantal), 0), coalesce(sum(aantal) FILTER (WHERE geslacht = '{sex}'), 0)"
            f" FROM bevolking WHERE soort = 'stand' AND jaar = {bronnen.jaar} AND leeftijd BETWEEN {low} AND {high}"
        )
        if total >= GENOEG and everybody:
            share = float(such) / float(everybody)
            least, _ = explain_share(share, total, inf, bronnen.toleranties.toeval_kans)
            about = (
                f"{wet}, {name}: {percent(own / total)}, waar zij {percent(share)} van de inwoners zijn"
                f" (toeval verklaart vanaf {percent(least)})"
            )
            told = f"'toewijzingen', 'geslacht', {quote(about)}, {int(own < least * total)}, NULL"
            yield f"SELECT 0, {told}"
            if own < least * total:
                yield f"SELECT regelnummer, {told} {such_lines}"


def _rounded(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """The digits in which birth years end, each as likely as another."""
    counts = bronnen.werkbank.storage.execute(
        f"SELECT geboortejaar % {CIJFERS}, count(DISTINCT clientnummer) FROM {slug}"
        " WHERE geboortejaar IS NOT NULL GROUP BY 1"
    )
    total = sum(count for _, count in counts)
    yield f"SELECT 0, '{slug}', 'geboortejaar', NULL, NULL, 0"
    if total < GENOEG:
        return
    _, most = explain_share(1 / CIJFERS, total, inf, bronnen.toleranties.toeval_kans)
    for digit, count in counts:
        if count > (most + ROND) * total:
            yield (
                f"SELECT regelnummer, '{slug}', 'geboortejaar', NULL, NULL, 1 FROM {slug}"
                f" WHERE {doubt(bronnen, slug, 'geboortejaar', f'geboortejaar % {CIJFERS} = {digit}')}"
            )


def _filled_in(bronnen: Bronnen, slug: str) -> str:
    """The lines with a birth year that far more have than the two years before and after it: a default."""
    beside = "generate_series(-2, 2)"
    counted = (
        f"SELECT geboortejaar AS jaar, count(DISTINCT clientnummer) AS keer FROM {slug}"
        " WHERE geboortejaar IS NOT NULL GROUP BY 1"
    )
    often = f"""
        SELECT a.jaar FROM ({counted}) a JOIN (SELECT jaar + unnest({beside}) AS naast, jaar, keer FROM ({counted})) b
            ON a.jaar = b.naast AND a.jaar <> b.jaar
        GROUP BY a.jaar, a.keer HAVING a.keer > {KEER} * sum(b.keer) / 4 + {RUIM} * sqrt(sum(b.keer) / 4) + {RUIM}
    """
    filled = doubt(bronnen, slug, "geboortejaar", f"geboortejaar IN ({often})")
    return f"SELECT regelnummer, '{slug}', 'geboortejaar', NULL, NULL, 1 FROM {slug} WHERE {filled}"
