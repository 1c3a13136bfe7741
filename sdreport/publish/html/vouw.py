"""From how narrow a page on the rows of a table become lists of their cells: where its columns find no room."""

import re
from collections.abc import Mapping
from typing import Any

TREDEN = (15, 16, 18, 20, 22, 25, 29, 34)
"""Widths in rem. Beyond the last one all columns of numbers stand beside each other, whatever their number."""
PAST = 14
"""A table of no more rem fits on the smallest phone."""
PROZA = 45
"""The width below which sentences in cells stand below each other."""
ZIN = 60
"""A cell of more characters holds sentences."""
LETTER, RAND = 0.44, 0.75
"""About how wide, in rem, a character is on a small screen, and the white of a column."""
EERSTE, WOORD = 5.5, 14
"""The least width of a row header in rem, and the longest part of a word that is not broken."""
BLOK = re.compile(r"@vouw \{(.*?)\n\}\n", re.DOTALL)


def fold_width(tabel: Mapping[str, Any]) -> int:
    """The width of a page in rem at which a table is folded; 0 for one that fits on the smallest phone."""
    kolommen = [(kolom, place) for place, kolom in enumerate(tabel["kolommen"]) if not kolom.get("onder")]
    if any(len(cel) > ZIN for rij in tabel["rijen"] for cel in rij[1:]):
        return PROZA
    width = sum(_least(kolom, [rij[place] for rij in tabel["rijen"]], place) for kolom, place in kolommen)
    return next((trede for trede in TREDEN if width <= trede), TREDEN[-1]) if width > PAST else 0


def _least(kolom: Mapping[str, Any], cellen: list[str], place: int) -> float:
    """About what a column cannot do without: a number is never broken."""
    words = [word for text in (kolom["label"], *cellen) for word in text.split()]
    numbers = cellen if kolom["uitlijning"] == "rechts" else ()
    longest = max([min(WOORD, max(map(len, words), default=0)), *map(len, numbers)])
    return max(EERSTE if place == 0 else 0.0, longest * LETTER) + RAND


def expand_folds(css: str) -> str:
    """The style of a folded table (`@vouw`) for each width; a container query takes no width of one element."""
    widths = (*TREDEN, PROZA)
    return BLOK.sub(
        lambda found: "".join(
            f"@container (max-width: {width}rem) {{{found[1].replace('.vouw', f'.vouw-{width}')}\n}}\n"
            for width in widths
        ),
        css,
    )
