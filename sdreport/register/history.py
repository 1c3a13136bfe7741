"""The published numbers of earlier years: read for a report, and taken out of a report for those after it."""

import json
from dataclasses import replace
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault
from sdreport.project.editie import Editie
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import is_comparison
from sdreport.register.files import read_register
from sdreport.register.manifest import NAAM


def read_history(folder: Path, before: int) -> list[Cijfer]:
    """The published registers in `folder` (one `<jaar>.csv` a year) of the years before `before`."""
    return [rij for path in list_history(folder, before) for rij in _read_year(path, int(path.stem))]


def list_history(folder: Path, before: int) -> list[Path]:
    """The files of the published registers of the years before `before`, oldest first."""
    years = sorted(int(path.stem) for path in folder.glob("*.csv") if path.stem.isdigit())
    return [folder / f"{jaar}.csv" for jaar in years if jaar < before]


def _read_year(path: Path, jaar: int) -> list[Cijfer]:
    rijen = read_register(path)
    other = sorted({str(rij.jaar) for rij in rijen if rij.jaar != jaar})
    if other:
        what = f"hier horen alleen rijen van {jaar}, niet van {', '.join(other)}."
        raise ConfigurationError(Fault(what, path.name))
    return rijen


def published_rows(editie: Editie) -> list[Cijfer]:
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
