"""A report in a process of its own, where processes cannot be forked: its bounds are kept by who started it."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from sdreport.velen import werkplaats as module
from sdreport.velen.grenzen import Grenzen
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.werkplaats import Uitgevallen, Werkplaats

START = "import subprocess, sys, time\nsys.stdin.readline()\n"
GROEI = "x = b'a' * (300 << 20)\ntime.sleep(60)"
KIND = f"subprocess.run([sys.executable, '-c', {'import time; ' + GROEI!r}])"


def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, grenzen: Grenzen) -> str:
    """What comes of a process that does this with its request; nothing of it is left."""
    monkeypatch.setenv("SDREPORT_KERNELS", "spawn")
    monkeypatch.setattr(module, "SPELING_S", 0)
    monkeypatch.setattr(
        module,
        "_start",
        lambda: subprocess.Popen(
            [sys.executable, "-c", START + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ),
    )
    before = {*psutil.Process().children(recursive=True)}
    try:
        return Werkplaats().build(Bouwopdracht("a", "", ""), grenzen, tmp_path / "log").oordeel
    except Uitgevallen as error:
        return str(error)
    finally:
        assert before.issuperset(psutil.Process().children(recursive=True))


@pytest.mark.parametrize("code", [GROEI, KIND])
def test_a_report_that_takes_too_much_memory_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    begin = time.monotonic()
    assert build(monkeypatch, tmp_path, code, Grenzen(60, 200)) == "geheugen"
    assert time.monotonic() - begin < 30


def test_a_report_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert build(monkeypatch, tmp_path, "time.sleep(60)", Grenzen(1, 200)) == "duurde te lang"


def test_a_report_that_answers_is_read_after_a_while(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = 'time.sleep(1)\nprint(\'{"uitslag": {"naam": "a", "oordeel": "gebouwd", "exitcode": 0}}\')'
    assert build(monkeypatch, tmp_path, told, Grenzen(60, 2000)) == "gebouwd"
