"""Who the persons in extracts are, beside the population: sexes that were swapped, birth years that were rounded."""

from collections.abc import Iterator, Sequence
from math import inf

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share
from sdreport.gate.samenhang.aannemelijk.verdeling import percent
from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.personen.toewijzingen import PERSONEN
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

VROUW, MAN = "2", "1"
GROEPEN = (
    ("Wmo", 75, 120, VROUW, "vrouwen van 75 jaar en ouder"),
    ("Jeugdwet", 0, 11, MAN, "jongens tot 12 jaar"),
)
"""Who use the support of a law at least as often as their share of the population (CBS, Wmo- en jeugdhulpgebruik)."""
DELEN = {
    "toewijzingen": ("wet || ' ' || productcategorie", "wet || ' ' || aanbieder"),
    "uitkeringen": ("regeling",),
    "inkomensondersteuning": ("soort", "kostensoort"),
}
"""The parts of an extract that both sexes have, with each what it is in words."""
BIJNA_GEEN = 0.02
"""The share of a sex in a part of an extract that is as good as none: a few were put right."""
GENOEG = 100
DELERS = (10, 2)
"""Whole numbers that years are rounded to; where the first shows, the second says nothing new."""
KEER, RUIM = 3, 10
"""Times what the years beside it have, and so many persons beyond it, from which one birth year was filled in."""
ROND = 0.15
"""Share of birth years beyond chance that may end in one digit: generations are not of one size."""


def demografie(bronnen: Bronnen) -> str:
    """Per law whether a sex is there less than its share of the population and chance explain (`te_weinig`, line 0,
    and if so the lines of those ages), and per extract the lines with birth years that end in a digit too often, or
    with one that many more have than the years beside it (`afgerond`); not where another source says so too. Also the
    lines of a part of an extract that has but one sex, where the rest has both (`een_geslacht`).
    """
    parts = [
        "SELECT 0 AS regelnummer, '' AS dataset, '' AS kolom, '' AS onderwerp, 0 AS te_weinig, 0 AS afgerond,"
        " 0 AS een_geslacht WHERE false"
    ]
    one_sex = {slug: list(_find_one_sex(bronnen, slug)) for slug in filter(bronnen.has, PERSONEN)}
    parts += _sexes(bronnen, one_sex.get("toewijzingen", []))
    for slug, tests in one_sex.items():
        parts += [*_rounded(bronnen, slug), _filled_in(bronnen, slug)]
        about = f"'{slug}' AS dataset, 'geslacht' AS kolom"
        parts.append(f"SELECT 0 AS regelnummer, {about}, 0 AS een_geslacht")
        parts += [
            f"SELECT regelnummer, {about}, 1 AS een_geslacht FROM {slug} WHERE {doubt(bronnen, slug, 'geslacht', test)}"
            for test in tests
        ]
    return " UNION ALL BY NAME ".join(parts)


def _sexes(bronnen: Bronnen, one_sex: Sequence[str]) -> Iterator[str]:
    """The sexes of a law and age beside the population, without the lines that meet a test of `one_sex`."""
    if not bronnen.has("bevolking", "toewijzingen"):
        return
    for wet, low, high, sex, name in GROEPEN:
        ask = bronnen.werkbank.storage.execute
        such_lines = (
            f"FROM toewijzingen WHERE wet = '{wet}' AND geslacht IN ('{VROUW}', '{MAN}')"
            f" AND {bronnen.jaar} - geboortejaar BETWEEN {low} AND {high}"
            f" AND NOT coalesce({' OR '.join(f'({test})' for test in one_sex) or 'false'}, false)"
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
            too_few = own < least * total
            told = f"'toewijzingen' AS dataset, 'geslacht' AS kolom, {quote(about)} AS onderwerp"
            yield f"SELECT 0 AS regelnummer, {told}, {int(too_few)} AS te_weinig"
            if too_few:
                yield f"SELECT regelnummer, {told}, 1 AS te_weinig {such_lines}"


def _law(slug: str) -> str:
    return "wet" if slug == "toewijzingen" else "''"


def _find_one_sex(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """The tests on lines of parts with hardly anybody of a sex, that chance does not explain beside the rest of their
    law; not where last year's extract has it too.
    """
    ask, law = bronnen.werkbank.storage.execute, _law(slug)
    for part in DELEN[slug]:
        counted = (
            f"SELECT wet, deel, count(clientnummer) FILTER (geslacht = '{VROUW}'),"
            f" count(clientnummer) FILTER (geslacht = '{MAN}') FROM"
            f" (SELECT DISTINCT {law} AS wet, {part} AS deel, clientnummer, geslacht FROM {{}})"
            " GROUP BY ALL ORDER BY ALL"
        )
        rows = ask(counted.format(slug))
        before = ask(counted.format(f"{VORIG}{slug}")) if slug in bronnen.vorige else []
        was_so = {deel for _, deel, *counts in before if min(counts) <= BIJNA_GEEN * sum(counts)}
        for wet, deel, *counts in rows:
            if deel is None or deel in was_so or min(counts) > BIJNA_GEEN * sum(counts):
                continue
            others = [own for one, other, *own in rows if one == wet and other != deel]
            rest = [sum(own[place] for own in others) for place in range(2)]
            sex = (VROUW, MAN)[counts.index(max(counts))]
            if not _explains(counts, rest, bronnen.toleranties.toeval_kans):
                yield f"{part} = {quote(str(deel))} AND geslacht = '{sex}'"


def _explains(counts: Sequence[int], rest: Sequence[int], kans: float) -> bool:
    """Whether chance explains how few there are of the sex that hardly anybody has, beside its share of the rest."""
    few, total = counts.index(min(counts)), sum(counts)
    if not total or not sum(rest):
        return True
    least, _ = explain_share(rest[few] / sum(rest), total, sum(rest), kans)
    return counts[few] >= least * total


def _rounded(bronnen: Bronnen, slug: str) -> Iterator[str]:
    """What is left of birth years by ten, and by two, each as likely as another: of a law, or of a whole extract."""
    about, law = f"'{slug}' AS dataset, 'geboortejaar' AS kolom", _law(slug)
    yield f"SELECT 0 AS regelnummer, {about}, 0 AS afgerond"
    told: set[str] = set()
    for number in DELERS:
        counts = bronnen.werkbank.storage.execute(
            "SELECT *, sum(keer) OVER (PARTITION BY deel) FROM (SELECT"
            f" {law} AS deel, geboortejaar % {number} AS rest, count(DISTINCT clientnummer) AS keer FROM {slug}"
            " WHERE geboortejaar IS NOT NULL GROUP BY ALL) WHERE deel IS NOT NULL ORDER BY ALL"
        )
        wrong = []
        for wet, rest, count, total in counts:
            _, most = explain_share(1 / number, float(total), inf, bronnen.toleranties.toeval_kans)
            if wet not in told and total >= GENOEG and count > (most + ROND) * float(total):
                wrong.append((wet, rest))
        for wet, rest in wrong:
            test = f"{law} = {quote(wet)} AND geboortejaar % {number} = {rest}"
            doubted = doubt(bronnen, slug, "geboortejaar", test)
            yield f"SELECT regelnummer, {about}, 1 AS afgerond FROM {slug} WHERE {doubted}"
        told |= {wet for wet, _ in wrong}


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
    return f"SELECT regelnummer, '{slug}' AS dataset, 'geboortejaar' AS kolom, 1 AS afgerond FROM {slug} WHERE {filled}"
