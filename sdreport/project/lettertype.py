"""Files of fonts: whether what stands in them can be one, as far as their table of contents tells; how it is called."""

import struct
from collections.abc import Iterator

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
BEGIN = {".otf": _SFNT, ".ttf": _SFNT, ".woff2": (b"wOF2",)}
"""How the files of fonts begin."""
NODIG = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
"""The tables without which no program can set a letter in it."""
KOP, REGEL = 12, 16
FAMILIE = (1, 16)
"""The names of a font under which programs find it."""


def judge_font(content: bytes, ending: str) -> str:
    """What makes a file no font that letters can be set in, as `is ...`; empty when nothing does."""
    if content[:4] not in BEGIN.get(ending.lower(), ()):
        return "is geen lettertype (.otf, .ttf of .woff2)"
    if ending.lower() == ".woff2":
        whole = len(content) >= KOP and struct.unpack(">I", content[8:KOP])[0] == len(content)
    else:
        whole = _is_whole(content)
    return "" if whole else "is een beschadigd lettertype. Haal het bestand opnieuw op"


def list_families(content: bytes) -> Iterator[str]:
    """The names of the family of a font (.otf or .ttf) that `judge_font` takes, in each language it tells them in."""
    place, length = _find_tables(content)[b"name"]
    table = content[place : place + length]
    _, count, texts = struct.unpack_from(">3H", table)
    for number in range(min(count, (length - 6) // 12)):
        platform, _, _, kind, size, begin = struct.unpack_from(">6H", table, 6 + 12 * number)
        if kind in FAMILIE:
            text = table[texts + begin : texts + begin + size]
            yield text.decode("mac_roman" if platform == 1 else "utf-16-be", errors="replace")


def _find_tables(content: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each table of a font stands, and how long it is."""
    begin = KOP + REGEL * struct.unpack(">H", content[4:6])[0]
    return {
        tag: (place, length) for tag, _, place, length in struct.iter_unpack(">4sIII", content[KOP:begin])
    }


def _is_whole(content: bytes) -> bool:
    """Whether the tables that a font needs are named, and all that are named stand within the file."""
    if len(content) < KOP:
        return False
    begin = KOP + REGEL * struct.unpack(">H", content[4:6])[0]
    if len(content) < begin:
        return False
    tables = _find_tables(content)
    return tables.keys() >= NODIG and all(
        length and begin <= place and place + length <= len(content) for place, length in tables.values()
    )
