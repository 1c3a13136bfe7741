"""The front half of a build: extracts read, checked at the gate, and measured into the register."""

import fnmatch
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.cijfers import Register, Rij, compare, mark_status, read_history, to_rijen
from sdreport.disclosure import protect
from sdreport.errors import ConfigurationError
from sdreport.intake.datasets import find_dataset
from sdreport.intake.reader import Delivery, read_deliveries
from sdreport.measures import measure
from sdreport.measures.definitie import Invoer
from sdreport.parameters import Parameters
from sdreport.project import Project
from sdreport.quality.gate import Regeluitslag, load_suites, make_suite_parameters, run_gate, to_bevindingen
from sdreport.references import load_references


@dataclass(frozen=True)
class Controle:
    """What came in and what the gate said of it."""

    deliveries: tuple[Delivery, ...]
    uitslagen: tuple[Regeluitslag, ...]
    bevindingen: tuple[Bevinding, ...]
    referenties: dict[str, pd.DataFrame]

    @property
    def tabellen(self) -> dict[str, pd.DataFrame]:
        """The tables that could be read, by dataset."""
        return {d.dataset.slug: d.table for d in self.deliveries if d.table is not None}


def read_extracts(project: Project, parameters: Parameters, folder: Path | None = None) -> Controle:
    """Read the extracts of a report, from `folder` or where the parameters say; no gate yet."""
    datasets = [find_dataset(slug) for slug in parameters.datasets]
    deliveries = tuple(read_deliveries(folder or project.inside(parameters.data), datasets))
    found = tuple(finding for delivery in deliveries for finding in delivery.bevindingen)
    return Controle(deliveries, (), found, load_references(project.data))


def run_checks(project: Project, parameters: Parameters, controle: Controle) -> Controle:
    """Run the suites of the datasets that could be read, and add what they find."""
    tables = controle.tabellen
    suites = load_suites(project.expectations, list(tables))
    known = make_suite_parameters(tables, controle.referenties, parameters.jaar)
    files = {d.dataset.slug: d.file.name for d in controle.deliveries}
    uitslagen = tuple(run_gate(tables, suites, known, files))
    found = (*controle.bevindingen, *to_bevindingen(uitslagen, files))
    return Controle(controle.deliveries, uitslagen, found, controle.referenties)


def make_register(project: Project, parameters: Parameters, controle: Controle) -> Register:
    """Measure the extracts, protect what is small, and add history, policy numbers and comparisons."""
    invoer = Invoer(parameters.jaar, controle.tabellen, controle.referenties)
    protected = protect(measure(invoer), parameters.geheimhouding.drempel)
    rijen = list(to_rijen(protected, parameters.status))
    rijen = list(mark_status(rijen, parameters.voorbeeld, "voorbeeld"))
    rijen += read_history(project.data / "history", parameters.jaar)
    rijen += list(_kerngetallen(parameters))
    compared = list(compare(rijen, parameters.jaar))
    _check_patterns("voorbeeld", parameters.voorbeeld, rijen)
    _check_patterns("vastgesteld", parameters.vastgesteld, compared)
    compared = list(mark_status(compared, parameters.vastgesteld, parameters.status))
    return Register([*rijen, *compared], parameters.jaar)


def _check_patterns(sleutel: str, adressen: Sequence[str], rijen: Sequence[Rij]) -> None:
    """A pattern that matches no number marks nothing: it is a slip of the pen."""
    unused = [adres for adres in adressen if not any(fnmatch.fnmatchcase(rij.adres, adres) for rij in rijen)]
    if unused:
        raise ConfigurationError.from_list(
            f"Parameters: onder '{sleutel}' staan adressen die op geen enkel cijfer passen:", unused
        )


def _kerngetallen(parameters: Parameters) -> Iterator[Rij]:
    for getal in parameters.kerngetallen:
        yield Rij(
            "kerngetal", parameters.jaar, {"naam": getal.naam}, getal.waarde, getal.eenheid, "definitief",
            f"parameters: {getal.bron}", f"Beleidscijfer, peildatum {getal.peildatum:%d-%m-%Y}.",
        )  # fmt: skip
