"""A run over small municipalities: one is rejected, hangs, eats memory, loses its process, or is broken off."""

import csv
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bouwhulp import hash_folder
from velenhulp import EENHEID, RAPPORT, VAL, WERKER, make_projects, set_cell, spoil

from sdreport.progress import Progress
from sdreport.velen.grenzen import Grenzen
from sdreport.velen.opdracht import find_opdrachten
from sdreport.velen.ronde import Ronde, build_each
from sdreport.velen.uitslag import Uitslag
from sdreport.velen.uitvoeren import LOKAAL

GRENZEN = Grenzen(seconden=30, megabytes=2000)
HANGT = "import time\ntime.sleep(1000)"
EET = "vol = bytearray(4 * 2**30)"


def run(folder: Path, cluster: str | None = None, workers: int = 2) -> dict[str, Uitslag]:
    """A run over all projects in a folder, its outcomes by the number of the municipality."""
    ronde = Ronde(find_opdrachten(folder), folder / "uitkomst", GRENZEN, workers, cluster)
    return {item.naam[-1]: item for item in build_each(ronde, Progress(quiet=True))}


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Municipality 1 is in order, 2 is rejected, 3 hangs, 4 eats memory and 5 loses its process the first time."""
    folder = tmp_path_factory.mktemp("velen")
    lost = VAL.format(mark=str(folder / "gevallen"), place=EENHEID)
    roots = make_projects(folder, "", "", HANGT, EET, lost)
    spoil(roots[1])
    for left in (
        folder / "uitkomst" / ".samen.parquet.nieuw",
        roots[1] / "output" / f".{RAPPORT}.bouw" / "x",
    ):
        left.parent.mkdir(parents=True)
        left.write_text("van een ronde die is gedood")
    return folder


@pytest.fixture(scope="module")
def first(folder: Path) -> dict[str, Uitslag]:
    """The outcome of the first run."""
    return run(folder)


def test_every_municipality_gets_its_own_verdict(folder: Path, first: dict[str, Uitslag]) -> None:
    assert {naam: item.oordeel for naam, item in first.items()} == {
        "1": "gebouwd", "2": "afgekeurd", "3": "duurde te lang", "4": "mislukt", "5": "gebouwd",
    }  # fmt: skip
    assert [first[naam].exitcode for naam in "12345"] == [0, 1, 3, 3, 0]
    assert first["2"].bevindingen and first["1"].bevindingen is not None
    assert (folder / "gevallen").exists()
    for naam in "15":
        assert (folder / f"gemeente-00{naam}" / "output" / RAPPORT / "index.html").is_file()
    for naam in "234":
        assert not (folder / f"gemeente-00{naam}" / "output" / RAPPORT).exists()


def test_what_a_killed_run_left_is_cleared(folder: Path, first: dict[str, Uitslag]) -> None:
    assert first
    left = [path.name for path in folder.rglob(".*") if path.name.endswith((".nieuw", ".bouw", ".slot"))]
    assert left == []


def test_logs_are_for_their_owner_and_say_what_a_build_says(folder: Path, first: dict[str, Uitslag]) -> None:
    log = folder / "uitkomst" / "log" / "gemeente-002.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "leerlingen.csv" in log.read_text(encoding="utf-8")
    assert "Pagina's en PDF maken" in (log.parent / "gemeente-001.log").read_text(encoding="utf-8")


def test_page_table_and_register_tell_of_all(folder: Path, first: dict[str, Uitslag]) -> None:
    outcome = folder / "uitkomst"
    rows = read_csv(outcome / "gemeenten.csv")
    assert [row["oordeel"] for row in rows] == [first[naam].oordeel for naam in "12345"]
    page = (outcome / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"#]+)"', page)
    assert f"../gemeente-001/output/{RAPPORT}/index.html" in links and "cijfers.parquet" in links
    assert all((outcome / link).is_file() for link in links)
    people = {
        row["gemeente"]: row["waarde"]
        for row in read_csv(outcome / "cijfers.csv")
        if (row["indicator"], row["uitsplitsing"], row["jaar"]) == ("inwoners", "leeftijd=totaal", "2024")
    }
    assert set(people) == {"gemeente-001", "gemeente-005", "totaal"}
    assert int(people["totaal"]) == int(people["gemeente-001"]) + int(people["gemeente-005"])


def test_a_next_run_builds_only_what_is_not_there(folder: Path, first: dict[str, Uitslag]) -> None:
    whole = folder / "gemeente-001" / "output" / RAPPORT
    before = hash_folder(whole)
    set_cell(folder / "gemeente-003", "")
    text = folder / "gemeente-005" / "data" / "2024" / "toelichting" / "1_proef.md"
    text.write_text("## proef\n\nEen andere zin.\n", encoding="utf-8")
    again = run(folder)
    assert {naam: item.oordeel for naam, item in again.items()} == {
        "1": "stond er al", "2": "afgekeurd", "3": "gebouwd", "4": "mislukt", "5": "gebouwd",
    }  # fmt: skip
    assert hash_folder(whole) == before


@pytest.fixture()
def cluster_folder(tmp_path: Path) -> Iterator[Path]:
    """Municipality 1 is in order, 2 ends the worker of the cluster that has it the first time, and 3 is rejected."""
    roots = make_projects(tmp_path, "", VAL.format(mark=str(tmp_path / "gevallen"), place=WERKER), "")
    spoil(roots[2])
    yield tmp_path


def test_a_cluster_gives_the_same_and_survives_a_lost_worker(cluster_folder: Path) -> None:
    outcome = run(cluster_folder, LOKAAL)
    assert {naam: item.oordeel for naam, item in outcome.items()} == {
        "1": "gebouwd", "2": "gebouwd", "3": "afgekeurd",
    }  # fmt: skip
    assert (cluster_folder / "gevallen").exists()


def test_a_process_that_is_lost_each_time_is_no_third_time_tried(tmp_path: Path) -> None:
    always = f"import psutil\npsutil.Process().parents()[{EENHEID}].kill()"
    make_projects(tmp_path, always)
    outcome = run(tmp_path)["1"]
    assert (outcome.oordeel, outcome.exitcode) == ("viel uit", 3)


def test_a_run_that_is_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    roots = make_projects(tmp_path, "", HANGT)
    command = [sys.executable, "-m", "sdreport", "build-each", str(tmp_path), "--workers", "1"]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell that runs tests in the background ignores it, and so would the command
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        assert any(line.startswith("1 van 2  gemeente-001  gebouwd") for line in lines)
        os.kill(process.pid, signal.SIGINT)
        process.communicate()
    assert process.returncode == 3
    table = (tmp_path / "uitkomst" / "gemeenten.csv").read_text(encoding="utf-8")
    assert "gebouwd" in table and "nog niet gebouwd" in table
    set_cell(roots[1], "")
    assert [item.oordeel for item in run(tmp_path).values()] == ["stond er al", "gebouwd"]


def test_without_forks_the_outcome_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDREPORT_KERNELS", "spawn")
    roots = make_projects(tmp_path, "", "")
    spoil(roots[1])
    assert [item.oordeel for item in run(tmp_path).values()] == ["gebouwd", "afgekeurd"]
