"""What the gate found, told: in lists for those who sent the extracts, and as the outcome of a check."""

from pathlib import Path

from sdreport.gate.register_rules import GEPUBLICEERD
from sdreport.gate.told.outcome import Uitkomst
from sdreport.gate.told.terugmelding import MAP as TERUGMELDING
from sdreport.gate.told.terugmelding import write_terugmelding
from sdreport.intake.catalogue.datasets import find_dataset
from sdreport.project.editie import Editie
from sdreport.project.parameters import Parameters
from sdreport.stages.read import Controle


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


def _lijsten_folder(editie: Editie) -> Path:
    return editie.project.output / TERUGMELDING / editie.parameters.rapport
