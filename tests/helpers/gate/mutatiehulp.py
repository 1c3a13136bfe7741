"""The example extracts as text, to spoil on purpose, and the whole gate run on what comes of them."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from poorthulp import run_gate, run_koppelingen

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import load_koppelingsuites
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.intake.cast import cast_column
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.frames import as_frame
from sdreport.intake.notation.codes import list_spellings
from sdreport.measures import measure_extracts
from sdreport.measures.definitie import Invoer
from sdreport.project.parameters.indelingen import Indelingen, Vergelijkingsgroep
from sdreport.project.references import load_references, read_table
from sdreport.register.cijfer import Cijfer, Getal
from sdreport.register.history import read_history
from sdreport.voorraad.bewaarplaats import Bewaarplaats
from sdreport.voorraad.overname import Overname, remember

ROOT = Path(__file__).parents[3]
SUITES = load_suites(ROOT / "expectations", DATASETS)
SAMENHANG = load_koppelingsuites(ROOT / "expectations", KOPPELINGEN)
EERDER_GETOETST = Overname(
    Bewaarplaats(ROOT / "output" / ".er-is-niets"), "mutaties", {"code": {}, "versies": {}}
)
"""What was judged in this process, in memory: nothing is taken from a store, and it is never closed."""
INDELINGEN = Indelingen(
    vergelijking=Vergelijkingsgroep(
        gemeente="GM0327", groep="Verzonnen", gemeenten=("GM9901", "GM9902", "GM9903")
    )
)
"""Which rows of national numbers are whose, as in the parameters of the example."""
Gevonden = dict[tuple[str, str], set[int]]


@dataclass(frozen=True)
class Voorbeeld:
    """The extracts in a folder of `data/`, with the year and the date of the report that they are for."""

    naam: str
    jaar: int
    datum: dt.date

    @property
    def map(self) -> Path:
        """The folder."""
        return ROOT / "data" / self.naam

    @property
    def datasets(self) -> list[str]:
        """The datasets that are there."""
        return [slug for slug in DATASETS if (self.map / f"{slug}.csv").is_file()]


RAPPORTAGE = "2023"
VOORBEELDEN = {
    item.naam: item
    for item in (
        Voorbeeld(RAPPORTAGE, 2023, dt.date(2024, 5, 30)),
        Voorbeeld("beleidskader-2023-2027", 2023, dt.date(2023, 12, 31)),
        Voorbeeld("peilnota-1-2014", 2014, dt.date(2014, 1, 31)),
        Voorbeeld("uitvoeringsplan-2017-2018", 2017, dt.date(2016, 12, 31)),
        Voorbeeld("uitvoeringsplan-2019-2022/2019-09-15", 2019, dt.date(2019, 9, 15)),
        Voorbeeld("uitvoeringsplan-2019-2022/2020-07-01", 2020, dt.date(2020, 7, 1)),
    )
}


@cache
def read_example(naam: str) -> dict[str, pd.DataFrame]:
    """The extracts of an example as text, with line numbers as index; to be copied before they are spoilt."""
    voorbeeld = VOORBEELDEN[naam]
    return read_texts(voorbeeld.map, voorbeeld.datasets)


@cache
def read_references() -> dict[str, pd.DataFrame]:
    """The reference tables of the examples; to be copied before they are spoilt."""
    return load_references(ROOT / "data")


def read_texts(folder: Path, slugs: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Extracts in a folder as text, with line numbers as index."""
    return {slug: _read_text(folder / f"{slug}.csv", slug) for slug in slugs}


def _read_text(path: Path, slug: str) -> pd.DataFrame:
    """An extract as text; optional columns that it does without are empty."""
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(";")
    return read_table(path, header, slug).reindex(columns=DATASETS[slug].column_names, fill_value="")


def read_last_year(jaar: int) -> list[Cijfer]:
    """The register of the year before, as the gate gets it."""
    return [rij for rij in _read_years(jaar) if rij.jaar == jaar - 1]


def _read_years(jaar: int) -> list[Cijfer]:
    return [rij for register in read_history(ROOT / "data" / "history", jaar) for rij in register.rijen]


