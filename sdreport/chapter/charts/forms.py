"""Charts with a form of their own: amounts on two sides, dots, one bar of parts, phases."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sdreport.chapter.charts.building import VLAK_VOORBEELD, Drawing, choose, unchecked
from sdreport.chapter.charts.charts import (
    BREEDTE,
    RUIMTE_LABEL,
    SMAL,
    Punt,
    draw_bars,
    finish_chart,
    label_ends,
    largest,
    list_rows,
    make_frame,
    make_legend,
    make_tooltip,
    mark_zero,
    smallest,
)
from sdreport.chapter.charts.inkt import choose_ink
from sdreport.chapter.charts.namen import category_axis, find_divisor, fit_columns, row_height
from sdreport.project.huisstijl import Huisstijl

RIJ, RIJ_SMAL = 28, 44
MERKEN = 5
RIJ_FASEN = 96
"""A row of four phases below each other, with room for the amount of the last, and on a phone for a name above them."""
VORMEN = ("circle", "diamond", "square", "triangle-right")
SMALLEST_SHARE = 0.09
"""A part of a bar that is smaller has its words in the table only."""


@dataclass(frozen=True)
class Postverschil:
    """One amount on two sides of zero, with its label, such as `€ 12.000 N`."""

    categorie: str
    waarde: float
    label: str
    voorbeeld: bool = False


@unchecked
def draw_deviations(items: Sequence[Postverschil], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal bars from zero to the left (short of money) and to the right (left over), in the given order."""
    frame = list_rows(items, Postverschil)
    order = list(frame["categorie"])
    reach = max(1.0, float(frame["waarde"].abs().max()) if len(frame) else 1.0) * (2.1 if smal else 1.75)
    frame = frame.assign(kant=(frame["waarde"] >= 0).map({True: "over", False: "tekort"}))
    colours = alt.Scale(domain=["over", "tekort"], range=[stijl.kleuren.reeks[0], stijl.kleuren.reeks[1]])
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=category_axis(order, smal)),
        x=alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(domain=[-reach, reach], nice=False)),
        tooltip=[alt.Tooltip("categorie:N", title="wat"), alt.Tooltip("label:N", title="verschil")],
    )
    bars = base.mark_bar(size=16, strokeWidth=1.2).encode(
        fill=alt.Fill("kant:N", scale=colours, legend=None),
        stroke=alt.Stroke("kant:N", scale=colours, legend=None),
        fillOpacity=choose(alt.FillOpacityValue, "datum.voorbeeld", VLAK_VOORBEELD, 1),
    )
    right = base.mark_text(align="left", dx=5, fontSize=13).encode(text=alt.Text("label:N"))
    left = base.mark_text(align="right", dx=-5, fontSize=13).encode(text=alt.Text("label:N"))
    zero = mark_zero(frame, base.encoding.y, stijl)
    chart = (
        bars + right.transform_filter("datum.waarde >= 0") + left.transform_filter("datum.waarde < 0") + zero
    )
    return finish_chart(chart, stijl, SMAL if smal else BREEDTE - 200, _height(order, smal))


@unchecked
def draw_dots(punten: Sequence[Punt], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """A dot per category on a thin line from zero, in the given order, with its value behind it."""
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    span = [smallest(frame), RUIMTE_LABEL * max(1.0, largest(frame))]
    colour = stijl.kleuren.reeks[0]
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=category_axis(order, smal)),
        x=alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(domain=span)),
        tooltip=make_tooltip("categorie"),
    )
    rules = base.mark_rule(color=stijl.kleuren.lijn, strokeWidth=2).encode(x2=alt.datum(0))
    dots = base.mark_circle(size=130, opacity=1, stroke=colour, strokeWidth=2).encode(
        color=choose(alt.ColorValue, "datum.voorbeeld", stijl.kleuren.achtergrond, colour)
    )
    labels = base.mark_text(align="left", dx=11, fontSize=14, fontWeight=600).encode(text=alt.Text("label:N"))
    return finish_chart(
        label_ends(rules + dots, labels, frame, stijl),
        stijl,
        SMAL if smal else BREEDTE - 220,
        _height(order, smal),
    )


def _height(order: Sequence[str], smal: bool) -> int:
    return row_height(order, RIJ_SMAL if smal else RIJ, smal) * max(1, len(order))


