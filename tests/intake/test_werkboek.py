"""The workbook that colleagues fill in: what is in it, that it reads back as it was written, and what it refuses."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkboekhulp import DATA, PLANNEN, RAPPORT, ROOT, make_project, make_row, open_sheet, to_csv

from sdreport.commands.cli import cli
from sdreport.errors import ConfigurationError
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.reader import Delivery, read_delivery
from sdreport.intake.workbook import make_workbook, write_workbook
from sdreport.project.editie import Editie, load_editie
from sdreport.project.folders import Project
from sdreport.safe import form as formulier
from sdreport.safe.text import ONZICHTBAAR

PROJECT = Project(ROOT)
REPORTS = {path.stem: load_editie(PROJECT, path) for path in sorted(PROJECT.parameters.glob("*-[0-9]*.yaml"))}
PUBLISHED = [
    (name, slug)
    for name, report in REPORTS.items()
    for slug in report.parameters.datasets
    if DATASETS[slug].gepubliceerd
]
LASTIG = ["=1+1", "+31", "-1", "@SUM(A1)", "'x", "_x0041_", "3.1.2", "01", "TRUE", "#N/A", "1E5", "15-09-2019",
          '=HYPERLINK("x")', " spaties ", "twee\nregels", "tab\tin", "a;b", 'een "aanhaling"', "é€😀"]  # fmt: skip
teksten = st.one_of(
    st.sampled_from(LASTIG),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), max_size=30).filter(
        lambda text: not ONZICHTBAAR.search(text)
    ),
)
bedragen = st.integers(-(10**12) + 1, 10**12 - 1).map(lambda cents: f"{cents // 100},{cents % 100:02d}")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulier, "LEGE_RIJEN", 2)


@pytest.fixture
def monitor(tmp_path: Path) -> Editie:
    """A project with a monitor of two activities and a goal."""
    rows = [
        make_row(),
        make_row(sleutel="u19-3-2-1-a2", activiteit="=1+1", toelichting="+31 @x", voortgang=""),
        make_row(
            sleutel="u19-3-2-1-doel", activiteit="", voortgang="", stand_van_zaken="", aanvang="gestart"
        ),
    ]
    return make_project(tmp_path, rows)


def deliver(content: bytes, folder: Path, slug: str = "plannen") -> Delivery:
    """What the reader makes of a workbook, without a finding."""
    folder.mkdir(exist_ok=True)
    (folder / f"{slug}.xlsx").write_bytes(content)
    delivery = read_delivery(folder, DATASETS[slug])
    assert delivery.bevindingen == ()
    return delivery


def read_back(content: bytes, folder: Path) -> pd.DataFrame:
    """The table of `plannen` that the reader makes of a workbook."""
    table = deliver(content, folder).table
    assert table is not None
    return table


def rows_of(table: pd.DataFrame) -> list[list[object]]:
    """The values of a table, with the line ends that a cell can have."""
    return [
        [re.sub(r"\r\n?", "\n", value) if isinstance(value, str) else value for value in row]
        for row in table.astype(object).where(table.notna(), None).to_numpy().tolist()
    ]


def column(name: str) -> int:
    """The place of a column of `plannen` in a workbook, from 1."""
    return PLANNEN.column_names.index(name) + 1


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a workbook takes too long to shrink a failure
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(teksten, teksten, teksten, bedragen), min_size=1, max_size=4))
def test_every_text_and_amount_reads_back_as_it_was(
    tmp_path: Path, small: None, values: list[tuple[str, str, str, str]]
) -> None:
    rows = [
        make_row(
            sleutel=f"s-{number}", nummer=nummer, activiteit=tekst, toelichting=uitleg, resultaat_wmo=bedrag
        )
        for number, (nummer, tekst, uitleg, bedrag) in enumerate(values)
    ]
    editie = make_project(tmp_path, rows)
    before = read_delivery(tmp_path / DATA, PLANNEN)
    assert before.table is not None and before.bevindingen == ()
    after = read_back(make_workbook(editie, "plannen"), tmp_path / "terug")
    assert rows_of(after) == rows_of(before.table)
    assert after.dtypes.equals(before.table.dtypes)


@pytest.mark.parametrize(("rapport", "slug"), PUBLISHED)
def test_every_published_extract_reads_back_as_it_is(rapport: str, slug: str, tmp_path: Path) -> None:
    before = read_delivery(REPORTS[rapport].data, DATASETS[slug])
    after = deliver(make_workbook(REPORTS[rapport], slug), tmp_path / "terug", slug)
    assert before.table is not None and len(before.table) and after.table is not None
    assert rows_of(after.table) == rows_of(before.table)
    assert after.niet_geleverd == before.niet_geleverd


def test_the_same_rows_give_the_same_bytes_without_a_formula(monitor: Editie) -> None:
    content = make_workbook(monitor, "plannen")
    assert content == make_workbook(monitor, "plannen")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert all(info.date_time[0] == 1980 for info in parts.infolist())
        for name in parts.namelist():
            assert not re.search(rb"<f[ >]", parts.read(name)), f"{name} has a formula"
    cell = open_sheet(content).cell(3, column("activiteit"))
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_headers_and_keys_are_locked_and_the_rest_can_be_filled_in(
    monitor: Editie,
) -> None:
    sheet = open_sheet(make_workbook(monitor, "plannen"))
    assert [cell.value for cell in sheet[1]] == PLANNEN.vaste_kolommen
    assert sheet.protection.sheet and not sheet.protection.password
    assert sheet.freeze_panes == "A2"
    locked = {PLANNEN.column_names[cell.column - 1] for cell in sheet[2] if cell.protection.locked}
    assert locked == {"plan", "peildatum", "doelsleutel", "sleutel"}
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(cell.protection.locked for cell in sheet[5]), "a new activity gets a key of its own"
    assert all(cell.alignment.wrap_text for row in sheet["A1:U6"] for cell in row)
    assert all(sheet.column_dimensions[cell.column_letter].width >= 12 for cell in sheet[1])


def test_cells_have_the_notation_of_their_column(monitor: Editie) -> None:
    sheet = open_sheet(make_workbook(monitor, "plannen"))
    for row in (2, 60):
        shown = {name: sheet.cell(row, column(name)).number_format for name in PLANNEN.vaste_kolommen}
        assert shown["peildatum"] == "dd-mm-yyyy"
        assert shown["resultaat_wmo"] == "#,##0.00"
        assert {shown[name] for name in ("nummer", "voortgang", "toelichting", "aanvang")} == {"@"}
    assert sheet.cell(2, column("peildatum")).value.date() == dt.date(2019, 9, 15)
    assert sheet.cell(2, column("resultaat_wmo")).value == -1250.5


def list_choices(content: bytes) -> dict[str, list[str]]:
    """The values of each drop-down, by the name of its column."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, list[str]] = {}
    for choice in book["plannen"].data_validations.dataValidation:
        if choice.type == "list":
            assert choice.showErrorMessage and choice.allow_blank
            (place,) = choice.sqref.ranges
            name = book["plannen"].cell(1, place.min_col).value
            cells = book["lijsten"][choice.formula1.removeprefix("lijsten!").replace("$", "")]
            found[name] = [cell.value for (cell,) in cells]
            assert place.min_row == 2 and place.max_row > 100
    assert book["lijsten"].sheet_state == "hidden"
    return found


