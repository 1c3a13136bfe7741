"""The names of rows in a chart: beside their bars, and above them on a phone; long ones on more than one line."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

LINE_END, LEEG = "|", "\u200b"
"""What stands between the lines of a name, and a line without anything: a chart leaves out one of blanks."""
NAAM, NAAM_SMAL, REGEL = 40, 38, 16
"""Characters of a name on one line, beside a bar and above it on a phone; and how high a line is."""
DICHTBIJ = 8
"""How far the middle of a name is from its bar on a phone: clearly nearer than the bar above it."""
MEESTE_REGELS = 3
LETTER, TEKEN_LEGENDA = 8, 40
"""How wide a letter of a legend is, and its symbol with the room around it."""
DUIZEND = 1000
HELE = "datum.value % 1 ? '' : format(datum.value, ',d')"
"""What a value on an axis of numbers is called: a chart of small ones has halves too, and these have no name."""


def category_axis(names: Sequence[str], smal: bool, half: int = 10) -> alt.Axis:
    """Names down the side; on a phone above their bars (`half` as high), so that the bars get the whole width.

    A long name stands on more than one line. A chart places the first line of a name; blank ones before it place the
    last above its bar, or the middle beside it.
    """
    folded = _fold(names, smal)
    most = max(len(lines) for lines in folded.values()) if folded else 1
    high = REGEL if smal else REGEL // 2
    look: dict[str, Any] = {
        "ticks": False,
        "domain": False,
        "labelLimit": 0,
        "labelOffset": -high * (most - 1),
    }
    if smal:
        look |= {
            "labelAlign": "left",
            "labelPadding": 0,
            "labelOffset": look["labelOffset"] - half - DICHTBIJ,
        }
    if most > 1:
        lines = {
            naam: [LEEG] * (most - len(own))
            + (own if smal else f"{LINE_END}{LEEG}{LINE_END}".join(own).split(LINE_END))
            for naam, own in folded.items()
        }
        look |= {"labelExpr": f"{json.dumps(lines)}[datum.label]", "labelLineHeight": high}
    return alt.Axis(**look)


def row_height(names: Sequence[str], least: int, smal: bool) -> int:
    """How high a row is, with room for the longest name: beside its bar, or above it on a phone."""
    most = max((len(own) for own in _fold(names, smal).values()), default=1)
    return least + REGEL * (most - 1) if smal else max(least, REGEL * most + 6)


def fold_name(naam: str, breedte: int) -> str:
    """A name on lines of so many characters; one that would make all rows high is cut off, and whole in the table."""
    return textwrap.fill(naam, breedte, max_lines=MEESTE_REGELS, placeholder=" …")


def _fold(names: Sequence[str], smal: bool) -> dict[str, list[str]]:
    """The lines that the names stand on."""
    return {naam: fold_name(naam, NAAM_SMAL if smal else NAAM).splitlines() or [LEEG] for naam in names}


def fit_columns(names: Sequence[str], width: int) -> int:
    """In how many columns the names of a legend fit; 0 when all do beside each other."""
    if sum(LETTER * len(naam) + TEKEN_LEGENDA for naam in names) <= width:
        return 0
    return max(1, width // (LETTER * max(map(len, names)) + TEKEN_LEGENDA))


def find_divisor(span: float, marks: int) -> int:
    """What values on an axis are divided by: a thousand, where its marks then still differ, and else nothing."""
    return DUIZEND if span >= marks * DUIZEND else 1