@unchecked
def draw_stack(punten: Sequence[Punt], stijl: Huisstijl) -> Drawing:
    """One bar of parts in the given order, each with its name and value in it where they fit.

    A part below zero is no part of a whole, nor is one of nothing: the parts are then bars beside each other.
    """
    frame = make_frame(punten)
    total = float(frame["waarde"].sum())
    if smallest(frame) or not total:
        return draw_bars(punten, stijl)
    label = frame["label"].astype("str")
    frame = frame.assign(label=label.where(~frame["voorbeeld"].astype(bool), label + "*"))
    end = frame["waarde"].cumsum()
    colours = [stijl.kleuren.reeks[place % len(stijl.kleuren.reeks)] for place in range(len(frame))]
    frame = frame.assign(
        van=end - frame["waarde"],
        tot=end,
        midden=end - frame["waarde"] / 2,
        inkt=[choose_ink(colour) for colour in colours],
        past=frame["waarde"] / total,
    )
    base = alt.Chart(frame)
    bar = base.mark_bar(height=74, stroke=stijl.kleuren.achtergrond, strokeWidth=2).encode(
        x=alt.X("van:Q", title=None, axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
        x2=alt.X2("tot:Q"),
        fill=alt.Fill(
            "categorie:N",
            scale=alt.Scale(domain=list(frame["categorie"]), range=colours),
            sort=list(frame["categorie"]),
            legend=make_legend(columns=fit_columns(list(frame["categorie"]), BREEDTE)),
        ),
        tooltip=make_tooltip("categorie"),
    )
    fits = f"datum.past >= {SMALLEST_SHARE}"
    value = base.mark_text(fontSize=14, fontWeight=600).encode(
        x=alt.X("midden:Q"), text=alt.Text("label:N"), color=alt.Color("inkt:N", scale=None)
    )
    return finish_chart(bar + value.transform_filter(fits), stijl, BREEDTE, 84)


@unchecked
def draw_phases(
    punten: Sequence[Punt], fasen: Sequence[str], stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """Per category a mark for each phase (`reeks`) on one scale, each a little lower than the one before it, so that
    amounts that are nearly equal are seen apart; a line leads from the first to the last, which has its value.
    """
    frame = make_frame(punten)
    frame["volgorde"] = [list(fasen).index(fase) for fase in frame["reeks"]]
    order = list(dict.fromkeys(frame["categorie"]))
    divisor = find_divisor(frame["waarde"].max() - frame["waarde"].min(), MERKEN)
    colours = alt.Scale(domain=list(fasen), range=list(stijl.kleuren.reeks[: len(fasen)][::-1]))
    shapes = alt.Scale(domain=list(fasen), range=list(VORMEN[: len(fasen)]))
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "categorie:N",
            sort=order,
            title=None,
            axis=category_axis(order, smal, half=RIJ_FASEN * 3 // 10),
            scale=alt.Scale(paddingInner=0.4, paddingOuter=0.2),
        ),
        yOffset=alt.YOffset("reeks:N", sort=list(fasen), scale=alt.Scale(domain=list(fasen))),
        x=alt.X(
            "waarde:Q",
            title="duizenden euro" if divisor > 1 else "euro",
            scale=alt.Scale(zero=False, nice=True, padding=40),
            axis=alt.Axis(
                labelExpr=f"format(datum.value / {divisor}, ',d')",
                tickCount=MERKEN,
                domain=False,
                ticks=False,
            ),
        ),
        tooltip=make_tooltip("categorie", "reeks"),
    )
    rules = base.mark_line(color=stijl.kleuren.lijn, strokeWidth=3).encode(
        detail=alt.Detail("categorie:N"), order=alt.Order("volgorde:Q")
    )
    legend = make_legend(columns=1 if smal else 0)
    marks = base.mark_point(size=120, strokeWidth=2.2, filled=False, opacity=1).encode(
        shape=alt.Shape("reeks:N", scale=shapes, legend=legend),
        color=alt.Color("reeks:N", scale=colours, legend=legend),
        strokeDash=choose(alt.StrokeDashValue, "datum.voorbeeld", [2, 2], [1, 0]),
    )
    last = base.mark_text(dy=17, fontSize=13, fontWeight=600).encode(text=alt.Text("label:N"))
    last = last.transform_filter(f"datum.reeks == '{fasen[-1]}'") if fasen else last
    return finish_chart(
        rules + marks + last,
        stijl,
        SMAL if smal else BREEDTE - 130,
        row_height(order, RIJ_FASEN, smal) * max(1, len(order)),
    )
