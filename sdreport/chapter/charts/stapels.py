"""Charts of bars of parts: stacked to the right of zero, and to the left what is below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from sdreport.chapter.charts.building import VLAK_VOORBEELD, Drawing, choose, unchecked
from sdreport.chapter.charts.charts import (
    BREEDTE,
    SMAL,
    finish_chart,
    list_rows,
    make_legend,
    mark_zero,
)
from sdreport.chapter.charts.inkt import choose_ink
from sdreport.chapter.charts.namen import category_axis, row_height
from sdreport.chapter.charts.years import mix_with_white
from sdreport.project.huisstijl import Huisstijl

RIJ, RIJ_SMAL = 30, 48
RUIMTE, RUIMTE_SMAL = 0.3, 0.55
"""What the axis has on the right for the sums, as a part of all that is drawn."""
LICHTER, TEKEN = 0.5, 8
"""How much lighter a colour is the second time, and how wide a sign is in a bar."""


@dataclass(frozen=True)
class Stapeldeel:
    """One part of a bar: its label, and what all parts of the bar are together."""

    categorie: str
    deel: str
    waarde: float
    label: str
    samen: str
    voorbeeld: bool = False


@unchecked
def draw_stapels(
    delen: Sequence[Stapeldeel],
    stijl: Huisstijl,
    smal: bool = False,
    kleuren: Mapping[str, str] | None = None,
) -> Drawing:
    """Horizontal bars of parts, those below zero to the left, in the given order, with their sum on the right.

    `kleuren` are those of parts whose colour means something.
    """
    frame = list_rows(delen, Stapeldeel)
    order, parts = list(dict.fromkeys(frame["categorie"])), list(dict.fromkeys(frame["deel"]))
    end = frame.groupby(["categorie", frame["waarde"] >= 0], sort=False)["waarde"].cumsum()
    low, high = min([0.0, *end]), max([0.0, *end])
    reach = high + (RUIMTE_SMAL if smal else RUIMTE) * ((high - low) or 1.0)
    width = SMAL if smal else BREEDTE - 220
    colours = {part: (kleuren or {}).get(part, colour) for part, colour in _colour(parts, stijl).items()}
    frame = frame.assign(
        van=end - frame["waarde"],
        tot=end,
        midden=end - frame["waarde"] / 2,
        rechts=end.groupby(frame["categorie"]).transform("max").clip(lower=0.0),
        eerste=~frame["categorie"].duplicated(),
        inkt=[stijl.kleuren.tekst if item.voorbeeld else choose_ink(colours[item.deel]) for item in delen],
        past=frame["waarde"].abs() / ((reach - low) or 1.0) * width > TEKEN * frame["label"].str.len(),
    )
    scale = alt.Scale(domain=[low, reach], nice=False)
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=category_axis(order, smal)),
        tooltip=[
            alt.Tooltip("categorie:N", title="wat"),
            alt.Tooltip("deel:N", title="deel"),
            alt.Tooltip("label:N", title="waarde"),
        ],
    )
    bars = base.mark_bar(size=20, stroke=stijl.kleuren.achtergrond, strokeWidth=1).encode(
        x=alt.X("van:Q", title=None, axis=None, scale=scale),
        x2=alt.X2("tot:Q"),
        fill=alt.Fill(
            "deel:N",
            scale=alt.Scale(domain=parts, range=list(colours.values())),
            legend=make_legend(columns=1 if smal else 3),
        ),
        fillOpacity=choose(alt.FillOpacityValue, "datum.voorbeeld", 2 * VLAK_VOORBEELD, 1),
    )
    inside = base.transform_filter("datum.past").mark_text(fontSize=13)
    inside = inside.encode(
        x=alt.X("midden:Q", axis=None, scale=scale),
        text=alt.Text("label:N"),
        color=alt.Color("inkt:N", scale=None),
    )
    sums = base.transform_filter("datum.eerste").mark_text(align="left", dx=7, fontSize=13, fontWeight=600)
    sums = sums.encode(x=alt.X("rechts:Q", axis=None, scale=scale), text=alt.Text("samen:N"))
    height = row_height(order, RIJ_SMAL if smal else RIJ, smal) * max(1, len(order))
    return finish_chart(bars + inside + mark_zero(frame, base.encoding.y, stijl) + sums, stijl, width, height)


def _colour(parts: Sequence[str], stijl: Huisstijl) -> dict[str, str]:
    """A colour for each part; when those of the house style are used up, they come again lighter."""
    known = stijl.kleuren.reeks
    return {
        part: known[place] if place < len(known) else mix_with_white(known[place % len(known)], LICHTER)
        for place, part in enumerate(parts)
    }
