"""Repeatable: the same input gives the same bytes, wherever, whenever and in whatever order it is built."""

import json
from pathlib import Path

from bouwhulp import RAPPORT, Gebouwd, hash_folder
from herhaalhulp import THERE, move_elsewhere, run_elsewhere

from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.takeover.ingredients import Ingredienten


def test_a_build_elsewhere_gives_the_same_bytes(gebouwd: Gebouwd, tmp_path: Path) -> None:
    there = move_elsewhere(gebouwd.project, tmp_path / "een ándere map")
    arguments = ("verify", f"output/{RAPPORT}", "--rebuild", "--quiet")
    done, _ = run_elsewhere(there, tmp_path / "haak", THERE, *arguments)
    assert (done.returncode, done.stdout) == (0, "Geen verschillen.\n"), done.stdout + done.stderr
    assert hash_folder(there / "output" / RAPPORT) == hash_folder(gebouwd.project / "output" / RAPPORT)
    assert not list((there / "output").glob(".nagebouwd*"))


def test_every_file_that_was_read_is_in_the_manifest(gebouwd: Gebouwd) -> None:
    text = (gebouwd.project / "output" / RAPPORT / "manifest.json").read_text(encoding="utf-8")
    manifest, opened = json.loads(text), gebouwd.geopend
    assert "data/2023/declaraties.csv" in opened
    # of other reports only the first lines are looked at, to know that they are reports
    reports = {name for name in opened if Path(name).match("parameters/*-*.yaml")}
    assert f"parameters/{RAPPORT}.yaml" in manifest["invoer"]
    assert opened - reports - set(manifest["invoer"]) == set()
    assert "parameters/logo.svg" in opened


def test_every_file_that_was_read_is_one_that_the_report_depends_on(gebouwd: Gebouwd) -> None:
    """What a build reads and no step is keyed on, would make a stale number."""
    delen = Ingredienten(find_editie(Project(gebouwd.project.resolve()), RAPPORT)).delen
    reports = {name for name in gebouwd.geopend if Path(name).match("parameters/*-*.yaml")}
    assert f"parameters/{RAPPORT}.yaml" in delen["parameters"]
    assert gebouwd.geopend - reports - {naam for soort in delen.values() for naam in soort} == set()


def test_the_manifest_knows_no_clock_machine_or_folder(gebouwd: Gebouwd) -> None:
    text = (gebouwd.project / "output" / RAPPORT / "manifest.json").read_text(encoding="utf-8")
    assert str(gebouwd.project) not in text and "/tmp" not in text
    assert len(json.loads(text)["code"]) == 64
