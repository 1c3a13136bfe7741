"""What a printed table has below its rows or in a list above it, so that it takes less paper than on a screen."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sdreport.chapter.blocks.blocks import GEEN
from sdreport.publish.pdf.widths import LINE_WIDTHS, share_width

NAAST = 2
"""So many columns always stay beside each other: what a row is about."""

Tabel = Mapping[str, Any]


def put_below(tabellen: Sequence[Tabel]) -> list[dict[str, Any]]:
    """Tables with the same columns as they are printed, all in one way: that in which they are lowest.

    Their last column of text can stand below each row; so can, where others do already, one that is empty in most
    rows. Never what fits as it is, and never a column of numbers.
    """
    if all(share_width(tabel) is None for tabel in tabellen):
        return [dict(tabel) for tabel in tabellen]
    kolommen = tabellen[0]["kolommen"]
    texts = [place for place in range(NAAST, len(kolommen)) if _is_text(kolommen[place])]
    if any(kolom.get("onder") for kolom in kolommen):
        below = [place for place in texts if _is_sparse(tabellen, place)]
    else:
        below = [place for place in texts if place == len(kolommen) - 1]
    closer = [_with_below(tabel, below) for tabel in tabellen]
    return closer if sum(map(_height, closer)) < sum(map(_height, tabellen)) else [*map(dict, tabellen)]


def number_goals(tabel: Tabel, lists: Mapping[str, str]) -> dict[str, Any]:
    """A table whose row headers all stand in a numbered list above it (`lists`: `1 Wonen` is 1) has their numbers."""
    if not all(rij[0] in lists or rij[0] == GEEN for rij in tabel["rijen"]):
        return dict(tabel)
    return {**tabel, "rijen": [(lists.get(rij[0], GEEN), *rij[1:]) for rij in tabel["rijen"]]}


def _is_text(kolom: Mapping[str, Any]) -> bool:
    return kolom["uitlijning"] == "links" and not kolom.get("onder")


def _is_sparse(tabellen: Sequence[Tabel], place: int) -> bool:
    cells = [rij[place] for tabel in tabellen for rij in tabel["rijen"]]
    return 2 * sum(cell in ("", GEEN) for cell in cells) > len(cells)


def _with_below(tabel: Tabel, places: Sequence[int]) -> dict[str, Any]:
    kolommen = [
        {**kolom, "onder": True} if place in places else kolom
        for place, kolom in enumerate(tabel["kolommen"])
    ]
    return {**tabel, "kolommen": kolommen}


def _height(tabel: Tabel) -> int:
    """About how many lines a table takes."""
    beside = [place for place, kolom in enumerate(tabel["kolommen"]) if not kolom.get("onder")]
    below = [place for place in range(len(tabel["kolommen"])) if place not in beside]
    whole = next(width for most, width in LINE_WIDTHS.items() if len(beside) <= most)
    widths = share_width(tabel) or [whole] * len(beside)
    return sum(
        max(_lines(rij[place], width) for place, width in zip(beside, widths, strict=True))
        + sum(
            _lines(rij[place].replace("\n", "; "), whole) for place in below if rij[place] not in ("", GEEN)
        )
        for rij in tabel["rijen"]
    )


def _lines(text: str, width: int) -> int:
    return sum(math.ceil(max(1, len(part)) / max(1, width)) for part in text.split("\n"))
