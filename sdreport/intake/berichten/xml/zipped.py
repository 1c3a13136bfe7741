"""The files of a zip, one at a time: bounded in number, size and ratio, and in the memory that its list takes.

`zipfile` keeps the whole list of a zip in memory, some 600 bytes a file, and a year of messages can be a million files.
Here the list is read as a stream. Taken are files that are stored or deflated; no message is ever unpacked to disk. A
zip in a zip is set apart, packed as it is, in a file without a name that is gone when it is closed.
"""

import io
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from sdreport.intake.berichten.xml.stream import OnleesbaarBericht, Stroom

MEESTE_BESTANDEN = 2_000_000
GROOTSTE_BESTAND = 8 << 30
GROOTSTE_ZIP = 64 << 30
"""Bytes of one file, and of all, once unpacked."""
MEESTE_KEREN = 200
"""So many times larger all files together may be than the zip; messages are 10 to 40 times larger."""
RUIMTE = 16 << 20
"""Bytes that are allowed whatever the ratio."""
BLOK = 1 << 16
IN_GEHEUGEN = 8 << 20
"""Bytes of a zip in a zip that stay in memory."""
EIND, EIND_ZIP64, PLAATS_ZIP64, LIJST, BESTAND = (
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"PK\x01\x02",
    b"PK\x03\x04",
)
ZIP_BEGIN = (BESTAND, EIND)
"""How a zip begins; one without files with its end."""
OPGESLAGEN, INGEPAKT = 0, 8
ENCRYPTED, UTF8 = 0x1, 0x800
VOL16, VOL32 = 0xFFFF, 0xFFFFFFFF


@dataclass(frozen=True)
class Lid:
    """One file of a zip, as its list describes it."""

    naam: str
    methode: int
    encrypted: bool
    crc: int
    ingepakt: int
    uitgepakt: int
    plaats: int


class Zipruimte:
    """What may come out of a zip with all zips in it: so many files and bytes, in proportion to its own size."""

    def __init__(self, size: int) -> None:
        self._most = min(GROOTSTE_ZIP, RUIMTE + MEESTE_KEREN * size)
        self._bestanden = self._bytes = 0

    def take_bestanden(self, count: int) -> None:
        """So many files are in a list."""
        self._bestanden += count
        if self._bestanden > MEESTE_BESTANDEN:
            raise OnleesbaarBericht("zip_te_groot")

    def take(self, lid: Lid) -> None:
        """A file takes the bytes that the list says it has."""
        self._bytes += lid.uitgepakt
        if lid.uitgepakt > GROOTSTE_BESTAND or self._bytes > self._most:
            raise OnleesbaarBericht("zip_te_groot")


@dataclass(frozen=True)
class Zip:
    """A zip: how to read it from its begin, its size, and the room that it shares with the zip that it is in."""

    open: Callable[[], IO[bytes]]
    size: int
    ruimte: Zipruimte


def find_zip(path: Path) -> Zip:
    """The zip that a file is."""
    size = path.stat().st_size
    return Zip(lambda: path.open("rb"), size, Zipruimte(size))


def list_zip(source: Zip) -> Iterator[Lid]:
    """The files of a zip, in the order of its list; `OnleesbaarBericht` when it is damaged or out of all proportion."""
    try:
        with source.open() as stream:
            count, place = _find_list(stream, source.size)
            source.ruimte.take_bestanden(count)
            _go_to(stream, place, source.size)
            for _ in range(count):
                lid = _read_entry(stream)
                source.ruimte.take(lid)
                if not lid.naam.endswith("/"):
                    yield lid
    except (struct.error, UnicodeDecodeError):
        raise OnleesbaarBericht("zip_beschadigd") from None


@contextmanager
def take_zip(source: Zip, lid: Lid) -> Iterator[Zip]:
    """A zip in a zip, set apart as long as it is read."""
    with tempfile.SpooledTemporaryFile(IN_GEHEUGEN) as apart:
        with open_lid(source, lid) as stream:
            shutil.copyfileobj(stream, apart, BLOK)
        yield Zip(lambda: io.BufferedReader(_Blik(apart)), lid.uitgepakt, source.ruimte)


