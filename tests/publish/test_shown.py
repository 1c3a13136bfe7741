"""A chapter shows blocks; what it prints, raises or leaves running is told by chapter and cell, without a value."""

import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from sdreport.errors import BuildError, ConfigurationError, SdreportError
from sdreport.publish.execute import plain
from sdreport.publish.execute.kernels import KEUZE_VARIABELE, Kernels, can_fork, start_kernels
from sdreport.publish.execute.run import check_notebooks, check_shown, run_notebooks

GEHEIM = "GEHEIM-4711"
JAAR = {"jaar": 2023}
BLOK = (
    "from sdreport.chapter.blocks.blocks import BLOK_MIME\nclass X:\n"
    "    def _repr_mimebundle_(self, **_): return {BLOK_MIME: %r}\nX()"
)


def write(path: Path, code: Sequence[str], **other: Any) -> Path:
    parameters = nbformat.v4.new_code_cell("jaar = 2000", metadata={"tags": ["parameters"]})
    title = nbformat.v4.new_markdown_cell("# Titel")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(
        cells=[title, parameters, *map(nbformat.v4.new_code_cell, code)], metadata=kernel
    )
    path.write_text(json.dumps({**notebook, **other}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def warm() -> Iterator[Kernels | None]:
    """One warm process for all tests, as the chapters of a build have."""
    with start_kernels() as kernels:
        yield kernels


def execute(folder: Path, warm: Kernels | None, *cells: str) -> None:
    path = write(folder / "1_a.ipynb", cells)
    (folder / "uit").mkdir()
    check_shown(path, run_notebooks([path], folder / "uit", JAAR, folder, 30, warm)["1_a"], JAAR)


def fail(folder: Path, warm: Kernels | None, *cells: str) -> str:
    with pytest.raises(SdreportError) as caught:
        execute(folder, warm, *cells)
    told = str(caught.value)
    assert told.startswith("Hoofdstuk 1_a, cel ") and "\n" not in told and len(told) < 700
    return told


@pytest.mark.parametrize(
    "cell",
    [f"print('{GEHEIM}')", f"w = '{GEHEIM}'\nw", f"import warnings\nwarnings.warn('{GEHEIM}')", f"!echo {GEHEIM}",
     f"%%bash\necho {GEHEIM}",
     f"import sys\nprint('{GEHEIM}', file=sys.stderr)",
     f"import pandas as pd\npd.DataFrame({{'a': ['{GEHEIM}']}})", f"from IPython.display import HTML\nHTML('{GEHEIM}')",
     BLOK % GEHEIM, BLOK % {"soort": "figuur", "x": GEHEIM}, BLOK % {"soort": [GEHEIM]}, BLOK % {"soort": "melding"}],
)  # fmt: skip
def test_what_is_no_block_is_told_with_its_cell(tmp_path: Path, warm: Kernels | None, cell: str) -> None:
    told = fail(tmp_path, warm, "x = 1", cell)
    assert ", cel 4 schrijft zelf iets" in told or ", cel 4 toont iets" in told
    assert GEHEIM not in told


@pytest.mark.parametrize(
    ("cell", "kind"),
    [(f"w = '{GEHEIM}'\nraise ValueError(w)", "ValueError"), (f"w = '{GEHEIM}'\n{{}}[w]", "KeyError"),
     (f"w = '{GEHEIM}'\nassert False, w", "AssertionError"), (f"w = '{GEHEIM}'\nraise SystemExit(w)", "SystemExit"),
     (f"w = '{GEHEIM}'\nraise type(w, (Exception,), {{}})", "Exception"),
     (f"w = '{GEHEIM}'\nfrom sdreport.errors import *\nraise BuildError(w)", "Exception"),
     ("def f(): f()\nf()", "RecursionError"), ("x = 1\nx = = 2", "SyntaxError")],
)  # fmt: skip
def test_of_an_error_only_its_kind_is_told(
    tmp_path: Path, warm: Kernels | None, cell: str, kind: str
) -> None:
    told = fail(tmp_path, warm, cell)
    assert told.startswith(f"Hoofdstuk 1_a, cel 3: {kind}. ")
    assert GEHEIM not in told


@pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
@pytest.mark.parametrize("cell", ["x = bytearray(4 << 30)", "x = []\nwhile True:\n    x.append(bytearray(64 << 20))",
                                  "'a' * (3 << 30)", "import numpy\nx = numpy.ones(1 << 29)"])  # fmt: skip
def test_a_chapter_that_asks_for_too_much_memory_is_told(
    tmp_path: Path, warm: Kernels | None, cell: str
) -> None:
    told = fail(tmp_path, warm, "x = 1", cell)
    assert told.startswith(
        "Hoofdstuk 1_a, cel 4 vraagt meer geheugen dan een hoofdstuk mag gebruiken (2 GB)."
    )


@pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
@pytest.mark.parametrize("cell", ["'a' * (40 << 20)", "from IPython.display import HTML\nHTML('a' * (40 << 20))",
                                  BLOK.replace("%r", "{'soort': 'x', 'y': 'a' * (40 << 20)}")])  # fmt: skip
def test_a_cell_that_shows_too_much_is_told(tmp_path: Path, warm: Kernels | None, cell: str) -> None:
    told = fail(tmp_path, warm, cell)
    assert told == "Hoofdstuk 1_a, cel 3: toont meer dan 32 MB. Laat minder zien."


def test_an_error_of_sdreport_itself_keeps_its_words(tmp_path: Path, warm: Kernels | None) -> None:
    told = fail(tmp_path, warm, "from sdreport.project.folders import find_report\nfind_report('weg')")
    assert "De map 'weg' bestaat niet" in told


@pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
def test_a_process_that_stays_is_ended_and_told(tmp_path: Path, warm: Kernels | None) -> None:
    note = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    leave = f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    {note}\n    time.sleep(600)"
    with pytest.raises(BuildError, match="Hoofdstuk 1_a start een proces dat blijft draaien"):
        execute(tmp_path, warm, leave, "import time\ntime.sleep(0.3)")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
def test_endless_printing_is_ended(tmp_path: Path, warm: Kernels | None) -> None:
    assert "cel 3: schrijft meer dan 1 MB" in fail(tmp_path, warm, "while True:\n    print('x' * 1000)")


@pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
@pytest.mark.parametrize(
    "cell",
    [*(f"import os\nfor _ in range(40): os.write({place}, b'x' * 500_000)" for place in (1, 2)),
     "import os\nwhile True: os.write(1, b'x' * 1000)", "import os\nwhile True: os.write(2, b'x')",
     "import os\nos.system('yes')", "import subprocess\nsubprocess.run(['yes'])", "!yes",
     "import os\nwhile True: os.system('echo ' + 'x' * 10_000)"],
)  # fmt: skip
def test_much_that_is_written_past_python_is_ended(
    tmp_path: Path, warm: Kernels | None, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    """A cell is stopped by how much it writes, not when its time is up; what it wrote is told, not kept as a whole."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with it ipykernel leaves what is written past Python alone
    begin = time.monotonic()
    told = fail(tmp_path, warm, cell, "x = 1")
    assert "cel 3: schrijft meer dan 1 MB" in told or "cel 3 schrijft zelf iets" in told
    assert time.monotonic() - begin < 20
    assert (tmp_path / "uit" / "1_a.ipynb").stat().st_size < 10_000_000


GROEI = "import time; x = b'a' * (400 << 20); time.sleep(60)"


@pytest.mark.parametrize(
    ("cell", "told"),
    [("while True:\n    print('x' * 1000)", ": schrijft meer dan 1 MB"),
     ("import os\nwhile True: os.write(1, b'x' * 1000)", ": schrijft meer dan 1 MB| schrijft zelf iets"),
     ("'a' * (40 << 20)", ": toont meer dan 32 MB"),
     ("x = []\nwhile True:\n    x.append(b'a' * (16 << 20))", " vraagt meer geheugen .* gebruiken "),
     (f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {GROEI!r}])",
      " vraagt meer geheugen .* gebruiken "),
     ("import subprocess\nx = subprocess.Popen(['sleep', '600'])", ": start een proces dat blijft draaien")],
)  # fmt: skip
def test_kernels_that_are_no_forks_have_the_same_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str, told: str
) -> None:
    """As on macOS and Windows: the kernel is ended, long before the time of the chapter is up."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.setenv(KEUZE_VARIABELE, "spawn")
    monkeypatch.setattr(plain, "MEESTE_GEHEUGEN", 300 << 20)
    begin, before = time.monotonic(), {*psutil.Process().children(recursive=True)}
    assert re.search(f"cel 3({told})", fail(tmp_path, None, cell))
    assert time.monotonic() - begin < 30
    assert before.issuperset(psutil.Process().children(recursive=True))
    assert not (kept := tmp_path / "uit" / "1_a.ipynb").exists() or kept.stat().st_size < 10_000_000


@pytest.mark.parametrize(
    ("other", "wrong"),
    [({"nbformat": 3}, "nbformat 4"), ({"nbformat": 5}, "nbformat 4"), ({"nbformat": "4"}, "nbformat 4"),
     ({"metadata": None}, "nbformat 4"), ({"metadata": {}}, "niet voor Python"),
     ({"metadata": {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}}, "niet voor Python"),
     ({"cells": {}}, "nbformat 4"), ({"cells": []}, "nbformat 4"),
     ({"cells": [nbformat.v4.new_code_cell("x")]}, "geen titel"), ({"cells": [5]}, "nbformat 4"),
     ({"cells": [nbformat.v4.new_markdown_cell("x")] * 501}, "nbformat 4|500 cellen"),
     ({"cells": [nbformat.v4.new_markdown_cell("x" * 100_001)]}, "100000 tekens")],
)  # fmt: skip
def test_a_file_that_is_no_notebook_is_told(tmp_path: Path, other: dict[str, Any], wrong: str) -> None:
    path = write(tmp_path / "1_a.ipynb", [], **other)
    with pytest.raises(ConfigurationError, match=rf"1_a\.ipynb: .*({wrong})"):
        check_notebooks([path], JAAR)


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "5", "null", '"x"', "[" * 100_000, "\x00\x01", '{"nbformat": 4}']
)
def test_any_text_in_place_of_a_notebook_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "1_a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"1_a\.ipynb: dit is geen notebook"):
        check_notebooks([path], JAAR)
