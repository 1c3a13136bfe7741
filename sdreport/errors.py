"""Errors that are shown to people: one line that says where, what, and what to do, with the place as fields.

Every error that a user can cause or mend is a `SdreportError`. The command line prints its text without
traceback and ends with its exit code, which is the same for every error of one kind:

    1  gate: the delivered extracts are not good enough to report on
    2  usage or configuration: a wrong option, parameters file, toelichting or notebook call
    3  build: something went wrong while the report was being made
"""

import contextlib
import difflib
import errno
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AFGEBROKEN = "Afgebroken. Het vorige rapport staat er nog."
AFSLUITCODES = "Exitcodes: 0 in orde, 1 extracten afgekeurd, 2 gebruik of configuratie, 3 bouwen mislukt."
MEESTE_REGELNUMMERS = 20
"""So many line numbers stand in a message; all of them are among its fields."""
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
    errno.ENAMETOOLONG: "een naam is te lang",
    errno.ELOOP: "een verwijzing komt nergens uit",
    errno.EISDIR: "er staat een map waar een bestand hoort",
}
"""What the operating system refuses, as far as a user can do something about it."""
IN_DE_WEG = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
"""Something else stands where a file or folder of ours has to come."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where as far as that is known; as text one line for a user.

    `cell` is that of a notebook or workbook, `column` a column of a table or a key of a settings file, `rule` the id
    of the rule that is broken. `told` is the line for a user where that is not `file, regel 3, column: what`.
    """

    what: str
    file: str = ""
    lines: tuple[int, ...] = ()
    cell: str = ""
    column: str = ""
    rule: str = ""
    told: str = ""

    def __str__(self) -> str:
        more = (
            f" en nog {len(self.lines) - MEESTE_REGELNUMMERS}"
            if len(self.lines) > MEESTE_REGELNUMMERS
            else ""
        )
        lines = f"regel {', '.join(map(str, self.lines[:MEESTE_REGELNUMMERS]))}{more}" if self.lines else ""
        place = ", ".join(filter(None, (self.file, lines, self.column)))
        return self.told or (f"{place}: {self.what}" if place else self.what)


class SdreportError(Exception):
    """Base of all errors shown to a user; `exit_code` is the code of its kind, `faults` say where they arose."""

    exit_code = 3

    def __init__(self, message: str | Fault, faults: Iterable[Fault] = ()) -> None:
        super().__init__(str(message))
        self.faults = tuple(faults) or (message if isinstance(message, Fault) else Fault(message),)


class GateError(SdreportError):
    """The gate found critical faults in the extracts."""

    exit_code = 1


class ConfigurationError(SdreportError):
    """A parameters file, toelichting, notebook or command line that cannot be used as it is."""

    exit_code = 2

    @classmethod
    def from_list(cls, title: str, faults: Iterable[str | Fault]) -> "ConfigurationError":
        """Make one error of many faults, so that a user can mend all of them at once."""
        every = [fault if isinstance(fault, Fault) else Fault(fault) for fault in faults]
        return cls("\n".join([title, *(f"  - {fault}" for fault in every)]), every)


class BuildError(SdreportError):
    """A chapter, an export or the placing of the output failed."""

    exit_code = 3


def suggest(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """What to say of an unknown name: whether the closest known one is meant, or else all names, or `otherwise`."""
    names = list(known)
    close = difflib.get_close_matches(name[:100], names, n=1, cutoff=0.5)
    if close:
        return f"Bedoelt u '{close[0]}'?"
    return f"Bekend zijn: {', '.join(names)}." if otherwise is None else otherwise


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
    """What the operating system refused, in Dutch, of which file, and what to do where that is one thing."""
    what = WEIGERING.get(error.errno or 0, error.strerror or str(error))
    where = f" ({shorten(from_here(error.filename))})" if error.filename else ""
    return f"{what}{where}{'; haal weg wat daar staat' if error.errno in IN_DE_WEG else ''}"


def from_here(path: object) -> str:
    """A path as seen from the current folder, if it lies below it: nobody needs to read where a project stands."""
    with contextlib.suppress(OSError, TypeError, ValueError):  # the folder is gone, or it lies elsewhere
        return Path(str(path)).relative_to(Path.cwd()).as_posix()
    return str(path)


def shorten(text: str, most: int = 200) -> str:
    """A text that stands in a message: of a long one, its begin and its end."""
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 2 :]}"
