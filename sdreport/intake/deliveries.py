"""All extracts of a report, each read the way that suits its size."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding, is_kritiek
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.findings import Melder, tell_cells
from sdreport.intake.large.read import GRENS, Levering, is_groot, read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.reader import Delivery, read_delivery
from sdreport.intake.source.files import changed_file, check_still, find_file
from sdreport.intake.zeros import tell_lost_zeros

ALLES = -1
"""The number of rows that every CSV has more of."""
GROOTSTE_VORIG = 1_000_000
"""An extract of last year of more rows is not read again to compare with."""


def read_leveringen(
    folder: Path,
    datasets: Iterable[Dataset],
    grens: int = GRENS,
    vertalingen: Mapping[str, Vertaling] | None = None,
) -> list[Levering]:
    """Read the extracts of all `datasets` in `folder`; when one has more than `grens` rows, every CSV goes into one
    store, that all are judged in one way.

    `vertalingen` say per dataset what its sender calls otherwise. The store lives as long as its tables do.
    """
    datasets = list(datasets)
    storage = Storage() if has_groot(folder, datasets, grens) else None
    leveringen: list[Levering] = []
    before: list[os.stat_result | None] = []
    for dataset in datasets:
        vertaling = (vertalingen or {}).get(dataset.slug, GEEN_VERTALING)
        before.append(_look_at(folder, dataset))
        if storage and is_groot(folder, dataset.slug, ALLES):
            leveringen.append(read_groot(folder, dataset, storage, vertaling))
        else:
            leveringen.append(read_delivery(folder, dataset, vertaling))
    still = map(_refuse_changed, leveringen, before)
    return tell_lost_zeros(list(still))


def has_groot(folder: Path, datasets: Iterable[Dataset], grens: int = GRENS) -> bool:
    """Whether an extract in `folder` has more than `grens` rows."""
    return any(is_groot(folder, dataset.slug, grens) for dataset in datasets)


def read_eerder(folders: Mapping[str, Path], vertalingen: Mapping[str, Vertaling]) -> Iterator[Levering]:
    """Read again what earlier reports published, in `folders` by the names that the parameters give them.

    Those reports checked it, so here it must simply be readable: `ConfigurationError` tells what is not.
    """
    published = [dataset for dataset in DATASETS.values() if dataset.gepubliceerd]
    for name, folder in folders.items():
        there = [dataset for dataset in published if list(folder.glob(f"{dataset.slug}.*"))]
        if not there:
            raise ConfigurationError(f"In {name} ('eerder') staat geen enkel extract dat wordt gepubliceerd.")
        for levering in read_leveringen(folder, there, vertalingen=vertalingen):
            if is_kritiek(levering.bevindingen):
                faults = [item.as_fault() for item in levering.bevindingen]
                raise ConfigurationError(
                    f"{name} ('eerder') is niet in orde; controleer eerst dat rapport. {faults[0]}", faults
                )
            yield levering


def read_vorige(
    folders: Iterable[Path], datasets: Sequence[Dataset], vertalingen: Mapping[str, Vertaling]
) -> dict[str, pd.DataFrame]:
    """The extracts of last year to compare with, by dataset, as far as they are there and can be read."""
    vorige = {
        dataset.slug: read_delivery(folder, dataset, vertalingen.get(dataset.slug, GEEN_VERTALING)).table
        for folder in folders
        for dataset in datasets
        if not is_groot(folder, dataset.slug, GROOTSTE_VORIG)
    }
    return {slug: table for slug, table in vorige.items() if table is not None}


def _look_at(folder: Path, dataset: Dataset) -> os.stat_result | None:
    """The state of a file before it is read; None when there is none."""
    try:
        return find_file(folder, dataset.slug).stat()
    except (UnreadableFile, OSError):
        return None


def _refuse_changed(levering: Levering, before: os.stat_result | None) -> Levering:
    """A delivery, or what is told of it when somebody wrote to the file while all files were read."""
    if before is None or levering.table is None:
        return levering
    try:
        check_still(before, levering.file)
    except (UnreadableFile, OSError):
        told = (Melder(levering.dataset, levering.file).tell_fault(changed_file()),)
        return replace(levering, table=None, bevindingen=told)
    return levering


def tell_all_cells(bevindingen: Iterable[Bevinding], leveringen: Iterable[Levering]) -> Iterator[Bevinding]:
    """The findings, in the same order; those on a workbook know its cells."""
    letters = {d.dataset.slug: d.letters for d in leveringen if isinstance(d, Delivery)}
    for item in bevindingen:
        yield from tell_cells([item], letters.get(item.dataset, {}))
