"""A whole report of 2023 with the threshold on: no hidden number in any published file, in any form."""

import csv
import io
import json
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bouwhulp import RAPPORT, Gebouwd, replace_in, run_sdreport
from pdflezer import read_pdf

from sdreport.register.manifest import MET_RECORDS

TEKST = (".html", ".json", ".csv", ".ipynb", ".svg", ".txt", ".md", ".xml")
BIJSTAND = "data/2023/inkomensondersteuning.csv"


def build(root: Path) -> Path:
    done = run_sdreport(root, "build", RAPPORT, "--quiet")
    assert done.returncode == 0, done.stderr
    return root / "output" / RAPPORT


@pytest.fixture(scope="module")
def project(gebouwd: Gebouwd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, with the threshold of real data."""
    return gebouwd.copy(tmp_path_factory.mktemp("geheim") / "project")


@pytest.fixture(scope="module")
def report(project: Path) -> Path:
    return project / "output" / RAPPORT


@pytest.fixture(scope="module")
def hidden(report: Path) -> list[dict[str, str]]:
    """What the restricted list of the build tells, with the true values."""
    path = report.parent / ".geheimhouding" / RAPPORT / "afgeschermd.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_hundreds_of_numbers_stay_and_tens_are_hidden(report: Path, hidden: list[dict[str, str]]) -> None:
    rows = read_register(report)
    gone = {(row["indicator"], row["jaar"], row["uitsplitsing"]) for row in rows if row["waarde"] == ""}
    assert 80 < len(hidden) <= len(gone) < len(rows) / 2
    extra = [row for row in hidden if row["waarom"].startswith("beschermt") and row["jaar"] == "2023"]
    assert 0 < len(extra) < 30  # what protects is far less than what it protects


def test_the_register_says_of_every_hidden_number_that_it_is_hidden(
    report: Path, hidden: list[dict[str, str]]
) -> None:
    rows = {(adres_of(row), row["jaar"]): row for row in read_register(report)}
    for item in hidden:
        row = rows[item["adres"], item["jaar"]]
        assert row["waarde"] == ""
        assert row["onderdrukt"].startswith("ja: klein aantal")
        assert not re.search(r"\d", row["bron"])
    for row in rows.values():
        assert (row["waarde"] == "") == row["onderdrukt"].startswith("ja")
        small = row["eenheid"] in ("personen", "huishoudens") and row["waarde"].isdigit()
        changed = row["indicator"].endswith(("_verschil", "_groei"))
        assert not (small and not changed and 0 < int(row["waarde"]) < 10), row


def test_json_and_workbook_hold_the_same_and_no_formula(report: Path) -> None:
    rows = read_register(report)
    values = [row["waarde"] for row in rows]
    told = json.loads((report / "cijfers.json").read_text(encoding="utf-8"))
    assert [item["waarde"] is None for item in told] == [value == "" for value in values]
    assert [item["onderdrukt"] for item in told] == [value == "" for value in values]
    sheet = openpyxl.load_workbook(report / "cijfers.xlsx").active
    cells = [row[3].value for row in sheet.iter_rows(min_row=2)]
    assert [cell is None for cell in cells] == [value == "" for value in values]
    with zipfile.ZipFile(report / "cijfers.xlsx") as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_charts_hold_no_value_for_what_is_hidden(report: Path) -> None:
    points = [point for chart in find_charts(report) for data in chart["datasets"].values() for point in data]
    closed = [point for point in points if point.get("label") == "afgeschermd"]
    assert len(closed) > 10
    for point in closed:
        assert not [value for value in point.values() if type(value) in (int, float)]


def test_no_amount_that_is_hidden_stands_anywhere(report: Path, hidden: list[dict[str, str]]) -> None:
    """Amounts are telling: five digits occur by chance in hashes and coordinates, but not as a number of their own."""
    amounts = [item["waarde"] for item in hidden if item["eenheid"] == "euro"]
    amounts = [str(abs(round(float(text.replace(",", "."))))) for text in amounts]
    amounts = [text for text in amounts if len(text) > 4]
    assert len(amounts) >= 10
    ways = "|".join(f"{text}|{int(text):,}".replace(",", r"\.") for text in sorted(set(amounts)))
    pattern = re.compile(rf"(?<![\d.,\w])(?:{ways})(?:[.,]0+)?(?![\d\w]|[.,]\d)")
    assert pattern.search("kosten € 208.655 samen")  # the search finds what it must
    for name, text in read_texts(report):
        assert not pattern.search(text), f"{name}: {pattern.search(text)}"


def test_sentences_tables_and_figures_say_hidden_and_why(report: Path) -> None:
    page = (report / "index.html").read_text(encoding="utf-8")
    assert page.count("afgeschermd") > 50
    assert "Afgeschermd: een klein aantal inwoners, een bedrag dat te veel zegt" in page
    pdf = "".join(text for name, text in read_texts(report) if name == f"{RAPPORT}.pdf")
    assert "afgeschermd" in pdf


def test_the_quality_page_counts_no_persons(report: Path) -> None:
    summary = json.loads((report / "datakwaliteit.json").read_text(encoding="utf-8"))
    counts = {item["slug"]: item["rijen"] for item in summary["datasets"]}
    assert counts["bezwaarschriften"] == "minder dan 100"
    assert counts["uitkeringen"] == "100 tot 1.000"
    assert isinstance(counts["begroting"], int)
    on_persons = {slug for slug, count in counts.items() if isinstance(count, str)}
    tested = [rule["getoetst"] for rule in summary["regels"] if rule["dataset"] in on_persons]
    assert all(count == 0 or isinstance(count, str) for count in tested)


def test_the_list_for_the_reviewer_is_closed_and_not_published(
    report: Path, hidden: list[dict[str, str]]
) -> None:
    folder = report.parent / ".geheimhouding" / RAPPORT
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"afgeschermd.csv": 0o600, "teksten.csv": 0o600}
    assert "geheimhouding/" not in (report / "manifest.json").read_text(encoding="utf-8")
    assert not list(report.rglob("*afgeschermd*"))
    for item in hidden:
        low, high = (number(item[name]) for name in ("lezer weet minstens", "lezer weet hoogstens"))
        if low is not None:
            assert low <= (number(item["waarde"]) or 0)
        if high is not None:
            assert high >= (number(item["waarde"]) or 0)


def test_the_command_for_the_reviewer_writes_the_same_list_and_shows_no_value(
    project: Path, report: Path
) -> None:
    path = report.parent / ".geheimhouding" / RAPPORT / "afgeschermd.csv"
    before = path.read_bytes()
    path.unlink()
    done = run_sdreport(project, "figures", RAPPORT, "--hidden")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    assert "niet publiceren" in done.stdout and "afgeschermd.csv" in done.stdout
    assert "clienten" not in done.stdout


def test_another_value_for_what_is_hidden_gives_the_same_report_byte_for_byte(
    project: Path, report: Path, tmp_path: Path
) -> None:
    """One resident had help for another kind of costs: two hidden numbers differ, and nothing that is published."""
    other = tmp_path / "anders"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("output"))
    (other / "output").mkdir()
    replace_in(
        other / BIJSTAND, ";bijzondere bijstand;belastingaanslag;", ";bijzondere bijstand;hulpmiddelen;"
    )
    built = build(other)
    listed = [
        (folder.parent / ".geheimhouding" / RAPPORT / "afgeschermd.csv").read_text(encoding="utf-8-sig")
        for folder in (report, built)
    ]
    assert "bijzondere_bijstand.belastingaanslag;2023;5;" in listed[0]
    assert "bijzondere_bijstand.belastingaanslag;2023;4;" in listed[1]
    assert "bijzondere_bijstand.hulpmiddelen;2023;6;" in listed[1]
    files = [path.relative_to(report).as_posix() for path in sorted(report.rglob("*")) if path.is_file()]
    assert files == [
        path.relative_to(built).as_posix() for path in sorted(built.rglob("*")) if path.is_file()
    ]
    before, after = (
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["invoer"]
        for folder in (report, built)
    )
    changed = {name for name in before if after[name] != before[name]}
    assert {name for name in changed if not before[name].endswith(MET_RECORDS)} == {BIJSTAND}
    for name in files:
        if name == "manifest.json":  # it lists the fingerprints of all files
            continue
        read = read_words if name.endswith(".pdf") else read_plain
        text = read(built / name)
        for file in changed:
            new, old = (one[file].removesuffix(MET_RECORDS) for one in (after, before))
            text = text.replace(new, old).replace(new[:12], old[:12])
        assert text == read(report / name), name


def read_words(path: Path) -> str:
    """The words of a PDF: where lines end, the width of a fingerprint has a say in."""
    return " ".join(read_pdf(path).split())


def read_plain(path: Path) -> str:
    return path.read_bytes().decode("latin-1")


def read_register(report: Path) -> list[dict[str, str]]:
    text = (report / "cijfers.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def adres_of(row: dict[str, str]) -> str:
    values = [part.split("=", 1)[1] for part in row["uitsplitsing"].split(";") if part]
    return ".".join([row["indicator"], *values])


def number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


def find_charts(report: Path) -> Iterator[dict[str, Any]]:
    """Every Vega-Lite description in the published notebooks and pages."""
    decoder = json.JSONDecoder()
    for path in [*report.rglob("*.ipynb"), *report.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        found = list(walk(json.loads(text))) if path.suffix == ".ipynb" else []
        for match in re.finditer(r'\{"\$schema":|\{"config":', text) if path.suffix == ".html" else ():
            try:
                found.append(decoder.raw_decode(text, match.start())[0])
            except json.JSONDecodeError:
                continue
        yield from (chart for chart in found if "datasets" in chart)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "datasets" in node:
            yield node
        node = list(node.values())
    for item in node if isinstance(node, list) else ():
        yield from walk(item)


def read_texts(report: Path) -> Iterator[tuple[str, str]]:
    """Every published file as text: workbooks unpacked, PDFs as the words on their pages and in their metadata."""
    for path in sorted(report.rglob("*")):
        name = path.relative_to(report).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                yield from (
                    (f"{name}/{part}", archive.read(part).decode("utf-8")) for part in archive.namelist()
                )
        elif path.suffix == ".pdf":
            yield name, read_pdf(path)
        elif path.is_file() and path.suffix in TEKST:
            yield name, path.read_text(encoding="utf-8-sig")
        else:
            assert path.is_dir(), f"no way to read {name}"