def test_drop_downs_hold_the_codes_of_the_lists(monitor: Editie) -> None:
    choices = list_choices(make_workbook(monitor, "plannen"))
    assert set(choices) == {"programma", "rol", "aanvang", "gereed", "voortgang", "financieel_haalbaar"}
    assert choices["voortgang"] == [
        "niet-gestart",
        "in-voorbereiding",
        "knelpunten",
        "naar-verwachting",
        "gereed",
    ]
    assert choices["financieel_haalbaar"] == ["ja", "nee"]
    assert choices["aanvang"][:2] == ["2019-Q1", "2019-Q2"]
    assert choices["aanvang"][-2:] == ["2024-Q4", "gestart"]
    assert choices["gereed"][-1] == "doorlopend"
    assert "3-2-eenzaamheid" in choices["programma"]
    assert "rondkomen" not in choices["programma"], "programmes of the plan itself only"


def test_a_sheet_explains_every_column_and_code(monitor: Editie) -> None:
    content = make_workbook(monitor, "plannen")
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["plannen", "uitleg", "lijsten"]
    rows = {row[0]: row for row in open_sheet(content, "uitleg").iter_rows(min_row=2, values_only=True)}
    assert list(rows) == PLANNEN.vaste_kolommen
    assert "naar-verwachting: loopt naar verwachting" in rows["voortgang"][5]
    assert rows["voortgang"][4] == "ja, op elke peildatum"
    assert rows["sleutel"][4] == "nee, deze cellen staan vast"
    assert rows["aanvang"][5] == "gestart\neen kwartaal, zoals 2019-Q4"


