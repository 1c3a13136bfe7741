"""The front half of a build: extracts read, checked at the gate, and told to those who sent them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding, is_kritiek
from sdreport.errors import ConfigurationError, GateError
from sdreport.gate.absent import find_niet_geleverd
from sdreport.gate.acceptances import LEESREGELS, Regels, apply_acceptaties
from sdreport.gate.gate import NIET_UITGEVOERD, Regeluitslag, run_gate, to_bevindingen
from sdreport.gate.register_rules import GEPUBLICEERD
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import load_koppelingsuites, make_tolerance_parameters, run_koppelingen
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.gate.told.outcome import Uitkomst
from sdreport.gate.told.report import format_terminal
from sdreport.gate.told.terugmelding import MAP as TERUGMELDING
from sdreport.gate.told.terugmelding import show_lijsten, write_terugmelding
from sdreport.gate.vacuous import find_niet_van_toepassing, make_loze_bevindingen
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.intake.deliveries import read_leveringen, tell_all_cells
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.levering import Levering
from sdreport.intake.mapping import make_vertalingen
from sdreport.measures.definitie import Gemeten, Invoer
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.project.references import load_references
from sdreport.register.history import read_history
from sdreport.stages.check_register import Metingen, check_cijfers, measure_extracts


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


def run_checks(editie: Editie, controle: Controle, vandaag: dt.date | None = None) -> Controle:
    """Run the suites of the datasets that could be read, and add what they find, with what is accepted marked.

    An acceptance must hold on the date of the report; `vandaag` gives a warning of those that have expired since.
    """
    project, parameters, tables = editie.project, editie.parameters, controle.tabellen
    suites = load_suites(project.expectations, list(tables))
    known = make_suite_parameters(tables, controle.referenties, parameters.jaar)
    files = {d.dataset.slug: d.file.name for d in controle.deliveries}
    samenhang = load_koppelingsuites(project.expectations, KOPPELINGEN)
    absent = [delivery.dataset.slug for delivery in controle.deliveries if delivery.table is None]
    # measured from a copy: the frames of large extracts are gone when the engine needs the memory
    metingen = measure_extracts(make_invoer(parameters, replace(controle)), absent)
    bronnen = _make_bronnen(editie, controle, metingen)
    uitslagen = (
        *run_gate(tables, suites, known, files, controle.niet_geleverd),
        *run_koppelingen(KOPPELINGEN, bronnen, samenhang, parameters.datasets),
    )
    # findings of one file together, in the order of the report
    uitslagen = tuple(sorted(uitslagen, key=lambda item: parameters.datasets.index(item.dataset)))
    uitslagen = (*uitslagen, *check_cijfers(project, metingen))
    every_value = known | make_tolerance_parameters(parameters.toleranties)
    found = (
        *controle.bevindingen,
        *to_bevindingen(uitslagen, files),
        *find_niet_geleverd(uitslagen, controle.niet_geleverd, files),
        *find_niet_van_toepassing(uitslagen, {slug: len(table) for slug, table in tables.items()}),
        *make_loze_bevindingen(suites | samenhang, every_value, files),
    )
    found = tuple(tell_all_cells(found, controle.deliveries))
    checked = replace(controle, uitslagen=uitslagen, bevindingen=found, cijfers=metingen.cijfers)
    return accept_bevindingen(editie, checked, vandaag)


def stop_at_gate(controle: Controle, concept: bool, lijsten: str = "") -> None:
    """Raise GateError with all findings when there is a critical one and this is no concept.

    `lijsten` says where the lists for the senders are; the message ends with it.
    """
    where = f"\n\n{lijsten}" if lijsten else ""
    faults = [item.as_fault() for item in controle.bevindingen]
    if is_kritiek(controle.bevindingen) and not concept:
        raise GateError(format_terminal(controle.bevindingen) + where, faults)
    missing = [delivery.file.name for delivery in controle.deliveries if delivery.table is None]
    if missing:
        raise GateError(
            f"{format_terminal(controle.bevindingen)}\nOok een concept kan niet zonder: {', '.join(missing)}.{where}",
            faults,
        )


def _make_bronnen(editie: Editie, controle: Controle, metingen: Metingen) -> Bronnen:
    """What extracts are compared with: each other, last year's register and the files of other years."""
    project, parameters = editie.project, editie.parameters
    history = read_history(project.history, parameters.jaar)
    own = {editie.data, project.data / str(parameters.jaar)}
    folders = [
        folder for folder in sorted(project.data.glob("[0-9]*")) if folder.is_dir() and folder not in own
    ]
    return Bronnen(
        tabellen=controle.tabellen,
        referenties=controle.referenties,
        jaar=parameters.jaar,
        peildatum=parameters.datum,
        toleranties=parameters.toleranties,
        cijfers=metingen.per_indicator,
        vorig=[rij for rij in history if rij.jaar == parameters.jaar - 1],
        bestanden={d.dataset.slug: d.file for d in controle.deliveries},
        niet_geleverd=controle.niet_geleverd,
        andere_jaren=folders,
    )


