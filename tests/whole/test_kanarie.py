"""Canaries in every extract on persons: nothing of a record leaves intake and measures, whatever goes wrong."""

import base64
import csv
import gzip
import io
import re
import stat
from collections.abc import Callable, Collection
from pathlib import Path

import openpyxl
import pytest
from bouwhulp import RAPPORT, ROOT, copy_project
from kanariehulp import Omgeving, search, write_as

from sdreport.intake.catalogue.datasets import DATASETS

KANARIE = "KANARIE7F3A"
PERSONEN = ("toewijzingen", "declaraties", "uitkeringen", "inkomensondersteuning", "bezwaarschriften")
BESLOTEN = (".terugmelding", ".geheimhouding", ".voorraad")
DATUM, BEDRAG = ["29-02-2016", "2016-02-29", "20160229"], ["8127,43", "8127.43", "8.127,43"]
FOUT = {"getal": "918273645", "bedrag": "918.273,64", "datum": "29-02-1904", "decimaal": "918.273,64"}
FOUTE = ["918273645", "918.273.645", "918273,64", "918273.64", "918.273,64", "29-02-1904", "1904-02-29"]
Rijen = list[dict[str, str]]


def change(path: Path, how: Callable[[Rijen], Rijen]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    columns = list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(how(rows))


def make_project(target: Path) -> Path:
    """The example project with two chapters, and every extract on persons in the store for large ones."""
    project = copy_project(target)
    path = project / "parameters" / f"{RAPPORT}.yaml"
    text = path.read_text(encoding="utf-8")
    chapters = "hoofdstukken:\n  - 3_maatwerkvoorzieningen\n  - 5_verdieping\n  - 6_vooruitblik\n"
    text, times = re.subn(r"(?<=\n)oogopslag: .*\nhoofdstukken:\n(  - .*\n)+", chapters, text)
    assert times == 1
    path.write_text(text + "\ngroot_vanaf: 1000\n", encoding="utf-8")
    return project


def plant(slug: str) -> Callable[[Rijen], Rijen]:
    """Canaries that a good extract can hold: all keys, the provider, and of some rows the date and the amount."""
    names = [c.name for c in DATASETS[slug].columns if c.privacy == "pseudoniem"]

    def planted(rows: Rijen) -> Rijen:
        for row in rows:
            row.update({name: KANARIE + row[name] for name in names if row.get(name)})
            if "aanbieder" in row:
                row["aanbieder"] = f"{KANARIE} {row['aanbieder']}"
            if "wijk" in row:
                row["wijk"] = KANARIE + row["wijk"]
        if slug == "toewijzingen":
            rows[0].update(toewijzingsdatum="28-02-2016", ingangsdatum=DATUM[0])
        if slug == "declaraties":
            two = [row for row in rows if row["toewijzingnummer"] == rows[0]["toewijzingnummer"]][:2]
            cents = sum(round(float(row["bedrag"].replace(",", ".")) * 100) for row in two)
            two[0]["bedrag"], two[1]["bedrag"] = BEDRAG[0], f"{(cents - 812743) / 100:.2f}".replace(".", ",")
        return rows

    return planted


@pytest.fixture(scope="module")
def goed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Omgeving]:
    """A build that succeeds of extracts full of canaries."""
    project = make_project(tmp_path_factory.mktemp("goed"))
    for slug in PERSONEN:
        change(project / "data" / "2023" / f"{slug}.csv", plant(slug))
    omgeving = Omgeving(tmp_path_factory.mktemp("om"))
    done = omgeving.run(project, "-m", "sdreport", "build", RAPPORT, "--concept")
    assert done.returncode == 0, done.stderr
    return project, omgeving


def test_build_leaves_nothing_of_a_record_anywhere(goed: tuple[Path, Omgeving]) -> None:
    project, omgeving = goed
    assert omgeving.search(project, [KANARIE, *DATUM, *BEDRAG], BESLOTEN) == []
    assert (project / "output" / f"{RAPPORT}-concept" / "index.html").is_file()


def test_build_leaves_no_temporary_file(goed: tuple[Path, Omgeving]) -> None:
    assert [path for path in goed[1].tijdelijk.rglob("*") if path.is_file()] == []


def test_restricted_folders_are_private_whatever_the_mask(goed: tuple[Path, Omgeving]) -> None:
    output = goed[0] / "output"
    names = {path.name for path in output.iterdir() if path.name.startswith(".")}
    assert {".werkmap", ".geheimhouding"} <= names
    for name in names & {*BESLOTEN, ".werkmap"}:
        for path in (output / name, *(output / name).rglob("*")):
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.fixture(scope="module")
def fout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which every extract on persons ends with rows in which every field is wrong."""
    project = make_project(tmp_path_factory.mktemp("fout"))

    def only(row: dict[str, str], delivered: Collection[str]) -> dict[str, str]:
        return {name: value for name, value in row.items() if name in delivered}

    def spoil(slug: str) -> Callable[[Rijen], Rijen]:
        columns = DATASETS[slug].columns
        unreadable = {column.name: f"{KANARIE}-{column.name}" for column in columns}
        wrong = {c.name: FOUT.get(c.soort, f"{KANARIE}-{c.name}") for c in columns}
        return lambda rows: [*rows, *(only(row, rows[0]) for row in (unreadable, wrong, wrong))]

    for slug in PERSONEN:
        change(project / "data" / "2023" / f"{slug}.csv", spoil(slug))
    return project


ALLE_VORMEN = """
import sys
from sdreport.stages.check import run_checks
from sdreport.stages.read import read_extracts
from sdreport.stages.tell_senders import make_uitkomst, write_lijsten
from sdreport.project.folders import find_project
from sdreport.project.editie import find_editie
from sdreport.gate.told.formats import FORMATEN, format_uitkomst
editie = find_editie(find_project(), sys.argv[1])
found = run_checks(editie, read_extracts(editie))
write_lijsten(editie, found)
uitkomst = make_uitkomst(editie, found)
for name in FORMATEN:
    print(format_uitkomst(uitkomst, name))
