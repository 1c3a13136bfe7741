"""A warm process that executes chapters, from the side of the build; `warm.py` is the process itself.

`start_kernels` starts it at the beginning of a build, so that it imports what chapters need while the build reads and
checks extracts. It is itself a fork of the build when that has no threads, engines or open files yet.

    build ──socket──► warm process ──fork──► worker (papermill) ──fork──► kernel (ipykernel)

Whoever disappears takes all to the right along, also after `kill -9`: the warm process sees its socket close, workers
and kernels are ended by the operating system.
"""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict

from sdreport.publish.execute.forked import Fork, has_one_thread
from sdreport.publish.execute.job import Job, Outcome
from sdreport.publish.execute.warm import WARM, begin_forked, serve

KEUZE_VARIABELE = "SDREPORT_KERNELS"
LEEST = "pandas"
"""Imported by all that reads extracts."""
OPWARMTIJD_S = 120  # for the warm process to answer
SPELING_S = 10  # for a worker to notice itself that its time is up


class KernelsError(Exception):
    """The warm process does not answer; plain papermill can take over."""


def can_fork() -> bool:
    """Whether kernels can be forked: on Linux, unless `SDREPORT_KERNELS=spawn` asks for plain papermill.

    Windows cannot fork, and on macOS system libraries do not survive it.
    """
    return sys.platform == "linux" and os.environ.get(KEUZE_VARIABELE) != "spawn"


def is_warm() -> bool:
    """Whether this process has imported what chapters need, and can be forked itself because it has one thread."""
    return has_one_thread() and all(name in sys.modules for name in WARM)


def is_fresh() -> bool:
    """Whether this process has only just begun: it can be forked, and holds no records and nothing that reads them."""
    return has_one_thread() and LEEST not in sys.modules


@contextlib.contextmanager
def start_kernels() -> Iterator["Kernels | None"]:
    """A warm process for the duration of a build; None where kernels cannot be forked."""
    if not can_fork():
        yield None
        return
    kernels = Kernels()
    try:
        yield kernels
    finally:
        kernels.close()


def count_cores(kernels: "Kernels | None") -> int:
    """The cores that a build may keep busy; one that was forked is one of many, each with a report of its own."""
    return 1 if kernels and kernels.was_warm else os.cpu_count() or 1


class Kernels:
    """The build's side of the warm process."""

    def __init__(self) -> None:
        """Start the process; it warms up while the build goes on."""
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the process)
        self._asked = False
        self._env = dict(os.environ)
        self._control, theirs = socket.socketpair()
        self.was_warm = is_warm()
        """Whether the build was warm itself, as one of many is."""
        with theirs:
            self._process = self._fork(theirs) if self.was_warm or is_fresh() else self._spawn(theirs)

    def _spawn(self, theirs: socket.socket) -> "subprocess.Popen[bytes]":
        # As ipykernel_launcher does: import nothing from the current folder.
        module = begin_forked.__module__
        code = f"import sys; sys.path[:] = filter(None, sys.path); from {module} import main; main({theirs.fileno()})"
        return subprocess.Popen(
            [sys.executable, "-c", code],
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            env=self._env,
        )

    def _fork(self, theirs: socket.socket) -> Fork:
        """What the process would import is here already, all of it or a part."""
        begin = serve if self.was_warm else begin_forked
        return Fork(lambda: begin(theirs), self._log.fileno(), theirs.fileno())

    def execute(
        self, jobs: Sequence[Job], env: Mapping[str, str]
    ) -> Generator[tuple[Job, Outcome], None, None]:
        """Execute chapters in the environment `env`, one per core at a time; yields each when it ends.

        Closing the iterator ends the chapters that still run. Raises KernelsError.
        """
        todo = list(reversed(jobs))
        running: list[_Chapter] = []
        try:
            while todo or running:
                while todo and len(running) < len(os.sched_getaffinity(0)):
                    running.append(self._start(todo.pop(), env))
                timeout = max(min(chapter.deadline for chapter in running) - time.monotonic(), 0)
                select.select(running, [], [], timeout)
                for chapter in list(running):
                    outcome = chapter.poll()
                    if outcome is not None:
                        running.remove(chapter)
                        chapter.close()
                        yield chapter.job, outcome
        finally:
            for chapter in running:
                chapter.close()

    def close(self) -> None:
        """End the process and all that it started."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SPELING_S if self._asked else 0)
        self._process.kill()
        self._process.wait()
        self._log.close()

    def last_words(self) -> str:
        """The last line the process wrote, for a message about why it does not answer."""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _start(self, job: Job, env: Mapping[str, str]) -> "_Chapter":
        self._asked = True
        request = {
            "job": asdict(job),
            "env": dict(env),
            "unset": [name for name in self._env if name not in env],
        }
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            ours.sendall(json.dumps(request).encode() + b"\n")
        except OSError as error:
            ours.close()
            raise KernelsError from error
        return _Chapter(job, ours)


class _Chapter:
    """A chapter that runs elsewhere. Its worker first sends an empty line, then its outcome; closing ends it."""

    def __init__(self, job: Job, sock: socket.socket) -> None:
        self.job = job
        self.deadline = time.monotonic() + OPWARMTIJD_S
        self._sock = sock
        self._received = b""

    def fileno(self) -> int:
        return self._sock.fileno()

    def close(self) -> None:
        self._sock.close()

    def poll(self) -> Outcome | None:
        """The outcome if there is one; does not wait."""
        began = bool(self._received)
        if time.monotonic() >= self.deadline:
            return self._lost("tijd")
        if not select.select([self], [], [], 0)[0]:
            return None
        try:
            data = self._sock.recv(65536)
        except ConnectionError:
            data = b""
        self._received += data
        if not began and data:
            self.deadline = time.monotonic() + self.job.timeout_s + SPELING_S
        if self._received.count(b"\n") == 2:
            return Outcome(**json.loads(self._received))
        return None if data else self._lost("gestopt")

    def _lost(self, soort: str) -> Outcome:
        if not self._received:
            raise KernelsError
        return Outcome(soort)
