"""Several files as one content of the store, and back; also those that stand in a folder."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sdreport.safe.restricted import make_closed, write_closed


def pack(bestanden: Mapping[str, bytes]) -> bytes:
    """Files by name as one content."""
    return json.dumps(
        {naam: base64.b64encode(inhoud).decode() for naam, inhoud in bestanden.items()}
    ).encode()


def unpack(inhoud: bytes) -> dict[str, bytes]:
    """The reverse of `pack`."""
    return {naam: base64.b64decode(text) for naam, text in json.loads(inhoud).items()}


def read_files(folder: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    """The files of these patterns as they stand in a folder, by their path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _find(folder, patterns)}


def restore_files(folder: Path, patterns: Sequence[str], bestanden: Mapping[str, bytes]) -> None:
    """Put restricted files of these patterns back as they were made, in place of those that stand there."""
    for path in [*_find(folder, patterns)]:
        if path.relative_to(folder).as_posix() not in bestanden:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    for naam, inhoud in bestanden.items():
        make_closed((folder / naam).parent)
        with write_closed(folder / naam) as stream:
            stream.write(inhoud)


def _find(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(folder.glob(pattern))
