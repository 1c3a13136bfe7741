"""Hostile values sent through a whole build: they are there as text, and do nothing, in every format."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from bouwhulp import ROOT, run_sdreport
from bs4 import BeautifulSoup
from vijandig import AANVALLEN, RAPPORT, make_parameters, make_project, shown, visible

from sdreport.gate.told.formats import FORMATEN, format_uitkomst
from sdreport.gate.told.outcome import Uitkomst
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.publish.html.style import make_csp
from sdreport.safe.text import ONZICHTBAAR, for_csv
from sdreport.stages.check import run_checks
from sdreport.stages.read import read_extracts
from sdreport.stages.tell_senders import make_uitkomst

BLOKKEER = {
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "frame",
    "applet",
    "input",
    "button",
    "audio",
    "video",
}
GOED = re.compile(
    r"#|https://voorbeeld\.nl|https://www\.(nationaleombudsman|toegankelijkheidsverklaring)\.nl"
    r"|mailto:a%5D%28javascript%3Ax%29@b\.nl$|(\.\./)*[a-z0-9/_-]+\.(html|pdf|csv|xlsx)"
)
BROWSER = ROOT / "tests" / "browser"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("vijandig"))


@pytest.fixture(scope="module")
def report(project: Path) -> Path:
    done = run_sdreport(project, "build", RAPPORT, "--concept")
    assert done.returncode == 0, done.stderr
    assert not ONZICHTBAAR.search(done.stdout + done.stderr)
    return project / "output" / f"{RAPPORT}-concept"


def pages(report: Path) -> Iterator[tuple[Path, BeautifulSoup]]:
    found = [*sorted(report.rglob("*.html")), report.parent / "index.html"]
    assert len(found) >= 5
    for path in found:
        yield path, BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def test_pages_hold_no_element_or_address_from_a_value(report: Path) -> None:
    for path, page in pages(report):
        assert not page.find_all(BLOKKEER), path.name
        for tag in page.find_all(True):
            assert not [
                name for name in tag.attrs if name.startswith("on") or name in ("srcdoc", "autofocus")
            ], tag
            assert tag.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
            for name in ("href", "src", "xlink:href", "action", "poster"):
                value = str(tag.get(name, "#"))
                assert GOED.match(value) or (tag.name == "img" and value.startswith("data:image/")), (
                    path.name,
                    value,
                )
        for script in page.find_all("script"):
            if script.get("type"):
                json.loads(script.get_text())


def test_policy_of_every_page_lets_only_its_own_script_and_style_run(report: Path) -> None:
    for path, page in pages(report):
        (meta,) = page.find_all("meta", {"http-equiv": "Content-Security-Policy"})
        policy = str(meta["content"])
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy, path.name
        text = path.read_text(encoding="utf-8")
        styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        scripts = re.findall(r"<script>(.*?)</script>", text.split("</footer>")[-1], re.DOTALL)
        assert policy == make_csp(styles, scripts)


@pytest.mark.parametrize("name", AANVALLEN)
def test_page_shows_every_value_letter_for_letter(report: Path, name: str) -> None:
    page = BeautifulSoup((report / "index.html").read_text(encoding="utf-8"), "lxml")
    texts = {" ".join(cell.get_text().split()) for cell in page.select("td, th")}
    wanted = shown(AANVALLEN[name])
    columns = [cell for cell in texts if cell == wanted]
    assert columns, [cell for cell in texts if cell[:5] == wanted[:5]]
    goals = [" ".join(item.get_text().split()) for item in page.select("main li")]
    assert any(item.endswith(wanted) for item in goals), "in running text, behind the number of the goal"


def test_titles_and_labels_are_text(report: Path) -> None:
    page = BeautifulSoup((report / "index.html").read_text(encoding="utf-8"), "lxml")
    parameters = make_parameters()
    assert parameters["titel"] in page.find("h1").get_text()  # type: ignore[union-attr]
    assert parameters["gemeente"] in page.get_text()
    assert parameters["kerncijfers"][0]["label"] in page.get_text()


@pytest.fixture(scope="module")
def bladen(report: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(report.rglob("*.pdf"))]


def test_pdf_holds_no_action_but_links_that_may_be_there(bladen: list[bytes]) -> None:
    assert len(bladen) >= 3
    for content in bladen:
        with pikepdf.open(io.BytesIO(content)) as document:
            assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
            for item in document.objects:
                if isinstance(item, pikepdf.Dictionary):
                    keys = set(item.keys())
                    assert (
                        not {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/AA", "/F"} & keys
                        or "/Rect" in keys
                    )
                    if item.get("/S") == "/URI":
                        assert GOED.match(str(item.URI)), item.URI
                    elif item.get("/Type") == "/Action":
                        assert item.S == "/GoTo"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
def test_pdf_shows_values_letter_for_letter_and_on_the_page(report: Path) -> None:
    path = report / f"{report.name}.pdf"
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    bare = re.sub(r"[\s\u200b\u00ad-]", "", text)
    for name, attack in AANVALLEN.items():
        assert re.sub(r"[\s-]", "", shown(attack)) in bare, name
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    width = float(re.search(r'<page width="([0-9.]+)"', boxes)[1])  # type: ignore[index]
    assert max(float(right) for right in re.findall(r'xMax="([0-9.-]+)"', boxes)) <= width


def test_workbooks_hold_no_formula_and_lead_nowhere(report: Path) -> None:
    books = [*report.rglob("*.xlsx"), *(report.parent / ".terugmelding").rglob("*.xlsx")]
    assert len(books) >= 5
    for path in books:
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                text = packed.read(name).decode("utf-8")
                assert "externalLink" not in name and "vba" not in name.lower()
                assert not re.search(r"<f[ >]|<hyperlink|TargetMode|DOCTYPE|ddeLink", text), (path.name, name)
        for sheet in openpyxl.load_workbook(path):
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_csv_holds_no_cell_that_computes_and_negative_numbers_stay_numbers(report: Path) -> None:
    rows = read_csv(report / "cijfers.csv")
    assert any(row["waarde"] == "-7,5" for row in rows)
    values = {row["waarde"] for row in rows}
    assert all(re.fullmatch(r"-?[0-9]+(,[0-9]+)?|", value) for value in values)
    lists = [row for path in (report.parent / ".terugmelding").rglob("*.csv") for row in read_csv(path)]
    assert lists and any(row["sleutel"].startswith("'") for row in lists)
    for row in [*rows, *lists]:
        assert not [
            cell for name, cell in row.items() if name != "waarde" and re.match(r"\s*[=+@\t-]", cell)
        ], row


@pytest.mark.parametrize(
    ("text", "inert"), [("=1", True), ("@x", True), ("\r=1", True), ("＝1", True), ("a=1", False)]
)
def test_csv_text(text: str, inert: bool) -> None:
    assert for_csv(text).startswith("'") is inert


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_notebooks_show_text_only(report: Path) -> None:
    for path in (report / "notebooks").glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert "trusted" not in path.read_text(encoding="utf-8")
        assert set(notebook["metadata"]) == {"kernelspec", "language_info", "sdreport"}
        for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
            check_output(output["data"])


def check_output(data: dict[str, Any]) -> None:
    """What JupyterLab would show of an output: without it trusting the notebook, and with it."""
    page = BeautifulSoup("".join(data.get("text/html", "")), "lxml")
    assert not page.find_all({*BLOKKEER, "script", "img", "a"})
    assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    markdown = "".join(data.get("text/markdown", ""))
    assert "<" not in markdown and not re.search(r"(?<!\\)\$", markdown) and "![" not in markdown
    links = re.findall(r"\]\(([^)]*)", markdown)
    assert all(re.match(r"https?://|mailto:|#", link) for link in links), links


def test_json_and_metadata_are_well_formed(report: Path) -> None:
    for path in report.rglob("*.json"):
        assert not ONZICHTBAAR.search(
            json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        )
    for path in report.rglob("*.xml"):
        ET.parse(path)


@pytest.mark.skipif(
    not (shutil.which("node") and (BROWSER / "node_modules").is_dir() and shutil.which(CHROMIUM)),
    reason="node, its packages or chromium are not here",
)
def test_browser_runs_nothing_asks_nothing_and_nothing_sticks_out(report: Path) -> None:
    files = [
        str(report / name)
        for name in ("index.html", "datakwaliteit.html", "toegankelijkheidsverklaring.html")
    ]
    command = ["node", str(BROWSER / "vijandig.mjs"), *files, str(report.parent / "index.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def uitkomst(project: Path) -> Uitkomst:
    """The outcome of the gate, as `sdreport check` tells it."""
    editie = find_editie(Project(project.resolve()), RAPPORT)
    return make_uitkomst(editie, run_checks(editie, read_extracts(editie)))


@pytest.mark.parametrize("formaat", FORMATEN)
def test_outcome_of_check_is_well_formed(uitkomst: Uitkomst, formaat: str) -> None:
    text = format_uitkomst(uitkomst, formaat)
    assert not ONZICHTBAAR.search(text)
    if formaat == "json":
        assert json.loads(text)["rapport"] == RAPPORT
    elif formaat == "junit":
        ET.fromstring(text)
    elif formaat == "html":
        page = BeautifulSoup(text, "lxml")
        assert not page.find_all({*BLOKKEER, "script", "img", "a"})
        assert shown(make_parameters()["titel"]) in page.get_text()
        assert "default-src 'none'" in text
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in commands)
    assert bool(commands) is (formaat == "github"), "no workflow command in another form"


def test_every_attack_is_in_the_extracts_and_labels() -> None:
    assert len(AANVALLEN) > 20 and len(visible()) > 15
