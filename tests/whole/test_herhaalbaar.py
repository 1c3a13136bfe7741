"""Repeatable: the same input gives the same bytes, wherever, whenever and in whatever order it is built."""

import json
from pathlib import Path

import pytest
from bouwhulp import copy_project, hash_folder
from herhaalhulp import HERE, THERE, move_elsewhere, run_elsewhere

from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.takeover.ingredients import Ingredienten

RAPPORT = "uitvoeringsplan-2017-2018"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A project with one built report, and the files of the project that were opened for it."""
    folder = tmp_path_factory.mktemp("hier")
    project = copy_project(folder / "project")
    done, opened = run_elsewhere(project, folder / "haak", HERE, "build", RAPPORT, "--quiet")
    assert done.returncode == 0, done.stderr
    return project, opened


def test_a_build_elsewhere_gives_the_same_bytes(built: tuple[Path, set[str]], tmp_path: Path) -> None:
    there = move_elsewhere(built[0], tmp_path / "een ándere map")
    arguments = ("verify", f"output/{RAPPORT}", "--rebuild", "--quiet")
    done, _ = run_elsewhere(there, tmp_path / "haak", THERE, *arguments)
    assert (done.returncode, done.stdout) == (0, "Geen verschillen.\n"), done.stdout + done.stderr
    assert hash_folder(there / "output" / RAPPORT) == hash_folder(built[0] / "output" / RAPPORT)
    assert not list((there / "output").glob(".nagebouwd*"))


def test_every_file_that_was_read_is_in_the_manifest(built: tuple[Path, set[str]]) -> None:
    project, opened = built
    manifest = json.loads((project / "output" / RAPPORT / "manifest.json").read_text(encoding="utf-8"))
    assert "data/uitvoeringsplan-2017-2018/plannen.csv" in opened
    # of other reports only the first lines are looked at, to know that they are reports
    reports = {name for name in opened if Path(name).match("parameters/*-*.yaml")}
    assert f"parameters/{RAPPORT}.yaml" in manifest["invoer"]
    assert opened - reports - set(manifest["invoer"]) == set()
    assert "parameters/logo.svg" in opened


def test_every_file_that_was_read_is_one_that_the_report_depends_on(built: tuple[Path, set[str]]) -> None:
    """What a build reads and no step is keyed on, would make a stale number."""
    project, opened = built
    delen = Ingredienten(find_editie(Project(project.resolve()), RAPPORT)).delen
    reports = {name for name in opened if Path(name).match("parameters/*-*.yaml")}
    assert f"parameters/{RAPPORT}.yaml" in delen["parameters"]
    assert opened - reports - {naam for soort in delen.values() for naam in soort} == set()


def test_the_manifest_knows_no_clock_machine_or_folder(built: tuple[Path, set[str]]) -> None:
    project = built[0]
    text = (project / "output" / RAPPORT / "manifest.json").read_text(encoding="utf-8")
    assert str(project) not in text and "/tmp" not in text
    assert len(json.loads(text)["code"]) == 64