def test_a_new_peildatum_is_in_every_row_and_the_judgement_is_open_again(
    monitor: Editie, tmp_path: Path
) -> None:
    before = read_back(make_workbook(monitor, "plannen"), tmp_path / "oud")
    content = make_workbook(monitor, "plannen", dt.date(2020, 7, 1))
    after = read_back(content, tmp_path / "nieuw")
    assert set(after["peildatum"]) == {pd.Timestamp(2020, 7, 1)}
    opened = ["voortgang", "financieel_haalbaar", "stand_van_zaken"]
    assert after[opened].isna().all(axis=None)
    kept = [name for name in PLANNEN.vaste_kolommen if name not in [*opened, "peildatum"]]
    assert rows_of(after[kept]) == rows_of(before[kept])
    note = open_sheet(content).cell(2, column("voortgang")).comment
    assert note is not None and note.text == "Op 15-09-2019 stond hier:\nknelpunten"
    assert open_sheet(content).cell(3, column("voortgang")).comment is None, "nothing stood there"


def test_an_extract_with_only_a_header_gives_an_empty_workbook(tmp_path: Path) -> None:
    editie = make_project(tmp_path, [])
    content = make_workbook(editie, "plannen", dt.date(2020, 7, 1))
    sheet = open_sheet(content)
    assert [cell.value for cell in sheet[1]] == PLANNEN.vaste_kolommen
    assert {cell.value for row in sheet.iter_rows(min_row=2) for cell in row} == {None}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([make_row(resultaat_wmo="veel")], "leesbaar_bedrag"),
        ([make_row(), make_row(toelichting="\x07")], "plannen.csv, regel 3"),
        ([make_row(toelichting="x" * 32_768)], "past niet in een cel"),
    ],
)
def test_what_would_get_lost_is_refused(rows: list[dict[str, str]], told: str, tmp_path: Path) -> None:
    editie = make_project(tmp_path, rows)
    with pytest.raises(ConfigurationError, match=told):
        make_workbook(editie, "plannen")


@pytest.mark.parametrize("slug", ["toewijzingen", "plannnen", "besluiten"])
def test_only_published_extracts_of_the_report_have_a_workbook(monitor: Editie, slug: str) -> None:
    with pytest.raises(ConfigurationError, match="Wel voor: plannen"):
        make_workbook(monitor, slug)


def test_a_dataset_without_peildatum_gets_none() -> None:
    name, slug = next((name, slug) for name, slug in PUBLISHED if slug == "overzichten")
    with pytest.raises(ConfigurationError, match="geen kolom peildatum"):
        make_workbook(REPORTS[name], slug, dt.date(2024, 1, 1))


