"""Errors that are shown to people: one line that says where, what, and what to do.

Every error that a user can cause or mend is a `SdreportError`. The command line prints its text without
traceback and ends with its exit code, which is the same for every error of one kind:

    1  gate: the delivered extracts are not good enough to report on
    2  usage or configuration: a wrong option, parameters file, toelichting or notebook call
    3  build: something went wrong while the report was being made
"""

import errno
import traceback
from collections.abc import Iterable
from pathlib import Path

AFSLUITCODES = "Exitcodes: 0 in orde, 1 extracten afgekeurd, 2 gebruik of configuratie, 3 bouwen mislukt."
WEIGERING = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EFBIG: "een bestand wordt te groot",
    errno.EROFS: "de map is alleen te lezen",
    errno.EACCES: "u hebt hier de rechten niet voor",
    errno.EPERM: "u hebt hier de rechten niet voor",
    errno.ENOTDIR: "er staat een bestand waar een map hoort",
    errno.EEXIST: "er staat al iets met deze naam",
    errno.EIO: "de schijf geeft een fout",
    errno.ENOENT: "een bestand of map is er niet",
}
"""What the operating system refuses, as far as a user can do something about it."""


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


def describe_trace(error: BaseException) -> str:
    """Where an error arose, for `--debug`: files, lines and kinds. What it says is left out, as that can be a value
    from a record; only the words of errors that are made for people stay.
    """
    lines = ["Traceback (most recent call last):"]
    chain: list[BaseException] = [error]
    while behind := chain[-1].__cause__ or (
        None if chain[-1].__suppress_context__ else chain[-1].__context__
    ):
        chain.append(behind)
    for one in reversed(chain):
        stack = traceback.extract_tb(one.__traceback__)
        lines += [f"  {Path(frame.filename).name}, regel {frame.lineno}, in {frame.name}" for frame in stack]
        said = f": {one}" if isinstance(one, SdreportError) else ""
        lines.append(f"{type(one).__module__}.{type(one).__name__}{said}")
    return "\n".join(lines)


def explain_oserror(error: OSError) -> str:
    """What the operating system refused, in Dutch, and of which file."""
    what = WEIGERING.get(error.errno or 0, error.strerror or str(error))
    return f"{what} ({error.filename})" if error.filename else what
