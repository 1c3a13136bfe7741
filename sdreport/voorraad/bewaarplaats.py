"""The store of what builds made: files beside the output, each found by the hash of all that it depends on.

An entry is one file that only its owner can read. It begins with the SHA-256 of its key and content together, so that
one that was damaged, cut off, edited or put in the place of another is not taken: it counts as not there, and is made
again. It is written beside its place and moved there in one step: two builds at once, or one that is killed, leave
whole entries only. What is kept is bytes; nothing is ever run of it.
"""

import contextlib
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from sdreport.safe.hashes import hash_bytes
from sdreport.safe.restricted import make_closed, open_closed

MAP = ".voorraad"
MEESTE_BYTES = 512 * 1024 * 1024
"""So much is kept; of more, what was not used for the longest time goes first."""
DEEL = 4
"""One entry takes no more than this part of it."""
LENGTE_HASH = 64
LENGTE_KEY = 64
VERLATEN_S = 3600.0
"""A file half written that is older was left by a build that is gone."""


class Bewaarplaats:
    """The store in one folder. With `vers` nothing is taken from it, and what is made is kept in place of what was."""

    def __init__(self, map_: Path, vers: bool = False, meeste_bytes: int = MEESTE_BYTES) -> None:
        """Look at a folder; it is made when something is kept."""
        self._map = map_
        self._vers = vers
        self._meeste_bytes = meeste_bytes

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None when nothing is, or when it is not what was once written there."""
        if self._vers:
            return None
        path = self._path(key)
        try:
            content = self._read(path) if path.is_file() else b""
        except OSError:
            return None
        hash_, inhoud = content[:LENGTE_HASH], content[LENGTE_HASH:]
        if hash_ != _sign(key, inhoud):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # used: the last to go
        return inhoud

    def _read(self, path: Path) -> bytes:
        """A file of the store; of one that is larger than any entry, nothing."""
        most = self._meeste_bytes // DEEL + LENGTE_HASH
        with path.open("rb") as stream:
            return stream.read(most) if os.fstat(stream.fileno()).st_size <= most else b""

    def put(self, key: str, inhoud: bytes) -> None:
        """Keep something in place of what was there; a disk that is full or closed only means that it is not kept."""
        if len(inhoud) > self._meeste_bytes // DEEL:
            return
        path = self._path(key)
        work = path.with_name(f".{uuid.uuid4().hex}")
        try:
            make_closed(self._map)
            make_closed(path.parent)
            with open_closed(work) as stream:
                stream.write(_sign(key, inhoud) + inhoud)
            work.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                work.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove what killed builds left half written, and what was not used for long of what is too much."""
        sizes: list[tuple[float, int, Path]] = []
        for path, stat in self._list_files():
            if path.name.startswith(".") and abs(time.time() - stat.st_mtime) > VERLATEN_S:
                _remove(path)
            else:
                sizes.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _, size, _ in sizes)
        for _, size, path in sorted(sizes):
            if total <= self._meeste_bytes:
                return
            _remove(path)
            total -= size

    def _list_files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self._map.glob("*/*"):
            with contextlib.suppress(OSError):  # another build removed it meanwhile
                yield path, path.lstat()

    def _path(self, key: str) -> Path:
        return self._map / key[:2] / key[2:LENGTE_KEY]


def _sign(key: str, inhoud: bytes) -> bytes:
    return hash_bytes(key.encode() + b"\n" + inhoud).encode()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
