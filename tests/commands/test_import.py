"""`sdreport import`, tested by running it in a project of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from berichthulp import (
    SLEUTEL,
    bericht,
    client,
    contact,
    declaratie,
    prestatie,
    read_rows,
    toegewezen,
    write_all,
)

ROOT = Path(__file__).parents[2]
RAPPORT = "raadsrapportage-2023"
BERICHTEN = {
    "a.xml": bericht("JW301", client(toegewezen("17", tot="2023-12-31"), contact=contact("1234AB"))),
    "b.zip/1.xml": bericht("JW301", client(toegewezen("18", van="2024-02-01"))),
    "b.zip/2.xml": bericht("JW323", declaratie(prestatie("P1", 100), 100)),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with parameters, tables and an empty folder for the extracts, and messages beside them."""
    for name in ("notebooks", "parameters", "data/2023"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "parameters" / f"{RAPPORT}.yaml", tmp_path / "parameters")
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, tmp_path / "data")
    (tmp_path / "data" / "postcodes.csv").write_text("postcode;wijk\n1234;Noord\n")
    (tmp_path / "data" / "aanbieders.csv").write_text("agb;naam\n12345678;Zorg BV\n")
    write_all(tmp_path / "berichten", BERICHTEN)
    return tmp_path


def run(project: Path, *arguments: str, sleutel: str = SLEUTEL) -> subprocess.CompletedProcess[str]:
    """Run `sdreport import` as a user does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SDREPORT_")}
    return subprocess.run(
        [sys.executable, "-m", "sdreport", "import", *arguments],
        cwd=project,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SDREPORT_SLEUTEL": sleutel},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_messages_become_the_extracts_of_the_report(project: Path) -> None:
    done = run(project, "berichten")
    assert (done.returncode, done.stderr) == (0, "")
    (one,) = read_rows(project / "data" / "2023" / "toewijzingen.csv")
    assert (one["toewijzingnummer"], one["wijk"], one["aanbieder"]) == ("17", "Noord", "Zorg BV")
    assert "Buiten het jaar vielen 1 rijen." in done.stdout
    head, *rows = done.stdout.splitlines()
    assert head.split() == [
        "berichten",
        "regels",
        "vervangen",
        "ingetrokken",
        "afgewezen",
        "past",
        "niet",
        "onleesbaar",
    ]
    assert [row.split()[:3] for row in rows[:2]] == [["JW301", "2", "2"], ["JW323", "1", "1"]]


def test_with_a_folder_of_its_own_all_years_are_written(project: Path) -> None:
    (project / "proef").mkdir()
    assert run(project, "berichten", "--into", "proef").returncode == 0
    assert len(read_rows(project / "proef" / "toewijzingen.csv")) == 2
    assert run(project, "berichten", "--into", "proef").returncode == 2, "rows stand there already"
    assert run(project, "berichten", "--into", "proef", "--replace", "--jaar", "2024").returncode == 0
    assert [rij["toewijzingnummer"] for rij in read_rows(project / "proef" / "toewijzingen.csv")] == ["18"]


def test_what_cannot_be_read_stops_the_import_and_is_told(project: Path) -> None:
    (project / "berichten" / "c.xml").write_text("<stuk")
    done = run(project, "berichten")
    assert done.returncode == 1
    assert "c.xml, regel 1 (xml_onjuist)" in done.stdout
    assert "Er is niets geschreven: niet alles was te lezen." in done.stdout
    assert list((project / "data" / "2023").iterdir()) == []
    lijst = project / "output" / ".import" / "meldingen.csv"
    assert "kritiek;xml_onjuist;;c.xml;1;" in lijst.read_text(encoding="utf-8")
    assert (lijst.stat().st_mode | lijst.parent.stat().st_mode) & 0o077 == 0
    assert run(project, "berichten", "--keep-going").returncode == 0


def test_codes_and_products_are_those_of_the_project(project: Path) -> None:
    write_all(
        project / "berichten",
        {"d.xml": bericht("JW301", client(toegewezen("19", categorie="99", code="XXX")))},
    )
    told = run(project, "berichten").stdout
    assert "(code_onbekend)" in told
    assert "(product_onbekend)" in told


def test_a_wijk_is_that_of_the_year(project: Path) -> None:
    table = "postcode;wijk;jaar_van;jaar_tot\n1234;Haven;;2022\n1234;Haven-Noord;2023;\n"
    (project / "data" / "postcodes.csv").write_text(table)
    assert run(project, "berichten").returncode == 0
    (one,) = read_rows(project / "data" / "2023" / "toewijzingen.csv")
    assert one["wijk"] == "Haven-Noord"
    (project / "proef").mkdir()
    done = run(project, "berichten", "--into", "proef")
    assert (done.returncode, "--jaar" in done.stderr) == (2, True)


def test_without_tables_it_says_what_stays_empty(project: Path) -> None:
    for name in ("postcodes", "aanbieders"):
        (project / "data" / f"{name}.csv").unlink()
    told = run(project, "berichten").stdout
    assert "Er is geen data/postcodes.csv: de wijk blijft leeg." in told
    assert "Er is geen data/aanbieders.csv: een aanbieder heeft zijn AGB-code als naam." in told
    assert "Er is geen JW325 gelezen: alle regels van JW323 tellen als toegekend." in told


@pytest.mark.parametrize(
    ("arguments", "sleutel", "said"),
    [
        (["nergens"], SLEUTEL, "bestaat niet"),
        (["berichten"], "kort", "SDREPORT_SLEUTEL"),
        (["berichten", RAPPORT, "--into", "proef"], SLEUTEL, "niet allebei"),
        (["berichten", "--into", "nergens"], SLEUTEL, "--into"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    project: Path, arguments: list[str], sleutel: str, said: str
) -> None:
    done = run(project, *arguments, sleutel=sleutel)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("postcodes", "postcode;wijk\n12345;Noord\n"),
        ("postcodes", "postcode;wijk\n1234;\n"),
        ("postcodes", "postcode;wijk\n1234;Noord\n1234;Zuid\n"),
        ("postcodes", "pc;wijk\n1234;Noord\n"),
        ("aanbieders", "agb;naam\n123;Zorg BV\n"),
    ],
)
def test_a_table_with_a_fault_is_refused(project: Path, name: str, content: str) -> None:
    (project / "data" / f"{name}.csv").write_text(content)
    done = run(project, "berichten")
    assert done.returncode == 2
    assert f"data/{name}.csv" in done.stderr


def test_an_iv3_delivery_becomes_the_budget_of_the_report(project: Path) -> None:
    (project / "data" / "iv3.csv").write_text("taakveld;categorie;onderdeel;post\n6.71a;;wmo;hulp\n")
    record = {"taakveld": "6.71a", "categorie": "3.4.1", "bedrag": 12_000_000.5}
    metadata = {"overheidslaag": "Gemeente", "boekjaar": 2023, "periode": 0, "status": "Begroting"}
    content = {"metadata": metadata, "data": {"lasten": [record], "baten": [record]}}
    (project / "iv3").mkdir()
    (project / "iv3" / "begroting.json").write_text(json.dumps(content))
    done = run(project, "iv3", sleutel="")
    assert (done.returncode, done.stderr) == (0, "")
    (one,) = read_rows(project / "data" / "2023" / "begroting.csv")
    assert (one["post"], one["fase"], one["bedrag"], one["baten"]) == (
        "hulp",
        "primitief",
        "12000000,50",
        "12000000,50",
    )
    assert run(project, "iv3/begroting.json", "--jaar", "2024").returncode == 2
    (project / "iv3" / "begroting.json").write_text("{")
    assert run(project, "iv3").returncode == 1
