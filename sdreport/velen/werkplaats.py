"""The run's side of warm processes: one for each report that is built at the same time."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sdreport.publish.execute.kernels import can_fork
from sdreport.publish.execute.processes import count_memory, end_running
from sdreport.velen.grenzen import Grenzen
from sdreport.velen.opdracht import Bouwopdracht
from sdreport.velen.uitslag import Uitslag
from sdreport.velen.warm import EEN_DRAAD

POGINGEN = 2
"""So many times a report is tried of which the process was lost."""
TUSSENPOOS_S = 0.2
"""Between two looks at such a process."""
SPELING_S = 30
"""How much longer than the time of a unit a process without forks gets, to import what it needs."""


class Uitgevallen(Exception):  # noqa: N818 - no error of a report: another try may do
    """A process is gone while it was building; `args` say how."""


@dataclass
class Werkplaats:
    """One warm process; it is started when it is first needed, and again when it was lost."""

    _process: "subprocess.Popen[str] | None" = None

    def build(self, opdracht: Bouwopdracht, grenzen: Grenzen, log: Path) -> Uitslag:
        """Build one report within its bounds. Raises Uitgevallen when the process was lost."""
        request = {
            "opdracht": asdict(opdracht),
            "seconden": grenzen.seconden,
            "bytes": grenzen.bytes,
            "log": str(log),
        }
        answer = self._ask(request, grenzen) if can_fork() else self._ask_once(request, grenzen)
        if "uitslag" in answer:
            return Uitslag(**answer["uitslag"])
        if answer.get("verloren") == "tijd":
            return tell_hanging(opdracht, grenzen)
        raise Uitgevallen(answer.get("verloren", "het proces is weg"))

    def close(self) -> None:
        """End the process and what it is building."""
        process, self._process = self._process, None
        if process:
            process.kill()
            with process, contextlib.suppress(OSError):  # closes its pipes
                process.wait()

    def _ask(self, request: dict[str, Any], grenzen: Grenzen) -> dict[str, Any]:
        process = self._process or _start()
        self._process = process
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except (OSError, ValueError):  # it ended, or was closed, before it was asked
            line = ""
        if not line.endswith("\n"):
            self.close()
            return {}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ask_once(self, request: dict[str, Any], grenzen: Grenzen) -> dict[str, Any]:
        """The same where processes cannot be forked: one for this report only."""
        told: str | None = json.dumps(request) + "\n"
        deadline = time.monotonic() + grenzen.seconden + SPELING_S
        with _start() as process:
            self._process = process
            while True:
                try:
                    line, _ = process.communicate(told, TUSSENPOOS_S)
                    break
                except subprocess.TimeoutExpired:
                    told = None
                too_late = time.monotonic() > deadline
                if too_late or 0 < grenzen.bytes < count_memory(process.pid):
                    end_running(process.pid)
                    return {"verloren": "tijd" if too_late else "geheugen"}
        self._process = None
        answer: dict[str, Any] = json.loads(line) if line.endswith("\n") else {}
        return answer


@dataclass
class Werkplaatsen:
    """Warm processes to build in, as many as there are reports at a time; a free one is used before a new one starts.

    `logs` is the folder of the log files.
    """

    grenzen: Grenzen
    logs: Path
    _free: "queue.LifoQueue[Werkplaats]" = field(default_factory=queue.LifoQueue)
    _every: list[Werkplaats] = field(default_factory=list)

    def build(self, opdracht: Bouwopdracht) -> Uitslag:
        """Build one report. Raises Uitgevallen when its process was lost."""
        with self._take() as werkplaats:
            return werkplaats.build(opdracht, self.grenzen, self.logs / f"{opdracht.naam}.log")

    def close(self) -> None:
        """End all processes."""
        for werkplaats in self._every:
            werkplaats.close()

    @contextlib.contextmanager
    def _take(self) -> Iterator[Werkplaats]:
        try:
            werkplaats = self._free.get_nowait()
        except queue.Empty:
            werkplaats = Werkplaats()
            self._every.append(werkplaats)
        try:
            yield werkplaats
        finally:
            self._free.put(werkplaats)


def tell_hanging(opdracht: Bouwopdracht, grenzen: Grenzen) -> Uitslag:
    """The outcome of a report that was ended because its time was up."""
    melding = f"Niet klaar binnen {grenzen.seconden} seconden; de build is gestopt."
    return Uitslag(
        opdracht.naam,
        "duurde te lang",
        3,
        rapport=opdracht.rapport,
        seconden=grenzen.seconden,
        melding=melding,
    )


def tell_lost(opdracht: Bouwopdracht, how: str) -> Uitslag:
    """The outcome of a report of which the process was lost at every try."""
    melding = f"Het proces viel weg ({how}), {POGINGEN} keer. Mogelijk was er te weinig geheugen."
    return Uitslag(opdracht.naam, "viel uit", 3, rapport=opdracht.rapport, melding=melding)


def _start() -> "subprocess.Popen[str]":
    """Start a process; it imports nothing from the current folder."""
    code = "import sys; sys.path[:] = filter(None, sys.path); from sdreport.velen.warm import main; main()"
    env = {**os.environ, **dict.fromkeys(EEN_DRAAD, "1"), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env=env,
        text=True,
        encoding="utf-8",
    )
