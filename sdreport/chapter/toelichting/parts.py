"""A text taken apart in sentences, and put together again without some of them."""

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"\{\{\s*((?:(?!\{\{).)*?)\s*\}\}", re.DOTALL)
ZIN_EINDE = re.compile(r"(?<=[.!?])[’”\"')]*\s+|\n\s*\n|\n(?=\s*[-*] )")


def split_zinnen(tekst: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; an item of a list is one, and a sign inside a fact ends none."""
    masked = PLACEHOLDER.sub(lambda match: "\x01" * len(match[0]), tekst)
    ends = [*(match.end() for match in ZIN_EINDE.finditer(masked)), len(masked)]
    return list(zip([0, *ends], ends, strict=False))


def map_zinnen(tekst: str, change: Callable[[str, int], str | None]) -> str:
    """A text with each sentence as `change` gives it back, or without it for None.

    `change` gets the sentence with the white space behind it, and where it begins.
    """
    whole, left_out = "", False
    for begin, end in split_zinnen(tekst):
        zin = tekst[begin:end]
        kept = change(zin, begin)
        tail = zin[len(zin.rstrip()) :]
        if kept is None:
            starts_line = not whole or whole.endswith("\n")
            left_out = True
            kept = tail if tail.count("\n") > 1 or ("\n" in tail and not starts_line) else ""
        whole += kept
    if not left_out:
        return whole
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", whole)).strip()
