"""An extract or workbook that lies elsewhere, hides something or asks for too much: both readers refuse it alike."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import read_delivery
from sdreport.intake.source import unpack as uitpakken
from sdreport.intake.source.files import check_lines

PROEF = Dataset("proef", "Proef", "een ding", "ons", ("sleutel",),
                (Column("sleutel", "code", "Sleutel"), Column("tekst", "tekst", "Tekst", verplicht=False)))  # fmt: skip


def test_an_extract_that_leads_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elders.csv").write_text("sleutel;tekst\nA;geheim\n")
    (tmp_path / "data" / "proef.csv").symlink_to(tmp_path / "elders.csv")
    assert rules(tmp_path / "data") == ["bestand_elders"]


def rules(folder: Path, groot: bool = True) -> list[str]:
    """The rules that both readers find, which must be the same."""
    small = read_delivery(folder, PROEF)
    found = [item.regel.partition(".")[2] for item in small.bevindingen]
    if groot and (folder / "proef.csv").exists():
        with Storage() as storage:
            large = read_groot(folder, PROEF, storage)
            assert [(b.regel, b.ernst, tuple(b.regelnummers)) for b in large.bevindingen] == [
                (b.regel, b.ernst, tuple(b.regelnummers)) for b in small.bevindingen
            ]
            assert (large.table is None) == (small.table is None)
            if large.table and small.table is not None:
                assert large.table.to_frame().to_dict() == small.table.to_dict()
    return found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("sleutel;tekst\nA;" + "x" * 200_000 + "\n", ["veld_te_lang"]),
        (";".join(f"k{n}" for n in range(5_000)) + "\nA\n", ["kop_te_breed"]),
        ("sleutel;tekst\nA;a\x00b\n", ["tekenset"]),
        ("sleutel;tekst\nA;goed\nB;\u202enpg\u202c\nC;a\u200bb\n", ["onzichtbaar"]),
        ("sleutel;tekst\nA;\x1b[31mrood\x07\n", ["onzichtbaar"]),
        ("\ufeffsleutel;tekst\nA;goed é €\n", []),
        ('sleutel;tekst\nA;"x\u2066\ny"\n', ["onzichtbaar"]),
    ],
)
def test_extracts_that_are_no_table_or_hide_something(tmp_path: Path, content: str, found: list[str]) -> None:
    (tmp_path / "proef.csv").write_text(content, encoding="utf-8", newline="")
    assert rules(tmp_path) == found


def test_signs_that_nobody_sees_are_told_and_left_out(tmp_path: Path) -> None:
    text = "sleutel;tekst\nA;goed\nB\u200b;\u202enpg\u202c \x1b[1mvet\nC;ok\n"
    (tmp_path / "proef.csv").write_text(text, encoding="utf-8", newline="")
    delivery = read_delivery(tmp_path, PROEF)
    (finding,) = delivery.bevindingen
    assert (finding.ernst, finding.regelnummers) == ("waarschuwing", (3,))
    assert delivery.table is not None
    assert list(delivery.table["sleutel"]) == ["A", "B", "C"]
    assert list(delivery.table["tekst"]) == ["goed", "npg [1mvet", "ok"]
    assert rules(tmp_path) == ["onzichtbaar"]


def make_book(path: Path, sheet: str = "") -> None:
    """A workbook of one row, whose sheet can be replaced by other XML."""
    book = openpyxl.Workbook()
    book.active.append(["sleutel", "tekst"])
    book.active.append(["A", "x"])
    book.save(path)
    if sheet:
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["xl/worksheets/sheet1.xml"] = sheet.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in parts.items():
                new.writestr(name, content)


ROWS = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
CEL = '<c r="A1" t="inlineStr"><is><t>{}</t></is></c>'
VERWIJZING = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + ROWS.format(
    f'<row r="1">{CEL.format("&e;")}</row>'
)
VEEL = '<!DOCTYPE x [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;">]>' + ROWS.format("")


@pytest.mark.parametrize(
    ("sheet", "regel"),
    [
        (VERWIJZING, "werkmap"),
        ("\n<!-- eerst dit -->" + VEEL, "werkmap"),
        (
            ROWS.format('<row r="1"><c r="A1"/></row><row r="999999999"><c r="A999999999"/></row>'),
            "werkmap_te_groot",
        ),
    ],
)
def test_a_workbook_that_pulls_in_or_multiplies_is_refused(tmp_path: Path, sheet: str, regel: str) -> None:
    make_book(tmp_path / "proef.xlsx", sheet)
    assert rules(tmp_path) == [regel]


@pytest.mark.parametrize(
    "sheet",
    [
        ROWS.format(f'<row r="1">{CEL.format("a" * 131_073)}</row>'),
        ROWS.format(f'<row r="1"><c r="A1" t="{"a" * 131_073}"/></row>'),
        ROWS.format("<row>" + "<c/>" * 16_385 + "</row>"),
        ROWS.format("</x:row><x:row>").replace("sheetData", "x:sheetData") + "<x:c />" * 16_385,
        ROWS.format("").replace("</worksheet>", '<mergeCell ref="A1:B2"/>' * 300_001 + "</worksheet>"),
    ],
)
def test_a_workbook_that_asks_for_the_memory_of_many_is_refused(tmp_path: Path, sheet: str) -> None:
    """Packed it is small; a reader needs gigabytes of it."""
    make_book(tmp_path / "proef.xlsx", sheet)
    assert rules(tmp_path) == ["werkmap_te_groot"]


def test_a_workbook_of_many_rows_and_long_texts_is_read(tmp_path: Path) -> None:
    row = "<row>" + CEL.format("a").replace(' r="A1"', "") * 2 + "</row>"
    head = "<row>" + CEL.format("sleutel") + CEL.format("tekst").replace("A1", "B1") + "</row>"
    long = f"<row>{CEL.format('b').replace(' r=' + chr(34) + 'A1' + chr(34), '')}{CEL.format('x' * 32_767)}</row>"
    long = long.replace(' r="A1"', "")
    make_book(tmp_path / "proef.xlsx", ROWS.format(head + long + row * 20_000))
    assert "werkmap_te_groot" not in rules(tmp_path)


def test_what_stands_beside_the_sheets_may_be_large(tmp_path: Path) -> None:
    """A query that somebody made in Excel is kept in it as one long text."""
    make_book(tmp_path / "proef.xlsx")
    with zipfile.ZipFile(tmp_path / "proef.xlsx", "a") as book:
        book.writestr("customXml/item1.xml", f"<DataMashup>{'a' * 500_000}</DataMashup>")
    assert rules(tmp_path) == []


def test_a_workbook_that_unpacks_to_far_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_book(tmp_path / "proef.xlsx")
    assert rules(tmp_path) == []
    monkeypatch.setattr(uitpakken, "GROOTSTE_WERKMAP", 10_000_000)
    make_book(tmp_path / "proef.xlsx", ROWS.format(" " * 20_000_000))
    assert (tmp_path / "proef.xlsx").stat().st_size < 100_000
    assert rules(tmp_path) == ["werkmap_te_groot"]


@pytest.mark.parametrize(("sign", "line"), [("\n", 3), ("\r\n", 3)])
def test_a_line_of_many_megabytes_is_told_before_it_is_read(tmp_path: Path, sign: str, line: int) -> None:
    text = sign.join(["sleutel;tekst", "A;x", f"B;{'a' * (17 << 20)}", "C;x", ""])
    (tmp_path / "proef.csv").write_bytes(text.encode())
    with pytest.raises(UnreadableFile) as told:
        check_lines(tmp_path / "proef.csv")
    assert (told.value.regel, told.value.line) == ("regel_te_lang", line)
    assert rules(tmp_path) == ["regel_te_lang"]
