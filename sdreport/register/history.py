"""The published numbers of a report, as history for the reports after it."""

import json

from sdreport.errors import ConfigurationError
from sdreport.project.folders import Project
from sdreport.project.parameters import Parameters
from sdreport.project.vrijgave import name_report
from sdreport.register.manifest import NAAM
from sdreport.register.register import Rij, is_comparison, read_register


def published_rows(project: Project, parameters: Parameters) -> list[Rij]:
    """The register of the published report as history: its own year, without comparisons and policy numbers."""
    folder = project.output / parameters.rapport
    if not (folder / NAAM).is_file():
        if (project.output / name_report(parameters.rapport, concept=True) / NAAM).is_file():
            raise ConfigurationError(
                f"Van {parameters.rapport} is er alleen een concept, en dat kan geen geschiedenis worden. "
                "Bouw het eerst zonder --concept."
            )
        raise ConfigurationError(
            f"{parameters.rapport} is nog niet gebouwd; de cijfers daarvan zijn de geschiedenis van het nieuwe jaar. "
            f"Draai eerst: sdreport build {parameters.rapport}"
        )
    if json.loads((folder / NAAM).read_text(encoding="utf-8"))["concept"]:
        raise ConfigurationError(
            f"{parameters.rapport} is een concept en kan geen geschiedenis worden. Bouw het eerst zonder --concept."
        )
    rows = (rij for rij in read_register(folder / "cijfers.csv") if rij.jaar == parameters.jaar)
    return [rij for rij in rows if rij.indicator != "kerngetal" and not is_comparison(rij)]
