"""The order of the tests: files that build whole reports go first, so that no worker is left with a long one."""

from pathlib import Path

import pytest

LANG = ("whole", "velen", "sql", "gate")
"""Folders of the slowest tests; with them at the end one worker would wait for the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in the order in which workers should take them; within a file nothing changes."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    return next((rank for rank, name in enumerate(LANG) if name in path.parts), len(LANG))
