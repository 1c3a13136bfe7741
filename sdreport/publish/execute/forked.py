"""A fork of this process, to be waited for and ended as one that was started is."""

import os
import select
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

TAKEN, OPEN = Path("/proc/self/task"), Path("/proc/self/fd")


def has_one_thread() -> bool:
    """Whether this process has one thread, those of libraries counted: only then is a fork of it sound."""
    return TAKEN.is_dir() and len(list(TAKEN.iterdir())) == 1


class Fork:
    """A process that runs `serve` and nothing after it, in a session of its own."""

    def __init__(self, serve: Callable[[], NoReturn], log: int, kept: int) -> None:
        """Fork; the new process has the descriptor `log` as its screen, and of the others only `kept`."""
        self._pid = os.fork()
        self._status: int | None = None
        if self._pid == 0:
            try:
                os.setsid()
                _close_others(log, kept)
                serve()
            finally:
                os._exit(1)

    def wait(self, timeout: float | None = None) -> int:
        """The status of the process when it has ended; `subprocess.TimeoutExpired` when it has not in time."""
        if self._status is None:
            handle = os.pidfd_open(self._pid)
            try:
                if not select.select([handle], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired("fork", timeout or 0)
            finally:
                os.close(handle)
            self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._status

    def kill(self) -> None:
        """End the process."""
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)


def _close_others(log: int, kept: int) -> None:
    """Keep nothing of the build: its locks must end with it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for place, handle in enumerate((nothing, nothing, log)):
        os.dup2(handle, place)
    for handle in [int(path.name) for path in OPEN.iterdir()]:
        if handle > 2 and handle != kept:
            try:
                os.close(handle)
            except OSError:  # the one that listed them
                continue
