"""Input that wants out, or wants too much: each is refused with one line that says what is wrong."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bouwhulp import ROOT

from sdreport.chapter.layout.calls import read_calls
from sdreport.chapter.toelichting.text import read_toelichting
from sdreport.errors import ConfigurationError
from sdreport.gate.suites import load_suites
from sdreport.project.folders import Project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import load_parameters
from sdreport.project.references import read_table

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


def test_a_reference_table_and_a_text_may_not_hide_anything(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("a;b\n1;goed\n2;\u202ekwaad\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="regel 3: hier staat een teken dat niemand ziet"):
        read_table(tmp_path / "labels.csv", ["a", "b"], "labels.csv")
    (tmp_path / "a.md").write_text("## a\n\ngoed\n\nslecht\u200b\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.md, regel 5: hier staat een teken dat niemand ziet"):
        read_toelichting(tmp_path / "a.md")
