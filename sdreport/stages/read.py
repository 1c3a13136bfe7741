"""The extracts of a report read, with the reference tables and what earlier reports published; no gate yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding, is_kritiek
from sdreport.errors import ConfigurationError
from sdreport.gate.gate import Regeluitslag
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.levering import Levering
from sdreport.intake.mapping import make_vertalingen
from sdreport.measures.definitie import Gemeten, Invoer
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.references import load_references


@dataclass(frozen=True)
class Controle:
    """What came in and what the gate said of it; `cijfers` are the numbers that it measured to test them."""

    deliveries: tuple[Levering, ...]
    uitslagen: tuple[Regeluitslag, ...]
    bevindingen: tuple[Bevinding, ...]
    referenties: dict[str, pd.DataFrame]
    eerder: tuple[Levering, ...] = ()
    cijfers: tuple[Gemeten, ...] = ()

    @property
    def tabellen(self) -> dict[str, pd.DataFrame | GroteTabel]:
        """The tables that could be read, by dataset."""
        return {d.dataset.slug: d.table for d in self.deliveries if d.table is not None}

    @property
    def niet_geleverd(self) -> dict[str, tuple[str, ...]]:
        """The optional columns that deliveries do without, by dataset."""
        return {d.dataset.slug: d.niet_geleverd for d in self.deliveries if d.niet_geleverd}

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables as frames, to measure; a large one is taken out of the store once."""
        tables = self.tabellen.items()
        return {slug: table.to_frame() if isinstance(table, GroteTabel) else table for slug, table in tables}

    @cached_property
    def eerdere_frames(self) -> dict[str, list[pd.DataFrame]]:
        """Earlier deliveries of published datasets, per dataset, oldest first."""
        frames: dict[str, list[pd.DataFrame]] = {}
        for delivery in self.eerder:
            if isinstance(delivery.table, pd.DataFrame):
                frames.setdefault(delivery.dataset.slug, []).append(delivery.table)
        return frames


def read_extracts(editie: Editie, folder: Path | None = None) -> Controle:
    """Read the extracts of a report, from `folder` or where the parameters say; no gate yet."""
    datasets = [find_dataset(slug) for slug in editie.parameters.datasets]
    vertalingen = make_vertalingen(editie.parameters)
    place, grens = folder or editie.data, editie.parameters.groot_vanaf
    deliveries = tuple(read_leveringen(place, datasets, grens, vertalingen))
    found = tuple(finding for delivery in deliveries for finding in delivery.bevindingen)
    return Controle(deliveries, (), found, load_references(editie.project.data), tuple(read_eerder(editie)))


def read_eerder(editie: Editie) -> Iterator[Levering]:
    """Read again what earlier reports published; those reports checked it, so here it must simply be readable."""
    published = [dataset for dataset in DATASETS.values() if dataset.gepubliceerd]
    for name in editie.parameters.eerder:
        folder = editie.project.inside(name)
        there = [dataset for dataset in published if list(folder.glob(f"{dataset.slug}.*"))]
        if not there:
            raise ConfigurationError(f"In {name} ('eerder') staat geen enkel extract dat wordt gepubliceerd.")
        for delivery in read_leveringen(folder, there, vertalingen=make_vertalingen(editie.parameters)):
            if is_kritiek(delivery.bevindingen):
                faults = [item.as_fault() for item in delivery.bevindingen]
                raise ConfigurationError(
                    f"{name} ('eerder') is niet in orde; controleer eerst dat rapport. {faults[0]}", faults
                )
            yield delivery


def make_invoer(parameters: Parameters, controle: Controle) -> Invoer:
    """What measures work with: the extracts as frames, with the reference tables and earlier deliveries."""
    return Invoer(
        parameters.jaar,
        controle.frames,
        controle.referenties,
        controle.eerdere_frames,
        parameters.regio,
        parameters.indelingen,
    )
