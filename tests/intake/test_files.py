"""Delivered files as text: which file, which characters, which rows, and on which physical lines."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.source.encoding import decode
from sdreport.intake.source.files import find_file, read_rows
from sdreport.intake.source.header import Namen, read_kop

KOLOMMEN = ["code", "naam", "bedrag"]


def write_csv(folder: Path, content: str | bytes) -> Path:
    path = folder / "proef.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_xlsx(folder: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    path = folder / "proef.xlsx"
    workbook.save(path)
    return path


def fault_of(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_rows(path, KOLOMMEN)
    return caught.value


@pytest.mark.parametrize("top", ["be;;Co", "Be;;", ";;\nbe;;co", "Titel\nbe;;co"])
def test_a_header_over_two_lines_is_refused_with_what_to_do(tmp_path: Path, top: str) -> None:
    fault = fault_of(write_csv(tmp_path, f"{top}\ndrag;naam;de\n1,00;x;y\n"))
    last = top.count("\n") + 1
    assert f"over twee regels ({last} en {last + 1})" in fault.wat
    assert "één naam, op één regel" in fault.herstel


@pytest.mark.parametrize("top", ["Export", "Export;van;zorg", "be;naam;1"])
def test_a_title_above_a_header_makes_it_no_header_over_two_lines(tmp_path: Path, top: str) -> None:
    assert read_rows(write_csv(tmp_path, f"{top}\ncode;naam;bedrag\nx;y;1\n"), KOLOMMEN).header == KOLOMMEN


def test_a_csv_and_a_workbook_are_both_found(tmp_path: Path) -> None:
    assert find_file(write_csv(tmp_path, "x").parent, "proef").name == "proef.csv"
    (tmp_path / "proef.csv").rename(tmp_path / "proef.xlsx")
    assert find_file(tmp_path, "proef").name == "proef.xlsx"


def test_a_missing_file_is_a_fault_that_names_both_forms_and_the_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        find_file(tmp_path, "proef")
    assert caught.value.regel == "bestand_aanwezig"
    assert all(name in caught.value.herstel for name in ("proef.csv", "proef.xlsx", tmp_path.name))


def test_a_folder_with_the_name_of_an_extract_is_no_delivery(tmp_path: Path) -> None:
    (tmp_path / "proef.csv").mkdir()
    with pytest.raises(UnreadableFile, match="ontbreekt"):
        find_file(tmp_path, "proef")


def test_one_extract_delivered_twice_is_a_fault_and_neither_is_chosen(tmp_path: Path) -> None:
    write_csv(tmp_path, "x\n1\n")
    write_xlsx(tmp_path, [["x"]])
    with pytest.raises(UnreadableFile) as caught:
        find_file(tmp_path, "proef")
    assert caught.value.regel == "bestand_enkel"


def test_the_empty_extract_of_a_new_project_gives_way_to_a_workbook(tmp_path: Path) -> None:
    write_csv(tmp_path, "code;naam;bedrag\n")
    workbook = write_xlsx(tmp_path, [["x"]])
    assert find_file(tmp_path, "proef") == workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_dutch_office_software_read_the_same(tmp_path: Path, encoding: str) -> None:
    rows = read_rows(write_csv(tmp_path, "code;naam;bedrag\n1;Één café;€ 5\n".encode(encoding)), KOLOMMEN)
    assert rows.header == KOLOMMEN
    assert rows.rows == [["1", "Één café", "€ 5"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_that_do_not_say_so_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode("code;naam\n1;x\n".encode(encoding))
    assert caught.value.regel == "tekenset"
    assert "CSV UTF-8" in caught.value.herstel


def test_bytes_of_neither_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(b"code;naam\n1;x\n2;\x81\n3;y\n")
    assert (caught.value.regel, caught.value.line) == ("tekenset", 3)


def test_a_file_that_says_it_is_utf8_is_not_read_as_windows_1252() -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(b"\xef\xbb\xbfcode;naam\n1;caf\xe9\n")
    assert (caught.value.regel, caught.value.line) == ("tekenset", 2)


def test_semicolons_and_commas_read_the_same(tmp_path: Path) -> None:
    expected = (KOLOMMEN, [["1", "x", "2"]])
    for content in (
        "code;naam;bedrag\n1;x;2\n",
        "code,naam,bedrag\n1,x,2\n",
        '"code","naam","bedrag"\n"1","x","2"\n',
    ):
        rows = read_rows(write_csv(tmp_path, content), KOLOMMEN)
        assert (rows.header, rows.rows) == expected


def separator(head: str) -> str:
    kop = read_kop(head, Namen(KOLOMMEN))
    assert kop
    return kop.separator


def test_the_separator_is_the_one_that_finds_the_expected_names() -> None:
    assert separator("a,code;naam;bedrag") == ";"
    assert separator("code,naam;bedrag,bedrag") == ","
    assert separator("iets,heel,anders") == ";"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_give_the_same_rows_and_lines(tmp_path: Path, newline: str) -> None:
    content = newline.join(["code;naam;bedrag", "1;x;2", "2;y;3", ""])
    rows = read_rows(write_csv(tmp_path, content), KOLOMMEN)
    assert (rows.rows, rows.lines) == ([["1", "x", "2"], ["2", "y", "3"]], [2, 3])


def test_a_quoted_line_break_keeps_later_physical_line_numbers_right(tmp_path: Path) -> None:
    content = 'code;naam;bedrag\r\n1;"twee\r\nregels";2\r\n2;"met ; erin";3\r\n3;"zegt ""ja""";4\r\n'
    rows = read_rows(write_csv(tmp_path, content), KOLOMMEN)
    assert [row[1] for row in rows.rows] == ["twee\r\nregels", "met ; erin", 'zegt "ja"']
    assert rows.lines == [2, 4, 5]


