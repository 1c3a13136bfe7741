"""Charts of what comes and goes: a waterfall from a begin to an end, and lines over an ordered dimension."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sdreport.chapter.charts.building import Drawing, mark_examples, unchecked
from sdreport.chapter.charts.charts import (
    BREEDTE,
    HOOGTE,
    RUIMTE_LABEL,
    SMAL,
    Punt,
    finish_chart,
    from_zero,
    list_rows,
    make_frame,
    make_legend,
    make_tooltip,
    mark_zero,
)
from sdreport.chapter.charts.namen import HELE, category_axis, row_height
from sdreport.project.huisstijl import Huisstijl

RIJ = 40
SOORTEN = ("stand", "erbij", "eraf")
KLEIN = 0.12
"""Changes that take less of the axis than this are slivers: the axis then begins shortly before them."""
STOMP, BREUK = 0.8, (0.3, 0.36)
"""How long the bar of a stock is before the changes, in times what these take, and where it is seen to be broken."""


@dataclass(frozen=True)
class Trede:
    """One step of a waterfall: from where to where its bar runs, its label, and whether it is a stock, in or out."""

    categorie: str
    van: float
    tot: float
    label: str
    soort: str
    voorbeeld: bool = False


def find_cut(treden: Sequence[Trede]) -> float | None:
    """Where the axis begins when changes are slivers beside the stocks; None for one that begins at zero."""
    ends = [end for trede in treden if trede.soort != SOORTEN[0] for end in (trede.van, trede.tot)]
    if not ends or min(ends) <= 0 or not 0 < max(ends) - min(ends) < KLEIN * max(ends):
        return None
    return max(0.0, min(ends) - STOMP * (max(ends) - min(ends))) or None


@unchecked
def draw_waterfall(treden: Sequence[Trede], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal bars below each other, each beginning where the one before ended; stocks begin at zero.

    With a stock below zero a line shows where zero is: such a bar would look like one above it. Where changes are small
    beside the stocks, bars of stocks are cut short, which a gap in them shows. What changes nothing has no bar.
    """
    frame = list_rows(treden, Trede)
    order = list(frame["categorie"])
    frame = frame.assign(rechts=frame[["van", "tot"]].max(axis=1), links=frame[["van", "tot"]].min(axis=1))
    cut = find_cut(treden)
    least = min([0.0, *frame["links"]]) if cut is None else cut
    reach = least + RUIMTE_LABEL * (max([1.0, *frame["rechts"]]) - least)
    stands = frame["soort"] == SOORTEN[0]
    step = (max([1.0, *frame["rechts"]]) - least) * STOMP / (1 + STOMP)
    frame = frame.assign(
        van=frame["van"].mask(stands, max(0.0, least)),
        gat=least + BREUK[0] * step,
        tot_gat=least + BREUK[1] * step,
        stand=stands,
    )
    colours = [stijl.kleuren.reeks[place] for place in (0, 3, 1)]  # what is added is no alarm
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=category_axis(order, smal)),
        tooltip=[alt.Tooltip("categorie:N", title="wat"), alt.Tooltip("label:N", title="waarde")],
    )
    scale = alt.Scale(domain=[least, reach], nice=False, zero=cut is None)
    fill = alt.Scale(domain=list(SOORTEN), range=colours)
    bars = base.transform_filter("datum.van != datum.tot").mark_bar(size=18, strokeWidth=1.5)
    bars = bars.encode(
        x=alt.X("van:Q", title=None, axis=None, scale=scale),
        x2=alt.X2("tot:Q"),
        fill=alt.Fill("soort:N", scale=fill, legend=None),
        stroke=alt.Stroke("soort:N", scale=fill, legend=None),
        **mark_examples(),
    )
    labels = base.mark_text(align="left", dx=6, fontWeight=600, fontSize=14).encode(
        x=alt.X("rechts:Q"), text=alt.Text("label:N")
    )
    drawn = bars + labels
    if least < 0:
        drawn = bars + mark_zero(frame, labels.encoding.y, stijl) + labels
    elif cut is not None:
        gaps = base.transform_filter("datum.stand").mark_bar(size=24, color=stijl.kleuren.achtergrond)
        drawn = bars + gaps.encode(x=alt.X("gat:Q"), x2=alt.X2("tot_gat:Q")) + labels
    width, height = SMAL if smal else BREEDTE - 220, row_height(order, RIJ, smal) * len(order)
    return finish_chart(drawn, stijl, width, height)


@unchecked
def draw_lines(punten: Sequence[Punt], stijl: Huisstijl, titel_y: str, smal: bool = False) -> Drawing:
    """A line per series over categories in the given order, from zero; marks differ in shape and lines in dashes.

    The mark of an example is open: dashes tell the lines apart.
    """
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    series = list(dict.fromkeys(frame["reeks"]))
    colours = alt.Scale(domain=series, range=list(stijl.kleuren.reeks[: len(series)]))
    shapes = alt.Scale(domain=series, range=["circle", "square", "triangle-up", "diamond"][: len(series)])
    dashes = alt.Scale(domain=series, range=[[1, 0], [7, 4], [2, 3], [10, 3]][: len(series)])
    axis = alt.Axis(labelAngle=0, ticks=False, labelOverlap=True)
    base = alt.Chart(frame).encode(
        x=alt.X("categorie:N", sort=order, title=None, axis=axis),
        y=alt.Y(
            "waarde:Q",
            title="" if smal else titel_y,
            scale=from_zero(frame),
            axis=alt.Axis(labelExpr=HELE, tickCount=5, domain=False, ticks=False),
        ),
        color=alt.Color("reeks:N", scale=colours, legend=make_legend()),
        tooltip=make_tooltip("categorie", "reeks"),
    )
    lines = base.mark_line(strokeWidth=2.5).encode(
        strokeDash=alt.StrokeDash("reeks:N", scale=dashes, legend=make_legend())
    )
    shape = alt.Shape("reeks:N", scale=shapes, legend=make_legend())
    drawn = alt.LayerChart(layer=[lines])
    for voorbeeld, form in ((True, {"fill": stijl.kleuren.achtergrond}), (False, {"filled": True})):
        if (frame["voorbeeld"] == voorbeeld).any():  # a layer of nothing has no extent
            marks = base.transform_filter(f"datum.voorbeeld == {str(voorbeeld).lower()}").encode(shape=shape)
            drawn += marks.mark_point(size=70, strokeWidth=2, opacity=1, **form)
    return finish_chart(drawn, stijl, SMAL if smal else BREEDTE, HOOGTE)
