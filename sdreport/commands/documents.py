"""`sdreport documents`: published papers of the municipality, recalculated."""

import sys

import click

from sdreport.bevindingen import is_kritiek, sort_bevindingen
from sdreport.commands.screen import tell
from sdreport.errors import AFSLUITCODES, ConfigurationError
from sdreport.project.folders import find_project


@click.command(epilog=AFSLUITCODES)
@click.argument("naam", required=False)
def documents(naam: str | None) -> None:
    """Reken gepubliceerde documenten na: sommen, aandelen en beweringen in data/documenten/.

    De regels voor teksten lezen ook de plannen, besluiten en uitspraken van de rapporten over dat document.

    NAAM is de naam van één tabel, zonder .csv; zonder naam worden alle documenten nagerekend.
    """
    project = find_project()
    from sdreport.documents.check import check_documenten
    from sdreport.documents.page import MAP, read_documenten
    from sdreport.stages.read import check_teksten_van_rapporten

    documenten = read_documenten(project.data / MAP)
    if naam and naam not in {document.slug for document in documenten}:
        known = ", ".join(document.slug for document in documenten)
        raise ConfigurationError(f"Document '{naam}' staat niet in data/{MAP}/. Daar staan: {known}.")
    every = [*check_documenten(documenten), *check_teksten_van_rapporten(project)]
    found = [item for item in every if naam in (None, item.dataset)]
    for item in sort_bevindingen(found):
        tell(item.as_text())
    sys.exit(1 if is_kritiek(found) else 0)
