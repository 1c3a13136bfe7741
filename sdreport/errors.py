"""Errors that are shown to people: one line that says where, what, and what to do.

Every error that a user can cause or mend is a `SdreportError`. The command line prints its text without
traceback and ends with its exit code, which is the same for every error of one kind:

    1  gate: the delivered extracts are not good enough to report on
    2  usage or configuration: a wrong option, parameters file, toelichting or notebook call
    3  build: something went wrong while the report was being made
"""

from collections.abc import Iterable


class SdreportError(Exception):
    """Base of all errors shown to a user; `exit_code` is the code of its kind."""

    exit_code = 3


class GateError(SdreportError):
    """The gate found critical faults in the extracts."""

    exit_code = 1


class ConfigurationError(SdreportError):
    """A parameters file, toelichting, notebook or command line that cannot be used as it is."""

    exit_code = 2

    @classmethod
    def from_list(cls, title: str, messages: Iterable[str]) -> "ConfigurationError":
        """Make one error of many messages, so that a user can mend all of them at once."""
        return cls("\n".join([title, *(f"  - {message}" for message in messages)]))


class BuildError(SdreportError):
    """A chapter, an export or the placing of the output failed."""

    exit_code = 3
