"""Files that people keep, opened only when they are files, and read only up to a bound that the message tells."""

import json
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from sdreport.errors import ConfigurationError, Fault, shorten

MEGABYTE = 1 << 20
LANGSTE_GETAL = 26


def is_there(path: Path) -> bool:
    """Whether a file stands here; `ConfigurationError` when something stands here that is none.

    A folder, pipe, device or link to nowhere in place of a file is a slip, and reading on without it would be another
    report than the one that was asked for.
    """
    try:
        if path.is_file():
            return True
        stands = path.is_symlink() or path.exists()
    except (OSError, ValueError, RuntimeError):
        stands = True
    if stands:
        raise ConfigurationError(
            Fault(f"dit is geen gewoon bestand, maar {_describe(path)}. Zet er een bestand neer.", path.name)
        )
    return False


def read_bounded(path: Path, naam: str = "", most_mb: int = 1) -> bytes:
    """The bytes of a file that is there; `ConfigurationError` names it as `naam` when it is larger than its kind is."""
    if not is_there(path):
        raise ConfigurationError(Fault("dit bestand ontbreekt.", naam or path.name))
    with path.open("rb") as stream:
        content = stream.read(most_mb * MEGABYTE + 1)
    if len(content) > most_mb * MEGABYTE:
        raise ConfigurationError(Fault(f"dit bestand is groter dan {most_mb} MB.", naam or path.name))
    return content


def read_text(path: Path, naam: str = "", most_mb: int = 1) -> str:
    """The text of a file (UTF-8, with or without a mark at its begin), with line ends as they are for Python."""
    try:
        text = read_bounded(path, naam, most_mb).decode("utf-8-sig")
    except UnicodeDecodeError:
        what = "dit is geen UTF-8. Sla het bestand op als UTF-8."
        raise ConfigurationError(Fault(what, naam or path.name)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_json(text: str) -> Any:
    """What stands in a JSON file; `ValueError` says in Dutch when it holds a number that is none or a name twice, or is
    nested too deep. When it is no JSON at all that is a `JSONDecodeError`, with its place.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_make_object,
            parse_int=_read_number,
            parse_float=_read_number,
            parse_constant=_read_number,
        )
    except RecursionError:
        raise ValueError("de JSON zit te diep in elkaar") from None


def _make_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; `ValueError` when a name stands in it twice, of which the last would win without a word, or
    when a name or text is no text at all (half a sign).
    """
    made = dict(pairs)
    try:
        for pair in pairs:
            for text in pair:
                if isinstance(text, str):
                    text.encode()
    except UnicodeEncodeError:
        raise ValueError("er staat een half teken in") from None
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"de naam '{shorten(twice, LANGSTE_GETAL)}' staat er twee keer, in één blok")
    return made


def _read_number(text: str) -> float | int:
    """A number as people and programs write it: no NaN or Infinity, which JSON does not have, and none so long."""
    number = float(text) if set(text) - set("-0123456789") else int(text[:LANGSTE_GETAL])
    if not isfinite(number) or len(text) >= LANGSTE_GETAL:
        raise ValueError(f"{shorten(text, LANGSTE_GETAL)} is geen getal, of een te groot getal")
    return number


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path, with all its links followed, lies in a folder; a link that goes round does not."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _describe(path: Path) -> str:
    try:
        if path.is_symlink() and not path.exists():
            return "een verwijzing naar iets dat er niet is"
        return "een map" if path.is_dir() else "een pijp of apparaat"
    except (OSError, ValueError, RuntimeError):
        return "een verwijzing die nergens uitkomt"
