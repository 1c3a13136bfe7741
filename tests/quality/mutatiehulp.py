"""The example extracts as text, to spoil on purpose, and the whole gate run on what comes of them."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sdreport.cijfers import format_uitsplitsing, read_history
from sdreport.intake.cast import cast_column
from sdreport.intake.datasets import DATASETS
from sdreport.quality.gate import Regeluitslag, load_suites, make_suite_parameters, run_gate
from sdreport.quality.koppelingenlijst import KOPPELINGEN
from sdreport.quality.samenhang import Bronnen, load_koppelingsuites, run_koppelingen
from sdreport.references import load_references, read_table

ROOT = Path(__file__).parents[2]
JAAR = 2023
SUITES = load_suites(ROOT / "expectations", DATASETS)
SAMENHANG = load_koppelingsuites(ROOT / "expectations", KOPPELINGEN)
Gevonden = dict[tuple[str, str], set[int]]


def read_example() -> dict[str, pd.DataFrame]:
    """The example extracts as text, with line numbers as index."""
    return {
        slug: read_table(ROOT / "data" / str(JAAR) / f"{slug}.csv", dataset.column_names, slug)
        for slug, dataset in DATASETS.items()
    }


def read_last_year() -> pd.DataFrame:
    """The register of the year before, as the gate gets it."""
    rows = [rij for rij in read_history(ROOT / "data" / "history", JAAR) if rij.jaar == JAAR - 1]
    values = [(rij.indicator, format_uitsplitsing(rij.uitsplitsing), rij.waarde) for rij in rows]
    return pd.DataFrame(values, columns=["indicator", "uitsplitsing", "waarde"])


@dataclass
class Extracten:
    """Extracts to spoil. Every line is used by one mutation at most, so that many can be tried in one run."""

    tekst: dict[str, pd.DataFrame]
    referenties: dict[str, pd.DataFrame]
    map: Path
    andere_jaren: list[Path] = field(default_factory=list)
    gebruikt: set[tuple[str, int]] = field(default_factory=set)
    clienten: set[str] = field(default_factory=set)

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

    def add(self, slug: str, like: int, **values: str) -> int:
        """Add a copy of a line at the end, with changes and a key of its own; the number of its line."""
        rows = self.tekst[slug]
        line = int(rows.index.max()) + 1
        own = {DATASETS[slug].sleutel[0]: f"extra{line}"} if len(DATASETS[slug].sleutel) == 1 else {}
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
    about a file or a group, and names no line. Mutations of one `reeks` are tried in one run.
    """

    naam: str
    regel: str
    reeks: str
    apply: Callable[[Extracten], Verwacht]


MUTATIES: list[Mutatie] = []


def mutatie(
    regel: str, reeks: str = "los"
) -> Callable[[Callable[[Extracten], Verwacht]], Callable[[Extracten], Verwacht]]:
    """Enter a function in the table as a mutation for a rule (`<koppeling>.<name>`)."""

    def enter(apply: Callable[[Extracten], Verwacht]) -> Callable[[Extracten], Verwacht]:
        MUTATIES.append(Mutatie(apply.__name__, f"samenhang_{regel}", reeks, apply))
        return apply

    return enter


def type_table(slug: str, text: pd.DataFrame) -> pd.DataFrame:
    """A table with the types of the catalogue, as intake makes it."""
    typed = {}
    for column in DATASETS[slug].columns:
        typed[column.name], rejected = cast_column(text[column.name], column)
        assert not rejected.any(), f"{slug}.{column.name}: the mutation writes what intake cannot read"
    return pd.DataFrame(typed, index=text.index.rename("regel"))


def run_all(extracten: Extracten, also_known: Mapping[str, list[str]] | None = None) -> list[Regeluitslag]:
    """The results of all rules, those of datasets and those of koppelingen; `also_known` adds to sets of values."""
    tables = {slug: type_table(slug, text) for slug, text in extracten.tekst.items()}
    known: dict[str, Any] = make_suite_parameters(tables, extracten.referenties, JAAR)
    for name, values in (also_known or {}).items():
        known[name] = [*known[name], *values]
    bronnen = Bronnen(
        tabellen=tables,
        referenties=extracten.referenties,
        jaar=JAAR,
        peildatum=dt.date(2024, 5, 30),
        historie=read_last_year(),
        bestanden={slug: ROOT / "data" / str(JAAR) / f"{slug}.csv" for slug in DATASETS},
        andere_jaren=extracten.andere_jaren,
    )
    return [
        *run_gate(tables, SUITES, known, {}),
        *run_koppelingen(KOPPELINGEN, bronnen, SAMENHANG, list(DATASETS)),
    ]


def found_lines(uitslagen: list[Regeluitslag]) -> Gevonden:
    """What is not good, as lines per dataset and rule; {0} for a rule that names no lines."""
    bad = [uitslag for uitslag in uitslagen if uitslag.status != "goed"]
    assert all(uitslag.status == "bevinding" for uitslag in bad)
    return {(uitslag.dataset, uitslag.regel): set(uitslag.regels) or {0} for uitslag in bad}


def make_extracten(folder: Path, text: Mapping[str, pd.DataFrame]) -> Extracten:
    """A fresh copy of the example to spoil."""
    references = {name: table.copy() for name, table in load_references(ROOT / "data").items()}
    return Extracten({slug: table.copy() for slug, table in text.items()}, references, folder)
