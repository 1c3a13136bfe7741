"""The files of a zip, one at a time: bounded in number, size and ratio, and in the memory that its list takes.

`zipfile` keeps the whole list of a zip in memory, some 600 bytes a file, and a year of messages can be a million files.
Here the list is read as a stream. Taken are files that are stored or deflated; nothing is ever unpacked to disk.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

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
EIND, EIND_ZIP64, PLAATS_ZIP64, LIJST, BESTAND = (
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"PK\x01\x02",
    b"PK\x03\x04",
)
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


def list_zip(path: Path) -> Iterator[Lid]:
    """The files of a zip, in the order of its list; `OnleesbaarBericht` when it is damaged or out of all proportion."""
    size = path.stat().st_size
    total = 0
    try:
        with path.open("rb") as stream:
            count, place = _find_list(stream, size)
            if count > MEESTE_BESTANDEN:
                raise OnleesbaarBericht("zip_te_groot")
            stream.seek(place)
            for _ in range(count):
                lid = _read_entry(stream)
                total += lid.uitgepakt
                too_large = lid.uitgepakt > GROOTSTE_BESTAND or total > GROOTSTE_ZIP
                if too_large or total > RUIMTE + MEESTE_KEREN * size:
                    raise OnleesbaarBericht("zip_te_groot")
                if not lid.naam.endswith("/"):
                    yield lid
    except (struct.error, UnicodeDecodeError):
        raise OnleesbaarBericht("zip_beschadigd") from None


def open_lid(path: Path, lid: Lid) -> Stroom:
    """The content of a file in a zip as a stream, that also checks its size and checksum."""
    if lid.encrypted:
        raise OnleesbaarBericht("zip_versleuteld")
    if lid.methode not in (OPGESLAGEN, INGEPAKT):
        raise OnleesbaarBericht("zip_methode")
    stream = path.open("rb")
    try:
        stream.seek(lid.plaats)
        head = stream.read(30)
        if head[:4] != BESTAND:
            raise OnleesbaarBericht("zip_beschadigd")
        name, extra = struct.unpack("<HH", head[26:30])
        stream.seek(name + extra, 1)
    except (struct.error, OnleesbaarBericht):
        stream.close()
        raise OnleesbaarBericht("zip_beschadigd") from None
    return _Inhoud(stream, lid)


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
            stream.seek(place)
            record = stream.read(56)
            if record[:4] != EIND_ZIP64:
                raise OnleesbaarBericht("zip_beschadigd")
            disk, first, here, count, _, place = struct.unpack("<2L4Q", record[16:56])
    if disk or first or here != count:
        raise OnleesbaarBericht("zip_gesplitst")
    return count, place


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