@pytest.mark.parametrize(
    "rest",
    [
        '2;"y;3\n3;z;4\n',  # never closed
        '2;"y;3\n3;"z";4\n',  # closed by the quote of a later field
        '2;"y"z;3\n3;z;4\n',  # text behind the closing quote
    ],
)
def test_an_unclosed_quote_is_told_with_the_line_where_it_opens(tmp_path: Path, rest: str) -> None:
    fault = fault_of(write_csv(tmp_path, "code;naam;bedrag\n1;x;2\n" + rest))
    assert (fault.regel, fault.line) == ("aanhalingsteken", 3)


def test_ragged_lines_are_kept_apart_with_their_numbers(tmp_path: Path) -> None:
    rows = read_rows(write_csv(tmp_path, "code;naam;bedrag\n1;x\n2;y;3\n3;z;4;5\n"), KOLOMMEN)
    assert (rows.rows, rows.lines, rows.uneven) == ([["2", "y", "3"]], [3], [2, 4])


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_content_is_empty(tmp_path: Path, content: bytes) -> None:
    assert fault_of(write_csv(tmp_path, content)).regel == "bestand_leeg"


def test_empty_lines_are_no_rows_and_do_not_shift_line_numbers(tmp_path: Path) -> None:
    rows = read_rows(write_csv(tmp_path, "code;naam;bedrag\n\n1;x;2\n;;\n2;y;3\n ; ;\n\n"), KOLOMMEN)
    assert ([row[0] for row in rows.rows], rows.lines, rows.uneven) == (["1", "2"], [3, 5], [])


def test_spaces_around_column_names_are_forgiven(tmp_path: Path) -> None:
    assert read_rows(write_csv(tmp_path, "code ; naam; bedrag\n1;x;2\n"), KOLOMMEN).header == KOLOMMEN


def test_workbook_cells_read_as_a_csv_would_have_them(tmp_path: Path) -> None:
    cells: list[object] = [
        pd.Timestamp("2023-12-31 14:05").to_pydatetime(),
        dt.date(2023, 1, 2),
        12,
        12.0,
        1234.5,
        0.1 + 0.2,
        -7.25,
        "01A03",
        "1.250,50",
        None,
    ]
    names = [f"k{number}" for number in range(len(cells))]
    rows = read_rows(write_xlsx(tmp_path, [names, cells]), names)
    assert rows.rows == [
        ["31-12-2023 14:05:00", "02-01-2023", "12", "12", "1234,5", "0,3", "-7,25", "01A03", "1.250,50", ""]
    ]


def test_empty_rows_of_a_workbook_are_no_rows_and_do_not_shift_line_numbers(tmp_path: Path) -> None:
    sheet = [KOLOMMEN, ["1", "x", 2], [], ["2", None, None], [None, " ", None], []]
    rows = read_rows(write_xlsx(tmp_path, sheet), KOLOMMEN)
    assert (rows.rows, rows.lines, rows.uneven) == ([["1", "x", "2"], ["2", "", ""]], [2, 4], [])


def test_text_beside_the_header_of_a_workbook_makes_the_line_uneven(tmp_path: Path) -> None:
    rows = read_rows(write_xlsx(tmp_path, [KOLOMMEN, ["1", "x", 2, "los"], ["2", "y", 3]]), KOLOMMEN)
    assert (rows.lines, rows.uneven) == ([3], [2])


def test_a_nameless_column_in_a_workbook_does_not_make_lines_uneven(tmp_path: Path) -> None:
    rows = read_rows(write_xlsx(tmp_path, [["code", None, "bedrag"], ["1", None, None]]), KOLOMMEN)
    assert (rows.header, rows.rows, rows.uneven) == (["code", "", "bedrag"], [["1", "", ""]], [])


def test_a_workbook_that_states_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, [KOLOMMEN, ["1", "x", 2]])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:C2"', b'ref="A1"')
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert b'ref="A1"' in parts["xl/worksheets/sheet1.xml"]
    assert read_rows(path, KOLOMMEN).rows == [["1", "x", "2"]]


def test_only_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, [KOLOMMEN, ["1", "x", 2]])
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("toelichting").append(["uitleg", "van", "geheim"])
    workbook.save(path)
    assert read_rows(path, KOLOMMEN).rows == [["1", "x", "2"]]


def test_what_is_no_workbook_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "proef.xlsx"
    path.write_text("code;naam;bedrag\n1;x;2\n")
    assert fault_of(path).regel == "werkmap"


def test_a_damaged_sheet_in_a_workbook_is_told_as_such(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, [KOLOMMEN, ["1", "x", 2]])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content[:-40] if "sheet1" in name else content)
    assert fault_of(path).regel == "werkmap"
