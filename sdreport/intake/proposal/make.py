"""A proposal for a delivered file: the extract that it is, and which of its columns and codes are which of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.proposal.codes import Kolomcodes, list_codes, propose_codes
from sdreport.intake.proposal.columns import TWIJFEL, Kolomvoorstel, is_known, propose_columns
from sdreport.intake.proposal.sample import Monster, load_synonyms, take_sample
from sdreport.intake.source.header import fold_name

MINSTE_PAST = 0.5
"""How well a dataset must fit before it is proposed without being asked for."""
WEINIG_PAST, DUIDELIJK = 0.3, 1.7
"""It may fit less well when no other fits by far as well."""
ANDERE_NAAM = 0.8
"""What a column under another name counts for, beside one under its own."""


@dataclass(frozen=True)
class Voorstel:
    """What is proposed for one file."""

    bestand: str
    dataset: Dataset
    monster: Monster
    kolommen: tuple[Kolomvoorstel, ...]
    codes: tuple[Kolomcodes, ...]

    def as_text(self) -> str:
        """What was found, in one line without a value of the file."""
        found = {item.kolom for item in self.kolommen if item.waarom not in TWIJFEL[1:]} - {""}
        missing = sum(name not in found for name in self.dataset.vaste_kolommen)
        loose = sum(item.kolom not in found and bool(item.geleverd) for item in self.kolommen)
        open_codes = sum(not code.code for item in self.codes for code in item.voorstellen)
        return (
            f"Voorstel voor {self.dataset.slug}: {len(found)} kolommen herkend, {missing} ontbreken, {loose} passen "
            f"nergens bij, {open_codes} codes te kiezen."
        )


def make_voorstel(path: Path, slug: str, codelijsten: pd.DataFrame) -> Voorstel:
    """The proposal for a file; without a name of the extract (`slug`) it is the one that fits best.

    ConfigurationError when the file cannot be read, or fits no extract.
    """
    every = [find_dataset(slug)] if slug else list(DATASETS.values())
    monster = take_sample(path, [column for dataset in every for column in dataset.columns])
    dataset = _choose(path, monster, every)
    codes = list_codes(dataset, codelijsten)
    kolommen = propose_columns(monster, dataset, codes)
    proposed = (
        propose_codes(dataset.column(item.kolom), monster.column(item.plaats), codes[item.kolom])
        for item in kolommen
        if item.kolom in codes
    )
    return Voorstel(path.name, dataset, monster, tuple(kolommen), tuple(filter(None, proposed)))


def _choose(path: Path, monster: Monster, datasets: Iterable[Dataset]) -> Dataset:
    """The dataset that fits the names in the file best; of two that fit alike, the one that it is named after.

    Both count: the part of its fixed columns that are there, and the part of the file that it explains.
    """
    synonyms = load_synonyms()

    def cover(dataset: Dataset) -> tuple[float, bool]:
        """How well it fits, from 0 to 1, and whether the file has its name."""
        own = {fold_name(name) for name in monster.namen}
        there = {
            column: 1.0 if fold_name(column) in own else ANDERE_NAAM
            for column in dataset.column_names
            if any(is_known(name, column, synonyms.get(column, ())) for name in monster.namen)
        }
        fixed = sum(there.get(column, 0) for column in dataset.vaste_kolommen) / len(dataset.vaste_kolommen)
        explained = sum(there.values()) / max(1, sum(map(bool, monster.namen)))
        both = fixed + explained
        return (2 * fixed * explained / both if both else 0.0), dataset.slug in path.stem.lower()

    first, *others = sorted(datasets, key=cover, reverse=True)
    best, named = cover(first)
    second = cover(others[0]) if others else (0.0, False)
    sure = best >= MINSTE_PAST or (best >= WEINIG_PAST and best >= DUIDELIJK * second[0])
    if others and (not sure or (best, named) == second):
        what = f"het is niet duidelijk welk extract dit is. Noem het met --dataset: {', '.join(DATASETS)}."
        raise ConfigurationError(Fault(what, path.name))
    return first
