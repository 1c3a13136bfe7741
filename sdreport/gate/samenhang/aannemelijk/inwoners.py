"""The population beside itself and last year's: another municipality, men copied to women, another year's forecast."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdreport.gate.samenhang.jaren.vorig_jaar import last_year
from sdreport.gate.samenhang.personen.begrippen import flag
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.large.cast_sql import quote

GROEPEN = {"0-17": (0, 17), "18-64": (18, 64), "65-plus": (65, 120)}
LEEFTIJDSGROEP = (
    f"CASE {' '.join(f'WHEN leeftijd <= {high} THEN {quote(name)}' for name, (_, high) in list(GROEPEN.items())[:-1])}"
    f" ELSE {quote(list(GROEPEN)[-1])} END"
)
"""The group of an age; the oldest group has no end."""
TOTAAL = "totaal"
SINDS, PER_JAAR = "sinds vorig jaar", "per jaar"
WIJKEN_PCT = 1.0
"""How far the wijken of an age group together may be from the municipality, counted on another day."""
GELIJK = 0.5
"""Share of the numbers that can hardly be equal by chance."""
GENOEG = 20
ACHTEREEN, VEEL = 8, 20
"""Ages in a row with the same number, of so many inhabitants at least: by chance less than once in a billion."""
OUD = 80
"""Age from which there are more women than men in every municipality."""
DEEL, LEEFTIJDEN = 0.25, 20
"""More of a sex than so much has no age, where there are so many ages: then it is the sum of several."""

STAPPEN = 6
"""Ages that a column may have slipped by."""
EERLIJK = (0, 1)
"""Years between ages that are alike in two years: people are a year older, or an estimate was brought up to date."""
VAN, TOT = 10, 79
"""Ages that are compared; of the youngest and oldest many come and go."""
KEER, PAST = 3, 0.05
"""Times that the counts fit better when they slipped, and the share of inhabitants that may then still be elsewhere."""


@dataclass(frozen=True)
class Groepsverschil:
    """The change of an age group in percent: of the count or of a forecast, since last year or a year since the count
    (`naast`).
    """

    soort: str
    jaar: int
    groep: str
    naast: str
    verschil_pct: float

    @property
    def over(self) -> str:
        """What changed, in words."""
        forecast = f", prognose {self.jaar}" if self.soort == "prognose" else ""
        return f"{self.groep}{forecast}, {self.naast}"


def inwoners(bronnen: Bronnen) -> str:
    """Per line whether it was copied: of women from men, or of forecast and count one from the other (`gekopieerd`; see
    `_copy_of_two`); whether it is the sum of others (`opgeteld`); whether it is of a year in which among the old there
    are fewer women than men (`verwisseld`; see `_swapped`); whether the counts of its sex slipped to other ages since
    last year (`verschoven`); and per age group how far it is in percent from last year's, or a forecast a year from the
    count (`verschil_pct`, line 0, and if all are too far the lines).
    """
    changes = list(_changes(bronnen))
    copied = bronnen.werkbank.add_table(
        "inwoners_gekopieerd", " UNION ".join(_copies(_copy_of_two(bronnen, changes)))
    )
    sums_of = (
        f"SELECT regelnummer FROM bevolking WHERE aantal >= {VEEL} WINDOW kant AS (PARTITION BY jaar, soort, geslacht)"
        f" QUALIFY count(*) OVER kant >= {LEEFTIJDEN} AND aantal > {DEEL} * sum(aantal) OVER kant"
    )
    swapped = bronnen.werkbank.add_table("inwoners_verwisseld", _swapped(sums_of))
    slipped = ", ".join(map(quote, find_slipped(bronnen))) or "NULL"
    compared = flag(f"b.geslacht IN ({slipped})") if "bevolking" in bronnen.vorige else "NULL"
    lines = f"""
        SELECT b.regelnummer, 'bevolking' AS dataset, CAST(NULL AS VARCHAR) AS onderwerp,
            CASE WHEN b.regelnummer IN (SELECT regelnummer FROM {copied}) THEN 1 ELSE 0 END AS gekopieerd,
            CASE WHEN b.regelnummer IN ({sums_of}) THEN 1 ELSE 0 END AS opgeteld,
            CASE WHEN b.regelnummer IN (SELECT regelnummer FROM {swapped}) THEN 1 ELSE 0 END AS verwisseld,
            CASE WHEN b.soort = 'stand' AND b.jaar = {bronnen.jaar} THEN {compared} END AS verschoven,
            CAST(NULL AS DOUBLE) AS verschil_pct
        FROM bevolking b
    """
    sums = [
        f"SELECT 0, 'bevolking', {quote(item.over)}, NULL, NULL, NULL, NULL, {item.verschil_pct}"
        for item in changes
    ]
    wrong = " OR ".join(_find_whole(changes, bronnen.toleranties.inwoners_pct))
    if wrong:
        worst = max(item.verschil_pct for item in changes)
        sums.append(
            f"SELECT regelnummer, 'bevolking', NULL, NULL, NULL, NULL, NULL, {worst} FROM bevolking WHERE {wrong}"
        )
    return " UNION ALL ".join([lines, *sums])


def _swapped(sums: str) -> str:
    """The lines of a year in which there are more old men than women; where there are more boys than girls, as
    everywhere, only those of the oldest group.
    """
    rows = f"(SELECT * FROM bevolking WHERE regelnummer NOT IN ({sums}))"
    young = _more_men(f"leeftijd <= {GROEPEN['0-17'][1]}")
    wrong = (
        f"SELECT jaar, soort, coalesce({young}, false) AS jong_goed"
        f" FROM {rows} GROUP BY ALL HAVING {_more_men(f'leeftijd >= {OUD}')}"
    )
    oldest = f"b.leeftijd >= {GROEPEN['65-plus'][0]}"
    return (
        f"SELECT regelnummer FROM {rows} b JOIN ({wrong}) USING (jaar, soort) WHERE {oldest} OR NOT jong_goed"
    )


def _more_men(ages: str) -> str:
    """That there are more men than women of these ages; unknown where one of both is not there."""
    men, women = (f"sum(aantal) FILTER (WHERE geslacht = '{sex}' AND {ages})" for sex in "12")
    return f"{men} > {women}"


def _find_whole(changes: Sequence[Groepsverschil], margin: float) -> Iterator[str]:
    """The lines of a count or a forecast of which every age group is far off; of a forecast beside the count not where
    the count is.
    """
    far = [item for item in changes if item.verschil_pct > margin]
    count_is_off = any(item.soort == "stand" for item in far)
    whole = Counter((item.soort, item.jaar, item.naast) for item in far if item.groep != TOTAAL)
    for (soort, jaar, naast), many in whole.items():
        if many == len(GROEPEN) and (naast == SINDS or not count_is_off):
            yield f"(soort = '{soort}' AND jaar = {jaar})"


def _copy_of_two(bronnen: Bronnen, changes: Sequence[Groepsverschil]) -> str:
    """Which one is the copy of count and forecast: the count where it does not fit last year's or the wijken."""
    margin = bronnen.toleranties.inwoners_pct
    if any(item.verschil_pct > margin for item in changes if item.soort == "stand"):
        return "stand"
    if bronnen.has("wijkbevolking"):
        nu = _count(bronnen, "bevolking", "stand").get(bronnen.jaar, {})
        rows = bronnen.werkbank.storage.execute(
            "SELECT leeftijdsgroep, CAST(sum(aantal) AS DOUBLE) FROM wijkbevolking GROUP BY ALL"
        )
        pairs = [(nu[str(groep)], float(aantal)) for groep, aantal in rows if aantal and nu.get(str(groep))]
        if any(abs(own / wijken - 1) * 100 > WIJKEN_PCT for own, wijken in pairs):
            return "stand"
    return "prognose"


