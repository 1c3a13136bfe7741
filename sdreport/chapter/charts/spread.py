"""Charts of uncertainty: how far a number runs from low to high, with its middle."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from sdreport.chapter.charts.building import Drawing, mark_examples, unchecked
from sdreport.chapter.charts.charts import (
    BREEDTE,
    LANGE_NAAM,
    SMAL,
    finish_chart,
    list_rows,
)
from sdreport.chapter.charts.namen import HELE, category_axis, row_height
from sdreport.project.huisstijl import Huisstijl

BALK = 18
TIK = 22
"""How high the line at the mean is beside each bar on a phone."""
RUIMTE_TEKST = 1.55
"""How much wider than its highest value an axis is, for the text behind it."""
RIJ_TOEVAL, RIJ_TOEVAL_SMAL = 32, 42
BINNEN, BUITEN = "past bij toeval", "meer of minder dan toeval"


@dataclass(frozen=True)
class Strook:
    """One interval: its category, its ends and middle, the text with it, whether it is an example, and what is now."""

    categorie: str
    laag: float
    midden: float
    hoog: float
    label: str
    voorbeeld: bool = False
    nu: float | None = None


@unchecked
def draw_intervals(stroken: Sequence[Strook], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal intervals on one scale from zero, one per category in the given order, with a mark in the middle and
    a circle at what is now. The text stands behind them; on a phone behind the name, above them.
    """
    frame = list_rows(stroken, Strook)
    frame["nu"] = frame["nu"].astype("float64")
    frame["rechts"] = frame[["hoog", "nu"]].max(axis=1)
    frame["naam"] = [f"{item.categorie}: {item.label}" if smal else item.categorie for item in stroken]
    order = list(dict.fromkeys(frame["naam"]))
    room = 1.02 if smal else RUIMTE_TEKST
    reach = room * max([0.0, *frame["rechts"]]) or 1.0
    kleur = stijl.kleuren
    base = alt.Chart(frame).encode(
        y=alt.Y("naam:N", sort=order, title=None, axis=category_axis(order, smal)),
        tooltip=[alt.Tooltip("categorie:N", title="wat"), alt.Tooltip("label:N", title="waarde")],
    )
    scale = alt.Scale(domain=[min([0.0, *frame["laag"], *frame["nu"].dropna()]), reach], nice=False)
    axis = alt.Axis(labelExpr=HELE, tickCount=3 if smal else 5, domain=False, ticks=False)
    bars = base.mark_bar(size=BALK, color=kleur.reeks[0], stroke=kleur.reeks[0], strokeWidth=1.5).encode(
        x=alt.X("laag:Q", title=None, scale=scale, axis=axis), x2=alt.X2("hoog:Q"), **mark_examples(0.6)
    )
    middle = base.mark_tick(size=BALK + 6, thickness=3, color=kleur.tekst).encode(x=alt.X("midden:Q"))
    now = base.mark_point(
        size=110, filled=True, fill=kleur.achtergrond, stroke=kleur.tekst, opacity=1
    ).encode(x=alt.X("nu:Q"))
    parts = [bars, middle, *([now] if frame["nu"].notna().any() else [])]
    if not smal:
        labels = base.mark_text(align="left", dx=10, fontSize=13)
        parts.append(labels.encode(x=alt.X("rechts:Q"), text=alt.Text("label:N")))
    width, height = (SMAL, RIJ_TOEVAL_SMAL) if smal else (BREEDTE - 200, RIJ_TOEVAL)
    return finish_chart(alt.layer(*parts), stijl, width, row_height(order, height, smal) * len(order))


@dataclass(frozen=True)
class Toevalspunt:
    """One number beside what chance gives: its category, its value (none when hidden), both ends, and its label."""

    categorie: str
    waarde: float | None
    laag: float
    hoog: float
    label: str

    @property
    def soort(self) -> str:
        """Whether chance alone could give the value."""
        return BINNEN if self.waarde is None or self.laag <= self.waarde <= self.hoog else BUITEN


@unchecked
def draw_chance(
    punten: Sequence[Toevalspunt], gemiddelde: float | None, stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """A dot per category on a band of what chance gives, in the given order, with a line at the mean of all."""
    frame = list_rows(punten, Toevalspunt).assign(soort=[punt.soort for punt in punten])
    order = list(frame["categorie"])
    ends = [value for punt in punten for value in (punt.waarde, punt.laag, punt.hoog) if value is not None]
    reach = (1.35 if smal else 1.2) * float(max([0.0, *ends]) or 1.0)
    kleur = stijl.kleuren
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=category_axis(order, smal)),
        tooltip=[
            alt.Tooltip("categorie:N", title="wat"),
            alt.Tooltip("label:N", title="waarde"),
            alt.Tooltip("soort:N", title="is dat toeval?"),
        ],
    )
    scale = alt.Scale(domain=[min([0, *ends]), reach], nice=False)
    axis = alt.Axis(labelExpr=HELE, tickCount=4 if smal else 6, domain=False, ticks=False)
    band = base.mark_bar(size=BALK, color=kleur.lijn, opacity=0.8).encode(
        x=alt.X("laag:Q", title=None, scale=scale, axis=axis), x2=alt.X2("hoog:Q")
    )
    soorten = [BINNEN, BUITEN]
    legend = alt.Legend(
        title=None, orient="top", labelFontSize=14, labelLimit=LANGE_NAAM, columns=1 if smal else 0
    )
    dots = base.mark_point(size=120, filled=True, opacity=1).encode(
        x=alt.X("waarde:Q", scale=scale),
        color=alt.Color(
            "soort:N", scale=alt.Scale(domain=soorten, range=list(kleur.reeks[:2])), legend=legend
        ),
        shape=alt.Shape(
            "soort:N", scale=alt.Scale(domain=soorten, range=["circle", "diamond"]), legend=legend
        ),
    )
    labels = base.mark_text(align="left", dx=8, fontSize=13, fontWeight=600).encode(
        x=alt.X("rechts:Q", scale=scale), text=alt.Text("label:N")
    )
    labels = labels.transform_calculate(rechts="max(datum.hoog, datum.waarde)")
    width, height = (SMAL, RIJ_TOEVAL_SMAL) if smal else (BREEDTE - 200, RIJ_TOEVAL)
    chart = band + dots + labels
    if gemiddelde is not None:
        chart = band + _draw_mean(gemiddelde, base, scale, stijl, smal) + dots + labels
    return finish_chart(chart, stijl, width, row_height(order, height, smal) * len(order))


def _draw_mean(
    gemiddelde: float, base: alt.Chart, scale: alt.Scale, stijl: Huisstijl, smal: bool
) -> alt.Chart:
    """A line at the mean; on a phone only beside the bars, as names stand between them."""
    x = alt.X("midden:Q", scale=scale)
    if smal:
        ticks = base.mark_tick(orient="vertical", size=TIK, thickness=2, color=stijl.kleuren.tekst)
        return ticks.encode(x=x).transform_calculate(midden=str(gemiddelde))
    line = alt.Chart(pd.DataFrame({"midden": [gemiddelde]}))
    return line.mark_rule(color=stijl.kleuren.tekst, strokeWidth=1.5, strokeDash=[5, 3]).encode(x=x)
