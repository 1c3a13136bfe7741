"""Charts of plans: parts of a whole per programme, and a planning against the peildatum."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from sdreport.chapter.charts.building import Drawing, choose, unchecked
from sdreport.chapter.charts.charts import BREEDTE, SMAL, finish_chart, list_rows, make_legend
from sdreport.chapter.charts.inkt import choose_ink
from sdreport.chapter.charts.namen import HELE, fold_name
from sdreport.plannen.activities import NIET_BEOORDEELD, VOORTGANG
from sdreport.project.huisstijl import Huisstijl, Kleuren

RIJ = 26
DOOR, ONBEKEND = "→", "…"
"""Behind a bar: the activity goes on, or nobody said when it ends; that bar is faint."""
TEKENS, TEKENS_SMAL, HOOGTE = 46, 42, 15
"""A label runs over lines of so many signs, each so high; on a phone it stands above its bar."""
LABEL = 520
"""Room for a label; the charts' own measure of a text is too wide by half, so this cuts off none that fit."""
KWARTALEN_PER_JAAR = 4
VEEL = 24
"""Up to so many quarters each has its label on the axis."""


@dataclass(frozen=True)
class Balkdeel:
    """One part of a bar: the category of the bar, the series of the part, its count and the text in it."""

    categorie: str
    reeks: str
    aantal: float
    label: str


@dataclass(frozen=True)
class Balk:
    """One bar of a planning, in quarters that count on over the years; `einde` is the first quarter after it."""

    activiteit: str
    begin: float
    einde: float
    reeks: str
    symbool: str
    aanvang: str
    gereed: str


def colour_progress(kleuren: Kleuren) -> dict[str, str]:
    """The colour of each progress, the same in every figure; what is not judged has that of a line."""
    judged = (kleuren.reeks[place] for place in (5, 4, 1, 3, 0))
    return dict(zip((*VOORTGANG, NIET_BEOORDEELD), (*judged, kleuren.lijn), strict=True))


