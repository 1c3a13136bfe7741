"""What Excel makes of a workbook while people fill it in: every habit reads well, or is told with its cell."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.deliveries import tell_all_cells
from sdreport.intake.reader import Delivery, read_delivery
from sdreport.intake.source import sheet_marks
from sdreport.intake.source.files import column_letter, read_rows
from sdreport.intake.source.sheet import cell_as_text

PROEF = Dataset(
    "proef",
    "Proef",
    "een ding",
    "ons",
    ("sleutel",),
    (
        Column("sleutel", "code", "Sleutel"),
        Column("stand", "code", "Stand"),
        Column("dag", "datum", "Dag"),
        Column("bedrag", "bedrag", "Bedrag"),
        Column("tekst", "tekst", "Tekst", verplicht=False),
    ),
)
ROWS: list[list[object]] = [
    ["a", "gereed", dt.date(2020, 7, 1), 12.5, "Eén"],
    ["b", "gestart", dt.date(2020, 7, 1), 1583887.81, None],
    ["c", "gereed", dt.date(2020, 7, 1), -3, "Drie"],
]


def deliver(folder: Path, change: Callable[[Any], None] = lambda sheet: None) -> Delivery:
    """Read a workbook with the rows, after a change that people make in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [PROEF.column_names, *ROWS]:
        sheet.append(row)
    change(sheet)
    book.save(folder / "proef.xlsx")
    return read_delivery(folder, PROEF)


