"""Running chapters: the fast way gives what plain papermill gives, fails in one line, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from jupyter_core.paths import jupyter_runtime_dir
from nbformat import NotebookNode

from sdreport.errors import BuildError, ConfigurationError
from sdreport.publish.execute import kernels as kernels_module
from sdreport.publish.execute.kernels import Kernels, can_fork, start_kernels
from sdreport.publish.execute.run import check_notebooks, run_notebooks

PARAMETERS = "jaar = 2000"
Runner = Callable[..., dict[str, NotebookNode]]
needs_fork = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def warm() -> Iterator[Kernels | None]:
    """One warm process for all tests."""
    with start_kernels() as kernels:
        yield kernels


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to get a kernel."""
    if request.param == "spawn":
        monkeypatch.setenv("SDREPORT_KERNELS", "spawn")
    elif not can_fork():
        pytest.skip("kernels are forked on Linux only")
    return str(request.param)


@pytest.fixture
def run(tmp_path: Path, warm: Kernels | None) -> Runner:
    """Write notebooks of the given cells, named a, b, ..., and run them."""

    def run_cells(
        *notebooks: Sequence[str], way: str = "fork", timeout_s: int = 60
    ) -> dict[str, NotebookNode]:
        paths = [
            write_notebook(tmp_path / "notebooks" / f"{name}.ipynb", cells)
            for name, cells in zip("abcd", notebooks, strict=False)
        ]
        for name in ("uit", "werkmap"):
            (tmp_path / name).mkdir(exist_ok=True)
        chosen = warm if way == "fork" else None
        return run_notebooks(paths, tmp_path / "uit", {"jaar": 2023}, tmp_path / "werkmap", timeout_s, chosen)

    return run_cells


def write_notebook(path: Path, cells: Sequence[str]) -> Path:
    """A notebook with a title, a parameters cell and code cells; the first of those is cell 3."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    parameters = nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# Titel"),
        parameters,
        *map(nbformat.v4.new_code_cell, cells),
    ]
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
    return path


def outputs(notebook: NotebookNode) -> list[tuple[str, object, object]]:
    """Source, execution count and outputs of each cell: all that may not differ between the ways."""
    return [(cell.source, cell.get("execution_count"), cell.get("outputs")) for cell in notebook.cells]


def printed(notebook: NotebookNode) -> str:
    """All that the cells of a notebook printed."""
    found = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return "".join(output.text for output in found if output.output_type == "stream")


def is_running(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: Sequence[int], seconds: float = 5) -> bool:
    """Whether all processes end within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(map(is_running, pids)):
        time.sleep(0.02)
    return not any(map(is_running, pids))


# what bypasses Python is passed on by a thread of ipykernel, which a busy machine gives its turn late
LATE = "time.sleep(0.5);"
ALL_SORTS = [
    "import os, sys, time\nimport pandas as pd\nfrom pathlib import Path\njaar, Path.cwd().name",
    # a plain kernel has a debugger, which leaves this
    "os.environ.pop('PYDEVD_USE_FRAME_EVAL', None);"
    "Path(os.environ['SDREPORT_WERKMAP']).name, sorted(os.environ), sys.path, sys.flags, __name__",
    "print('uit')",
    "print('fout', file=sys.stderr)",
    "from IPython.display import display, HTML\ndisplay(HTML('<b>b</b>'))",
    f"os.system('echo past Python'); {LATE}",
    f"os.write(2, b'past Python too\\n'); {LATE}",
    "pd.DataFrame({'a': [1, 2]})",
    "!echo shell\n%pwd",
]


