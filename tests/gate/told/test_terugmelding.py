"""Lists that go back to the senders: whole, closed, without formulas, and the only place where keys are."""

import csv
import os
import stat
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sdreport.bevindingen import Bevinding
from sdreport.gate.keys import Sleutels
from sdreport.gate.told import terugmelding
from sdreport.gate.told.terugmelding import KOLOMMEN, write_terugmelding
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import Delivery, read_delivery
from sdreport.safe.text import for_csv

EXTRACT = """\
declaratienummer;toewijzingnummer;begindatum;einddatum;bedrag
D1;T1;01-01-2023;31-01-2023;1,00
=HYPERLINK("x");T1;01-02-2023;28-02-2023;KANARIE
D3;T1;01-03-2023;31-03-2023
 D4 ;T1;01-04-2023;30-04-2023;4,00
"""


def make_finding(*lines: int, slug: str = "declaraties", kolom: str = "bedrag") -> Bevinding:
    return Bevinding(
        slug,
        f"{slug}.bedrag_bereik",
        "kritiek",
        f"{slug}.csv",
        kolom,
        "te hoog.",
        "Verlaag.",
        lines,
        len(lines),
    )


@pytest.fixture
def levering(tmp_path: Path) -> Delivery:
    (tmp_path / "declaraties.csv").write_text(EXTRACT, encoding="utf-8")
    return read_delivery(tmp_path, DATASETS["declaraties"])


def read_list(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_one_row_for_every_finding_and_line_with_the_key_of_the_record(
    tmp_path: Path, levering: Delivery
) -> None:
    folder = tmp_path / "output" / ".terugmelding" / "rapport"
    found = [*levering.bevindingen, make_finding(2, 5), make_finding(kolom="")]
    written = write_terugmelding(folder, found, [levering], {"declaraties": "teamleider"})
    assert [path.name for path in written] == ["declaraties.csv", "declaraties.xlsx"]
    header, *rows = read_list(written[0])
    assert tuple(header) == KOLOMMEN
    shown = [(row[1], row[4], row[6]) for row in rows]
    assert shown == [
        ("declaraties.aantal_velden", "4", ""),
        ("declaraties.bedrag_bereik", "", ""),
        ("declaraties.bedrag_bereik", "2", "D1"),
        ("declaraties.bedrag_bereik", "5", "D4"),
        ("declaraties.leesbaar_bedrag", "3", '\'=HYPERLINK("x")'),
        ("declaraties.leesbaar_code", "3", '\'=HYPERLINK("x")'),
    ]
    assert {row[9] for row in rows} == {"teamleider"}
    assert all(len(row) == len(KOLOMMEN) for row in rows)


def test_a_value_that_is_no_key_is_in_no_list(tmp_path: Path, levering: Delivery) -> None:
    folder = tmp_path / "lijst"
    for path in write_terugmelding(folder, levering.bevindingen, [levering], {}):
        assert b"KANARIE" not in path.read_bytes()
    sheet = openpyxl.load_workbook(folder / "declaraties.xlsx").active
    assert "KANARIE" not in " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_workbook_has_the_rows_of_the_csv_as_text(tmp_path: Path, levering: Delivery) -> None:
    write_terugmelding(tmp_path / "lijst", [*levering.bevindingen, make_finding(2)], [levering], {})
    sheet = openpyxl.load_workbook(tmp_path / "lijst" / "declaraties.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}, "no formula, no number"
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    plain = read_list(tmp_path / "lijst" / "declaraties.csv")
    assert [[for_csv(cell) for cell in row] for row in rows] == plain
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_what_a_spreadsheet_would_compute_is_text(text: str) -> None:
    assert for_csv(text).startswith("'")
    assert for_csv("a" + text) == "a" + text


@pytest.mark.skipif(os.name == "nt", reason="Windows kent deze rechten niet")
def test_only_the_owner_can_read_them_also_when_the_folder_was_open(
    tmp_path: Path, levering: Delivery
) -> None:
    folder = tmp_path / ".terugmelding" / "rapport"
    folder.mkdir(parents=True, mode=0o755)
    (folder / "declaraties.csv").write_text("oud", encoding="utf-8")
    (folder / "declaraties.csv").chmod(0o644)
    before = os.umask(0)
    try:
        written = write_terugmelding(folder, levering.bevindingen, [levering], {})
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder, *written)}
    assert {modes[folder.parent], modes[folder]} == {0o700}
    assert {modes[path] for path in written} == {0o600}


