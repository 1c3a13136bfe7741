"""The signs of a delivered text file: UTF-8 or Windows-1252, and a clear word when it is something else."""

import re

from sdreport.intake.faults import UnreadableFile

BOMS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
BOM_UTF8 = b"\xef\xbb\xbf"
KLEIN, LETTER = rb"[a-z\xdf-\xf6\xf8-\xff]", rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]"
ANDERE_TEKENSET = re.compile(
    b"|".join((
        KLEIN + rb"[\x82\x83\x84\x87\x88\x89\x8a\x8b\x8c\x8e\x98]",
        LETTER + rb"[\x80\x87\x93\x94\x95\x99\x9f\xa1\xa2\xa3\xa4]" + KLEIN,
        KLEIN + rb"\x91(?:[a-mo-ru-z]|[nst]" + KLEIN + rb")",  # but foto‘s, with the wrong quotation mark, is Dutch
        rb"\x82\x82|\x8e\x8e",
    ))
)  # fmt: skip
"""Signs that Windows-1252 has no use for inside a word: they are letters with an accent of DOS or the Macintosh."""


def decode(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM) or else Windows-1252, the two that Dutch office software writes."""
    if content[:2] in BOMS_UTF16 or b"\x00" in content:
        raise wrong_encoding(uitleg=" (het bestand lijkt UTF-16 of geen tekstbestand)")
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


def wrong_encoding(line: int = 0, uitleg: str = "") -> UnreadableFile:
    """The fault of a file in an encoding that is not read."""
    return UnreadableFile(
        "tekenset",
        f"de tekenset is geen UTF-8 of Windows-1252{uitleg}.",
        "Bewaar het in Excel als 'CSV UTF-8 (door scheidingstekens gescheiden)'.",
        line,
    )


def other_charset(line: int) -> UnreadableFile:
    """The fault of a file of DOS or the Macintosh, in which letters with an accent would become other signs."""
    return wrong_encoding(
        line, " maar waarschijnlijk die van DOS of Macintosh: é zou hier een ander teken worden"
    )
