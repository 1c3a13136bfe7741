"""A notebook that is opened by hand and run from top to bottom shows the numbers that a build gives."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bouwhulp import copy_project
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from sdreport.chapter.blocks.blocks import BLOK_MIME
from sdreport.chapter.werkmap import WERKMAP_VARIABELE
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.calculate import make_register
from sdreport.stages.fill_werkmap import gather_leesstof
from sdreport.stages.read import read_extracts

RAPPORT, HOOFDSTUK = "monitor-2019-09-15", "3_voortgang"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv(WERKMAP_VARIABELE, raising=False)
    monkeypatch.delenv("SDREPORT_ROOT", raising=False)
    return Project(copy_project(tmp_path))


def run_by_hand(path: Path) -> list[dict[str, Any]]:
    """The blocks that a notebook shows, run as JupyterLab does: in its own folder, as it stands."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"][BLOK_MIME] for output in outputs if BLOK_MIME in output.get("data", {})]


def numbers_of(blokken: list[dict[str, Any]]) -> set[str]:
    """The figures and tables among blocks, as `figuur 3.4`."""
    return {f"{blok['soort']} {blok['nummer']}" for blok in blokken if "nummer" in blok}


def test_numbers_by_hand_are_those_of_a_build_also_after_a_change(project: Project) -> None:
    path = project.notebook("notebooks/plan", HOOFDSTUK)
    shown = run_by_hand(path)
    editie = find_editie(project, RAPPORT)
    controle = read_extracts(editie)
    built = gather_leesstof(editie, controle, make_register(editie, controle)).opbouw
    expected = {f"{soort} {number}" for soort, found in built.nummers.items() for number in found.values()}
    own = str(built.hoofdstukken[HOOFDSTUK])
    here = {number for number in expected if number.split()[1].split(".")[0] == own}
    empty = sum(blok["soort"] == "melding" for blok in shown)
    assert numbers_of(shown) <= here and len(here) == len(numbers_of(shown)) + empty
    assert all(blok["svg"] for blok in shown if blok["soort"] == "figuur")

    notebook = json.loads(path.read_text(encoding="utf-8"))
    call = 'hoofdstuk.text("inleiding")\nhoofdstuk.crosstab("nieuw", "T", "activiteiten", "programma", "voortgang")'
    notebook["cells"][3]["source"] = call
    path.write_text(json.dumps(notebook), encoding="utf-8")
    after = run_by_hand(path)
    tables = [blok for blok in after if blok["soort"] == "tabel"]
    assert [tables[0]["bijschrift"], tables[0]["nummer"]] == ["T", f"{own}.1"]
    assert tables[1]["bijschrift"] == "Aandachtspunten per programma" and tables[1]["nummer"] == f"{own}.2"
    assert any(f"[tabel {own}.2](#tabel-{own}-2)" in blok.get("markdown", "") for blok in after)


def test_a_name_that_is_used_twice_is_told_where_the_chapter_opens(project: Project) -> None:
    path = project.notebook("notebooks/plan", HOOFDSTUK)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = 'hoofdstuk.progress("voortgang", "T")'
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(CellExecutionError, match="figuur voortgang is er al"):
        run_by_hand(path)
