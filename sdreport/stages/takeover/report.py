"""A whole report taken over: nothing that it depends on has changed, and all that it made still stands there."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sdreport.project.editie import Editie
from sdreport.register.manifest import HANDTEKENING, hash_files, hash_folder
from sdreport.stages.takeover.ingredients import Ingredienten
from sdreport.voorraad.bewaarplaats import MAP, Bewaarplaats
from sdreport.voorraad.overname import Overname
from sdreport.voorraad.stappen import RAPPORT

BESLOTEN = (".werkmap", ".terugmelding", ".geheimhouding")
"""Restricted folders in the output folder in which a build writes a folder per report."""


@contextlib.contextmanager
def open_overname(editie: Editie, vers: bool = False, data: Path | None = None) -> Iterator[Overname]:
    """What earlier runs on this report made, to take over from; what is made is kept when the run ends, well or not.

    `data` is another folder of extracts than that of the report.
    """
    ingredienten = Ingredienten(editie, data)
    plaats = Bewaarplaats(editie.project.output / MAP, vers)
    overname = Overname(plaats, editie.naam, ingredienten.delen, vers)
    try:
        yield overname
    finally:
        overname.close(ingredienten.is_still)


def find_report(editie: Editie) -> str | None:
    """What is told of the texts of a report that can stay as it stands there; None when it has to be built."""
    plaats = Bewaarplaats(editie.project.output / MAP)
    kept = Overname(plaats, editie.naam, Ingredienten(editie).delen).find(RAPPORT, editie.naam, {})
    content = json.loads(kept) if kept else {}
    return content["gezegd"] if content.get("gemaakt") == hash_made(editie) else None


def keep_report(editie: Editie, gezegd: str, overname: Overname) -> None:
    """Keep what was made and told of a report that was put in place."""
    content = {"gemaakt": hash_made(editie), "gezegd": gezegd}
    overname.keep(RAPPORT, editie.naam, {}, json.dumps(content).encode())


def hash_made(editie: Editie) -> Mapping[str, str]:
    """The hashes of all files that a build of this report makes, by their path in the output folder.

    A signature is made later, and stays beside the manifest that it was made for.
    """
    output = editie.project.output
    folders = [output / name / editie.parameters.rapport for name in BESLOTEN]
    made = [path for folder in folders for path in folder.glob("*") if path.is_file()]
    published = hash_folder(editie.folder)
    if os.path.lexists(signature := editie.folder / HANDTEKENING):
        from sdreport.safe.signature import check_form  # heavy, and only for a report that was signed

        published |= {HANDTEKENING: wrong} if (wrong := check_form(signature)) else {}
    return hash_files(made, output) | {f"{editie.naam}/{name}": sha for name, sha in published.items()}
