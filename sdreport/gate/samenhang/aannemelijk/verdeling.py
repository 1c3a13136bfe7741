"""A distribution held against another: which values how many have, beside what is to be expected of them.

A `Verdeling` is one declared row: what is counted of an extract, by what and in which groups, and against what. Both
sides are counts per group and value, made in one pass each; shares are compared per group.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sdreport.gate.samenhang.aannemelijk.toeval import explain_share, none_by_chance
from sdreport.gate.samenhang.bevestigd import doubt
from sdreport.gate.samenhang.sources import VORIG, Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.cast_sql import quote
from sdreport.safe.dutch import to_dutch

HELFT = 0.5
"""What is missing counts as gone when chance does not even explain it at half the expected share."""
MEESTE_REGELS = 100_000
"""Lines of one value that are named at most."""
ANDERE = "een andere waarde"
KOLOMMEN = ["regelnummer", "dataset", "kolom", "onderwerp", "verschil_vorig_jaar", "verschil", "weg"]
Rij = tuple[int, str, str, str, float | None, float | None, float]


@dataclass(frozen=True)
class Tegen:
    """What a distribution is held against: `wat` in words, and a question for its counts, `groep, waarde, aantal`.

    The question may read any extract or reference table, and `{jaar}`; `nodig` are the extracts without which there is
    nothing to compare. `geteld` says that these are counts of the same kind of records, on which chance works too; else
    they are taken for exact, as those of a population are.
    """

    wat: str
    sql: str
    nodig: tuple[str, ...] = ()
    geteld: bool = False


@dataclass(frozen=True)
class Verdeling:
    """One comparison: of the records of `extract`, how many (`telt`) there are of each `waarde` in each `groep`.

    `wat` says so in words. `waarde`, `groep`, `waar` and `telt` are SQL on `uit`, in which `{jaar}` is the year and
    `{slug}` an extract: of this year and, without `tegen`, of last year too. `kolom` are the columns that a finding is
    about. `berekend`: the values are words of this rule and no field of a record, so that they may be told. `speling`
    is the distance in percentage points that is no news, beyond what holds for all comparisons; `weg_kans`, for an
    extract with few rows, the chance below which it is news that an expected value is gone.
    """

    wat: str
    extract: str
    kolom: str
    waarde: str
    groep: str = "''"
    waar: str = "true"
    telt: str = "count(*)"
    uit: str = ""
    tegen: Tegen | None = None
    berekend: bool = False
    speling: float = 0.0
    weg_kans: float = 0.0

    def count(self, jaar: int, vorig: bool = False) -> str:
        """The question for the counts of the year `jaar`; `vorig`: from last year's extracts."""
        names = {slug: f"{VORIG}{slug}" if vorig else slug for slug in DATASETS}
        asked = (
            f"SELECT {self.groep} AS groep, {self.waarde} AS waarde, {self.telt} AS aantal"
            f" FROM {self.uit or f'{{{self.extract}}}'} WHERE {self.waar} GROUP BY ALL"
        )
        return asked.format(jaar=jaar, **names)

    def list_lines(self, bronnen: Bronnen, groep: str, waarde: str) -> Iterator[int]:
        """The lines of this year with a value in a group, but for those that another source confirms."""
        such = (
            f"{self.waar} AND CAST({self.groep} AS VARCHAR) = {quote(groep)}"
            f" AND CAST({self.waarde} AS VARCHAR) = {quote(waarde)}"
        ).format(jaar=bronnen.jaar)
        such = doubt(bronnen, self.extract, self.waarde, such)
        asked = f"SELECT regelnummer FROM {self.extract} WHERE {such} ORDER BY 1 LIMIT {MEESTE_REGELS}"
        yield from (int(line) for (line,) in bronnen.werkbank.storage.execute(asked))

    def can_be_made(self, bronnen: Bronnen) -> bool:
        """Whether all that is counted is there."""
        if not bronnen.has(self.extract):
            return False
        if self.tegen is None:
            return self.extract in bronnen.vorige
        given = self.kolom not in bronnen.niet_geleverd.get(self.extract, ())
        return given and bronnen.has(*self.tegen.nodig)


