"""The warm process that executes chapters, each in a fork of its own; `kernels.py` is the side of the build.

It has one thread and holds nothing of the build: forking it is safe, which forking the build itself (threads, engines,
open files) is not. Nothing is written to disk but the executed notebooks.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
from dataclasses import asdict
from typing import NoReturn

from sdreport.publish.execute.job import Job, Outcome
from sdreport.publish.execute.processes import adopt_orphans, descendants, die_with_parent, end_children
from sdreport.safe.imports import import_to_stay, skip_debugger, skip_iri_grammar

WARM = (
    "sdreport.chapter.hoofdstuk", "sdreport.publish.execute.engine", "ipykernel.ipkernel", "ipykernel.debugger",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.extensions.storemagic", "tornado.platform.asyncio",
)  # fmt: skip
VORM = (4, 5)
"""The form of notebooks that nearly all have; of another each worker compiles what it holds them against."""


def serve(control: socket.socket) -> NoReturn:
    """Be the warm process: fork a worker for every socket that comes in over `control`, until that closes."""
    wake, alarm = socket.socketpair()
    alarm.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(alarm.fileno())
    workers: dict[int, socket.socket] = {}
    poller = select.poll()
    for sock in (control, wake):
        poller.register(sock, select.POLLIN)
    while True:
        events = dict(poller.poll())
        for pid, sock in workers.items():
            if sock.fileno() in events:  # the build hung up
                _end_group(pid)
                poller.unregister(sock)
        if control.fileno() in events and not _accept(control, workers, poller):
            break
        if wake.fileno() in events:
            wake.recv(4096)
            _reap(workers, poller)
    for pid in workers:
        _end_group(pid)
    os._exit(0)


def _accept(control: socket.socket, workers: dict[int, socket.socket], poller: "select.poll") -> bool:
    """Fork a worker for the socket that comes in; false if the build is gone."""
    _, handles, _, _ = socket.recv_fds(control, 1, 1, socket.MSG_CMSG_CLOEXEC)
    if not handles:
        return False
    sock = socket.socket(fileno=handles[0])
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        for other in (control, *workers.values()):
            other.close()
        _work(sock, parent)
    os.setpgid(pid, pid)  # here too: the group must exist before anyone ends it
    workers[pid] = sock
    poller.register(sock, 0)  # 0: tell only that the other side closed
    return True


def _reap(workers: dict[int, socket.socket], poller: "select.poll") -> None:
    """Clear up after workers that ended: whatever they left running, and their sockets."""
    while workers and (ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
        _end_group(ended.si_pid)
        os.waitpid(ended.si_pid, 0)
        sock = workers.pop(ended.si_pid)
        with contextlib.suppress(KeyError):
            poller.unregister(sock)
        sock.close()


def _end_group(pid: int) -> None:
    left = list(descendants(pid))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    for other in left:  # those that left the group
        with contextlib.suppress(ProcessLookupError):
            os.kill(other, signal.SIGKILL)


def _work(sock: socket.socket, parent: int) -> NoReturn:
    """Be a worker: execute the chapter that is asked for over `sock`."""
    from sdreport.publish.execute.engine import ENGINE, execute_chapter

    status = 1
    try:
        adopt_orphans()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        die_with_parent(parent)
        sock.sendall(b"\n")
        request = b""
        while not request.endswith(b"\n"):
            request += sock.recv(65536)
        asked = json.loads(request)
        os.environ.update(asked["env"])
        for name in asked["unset"]:
            os.environ.pop(name, None)
        outcome = execute_chapter(Job(**asked["job"]), ENGINE)
        if end_children() and outcome.soort == "klaar":
            outcome = Outcome("proces")
        sock.sendall(json.dumps(asdict(outcome)).encode() + b"\n")
        status = 0
    finally:
        os._exit(status)


def _warm_up(control: socket.socket) -> None:
    """Import what chapters need; stop when the build is gone meanwhile."""
    skip_iri_grammar()
    skip_debugger()
    with import_to_stay():  # forks need not go through these objects either
        for name in WARM:
            importlib.import_module(name)
            if select.select([control], [], [], 0)[0] and not control.recv(1, socket.MSG_PEEK):
                os._exit(0)
        prepare_forms()


def prepare_forms() -> None:
    """Compile once what each worker holds a notebook against."""
    from nbformat.validator import get_validator

    get_validator(*VORM)


def begin_forked(control: socket.socket) -> NoReturn:
    """Be the warm process as a fork of the build that has only just begun."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if not sys.flags.safe_path:
        del sys.path[:1]  # where the command stands or is called: nothing is imported from there
    _warm_up(control)
    serve(control)


def main(handle: int) -> NoReturn:
    """Entry point of the warm process; `handle` is the file descriptor of its socket."""
    os.set_inheritable(handle, False)
    control = socket.socket(fileno=handle)
    _warm_up(control)
    serve(control)
