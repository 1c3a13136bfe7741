"""Ages of the population beside last year's: a column of counts that slipped some ages up or down."""

from collections.abc import Iterator, Mapping

from sdreport.gate.samenhang.sources import VORIG, Bronnen

STAPPEN = 6
"""Ages that a column may have slipped by."""
EERLIJK = (0, 1)
"""Years between ages that are alike in two years: people are a year older, or an estimate was brought up to date."""
VAN, TOT = 10, 79
"""Ages that are compared; of the youngest and oldest many come and go."""
KEER, PAST = 3, 0.05
"""Times that the counts fit better when they slipped, and the share of inhabitants that may then still be elsewhere."""
Aantallen = Mapping[str, Mapping[int, float]]


def find_slipped(bronnen: Bronnen) -> Iterator[str]:
    """The sexes of which the count of this year is last year's at other ages."""
    if "bevolking" not in bronnen.vorige:
        return
    nu = _count(bronnen, "bevolking", bronnen.jaar)
    toen = _count(bronnen, f"{VORIG}bevolking", bronnen.jaar - 1)
    for sex in sorted(nu.keys() & toen.keys()):
        away = {step: _compare(nu[sex], toen[sex], step) for step in range(-STAPPEN, STAPPEN + 1)}
        best = min(away.values())
        if best <= PAST and best * KEER < min(away[step] for step in EERLIJK):
            yield sex


def _count(bronnen: Bronnen, table: str, jaar: int) -> Aantallen:
    rows = bronnen.werkbank.storage.execute(
        f"SELECT geslacht, leeftijd, CAST(sum(aantal) AS DOUBLE) FROM {table} WHERE soort = 'stand' AND jaar = {jaar}"
        " AND geslacht IS NOT NULL AND leeftijd IS NOT NULL GROUP BY ALL"
    )
    counts: dict[str, dict[int, float]] = {}
    for sex, age, many in rows:
        counts.setdefault(str(sex), {})[int(age)] = float(many or 0)
    return counts


def _compare(nu: Mapping[int, float], toen: Mapping[int, float], step: int) -> float:
    """The share of inhabitants that have another age, when everybody is so much older than last year."""
    ages = [age for age in range(VAN, TOT + 1) if age in nu and age - step in toen]
    total = sum(nu[age] for age in ages)
    return sum(abs(nu[age] - toen[age - step]) for age in ages) / total if total else 1.0
