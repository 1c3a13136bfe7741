"""Templates run in a sandbox: whatever stands in a text, a template reaches nothing but what it was given."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Compiled(BytecodeCache):
    """Templates as they were compiled in this process: every page has an environment of its own."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of the same source."""
        if bucket.key in self._made:
            bucket.load_bytecode(BytesIO(self._made[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        written = BytesIO()
        bucket.write_bytecode(written)
        self._made[bucket.key] = written.getvalue()


@lru_cache(maxsize=2)
def _keep_compiled(autoescape: bool) -> Compiled:
    """Whether values are escaped is compiled in, also in the templates that both kinds of page share."""
    return Compiled()


class AsIs:
    """An exporter of nbconvert that takes a chapter as it is: nothing in it has to be prepared, copied or checked."""

    def _preprocess(self, nb: "NotebookNode", resources: Any) -> "tuple[NotebookNode, Any]":
        return nb, resources


def close_environment(environment: Environment, *, autoescape: bool) -> SandboxedEnvironment:
    """The environment that nbconvert makes (its loader, extensions, filters and globals), as a strict sandbox."""
    closed = SandboxedEnvironment(
        loader=environment.loader,
        extensions=list(environment.extensions),
        autoescape=autoescape,
        undefined=StrictUndefined if autoescape else environment.undefined,
        trim_blocks=autoescape,
        lstrip_blocks=autoescape,
        bytecode_cache=_keep_compiled(autoescape),
    )
    closed.filters.update(environment.filters)
    closed.globals.update(environment.globals)
    return closed


def open_templates(folder: Path) -> SandboxedEnvironment:
    """The templates for HTML in a folder: whatever they are given is escaped, and must be there."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