@dataclass
class Extracten:
    """Extracts to spoil. Every line is used by one mutation at most, so that many can be tried in one run."""

    tekst: dict[str, pd.DataFrame]
    referenties: dict[str, pd.DataFrame]
    map: Path
    voorbeeld: Voorbeeld
    andere_jaren: list[Path] = field(default_factory=list)
    gebruikt: set[tuple[str, int]] = field(default_factory=set)
    clienten: set[str] = field(default_factory=set)
    vorige: dict[str, pd.DataFrame] = field(default_factory=dict)
    """The extracts of last year, as text."""

    def copy(self) -> "Extracten":
        """The same to spoil apart; pandas copies a column when it is written to, and not before."""
        tekst, referenties, vorige = (
            {name: table.copy(deep=False) for name, table in tables.items()}
            for tables in (self.tekst, self.referenties, self.vorige)
        )
        own = {
            "andere_jaren": [*self.andere_jaren],
            "gebruikt": {*self.gebruikt},
            "clienten": {*self.clienten},
        }
        return replace(self, tekst=tekst, referenties=referenties, vorige=vorige, **own)

    def pick(self, slug: str, which: Callable[[pd.DataFrame], "pd.Series[bool]"] | None = None) -> int:
        """A line that no mutation has used, of a person whom no mutation has used."""
        rows = self.tekst[slug]
        for line in rows.index[which(rows)] if which else rows.index:
            client = rows.at[line, "clientnummer"] if "clientnummer" in rows else None
            if (slug, line) not in self.gebruikt and client not in self.clienten:
                self.gebruikt.add((slug, int(line)))
                if client:
                    self.clienten.add(client)
                return int(line)
        raise AssertionError(f"{slug}: the example has no such line")

    def get(self, slug: str, line: int, column: str) -> str:
        """A field as text."""
        return str(self.tekst[slug].at[line, column])

    def put(self, slug: str, line: int, **values: str) -> None:
        """Change fields of a line."""
        for column, value in values.items():
            self.tekst[slug].loc[line, column] = value

    def swap(self, slug: str, one: int, other: int, column: str) -> None:
        """Put what a field has on each of two lines on the other."""
        there = self.get(slug, one, column), self.get(slug, other, column)
        self.put(slug, one, **{column: there[1]})
        self.put(slug, other, **{column: there[0]})

    def add(self, slug: str, like: int, **values: str) -> int:
        """Add a copy of a line at the end, with changes and a key of its own; the number of its line."""
        rows = self.tekst[slug]
        line = int(rows.index.max()) + 1
        vast = DATASETS[slug].vaste_kolommen
        key = tuple(name for name in DATASETS[slug].sleutel if name in vast)
        own = {key[0]: f"extra{line}"} if len(key) == 1 else {}
        self.tekst[slug] = pd.concat([rows, rows.loc[[like]].assign(**(own | values)).set_axis([line])])
        self.gebruikt.add((slug, line))
        return line

    def drop(self, slug: str, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> None:
        """Remove lines; the others keep their numbers."""
        rows = self.tekst[slug]
        self.tekst[slug] = rows[~which(rows)]

    def records(self, client: str) -> Iterator[tuple[str, int]]:
        """All lines of a person in the three extracts of persons."""
        for slug in ("toewijzingen", "uitkeringen", "inkomensondersteuning"):
            rows = self.tekst[slug]
            yield from ((slug, int(line)) for line in rows.index[rows["clientnummer"] == client])


Verwacht = Iterator[tuple[str, str, int]]


@dataclass(frozen=True)
class Mutatie:
    """One way to spoil the extracts. `apply` does it and gives dataset, rule and line of all that must be found.

    `regel` is the rule that it is for; other rules that it gives must follow from the same fault. Line 0: the rule is
    about a file or a group, and names no line. Mutations of one `reeks` of a `voorbeeld` are tried in one run.
    """

    naam: str
    regel: str
    reeks: tuple[str, str]
    apply: Callable[[Extracten], Verwacht]


MUTATIES: list[Mutatie] = []


def mutatie(
    regel: str, reeks: str = "los", voorbeeld: str = RAPPORTAGE
) -> Callable[[Callable[[Extracten], Verwacht]], Callable[[Extracten], Verwacht]]:
    """Enter a function in the table as a mutation for a rule (`<koppeling>.<name>`)."""

    def enter(apply: Callable[[Extracten], Verwacht]) -> Callable[[Extracten], Verwacht]:
        MUTATIES.append(Mutatie(apply.__name__, f"samenhang_{regel}", (voorbeeld, reeks), apply))
        return apply

    return enter


def type_table(slug: str, text: pd.DataFrame) -> pd.DataFrame:
    """A table with the types of the catalogue, as intake makes it."""
    typed = {}
    for column in DATASETS[slug].columns:
        typed[column.name], rejected = cast_column(
            text[column.name].replace(list_spellings(column.waarden)), column
        )
        assert not rejected.any(), f"{slug}.{column.name}: the mutation writes what intake cannot read"
    return pd.DataFrame(typed, index=text.index.rename("regelnummer"))


@cache
def type_example(naam: str, slug: str) -> pd.DataFrame:
    """An extract of an example with the types of the catalogue; not to be changed."""
    return type_table(slug, read_example(naam)[slug])


def type_text(naam: str, slug: str, text: pd.DataFrame) -> pd.DataFrame:
    """An extract of an example, spoilt or not, with the types of the catalogue: most are not."""
    return type_example(naam, slug) if text.equals(read_example(naam)[slug]) else type_table(slug, text)


def measure_tables(
    tables: Mapping[str, Any], referenties: Mapping[str, pd.DataFrame], jaar: int
) -> Mapping[str, Sequence[Getal]]:
    """The numbers of extracts as the gate gets them, whatever they were read into."""
    frames = {slug: as_frame(table) for slug, table in tables.items()}
    return measure_extracts(Invoer(jaar, frames, referenties, indelingen=INDELINGEN), ()).per_indicator


def make_bronnen(extracten: Extracten, tables: Mapping[str, Any], bestanden: Mapping[str, Path]) -> Bronnen:
    """What koppelingen look at, for the report that the example is for."""
    voorbeeld = extracten.voorbeeld
    return Bronnen(
        tabellen=tables,
        referenties=extracten.referenties,
        jaar=voorbeeld.jaar,
        peildatum=voorbeeld.datum,
        cijfers=measure_tables(tables, extracten.referenties, voorbeeld.jaar),
        vorig=read_last_year(voorbeeld.jaar),
        eerder=[rij for rij in _read_years(voorbeeld.jaar) if rij.jaar < voorbeeld.jaar - 1],
        bestanden=bestanden,
        andere_jaren=extracten.andere_jaren,
        vorige={slug: type_table(slug, text) for slug, text in extracten.vorige.items()},
    )


def run_tables(
    extracten: Extracten,
    tables: Mapping[str, Any],
    bestanden: Mapping[str, Path],
    also_known: Mapping[str, list[str]] | None = None,
) -> list[Regeluitslag]:
    """The results of all rules, those of datasets and those of koppelingen; `also_known` adds to sets of values.

    What no mutation touched is judged and measured once, as in builds after each other.
    """
    known: dict[str, Any] = make_suite_parameters(tables, extracten.referenties, extracten.voorbeeld.jaar)
    for name, values in (also_known or {}).items():
        known[name] = [*known.get(name, []), *values]
    slugs = extracten.voorbeeld.datasets
    with remember(EERDER_GETOETST):
        bronnen = make_bronnen(extracten, tables, bestanden)
        return [
            *run_gate(tables, {slug: SUITES[slug] for slug in slugs}, known, {}),
            *run_koppelingen(KOPPELINGEN, bronnen, SAMENHANG, slugs),
        ]


def run_all(extracten: Extracten, also_known: Mapping[str, list[str]] | None = None) -> list[Regeluitslag]:
    """The results of all rules on the extracts as frames."""
    tables = {slug: type_text(extracten.voorbeeld.naam, slug, text) for slug, text in extracten.tekst.items()}
    files = {slug: extracten.voorbeeld.map / f"{slug}.csv" for slug in tables}
    return run_tables(extracten, tables, files, also_known)


def found_lines(uitslagen: list[Regeluitslag]) -> Gevonden:
    """What is not good, as lines per dataset and rule; {0} for a rule that names no lines."""
    bad = [uitslag for uitslag in uitslagen if uitslag.status != "goed"]
    assert all(uitslag.status == "bevinding" for uitslag in bad)
    return {(uitslag.dataset, uitslag.regel): set(uitslag.regelnummers) or {0} for uitslag in bad}


def make_extracten(folder: Path, naam: str) -> Extracten:
    """A fresh copy of an example to spoil."""
    references = {name: table.copy() for name, table in read_references().items()}
    text = {slug: table.copy() for slug, table in read_example(naam).items()}
    return Extracten(text, references, folder, VOORBEELDEN[naam])
