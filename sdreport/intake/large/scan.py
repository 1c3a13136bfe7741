"""A first pass over a delivered file of any size: its encoding, its lines, its hash, in bounded memory.

Encodings are judged as `encoding.decode` judges them, with the same faults at the same lines.
"""

import codecs
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.notation.codes import TEKENS
from sdreport.intake.source.encoding import (
    ANDERE_TEKENSET,
    BOM_UTF8,
    UTF16,
    broken_utf16,
    check_nul,
    is_utf16,
    other_charset,
    wrong_encoding,
)
from sdreport.intake.source.files import LONGEST_LINE, check_text, ends_open
from sdreport.intake.source.header import KOP_TEKENS
from sdreport.intake.source.sniff import BEGIN
from sdreport.safe.text import may_hold_onzichtbaar

BLOK = 4 << 20
LANGSTE_KOP = 1 << 20
STAART = 1 << 20
LANGSTE_VONDST = 2
LINE_END = "\r\n"
UTF8 = "utf-8-sig"
TAB, LF, CR, SPATIE = map(ord, "\t\n\r ")
WITTE_BYTES = (b"\xa0", b"\xe1\x9a", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80")
WIT = re.compile(rb"\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
"""Blanks outside ASCII, but those that `may_hold_onzichtbaar` sees; in UTF-8, and the one of Windows-1252."""
NIET_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class Verkenning:
    """What is known of a file before its contents are read.

    `begin` are its first `KOP_TEKENS` characters; `aantal_regels` counts the physical lines. `eenvoudig` means that
    every line is a record: no quotation mark, no sign that nobody sees, and one kind of line end (`\\n` or `\\r\\n`)
    throughout. `naast_spatie` are the bytes that stand beside a space, and `ander_wit` the blanks of another kind.
    `tekens` are the signs of `notation.codes.TEKENS` in it. `open` means that the last line does not end.
    """

    encoding: str
    begin: str
    aantal_regels: int
    eenvoudig: bool
    open: bool
    sha256: str
    naast_spatie: frozenset[str] = frozenset()
    ander_wit: frozenset[str] = frozenset()
    tekens: frozenset[str] = frozenset(TEKENS)

    def is_kaal(self, separator: str) -> bool:
        """Whether surely no field begins or ends with a blank, or holds one that is no plain space."""
        return not self.naast_spatie & {separator, *LINE_END} and self.ander_wit <= {separator}


def count_lines(path: Path, stop: int) -> int:
    """The number of line ends in a file; counting ends soon after `stop`."""
    lf = cr = 0
    with path.open("rb") as stream:
        for block in _blocks(stream):
            lf, cr = lf + block.count(b"\n"), cr + block.count(b"\r")
            if max(lf, cr) > stop:
                break
    return max(lf, cr)


def scan_file(path: Path) -> Verkenning:
    """Read a file once. `UnreadableFile` when it is no text in UTF-8, Windows-1252 or UTF-16, or one endless line."""
    with path.open("rb") as stream:
        head = stream.read(BEGIN)
    check_text(head)
    meter = _Meter()
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        blocks = _hashed(_blocks(stream), digest.update)
        for block in _as_utf8(blocks) if is_utf16(head) else blocks:
            meter.add(block)
    encoding = UTF16 if is_utf16(head) else meter.choose_encoding(path)
    with path.open(encoding=encoding, newline="") as text:
        begin = text.read(KOP_TEKENS)
    return Verkenning(
        encoding,
        begin,
        meter.aantal_regels,
        meter.eenvoudig,
        ends_open(meter.last),
        digest.hexdigest(),
        meter.naast_spatie,
        frozenset(meter.ander_wit),
        frozenset(meter.tekens),
    )


def read_last_lines(path: Path) -> list[str]:
    """The last lines of a file in UTF-8 that are whole in its last `STAART` bytes; the very last may be open."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - STAART))
        content = stream.read()
    whole = content if size <= STAART else content.partition(b"\n")[2]
    return whole.decode(UTF8, errors="replace").removesuffix("\n").split("\n") if whole else []


class _Meter:
    """The counts that are kept while the blocks go by."""

    def __init__(self) -> None:
        self.kop = b""
        self.lf = self.cr = self.crlf = 0
        self.quotes = self.onzichtbaar = False
        self.open = 0  # bytes since the last line end
        self.last = self.edge = b""
        self.bad_line = 0
        self.naast = np.zeros(256, dtype=bool)  # which bytes stand beside a space
        self.ander_wit: set[str] = set()
        self.tekens: set[str] = set()
        self.rand = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def add(self, block: bytes) -> None:
        if len(self.kop) < LANGSTE_KOP and b"\n" not in self.kop:
            self.kop += block
        check_nul(block)
        self._check_utf8(block, final=False)
        signs = np.frombuffer(block, dtype=np.uint8)
        lf, cr, tabs = (int(np.count_nonzero(signs == sign)) for sign in (LF, CR, TAB))
        self.lf, self.cr = self.lf + lf, self.cr + cr
        self.crlf += (block.count(b"\r\n") if cr else 0) + (self.last == b"\r" and block[:1] == b"\n")
        self.quotes = self.quotes or b'"' in block
        self.tekens |= {sign for sign in TEKENS if sign not in self.tekens and sign.encode() in block}
        plain = block.isascii() and b"\x7f" not in block
        if not plain or np.count_nonzero(signs < SPATIE) > lf + cr + tabs:
            self._check_onzichtbaar(block)
        self.edge = block[-3:]  # a sign on two blocks is whole in the next
        self._look_for_wit(block)
        self.last = block[-1:]
        self._check_length(block)

    def _check_onzichtbaar(self, block: bytes) -> None:
        if not self.onzichtbaar:
            first = not (self.edge or self.last)
            seen = self.edge + (block.removeprefix(BOM_UTF8) if first else block)
            self.onzichtbaar = may_hold_onzichtbaar(seen)

    def _look_for_wit(self, block: bytes) -> None:
        """Note what stands beside spaces, and which other blanks there are; one too many only costs time."""
        seen = self.rand + block
        self.rand = seen[-2:]  # what is on two blocks is whole in the next
        if b"\t" in block:
            self.ander_wit.add("\t")
        if not seen.isascii() and any(sign in seen for sign in WITTE_BYTES) and WIT.search(seen):
            self.ander_wit.add("wit")
        if b" " in seen:
            signs = np.frombuffer(seen, dtype=np.uint8)
            places = np.flatnonzero(signs[1:-1] == SPATIE)
            self.naast[signs[places]] = self.naast[signs[places + 2]] = True

    def _check_utf8(self, block: bytes, *, final: bool) -> None:
        if self.bad_line or (block.isascii() and not self.decoder.getstate()[0] and not final):
            return
        try:
            self.decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self.bad_line = self.lf + bytes(error.object).count(b"\n", 0, error.start) + 1

    def _check_length(self, block: bytes) -> None:
        end = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self.open = self.open + len(block) if end < 0 else len(block) - end - 1
        if self.open > LONGEST_LINE:
            raise UnreadableFile(
                "regel_te_lang",
                f"een regel is langer dan {LONGEST_LINE >> 20} miljoen tekens; dit is geen tabel.",
                "Lever het extract opnieuw aan als CSV met één record per regel.",
                self.lf + 1,
            )

    @property
    def naast_spatie(self) -> frozenset[str]:
        return frozenset(map(chr, np.flatnonzero(self.naast))) | ({"\n"} if self.last == b" " else set())

    @property
    def aantal_regels(self) -> int:
        return self.lf + (self.last not in (b"", b"\n"))

    @property
    def eenvoudig(self) -> bool:
        one_way = self.cr == self.crlf and self.crlf in (0, self.lf)
        return one_way and not self.quotes and not self.onzichtbaar and b"\n" in self.kop[:LANGSTE_KOP]

    def choose_encoding(self, path: Path) -> str:
        self._check_utf8(b"", final=True)
        if not self.bad_line:
            return UTF8
        line = self.bad_line if self.kop.startswith(BOM_UTF8) else _find_line(path, NIET_IN_CP1252)
        if line:
            raise wrong_encoding(line)
        if line := _find_line(path, ANDERE_TEKENSET):
            raise other_charset(line)
        return "cp1252"


def _find_line(path: Path, pattern: re.Pattern[bytes]) -> int:
    """The first line in which some bytes stand; 0 if there is none."""
    line, edge = 1, b""
    with path.open("rb") as stream:
        for block in _blocks(stream):
            seen = edge + block
            if found := pattern.search(seen):
                return line + seen.count(b"\n", 0, found.start())
            edge = seen[-LANGSTE_VONDST:]  # what stands on two blocks is whole in the next
            line += seen.count(b"\n", 0, len(seen) - len(edge))
    return 0


def _hashed(blocks: Iterable[bytes], note: Callable[[bytes], None]) -> Iterator[bytes]:
    for block in blocks:
        note(block)
        yield block


def _as_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of UTF-16 as UTF-8."""
    decoder = codecs.getincrementaldecoder(UTF16)()
    try:
        for block in blocks:
            yield decoder.decode(block).encode()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise broken_utf16() from None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(BLOK):
        yield block
