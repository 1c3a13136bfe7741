"""The extracts of a report read, with the reference tables and what earlier reports published; no gate yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.documents.recalculate import check_leveringen
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.aannemelijk.verdelingen import VORIG_JAAR_NODIG
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.intake.deliveries import has_groot, read_eerder, read_leveringen, read_vorige
from sdreport.intake.large.frames import Frames, as_frame
from sdreport.intake.large.read import GroteTabel, Levering
from sdreport.intake.mapping import make_vertalingen
from sdreport.measures.definitie import Gemeten, Invoer
from sdreport.measures.verdieping.percelen import PRIJS
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters
from sdreport.project.parameters.read import list_reports
from sdreport.project.references import load_references
from sdreport.register.history import Jaarregister, read_history

OOK_VORIG = ("begroting", "leerlingen", "bevolking", "wijkbevolking")
"""Extracts of which records are held against those of last year, beside the ones with distributions."""


@dataclass(frozen=True)
class Controle:
    """What came in and what the gate said of it; `cijfers` are the numbers that it measured to test them."""

    deliveries: tuple[Levering, ...]
    uitslagen: tuple[Regeluitslag, ...]
    bevindingen: tuple[Bevinding, ...]
    referenties: dict[str, pd.DataFrame]
    eerder: tuple[Levering, ...] = ()
    vorige: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """Extracts of last year, to compare with."""
    historie: tuple[Jaarregister, ...] = ()
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
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The tables as frames; a large one is taken out of the store when it is asked for."""
        return Frames(self.tabellen)

    @property
    def groot(self) -> dict[str, GroteTabel]:
        """The tables that are in the store."""
        return {slug: table for slug, table in self.tabellen.items() if isinstance(table, GroteTabel)}

    @cached_property
    def eerdere_frames(self) -> dict[str, list[pd.DataFrame]]:
        """Earlier deliveries of published datasets, per dataset, oldest first."""
        frames: dict[str, list[pd.DataFrame]] = {}
        for delivery in self.eerder:
            if delivery.table is not None:
                frames.setdefault(delivery.dataset.slug, []).append(as_frame(delivery.table))
        return frames


def has_large(editie: Editie, folder: Path | None = None) -> bool:
    """Whether an extract of a report, in `folder` or where the parameters say, is one for the store."""
    parameters = editie.parameters
    datasets = map(find_dataset, parameters.datasets)
    return has_groot(folder or editie.data, datasets, parameters.groot_vanaf)


def read_extracts(editie: Editie, folder: Path | None = None, *, vorig: bool = True) -> Controle:
    """Read the extracts of a report, from `folder` or where the parameters say; no gate yet.

    `vorig`: also those of last year, which only the gate needs.
    """
    project, parameters = editie.project, editie.parameters
    datasets = [find_dataset(slug) for slug in parameters.datasets]
    referenties = load_references(project.data, parameters.jaar)
    vertalingen = make_vertalingen(parameters, referenties["codelijsten"])
    deliveries = tuple(read_leveringen(folder or editie.data, datasets, parameters.groot_vanaf, vertalingen))
    folders = {name: project.inside(name) for name in parameters.eerder}
    eerder = tuple(read_eerder(folders, vertalingen))
    slugs = [slug for slug in (*VORIG_JAAR_NODIG, *OOK_VORIG) if slug in parameters.datasets]
    place = [folder for folder in editie.andere_jaren if folder.name == str(parameters.jaar - 1)]
    vorige = read_vorige(place, [find_dataset(slug) for slug in slugs], vertalingen) if vorig else {}
    historie = read_history(project.history, parameters.jaar)
    found = tuple(finding for delivery in deliveries for finding in delivery.bevindingen)
    return Controle(deliveries, (), found, referenties, eerder, vorige, historie)


def check_teksten_van_rapporten(project: Project) -> list[Bevinding]:
    """What the rules for texts of documents find in the published extracts of all reports of a project."""
    found: list[Bevinding] = []
    codelijsten = load_references(project.data)["codelijsten"]
    for path in list_reports(project.parameters):
        editie = load_editie(project, path)
        every = map(find_dataset, editie.parameters.datasets)
        published = [dataset for dataset in every if dataset.gepubliceerd]
        vertalingen = make_vertalingen(editie.parameters, codelijsten)
        leveringen = read_leveringen(editie.data, published, editie.parameters.groot_vanaf, vertalingen)
        found += check_leveringen(editie, leveringen)
    return found


def make_invoer(parameters: Parameters, controle: Controle) -> Invoer:
    """What measures work with: the extracts as frames, with the reference tables and earlier deliveries."""
    return Invoer(
        parameters.jaar,
        controle.frames,
        controle.referenties,
        controle.eerdere_frames,
        parameters.regio,
        parameters.indelingen,
        controle.groot,
        _find_prices(controle.historie, parameters.jaar - 1),
    )


def _find_prices(historie: Sequence[Jaarregister], jaar: int) -> dict[str, float]:
    """What products cost in a year, as far as its report showed it."""
    rows = (rij for one in historie for rij in one.rijen if rij.jaar == jaar and rij.indicator == PRIJS)
    return {rij.adres: rij.waarde for rij in rows if rij.waarde is not None}
