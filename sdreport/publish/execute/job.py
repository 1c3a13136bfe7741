"""A chapter to execute and how it ended: what goes between the build and the processes that do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEESTE_GEHEUGEN = 2 << 30
"""Bytes that a chapter may ask for, where the operating system counts them: ten times what one needs."""
MISLUKT = "mislukt"
"""The folder in a work folder in which a chapter that failed is kept."""


@dataclass(frozen=True)
class Job:
    """One chapter to execute: its notebook, where the executed one is written, its parameters, its time."""

    notebook: str
    target: str
    parameters: Mapping[str, Any]
    timeout_s: float


@dataclass(frozen=True)
class Outcome:
    """How a chapter ended.

    `soort` is `klaar`, `fout` (the cell raised `ename: evalue`), `proces` (it left a process running), `tijd` (not
    ready in time) or `gestopt` (its process is gone). `cel` is the place of the cell in the executed notebook, from 0;
    None if unknown.
    """

    soort: str
    cel: int | None = None
    ename: str = ""
    evalue: str = ""
