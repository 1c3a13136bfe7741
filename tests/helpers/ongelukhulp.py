"""Builds that meet with an accident, made in forks of one warm process.

Run as a script with the folder of a project. It reads one request a line, `accident n`: `dood` (killed), `vol` (the
disk is full) or `alleen-lezen` (nothing can be changed), each from the n-th change of the file system on; `te-groot`
(no file can be larger than n bytes), or `geen`. It answers with one line of JSON: how the build ended, what it said,
and how many changes it made. The gate is left out, and unless the environment says `HOOFDSTUKKEN`, chapters and pages
are small files: what is tested here is what remains.
"""

import contextlib
import errno
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kleinproject import RAPPORT

import sdreport.build
import sdreport.chapter.charts.svg  # what a build imports late would be imported in every fork
import sdreport.register.files
from sdreport.commands.build import build_one
from sdreport.commands.cli import attempt
from sdreport.progress import Progress
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.stages import make_grondslag
from sdreport.stages.check import LopendeControle

CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
REFUSALS = {"vol": errno.ENOSPC, "alleen-lezen": errno.EROFS}


class Ongeluk:
    """Counts what is done to the file system, and strikes at the n-th time; `n` 0 only counts."""

    def __init__(self, soort: str, n: int) -> None:
        self.soort, self.n, self.done, self.swap = soort, n, 0, 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        adds = event == "open" and args[2] & WRITES and str(args[0]).startswith(str(Path.cwd()))
        if not adds and event not in CHANGES:
            return
        self.done += 1
        if event == "ctypes.dlsym":  # the step right before the report is put in place
            self.swap = self.done
        if not self.n or self.done < self.n:
            return
        if self.soort == "dood":
            os.kill(os.getpid(), signal.SIGKILL)
        frees = event in ("os.remove", "os.rmdir", "ctypes.dlsym", "os.rename")
        if (self.soort == "alleen-lezen" and event != "ctypes.dlsym") or (self.soort == "vol" and not frees):
            raise OSError(REFUSALS[self.soort], os.strerror(REFUSALS[self.soort]), str(args[0]))


def make_small(project: Project) -> Callable[..., None]:
    """Pages that are a few small files, of which one tells which build this is."""

    def publish(editie: Any, notebooks: Any, opmaak: Any, folder: Path) -> None:
        (folder / "hoofdstukken").mkdir()
        versie = (project.root / "versie").read_text()
        for name in ("index.html", "hoofdstukken/1_klein.html", f"{RAPPORT}.pdf"):
            (folder / name).write_text(f"{name} {versie}" * 5000)

    return publish


def prepare(project: Project) -> None:
    """Leave out what takes long."""
    make_grondslag.start_toetsers = lambda nodig: contextlib.nullcontext(lambda: True)
    make_grondslag.begin_checks = lambda _, controle: LopendeControle((), lambda: controle)
    if "HOOFDSTUKKEN" not in os.environ:
        sdreport.build.start_kernels = contextlib.nullcontext  # type: ignore[assignment]
        sdreport.build.run_chapters = lambda *_: {}  # type: ignore[assignment]
    sdreport.build.publish = make_small(project)  # type: ignore[assignment]


def build(project: Project, soort: str, n: int) -> dict[str, Any]:
    """One build in a fork; tells how it ended."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said, tempfile.TemporaryFile("w+") as counted:
        pid = os.fork()
        if pid == 0:
            os.dup2(said.fileno(), 2)
            if soort == "te-groot":
                resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))
                n = 0
            ongeluk = Ongeluk(soort, n)
            sys.addaudithook(ongeluk)
            editie = find_editie(project, RAPPORT)
            code = attempt(lambda: build_one(editie, Progress(quiet=True), vers=True), False)
            sys.stderr.flush()
            os.write(counted.fileno(), f"{ongeluk.done} {ongeluk.swap}".encode())
            os._exit(code)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        counted.seek(0)
        done, swap = map(int, (counted.read() or "0 0").split())
        return {"code": status, "gezegd": said.read(), "gedaan": done, "wissel": swap}


def main() -> None:
    """Answer requests until there are no more."""
    project = Project(Path(sys.argv[1]).resolve())
    prepare(project)
    for line in sys.stdin:
        soort, n = line.split()
        print(json.dumps(build(project, soort, int(n))), flush=True)


if __name__ == "__main__":
    main()