def test_same_findings_give_the_same_files(tmp_path: Path, levering: Delivery) -> None:
    one = write_terugmelding(tmp_path / "a", levering.bevindingen, [levering], {})
    two = write_terugmelding(tmp_path / "b", levering.bevindingen, [levering], {})
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_lists_of_datasets_that_are_clean_again_go(tmp_path: Path, levering: Delivery) -> None:
    folder = tmp_path / "lijst"
    write_terugmelding(folder, [make_finding(2), make_finding(3, slug="toewijzingen")], [levering], {})
    write_terugmelding(folder, [make_finding(2)], [levering], {})
    assert sorted(path.name for path in folder.iterdir()) == ["declaraties.csv", "declaraties.xlsx"]
    assert write_terugmelding(folder, [], [levering], {}) == []
    assert not folder.exists()


def test_what_could_not_be_tested_gives_no_list(tmp_path: Path, levering: Delivery) -> None:
    """A small and clean delivery has nothing to mend; beside other findings the notice is told too."""
    folder = tmp_path / "lijst"
    idle = [
        replace(make_finding(), regel=f"declaraties.{name}", ernst="melding", aantal=0)
        for name in ("niet_van_toepassing", "kolom_niet_geleverd", "totaalregel")
    ]
    assert write_terugmelding(folder, idle, [levering], {}) == [] and not folder.exists()
    (path, _) = write_terugmelding(folder, [*idle, make_finding(2)], [levering], {})
    assert len(read_list(path)) == 5


def test_without_a_role_it_goes_back_to_the_sender_in_the_catalogue(
    tmp_path: Path, levering: Delivery
) -> None:
    (path, _) = write_terugmelding(tmp_path / "lijst", [make_finding(2)], [levering], {})
    assert read_list(path)[1][9] == find_dataset("declaraties").afzender


def test_a_workbook_that_is_full_says_where_the_rest_is(
    tmp_path: Path, levering: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terugmelding, "MEESTE_RIJEN", 2)
    monkeypatch.setattr("sdreport.gate.keys.PER_KEER", 2)
    (path, _) = write_terugmelding(tmp_path / "lijst", [make_finding(2, 3, 5, 9, 10)], [levering], {})
    assert [row[4] for row in read_list(path)[1:]] == ["2", "3", "5", "9", "10"]
    sheet = openpyxl.load_workbook(tmp_path / "lijst" / "declaraties.xlsx").active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in rows[:2]] == ["2", "3"]
    assert rows[2][7] == terugmelding.VERDER


def test_keys_of_a_large_extract_come_from_the_store(tmp_path: Path) -> None:
    (tmp_path / "declaraties.csv").write_text(EXTRACT, encoding="utf-8")
    with Storage() as storage:
        levering = read_groot(tmp_path, DATASETS["declaraties"], storage)
        assert list(Sleutels(levering).with_lines((2, 3, 4, 5))) == [
            (2, "D1"),
            (3, '=HYPERLINK("x")'),
            (4, ""),
            (5, "D4"),
        ]


def test_a_key_of_more_columns_names_them(tmp_path: Path) -> None:
    text = "schooljaar;soort;aantal\n2022-2023;mbo;x\n2022-2023;primair-onderwijs;3\n"
    (tmp_path / "leerlingen.csv").write_text(text, encoding="utf-8")
    levering = read_delivery(tmp_path, DATASETS["leerlingen"])
    expected = [(2, "schooljaar=2022-2023, soort=mbo")]
    assert list(Sleutels(levering).with_lines((2,))) == expected


def test_without_a_file_the_table_gives_the_keys(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"schooljaar": ["2022-2023"], "soort": [None]}, index=pd.Index([2], name="regelnummer"), dtype="str"
    )
    levering = Delivery(DATASETS["leerlingen"], tmp_path / "weg.csv", table, (), "")
    assert list(Sleutels(levering).with_lines((2, 3))) == [(2, "schooljaar=2022-2023, soort="), (3, "")]
