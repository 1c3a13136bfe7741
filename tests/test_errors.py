"""Errors carry the place as fields beside their text, for every kind of file that people keep."""

import errno
import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from sdreport.bevindingen import Bevinding
from sdreport.chapter.toelichting.text import Feiten, read_secties
from sdreport.errors import (
    BuildError,
    ConfigurationError,
    Fault,
    GateError,
    SdreportError,
    explain_oserror,
    suggest,
)
from sdreport.gate.samenhang.run import check_row_rules
from sdreport.gate.suites import load_suites
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import load_parameters
from sdreport.project.references import load_references
from sdreport.publish.execute.run import run_notebooks
from sdreport.register.files import read_register
from sdreport.register.register import Register
from sdreport.stages.check import stop_at_gate
from sdreport.stages.read import Controle

ROOT = Path(__file__).parents[1]
RAPPORT = "raadsrapportage-2023"


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copy a file of the project with one text in it replaced."""

    def copy(name: str, old: str, new: str) -> Path:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / Path(name).name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return copy


def faults_of(call: Callable[[], object], kind: type[SdreportError] = ConfigurationError) -> list[Fault]:
    """The faults of the error that a call raises; each is told in its text."""
    with pytest.raises(kind) as caught:
        call()
    for fault in caught.value.faults:
        assert fault.what in str(caught.value)
    return list(caught.value.faults)


def line_of(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.strip().startswith(start))


def test_parameters_name_the_line_the_key_and_the_kind_of_every_fault(
    spoil: Callable[[str, str, str], Path],
) -> None:
    path = spoil(f"parameters/{RAPPORT}.yaml", "jaar: 2023", "jaar: twee\ngemeent: x")
    wrong, unknown = faults_of(lambda: load_parameters(path))
    assert (wrong.file, wrong.lines, wrong.column) == (path.name, (line_of(path, "jaar:"),), "jaar")
    assert (unknown.lines, unknown.column) == ((line_of(path, "gemeent:"),), "gemeent")
    assert (wrong.rule, unknown.rule) == ("int_parsing", "extra_forbidden")


def test_parameters_that_are_no_yaml_name_the_line(spoil: Callable[[str, str, str], Path]) -> None:
    path = spoil(f"parameters/{RAPPORT}.yaml", "titel:", "titel: [")
    (fault,) = faults_of(lambda: load_parameters(path))
    assert fault.file == path.name and len(fault.lines) == 1


def test_a_house_style_names_the_line_and_the_key(spoil: Callable[[str, str, str], Path]) -> None:
    path = spoil("parameters/huisstijl.yaml", "primair:", "primaire:")
    faults = faults_of(lambda: load_huisstijl(path))
    assert {fault.column for fault in faults} == {"kleuren.primair", "kleuren.primaire"}
    (unknown,) = (fault for fault in faults if fault.rule == "extra_forbidden")
    assert (unknown.file, unknown.lines) == (path.name, (line_of(path, "primaire:"),))


def test_a_reference_table_names_all_lines(tmp_path: Path) -> None:
    for path in (ROOT / "data").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    labels = tmp_path / "labels.csv"
    rows = labels.read_text(encoding="utf-8").splitlines()
    labels.write_text("\n".join([*rows, rows[1], rows[2]]) + "\n", encoding="utf-8")
    (fault,) = faults_of(lambda: load_references(tmp_path))
    assert (fault.file, fault.lines) == ("data/labels.csv", (len(rows) + 1, len(rows) + 2))


def test_a_register_of_an_earlier_year_names_the_line(spoil: Callable[[str, str, str], Path]) -> None:
    path = spoil("data/history/2022.csv", ";definitief;", ";zeker;")
    (fault,) = faults_of(lambda: read_register(path))
    assert fault.file == "2022.csv"
    assert ";zeker;" in path.read_text(encoding="utf-8").splitlines()[fault.lines[0] - 1]


def test_a_toelichting_names_the_line_of_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "1_proef.md"
    path.write_text("## begin\n\nEr zijn 12 mensen.\n\nOok {{ weg.is }}.\n", encoding="utf-8")
    secties = read_secties([tmp_path], "1_proef")
    faults = faults_of(lambda: Feiten(Register([], 2023), "Voorbeeldstad").fill(secties["begin"]))
    assert [(fault.file, fault.lines) for fault in faults] == [("1_proef.md", (3,)), ("1_proef.md", (5,))]


def test_a_wrong_heading_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "1_proef.md").write_text("## goed\n\n## Niet Goed\n", encoding="utf-8")
    (fault,) = faults_of(lambda: read_secties([tmp_path], "1_proef"))
    assert (fault.file, fault.lines) == ("1_proef.md", (3,))


def test_a_suite_names_the_rule_and_the_column(tmp_path: Path) -> None:
    suite = json.loads((ROOT / "expectations" / "leerlingen.json").read_text(encoding="utf-8"))
    spoiled = next(item for item in suite["expectations"] if "column" in item["kwargs"])
    spoiled["severity"] = "erg"
    (tmp_path / "leerlingen.json").write_text(json.dumps(suite), encoding="utf-8")
    (fault,) = faults_of(lambda: load_suites(tmp_path, ["leerlingen"]))
    assert (fault.file, fault.rule) == ("leerlingen.json", spoiled["meta"]["regel"])
    assert fault.column == spoiled["kwargs"]["column"]


def test_a_suite_that_is_no_json_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "leerlingen.json").write_text('{\n"name": ,\n}', encoding="utf-8")
    (fault,) = faults_of(lambda: load_suites(tmp_path, ["leerlingen"]))
    assert (fault.file, fault.lines, fault.column) == ("leerlingen.json", (2,), "positie 9")


def test_a_rule_between_extracts_that_is_not_about_a_row_is_named() -> None:
    wrong = {
        "type": "expect_table_row_count_to_be_between",
        "kwargs": {},
        "meta": {"regel": "samenhang_x.aantal"},
    }
    (fault,) = faults_of(lambda: check_row_rules({"name": "samenhang_x", "expectations": [wrong]}))
    assert (fault.file, fault.rule) == ("samenhang_x.json", "samenhang_x.aantal")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (
            "from sdreport.project.folders import find_report\nfind_report('weg')",
            ConfigurationError,
        ),
        ("1 / 0", BuildError),
    ],
)
def test_a_notebook_names_its_cell(code: str, kind: type[SdreportError], tmp_path: Path) -> None:
    about = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": about})
    parameters = nbformat.v4.new_code_cell("jaar = 2000", metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell("# Titel"), parameters, nbformat.v4.new_code_cell(code)]
    path = tmp_path / "1_proef.ipynb"
    nbformat.write(notebook, path)
    out = tmp_path / "uit"
    out.mkdir()
    (fault,) = faults_of(lambda: run_notebooks([path], out, {"jaar": 2023}, tmp_path, 60), kind)
    assert (fault.file, fault.cell) == ("1_proef.ipynb", "3")


def test_rejected_extracts_name_lines_cells_columns_and_rules() -> None:
    found = Bevinding(
        "x", "x.leeg", "kritiek", "x.xlsx", "code", "leeg.", "Vul in.", (3, 8), 2, letters=("H",)
    )
    (fault,) = faults_of(lambda: stop_at_gate(Controle((), (), (found,), {}), concept=False), GateError)
    assert (fault.file, fault.lines, fault.cell) == ("x.xlsx", (3, 8), "H3, H8")
    assert (fault.column, fault.rule) == ("code", "x.leeg")


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("fout."), "fout."),
        (Fault("fout.", "a.csv"), "a.csv: fout."),
        (Fault("fout.", "a.csv", (3, 8)), "a.csv, regel 3, 8: fout."),
        (Fault("fout.", "a.yaml", (3,), column="naam"), "a.yaml, regel 3, naam: fout."),
        (Fault("fout.", "a.csv", (3,), told="Anders gezegd."), "Anders gezegd."),
    ],
)
def test_a_fault_reads_as_one_line(fault: Fault, text: str) -> None:
    assert str(fault) == str(ConfigurationError(fault)) == text
    assert str(ConfigurationError.from_list("Mis:", [fault, "nog iets"])) == f"Mis:\n  - {text}\n  - nog iets"


def test_an_error_of_text_alone_is_one_fault_without_a_place() -> None:
    assert BuildError("stuk").faults == (Fault("stuk"),)


@pytest.mark.parametrize(
    ("name", "otherwise", "told"),
    [
        ("gemeent", None, "Bedoelt u 'gemeente'?"),
        ("xyz", None, "Bekend zijn: gemeente, jaar."),
        ("xyz", "Zie de lijst.", "Zie de lijst."),
    ],
)
def test_an_unknown_name_gets_the_closest_one_or_all(name: str, otherwise: str | None, told: str) -> None:
    assert suggest(name, iter(["gemeente", "jaar"]), otherwise) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EISDIR, "er staat een map waar een bestand hoort (output/.werkmap); haal weg wat daar staat"),
        (errno.EEXIST, "er staat al iets met deze naam (output/.werkmap); haal weg wat daar staat"),
        (errno.ENOTDIR, "er staat een bestand waar een map hoort (output/.werkmap); haal weg wat daar staat"),
        (errno.ENOSPC, "de schijf is vol (output/.werkmap)"),
    ],
)
def test_what_stands_in_the_way_is_to_be_taken_away(number: int, told: str) -> None:
    assert explain_oserror(OSError(number, "x", "output/.werkmap")) == told


def test_a_path_is_told_as_seen_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    gone = tmp_path / "output" / ".werk" / "x"
    assert (
        explain_oserror(OSError(errno.ENOENT, "x", str(gone)))
        == "een bestand of map is er niet (output/.werk/x)"
    )
    assert explain_oserror(OSError(errno.ENOENT, "x", 3)) == "een bestand of map is er niet (3)"
    assert explain_oserror(OSError(errno.ENOENT, "x", "/elders/x")).endswith("(/elders/x)")
