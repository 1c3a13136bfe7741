"""One report that is made: what it is called and where its parts are."""

from dataclasses import replace
from pathlib import Path

import pytest
from werkboekhulp import DATA, RAPPORT, make_project

from sdreport.errors import ConfigurationError
from sdreport.project.editie import Editie, find_editie
from sdreport.project.shipped import find_shipped


@pytest.fixture
def editie(tmp_path: Path) -> Editie:
    return make_project(tmp_path, [])


def test_a_concept_stands_beside_the_report_itself(editie: Editie) -> None:
    concept = replace(editie, concept=True)
    assert (editie.naam, concept.naam) == (RAPPORT, f"{RAPPORT}-concept")
    assert editie.index == editie.project.output / RAPPORT / "index.html"
    assert concept.folder == editie.project.output / f"{RAPPORT}-concept"


def test_the_notebook_on_quality_is_the_first_of_all_chapters(editie: Editie) -> None:
    assert editie.alle_hoofdstukken == ("0_datakwaliteit", "1_inleiding")
    assert [path.stem for path in editie.notebooks] == list(editie.alle_hoofdstukken)


def test_a_notebook_of_the_report_itself_goes_before_the_shared_one(editie: Editie) -> None:
    own = editie.project.notebooks / "plan"
    own.mkdir()
    (own / "1_inleiding.ipynb").touch()
    editie = replace(editie, parameters=editie.parameters.model_copy(update={"notebooks": "notebooks/plan"}))
    shared = find_shipped("notebooks") / "0_datakwaliteit.ipynb"
    assert editie.notebooks == [shared, own / "1_inleiding.ipynb"]


def test_texts_of_the_report_itself_come_after_shared_ones(editie: Editie) -> None:
    root = editie.project.root
    package = find_shipped("data") / "toelichting"
    assert editie.toelichting == [package, root / "data" / "toelichting", root / DATA / "toelichting"]


def test_nothing_of_a_report_lies_outside_the_project(editie: Editie) -> None:
    out = {"data": "../elders", "huisstijl": "../huisstijl.yaml", "notebooks": "../notebooks"}
    editie = replace(editie, parameters=editie.parameters.model_copy(update=out))
    for look in (lambda: editie.data, lambda: editie.huisstijl, lambda: editie.notebooks):
        with pytest.raises(ConfigurationError, match="buiten de map"):
            look()


def test_a_report_is_found_by_its_name(editie: Editie) -> None:
    assert find_editie(editie.project, RAPPORT) == editie
    assert find_editie(editie.project, RAPPORT, concept=True) == replace(editie, concept=True)
    with pytest.raises(ConfigurationError, match="niet gevonden"):
        find_editie(editie.project, "weg-2023")
