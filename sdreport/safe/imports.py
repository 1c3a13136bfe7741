"""Imports that take long for what nothing here uses."""

import sys


def skip_iri_grammar() -> None:
    """Let jsonschema do without the grammar of IRIs: making it takes two seconds, and nothing here has an IRI.

    Great Expectations and nbformat both import jsonschema; call this first in a process.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # that is how an import is refused