def found(delivery: Delivery) -> list[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    return [
        (item.regel.partition(".")[2], tuple(item.regelnummers), item.cellen) for item in delivery.bevindingen
    ]


def keys(delivery: Delivery) -> list[str]:
    assert delivery.table is not None
    return list(delivery.table["sleutel"])


def test_dates_numbers_and_texts_are_read_as_they_are_shown(tmp_path: Path) -> None:
    delivery = deliver(tmp_path)
    assert delivery.bevindingen == ()
    assert delivery.table is not None
    assert list(delivery.table["bedrag"]) == [12.5, 1583887.81, -3.0]
    assert {str(day.date()) for day in delivery.table["dag"]} == {"2020-07-01"}
    assert dict(delivery.letters) == {"sleutel": "A", "stand": "B", "dag": "C", "bedrag": "D", "tekst": "E"}


@given(st.integers(-(10**14), 10**14))
def test_every_amount_in_cents_survives_being_a_binary_fraction(cents: int) -> None:
    sign, whole = "-" if cents < 0 else "", abs(cents)
    text = f"{sign}{whole // 100},{whole % 100:02d}".rstrip("0").rstrip(",")
    assert cell_as_text(cents / 100) == (text if cents else "0")


def test_empty_rows_with_a_layout_are_no_rows(tmp_path: Path) -> None:
    def lay_out(sheet: Any) -> None:
        for row in range(5, 400):
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFFFFF00")
            sheet.cell(row, 3).number_format = "dd-mm-yyyy"
        sheet.cell(300, 5, "   ")

    delivery = deliver(tmp_path, lay_out)
    assert (keys(delivery), delivery.bevindingen) == (["a", "b", "c"], ())


def test_spaces_around_a_code_are_forgiven(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, lambda sheet: sheet.cell(2, 2, "  gereed\u00a0"))
    assert delivery.table is not None
    assert delivery.bevindingen == ()
    assert list(delivery.table["stand"]) == ["gereed", "gestart", "gereed"]


def test_a_value_that_cannot_be_read_is_told_with_its_cell(tmp_path: Path) -> None:
    def paste(sheet: Any) -> None:
        sheet.cell(3, 4, "ongeveer 12")
        sheet.cell(4, 3, "binnenkort")
        sheet.cell(2, 3, 44013.5).number_format = "General"  # a date whose notation was wiped out

    delivery = deliver(tmp_path, paste)
    assert found(delivery) == [
        ("leesbaar_datum", (2, 4), ("C2", "C4")),
        ("leesbaar_bedrag", (3,), ("D3",)),
    ]
    assert delivery.bevindingen[0].as_text().startswith("[kritiek] proef.xlsx, kolom dag, cel C2, C4: ")


def test_merged_cells_are_told_on_every_line(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("A20:E22")  # below the rows: nothing gets lost

    delivery = deliver(tmp_path, merge)
    assert found(delivery) == [("samengevoegd", (2, 3, 4), ())]
    assert read_rows(tmp_path / "proef.xlsx", PROEF.column_names).merktekens.samengevoegd == (2, 3, 4)


@pytest.mark.parametrize("block", [16, 100, 250])
def test_merged_cells_are_found_wherever_a_block_of_the_file_ends(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(sheet: Any) -> None:
        for number in range(40):
            sheet.append([f"k{number}", "gereed", dt.date(2020, 7, 1), number, "tekst"])
        for row in range(10, 40, 2):
            sheet.merge_cells(f"E{row}:E{row + 1}")

    monkeypatch.setattr(sheet_marks, "BLOK", block)
    merged = read_rows(deliver(tmp_path, fill).file, PROEF.column_names).merktekens.samengevoegd
    assert merged == tuple(range(10, 40))


@pytest.mark.parametrize("title", [None, "Vervolg"])
def test_rows_on_two_sheets_are_refused_as_one_sheet_is_read(title: str | None, tmp_path: Path) -> None:
    def go_on(sheet: Any) -> None:
        second = sheet.parent.create_sheet("vervolg")
        if title:
            second.append([title])
        second.append(PROEF.column_names)
        second.append(["d", "gereed", dt.date(2020, 7, 1), 1, ""])

    def explain(sheet: Any) -> None:
        second = sheet.parent.create_sheet("uitleg")
        second.append(["kolom", "uitleg"])
        second.append(["stand", "De stand"])

    delivery = deliver(tmp_path, go_on)
    assert (delivery.table, found(delivery)) == (None, [("werkblad_dubbel", (), ())])
    assert found(deliver(tmp_path, explain)) == []


def test_the_first_sheet_that_people_see_is_read(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        hidden = sheet.parent.create_sheet("oud", 0)
        hidden.append(PROEF.column_names)
        hidden.append(["verborgen", "gereed", dt.date(2019, 1, 1), 1, ""])
        hidden.sheet_state = "hidden"
        sheet.parent.create_sheet("uitleg").append(["niets", "hiervan", "telt"])

    delivery = deliver(tmp_path, hide)
    assert (keys(delivery), found(delivery)) == (["a", "b", "c"], [("blad_verborgen", (), ())])
    assert delivery.bevindingen[0].ernst == "waarschuwing"


def test_rows_that_a_filter_hides_are_told_and_hidden_columns_are_read(tmp_path: Path) -> None:
    def filter_rows(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:E4"
        sheet.auto_filter.add_filter_column(1, ["gereed"])
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[30].hidden = True  # below the rows
        sheet.column_dimensions["E"].hidden = True

    delivery = deliver(tmp_path, filter_rows)
    assert found(delivery) == [("rij_verborgen", (3,), ())]
    assert keys(delivery) == ["a", "b", "c"]


@pytest.mark.parametrize(("name", "kolom"), [("opmerking", "opmerking"), ("Van wie?", "nummer 6")])
def test_a_column_that_was_added_is_told_with_its_cell(name: str, kolom: str, tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        for row, text in enumerate([name, "x", "y", "z"], start=1):
            sheet.cell(row, 6, text)

    delivery = deliver(tmp_path, add)
    assert found(delivery) == [("kolom_onbekend", (1,), ("F1",))]
    assert delivery.bevindingen[0].kolom == kolom


def test_a_note_beside_the_table_is_told_on_its_line(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, lambda sheet: sheet.cell(3, 7, "nog navragen"))
    assert found(delivery) == [("aantal_velden", (3,), ())]
    assert "naast de laatste kolom" in delivery.bevindingen[0].herstel


def test_columns_in_another_order_have_their_own_cells(tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        for row in range(1, 5):
            one, two = sheet.cell(row, 2).value, sheet.cell(row, 4).value
            sheet.cell(row, 2).value, sheet.cell(row, 4).value = two, one
        sheet.cell(3, 2, "veel")

    assert ("leesbaar_bedrag", (3,), ("B3",)) in found(deliver(tmp_path, swap))


def test_a_column_that_stands_there_twice_has_two_cells(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, lambda sheet: sheet.cell(1, 5, "stand"))
    assert ("kolom_dubbel", (1,), ("B1", "E1")) in found(delivery)


def test_an_empty_row_above_the_header_shifts_the_cells(tmp_path: Path) -> None:
    def push_down(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet.cell(2, 6, "opmerking")
        sheet.cell(4, 4, "veel")

    assert found(deliver(tmp_path, push_down)) == [
        ("kolom_onbekend", (2,), ("F2",)),
        ("leesbaar_bedrag", (4,), ("D4",)),
    ]


def test_line_ends_that_excel_escapes_are_line_ends(tmp_path: Path) -> None:
    def type_text(sheet: Any) -> None:
        sheet.cell(2, 5, "een_x000D_\ntwee")
        sheet.cell(3, 5, "_x005F_x0041_")

    delivery = deliver(tmp_path, type_text)
    assert delivery.table is not None
    assert list(delivery.table["tekst"])[:2] == ["een\ntwee", "_x0041_"]


def test_findings_of_the_gate_get_the_cells_of_their_workbook(tmp_path: Path) -> None:
    delivery = deliver(tmp_path)
    finding = deliver(tmp_path, lambda sheet: sheet.cell(3, 4, "veel")).bevindingen[0]
    pair = type(finding)("proef", "proef.x", "kritiek", "proef.xlsx", "dag, bedrag", "w", "h", (2, 3), 2)
    other = type(finding)("ander", "ander.x", "kritiek", "ander.csv", "dag", "w", "h", (2,), 1)
    whole = type(finding)("proef", "proef.y", "kritiek", "proef.xlsx", "", "w", "h", (2,), 1)
    told = list(tell_all_cells([pair, other, whole], [delivery]))
    assert [item.cellen for item in told] == [("C2", "D2", "C3", "D3"), (), ()]
    assert told[0].describe_place() == ", cel C2, D2, C3, D3"
    assert told[1].describe_place() == told[2].describe_place() == ", regel 2"


def test_a_csv_has_no_cells(tmp_path: Path) -> None:
    text = ";".join(PROEF.column_names) + "\na;gereed;1-7-2020;veel;x\nb;gereed;1-7-2020;1;x\n"
    (tmp_path / "proef.csv").write_text(text, encoding="utf-8")
    assert found(read_delivery(tmp_path, PROEF)) == [("leesbaar_bedrag", (2,), ())]


@given(st.integers(1, 16_384))
def test_columns_have_the_letters_that_excel_gives_them(position: int) -> None:
    assert column_letter(position) == get_column_letter(position)
