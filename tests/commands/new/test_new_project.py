"""A project for a municipality, from the installed package alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sdreport.commands.cli import cli
from sdreport.commands.new.new_project import make_project
from sdreport.errors import ConfigurationError
from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.references import load_references
from sdreport.stages.calculate import make_register
from sdreport.stages.read import read_extracts


def test_a_new_project_is_protected_and_loads(tmp_path: Path) -> None:
    make_project(tmp_path / "nieuw", 'Nieuw-"Stad" aan Zee: 1', 2024)
    project = find_project(tmp_path / "nieuw")
    editie = find_editie(project)
    assert editie.parameters.gemeente == 'Nieuw-"Stad" aan Zee: 1'
    assert (editie.parameters.jaar, editie.parameters.geheimhouding.drempel) == (2024, 10)
    assert load_huisstijl(editie.huisstijl).naam == editie.parameters.gemeente
    assert all(path.is_file() for path in editie.notebooks), "notebooks come with the package"
    assert not (project.root / "notebooks").exists()
    assert "6.71a" in set(load_references(project.data)["taakvelden"]["code"])


def test_every_extract_waits_with_its_header(tmp_path: Path) -> None:
    make_project(tmp_path / "nieuw", "Nieuwstad", 2024)
    editie = find_editie(find_project(tmp_path / "nieuw"))
    for slug in editie.parameters.datasets:
        lines = (editie.data / f"{slug}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1 and ";" in lines[0], slug


def test_data_of_another_municipality_can_be_put_in(tmp_path: Path) -> None:
    """The files of the example, in a new project of another name: the same numbers, without a line of code."""
    root = Path(__file__).parents[3]
    make_project(tmp_path / "nieuw", "Nieuwstad", 2023)
    project = find_project(tmp_path / "nieuw")
    for path in [*(root / "data").glob("*.csv"), *(root / "data" / "2023").glob("*.csv")]:
        target = project.root / path.relative_to(root)
        if path.parent.name != "2023" or target.is_file():
            shutil.copyfile(path, target)
    editie = find_editie(project)
    register = make_register(editie, read_extracts(editie))
    assert register.get("clienten.wmo.totaal").waarde == 1141


@pytest.mark.parametrize(
    ("gemeente", "jaar", "wat"),
    [
        (" ", 2024, "naam van de gemeente"),
        ("Nieuw\u200bstad", 2024, "teken dat niemand ziet"),
        ("Nieuw\nstad", 2024, "teken dat niemand ziet"),
        ("N" * 101, 2024, "hoogstens 100 tekens"),
        ("A", 1066, "Het jaar"),
    ],
)
def test_what_makes_no_project_is_told(tmp_path: Path, gemeente: str, jaar: int, wat: str) -> None:
    with pytest.raises(ConfigurationError, match=wat):
        make_project(tmp_path / "nieuw", gemeente, jaar)
    assert not (tmp_path / "nieuw").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("van mij")
    done = CliRunner().invoke(cli, ["new-project", str(tmp_path), "--gemeente", "A", "--jaar", "2024"])
    assert isinstance(done.exception, ConfigurationError)
    assert [path.name for path in tmp_path.iterdir()] == ["iets.txt"]


def test_words_of_the_skeleton_in_a_name_stay_as_they_are(tmp_path: Path) -> None:
    make_project(tmp_path / "nieuw", "GEMEENTE VOLGEND JAAR", 2024)
    assert find_editie(find_project(tmp_path / "nieuw")).parameters.gemeente == "GEMEENTE VOLGEND JAAR"


def test_a_project_of_which_the_making_was_broken_off_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    made = make_project(folder, "Nieuwstad", 2024)
    for path in made[3:]:
        path.unlink()
    with pytest.raises(ConfigurationError, match="niet leeg"):
        make_project(folder, "Oudstad", 2024)
    assert make_project(folder, "Nieuwstad", 2024) == made
    with pytest.raises(ConfigurationError, match="niet leeg"):
        make_project(folder, "Nieuwstad", 2024)
