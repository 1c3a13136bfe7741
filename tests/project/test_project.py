"""The project: found from any folder in it, no path leaves it, and its own tables are read strictly."""

import os
import re
import shutil
from pathlib import Path

import pytest

from sdreport.errors import ConfigurationError
from sdreport.project.folders import Project, find_project, find_root
from sdreport.project.references import (
    COLUMNS,
    KEYS,
    MAY_BE_ABSENT,
    load_references,
    make_labels,
    nest_labels,
)
from sdreport.project.shipped import find_shipped

VELDEN = {
    "volgorde": "1",
    "leveringsvorm": "ZIN",
    "wet": "Wmo",
    "taakveld": "6.6",
    "jaar_van": "2020",
    "jaar_tot": "",
    "code": "6.1",
    "postcode": "1101",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("parameters", "notebooks", "data/2023"):
        (tmp_path / "proef" / name).mkdir(parents=True)
    return tmp_path / "proef"


@pytest.mark.parametrize("folder", [".", "parameters", "data/2023"])
def test_a_project_is_found_from_its_root_and_from_every_folder_in_it(root: Path, folder: str) -> None:
    assert find_project(root / folder).root == root.resolve()


def test_a_project_is_found_from_the_current_folder_or_the_environment(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SDREPORT_ROOT", raising=False)
    monkeypatch.chdir(root / "data")
    assert find_project().root == root.resolve()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SDREPORT_ROOT", str(root))
    assert find_project().root == root.resolve()


@pytest.mark.parametrize("missing", [["parameters"], ["data", "notebooks"]])
def test_a_folder_without_parameters_or_anything_beside_them_is_no_project(
    root: Path, missing: list[str]
) -> None:
    for name in missing:
        shutil.rmtree(root / name)
    with pytest.raises(ConfigurationError, match="geen sdreport-project gevonden"):
        find_project(root)


def test_a_project_without_notebooks_or_suites_uses_those_of_the_package(root: Path) -> None:
    (root / "notebooks").rmdir()
    project = find_project(root)
    assert project.notebook("notebooks", "1_inleiding") == find_shipped("notebooks") / "1_inleiding.ipynb"
    assert (
        project.notebook("notebooks/plan", "3_voortgang")
        == find_shipped("notebooks") / "plan" / "3_voortgang.ipynb"
    )


def test_a_notebook_of_the_project_goes_before_that_of_the_package(root: Path) -> None:
    own = root / "notebooks" / "1_inleiding.ipynb"
    own.write_text("{}", encoding="utf-8")
    assert (
        find_project(root).notebook("notebooks/plan", "9_doelen")
        == find_shipped("notebooks") / "9_doelen.ipynb"
    )
    assert find_project(root).notebook("notebooks", "1_inleiding") == own.resolve()


def test_the_folders_of_a_project_stand_side_by_side(root: Path) -> None:
    project = Project(root)
    folders = [project.parameters, project.notebooks, project.expectations, project.data, project.output]
    assert [folder.relative_to(root).as_posix() for folder in folders] == [
        "parameters", "notebooks", "expectations", "data", "output",
    ]  # fmt: skip


def test_a_path_within_the_project_is_taken_from_its_root(root: Path) -> None:
    project = find_project(root)
    assert project.inside("data/2023") == root.resolve() / "data" / "2023"
    assert project.inside("data/../parameters") == root.resolve() / "parameters"


@pytest.mark.parametrize("path", ["..", "../proef-2", "data/../../elders", "/etc"])
def test_a_path_outside_the_project_is_refused(root: Path, path: str) -> None:
    with pytest.raises(ConfigurationError, match="wijst buiten de map van het project"):
        find_project(root).inside(path)


def test_a_link_that_leads_out_of_the_project_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (root / "data" / "link").symlink_to(tmp_path / "elders")
    with pytest.raises(ConfigurationError, match="wijst buiten"):
        find_project(root).inside("data/link")


def test_paths_are_shown_from_the_root_with_forward_slashes(root: Path) -> None:
    assert find_project(root).relative(root / "data" / "2023" / "x.csv") == "data/2023/x.csv"
    assert find_project(root).relative(root.parent / "x.csv") == (root.parent / "x.csv").resolve().as_posix()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with all reference tables, of one row each."""
    for name, columns in COLUMNS.items():
        row = ";".join(VELDEN.get(column, column.replace("_", "-") + "-1") for column in columns)
        (tmp_path / f"{name}.csv").write_text(f"{';'.join(columns)}\n{row}\n", encoding="utf-8")
    return tmp_path


def test_reference_tables_are_text_in_which_an_empty_field_is_missing(tables: Path) -> None:
    with (tables / "codelijsten.csv").open("a", encoding="utf-8") as stream:
        stream.write('wet;01;"Één; twee";\n\n')
    codes = load_references(tables)["codelijsten"]
    eigen = codes.tail(2)
    assert codes.index.tolist() == list(range(len(codes)))
    assert eigen.iloc[1][["lijst", "code", "omschrijving"]].tolist() == ["wet", "01", "Één; twee"]
    assert eigen["groep"].isna().tolist() == [False, True]


def test_a_byte_order_mark_in_a_reference_table_is_no_part_of_its_first_column(tables: Path) -> None:
    path = tables / "labels.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert list(load_references(tables)["labels"]) == list(COLUMNS["labels"])


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - set(MAY_BE_ABSENT)))
def test_a_missing_reference_table_is_named(tables: Path, name: str) -> None:
    (tables / f"{name}.csv").unlink()
    with pytest.raises(ConfigurationError, match=rf"data/{name}\.csv ontbreekt"):
        load_references(tables)


@pytest.mark.parametrize("name", ["programmas", "doelenlijn"])
def test_a_project_without_plans_does_without_their_tables(tables: Path, name: str) -> None:
    (tables / f"{name}.csv").unlink()
    assert load_references(tables)[name].empty


def test_a_taakveld_has_one_name_in_a_year(tables: Path) -> None:
    path = tables / "taakvelden.csv"
    path.write_text("jaar_van;jaar_tot;code;naam\n2017;;6.1;a\n2020;2022;6.1;b\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"data/taakvelden\.csv, regel 3: code staat er al eerder in"
    ):
        load_references(tables)


def test_taakvelden_are_those_of_the_package_where_a_project_has_none(tables: Path) -> None:
    assert load_references(tables)["taakvelden"]["naam"].tolist() == ["naam-1"]
    (tables / "taakvelden.csv").unlink()
    assert "6.71a" in set(load_references(tables)["taakvelden"]["code"])


def test_labels_of_a_municipality_add_to_those_that_all_share_and_go_before_them(tables: Path) -> None:
    (tables / "labels.csv").write_text("dimensie;waarde;label;volgorde\nwet;wmo;Wmo 2015;1\nperceel;p;P;1\n")
    labels = nest_labels(load_references(tables)["labels"])
    assert labels["wet"]["wmo"] == "Wmo 2015"
    assert labels["wet"]["jeugdwet"] == "Jeugdwet"
    assert labels["perceel"] == {"p": "P"}


def test_a_code_of_the_municipality_has_its_label_on_the_page_without_a_second_table(tables: Path) -> None:
    own = "lijst;code;omschrijving;groep\ninkomensondersteuning;hulp bij kosten;Hulp bij kosten;\n"
    own += "inkomensondersteuning;pas;Pas;\n"
    own += "begrotingspost;dorp;Dorpshuizen;\nbegrotingspost;hulp;Hulp;\n"
    own += "uitkomst_bezwaar;ongegrond;Niet terecht;ongegrond\n"
    (tables / "codelijsten.csv").write_text(own, encoding="utf-8")
    (tables / "labels.csv").write_text(
        "dimensie;waarde;label;volgorde\npost;hulp;Hulp thuis;1\n", encoding="utf-8"
    )
    labels = make_labels(load_references(tables))
    assert labels["voorziening"]["hulp-bij-kosten"] == "Hulp bij kosten"
    order = list(labels["voorziening"])
    assert order.index("hulp-bij-kosten") < order.index("pas"), "in the order of the municipality's own list"
    assert labels["post"] | {"totaal": ""} == {"hulp": "Hulp thuis", "totaal": "", "dorp": "Dorpshuizen"}
    assert labels["perceel"]["hulp"] == "Hulp thuis"
    assert labels["uitkomst"]["ongegrond"] == "Ongegrond"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"lijst;code\nwet;1\n", r"data/codelijsten\.csv: de kolommen horen te zijn: lijst, code, omschrijving, groep"),
        (b"", "de kolommen horen te zijn"),
        (b"lijst;code;omschrijving;groep\nwet;1;caf\xe9;\n", "geen leesbaar CSV-bestand in UTF-8"),
        (b'lijst;code;omschrijving;groep\nwet;1;"open;\n', "geen leesbaar CSV-bestand"),
        (b"lijst;code;omschrijving;groep\nwet;1;x;\nwet;2;y\nwet;3;z;;\n", "regel 3, 4: het aantal velden klopt niet"),
        (b"lijst;code;omschrijving;groep\nwet;1;x;\nwet;1;z;\n", r"regel 3: lijst \+ code staat er al eerder in"),
    ],
)  # fmt: skip
def test_a_reference_table_that_cannot_be_read_is_told_with_its_lines(
    tables: Path, content: bytes, message: str
) -> None:
    (tables / "codelijsten.csv").write_bytes(content)
    with pytest.raises(ConfigurationError, match=message):
        load_references(tables)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_key_that_stands_twice_in_a_reference_table_is_refused(tables: Path, name: str) -> None:
    """A product code that is there twice would count every toewijzing of it double."""
    path = tables / f"{name}.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"data/{name}\.csv, regel 3: .*staat er al eerder in"):
        load_references(tables)
    assert set(KEYS) == set(COLUMNS)


def test_labels_are_nested_by_dimension_in_their_order_on_the_page(tables: Path) -> None:
    text = "dimensie;waarde;label;volgorde\nproef;b;Tweede;2\nproef;c;Tiende;10\nproef;a;Eerste;1\nnog;p;Enig;1\n"
    (tables / "labels.csv").write_text(text, encoding="utf-8")
    labels = nest_labels(load_references(tables)["labels"])
    assert list(labels["proef"].items()) == [("a", "Eerste"), ("b", "Tweede"), ("c", "Tiende")]
    assert labels["nog"] == {"p": "Enig"}


def test_a_project_in_a_folder_whose_name_is_no_text_is_told(root: Path) -> None:
    folder = root.parent / os.fsdecode(b"caf\xe9")
    root.rename(folder)
    with pytest.raises(ConfigurationError, match="geen UTF-8 is"):
        find_root(folder / "notebooks")


@pytest.mark.skipif(os.sep != "/", reason="on Windows no folder can have such a name")
@pytest.mark.parametrize("sign", ["\\", "?"])
def test_a_folder_whose_name_the_engine_reads_otherwise_is_told(tmp_path: Path, sign: str) -> None:
    folder = tmp_path / f"sociaal{sign}domein" / "project"
    for name in ("parameters", "data"):
        (folder / name).mkdir(parents=True)
    with pytest.raises(
        ConfigurationError, match=rf"heeft een {re.escape(sign)} in haar naam: .*Hernoem haar"
    ):
        find_project(folder)