@unchecked
def draw_stacked(
    delen: Sequence[Balkdeel], kleuren: Mapping[str, str], stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """Horizontal bars, one per category, divided over series in the order of `kleuren`, each part with its text."""
    series = list(kleuren)
    frame = list_rows(delen, Balkdeel)
    rank = frame["reeks"].map({naam: place for place, naam in enumerate(series)})
    frame = frame.assign(rang=rank).sort_values("rang", kind="stable")
    frame["tot"] = frame.groupby("categorie", sort=False)["aantal"].cumsum()
    frame = frame.assign(
        van=frame["tot"] - frame["aantal"],
        midden=frame["tot"] - frame["aantal"] / 2,
        inkt=[choose_ink(kleuren[naam]) for naam in frame["reeks"]],
    )
    order = list(dict.fromkeys(deel.categorie for deel in delen))
    names = [fold_name(naam, TEKENS_SMAL if smal else TEKENS) for naam in order]
    folded = f"split({json.dumps(dict(zip(order, names, strict=True)))}[datum.value], '\\n')"
    side = alt.Axis(labelLimit=LABEL, ticks=False, domain=False, labelExpr=folded, labelLineHeight=HOOGTE)
    y = alt.Y("categorie:N", sort=order, title=None, axis=None if smal else side)
    base = alt.Chart(frame[frame["aantal"] > 0]).encode(y=y)
    lines = max((naam.count("\n") + 1 for naam in names), default=1)
    row = HOOGTE * lines + 36 if smal else max(RIJ, HOOGTE * lines) + 6
    down = {"yOffset": row / 2 - 17} if smal else {}
    bars = base.mark_bar(size=22, stroke=stijl.kleuren.achtergrond, strokeWidth=1.5, **down).encode(
        x=alt.X("van:Q", title="aantal activiteiten", axis=alt.Axis(labelExpr=HELE, domain=False)),
        x2=alt.X2("tot:Q"),
        fill=alt.Fill("reeks:N", scale=_scale(series, kleuren), legend=make_legend(columns=1 if smal else 2)),
        tooltip=[
            alt.Tooltip("categorie:N", title="wat"),
            alt.Tooltip("reeks:N", title="groep"),
            alt.Tooltip("label:N", title="aantal"),
        ],
    )
    text = base.mark_text(fontSize=11 if smal else 13, fontWeight=600, **down).encode(
        x=alt.X("midden:Q"), text=alt.Text("label:N"), color=alt.Color("inkt:N", scale=None)
    )
    above = _name_above(pd.DataFrame({"categorie": order, "label": names, "links": 0.0}), y, row)
    shown = bars + text + above if smal else bars + text
    return finish_chart(shown, stijl, SMAL if smal else BREEDTE - 260, row * len(order))


@unchecked
def draw_planning(
    balken: Sequence[Balk],
    peildatum: float,
    rand: float,
    kleuren: Mapping[str, str],
    stijl: Huisstijl,
    smal: bool = False,
) -> Drawing:
    """Bars from the start to the ready quarter, one per activity, with a line at the peildatum.

    `peildatum` and `rand`, the end of the axis, are places on the same scale of quarters.
    """
    frame = list_rows(balken, Balk)
    low = min([*frame["begin"], peildatum]) // KWARTALEN_PER_JAAR * KWARTALEN_PER_JAAR
    high = max([*frame["einde"], peildatum + 1, rand])
    series = [naam for naam in kleuren if naam in set(frame["reeks"])]
    scale = alt.Scale(domain=[low, high], nice=False)
    labels = [fold_name(naam, TEKENS_SMAL if smal else TEKENS) for naam in frame["activiteit"]]
    frame = frame.assign(naam=[_unique(label, n) for n, label in enumerate(labels)], label=labels, links=low)
    lines = max((label.count("\n") + 1 for label in labels), default=1)
    row = HOOGTE * lines + 30 if smal else max(RIJ, HOOGTE * lines + 6)
    down = {"yOffset": row / 2 - 14} if smal else {}
    whole = r"split(split(datum.value, '\u200b')[0], '\n')"
    side = alt.Axis(labelLimit=LABEL, ticks=False, domain=False, labelExpr=whole, labelLineHeight=HOOGTE)
    base = alt.Chart(frame).encode(
        y=alt.Y("naam:N", sort=list(frame["naam"]), title=None, axis=None if smal else side)
    )
    bars = base.mark_bar(size=15, cornerRadius=2, **down).encode(
        x=alt.X("begin:Q", scale=scale, title=None, axis=_make_axis(low, high, smal)),
        x2=alt.X2("einde:Q"),
        color=alt.Color(
            "reeks:N", scale=_scale(series, kleuren), legend=make_legend(columns=1 if smal else 2)
        ),
        opacity=choose(alt.OpacityValue, f"indexof(datum.symbool, '{ONBEKEND}') < 0", 1, 0.45),
        tooltip=[
            alt.Tooltip("activiteit:N", title="activiteit"),
            alt.Tooltip("aanvang:N", title="start"),
            alt.Tooltip("gereed:N", title="klaar"),
            alt.Tooltip("reeks:N", title="voortgang"),
        ],
    )
    marks = base.mark_text(align="left", dx=4, fontSize=13, **down).encode(
        x=alt.X("einde:Q"), text=alt.Text("symbool:N")
    )
    above = _name_above(frame, alt.Y("naam:N", sort=list(frame["naam"]), title=None, axis=None), row)
    if smal:  # only beside the bars, as names stand between them
        line = base.mark_tick(orient="vertical", size=22, thickness=2, color=stijl.kleuren.accent, **down)
        line = line.transform_calculate(x=str(peildatum))
    else:
        line = alt.Chart(pd.DataFrame({"x": [peildatum]})).mark_rule(
            strokeDash=[5, 3], strokeWidth=2, color=stijl.kleuren.accent
        )
    rule = line.encode(x=alt.X("x:Q", scale=scale))
    shown = bars + rule + marks + above if smal else bars + marks + rule
    return finish_chart(shown, stijl, SMAL if smal else BREEDTE - 300, row * len(frame))


def _name_above(frame: pd.DataFrame, y: alt.Y, row: float) -> alt.Chart:
    """The names (`label`) of rows so high, each from the left (`links`) above its bar, on lines of their own."""
    lines = {"lineBreak": "\n", "lineHeight": HOOGTE}
    text = alt.Chart(frame).mark_text(align="left", baseline="top", dy=4 - row / 2, fontSize=13, **lines)
    return text.encode(y=y, x=alt.X("links:Q"), text=alt.Text("label:N"))


def _make_axis(low: float, high: float, smal: bool) -> alt.Axis:
    """Quarters, each first one with its year below; of a small chart only those."""
    year = f"floor(datum.value / {KWARTALEN_PER_JAAR})"
    quarter = f"datum.value % {KWARTALEN_PER_JAAR}"
    told = f"{quarter} == 0 ? ['K1', format({year}, 'd')] : 'K' + ({quarter} + 1)"
    quarters = list(range(int(low), int(high) + 1, KWARTALEN_PER_JAAR if smal else 1))
    room = {"labelOverlap": False, "tickCount": len(quarters)} if len(quarters) <= VEEL else {}
    return alt.Axis(values=quarters, labelExpr=told, labelAlign="left", domain=False, **room)


def _scale(series: Sequence[str], kleuren: Mapping[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(series), range=[kleuren[naam] for naam in series])


def _unique(naam: str, number: int) -> str:
    """A label that differs from every other, as an axis joins equal ones; what follows the mark is not shown."""
    return f"{naam}\u200b{number}"
