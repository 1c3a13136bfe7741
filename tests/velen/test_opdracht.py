"""Which projects a run is about."""

from pathlib import Path

import pytest

from sdreport.errors import ConfigurationError
from sdreport.velen.opdracht import find_opdrachten


def make(root: Path) -> Path:
    """An empty project."""
    (root / "parameters").mkdir(parents=True)
    (root / "data").mkdir()
    return root


def test_projects_are_found_at_any_depth_and_named_after_their_folder(tmp_path: Path) -> None:
    make(tmp_path / "Noord" / "Veld & Beek")
    make(tmp_path / "Zuid")
    make(tmp_path / ".oud" / "Zuid")
    make(tmp_path / "Zuid" / "kopie")
    found = find_opdrachten(tmp_path, "monitor")
    assert [(item.naam, item.rapport) for item in found] == [
        ("noord-veld-beek", "monitor"),
        ("zuid", "monitor"),
    ]
    assert [item.root for item in found] == [tmp_path / "Noord" / "Veld & Beek", tmp_path / "Zuid"]


def test_no_municipality_has_the_name_of_all_together(tmp_path: Path) -> None:
    make(tmp_path / "Totaal")
    make(tmp_path / "---")
    assert [item.naam for item in find_opdrachten(tmp_path)] == ["project", "project-totaal"]


def test_one_project_is_a_run_too(tmp_path: Path) -> None:
    assert [item.naam for item in find_opdrachten(make(tmp_path / "Zuid"))] == ["zuid"]


def test_a_table_names_projects_and_reports(tmp_path: Path) -> None:
    make(tmp_path / "a" / "Zuid")
    make(tmp_path / "Noord")
    table = tmp_path / "lijst.csv"
    table.write_text("map;rapport\na/Zuid;monitor\nNoord;\n", encoding="utf-8")
    assert [(o.naam, o.rapport) for o in find_opdrachten(table, "jaar")] == [
        ("noord", "jaar"),
        ("zuid", "monitor"),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Noord;\nweg;\n", "lijst.csv, regel 3, map"),
        (";\n", "lijst.csv, regel 2, map"),
        ("Noord;\nNoord;\n", "noord"),
        ("", "geen project"),
    ],
)
def test_a_table_that_leads_nowhere_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    make(tmp_path / "Noord")
    table = tmp_path / "lijst.csv"
    table.write_text(f"map;rapport\n{rows}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=told):
        find_opdrachten(table)


def test_two_projects_of_one_name_are_refused(tmp_path: Path) -> None:
    make(tmp_path / "Veld-Beek")
    make(tmp_path / "veld beek")
    with pytest.raises(ConfigurationError, match="veld-beek"):
        find_opdrachten(tmp_path)


def test_a_link_to_a_project_counts_unless_it_is_there_already(tmp_path: Path) -> None:
    elsewhere = make(tmp_path / "elders" / "Zuid")
    folder = tmp_path / "alle"
    make(folder / "Noord")
    (folder / "link").symlink_to(elsewhere)
    (folder / "rondje").symlink_to(folder)
    assert [item.root for item in find_opdrachten(folder)] == [elsewhere, folder / "Noord"]
    (folder / "nog-een").symlink_to(elsewhere)
    with pytest.raises(ConfigurationError, match="Zuid"):
        find_opdrachten(folder)


def test_a_place_without_projects_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "weg"):
        with pytest.raises(ConfigurationError):
            find_opdrachten(place)
