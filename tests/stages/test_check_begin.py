"""The rules between extracts begin beside the numbers, with all that the run remembers; of large ones before them."""

from collections.abc import Sequence
from contextvars import ContextVar
from threading import Event

import pytest

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.run import Uitslagen
from sdreport.stages.check import _start

ONTHOUDEN: ContextVar[str] = ContextVar("onthouden", default="niets")


def test_what_begins_beside_knows_what_the_run_knows_and_is_waited_for() -> None:
    go, seen = Event(), []

    def begin() -> list[Regeluitslag]:
        assert go.wait(10)
        seen.append(ONTHOUDEN.get())
        return []

    ONTHOUDEN.set("iets")
    waiting = _start(lambda: _wrap(begin()), beside=True)
    assert not waiting.done()
    go.set()
    assert (waiting.result()(), seen) == ([], ["iets"])


def test_of_large_extracts_it_is_done_before_anything_else() -> None:
    assert _start(lambda: _wrap([]), beside=False).done()


def test_what_cannot_begin_is_told_when_it_is_asked_for() -> None:
    def begin() -> Uitslagen:
        raise ValueError("zo niet")

    with pytest.raises(ValueError, match="zo niet"):
        _start(begin, beside=True).result()


def _wrap(uitslagen: Sequence[Regeluitslag]) -> Uitslagen:
    return lambda: uitslagen