def _copies(copy: str) -> Iterator[str]:
    """The lines of women that are those of men, and of count and forecast those of the `copy` that are the other's:
    most of them, or of ages in a row.
    """
    source = "stand" if copy == "prognose" else "prognose"
    pairs = {
        "one.jaar = other.jaar AND one.soort = other.soort AND one.geslacht = '2' AND other.geslacht = '1'",
        f"one.soort = '{copy}' AND other.soort = '{source}' AND one.geslacht = other.geslacht",
    }
    for pair in sorted(pairs):
        of_a_sex = "one.jaar, one.soort, other.jaar, one.geslacht"
        beside = (
            f"SELECT one.*, one.aantal = other.aantal AS gelijk, dense_rank() OVER (ORDER BY {of_a_sex}) AS groep"
            f" FROM bevolking one JOIN bevolking other ON one.leeftijd = other.leeftijd AND {pair}"
        )
        runs = (
            f"SELECT *, leeftijd - row_number() OVER (PARTITION BY groep, gelijk ORDER BY leeftijd) AS reeks,"
            f" count(*) FILTER (WHERE gelijk) OVER g AS keer, count(*) OVER g AS alle FROM ({beside})"
            " WINDOW g AS (PARTITION BY groep)"
        )
        yield (
            f"SELECT regelnummer FROM ({runs}) WHERE gelijk QUALIFY keer > greatest({GELIJK} * alle, {GENOEG})"
            f" OR count(*) FILTER (WHERE aantal >= {VEEL}) OVER (PARTITION BY groep, reeks) >= {ACHTEREEN}"
        )


