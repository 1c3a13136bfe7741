"""The gate judges while chapters are executed: what it says, however late, goes before all else."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kleinproject import RAPPORT, make_project

import sdreport.build
from sdreport.bevindingen import Bevinding
from sdreport.build import build_report
from sdreport.chapter.gelezen import MAP
from sdreport.errors import BuildError, ConfigurationError, GateError
from sdreport.gate.gate import Regeluitslag
from sdreport.measures import measure
from sdreport.progress import Progress
from sdreport.project.editie import Editie, find_editie
from sdreport.project.folders import Project
from sdreport.publish.execute.job import MISLUKT
from sdreport.stages import make_grondslag, run_chapters
from sdreport.stages.check import LopendeControle
from sdreport.stages.read import Controle, make_invoer

KRITIEK = Bevinding(
    "plannen", "plannen.proef", "kritiek", "plannen.csv", "", "dit is een proef.", "Herstel het."
)
GOED = Regeluitslag(
    "plannen", "plannen.csv", "plannen.ook", "", "kritiek", "Het moet.", "Doe het.", "goed", 1
)


class Poort:
    """A gate that gives its verdict when it is asked for it, and not before unless `klaar`."""

    def __init__(self, *found: Bevinding, klaar: bool = False) -> None:
        self.found, self.klaar, self.asked = found, klaar, 0

    @contextlib.contextmanager
    def start(self, nodig: bool) -> Iterator[Callable[[], bool]]:
        yield lambda: self.klaar

    def begin(self, editie: Editie, controle: Controle) -> LopendeControle:
        def finish() -> Controle:
            self.asked += 1
            return replace(controle, uitslagen=(GOED,), bevindingen=self.found)

        return LopendeControle(tuple(measure(make_invoer(editie.parameters, controle))), finish)


class Hoofdstukken:
    """Chapters that are executed by writing down what the quality of the report was, and which of them read it."""

    def __init__(self, leest: Mapping[str, list[str]], fout: str = "") -> None:
        self.leest, self.fout = leest, fout
        self.executed: list[str] = []

    def execute(self, chapters: Any, paths: list[Path], _: Path, __: Any, mislukt: Path, take: Any) -> None:
        for path in paths:
            self.executed.append(path.stem)
            if path.stem == self.fout:
                mislukt.mkdir(parents=True)
                (mislukt / path.name).write_text("wat al was uitgevoerd")
                raise BuildError("Hoofdstuk mislukt.")
            for item in self.leest.get(path.stem, []):
                with (chapters.werkmap.path / MAP / f"{path.stem}.txt").open("a") as notes:
                    notes.write(f"{json.dumps(item)}\n")
            take(path, chapters.werkmap.read_kwaliteit().oordeel.encode())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(make_project(tmp_path_factory.mktemp("achteraf") / "project").resolve())


@pytest.fixture
def bouw(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Poort, Hoofdstukken], dict[str, str]]:
    """Build with such a gate and such chapters; gives what was executed, by chapter."""
    made: dict[str, str] = {}

    def build(poort: Poort, hoofdstukken: Hoofdstukken) -> dict[str, str]:
        monkeypatch.setattr(make_grondslag, "start_toetsers", poort.start)
        monkeypatch.setattr(make_grondslag, "begin_checks", poort.begin)
        monkeypatch.setattr(run_chapters, "_execute", hoofdstukken.execute)
        monkeypatch.setattr(sdreport.build, "start_kernels", contextlib.nullcontext)
        monkeypatch.setattr(sdreport.build, "open_opmaak", lambda *_: contextlib.nullcontext(Opmaak))
        monkeypatch.setattr(sdreport.build, "publish", lambda _, notebooks, *__: made.update(notebooks))
        build_report(find_editie(project, RAPPORT), Progress(quiet=True), vers=True)
        return {naam: str(inhoud, "utf-8") for naam, inhoud in made.items()}

    return build


class Opmaak:
    """Chapters as they were executed."""

    @staticmethod
    def prepare(_: str, inhoud: Any) -> Any:
        return inhoud


def left(project: Project) -> set[str]:
    """The files in the output folder, but for the store."""
    files = {path.relative_to(project.output) for path in project.output.rglob("*") if path.is_file()}
    return {path.as_posix() for path in files if path.parts[0] != ".voorraad"}


LEEST = {"0_klein": ["kwaliteit"], "1_klein": ["rapport"]}


def test_only_a_chapter_that_shows_the_verdict_waits_for_it(bouw: Any) -> None:
    poort, chapters = Poort(), Hoofdstukken(LEEST)
    assert bouw(poort, chapters) == {"0_klein": "goed", "1_klein": "niet getoetst"}
    assert (chapters.executed, poort.asked) == (["1_klein", "0_klein"], 1)


@pytest.mark.parametrize("noted", [["rapport", "kwaliteit"], []])
def test_a_chapter_that_read_the_verdict_too_early_or_says_nothing_is_executed_again(
    bouw: Any, noted: list[str]
) -> None:
    chapters = Hoofdstukken({**LEEST, "1_klein": noted})
    assert bouw(Poort(), chapters) == {"0_klein": "goed", "1_klein": "goed"}
    assert chapters.executed == ["1_klein", "0_klein", "1_klein"]


def test_all_are_executed_at_once_when_the_verdict_is_there(bouw: Any) -> None:
    chapters = Hoofdstukken(LEEST)
    bouw(Poort(klaar=True), chapters)
    assert chapters.executed == ["0_klein", "1_klein"]


@pytest.mark.parametrize("fout", ["", "1_klein"])
def test_a_critical_finding_that_comes_late_is_told_as_one_that_comes_early_and_leaves_nothing(
    project: Project, bouw: Any, fout: str
) -> None:
    bouw(Poort(), Hoofdstukken(LEEST))
    before = left(project)
    told = []
    for klaar in (True, False):
        with pytest.raises(GateError) as error:
            bouw(Poort(KRITIEK, klaar=klaar), Hoofdstukken(LEEST, fout))
        told.append((error.value.exit_code, str(error.value)))
        lists = {path for path in left(project) if path.startswith(".terugmelding/")}
        assert left(project) - lists == before
    assert told[0] == told[1]
    assert "dit is een proef" in told[0][1]


def test_a_chapter_that_fails_is_told_and_kept_when_the_gate_finds_nothing(
    project: Project, bouw: Any
) -> None:
    with pytest.raises(BuildError, match="Hoofdstuk mislukt"):
        bouw(Poort(), Hoofdstukken(LEEST, "1_klein"))
    assert f".werkmap/{RAPPORT}/{MISLUKT}/1_klein.ipynb" in left(project)


def test_a_text_that_is_wrong_is_told_after_the_gate(project: Project, bouw: Any) -> None:
    text = find_editie(project, RAPPORT).eigen_toelichting / "1_klein.md"
    good = text.read_text(encoding="utf-8")
    text.write_text("## begin\n\nEr waren {{ bestaat.niet }}.\n", encoding="utf-8")
    try:
        with pytest.raises(GateError):
            bouw(Poort(KRITIEK), Hoofdstukken(LEEST))
        with pytest.raises(ConfigurationError, match="De toelichting klopt niet"):
            bouw(Poort(), Hoofdstukken(LEEST))
    finally:
        text.write_text(good, encoding="utf-8")


def test_whatever_fails_meanwhile_is_told_after_the_gate(bouw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("onverwacht")

    monkeypatch.setattr(sdreport.build, "hash_inputs", fail)
    with pytest.raises(GateError):
        bouw(Poort(KRITIEK), Hoofdstukken(LEEST))
    with pytest.raises(RuntimeError, match="onverwacht"):
        bouw(Poort(), Hoofdstukken(LEEST))