@needs_fork
def test_both_ways_give_the_same_notebook(
    run: Runner, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel captures less when it sees this
    fork = run(ALL_SORTS, ["jaar"])
    monkeypatch.setattr(kernels_module, "can_fork", lambda: False)
    spawn = run(ALL_SORTS, ["jaar"], way="spawn")
    assert list(fork) == list(spawn) == ["a", "b"]
    for name in fork:
        assert outputs(fork[name]) == outputs(spawn[name])
    assert (fork["a"].cells[2].metadata.tags, fork["a"].cells[2].source) == (
        ["injected-parameters"],
        "# Parameters\njaar = 2023\n",
    )
    assert "(2023, 'notebooks')" in fork["a"].cells[3].outputs[0]["data"]["text/plain"]
    assert capfd.readouterr() == ("", "")
    assert "SDREPORT_WERKMAP" not in os.environ


LEAVE_TRACES = [
    "import os, sys, builtins, random, warnings\nimport numpy, pandas as pd, altair\nfrom sdreport import chapter",
    "os.chdir('/'); os.environ['SPOOR'] = '1'",
    "builtins.spoor = chapter.spoor = sys.spoor = 1; sys.path.append('/spoor')",
    "pd.options.display.max_rows = 3; warnings.simplefilter('error'); altair.theme.enable('dark');",
]
SHOW_TRACES = [
    LEAVE_TRACES[0],
    "print(os.getcwd() != '/', 'SPOOR' in os.environ, *(hasattr(it, 'spoor') for it in (builtins, chapter, sys)))",
    "print('/spoor' in sys.path, pd.options.display.max_rows, warnings.filters[0][0] == 'error', altair.theme.active)",
    "print(random.random(), numpy.random.random())",
]


@needs_fork
def test_every_chapter_has_a_clean_kernel_of_its_own(run: Runner) -> None:
    run(LEAVE_TRACES)
    found = run(SHOW_TRACES, SHOW_TRACES)
    first, second = printed(found["a"]).splitlines(), printed(found["b"]).splitlines()
    assert first[:2] == second[:2] == ["True False False False False", "False 60 False default"]
    assert not set(first[2].split()) & set(second[2].split())


def test_nothing_of_ones_own_machine_runs_in_a_chapter(
    way: str, run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    startup = tmp_path / "thuis" / "profile_default" / "startup" / "00_eigen.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("spoor = 1\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "thuis"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    assert printed(run(["print('spoor' in globals())"], way=way)["a"]) == "False\n"


def test_an_error_for_people_stays_one(way: str, run: Runner, tmp_path: Path) -> None:
    cell = "from sdreport.safe.files import read_text\nfrom pathlib import Path\nread_text(Path('de tekst'))"
    with pytest.raises(ConfigurationError) as caught:
        run(["1", cell], ["2"], way=way)
    assert str(caught.value) == "Hoofdstuk a, cel 4: de tekst: dit bestand ontbreekt."
    kept = nbformat.read(tmp_path / "werkmap" / "mislukt" / "a.ipynb", as_version=4)
    assert [cell.outputs[0].output_type for cell in kept.cells if cell.get("outputs")] == [
        "execute_result",
        "error",
    ]


def test_a_fault_in_a_chapter_is_a_build_error(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BuildError) as caught:
        run(["1 / 0"])
    assert str(caught.value) == (
        "Hoofdstuk a, cel 3: ZeroDivisionError. "
        "Wat al was uitgevoerd, met de fout, staat in werkmap/mislukt/a.ipynb."
    )


def test_a_notebook_that_writes_over_itself_is_told_without_a_cell(run: Runner) -> None:
    with pytest.raises(BuildError, match=r"^Hoofdstuk a: ZeroDivisionError\."):
        run(["_ = open('a.ipynb', 'w').write('x')", "1 / 0"])


def test_a_chapter_that_hangs_is_ended(
    way: str, run: Runner, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start = time.monotonic()
    with pytest.raises(BuildError, match=r"a, cel 4 is niet klaar binnen 2 seconden .*mislukt/a\.ipynb"):
        run(["print('tot hier')", "while True:\n    pass"], way=way, timeout_s=2)
    assert time.monotonic() - start < 8
    assert "tot hier" in printed(nbformat.read(tmp_path / "werkmap" / "mislukt" / "a.ipynb", as_version=4))
    assert capfd.readouterr() == ("", "")


def test_a_kernel_that_dies_does_not_hang(way: str, run: Runner, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"a, cel 4 stopte onverwacht.*mislukt/a\.ipynb"):
        run(["print('tot hier')", "import os; os._exit(3)"], way=way)
    assert "tot hier" in printed(nbformat.read(tmp_path / "werkmap" / "mislukt" / "a.ipynb", as_version=4))


@needs_fork
@pytest.mark.parametrize(
    ("signal_name", "message"), [("SIGKILL", "stopte onverwacht"), ("SIGSTOP", "niet klaar binnen 1 s")]
)
def test_a_worker_that_dies_or_freezes_does_not_hang(
    run: Runner, monkeypatch: pytest.MonkeyPatch, signal_name: str, message: str
) -> None:
    monkeypatch.setattr(kernels_module, "SPELING_S", 0.5)
    with pytest.raises(BuildError, match=message):
        run(
            [f"import os, signal; os.kill(os.getppid(), signal.{signal_name})", "while True: pass"],
            timeout_s=1,
        )
    assert printed(run(["print('weer gewoon')"])["a"]) == "weer gewoon\n"


@needs_fork
def test_nothing_is_left_behind(run: Runner, tmp_path: Path) -> None:
    def leftovers() -> set[str]:
        folders = [Path(tempfile.gettempdir()), Path(jupyter_runtime_dir()), tmp_path / "notebooks"]
        return {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}

    pids = "import os, subprocess; print(os.getppid(), os.getpid(), subprocess.Popen(['sleep', '60']).pid)"
    before = leftovers()
    kept = tmp_path / "werkmap" / "mislukt" / "a.ipynb"
    with pytest.raises(BuildError, match="start een proces dat blijft draaien"):
        run([pids])
    done = printed(nbformat.read(kept, as_version=4))
    with pytest.raises(BuildError, match="ZeroDivisionError"):
        run([pids, "1 / 0"], ["import time; time.sleep(60)"])
    failed = printed(nbformat.read(kept, as_version=4))
    assert len(done.split()) == len(failed.split()) == 3
    assert wait_until_gone([int(pid) for pid in (done + failed).split()])
    assert not {name for name in leftovers() - before if "kernel" in name or name.startswith("@")}


BUILD = """
import signal
import sys
from pathlib import Path
from sdreport.publish.execute.run import run_notebooks
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs tests in the background ignores it
folder = Path(sys.argv[1])
run_notebooks([folder / "notebooks" / "a.ipynb"], folder / "uit", {"jaar": 2023}, folder / "werkmap", 60)
"""


@needs_fork
def test_all_children_end_with_the_build(tmp_path: Path) -> None:
    killed, interrupted = (start_build(tmp_path / name) for name in ("killed", "interrupted"))
    for build, number, last_line in (
        (killed, signal.SIGKILL, ""),
        (interrupted, signal.SIGINT, "KeyboardInterrupt"),
    ):
        children = wait_for_pids(Path(build.args[-1]) / "pids")
        assert len(children) == 4 and all(map(is_running, children))
        build.send_signal(number)
        out, error = build.communicate(timeout=10)
        assert wait_until_gone(children)
        assert (out, error.strip().rpartition("\n")[2]) == ("", last_line)


def start_build(folder: Path) -> subprocess.Popen[str]:
    """A build of a chapter that notes its warm process, worker, kernel and child in `pids`, and then waits."""
    folder.mkdir()
    (folder / "uit").mkdir()
    cell = """import os, pathlib, subprocess, time
warm = pathlib.Path(f"/proc/{os.getppid()}/stat").read_text().split()[3]
pids = f"{warm} {os.getppid()} {os.getpid()} {subprocess.Popen(['sleep', '60']).pid}"
pathlib.Path("../pids~").write_text(pids)
os.rename("../pids~", "../pids")
time.sleep(60)"""
    write_notebook(folder / "notebooks" / "a.ipynb", [cell])
    command = [sys.executable, "-c", BUILD, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_pids(path: Path) -> list[int]:
    """The process ids in a file that another process writes."""
    deadline = time.monotonic() + 30
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return [int(pid) for pid in path.read_text().split()]


@needs_fork
def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    cell = "import os, time; time.sleep(0.3); print(os.environ['SDREPORT_WERKMAP'], os.getcwd(), jaar)"

    def build(name: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        path = write_notebook(folder / "a.ipynb", [cell])
        (folder / "uit").mkdir()
        return printed(
            run_notebooks([path], folder / "uit", {"jaar": int(name)}, folder / "werkmap", 60)["a"]
        )

    with ThreadPoolExecutor() as pool:
        first, second = pool.map(build, ("1999", "2001"))
    assert first == f"{tmp_path}/1999/werkmap {tmp_path}/1999 1999\n"
    assert second == f"{tmp_path}/2001/werkmap {tmp_path}/2001 2001\n"


@needs_fork
def test_without_warm_process_plain_papermill_takes_over(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    with start_kernels() as kernels:
        assert kernels is not None
        note = "import os, pathlib, time; pathlib.Path('pids').write_text(f'{os.getppid()} {os.getpid()}')"
        kill = f"os.kill({kernels._process.pid}, 9); time.sleep(60)"
        path = write_notebook(tmp_path / "a.ipynb", [note, kill])
        with pytest.raises(BuildError, match="stopte onverwacht"):
            run_notebooks([path], out, {"jaar": 2023}, tmp_path, 60, kernels)
        assert wait_until_gone([int(pid) for pid in (tmp_path / "pids").read_text().split()])
        path = write_notebook(tmp_path / "a.ipynb", ["print(jaar)"])
        found = run_notebooks([path], out, {"jaar": 2023}, tmp_path, 60, kernels)
    assert printed(found["a"]) == "2023\n"
    assert "een voor een" in capfd.readouterr().err


def test_notebooks_must_exist_and_take_the_parameters(tmp_path: Path) -> None:
    good, missing = write_notebook(tmp_path / "n" / "goed.ipynb", []), tmp_path / "n" / "weg.ipynb"
    check_notebooks([good], {"jaar": 2023})
    with pytest.raises(ConfigurationError) as caught:
        check_notebooks([good, missing], {"jaren": 2023})
    assert str(caught.value) == (
        "Notebooks kloppen niet met de parameters:\n"
        "  - goed.ipynb: de parameters zijn ['jaar'], verwacht ['jaren'].\n"
        "  - weg.ipynb: dit notebook bestaat niet in n/."
    )
