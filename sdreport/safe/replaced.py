"""An internal of a library that is replaced while it works: where it has no setting for what takes most of its time.

`gate/engine.py` does so with Great Expectations, `chapter/charts/building.py` with Altair. Tests hold what comes of it
against that of the library left alone, and tell when what is replaced is not what it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def replaced(owner: object, name: str, made: object) -> Iterator[None]:
    """Let a module or class have something else under a name."""
    whole = getattr(owner, name)
    setattr(owner, name, made)
    try:
        yield
    finally:
        setattr(owner, name, whole)
