"""Nothing is lost: a build that is killed, refused, hangs or dies leaves the report that was there, and says why."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bouwhulp import ROOT
from kleinproject import CELLS, RAPPORT, make_project, write_chapter

from sdreport.register.built.verification import verify_report

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="builds are forked")


class Bouwer:
    """A project with a built report, and the warm process that builds it with accidents."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.report = folder / "output" / RAPPORT
        self.wissel = 0
        """At which moment of the last build the report was put in place."""
        command = [sys.executable, str(ROOT / "tests" / "helpers" / "ongelukhulp.py"), str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def build(self, soort: str = "geen", n: int = 0) -> tuple[int, str, int]:
        """One build; how it ended, what it said, and how many things it did to the file system."""
        self.ask(soort, n)
        return self.answer()

    def ask(self, soort: str, n: int) -> None:
        assert self.process.stdin
        print(soort, n, file=self.process.stdin, flush=True)

    def answer(self) -> tuple[int, str, int]:
        assert self.process.stdout
        answer = json.loads(self.process.stdout.readline())
        self.wissel = answer["wissel"]
        return answer["code"], answer["gezegd"], answer["gedaan"]

    def versie(self, text: str) -> None:
        """Change what the next build makes."""
        (self.folder / "versie").write_text(text)

    def gebouwd(self) -> str:
        """Which build the report is of; it must be whole."""
        lines = [line for line in verify_report(self.report, None) if line.startswith("uitvoer")]
        assert lines == []
        return (self.report / "index.html").read_text().split()[1].removesuffix("index.html")

    def left(self) -> set[str]:
        """What stands in the output folder beside the report, but for what a build keeps there."""
        kept = {RAPPORT, "index.html", ".werkmap", ".terugmelding", ".geheimhouding", ".voorraad"}
        return {path.name for path in (self.folder / "output").iterdir()} - kept

    def close(self) -> None:
        self.process.communicate(timeout=10)


@pytest.fixture(scope="module")
def bouwer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bouwer]:
    """Accidents in all that a build does to the file system."""
    bouwer = Bouwer(make_project(tmp_path_factory.mktemp("niets verloren") / "projéct"))
    bouwer.versie("oud")
    assert bouwer.build()[:2] == (0, "")
    yield bouwer
    bouwer.close()