def accept_bevindingen(editie: Editie, controle: Controle, vandaag: dt.date | None = None) -> Controle:
    """Mark the findings that the parameters accept, and add findings about those acceptances."""
    project, parameters = editie.project, editie.parameters
    if not parameters.acceptaties:
        return controle
    suites = load_suites(project.expectations, parameters.datasets)
    suites |= load_koppelingsuites(project.expectations, KOPPELINGEN)
    of_suites = {item["meta"]["regel"] for suite in suites.values() for item in suite["expectations"]}
    leesregels = {f"{slug}.{name}" for slug in parameters.datasets for name in LEESREGELS}
    by_rule = {(item.dataset, item.regel): item.status for item in controle.uitslagen}
    untested = {rule for rule, status in by_rule.items() if status == NIET_UITGEVOERD}
    untested |= {(rule.partition(".")[0], rule) for rule in of_suites - {rule for _, rule in by_rule}}
    # a rule that is no expectation is known by what it found
    found = {item.regel for item in controle.bevindingen} - leesregels
    regels = Regels(
        bekend=of_suites | found | {rule for _, rule in by_rule},
        leesregels=leesregels,
        niet_getoetst=untested,
    )
    accepted = apply_acceptaties(
        controle.bevindingen,
        parameters.acceptaties,
        regels,
        controle.deliveries,
        parameters.datum,
        editie.bestand.name,
        vandaag,
    )
    return replace(controle, bevindingen=tuple(accepted))


def write_lijsten(editie: Editie, controle: Controle) -> None:
    """Write the lists that go back to the senders, in place of those of the previous check."""
    recipients = name_recipients(editie.parameters)
    write_terugmelding(_lijsten_folder(editie), controle.bevindingen, controle.deliveries, recipients)


def name_recipients(parameters: Parameters) -> dict[str, str]:
    """The role to send findings back to, per dataset: of the parameters, or else the sender in the catalogue."""
    senders = {slug: find_dataset(slug).afzender for slug in parameters.datasets}
    return {**senders, **parameters.terugmelden_aan}


def make_uitkomst(editie: Editie, controle: Controle) -> Uitkomst:
    """The outcome of a check, for all the formats in which it is told."""
    project, parameters = editie.project, editie.parameters
    files = {d.file.name: project.relative(d.file) for d in controle.deliveries}
    history = {item.bestand for item in controle.uitslagen if item.dataset.startswith(GEPUBLICEERD)}
    files |= {name: project.relative(project.data / name) for name in sorted(history)}
    files[editie.bestand.name] = project.relative(editie.bestand)
    return Uitkomst(
        parameters.rapport,
        parameters.titel,
        parameters.jaar,
        parameters.datum,
        controle.uitslagen,
        controle.bevindingen,
        files,
        name_recipients(parameters),
    )


def describe_lijsten(editie: Editie) -> str:
    """Where the lists of the last check are, and for whom; empty when there are none."""
    folder = _lijsten_folder(editie)
    return show_lijsten(folder, editie.project.relative(folder))


def _lijsten_folder(editie: Editie) -> Path:
    return editie.project.output / TERUGMELDING / editie.parameters.rapport
