"""The example report, built once for all who look at it."""

import json
import os
import time

import pytest
from bouwhulp import RAPPORT, Gebouwd, copy_project
from herhaalhulp import HERE, run_elsewhere

MOST_SECONDS = 600


@pytest.fixture(scope="session")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Gebouwd:
    """The built report; the first worker that wants it makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "gebouwd"
    outcome = folder / "uitkomst.json"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + MOST_SECONDS
        while not outcome.exists():
            assert time.monotonic() < deadline, "the worker that builds the report does not get ready"
            time.sleep(0.2)
    else:
        done, opened = run_elsewhere(
            copy_project(folder / "project"), folder / "haak", HERE, "build", RAPPORT
        )
        told = folder / "nog niet"
        told.write_text(json.dumps([done.returncode, done.stderr, sorted(opened)]), encoding="utf-8")
        told.rename(outcome)
    code, said, opened_names = json.loads(outcome.read_text(encoding="utf-8"))
    assert code == 0, said
    return Gebouwd(folder / "project", frozenset(opened_names))
