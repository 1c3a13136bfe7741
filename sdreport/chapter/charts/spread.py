"""Charts of uncertainty: how far a number runs from low to high, with its middle."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import altair as alt
import pandas as pd

from sdreport.chapter.charts.charts import BREEDTE, RUIMTE_LABEL, VLAK_VOORBEELD, finish_chart
from sdreport.project.huisstijl import Huisstijl

RIJ = 48
BALK = 18


@dataclass(frozen=True)
class Strook:
    """One interval: its category, its ends and middle, the text behind it, and whether it is an example."""

    categorie: str
    laag: float
    midden: float
    hoog: float
    label: str
    voorbeeld: bool = False


def draw_intervals(stroken: Sequence[Strook], stijl: Huisstijl) -> dict[str, Any]:
    """Horizontal intervals on one scale from zero, one per category in the given order, with a mark in the middle."""
    frame = pd.DataFrame(
        [vars(strook) for strook in stroken], columns=[field.name for field in fields(Strook)]
    )
    order = list(dict.fromkeys(frame["categorie"]))
    reach = RUIMTE_LABEL * (float(frame["hoog"].max()) if len(frame) else 1.0)
    colour = stijl.kleuren.reeks[0]
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "categorie:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False)
        ),
        tooltip=[alt.Tooltip("categorie:N", title="wat"), alt.Tooltip("label:N", title="waarde")],
    )
    value = alt.X(
        "laag:Q",
        title=None,
        scale=alt.Scale(domain=[min(0.0, float(frame["laag"].min()) if len(frame) else 0.0), reach]),
        axis=alt.Axis(format=",d", tickCount=5, domain=False, ticks=False),
    )
    bars = base.mark_bar(size=BALK, color=colour, stroke=colour, strokeWidth=1.5).encode(
        x=value,
        x2="hoog:Q",
        fillOpacity=alt.condition("datum.voorbeeld", alt.value(VLAK_VOORBEELD), alt.value(0.6)),
        strokeDash=alt.condition("datum.voorbeeld", alt.value([4, 3]), alt.value([1, 0])),
    )
    middle = base.mark_tick(size=BALK + 6, thickness=3, color=stijl.kleuren.tekst).encode(x="midden:Q")
    labels = base.mark_text(dy=-(BALK + 5), align="left", baseline="middle", fontSize=13).encode(
        x="laag:Q", text="label:N"
    )
    return finish_chart(bars + middle + labels, stijl, BREEDTE - 160, RIJ * len(order))
