"""Templates run in a sandbox: whatever stands in a text, a template reaches nothing but what it was given."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


def close_environment(environment: Environment, *, autoescape: bool) -> SandboxedEnvironment:
    """The environment that nbconvert makes (its loader, extensions, filters and globals), as a strict sandbox."""
    closed = SandboxedEnvironment(
        loader=environment.loader,
        extensions=list(environment.extensions),
        autoescape=autoescape,
        undefined=StrictUndefined if autoescape else environment.undefined,
        trim_blocks=autoescape,
        lstrip_blocks=autoescape,
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
