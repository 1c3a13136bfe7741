"""Builds in forks of one warm process, so that many of them can be held against each other; run as a script.

It reads a line of JSON per build: the folder of the project, and whether all is made afresh. It answers with one line:
the exit code and what was told. Each build is a process of its own; what is shared is what was imported, and the warm
process that executes chapters.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import great_expectations  # noqa: F401 - what a build imports late would be imported in every fork

import sdreport.build
import sdreport.publish.html.page
import sdreport.publish.pdf.document
import sdreport.publish.stage
import sdreport.publish.statement
import sdreport.stages.make_grondslag
from sdreport.commands.build import build_one
from sdreport.commands.cli import attempt
from sdreport.progress import Progress
from sdreport.project.editie import find_editie
from sdreport.project.folders import Project
from sdreport.publish.execute.kernels import Kernels


class Bouwers:
    """The warm process, from the side of a test."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, __file__]
        env = {**os.environ, "PYTHONPATH": str(root)}
        self.process = subprocess.Popen(
            command, cwd=root, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def build(self, project: Path, rapport: str, vers: bool = False) -> tuple[int, str]:
        """One build; its exit code and what it told."""
        assert self.process.stdin and self.process.stdout
        print(json.dumps([str(project), rapport, vers]), file=self.process.stdin, flush=True)
        code, told = json.loads(self.process.stdout.readline())
        return code, told

    def close(self) -> None:
        self.process.communicate(timeout=20)


def build(folder: str, rapport: str, vers: bool) -> tuple[int, str]:
    """One build in a fork."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        pid = os.fork()
        if pid == 0:
            os.dup2(said.fileno(), 2)
            os.chdir(folder)
            editie = find_editie(Project(Path(folder)), rapport)
            code = attempt(lambda: build_one(editie, Progress(), vers), False)
            sys.stderr.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        return code, said.read()


def main() -> None:
    """Build until there are no more requests."""
    kernels = Kernels()

    @contextlib.contextmanager
    def share() -> Iterator[Any]:
        yield kernels

    sdreport.build.start_kernels = share
    for line in sys.stdin:
        print(json.dumps(build(*json.loads(line))), flush=True)
    kernels.close()


if __name__ == "__main__":
    main()
