"""The signs of a delivered text file: UTF-8, Windows-1252 or UTF-16, and a clear word when it is something else."""

import re

from sdreport.intake.faults import UnreadableFile

BOMS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
UTF32 = b"\xff\xfe\x00\x00"
UTF16 = "utf-16"
BOM_UTF8 = b"\xef\xbb\xbf"
KLEIN, LETTER = rb"[a-z\xdf-\xf6\xf8-\xff]", rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]"
ANDERE_TEKENSET = re.compile(
    b"|".join((
        KLEIN + rb"[\x82\x83\x84\x87\x88\x89\x8a\x8b\x8c\x8e\x98]",
        LETTER + rb"[\x80\x87\x93\x94\x95\x99\x9f\xa1\xa2\xa3\xa4]" + KLEIN,
        KLEIN + rb"\x91(?:[a-mo-ru-z]|[nst]" + KLEIN + rb")",  # but foto‘s, with the wrong quotation mark, is Dutch
        rb"\x82\x82|\x8e\x8e",
        rb"\xc3[\x80-\xbf]|\xe2\x80[\x93-\x9f]|\xe2\x82\xac",
    ))
)  # fmt: skip
"""Signs that Windows-1252 has no use for inside a word: they are letters with an accent of DOS or the Macintosh, or of
UTF-8 in a file that is not UTF-8 as a whole."""


def decode(content: bytes) -> str:
    """Decode what Dutch office software writes: UTF-8 (with or without BOM), Windows-1252, or UTF-16 with its BOM (what
    Excel calls Unicode text).
    """
    if is_utf16(content):
        return _decode_utf16(content)
    check_nul(content)
    line = 0
    for encoding in ("utf-8-sig",) if content.startswith(BOM_UTF8) else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            continue
        if encoding == "cp1252" and (found := ANDERE_TEKENSET.search(content)):
            raise other_charset(content.count(b"\n", 0, found.start()) + 1)
        return text
    raise wrong_encoding(line)


def is_utf16(begin: bytes) -> bool:
    """Whether a file begins as UTF-16 does that says so."""
    return begin[:2] in BOMS_UTF16 and not begin.startswith(UTF32)


def check_nul(content: bytes) -> None:
    """Refuse what no text has: it is a file of another kind, or UTF-16 that does not say so."""
    if b"\x00" in content:
        raise wrong_encoding(uitleg=" (het bestand is geen tekstbestand, of UTF-16 zonder kenmerk vooraan)")


def broken_utf16() -> UnreadableFile:
    """The fault of UTF-16 that is cut off or damaged."""
    return wrong_encoding(uitleg=" (het is UTF-16, maar afgebroken of beschadigd)")


def _decode_utf16(content: bytes) -> str:
    try:
        text = content.decode(UTF16)
    except UnicodeDecodeError:
        raise broken_utf16() from None
    if "\x00" in text:
        check_nul(b"\x00")
    return text


def wrong_encoding(line: int = 0, uitleg: str = "") -> UnreadableFile:
    """The fault of a file in an encoding that is not read."""
    return UnreadableFile(
        "tekenset",
        f"de tekenset is geen UTF-8, Windows-1252 of UTF-16{uitleg}.",
        "Bewaar het in Excel als 'CSV UTF-8 (door scheidingstekens gescheiden)'.",
        line,
    )


def other_charset(line: int) -> UnreadableFile:
    """The fault of a file of DOS or the Macintosh, or of two kinds: letters with an accent would become other signs."""
    return wrong_encoding(
        line,
        " maar waarschijnlijk die van DOS of Macintosh, of een mengsel: é zou hier een ander teken worden",
    )
