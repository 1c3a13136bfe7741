"""Files of fonts: whether what stands in them can be one, as far as their table of contents tells."""

import struct

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true")
BEGIN = {".otf": _SFNT, ".ttf": _SFNT, ".woff2": (b"wOF2",)}
"""How the files of fonts begin."""
NODIG = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
"""The tables without which no program can set a letter in it."""
KOP, REGEL = 12, 16


def judge_font(content: bytes, ending: str) -> str:
    """What makes a file no font that letters can be set in, as `is ...`; empty when nothing does."""
    if content[:4] not in BEGIN.get(ending.lower(), ()):
        return "is geen lettertype (.otf, .ttf of .woff2)"
    if ending.lower() == ".woff2":
        whole = len(content) >= KOP and struct.unpack(">I", content[8:KOP])[0] == len(content)
    else:
        whole = _is_whole(content)
    return "" if whole else "is een beschadigd lettertype. Haal het bestand opnieuw op"


def _is_whole(content: bytes) -> bool:
    """Whether the tables that a font needs are named, and all that are named stand within the file."""
    if len(content) < KOP:
        return False
    begin = KOP + REGEL * struct.unpack(">H", content[4:6])[0]
    if len(content) < begin:
        return False
    rows = struct.iter_unpack(">4sIII", content[KOP:begin])
    tables = {tag: (place, length) for tag, _, place, length in rows}
    return tables.keys() >= NODIG and all(
        length and begin <= place and place + length <= len(content) for place, length in tables.values()
    )
