"""Great Expectations beside everything else: in processes of its own, for it takes seconds to import.

A toetser imports the library while extracts are read and measured, and then judges one table along one suite after
another. A table is judged in the process itself when there is no toetser, or when it has gone.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any

import pandas as pd

from sdreport.gate import engine
from sdreport.gate.engine import Oordeel, Toets
from sdreport.safe.beside import Helpers, answer_all

MEESTE = 4
"""So many toetsers at most: each costs the import, and there is not more to judge."""


class Toetsers:
    """Running toetsers; each has one table at a time."""

    def __init__(self, aantal: int) -> None:
        self._helpers = Helpers(__name__, aantal, engine.judge)
        self._helpers.start_all()
        self._threads = ThreadPoolExecutor(aantal)
        self._begun: list[Future[dict[str, Toets]]] = []

    def start(self, table: pd.DataFrame, suite: Mapping[str, Any], known: Mapping[str, Any]) -> Oordeel:
        """Have a table judged; what comes of it can be asked for later."""
        self._begun.append(self._threads.submit(self._helpers.ask, table, suite, known))
        return self._begun[-1].result

    def is_ready(self) -> bool:
        """Whether all tables have been judged."""
        return all(future.done() for future in self._begun)

    def close(self) -> None:
        """End all, also what is not finished."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._helpers.close()


LOPEND: ContextVar[Toetsers | None] = ContextVar("lopend", default=None)
"""The toetsers, while `start_toetsers` lasts."""


@contextlib.contextmanager
def start_toetsers(nodig: bool = True) -> Iterator[Callable[[], bool]]:
    """Start as many toetsers as there are cores to spare; none where the library has been imported already, or where
    nothing is for it to judge, as beside large extracts.

    What it gives tells whether all that they were asked has been judged, so that nobody need wait for them.
    """
    try:
        free = nodig and engine.LIBRARY not in sys.modules
        toetsers = Toetsers(max(1, min((os.cpu_count() or 1) - 1, MEESTE))) if free else None
    except OSError:  # no more processes may be started
        toetsers = None
    if toetsers is None:
        yield lambda: True
        return
    token = LOPEND.set(toetsers)
    try:
        yield toetsers.is_ready
    finally:
        LOPEND.reset(token)
        toetsers.close()


def start_validation(table: pd.DataFrame, suite: Mapping[str, Any], parameters: Mapping[str, Any]) -> Oordeel:
    """Test a table against a native suite, beside what this process does; see `engine.validate`."""
    toetsers = LOPEND.get()
    return engine.begin(table, suite, parameters, toetsers.start if toetsers else engine.postpone)


def main() -> None:
    """Be a toetser."""
    answer_all(engine.judge, engine.warm_up)
