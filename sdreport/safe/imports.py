"""Imports that take long for what nothing here uses, or hardly ever; and for what stays anyhow."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def skip_iri_grammar() -> None:
    """Let jsonschema do without the grammar of IRIs: making it takes two seconds, and nothing here has an IRI.

    Great Expectations and nbformat both import jsonschema; call this first in a process.
    """
    _refuse("rfc3987_syntax")


def skip_debugger() -> None:
    """Let ipykernel do without a debugger: nothing asks a kernel of a build for one; call this before its import."""
    _refuse("debugpy")


def _refuse(name: str) -> None:
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # that is how an import is refused


class Later(ModuleType):
    """A module that is imported when something of it is asked for.

    Where it lies is no reason: each kernel asks that of all modules.
    """

    __file__ = None

    def __getattr__(self, name: str) -> object:
        """What is asked for, of the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def delay(*names: str) -> None:
    """Have modules imported only when something of them is asked for, unless they are there already."""
    for name in names:
        sys.modules.setdefault(name, Later(name))


@contextmanager
def import_to_stay() -> Iterator[None]:
    """Import what a process keeps until it ends without looking through it for garbage, then and later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