def spread(last: int, number: int) -> list[int]:
    """So many numbers from 1 to `last`, evenly."""
    return [1 + (last - 1) * step // (number - 1) for step in range(number)]


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_report(bouwer: Bouwer) -> None:
    bouwer.versie("oud")
    assert bouwer.build()[0] == 0
    assert bouwer.build("dood", bouwer.wissel - 1)[0] == -9
    assert bouwer.build()[:2] == (0, "")  # clears what the one before left, as the ones below do
    assert bouwer.gebouwd() == "oud"
    swap = bouwer.wissel
    seen = {}
    for n in sorted({*spread(swap, 8), *range(swap - 1, swap + 4)}):
        bouwer.versie(f"{n}")
        assert bouwer.build("dood", n)[:2] == (-9, "")  # each one starts with what the one before left
        seen[n] = bouwer.gebouwd()
    assert all(seen[n] == "oud" for n in seen if n <= swap)
    assert all(seen[n] in ("oud", *map(str, seen)) for n in seen)
    assert seen[max(seen)] != "oud", "the last moments are after the swap"
    assert bouwer.left()
    bouwer.versie("later")
    assert bouwer.build()[:2] == (0, "")
    assert (bouwer.gebouwd(), bouwer.left()) == ("later", set())


@pytest.mark.parametrize(
    ("soort", "number", "reason"),
    [("vol", 6, "de schijf is vol"), ("alleen-lezen", 4, "de map is alleen te lezen")],
)
def test_a_build_that_cannot_write_leaves_the_report_and_says_why_in_one_line(
    bouwer: Bouwer, soort: str, number: int, reason: str
) -> None:
    bouwer.versie("oud")
    moments = bouwer.build()[2]
    bouwer.versie("nieuw")
    seen = []
    for n in spread(moments - 10, number):
        code, said, _ = bouwer.build(soort, n)
        assert (code, said.count("\n")) == (3, 1), said
        assert said.startswith("Fout: ") and reason in said
        seen.append(bouwer.gebouwd())
    # the last ones are refused after the swap: in clearing up, and in the page that lists all reports
    assert seen[: number // 2] == ["oud"] * (number // 2)
    assert set(seen) == {"oud", "nieuw"}
    assert bouwer.build()[:2] == (0, "")
    assert (bouwer.gebouwd(), bouwer.left()) == ("nieuw", set())


def test_a_file_that_cannot_be_written_to_its_end_leaves_the_report(bouwer: Bouwer) -> None:
    bouwer.versie("oud")
    assert bouwer.build()[0] == 0
    bouwer.versie("nieuw")
    for most in (100, 20_000):
        code, said, _ = bouwer.build("te-groot", most)
        assert (code, said.count("\n")) == (3, 1)
        assert "een bestand wordt te groot" in said
        assert (bouwer.gebouwd(), bouwer.left()) == ("oud", set())


def test_an_output_folder_that_is_a_file_is_told(bouwer: Bouwer) -> None:
    output, aside = bouwer.folder / "output", bouwer.folder / "opzij"
    output.rename(aside)
    output.write_text("geen map")
    code, said, _ = bouwer.build()
    output.unlink()
    aside.rename(output)
    assert (code, said.count("\n")) == (3, 1)
    assert "er staat" in said
    assert bouwer.build()[0] == 0


@pytest.fixture(scope="module")
def echt(bouwer: Bouwer) -> Iterator[Bouwer]:
    """The same project, with chapters that are executed."""
    echt = Bouwer(bouwer.folder, HOOFDSTUKKEN="ja")
    yield echt
    echt.close()


NOTE = "import os, pathlib; pathlib.Path('../../pids').write_text(f'{os.getpid()} {os.getppid()}')"
ENOUGH = "assert int(open('/proc/self/oom_score_adj').read()) > 0"
EAT = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32)); b'x' * 2**33"
FREEZE = "import time; time.sleep(600)"
DIE = "import signal; os.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (FREEZE, "is niet klaar binnen 3 seconden en is gestopt"),
        (DIE, "stopte onverwacht: het proces is weg"),
        (EAT, "vraagt meer geheugen dan een hoofdstuk mag gebruiken"),
    ],
)
def test_a_chapter_that_hangs_dies_or_eats_memory_leaves_the_report(
    bouwer: Bouwer, echt: Bouwer, cell: str, reason: str
) -> None:
    bouwer.versie("oud")
    assert bouwer.build()[:2] == (0, "")
    bouwer.versie("nieuw")
    write_chapter(bouwer.folder, "1_klein", [*CELLS, NOTE, ENOUGH, cell])
    pids = bouwer.folder / "pids"
    pids.unlink(missing_ok=True)
    echt.ask("geen", 0)
    if cell == FREEZE:
        wait_for(pids.exists)
        code, said, _ = bouwer.build()
        assert (code, said) == (3, f"Fout: Er loopt al een build van {RAPPORT}. Wacht tot die klaar is.\n")
    code, said, _ = echt.answer()
    assert (code, said.count("\n")) == (3, 1), said
    assert said.startswith("Fout: Hoofdstuk 1_klein, cel 6") and reason in said
    kept = bouwer.folder / "output" / ".werkmap" / RAPPORT / "mislukt" / "1_klein.ipynb"
    assert kept.relative_to(bouwer.folder).as_posix() in said
    assert "tot hier" in kept.read_text(encoding="utf-8")
    assert (bouwer.gebouwd(), bouwer.left()) == ("oud", set())
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids.read_text().split()))


def test_a_chapter_that_works_again_is_built(bouwer: Bouwer, echt: Bouwer) -> None:
    for name in ("0_klein", "1_klein"):
        write_chapter(bouwer.folder, name, [CELLS[0], ENOUGH])
    bouwer.versie("weer goed")
    code, said, _ = echt.build()
    assert (code, said) == (0, "")
    assert (bouwer.gebouwd(), bouwer.left()) == ("weer", set())
    assert not (bouwer.folder / "output" / ".werkmap" / RAPPORT / "mislukt").exists()


def wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.02)
