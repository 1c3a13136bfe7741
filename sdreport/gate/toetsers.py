"""Great Expectations beside everything else: in processes of its own, for it takes seconds to import.

    check ──pipe──► toetser (judges one table along one suite after another)

A toetser imports the library while extracts are read and measured. When the check disappears, also after `kill -9`, its
pipe closes and it ends. A table is judged in the process itself when there is no toetser, or when it has gone.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from queue import SimpleQueue
from threading import Lock
from typing import Any

import pandas as pd

from sdreport.gate import engine
from sdreport.gate.engine import Oordeel, Toets
from sdreport.safe.imports import import_to_stay

MEESTE = 4
"""So many toetsers at most: each costs the import, and there is not more to judge."""


class Toetsers:
    """Running toetsers; each has one table at a time."""

    def __init__(self, aantal: int) -> None:
        # as `kernels` does: import nothing from the current folder
        code = f"import sys; sys.path[:] = filter(None, sys.path); from {__name__} import main; main()"
        pipes: dict[str, Any] = {
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.DEVNULL,
        }
        # in a session of its own: who breaks off the check with Ctrl-C ends the check, and that ends these
        self._all = [
            subprocess.Popen([sys.executable, "-c", code], start_new_session=True, **pipes)
            for _ in range(aantal)
        ]
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for process in self._all:
            self._free.put(process)
        self._threads = ThreadPoolExecutor(aantal)
        self._here, self._closed = Lock(), False

    def start(self, table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]) -> Oordeel:
        """Have a table judged; what comes of it can be asked for later."""
        return self._threads.submit(self._ask, table, suite, known).result

    def _ask(
        self, table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]
    ) -> dict[str, Toets]:
        process = self._free.get()
        try:
            assert process.stdin and process.stdout
            pickle.dump((table, suite, known), process.stdin)
            process.stdin.flush()
            made: dict[str, Toets] = pickle.load(process.stdout)
            return made
        except (OSError, EOFError, pickle.UnpicklingError):  # it has gone
            with self._here:
                return {} if self._closed else engine.judge(table, suite, known)
        finally:
            self._free.put(process)

    def close(self) -> None:
        """End all, also what is not finished."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with contextlib.suppress(OSError):
                    pipe.close()


LOPEND: ContextVar[Toetsers | None] = ContextVar("lopend", default=None)
"""The toetsers, while `start_toetsers` lasts."""


@contextlib.contextmanager
def start_toetsers() -> Iterator[None]:
    """Start as many toetsers as there are cores to spare; none where the library has been imported already."""
    try:
        free = engine.LIBRARY not in sys.modules
        toetsers = Toetsers(max(1, min((os.cpu_count() or 1) - 1, MEESTE))) if free else None
    except OSError:  # no more processes may be started
        toetsers = None
    if toetsers is None:
        yield
        return
    token = LOPEND.set(toetsers)
    try:
        yield
    finally:
        LOPEND.reset(token)
        toetsers.close()


def start_validation(table: pd.DataFrame, suite: Mapping[str, Any], parameters: Mapping[str, Any]) -> Oordeel:
    """Test a table against a native suite, beside what this process does; see `engine.validate`."""
    toetsers = LOPEND.get()
    return engine.begin(table, suite, parameters, toetsers.start if toetsers else engine.postpone)


def main() -> None:
    """A toetser: tables and suites on standard input, what came of them on what was standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with import_to_stay():
        engine.warm_up()
    while True:
        try:
            table, suite, known = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(engine.judge(table, suite, known), answers)
        answers.flush()