def open_lid(source: Zip, lid: Lid) -> Stroom:
    """The content of a file in a zip as a stream, that also checks its size and checksum."""
    if lid.encrypted:
        raise OnleesbaarBericht("zip_versleuteld")
    if lid.methode not in (OPGESLAGEN, INGEPAKT):
        raise OnleesbaarBericht("zip_methode")
    stream = source.open()
    try:
        _go_to(stream, lid.plaats, source.size)
        head = stream.read(30)
        if head[:4] != BESTAND:
            raise OnleesbaarBericht("zip_beschadigd")
        name, extra = struct.unpack("<HH", head[26:30])
        stream.seek(name + extra, 1)
    except (struct.error, OnleesbaarBericht):
        stream.close()
        raise OnleesbaarBericht("zip_beschadigd") from None
    return _Inhoud(stream, lid)


class _Blik(io.RawIOBase):
    """A file that others read too, from a place of its own; closing it leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place from the begin, or from here."""
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer with the bytes from here."""
        self._file.seek(self._at)
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        self._at += len(block)
        return len(block)


class _Inhoud:
    """Reads a stored or deflated file in blocks, and no byte more than the list says it has."""

    def __init__(self, stream: IO[bytes], lid: Lid) -> None:
        self._stream, self._lid = stream, lid
        self._left, self._given, self._crc = lid.ingepakt, 0, 0
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if lid.methode == INGEPAKT else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._stream.close()

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes (a block when it is not given); nothing at the end."""
        block = self._next(size if 0 < size < BLOK else BLOK)
        self._given += len(block)
        self._crc = zlib.crc32(block, self._crc)
        wrong = not block and (self._given, self._crc) != (self._lid.uitgepakt, self._lid.crc)
        if wrong or self._given > self._lid.uitgepakt:
            raise OnleesbaarBericht("zip_beschadigd")
        return block

    def _next(self, size: int) -> bytes:
        if self._inflate is None:
            return self._take(size)
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._take(BLOK)
            try:
                block = self._inflate.decompress(packed, size)
            except zlib.error:
                raise OnleesbaarBericht("zip_beschadigd") from None
            if block:
                return block
            if not packed:
                break
        return b""

    def _take(self, size: int) -> bytes:
        block = self._stream.read(min(size, self._left))
        self._left -= len(block)
        return block


def _find_list(stream: IO[bytes], size: int) -> tuple[int, int]:
    """How many files the list has, and where it starts."""
    stream.seek(max(0, size - VOL16 - 22))
    tail = stream.read()
    at = tail.rfind(EIND)
    if at < 0:
        raise OnleesbaarBericht("zip_beschadigd")
    disk, first, here, count, _, place = struct.unpack("<4H2L", tail[at + 4 : at + 20])
    if VOL16 in (here, count) or place == VOL32:
        where = tail.rfind(PLAATS_ZIP64, 0, at)
        if where >= 0:
            (place,) = struct.unpack("<Q", tail[where + 8 : where + 16])
            _go_to(stream, place, size)
            record = stream.read(56)
            if record[:4] != EIND_ZIP64:
                raise OnleesbaarBericht("zip_beschadigd")
            disk, first, here, count, _, place = struct.unpack("<2L4Q", record[16:56])
    if disk or first or here != count:
        raise OnleesbaarBericht("zip_gesplitst")
    return count, place


def _go_to(stream: IO[bytes], place: int, size: int) -> None:
    """Go on at a place that a zip names; one behind its end, however far, is no place."""
    if place > size:
        raise OnleesbaarBericht("zip_beschadigd")
    stream.seek(place)


def _read_entry(stream: IO[bytes]) -> Lid:
    head = stream.read(46)
    if head[:4] != LIJST:
        raise OnleesbaarBericht("zip_beschadigd")
    flags, method = struct.unpack("<HH", head[8:12])
    crc, packed, unpacked, name_length, extra_length, comment = struct.unpack("<3L3H", head[16:34])
    (place,) = struct.unpack("<L", head[42:46])
    raw, extra = stream.read(name_length), stream.read(extra_length)
    stream.seek(comment, 1)
    if VOL32 in (packed, unpacked, place):
        unpacked, packed, place = _read_zip64(extra, unpacked, packed, place)
    name = raw.decode("utf-8" if flags & UTF8 else "cp437")
    return Lid(name, method, bool(flags & ENCRYPTED), crc, packed, unpacked, place)


def _read_zip64(extra: bytes, *sizes: int) -> list[int]:
    """The sizes and the place, with those that did not fit taken from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[at : at + 4])
        if kind == 1:
            large = iter(struct.unpack(f"<{length // 8}Q", extra[at + 4 : at + 4 + length // 8 * 8]))
            return [next(large, VOL32) if value == VOL32 else value for value in sizes]
        at += 4 + length
    return list(sizes)
