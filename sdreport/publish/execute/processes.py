"""Processes that a chapter leaves running: found and ended, so that nothing of a build goes on after it.

Linux only, but for what is measured of a process with all that it started.
"""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PR_SET_CHILD_SUBREAPER = 36


def die_with_parent(parent: int) -> None:
    """Let the kernel of the operating system end this process when `parent`, its parent, ends in any way."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def bound_memory(most: int) -> None:
    """Let the operating system refuse memory beyond a bound, for this process and each that it starts; 0 is no bound.

    A bound that is lower already stays. Only Linux counts what a process really asks for.
    """
    if most and sys.platform == "linux":
        import resource

        known = [
            limit for limit in resource.getrlimit(resource.RLIMIT_DATA) if limit != resource.RLIM_INFINITY
        ]
        least = min([most, *known])
        resource.setrlimit(resource.RLIMIT_DATA, (least, least))


def adopt_orphans() -> None:
    """Become the parent of all that descends from this process and outlives its own parent."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_children() -> int:
    """End every process that descends from this one; returns how many there were."""
    ended = 0
    while children := _children(os.getpid()):
        for pid in children:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            ended += 1
    return ended


def descendants(pid: int) -> Iterator[int]:
    """All processes that descend from another one, children first."""
    for child in _children(pid):
        yield child
        yield from descendants(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def list_running(pid: int) -> list[psutil.Process]:
    """A process, and what it started and still runs; nothing when it is gone."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def count_memory(pid: int) -> int:
    """The bytes of memory that a process has with all that it started, on any operating system."""
    taken = 0
    for process in list_running(pid):
        with contextlib.suppress(psutil.Error):
            taken += process.memory_info().rss
    return taken


def end_running(pid: int) -> None:
    """End a process and all that it started."""
    for process in list_running(pid):
        with contextlib.suppress(psutil.Error):
            process.kill()
