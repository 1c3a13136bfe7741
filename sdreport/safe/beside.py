"""Processes beside a command, each of which answers the same kind of question over and over.

    command ──pipe──► helper (imports what it needs, then answers one question after another)

When the command disappears, also after `kill -9`, the pipes close and the helpers end. A question is answered in the
command itself when its helper has gone. What goes through a pipe is pickled: both ends are this same program.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any

from sdreport.safe.imports import import_to_stay

WEG = (OSError, EOFError, pickle.UnpicklingError)


class Helpers:
    """So many helpers at most; a free one is asked before a new one is started."""

    def __init__(self, module: str, most: int, here: Callable[..., Any]) -> None:
        """`module` has a function `main` that calls `answer_all`; `here` answers a question in this process."""
        # as `kernels` does: import nothing from the current folder
        self._code = f"import sys; sys.path[:] = filter(None, sys.path); from {module} import main; main()"
        self._most, self._here = most, here
        self._all: list[subprocess.Popen[bytes]] = []
        self._free: LifoQueue[subprocess.Popen[bytes]] = LifoQueue()
        self._lock, self._own, self._closed = Lock(), Lock(), False

    def start_all(self) -> None:
        """Have all of them import what they need before anything is asked. OSError when no process may be started."""
        for _ in range(self._most):
            self._free.put(self._start())

    def ask(self, *question: Any) -> Any:
        """The answer to a question; waits for it. After `close` there is none."""
        try:
            process = self._take()
        except OSError:
            return self._answer_here(question)
        try:
            assert process.stdin and process.stdout
            pickle.dump(question, process.stdin)
            process.stdin.flush()
            return pickle.load(process.stdout)
        except WEG:
            return self._answer_here(question)
        finally:
            self._free.put(process)

    def close(self) -> None:
        """End all, also what is not finished."""
        with self._lock:
            self._closed = True
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with contextlib.suppress(OSError):
                    pipe.close()

    def _take(self) -> "subprocess.Popen[bytes]":
        with contextlib.suppress(Empty):
            return self._free.get_nowait()
        with self._lock:
            if len(self._all) < self._most and not self._closed:
                return self._start()
        return self._free.get()

    def _start(self) -> "subprocess.Popen[bytes]":
        pipes: dict[str, Any] = {
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.DEVNULL,
        }
        # in a session of its own: who breaks off the command with Ctrl-C ends the command, and that ends these
        self._all.append(
            subprocess.Popen([sys.executable, "-c", self._code], start_new_session=True, **pipes)
        )
        return self._all[-1]

    def _answer_here(self, question: tuple[Any, ...]) -> Any:
        with self._own:
            return None if self._closed else self._here(*question)


def answer_all(answer: Callable[..., Any], warm_up: Callable[[], None] = lambda: None) -> None:
    """Be a helper: questions on standard input, answers on what was standard output, until the command is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with import_to_stay():
        warm_up()
    while True:
        try:
            question = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(answer(*question), answers)
        answers.flush()
