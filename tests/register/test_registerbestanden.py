"""The register as CSV, JSON and XLSX: the same rows in each, and the same bytes for the same register."""

import csv
import io
import json
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sdreport.register.cijfer import Cijfer
from sdreport.register.files import COLUMNS, REDEN, format_csv, format_json, format_xlsx, write_register
from sdreport.safe.text import for_csv

VERBORGEN = "8765"
RIJEN = [
    Cijfer(
        "clienten",
        2023,
        {"wet": "wmo", "voorziening": "totaal"},
        1141,
        "personen",
        "definitief",
        "t",
        "Eén; telling",
    ),
    Cijfer(
        "clienten",
        2022,
        {"wet": "wmo", "voorziening": "totaal"},
        1100.0,
        "personen",
        "voorbeeld",
        "t",
        "Eén; telling",
    ),
    Cijfer(
        "clienten",
        2023,
        {"wet": "wmo", "voorziening": "dag"},
        None,
        "personen",
        "definitief",
        "t",
        "Eén; telling",
    ),
    Cijfer("kosten", 2023, {}, 1868352.55, "euro", "voorlopig", '=HYPERLINK("http://x")', "+1-1"),
    Cijfer("aandeel", 2023, {"deel": "a"}, -0.00001, "%", "definitief", "@SUM(A1)", "-2+3"),
]


def read_csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def read_xlsx_rows(content: bytes) -> list[dict[str, object]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip([str(name) for name in header], row, strict=True)) for row in rows]


def test_csv_json_and_xlsx_hold_the_same_rows_with_the_same_columns() -> None:
    from_csv = read_csv_rows(format_csv(RIJEN))
    from_json = json.loads(format_json(RIJEN))
    from_xlsx = read_xlsx_rows(format_xlsx(RIJEN))
    assert [list(row) for row in (from_csv[0], from_json[0], from_xlsx[0])] == [COLUMNS] * 3
    for rij, c, j, x in zip(RIJEN, from_csv, from_json, from_xlsx, strict=True):
        uitsplitsing = ";".join(f"{dim}={waarde}" for dim, waarde in rij.uitsplitsing.items())
        hidden = rij.waarde is None
        assert (c["waarde"] == "") == (j["waarde"] is None) == (x["waarde"] is None) == hidden
        if not hidden:
            assert float(c["waarde"].replace(",", ".")) == j["waarde"] == x["waarde"] == rij.waarde
        assert (c["uitsplitsing"], x["uitsplitsing"] or "") == (uitsplitsing, uitsplitsing)
        assert j["uitsplitsing"] == rij.uitsplitsing
        assert (c["onderdrukt"], x["onderdrukt"], j["onderdrukt"]) == (
            *[f"ja: {REDEN}" if hidden else "nee"] * 2,
            hidden,
        )
        assert j.get("reden") == (REDEN if hidden else None)
        for name in ("indicator", "eenheid", "status", "bron", "definitie"):
            assert j[name] == x[name] == getattr(rij, name)
            assert c[name] == for_csv(j[name])
        assert int(c["jaar"]) == j["jaar"] == x["jaar"] == rij.jaar


def test_values_in_csv_have_a_decimal_comma_no_thousand_dots_and_no_exponent() -> None:
    assert [row["waarde"] for row in read_csv_rows(format_csv(RIJEN))] == [
        "1141",
        "1100",
        "",
        "1868352,55",
        "-0,00001",
    ]


def test_csv_ends_its_lines_as_excel_expects() -> None:
    text = format_csv(RIJEN)
    assert text.count("\r\n") == text.count("\n") == len(RIJEN) + 1


def test_text_that_looks_like_a_formula_stays_text_in_the_workbook() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(format_xlsx(RIJEN))).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in cells if cell.value[0] in "=+-@"] == [
        '=HYPERLINK("http://x")',
        "+1-1",
        "@SUM(A1)",
        "-2+3",
    ]
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_workbook_has_a_fixed_bold_header_and_a_filter_over_all_rows() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(format_xlsx(RIJEN))).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:I{len(RIJEN) + 1}")
    assert all(cell.font.bold for cell in sheet[1])


@pytest.mark.parametrize("rijen", [RIJEN, []])
def test_the_same_register_gives_the_same_bytes_at_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rijen: list[Cijfer]
) -> None:
    for folder, clock in (("een", 1.6e9), ("twee", 1.7e9)):
        monkeypatch.setattr(time, "time", lambda clock=clock: clock)
        (tmp_path / folder).mkdir()
        write_register(rijen, tmp_path / folder)
    for name in ("cijfers.csv", "cijfers.json", "cijfers.xlsx"):
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()


def test_the_workbook_holds_no_time_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(format_xlsx(RIJEN))) as workbook:
        assert {part.date_time for part in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = workbook.read("docProps/core.xml")
    assert b"sdreport" in properties
    assert b"created" not in properties and b"modified" not in properties


def test_files_are_written_for_excel_and_for_programs(tmp_path: Path) -> None:
    write_register(iter(RIJEN), tmp_path)
    assert (tmp_path / "cijfers.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator;jaar;")
    assert (tmp_path / "cijfers.csv").read_bytes().decode("utf-8-sig") == format_csv(RIJEN)
    assert (tmp_path / "cijfers.json").read_text(encoding="utf-8") == format_json(RIJEN)
    assert (tmp_path / "cijfers.xlsx").read_bytes() == format_xlsx(RIJEN)


def test_an_empty_register_is_a_header_and_no_rows() -> None:
    assert format_csv([]) == ";".join(COLUMNS) + "\r\n"
    assert json.loads(format_json([])) == []
    assert read_xlsx_rows(format_xlsx([])) == []
