"""What would be read wrong of a workbook without a word is told: once, with its cell or line and its reason."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.xml.constants import SHEET_MAIN_NS
from variantenhulp import BASIS, NAMEN, PROEF, put_xlsx, to_cells, to_fields

from sdreport.intake.reader import read_delivery

BLAD = "xl/worksheets/sheet1.xml"
REGELS = tuple(range(2, len(BASIS) + 2))


def at(name: str, row: int, value: Any, form: str = "General") -> Callable[[Any], None]:
    """One cell of the workbook becomes another."""

    def change(sheet: Any) -> None:
        cell = sheet.cell(row, NAMEN.index(name) + 1, value)
        cell.number_format = form

    return change


def formulas(sheet: Any) -> None:
    for row in range(2, len(BASIS) + 2):
        sheet.cell(row, NAMEN.index("bedrag") + 1, f"=E{row}*2")


def every_cell_a_formula(sheet: Any) -> None:
    for row in range(2, len(BASIS) + 2):
        for place in range(1, len(NAMEN) + 1):
            sheet.cell(row, place, "=Blad2!A1")


def hide(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:J8"
    for row in (3, 5):
        sheet.row_dimensions[row].hidden = True


def strike(sheet: Any) -> None:
    """A row struck out as a whole, one with one cell struck out, and an empty cell that says nothing."""
    for place in [f"{letter}3" for letter in "ABCDEFGHIJ"] + ["G5", "M4"]:
        sheet[place].font = Font(strike=True)


def other_sheet(*rows: list[Any], state: str = "visible", place: int | None = None) -> Callable[[Any], None]:
    """A second sheet with these rows."""

    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("vervolg", place)
        other.sheet_state = state
        for row in rows:
            other.append(row)

    return change


def change_xml(*pairs: tuple[str, str]) -> Callable[[Path], None]:
    """Change the XML of the sheet as it was written."""

    def change(path: Path) -> None:
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        sheet = parts[BLAD].decode()
        for before, after in pairs:
            assert before in sheet
            sheet = sheet.replace(before, after, 1)
        parts[BLAD] = sheet.encode()
        with zipfile.ZipFile(path, "w") as new:
            for name, content in parts.items():
                new.writestr(name, content)

    return change


def strike_parts(sheet: Any) -> None:
    """A part of a text in one cell, of a shared text in another; a text that tells that it is not struck out."""
    sheet["J2"] = CellRichText("Oost", TextBlock(InlineFont(strike=True), " weg"))
    sheet["J3"] = CellRichText(TextBlock(InlineFont(strike=False), "Zuid"))


def strike_on_condition(*ranges: str, strike: bool = True) -> Callable[[Any], None]:
    """A conditional format on these cells."""

    def change(sheet: Any) -> None:
        style = DifferentialStyle(font=Font(strike=strike, color="FF0000"))
        for place in ranges:
            sheet.conditional_formatting.add(place, Rule(type="expression", dxf=style, formula=["$E2=0"]))

    return change


WERKMAPPEN: dict[str, tuple[Callable[[Any], None], str, str, tuple[str, ...] | tuple[int, ...]]] = {
    "formules zonder uitkomst": (formulas, "formule_leeg", "bedrag", tuple(f"G{row}" for row in REGELS)),
    "één formule zonder uitkomst": (at("aantal", 4, "=1+1"), "formule_leeg", "aantal", ("E4",)),
    "rijen verborgen door een filter": (hide, "rij_verborgen", "", (3, 5)),
    "een doorgehaalde rij": (strike, "doorgehaald", "", (3, 5)),
    "een stuk van een tekst doorgehaald": (strike_parts, "doorgehaald", "", (2,)),
    "doorgehaald op een voorwaarde": (strike_on_condition("A3:J4", "J4", "E6"), "doorgehaald", "", (3, 4, 6)),
    "een procentcel": (at("index_cijfer", 2, 0.275, "0.0%"), "leesbaar_decimaal", "index_cijfer", ("F2",)),
    "een procentcel met kleur": (at("bedrag", 2, 0.275, "[Red]0%"), "leesbaar_bedrag", "bedrag", ("G2",)),
    "een datum als volgnummer": (at("begindatum", 3, 44927), "notatie_serie", "begindatum", ("C3",)),
    "een tijd als datum": (at("begindatum", 3, dt.time(14, 5)), "leesbaar_datum", "begindatum", ("C3",)),
    "middernacht in een andere tijdzone": (
        at("begindatum", 3, dt.datetime.combine(dt.date(2022, 12, 31), dt.time(23))),
        "leesbaar_datum", "begindatum", ("C3",),
    ),
    "een bedrag met drie decimalen": (at("bedrag", 2, 21.765), "leesbaar_bedrag", "bedrag", ("G2",)),
    "een aantal met een breuk": (at("aantal", 2, 3.5), "leesbaar_getal", "aantal", ("E2",)),
    "een code van meer dan vijftien cijfers": (
        at("clientnummer", 2, 123456789012345678), "leesbaar_code", "clientnummer", ("B2",),
    ),
    "tekst met punt tussen tekst met komma": (
        lambda sheet: [at("bedrag", row, text)(sheet) for row, text in ((2, "2.65"), (3, "1,5"), (4, "2,5"))],
        "notatie_gemengd", "bedrag", ("G2",),
    ),
    "een ander blad met gegevens": (other_sheet(NAMEN, to_fields()[0]), "werkblad_dubbel", "", ()),
    "een ander blad waarop de rijen doorgaan": (other_sheet(*to_cells()), "werkblad_dubbel", "", ()),
    "een foutwaarde als code": (at("sleutel", 2, "#N/A"), "leesbaar_code", "sleutel", ("A2",)),
    "een code die een datum werd": (
        at("clientnummer", 4, dt.date(2023, 6, 6), "d-mmm"), "leesbaar_code", "clientnummer", ("B4",),
    ),
    "samengevoegde cellen": (lambda sheet: sheet.merge_cells("J2:J3"), "samengevoegd", "", (2, 3)),
    "een aantekening naast de tabel": (lambda sheet: sheet.cell(4, 13, "navragen"), "aantal_velden", "", (4,)),
}  # fmt: skip


@pytest.mark.parametrize("name", WERKMAPPEN)
def test_one_fault_in_a_workbook_is_one_finding(name: str, tmp_path: Path) -> None:
    change, rule, column, places = WERKMAPPEN[name]
    delivery = read_delivery(put_xlsx(tmp_path, change), PROEF)
    assert [(item.regel, item.kolom) for item in delivery.bevindingen] == [(f"proef.{rule}", column)]
    assert (delivery.bevindingen[0].cellen or tuple(delivery.bevindingen[0].regelnummers)) == places


def test_a_condition_that_does_not_strike_out_or_holds_for_no_row_says_nothing(tmp_path: Path) -> None:
    for change in (strike_on_condition("A2:J8", strike=False), strike_on_condition("A1:J1", "A900:J1048576")):
        assert not read_delivery(put_xlsx(tmp_path, change), PROEF).bevindingen


EXTRA = """<extLst><ext xmlns:x="urn:x" uri="{1}"><x:conditionalFormattings><x:conditionalFormatting><x:cfRule
type="expression"><f>Blad2!A1=1</f><x:dxf><font><strike/></font></x:dxf></x:cfRule><x:sqref>B3 A5:J5</x:sqref>
</x:conditionalFormatting></x:conditionalFormattings></ext></extLst>"""
GEDEELD = "".join(f'<mergeCell ref="A{row}:J1048576"/>' for row in range(9, 20_009))


@pytest.mark.parametrize(
    ("xml", "rule", "lines"),
    [
        (EXTRA, "doorgehaald", (3, 5)),
        (f'<mergeCells><mergeCell ref="A3:B3"/>{GEDEELD}</mergeCells>', "samengevoegd", (3,)),
    ],
)
def test_what_comes_after_the_rows_is_told_too(
    xml: str, rule: str, lines: tuple[int, ...], tmp_path: Path
) -> None:
    """A condition on another sheet, and merged cells that are many and each a million rows long."""
    change_xml(("</worksheet>", f"{xml}</worksheet>"))(put_xlsx(tmp_path) / "proef.xlsx")
    (finding,) = read_delivery(tmp_path, PROEF).bevindingen
    assert (finding.regel, tuple(finding.regelnummers)) == (f"proef.{rule}", lines)


def test_a_shared_text_that_is_struck_out_is_told(tmp_path: Path) -> None:
    """Excel keeps a text once, with its struck-out parts, and cells have its number."""
    path = put_xlsx(tmp_path) / "proef.xlsx"
    change_xml(('t="inlineStr"><is><t>Zuid; en west</t></is>', 't="s"><v>1</v>'))(path)
    strings = "<si><t>Oost</t></si><si><r><rPr><strike/></rPr><t>Zuid</t></r></si>"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET_MAIN_NS}">{strings}</sst>'.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    (finding,) = read_delivery(tmp_path, PROEF).bevindingen
    assert (finding.regel, finding.regelnummers) == ("proef.doorgehaald", (3,))


@pytest.mark.parametrize("place", [0, 1])
def test_a_sheet_that_is_a_chart_is_passed_over_whatever_is_wrong_with_it(place: int, tmp_path: Path) -> None:
    path = put_xlsx(tmp_path, lambda sheet: sheet.parent.create_chartsheet("Grafiek", place)) / "proef.xlsx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if "chartsheets/_rels" not in name}
    parts["xl/chartsheets/sheet1.xml"] = b"<chartsheet><onbekend/>"
    parts["docProps/core.xml"] = b"<kapot>"
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    delivery = read_delivery(tmp_path, PROEF)
    assert not delivery.bevindingen
    assert delivery.table is not None
    assert len(delivery.table) == len(BASIS)


VERDRAAID: dict[str, tuple[tuple[str, str], str, tuple[int, ...]]] = {
    "een rij die twee keer voorkomt": (('<row r="4"', '<row r="3"'), "werkmap", ()),
    "een rij die terugspringt": (('<row r="3"', '<row r="33"'), "werkmap", ()),
    "een cel op de plaats van een andere": ((' r="C3"', ' r="D3"'), "werkmap", ()),
    "een rij zonder hoogte": (('<row r="3"', '<row ht="0" customHeight="1" r="3"'), "rij_verborgen", (3,)),
}


@pytest.mark.parametrize("name", VERDRAAID)
def test_rows_and_cells_that_would_fall_away_are_told(name: str, tmp_path: Path) -> None:
    change, rule, lines = VERDRAAID[name]
    change_xml(change)(put_xlsx(tmp_path) / "proef.xlsx")
    (finding,) = read_delivery(tmp_path, PROEF).bevindingen
    assert (finding.regel, tuple(finding.regelnummers)) == (f"proef.{rule}", lines)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("rows", [[NAMEN, to_fields()[0]], to_cells()])
def test_rows_on_a_hidden_sheet_are_told_and_not_read(
    rows: list[list[Any]], state: str, tmp_path: Path
) -> None:
    delivery = read_delivery(put_xlsx(tmp_path, other_sheet(*rows, state=state, place=0)), PROEF)
    assert [(item.regel, item.ernst) for item in delivery.bevindingen] == [
        ("proef.blad_verborgen", "waarschuwing")
    ]
    assert delivery.table is not None
    assert len(delivery.table) == len(BASIS)


@pytest.mark.parametrize(
    "rows",
    [
        [["Toelichting"], ["Peildatum", dt.date(2023, 12, 31)]],
        [["wijk", "Som van bedrag"], ["Oost", 21.84], ["Noord", 10_041.44]],
        [["code", "naam", "vanaf"], ["01", "Oost", 2019], ["02", "Zuid", 2020]],
    ],
)
def test_a_sheet_with_something_else_is_left_alone(rows: list[list[Any]], tmp_path: Path) -> None:
    assert read_delivery(put_xlsx(tmp_path, other_sheet(*rows)), PROEF).bevindingen == ()


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("000000", "000888"), ("[Red]000000", "000888"), ("000000_ ;-000000", "000888"), ("General", "888"),
        ("0", "888"), ("#,##0", "888"),
        ("0.00", "888"), ('"C"000000', "C000888"), ('"C"0', "C888"), ("00-0000", "00-0888"),
        (r"000\ 000", "000 888"), ('0000"-X"', "0888-X"), ("0E+00", "888"), ("@", "888"),
    ],
)  # fmt: skip
def test_a_key_is_what_its_number_format_shows(form: str, shown: str, tmp_path: Path) -> None:
    delivery = read_delivery(put_xlsx(tmp_path, at("clientnummer", 2, 888, form)), PROEF)
    assert not delivery.bevindingen
    assert delivery.table is not None
    assert delivery.table.loc[2, "clientnummer"] == shown


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (6.6, "General", "6.6"),
        (0.1, "0.00", "0.10"),
        (6.71, "0.00", "6.71"),
        (6.1, "#,##0.00", "6.1"),
        (6.714, "0.00", "6.714"),
    ],
)
def test_a_taakveld_is_what_its_number_format_shows(
    number: float, form: str, shown: str, tmp_path: Path
) -> None:
    delivery = read_delivery(put_xlsx(tmp_path, at("reden_beeindiging", 2, number, form)), PROEF)
    assert delivery.table is not None
    assert delivery.table.loc[2, "reden_beeindiging"] == shown


def test_a_total_that_is_a_formula_without_outcome_is_a_total(tmp_path: Path) -> None:
    delivery = read_delivery(
        put_xlsx(tmp_path, lambda sheet: sheet.append(["Totaal", *[None] * 5, "=SUM(G2:G8)"])), PROEF
    )
    assert [item.regel for item in delivery.bevindingen] == ["proef.totaalregel"]


def test_rows_of_formulas_only_do_not_vanish(tmp_path: Path) -> None:
    delivery = read_delivery(put_xlsx(tmp_path, every_cell_a_formula), PROEF)
    assert delivery.table is None
    assert {item.regel for item in delivery.bevindingen} == {"proef.formule_leeg"}
    assert {tuple(item.regelnummers) for item in delivery.bevindingen} == {REGELS}


def store_outcomes(path: Path, outcomes: dict[str, str]) -> None:
    """Give formulas the outcome that Excel stores beside them."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for cell, value in outcomes.items():
        kind = "" if value.replace(".", "").isdigit() else ' t="str"'
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        begin = sheet.index(f'r="{cell}"')
        head, formula = sheet[:begin], sheet[begin:].replace("<v />", f"<v>{value}</v>", 1)
        formula = formula.replace("<v></v>", f"<v>{value}</v>", 1).replace(
            f'r="{cell}"', f'r="{cell}"{kind}', 1
        )
        parts["xl/worksheets/sheet1.xml"] = (head + formula).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def test_a_workbook_in_the_strict_form_is_told(tmp_path: Path) -> None:
    path = put_xlsx(tmp_path, lambda sheet: None) / "proef.xlsx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    strict = SHEET_MAIN_NS.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(*strict))
    (finding,) = read_delivery(path.parent, PROEF).bevindingen
    assert "Strict Open XML" in finding.wat


def test_formulas_with_their_outcome_are_values(tmp_path: Path) -> None:
    def compute(sheet: Any) -> None:
        at("bedrag", 2, "=20+1.76")(sheet)
        at("wijk", 3, '=IF(A1="x","y","")')(sheet)

    folder = put_xlsx(tmp_path, compute)
    store_outcomes(folder / "proef.xlsx", {"G2": "21.76", "J3": ""})
    delivery = read_delivery(folder, PROEF)
    assert not delivery.bevindingen
    assert delivery.table is not None
    assert (delivery.table.loc[2, "bedrag"], delivery.table["wijk"].isna().tolist()[:3]) == (
        21.76,
        [False, True, False],
    )
