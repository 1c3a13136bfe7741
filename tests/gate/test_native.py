"""What the documentation says of working with Great Expectations' own tools runs as it stands."""

import json
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from sdreport.gate.suites import load_suites
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages.check import run_checks
from sdreport.stages.read import read_extracts

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "great-expectations.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    found = re.search(rf"^<!-- {name} -->\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no block '{name}'"
    return found[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one small extract, in the current folder."""
    for name in ("parameters", "notebooks", "expectations", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "output").mkdir()
    (path,) = (tmp_path / "parameters").glob("raads*.yaml")
    text = re.sub(
        r"^datasets:\n(?:  - .*\n)+", "datasets: [tellingen]\n", path.read_text("utf-8"), flags=re.MULTILINE
    )
    path.write_text(text, encoding="utf-8")
    monkeypatch.delenv("SDREPORT_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_snippet(name: str) -> None:
    exec(compile(block(name), f"great-expectations.md: {name}", "exec"), {"__name__": "__main__"})


def check(project: Path) -> dict[str, str]:
    """What came of each rule."""
    editie = find_editie(Project(project))
    controle = run_checks(editie, read_extracts(editie))
    return {item.regel: item.status for item in controle.uitslagen}


def test_a_rule_is_added_by_editing_one_file(project: Path) -> None:
    path = project / "expectations" / "tellingen.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    suite["expectations"].append(json.loads(block("regel")))
    path.write_text(json.dumps(suite), encoding="utf-8")
    assert check(project)["tellingen.eenheid_lengte"] == "goed"


def test_a_suite_saved_by_great_expectations_is_the_same_suite(project: Path) -> None:
    before = load_suites(project / "expectations", ["tellingen"])["tellingen"]
    statuses = check(project)
    run_snippet("bewerken")
    after = load_suites(project / "expectations", ["tellingen"])["tellingen"]
    names = ("type", "kwargs", "meta", "severity")
    kept = [{name: item[name] for name in names} for item in after["expectations"]]
    assert kept[:-1] == [{name: item[name] for name in names} for item in before["expectations"]]
    assert kept[-1]["meta"]["regel"] == "tellingen.partner_geen_adres"
    assert check(project) == statuses | {"tellingen.partner_geen_adres": "goed"}


def test_every_suite_opens_in_great_expectations_unchanged() -> None:
    import great_expectations as gx

    for path in sorted((ROOT / "expectations").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        suite = gx.ExpectationSuite(**content).to_json_dict()
        rules = [item["meta"]["regel"] for item in suite["expectations"]]
        assert rules == [item["meta"]["regel"] for item in content["expectations"]], path.name


def test_data_docs_are_built_from_a_run_in_a_closed_folder(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_snippet("datadocs")
    verdict, url = capsys.readouterr().out.strip().splitlines()[-2:]
    assert verdict == "in orde"
    page = Path(url.removeprefix("file://"))
    assert page.is_file()
    folder = project / "output" / ".datadocs"
    assert page.is_relative_to(folder)
    if os.name != "nt":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.rglob("validations/tellingen/**/*.html"))
