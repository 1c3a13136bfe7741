"""Working files of a command are private, beside the output, and gone when the next command of any kind has run."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sdreport.project.folders import Project
from sdreport.publish.place import Slot
from sdreport.publish.werkplek import clear_left, open_werkplek

GEDOOD = """
import os, signal, sys, tempfile
from pathlib import Path
from sdreport.project.folders import Project
from sdreport.publish.werkplek import open_werkplek
with open_werkplek(Project(Path(sys.argv[1]))):
    folder = Path(tempfile.mkdtemp(prefix="sdreport-"))
    (folder / "extracten.db").write_text("GEHEIM")
    os.kill(os.getpid(), signal.SIGKILL)
"""
HALF = [".rapport.bouw/werk/x", ".rapport.slot", ".index.html.nieuw", ".nagebouwd-x/y", ".terugmelding/r/.a.csv.nieuw",
        ".werkmap/.rapport.nieuw/x", ".voorraad/ab/." + "0" * 32, ".geheimhouding/.r.csv.nieuw"]  # fmt: skip
HEEL = [
    "rapport/index.html",
    ".terugmelding/r/a.csv",
    ".werkmap/rapport/x",
    ".voorraad/ab/" + "0" * 64,
    "index.html",
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("output", "data"):
        (tmp_path / name).mkdir()
    return Project(tmp_path)


def put(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def there(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_temporary_files_are_private_beside_the_output_and_go(project: Project) -> None:
    before = tempfile.gettempdir()
    with open_werkplek(project):
        folder = Path(tempfile.mkdtemp())
        assert folder.is_relative_to(project.output) and os.environ["TMPDIR"] == tempfile.gettempdir()
        for path in (folder, *list(folder.parents)[:2]):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        (folder / "x").write_text("x")
    assert list(project.output.iterdir()) == []
    assert tempfile.gettempdir() == before


@pytest.mark.skipif(sys.platform == "win32", reason="killed by a signal")
def test_what_a_killed_command_left_is_cleared_by_the_next(project: Project) -> None:
    done = subprocess.run([sys.executable, "-c", GEDOOD, str(project.root)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [name for name in there(project.output) if name.endswith("extracten.db")]
    put(project.output, [*HALF, *HEEL])
    put(project.data, ["2023/.toewijzingen.csv.nieuw", "2023/toewijzingen.csv"])
    with open_werkplek(project):
        pass
    assert there(project.output) == set(HEEL)
    assert there(project.data) == {"2023/toewijzingen.csv"}
    assert not (project.output / ".werk").exists()


def test_a_swap_that_was_broken_off_is_undone(project: Project) -> None:
    put(project.output, [".rapport.oud/index.html", ".werkmap/.rapport.oud/x", ".ander.oud/x", "ander/x"])
    clear_left(project)
    assert there(project.output) == {"rapport/index.html", ".werkmap/rapport/x", "ander/x"}


def test_a_build_that_is_at_work_keeps_its_files(project: Project) -> None:
    put(project.output, [".rapport.bouw/werk/x", ".ander.slot"])
    slot = Slot(project.output / ".rapport.slot")
    code = "import sys; from pathlib import Path; from sdreport.publish.place import Slot; "
    code += "Slot(Path(sys.argv[1])).take(); print('klaar', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(project.output / ".rapport.slot")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert other.stdout and other.stdout.readline()
    clear_left(project)
    assert (project.output / ".rapport.bouw" / "werk" / "x").exists()
    other.communicate()
    clear_left(project)
    assert there(project.output) == set()
    assert slot.take()
    slot.give_back()


def test_a_command_that_is_at_work_keeps_its_folder(project: Project) -> None:
    with open_werkplek(project):
        first = Path(tempfile.mkdtemp())
        put(project.output, [".terugmelding/.a.csv.nieuw"])
        code = GEDOOD.replace("os.kill(os.getpid(), signal.SIGKILL)", "pass")
        subprocess.run([sys.executable, "-c", code, str(project.root)], check=True)
        assert first.is_dir() and (project.output / ".terugmelding" / ".a.csv.nieuw").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="killed by a signal")
def test_what_a_command_outside_a_project_left_is_cleared_by_one_in_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "tmp"
    system.mkdir()
    code = GEDOOD.replace("Project(Path(sys.argv[1]))", "None")
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(system)}, check=False
    )
    assert (done.returncode, len(list(system.iterdir()))) == (-signal.SIGKILL, 2)
    (system / "sdreport-ander").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(system))
    with open_werkplek(project):
        pass
    assert [path.name for path in system.iterdir()] == ["sdreport-ander"]


def test_files_that_were_to_become_parameters_are_cleared(project: Project) -> None:
    put(project.root, ["parameters/.r-2024.yaml.nieuw", "parameters/r-2023.yaml"])
    clear_left(project)
    assert there(project.parameters) == {"r-2023.yaml"}


ELDERS = """
import os, signal, sys
from pathlib import Path
from sdreport.project.folders import Project
from sdreport.publish.werkplek import open_werkplek
from sdreport.safe.restricted import write_closed
with open_werkplek(Project(Path(sys.argv[1]))):
    with write_closed(Path(sys.argv[2]) / "klaar.csv") as stream:
        stream.write(b"klaar")
    with write_closed(Path(sys.argv[2]) / "declaraties.csv") as stream:
        stream.write(b"GEHEIM")
        stream.flush()
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="killed by a signal")
def test_what_a_killed_command_wrote_half_outside_the_project_is_cleared_by_the_next(
    project: Project, tmp_path: Path
) -> None:
    elders = tmp_path / "elders"
    put(elders, [".van een ander.nieuw", "toewijzingen.csv"])
    done = subprocess.run([sys.executable, "-c", ELDERS, str(project.root), str(elders)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert ".declaraties.csv.nieuw" in there(elders)
    with open_werkplek(project):
        pass
    assert there(elders) == {".van een ander.nieuw", "toewijzingen.csv", "klaar.csv"}


def test_notes_name_nothing_but_what_is_half_made(project: Project, tmp_path: Path) -> None:
    dead = project.output / ".werk" / f"sdreport-{'0' * 32}"
    put(tmp_path, ["toewijzingen.csv", ".a.csv.nieuw", f"output/.werk/{dead.name}/half.lijst"])
    names = ("toewijzingen.csv", ".a.csv.nieuw", "is er niet/.b.csv.nieuw", "")
    (dead / "half.lijst").write_bytes(b"\0".join(os.fsencode(tmp_path / name) for name in names) + b"\0x\0")
    with open_werkplek(project):
        pass
    assert there(tmp_path) == {"toewijzingen.csv"}
