"""What all tests share: the store of large extracts, and their order.

Files that build whole reports go first, so that no worker is left with a long one.
"""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sdreport.intake.large.storage import Storage
from sdreport.safe.imports import skip_iri_grammar

skip_iri_grammar()  # before the first test file that imports Great Expectations

# how long an example takes says how busy the machine is, not whether the code is right
settings.register_profile("zonder klok", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zonder klok")

LANG = ("whole", "velen", "sql", "gate")
"""Folders of the slowest tests; with them at the end one worker would wait for the other."""


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """The store of large extracts."""
    with Storage() as store:
        yield store


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in the order in which workers should take them; within a file nothing changes."""
    items.sort(key=lambda item: _rank(item.path))


def pytest_collection_finish() -> None:
    """All that was imported and collected stays: it is not looked through for garbage again and again."""
    gc.freeze()


def _rank(path: Path) -> int:
    return next((rank for rank, name in enumerate(LANG) if name in path.parts), len(LANG))
