"""Input that wants out, or wants too much: each is refused with one line that says what is wrong."""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from bouwhulp import ROOT

from sdreport.chapter.layout.calls import read_calls
from sdreport.chapter.toelichting.text import read_toelichting
from sdreport.errors import ConfigurationError
from sdreport.gate.suites import load_suites
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import read_delivery
from sdreport.intake.source import unpack as uitpakken
from sdreport.intake.source.files import check_lines
from sdreport.project.folders import Project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import load_parameters
from sdreport.project.references import read_table

PROEF = Dataset("proef", "Proef", "een ding", "ons", ("sleutel",),
                (Column("sleutel", "code", "Sleutel"), Column("tekst", "tekst", "Tekst", verplicht=False)))  # fmt: skip
BOM = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize("pad", ["../..", "/etc", "data/../../x", "~/../../../etc", "naar-buiten"])
def test_no_path_of_the_parameters_leaves_the_project(tmp_path: Path, pad: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "naar-buiten").symlink_to(tmp_path)
    with pytest.raises(ConfigurationError, match="buiten de map"):
        Project(root.resolve()).inside(pad)


def test_a_notebook_that_leads_out_of_the_project_is_not_run(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    (tmp_path / "elders.ipynb").write_text("{}")
    (root / "notebooks" / "1_a.ipynb").symlink_to(tmp_path / "elders.ipynb")
    with pytest.raises(ConfigurationError, match="buiten de map"):
        Project(root.resolve()).notebook("notebooks", "1_a")


def test_an_extract_that_leads_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elders.csv").write_text("sleutel;tekst\nA;geheim\n")
    (tmp_path / "data" / "proef.csv").symlink_to(tmp_path / "elders.csv")
    assert rules(tmp_path / "data") == ["bestand_elders"]


def test_a_text_that_leads_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.md").symlink_to("/etc/hostname")
    with pytest.raises(ConfigurationError, match="buiten data/"):
        read_toelichting(tmp_path / "data" / "a.md")


@pytest.mark.parametrize(
    ("yaml", "wat"),
    [
        ("!!python/object/apply:os.system ['false']", "een soort met ! kan hier niet"),
        ("x: !!python/name:os.system", "een soort met ! kan hier niet"),
        ("b0: &b0 [x]\n" + BOM, "regel 1: een verwijzing met"),
        ("[" * 20_000, "te diep|geen geldig"),
        ("a: " + "9" * 10_000, "met hoogstens 15 cijfers"),
        ('titel: "a\\u202eb"', "regel 1: er staat een teken in dat niemand ziet"),
        ('titel: "a\\0b"', "niemand ziet"),
        ('titel: "a\\ud800b"', "niemand ziet"),
        ("# " + "x" * (1 << 20), "groter dan 1 MB"),
    ],
)
def test_yaml_holds_plain_values_only(tmp_path: Path, yaml: str, wat: str) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(yaml, encoding="utf-8")
    for load in (load_parameters, load_huisstijl):
        with pytest.raises(ConfigurationError, match=wat) as caught:
            load(path)
        assert str(caught.value).startswith("proef.yaml") and "\n" not in str(caught.value)


def stijl(folder: Path, old: str, new: str) -> Path:
    for name in ("huisstijl.yaml", "logo.svg"):
        shutil.copy(ROOT / "parameters" / name, folder)
    path = folder / "huisstijl.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [("logo.svg", "../geheim.svg"), ("logo.svg", "/etc/hostname"), ("logo.svg", "link.svg"), ("logo.svg", "rond.svg"),
     ("lettertypebestanden: []", "lettertypebestanden: [../geheim.svg]")],
)  # fmt: skip
def test_house_style_takes_nothing_from_outside_its_folder(tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "stijl"
    folder.mkdir()
    (tmp_path / "geheim.svg").write_text("<svg/>")
    (folder / "link.svg").symlink_to(tmp_path / "geheim.svg")
    (folder / "rond.svg").symlink_to("rond.svg")
    with pytest.raises(ConfigurationError, match="buiten de map"):
        load_huisstijl(stijl(folder, old, new))


@pytest.mark.parametrize(
    "inhoud",
    ["<script>x()</script>", "<rect onload='x()'/>", "<image href='file:///etc/passwd'/>", "<style>@import 'x'</style>",
     "<use href='http://kwaad.invalid/x#a'/>", "<rect fill='url(http://kwaad.invalid/x)'/>",
     "<foreignObject/>", "<a href='javascript:x'/>", "<animate attributeName='href'/>"],
)  # fmt: skip
def test_a_logo_that_does_something_is_refused(tmp_path: Path, inhoud: str) -> None:
    path = stijl(tmp_path, "logo.svg", "eigen.svg")
    (tmp_path / "eigen.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{inhoud}</svg>")
    with pytest.raises(ConfigurationError, match=r"eigen\.svg: hier staat"):
        load_huisstijl(path)


def test_a_logo_is_a_drawing(tmp_path: Path) -> None:
    path = stijl(tmp_path, "logo.svg", "eigen.svg")
    logo = tmp_path / "eigen.svg"
    logo.write_text('<!DOCTYPE svg [<!ENTITY x "y">]><svg/>')
    with pytest.raises(ConfigurationError, match="DOCTYPE"):
        load_huisstijl(path)
    logo.write_text("root:x:0:0")
    with pytest.raises(ConfigurationError, match="geen SVG"):
        load_huisstijl(path)
    for text, wrong in (
        ("<svg>" + "<g>" * 60 + "</g>" * 60 + "</svg>", "te diep"),
        ("<svg>" + "<g/>" * 6000 + "</svg>", "5000 vormen"),
        ("<svg><!--" + "x" * 600_000 + "--></svg>", "500 kB"),
        ("<svg><!--" + "x" * 6_000_000 + "--></svg>", "1 MB"),
        ('<svg width="1e9" height="9"/>', "20000 punten"),
        ('<svg viewBox="0 0 5 1000000"/>', "20000 punten"),
        ('<svg width="0" height="0"/>', "geen maat"),
        ('<svg width="5" height="-5"/>', "geen maat"),
        ('<svg width="nan"/>', "geen maat"),
        ('<svg viewBox="0 0 0 40"/>', "geen maat"),
        ('<svg viewBox="0 0 40"/>', "geen maat"),
        ("<svg><filter/></svg>", "filter"),
        (
            "<svg><g id='a'><use href='#b'/></g><g id='b'/><use href='#a'/></svg>",
            "herhaling in een herhaling",
        ),
        ("<svg><g>", "geen geldige SVG"),
        ("<html><svg/></html>", "geen SVG"),
    ):
        logo.write_text(text)
        with pytest.raises(ConfigurationError, match=rf"eigen\.svg: .*{wrong}"):
            load_huisstijl(path)
    logo.write_text("<svg><defs><g id='a'/></defs><use href='#a' fill='url(#b)'/></svg>")
    assert load_huisstijl(path).logo == logo


@pytest.mark.parametrize("soort", ["map", "pijp", "nergens", "rond", "apparaat"])
def test_what_is_no_file_is_told_and_not_read(tmp_path: Path, soort: str) -> None:
    path = tmp_path / "proef.yaml"
    if soort == "map":
        path.mkdir()
    elif soort == "pijp":
        os.mkfifo(path)
    else:
        path.symlink_to({"nergens": "weg", "rond": path.name, "apparaat": "/dev/zero"}[soort])
    for load in (
        load_parameters,
        load_huisstijl,
        read_toelichting,
        read_calls,
        lambda path: read_table(path, ["a"], path.name),
        lambda path: load_suites(path.rename(path.with_name("proef.json")).parent, ["proef"]),
    ):
        with pytest.raises(ConfigurationError, match=r"proef\.\w+.*geen gewoon bestand"):
            load(path)


@pytest.mark.parametrize(
    "naam", ["x; } body { display: none", '"', "a\\nb", "Arial, serif", "x" * 200, "", "</style>"]
)
def test_the_name_of_a_font_is_a_name(tmp_path: Path, naam: str) -> None:
    path = stijl(tmp_path, "lettertype: Source Sans 3", f'lettertype: "{naam}"'.replace('"""', "'\"'"))
    with pytest.raises(
        ConfigurationError, match=r"huisstijl\.yaml, regel \d+, lettertype: schrijf hier de naam"
    ):
        load_huisstijl(path)


def test_a_font_file_is_a_font(tmp_path: Path) -> None:
    (tmp_path / "a.otf").write_bytes(b"geen letters")
    path = stijl(tmp_path, "lettertypebestanden: []", "lettertypebestanden: [a.otf]")
    with pytest.raises(
        ConfigurationError, match=r"huisstijl\.yaml, lettertypebestanden: a\.otf is geen lettertype"
    ):
        load_huisstijl(path)


@pytest.mark.parametrize("naam", ["SourceSans3-Regular.otf", "source-sans-3-latin-400-normal.woff2"])
@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[: len(raw) // 2], lambda raw: raw[:4] + b"\xff" * 8 + raw[12:]]
)
def test_a_font_that_is_damaged_is_told_before_a_report_is_set_in_it(
    tmp_path: Path, naam: str, spoil: Callable[[bytes], bytes]
) -> None:
    path = stijl(tmp_path, "lettertypebestanden: []", f"lettertypebestanden: [{naam}]")
    whole = (ROOT / "sdreport" / "publish" / "fonts" / naam).read_bytes()
    (tmp_path / naam).write_bytes(whole)
    assert load_huisstijl(path).lettertypebestanden == (tmp_path / naam,)
    (tmp_path / naam).write_bytes(spoil(whole))
    with pytest.raises(ConfigurationError, match=f"lettertypebestanden: {naam} is een beschadigd lettertype"):
        load_huisstijl(path)


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


def test_a_reference_table_and_a_text_may_not_hide_anything(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("a;b\n1;goed\n2;\u202ekwaad\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="regel 3: hier staat een teken dat niemand ziet"):
        read_table(tmp_path / "labels.csv", ["a", "b"], "labels.csv")
    (tmp_path / "a.md").write_text("## a\n\ngoed\n\nslecht\u200b\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.md, regel 5: hier staat een teken dat niemand ziet"):
        read_toelichting(tmp_path / "a.md")


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
