"""The gate as one call: begun, and its outcome asked for at once."""

from typing import Any

from sdreport.gate.gate import Regeluitslag, begin_gate
from sdreport.gate.samenhang.run import begin_koppelingen


def run_gate(*arguments: Any) -> list[Regeluitslag]:
    """What the suites find; see `begin_gate`."""
    return begin_gate(*arguments)()


def run_koppelingen(*arguments: Any) -> list[Regeluitslag]:
    """What the rules between extracts find; see `begin_koppelingen`."""
    given = arguments if len(arguments) > 4 else (*arguments, tuple)
    return list(begin_koppelingen(*given)())