def _changes(bronnen: Bronnen) -> Iterator[Groepsverschil]:
    """Per age group the change since last year; of each forecast that a year since the count, and that since the
    forecast of last year's extract.
    """
    nu = _count(bronnen, "bevolking", "stand").get(bronnen.jaar, {})
    before = {
        getal.uitsplitsing["leeftijd"]: getal.waarde or 0.0
        for getal in last_year(bronnen).values()
        if getal.indicator == "inwoners" and "leeftijd" in getal.uitsplitsing
    }
    if not before and "bevolking" in bronnen.vorige:
        before = _count(bronnen, f"{VORIG}bevolking", "stand").get(bronnen.jaar - 1, {})
    for groep in sorted(nu.keys() & before.keys()):
        if before[groep] > 0:
            pct = _yearly_pct(nu[groep], before[groep], 1)
            yield Groepsverschil("stand", bronnen.jaar, groep, SINDS, pct)
    forecasts = _count(bronnen, "bevolking", "prognose")
    yield from _changed_forecasts(bronnen, forecasts)
    for jaar, later in sorted(forecasts.items()):
        for groep in sorted(nu.keys() & later.keys()):
            if jaar > bronnen.jaar and nu[groep] > 0 and later[groep] > 0:
                pct = _yearly_pct(later[groep], nu[groep], jaar - bronnen.jaar)
                yield Groepsverschil("prognose", jaar, groep, PER_JAAR, pct)


def _changed_forecasts(
    bronnen: Bronnen, forecasts: Mapping[int, Mapping[str, float]]
) -> Iterator[Groepsverschil]:
    """Per age group the change of the last forecast since that of last year's extract, a year between both."""
    before = _count(bronnen, f"{VORIG}bevolking", "prognose") if "bevolking" in bronnen.vorige else {}
    if not forecasts or not before:
        return
    nu, toen = max(forecasts), max(before)
    for groep in sorted(forecasts[nu].keys() & before[toen].keys()):
        if forecasts[nu][groep] > 0 and before[toen][groep] > 0:
            pct = _yearly_pct(forecasts[nu][groep], before[toen][groep], max(1, nu - toen))
            yield Groepsverschil("prognose", nu, groep, SINDS, pct)


def _yearly_pct(nu: float, toen: float, jaren: int) -> float:
    """How much a number changes a year, up or down, in percent."""
    growth: float = (nu / toen) ** (1 / jaren) - 1
    return round(abs(growth) * 100, 2)


def _count(bronnen: Bronnen, table: str, soort: str) -> dict[int, dict[str, float]]:
    """Per year the number of inhabitants in each age group and in all."""
    asked = ", ".join(
        f"coalesce(sum(aantal) FILTER (WHERE leeftijd BETWEEN {low} AND {high}), 0)"
        for low, high in GROEPEN.values()
    )
    rows = bronnen.werkbank.storage.execute(
        f"SELECT jaar, {asked}, coalesce(sum(aantal), 0) FROM {table} WHERE soort = '{soort}' AND jaar IS NOT NULL"
        " GROUP BY jaar"
    )
    return {
        int(jaar): dict(zip((*GROEPEN, TOTAAL), map(float, counts), strict=True)) for jaar, *counts in rows
    }


def find_slipped(bronnen: Bronnen) -> Iterator[str]:
    """The sexes of which the count of this year is last year's at other ages."""
    if "bevolking" not in bronnen.vorige:
        return
    nu = _count_ages(bronnen, "bevolking", bronnen.jaar)
    toen = _count_ages(bronnen, f"{VORIG}bevolking", bronnen.jaar - 1)
    for sex in sorted(nu.keys() & toen.keys()):
        away = {step: _compare_ages(nu[sex], toen[sex], step) for step in range(-STAPPEN, STAPPEN + 1)}
        best = min(away.values())
        if best <= PAST and best * KEER < min(away[step] for step in EERLIJK):
            yield sex


def _count_ages(bronnen: Bronnen, table: str, jaar: int) -> dict[str, dict[int, float]]:
    rows = bronnen.werkbank.storage.execute(
        f"SELECT geslacht, leeftijd, CAST(sum(aantal) AS DOUBLE) FROM {table} WHERE soort = 'stand' AND jaar = {jaar}"
        " AND geslacht IS NOT NULL AND leeftijd IS NOT NULL GROUP BY ALL"
    )
    counts: dict[str, dict[int, float]] = {}
    for sex, age, many in rows:
        counts.setdefault(str(sex), {})[int(age)] = float(many or 0)
    return counts


def _compare_ages(nu: Mapping[int, float], toen: Mapping[int, float], step: int) -> float:
    """The share of inhabitants that have another age, when everybody is so much older than last year."""
    ages = [age for age in range(VAN, TOT + 1) if age in nu and age - step in toen]
    total = sum(nu[age] for age in ages)
    return sum(abs(nu[age] - toen[age - step]) for age in ages) / total if total else 1.0
