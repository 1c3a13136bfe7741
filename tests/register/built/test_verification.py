"""Verifying: every file that is gone, changed or extra, input that changed, other versions; one line each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bouwhulp import ROOT

from sdreport.commands.built.verify import NIET_ONDERTEKEND
from sdreport.errors import ConfigurationError
from sdreport.project.folders import Project, find_report
from sdreport.register.built.verification import compare_bytes, compare_versies, verify_report
from sdreport.register.manifest import describe_versions, hash_code, hash_files, make_manifest, read_manifest


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one built report of two files, made of two inputs."""
    project = Project(tmp_path.resolve())
    for name in (
        "data/a.csv",
        "parameters/proef.yaml",
        "notebooks/leeg",
        "output/proef/index.html",
        "output/proef/x/1.pdf",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    report = project.output / "proef"
    invoer = hash_files([tmp_path / "data/a.csv", tmp_path / "parameters/proef.yaml"], project.root)
    uitvoer = hash_files([report / "index.html", report / "x/1.pdf"], report)
    text = make_manifest({"rapport": "proef", "gewicht": 0.1}, False, invoer, uitvoer)
    (report / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    return project


def verify(project: Project) -> list[str]:
    return verify_report(project.output / "proef", project)


def test_a_report_as_it_was_built_has_no_differences(project: Project) -> None:
    assert verify(project) == []


def test_every_difference_is_one_line(project: Project) -> None:
    report = project.output / "proef"
    (report / "index.html").write_text("anders")
    (report / "x" / "1.pdf").unlink()
    (report / "x" / "kladje.txt").write_text("erbij")
    (project.root / "data" / "a.csv").write_text("herzien")
    (project.root / "parameters" / "proef.yaml").unlink()
    assert verify(project) == [
        "uitvoer: index.html is veranderd na de build.",
        "uitvoer: x/1.pdf ontbreekt.",
        "uitvoer: x/kladje.txt hoort niet bij dit rapport.",
        "invoer: data/a.csv is veranderd na de build.",
        "invoer: parameters/proef.yaml ontbreekt nu.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_what_is_no_plain_file_does_not_belong(project: Project, tmp_path: Path) -> None:
    report = project.output / "proef"
    (tmp_path / "kopie").write_bytes((report / "index.html").read_bytes())
    (report / "index.html").unlink()
    (report / "index.html").symlink_to(tmp_path / "kopie")  # the same bytes, for now
    (report / "map").symlink_to(tmp_path)
    (report / "nergens.html").symlink_to("weg")
    os.mkfifo(report / "pijp.html")
    (report / "leeg").mkdir()
    assert verify(project) == [
        "uitvoer: index.html is veranderd na de build.",
        *(
            f"uitvoer: {name} hoort niet bij dit rapport."
            for name in ("leeg", "map", "nergens.html", "pijp.html")
        ),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="names that cannot be there")
def test_a_name_of_a_file_is_one_line_and_steers_no_terminal(project: Project) -> None:
    names = ("\u202egnp.exe", "a\nuitvoer: niets.txt", "b\x1b[31m.txt", "c" * 240)
    for name in names:
        (project.output / "proef" / name).write_text("x")
    assert len(verify(project)) == len(names)
    assert not any("\n" in line or len(line) > 260 for line in verify(project))
    command = [sys.executable, "-m", "sdreport", "verify", str(project.output / "proef")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "\\u202egnp.exe hoort niet bij" in done.stdout
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


def test_a_report_that_was_taken_elsewhere_is_held_against_its_own_manifest(
    project: Project, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elders"
    shutil.copytree(project.output / "proef", elsewhere / "proef")
    assert verify_report(elsewhere / "proef", None) == []
    assert verify_report(elsewhere / "proef", Project(elsewhere)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"concept": false', '"concept": true'),
        ('"rapport": "proef"', '"rapport": "proef2"'),
        ('"gewicht": 0.1', '"gewicht": 0.10'),
        (' "uitvoer"', ' "extra": 1,\n "uitvoer"'),
        ("\n", "\r\n"),
        ('"zegel": "', '"zegel": "0'),
    ],
)
def test_one_other_letter_in_the_manifest_itself_is_told(project: Project, old: str, new: str) -> None:
    path = project.output / "proef" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="")
    assert verify(project) == ["uitvoer: manifest.json is veranderd na de build."]


def test_other_versions_are_told() -> None:
    now = describe_versions()
    before = {
        **now,
        "code": "0",
        "python": "3.9.1",
        "pakketten": {**now["pakketten"], "pandas": "1.0", "oud": "2"},
    }
    lines = list(compare_versies(before, now))
    assert lines == [
        f"versie: python was 3.9.1, is nu {now['python']}.",
        "code: sdreport zelf is veranderd na de build.",
        "versie: oud was 2, is nu afwezig.",
        f"versie: pandas was 1.0, is nu {now['pakketten']['pandas']}.",
    ]


def test_a_manifest_of_before_these_versions_can_be_read() -> None:
    assert "versie: python was onbekend" in "".join(compare_versies({}, describe_versions()))


@pytest.mark.parametrize(
    "content",
    [
        "geen json",
        "[]",
        '{"parameters": {}}',
        '{"parameters": 1, "invoer": {}, "uitvoer": {}}',
        '{"parameters": {}, "invoer": {}, "uitvoer": {"a": "0"}, "uitvoer": {}}',
        '{"parameters": {}, "invoer": {"a": 5}, "uitvoer": {}}',
        '{"parameters": {}, "invoer": {}, "uitvoer": {}, "pakketten": []}',
        '{"concept": ' + "1" * 400 + ', "parameters": {}, "invoer": {}, "uitvoer": {}}',
    ],
)
def test_a_manifest_that_cannot_be_used_is_told(project: Project, content: str) -> None:
    (project.output / "proef" / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="beschadigd"):
        read_manifest(project.output / "proef")


def test_a_folder_without_manifest_or_that_is_not_there_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="geen gebouwd rapport"):
        read_manifest(tmp_path)
    with pytest.raises(ConfigurationError, match="bestaat niet"):
        find_report(str(tmp_path / "weg" / "nog"))


def test_bytes_are_compared_both_ways() -> None:
    lines = list(compare_bytes({"a": "1", "b": "1", "c": "1"}, {"b": "2", "c": "1", "d": "1"}))
    assert lines == [
        "nagebouwd: a komt er niet meer uit.",
        "nagebouwd: b is anders.",
        "nagebouwd: d is nieuw.",
    ]


def test_one_other_line_of_code_or_template_is_other_code(tmp_path: Path) -> None:
    (tmp_path / "sub" / "__pycache__").mkdir(parents=True)
    for name in ("a.py", "sub/b.j2"):
        (tmp_path / name).write_text(name)
    before = hash_code(tmp_path)
    (tmp_path / "sub" / "__pycache__" / "a.pyc").write_text("gecompileerd")
    assert hash_code(tmp_path) == before
    (tmp_path / "sub" / "b.j2").write_text("anders")
    assert hash_code(tmp_path) != before


@pytest.mark.parametrize(
    ("change", "code", "last"), [(False, 0, "Geen verschillen."), (True, 1, "1 verschil.")]
)
def test_the_command_ends_with_1_when_there_is_a_difference(
    project: Project, change: bool, code: int, last: str
) -> None:
    if change:
        (project.output / "proef" / "index.html").write_text("anders")
    command = [sys.executable, "-m", "sdreport", "verify", "proef"]
    env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""}
    done = subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)
    said = (done.returncode, done.stdout.splitlines()[-1], done.stderr.strip())
    assert said == (code, last, NIET_ONDERTEKEND)
