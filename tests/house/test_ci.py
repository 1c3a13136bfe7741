"""The gate in CI: the workflow and the snippet in the docs call what exists and keep nothing that is restricted."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from sdreport.commands.cli import cli

ROOT = Path(__file__).parents[2]
WORKFLOW = (ROOT / ".github" / "workflows" / "gate.yml").read_text(encoding="utf-8")
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
INSTALL = ("--require-hashes -r requirements.txt", "--no-deps --no-build-isolation -e .")


def gitlab() -> str:
    found = re.search(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def workflow() -> dict[Any, Any]:
    return yaml.safe_load(WORKFLOW)


@pytest.mark.parametrize("text", [WORKFLOW, gitlab()], ids=["github", "gitlab"])
def test_every_call_is_one_that_the_command_line_knows(text: str) -> None:
    calls = re.findall(r"bin/sdreport check (.*?)(?: \|\| \[ \$\? -eq 1 \])?$", text, re.MULTILINE)
    assert len(calls) == 2
    for call in calls:
        cli.commands["check"].make_context("check", shlex.split(call))


@pytest.mark.parametrize("text", [WORKFLOW, gitlab()], ids=["github", "gitlab"])
def test_it_installs_what_is_pinned_and_keeps_no_list(text: str) -> None:
    assert all(command in text for command in INSTALL)
    code = re.sub(r"#.*", "", text)
    assert ".terugmelding" not in code and "output/" not in code


def test_the_workflow_runs_on_extracts_and_parameters_and_may_only_read() -> None:
    content = workflow()
    triggers = content[True]  # YAML reads the key `on` as true
    for event in ("push", "pull_request"):
        assert {"data/**", "parameters/**"} <= set(triggers[event]["paths"])
    assert content["permissions"] == {"contents": "read"}
    (job,) = content["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    gate = next(run for run in runs if "--format github" in run)
    assert "||" not in gate, "a critical finding fails the job"
    upload = next(step for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert (upload["if"], upload["with"]["path"]) == ("always()", "datakwaliteit.html")


def test_the_snippet_keeps_the_page_and_the_junit_report_whatever_comes_out() -> None:
    artifacts = yaml.safe_load(gitlab())["gate"]["artifacts"]
    assert artifacts["when"] == "always"
    assert artifacts["paths"] == ["datakwaliteit.html"]
    assert artifacts["reports"] == {"junit": "datakwaliteit.xml"}
