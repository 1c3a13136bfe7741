"""The extracts checked at the gate, and what is accepted marked."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial

from sdreport.bevindingen import is_kritiek
from sdreport.errors import GateError
from sdreport.gate.absent import find_niet_geleverd
from sdreport.gate.acceptances import LEESREGELS, Regels, apply_acceptaties
from sdreport.gate.gate import NIET_UITGEVOERD, begin_gate, to_bevindingen
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import (
    Uitslagen,
    begin_koppelingen,
    load_koppelingsuites,
    make_tolerance_parameters,
)
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.gate.told.report import format_terminal
from sdreport.gate.vacuous import find_niet_van_toepassing, make_loze_bevindingen
from sdreport.intake.deliveries import tell_all_cells
from sdreport.measures import Metingen, measure_extracts
from sdreport.measures.definitie import Gemeten
from sdreport.project.editie import Editie
from sdreport.stages.check_register import check_cijfers
from sdreport.stages.read import Controle, make_invoer


@dataclass(frozen=True)
class LopendeControle:
    """A check that has begun: the numbers of the extracts, and its outcome when that is asked for."""

    cijfers: tuple[Gemeten, ...]
    finish: Callable[[], Controle]
    is_begun: Callable[[], bool] = lambda: True
    """Whether all that there is to judge has been handed to the judges."""


def run_checks(editie: Editie, controle: Controle, vandaag: dt.date | None = None) -> Controle:
    """Check the extracts of a report, here and now; see `begin_checks`."""
    return begin_checks(editie, controle, vandaag).finish()


def begin_checks(editie: Editie, controle: Controle, vandaag: dt.date | None = None) -> LopendeControle:
    """Have the suites run of the datasets that could be read, and measure these.

    The outcome has what the suites find, with what is accepted marked. An acceptance must hold on the date of the
    report; `vandaag` gives a warning of those that have expired since.
    """
    project, parameters, tables = editie.project, editie.parameters, controle.tabellen
    suites = load_suites(project.expectations, list(tables))
    samenhang = load_koppelingsuites(project.expectations, KOPPELINGEN)
    known = make_suite_parameters(tables, controle.referenties, parameters.jaar)
    files = {d.dataset.slug: d.file.name for d in controle.deliveries}
    eigen = begin_gate(tables, suites, known, files, controle.niet_geleverd)
    metingen, bronnen = _measure(editie, controle)
    begun = _start(
        partial(begin_koppelingen, KOPPELINGEN, bronnen, samenhang, parameters.datasets, eigen),
        not controle.groot,
    )

    def finish() -> Controle:
        # findings of one file together, in the order of the report
        uitslagen = tuple(sorted(begun.result()(), key=lambda item: parameters.datasets.index(item.dataset)))
        uitslagen = (*uitslagen, *check_cijfers(metingen, controle.historie))
        every_value = known | make_tolerance_parameters(parameters.toleranties)
        found = (
            *controle.bevindingen,
            *to_bevindingen(uitslagen, files),
            *find_niet_geleverd(uitslagen, controle.niet_geleverd, files),
            *find_niet_van_toepassing(uitslagen, {slug: len(table) for slug, table in tables.items()}),
            *make_loze_bevindingen(suites | samenhang, every_value, files),
        )
        found = tuple(tell_all_cells(found, controle.deliveries))
        # last year's extracts have served; their memory is for what comes next
        checked = replace(
            controle, uitslagen=uitslagen, bevindingen=found, cijfers=metingen.cijfers, vorige={}
        )
        return accept_bevindingen(editie, checked, vandaag)

    return LopendeControle(metingen.cijfers, finish, begun.done)


def _start(begin: Callable[[], Uitslagen], beside: bool) -> "Future[Uitslagen]":
    """Begin something in a thread, for the engine leaves the interpreter free; or here, when `beside` is not allowed:
    whoever reads a large extract needs the same connection.
    """
    threads = ThreadPoolExecutor(1)
    begun = threads.submit(copy_context().run, begin)
    threads.shutdown(wait=not beside)
    return begun


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


def _measure(editie: Editie, controle: Controle) -> tuple[Metingen, Bronnen]:
    """The numbers of the extracts, and what these are compared with: each other, last year, and files of other years.

    They are measured from a copy: the frames of large extracts are gone when the engine needs the memory.
    """
    parameters = editie.parameters
    absent = [d.dataset.slug for d in controle.deliveries if d.table is None]
    invoer = make_invoer(parameters, replace(controle))
    metingen = measure_extracts(invoer, absent)
    bronnen = Bronnen(
        tabellen=controle.tabellen,
        referenties=controle.referenties,
        jaar=parameters.jaar,
        peildatum=parameters.datum,
        toleranties=parameters.toleranties,
        cijfers=metingen.per_indicator,
        vorig=[rij for jaar in controle.historie if jaar.jaar == parameters.jaar - 1 for rij in jaar.rijen],
        eerder=[rij for jaar in controle.historie if jaar.jaar < parameters.jaar - 1 for rij in jaar.rijen],
        bestanden={d.dataset.slug: d.file for d in controle.deliveries},
        niet_geleverd=controle.niet_geleverd,
        andere_jaren=editie.andere_jaren,
        vorige=controle.vorige,
    )
    return metingen, bronnen


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
