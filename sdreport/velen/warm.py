"""The warm process: it imports once what every build needs, and then builds each report in a fork of itself.

    run ──pipe──► warm process ──fork──► unit (one municipality)

A unit cannot harm the next one: it begins as the warm process was, with one thread. It is ended, with all that it
started, when its time is up, and by its own limit when it asks for too much memory. When the run disappears, also
after `kill -9`, its pipe closes: the warm process ends the unit and itself. Where a process cannot be forked the unit
is built in the process itself, which then serves only once.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from sdreport.publish.execute.kernels import can_fork
from sdreport.publish.execute.processes import bound_memory
from sdreport.publish.execute.warm import WARM, prepare_forms
from sdreport.safe.imports import skip_debugger, skip_iri_grammar
from sdreport.safe.restricted import open_closed
from sdreport.velen.eenheid import build_unit
from sdreport.velen.opdracht import Bouwopdracht

OVERAL = (
    "sdreport.build", "sdreport.stages.make_grondslag", "sdreport.disclosure.geplaatst", "sdreport.publish.stage",
    "sdreport.publish.execute.run", "sdreport.publish.overview", "sdreport.disclosure.oplosser", "scipy.sparse",
    "duckdb", "highspy", "openpyxl", "statsmodels.duration.survfunc", "typst",
)  # fmt: skip
"""What a build imports on its way."""
EEN_DRAAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Libraries of numbers start a thread per core at import, unless these say otherwise."""


def main() -> NoReturn:
    """Entry point: a request per line on standard input, an answer per line on what was standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.set_inheritable(answers.fileno(), False)
    os.dup2(2, 1)
    if not can_fork():
        _build(json.loads(sys.stdin.readline()), answers)
        os._exit(0)
    warm_up()
    requests = b""
    while block := os.read(0, 65536):
        requests += block
        while b"\n" in requests:
            line, _, requests = requests.partition(b"\n")
            _serve(json.loads(line), answers)
    os._exit(0)


def warm_up() -> None:
    """Import what every build needs and make what is the same for all."""
    skip_iri_grammar()
    skip_debugger()
    for name in (*WARM, *OVERAL):
        importlib.import_module(name)
    from sdreport.gate.engine import warm_up as warm_up_gate
    from sdreport.publish.html.page import make_vega_runtime

    warm_up_gate()
    make_vega_runtime()
    prepare_forms()
    del sys.modules["rfc3987_syntax"]
    gc.freeze()  # forks need not go through these objects again


def _serve(request: Mapping[str, Any], answers: IO[str]) -> None:
    """Build one unit in a fork; answer for it when it cannot do so itself."""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _work(request, answers)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)  # here too: the group must exist before anyone ends it
    ended, hung_up = _wait(pid, request["seconden"])
    _end_group(pid)  # also what it left running
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if hung_up:
        os._exit(0)
    if status != 0:
        lost = "tijd" if not ended else f"signaal {-status}" if status < 0 else f"code {status}"
        _answer({"verloren": lost, "seconden": round(time.monotonic() - start, 2)}, answers)


def _wait(pid: int, seconds: float) -> tuple[bool, bool]:
    """Wait for a unit, at most so long: whether it ended, and else whether the run is gone."""
    handle = os.pidfd_open(pid)
    poller = select.poll()
    poller.register(handle, select.POLLIN)
    poller.register(0, 0)  # 0: tell only that the other side closed
    ready = {found for found, _ in poller.poll(seconds * 1000 or None)}
    os.close(handle)
    return handle in ready, bool(ready - {handle})


def _work(request: Mapping[str, Any], answers: IO[str]) -> NoReturn:
    """Be a unit."""
    from sdreport.publish.execute.processes import die_with_parent

    status, parent = 1, os.getppid()
    try:
        os.setpgid(0, 0)
        die_with_parent(parent)
        with open(os.devnull) as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), 0)
        _build(request, answers)
        status = 0
    finally:
        os._exit(status)


def _build(request: Mapping[str, Any], answers: IO[str]) -> None:
    """Build the unit of a request with its own log, and answer what came of it."""
    with open_closed(Path(request["log"])) as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        bound_memory(request["bytes"])
        uitslag = build_unit(Bouwopdracht(**request["opdracht"]))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    _answer({"uitslag": uitslag.as_dict()}, answers)


def _answer(answer: Mapping[str, Any], answers: IO[str]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _end_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