def compare(verdelingen: tuple[Verdeling, ...], bronnen: Bronnen) -> pd.DataFrame:
    """Per distribution, group and value the distance from what is expected, 0 when chance explains it.

    In percentage points: `verschil_vorig_jaar` where it is held against last year's extract, else `verschil`; both are
    missing where there is nothing to compare with. `weg` is 1 for an expected value that nobody has. Of a value that
    more have who should not than who should, as of a default, the lines are there too.
    """
    known = _known_values(bronnen)
    rows = [
        row
        for verdeling in verdelingen
        if verdeling.can_be_made(bronnen)
        for row in _compare_one(verdeling, bronnen, known)
    ]
    return pd.DataFrame(rows, columns=KOLOMMEN).set_index("regelnummer")


def _compare_one(verdeling: Verdeling, bronnen: Bronnen, known: frozenset[str]) -> Iterator[Rij]:
    tegen = verdeling.tegen
    own = _ask(bronnen, verdeling.count(bronnen.jaar))
    before = verdeling.count(bronnen.jaar - 1, vorig=True)
    other = _ask(bronnen, before if tegen is None else tegen.sql.format(jaar=bronnen.jaar))
    exact = tegen is not None and not tegen.geteld
    for groep in sorted(own.keys() & other.keys()):
        nu, toen = own[groep], other[groep]
        total, base = sum(nu.values()), sum(toen.values())
        if total <= 0 or base <= 0:
            continue
        for waarde in sorted({*nu, *toen}):
            share, expected = nu.get(waarde, 0) / total, toen.get(waarde, 0) / base
            low, high = explain_share(
                expected, total, math.inf if exact else base, bronnen.toleranties.toeval_kans
            )
            apart = 0.0 if low <= share <= high else abs(share - expected) * 100
            apart = max(0.0, round(apart - verdeling.speling, 4))
            gone = not share and not none_by_chance(expected * HELFT, total, bronnen.toleranties.toeval_kans)
            if verdeling.weg_kans and not share:
                few = explain_share(
                    expected * (HELFT if exact else 1), total, math.inf if exact else base, verdeling.weg_kans
                )
                gone = gone or few[0] > 0
            names = [name for name in (groep, waarde) if name]
            told = [name if verdeling.berekend or name in known else ANDERE for name in names]
            against = "vorig jaar" if tegen is None else tegen.wat
            about = (
                f"{verdeling.wat}, {', '.join(told)}: {percent(share)} waar {percent(expected)} te verwachten is"
                f" ({against}; toeval verklaart {percent(low)} tot {percent(high)})"
            )
            distances = (apart, None) if tegen is None else (None, apart)
            yield 0, verdeling.extract, verdeling.kolom, about, *distances, float(gone)
            filled = share - expected > HELFT * share and apart > bronnen.toleranties.aandeel_punten
            if filled and tegen is None and not verdeling.berekend:
                for line in verdeling.list_lines(bronnen, groep, waarde):
                    yield line, verdeling.extract, verdeling.kolom, about, apart, None, 0.0


def _ask(bronnen: Bronnen, sql: str) -> dict[str, dict[str, float]]:
    """The counts by group and value."""
    counts: dict[str, dict[str, float]] = {}
    asked = f"SELECT CAST(groep AS VARCHAR), CAST(waarde AS VARCHAR), CAST(aantal AS DOUBLE) FROM ({sql})"
    asked += " WHERE groep IS NOT NULL AND waarde IS NOT NULL"
    for groep, waarde, aantal in bronnen.werkbank.storage.execute(asked):
        counts.setdefault(str(groep), {})[str(waarde)] = float(aantal or 0)
    return counts


def _known_values(bronnen: Bronnen) -> frozenset[str]:
    """What may be told of a field: codes and labels that a reference table or the catalogue has."""
    of_catalogue = {
        waarde for dataset in DATASETS.values() for column in dataset.columns for waarde in column.waarden
    }
    columns: Mapping[str, tuple[str, ...]] = {
        "codelijsten": ("code", "groep"),
        "labels": ("waarde",),
        "productcodes": ("productcode", "productcategorie", "voorziening", "perceel"),
    }
    of_tables = {
        str(waarde)
        for naam, names in columns.items()
        if naam in bronnen.referenties
        for name in names
        if name in bronnen.referenties[naam]
        for waarde in bronnen.referenties[naam][name].dropna()
    }
    return frozenset(of_catalogue | of_tables)


def percent(share: float) -> str:
    """A share as a percentage in Dutch notation."""
    return f"{to_dutch(round(share * 100, 1), ',.1f')}%"
