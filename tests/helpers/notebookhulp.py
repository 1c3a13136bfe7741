"""The notebooks of the project, which report uses which, and the calls in them."""

import inspect
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.layout.calls import Aanroep, read_calls
from sdreport.project.editie import load_editie
from sdreport.project.folders import find_project

PROJECT = find_project(Path(__file__).parent)
NOTEBOOKS = {
    path.relative_to(PROJECT.notebooks).with_suffix("").as_posix(): path
    for path in sorted(PROJECT.notebooks.rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
}
"""The notebooks by their place: `1_inleiding` is for all reports, `plan/1_inleiding` for those of plans."""
EDITIES = {path.stem: load_editie(PROJECT, path) for path in sorted(PROJECT.parameters.glob("*-[0-9]*.yaml"))}
REPORTS = {name: editie.parameters for name, editie in EDITIES.items()}


def find_name(report: str, chapter: str) -> str:
    """The notebook that a report uses for a chapter: one of its own folder, or else the shared one."""
    path = PROJECT.notebook(REPORTS[report].notebooks, chapter)
    return path.relative_to(PROJECT.notebooks).with_suffix("").as_posix()


CHAPTERS = {
    (report, find_name(report, chapter))
    for report, parameters in REPORTS.items()
    for chapter in parameters.hoofdstukken
}
QUALITY = {
    (report, find_name(report, name))
    for report, parameters in REPORTS.items()
    for name in (parameters.kwaliteit, parameters.oogopslag)
    if name
}

METHODS = {name for name, _ in inspect.getmembers(Hoofdstuk, inspect.isfunction) if not name.startswith("_")}


def find_kind(method: str) -> str:
    """What a method of the chapter shows, if that has a number: figuur, tabel or nothing."""
    signature = inspect.signature(getattr(Hoofdstuk, method))
    shown = str(signature.return_annotation)
    kind = "figuur" if "Figuur" in shown else "tabel" if "Tabel" in shown else ""
    return kind if "naam" in signature.parameters else ""


every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_chapter = pytest.mark.parametrize(("report", "name"), sorted(CHAPTERS))
every_page = pytest.mark.parametrize(("report", "name"), sorted(CHAPTERS | QUALITY))


def read_cells(name: str, kind: str | None = None) -> list[Any]:
    """The cells of a notebook, all or of one kind."""
    notebook = nbformat.read(NOTEBOOKS[name], as_version=4)
    return [cell for cell in notebook.cells if kind in (None, cell.cell_type)]


def calls_of(name: str) -> list[Aanroep]:
    """Calls on the chapter object in their order, as the numbering reads them."""
    return read_calls(NOTEBOOKS[name])


def stem_of(name: str) -> str:
    """The name of a chapter without the folder of its notebook."""
    return name.rpartition("/")[2]
