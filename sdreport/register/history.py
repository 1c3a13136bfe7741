"""The published numbers of a report, as history for the reports after it."""

import json
from dataclasses import replace

from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie
from sdreport.register.manifest import NAAM
from sdreport.register.register import Rij, is_comparison, read_register


def published_rows(editie: Editie) -> list[Rij]:
    """The register of the published report as history: its own year, without comparisons and policy numbers."""
    folder, rapport = editie.folder, editie.parameters.rapport
    if not (folder / NAAM).is_file():
        if (replace(editie, concept=True).folder / NAAM).is_file():
            raise ConfigurationError(
                f"Van {rapport} is er alleen een concept, en dat kan geen geschiedenis worden. "
                "Bouw het eerst zonder --concept."
            )
        raise ConfigurationError(
            f"{rapport} is nog niet gebouwd; de cijfers daarvan zijn de geschiedenis van het nieuwe jaar. "
            f"Draai eerst: sdreport build {rapport}"
        )
    if json.loads((folder / NAAM).read_text(encoding="utf-8"))["concept"]:
        raise ConfigurationError(
            f"{rapport} is een concept en kan geen geschiedenis worden. Bouw het eerst zonder --concept."
        )
    rows = (rij for rij in read_register(folder / "cijfers.csv") if rij.jaar == editie.parameters.jaar)
    return [rij for rij in rows if rij.indicator != "kerngetal" and not is_comparison(rij)]
