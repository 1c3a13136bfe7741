"""How wide the columns of a printed table are: those widths with which the table is lowest."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

MARGE = 2
"""Characters of white at the side of a column."""
LANGSTE_WOORD = 45
"""A word of so many signs or more may break anywhere; the longest common Dutch words are shorter."""
HEEL_WOORD = 9
"""A word in running text of at most so many signs is not broken; a longer one may be hyphenated."""
LINE_WIDTHS = {9: 109, 99: 116}
"""Characters that fit on a line of a table of at most so many columns (the letters get smaller with more)."""
RIJEN = 60
"""Rows that are looked at, spread over the table."""
HOOGSTE_TELT = 6
"""The power with which the cells of a row count: of a row its highest cell counts, the others hardly."""
ROOT = 1 / HOOGSTE_TELT
OPSOMMING = 3
"""Characters that the dot before an item takes."""


def share_width(tabel: Mapping[str, Any]) -> list[int] | None:
    """Relative widths of the columns of a table that does not fit in its natural width; None when it fits.

    Every column has room for its longest number or word. What is left goes, a character at a time, to the column
    that makes the table lower by it, so that long texts get the room that short ones do not need. What stands below
    a row has no column.
    """
    beside = [place for place, kolom in enumerate(tabel["kolommen"]) if not kolom.get("onder")]
    kolommen = [tabel["kolommen"][place] for place in beside]
    heads = tuple(str(kolom["label"]) for kolom in kolommen)
    cells = tuple(tuple(str(rij[place]) for place in beside) for rij in tabel["rijen"])
    widths = _share(heads, cells, tuple(kolom["uitlijning"] == "rechts" for kolom in kolommen))
    return None if widths is None else list(widths)


@lru_cache(maxsize=256)  # the same table stands in the PDF of its chapter and in that of the report
def _share(
    heads: tuple[str, ...], cells: tuple[tuple[str, ...], ...], rechts: tuple[bool, ...]
) -> tuple[int, ...] | None:
    columns = [[head, *column] for head, *column in zip(heads, *cells, strict=True)]
    fits = next(width for most, width in LINE_WIDTHS.items() if len(heads) <= most)
    if sum(max(len(text) for text in column) + MARGE for column in columns) <= fits:
        return None
    widths = [_least(column, right) for column, right in zip(columns, rechts, strict=True)]
    _divide(fits - MARGE * len(widths) - sum(widths), widths, cells[:: math.ceil(len(cells) / RIJEN) or 1])
    return tuple(width + MARGE for width in widths)


def _least(column: Sequence[str], rechts: bool) -> int:
    """What a column cannot do without: a number is never broken, a very long word is."""
    head, *cells = column
    words = max((len(word) for text in cells for word in text.split()), default=0)
    numbers = max((len(text) for text in cells), default=0) if rechts else 0
    return max(1, numbers, min(words, HEEL_WOORD), min(LANGSTE_WOORD, max(map(len, head.split()), default=0)))


def _divide(left: int, widths: list[int], rows: Sequence[Sequence[str]]) -> None:
    """Give what is left to the columns, each time to the one that makes the rows lowest."""
    columns = [[row[k] for row in rows] for k in range(len(widths))]
    now = [_weights(column, width) for column, width in zip(columns, widths, strict=True)]
    wider = [_weights(column, width + 1) for column, width in zip(columns, widths, strict=True)]
    for _ in range(left):
        # the height of a row is the root of the sum of its cells
        sums = [sum(row) for row in zip(*now, strict=True)]
        heights = [
            sum((total - old + new) ** ROOT for total, old, new in zip(sums, now[k], wider[k], strict=True))
            for k in range(len(widths))
        ]
        best = min(range(len(widths)), key=heights.__getitem__)
        widths[best] += 1
        now[best], wider[best] = wider[best], _weights(columns[best], widths[best] + 1)


def _weights(column: Sequence[str], width: int) -> list[float]:
    """How much each cell of a column counts in the height of its row: the highest nearly alone, yet smoothly, so that
    a step in two columns is a gain as well.
    """
    return [_lines(text, width) ** HOOGSTE_TELT for text in column]


def _lines(text: str, width: int) -> float:
    """Lines of a text in a column, fractions included; of a list each item begins on a line of its own."""
    items = text.split("\n")
    if len(items) == 1:
        return len(text) / width
    return sum(max(1.0, len(item) / max(1, width - OPSOMMING)) for item in items)