def test_what_is_filled_in_is_never_overwritten(monitor: Editie, tmp_path: Path) -> None:
    target = tmp_path / "plannen.xlsx"
    write_workbook(monitor, "plannen", target)
    write_workbook(monitor, "plannen", target)
    book = openpyxl.load_workbook(target)
    book["plannen"].cell(2, column("voortgang"), "gereed")
    book.save(target)
    filled = target.read_bytes()
    with pytest.raises(ConfigurationError, match="bestaat al"):
        write_workbook(monitor, "plannen", target)
    assert target.read_bytes() == filled
    with pytest.raises(ConfigurationError, match="xlsx"):
        write_workbook(monitor, "plannen", tmp_path / "plannen.csv")


def run(project: Project, *arguments: str) -> Any:
    return CliRunner(env={"SDREPORT_ROOT": str(project.root)}).invoke(cli, [*arguments])


def test_the_command_writes_where_it_says(monitor: Editie) -> None:
    project = monitor.project
    done = run(project, "workbook", RAPPORT, "--peildatum", "2020-07-01")
    path = project.output / ".werkboek" / RAPPORT / "plannen.xlsx"
    assert (done.exit_code, done.stdout) == (0, f"Klaar: {path}\n")
    assert open_sheet(path.read_bytes()).cell(2, column("peildatum")).value.date() == dt.date(2020, 7, 1)
    assert run(project, "workbook", RAPPORT, "--peildatum", "1-7-2020").exit_code == 2


@pytest.fixture
def filled_in(monitor: Editie) -> Iterator[Project]:
    """The workbook in place of the CSV, with a value pasted over a drop-down and an amount in words."""
    project = monitor.project
    folder = project.root / DATA
    content = make_workbook(monitor, "plannen")
    (folder / "plannen.csv").unlink()
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["plannen"].cell(3, column("voortgang"), "bijna klaar")
    book["plannen"].cell(4, column("voortgang"), "bijna klaar")
    book["plannen"].cell(2, column("resultaat_jeugdwet"), "ongeveer nul")
    book.save(folder / "plannen.xlsx")
    (project.root / "expectations").mkdir()
    for path in (ROOT / "expectations").glob("*.json"):
        (project.expectations / path.name).write_bytes(path.read_bytes())
    yield project


def test_the_check_names_cells_in_text_json_and_the_list_for_the_sender(filled_in: Project) -> None:
    text = run(filled_in, "check", RAPPORT)
    assert text.exit_code == 1
    assert re.search(r"voortgang: .*2 rijen, cel O3, O4\.", text.stdout)
    assert re.search(r"resultaat_jeugdwet: .*1 rij, cel R2\.", text.stdout)
    content = json.loads(run(filled_in, "check", RAPPORT, "--format", "json").stdout)
    cells = {item["regel"]: (item["regels"], item["cellen"]) for item in content["bevindingen"]}
    assert cells["plannen.voortgang_code"] == ([3, 4], ["O3", "O4"])
    assert cells["plannen.leesbaar_bedrag"] == ([2], ["R2"])
    path = filled_in.output / ".terugmelding" / RAPPORT / "plannen.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        listed = {(row["regel"], row["cel"]) for row in csv.DictReader(stream, delimiter=";")}
    assert {("plannen.voortgang_code", "O3"), ("plannen.voortgang_code", "O4")} <= listed
    assert "O3, O4" in run(filled_in, "check", RAPPORT, "--format", "html").stdout
    (filled_in.root / DATA / "plannen.xlsx").unlink()
    (filled_in.root / DATA / "plannen.csv").write_text(
        to_csv([make_row(voortgang="bijna")]), encoding="utf-8"
    )
    plain = json.loads(run(filled_in, "check", RAPPORT, "--format", "json").stdout)
    assert {tuple(item["cellen"]) for item in plain["bevindingen"]} == {()}, "a CSV has lines, no cells"