"""
STUK = """
import os, signal, sys
from sdreport.commands import cli
from sdreport.stages import check as controle
def crash(*_):
    kanarie = sys.argv.pop()
    if kanarie == "SIGTERM": os.kill(os.getpid(), signal.SIGTERM)
    if kanarie == "CTRL-C": raise KeyboardInterrupt
    try:
        raise KeyError(kanarie)
    except KeyError as error:
        raise ValueError(f"could not convert {kanarie}") from error
controle.begin_koppelingen = crash
cli.main(["--debug", "check", sys.argv[1]])
"""


def test_no_finding_in_any_form_holds_a_value(fout: Path, tmp_path: Path) -> None:
    omgeving = Omgeving(tmp_path)
    done = omgeving.run(fout, "-c", ALLE_VORMEN, RAPPORT)
    assert done.returncode == 0, done.stderr
    for rule in ("leesbaar_datum", "sleutel_uniek", "clientnummer"):
        assert rule in omgeving.told
    assert omgeving.search(fout, [KANARIE, *FOUTE], BESLOTEN) == []
    assert [path for path in omgeving.tijdelijk.rglob("*") if path.is_file()] == []
    check_lists(fout / "output" / ".terugmelding" / RAPPORT)


def check_lists(folder: Path) -> None:
    """The lists for senders hold keys of records, and nothing else of them."""
    for slug in PERSONEN:
        dataset = DATASETS[slug]
        text = (folder / f"{slug}.csv").read_text(encoding="utf-8-sig")
        sheet = openpyxl.load_workbook(folder / f"{slug}.xlsx").active
        text += "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        told = set(re.findall(rf"{KANARIE}-(\w+)", text))
        assert told and told <= set(dataset.sleutel), slug
        kinds = {dataset.column(name).soort for name in dataset.sleutel}
        assert not [
            value for value in FOUTE if value in text and "datum" not in kinds and "getal" not in kinds
        ]


@pytest.mark.parametrize(("how", "code"), [(KANARIE, 3), ("CTRL-C", 3), ("SIGTERM", 143)])
def test_a_run_that_breaks_off_tells_and_leaves_nothing(
    fout: Path, tmp_path: Path, how: str, code: int
) -> None:
    omgeving = Omgeving(tmp_path)
    done = omgeving.run(fout, "-c", STUK, RAPPORT, how)
    assert done.returncode == code, done.stderr
    if how == KANARIE:
        assert "ValueError" in done.stderr and "Onverwachte fout" in done.stderr
    assert omgeving.search(fout, [KANARIE, *FOUTE], BESLOTEN) == []
    assert [path for path in omgeving.tijdelijk.rglob("*") if path.is_file()] == []


def _workbook(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append([text])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"x KANARIE7F3A y", "\ufeffx KANARIE7F3A".encode("utf-16"), b"kanarie7f3a", gzip.compress(b"..KANARIE7F3A"),
     base64.b64encode(b"12KANARIE7F3A"), base64.b64encode(b"1KANARIE7F3A23"), _workbook("a KANARIE7F3A"),
     b"src=data:x;base64," + base64.b64encode(_workbook("KANARIE7F3A")), b"x4b414e41524945374633411"],
    ids=range(9),
)  # fmt: skip
def test_search_finds_a_canary_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iets.bin").write_bytes(content)
    assert search([tmp_path], [KANARIE])
    assert search([tmp_path], ["IETSANDERS"]) == []
    assert len(write_as(KANARIE)) > 20


def test_search_reads_names(tmp_path: Path) -> None:
    (tmp_path / f"{KANARIE}.txt").write_bytes(b"")
    assert search([tmp_path], [KANARIE]) == [f"naam: {KANARIE}"]


def test_the_page_on_privacy_names_exactly_the_columns_on_persons() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    told = {cells[1].strip(" `"): cells for line in page.splitlines() if len(cells := line.split("|")) == 7}
    for slug in PERSONEN:
        for place, kind in ((3, "pseudoniem"), (4, "persoonsgegeven")):
            names = [c.name for c in DATASETS[slug].columns if c.privacy == kind]
            assert sorted(filter(None, map(str.strip, told[slug][place].split(",")))) == sorted(names), slug


def test_every_extract_on_persons_is_planted() -> None:
    closed = {slug for slug, d in DATASETS.items() if any(c.privacy != "openbaar" for c in d.columns)}
    assert closed == set(PERSONEN)
