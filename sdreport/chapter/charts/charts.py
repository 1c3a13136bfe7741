"""Charts: from rows of the register to a Vega-Lite specification. Only this folder uses Altair.

Every chart starts its value axis at zero, labels its values directly, tells groups apart by place and lightness
as well as by colour, and shows example figures with a pattern of their own (an outline instead of a fill).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import altair as alt
import pandas as pd

from sdreport.chapter.charts.building import Drawing, finish, mark_examples, unchecked
from sdreport.chapter.charts.namen import HELE, LETTER, LINE_END, category_axis, row_height
from sdreport.chapter.notation import format_cell, line_up
from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import Huisstijl
from sdreport.register.cijfer import Cijfer

BREEDTE = 620
SMAL = 290
"""The width of a chart on a phone, where names stand above their bars."""
HOOGTE = 205
BALK, BALK_SMAL = 30, 44
LINE_WIDTH = 14
LANGE_NAAM = 320
MEESTE_WAARDEN = 400
GROOTSTE_WAARDE = 1e16
RUIMTE_LABEL = 1.3
"""How far the value axis runs beyond the longest bar, so that its label fits."""


@dataclass(frozen=True)
class Punt:
    """One value in a chart: its category, series, value, unit, whether it is an example, and whether it is hidden.

    Of a hidden value the chart holds nothing but a word, where its bar would begin.
    """

    categorie: str
    waarde: float
    eenheid: str
    reeks: str = ""
    voorbeeld: bool = False
    verborgen: bool = False


def make_punt(rij: Cijfer, categorie: str, reeks: str = "") -> Punt:
    """The value of a row of the register in a chart."""
    return Punt(categorie, rij.waarde or 0, rij.eenheid, reeks, rij.status == "voorbeeld", rij.onderdrukt)


@unchecked
def draw_columns(punten: Sequence[Punt], stijl: Huisstijl, titel_y: str, smal: bool = False) -> Drawing:
    """Columns over time or phases, one per category, in the given order."""
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    wrapped = alt.Axis(labelAngle=0, ticks=False, labelExpr=f"split(datum.label, '{LINE_END}')")
    base = alt.Chart(frame.assign(regels=frame["categorie"].map(_wrap))).encode(
        x=alt.X("regels:N", sort=[_wrap(naam) for naam in order], title=None, axis=wrapped),
        y=alt.Y("waarde:Q", title="" if smal else titel_y, scale=from_zero(frame), axis=_value_axis()),
        tooltip=make_tooltip("categorie"),
    )
    width = SMAL - 60 if smal else BREEDTE
    bars = _bars(base, stijl, size=min(70, int(0.7 * width / max(1, len(order)))))
    labels = base.mark_text(dy=-9, fontWeight=600, fontSize=14).encode(text=alt.Text("label:N"))
    bars = _with_hidden(bars, labels, frame, "datum.verborgen")
    if not (frame["waarde"] < 0).any():
        return finish_chart(bars + labels, stijl, width, HOOGTE)
    above = labels.transform_filter("datum.waarde >= 0")
    below = base.mark_text(dy=12, fontWeight=600, fontSize=14).encode(text=alt.Text("label:N"))
    return finish_chart(
        bars + above + below.transform_filter("datum.waarde < 0") + draw_zero(stijl), stijl, width, HOOGTE
    )


@unchecked
def draw_bars(punten: Sequence[Punt], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal bars, one per category, in the given order, with the value at the end."""
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    base = place_horizontal(frame, order, smal).encode(tooltip=make_tooltip("categorie"))
    bars = _bars(base, stijl, size=20)
    labels = base.mark_text(align="left", dx=6, fontWeight=600, fontSize=14).encode(text=alt.Text("label:N"))
    bars = _with_hidden(bars, labels, frame, "datum.verborgen")
    ends = label_ends(bars, labels, frame, stijl)
    return finish_chart(
        ends,
        stijl,
        SMAL if smal else BREEDTE - 220,
        row_height(order, BALK_SMAL if smal else BALK, smal) * len(order),
    )


@unchecked
def draw_grouped_bars(punten: Sequence[Punt], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal bars in groups: per category one bar per series, the last series darkest."""
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    series = list(dict.fromkeys(frame["reeks"]))
    pair = [stijl.kleuren.reeks[1], stijl.kleuren.reeks[0]]
    colours = pair[-len(series) :] if len(series) <= len(pair) else list(stijl.kleuren.reeks[: len(series)])
    scale = alt.Scale(domain=series, range=colours)
    base = place_horizontal(frame, order, smal, 9 * len(series) + 4).encode(
        yOffset=alt.YOffset("reeks:N", sort=series), tooltip=make_tooltip("categorie", "reeks")
    )
    bars = base.mark_bar(size=13, strokeWidth=1.5).encode(**mark_series(scale))
    labels = base.mark_text(align="left", dx=6, fontSize=13).encode(text=alt.Text("label:N"))
    bars = _with_hidden(bars, labels, frame, "datum.verborgen")
    height = row_height(order, 18 * len(series) + (34 if smal else 8), smal) * len(order)
    ends = label_ends(bars, labels, frame, stijl)
    return finish_chart(ends, stijl, SMAL if smal else BREEDTE - 220, height)


@unchecked
def draw_pyramid(punten: Sequence[Punt], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Ages from young (below) to old (above), the first of two series to the left, the other right, on one scale."""
    frame = make_frame(punten)
    zijden = list(dict.fromkeys(frame["reeks"])) or [""]
    frame = frame.assign(zijde=frame["waarde"].where(frame["reeks"] != zijden[0], -frame["waarde"]))
    order = list(dict.fromkeys(frame["categorie"]))[::-1]
    half = (width := SMAL - 55 if smal else BREEDTE - 80) / 2
    shown = frame["label"][frame["waarde"].notna()]  # the word for a hidden one begins at zero
    room = half / max(1.0, half - LETTER * max(map(len, shown), default=0))
    reach = max(10.0, largest(frame), -smallest(frame)) * max(1.36 if smal else 1.2, room)
    base = alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title="leeftijd", axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X(
            "zijde:Q",
            title="aantal inwoners",
            scale=alt.Scale(domain=[-reach, reach], nice=False),
            axis=alt.Axis(labelExpr=f"replace({HELE}, '−', '')", grid=True, tickCount=3 if smal else 7),
        ),
        tooltip=make_tooltip("categorie", "reeks"),
    )
    colours = alt.Scale(domain=zijden, range=[stijl.kleuren.reeks[0], stijl.kleuren.reeks[1]])
    bars = base.mark_bar(height={"band": 0.82}, strokeWidth=1.2).encode(**mark_series(colours))
    to_left = base.mark_text(align="right", dx=-4, fontSize=13).encode(text=alt.Text("label:N"))
    to_right = base.mark_text(align="left", dx=4, fontSize=13).encode(text=alt.Text("label:N"))
    bars = _with_hidden(bars, to_left, frame, f"datum.verborgen && datum.reeks == '{zijden[0]}'")
    bars = _with_hidden(bars, to_right, frame, f"datum.verborgen && datum.reeks == '{zijden[-1]}'")
    men, women = to_left.transform_filter("datum.zijde < 0"), to_right.transform_filter("datum.zijde > 0")
    return finish_chart(bars + men + women, stijl, width, 19 * len(order))


def draw_zero(stijl: Huisstijl) -> alt.Chart:
    """A line at zero, for charts with values on both sides of it."""
    return alt.Chart(pd.DataFrame({"nul": [0]})).mark_rule(color=stijl.kleuren.tekst).encode(y=alt.Y("nul:Q"))


def from_zero(frame: pd.DataFrame) -> alt.Scale:
    """A scale that starts at zero; with values below it the scale runs on and zero stays in it."""
    return (
        alt.Scale(zero=True, nice=True) if (frame["waarde"] < 0).any() else alt.Scale(domainMin=0, nice=True)
    )


def largest(frame: pd.DataFrame) -> float:
    """The largest value to draw; 1 when all are hidden, so that an empty chart still has an axis."""
    return float(frame["waarde"].max()) if frame["waarde"].notna().any() else 1.0


def smallest(frame: pd.DataFrame) -> float:
    """The smallest value to draw, or zero when none is below it."""
    return min(0.0, float(frame["waarde"].min())) if frame["waarde"].notna().any() else 0.0


def label_ends(
    bars: alt.Chart | alt.LayerChart, labels: alt.Chart, frame: pd.DataFrame, stijl: Huisstijl
) -> alt.LayerChart:
    """Horizontal bars with their values at the ends: to the left of a bar below zero, which a line at zero shows."""
    if not smallest(frame):
        return bars + labels
    right, left = labels.transform_filter("datum.waarde >= 0"), labels.transform_filter("datum.waarde < 0")
    style = {name: value for name, value in labels.mark.to_dict().items() if name != "type"}
    left = left.mark_text(**{**style, "align": "right", "dx": -style["dx"]})
    return bars + mark_zero(frame, labels.encoding.y, stijl) + right + left


def mark_zero(frame: pd.DataFrame, y: alt.Y, stijl: Huisstijl, high: int = 24) -> alt.Chart:
    """A line at zero beside every bar, which leaves the names between the bars free."""
    zero = alt.Chart(frame.drop_duplicates("categorie")).mark_tick(
        orient="vertical", size=high, thickness=1, color=stijl.kleuren.tekst
    )
    return zero.encode(x=alt.X("nul:Q", axis=None), y=y).transform_calculate(nul="0")


def _wrap(label: str) -> str:
    """A label broken into lines that fit under a column; the axis splits it again."""
    return LINE_END.join(textwrap.wrap(label, LINE_WIDTH))


def list_rows(items: Sequence[Any], soort: type) -> pd.DataFrame:
    """What a chart is of as a table, also when there is nothing; more than a chart can show is refused."""
    if len(items) > MEESTE_WAARDEN:
        raise ConfigurationError(
            f"een figuur toont hoogstens {MEESTE_WAARDEN} waarden, en dit zijn er {len(items)}. Kies er minder, of "
            "gebruik een tabel."
        )
    values = (value for item in items for value in vars(item).values() if isinstance(value, float))
    if not all(abs(value) <= GROOTSTE_WAARDE for value in values):  # not of what is no number either
        raise ConfigurationError("een figuur toont alleen getallen, en geen van meer dan zestien cijfers.")
    names = {field.name: field.type for field in fields(soort)}
    frame = pd.DataFrame([vars(item) for item in items], columns=list(names))
    return frame.astype({name: "float64" for name, kind in names.items() if kind is float})


def make_frame(punten: Sequence[Punt]) -> pd.DataFrame:
    """The values as a table, each with its label in Dutch notation."""
    frame = list_rows(punten, Punt)
    label = line_up([format_cell(None if punt.verborgen else punt.waarde, punt.eenheid) for punt in punten])
    if frame["verborgen"].any():
        frame["waarde"] = frame["waarde"].where(~frame["verborgen"].astype(bool))
    else:
        frame = frame.drop(columns="verborgen")
    return frame.assign(
        label=label, soort=frame["voorbeeld"].map({True: "voorbeeldcijfer", False: "vastgesteld"})
    )


def _with_hidden(bars: alt.Chart, labels: alt.Chart, frame: pd.DataFrame, which: str) -> alt.Chart:
    """Bars with the word for hidden values where their bars would begin; as they are when nothing is hidden."""
    if "verborgen" not in frame:
        return bars
    return bars + labels.transform_filter(which).transform_calculate(waarde="0", zijde="0")


def _bars(base: alt.Chart, stijl: Huisstijl, size: int) -> alt.Chart:
    colour = stijl.kleuren.reeks[0]
    return base.mark_bar(size=size, color=colour, stroke=colour, strokeWidth=1.5).encode(**mark_examples())


def mark_series(scale: alt.Scale) -> dict[str, Any]:
    """Fill and outline by series, with one legend for both, and examples marked."""
    fill = alt.Fill("reeks:N", scale=scale, legend=make_legend())
    return {
        "fill": fill,
        "stroke": alt.Stroke("reeks:N", scale=scale, legend=make_legend()),
        **mark_examples(),
    }


def place_horizontal(
    frame: pd.DataFrame, order: Sequence[str], smal: bool = False, half: int = 10
) -> alt.Chart:
    """Categories down the side in the given order, values from zero with room for a label on their side of it."""
    axis = category_axis(order, smal, half)
    least, most = smallest(frame), largest(frame)
    domain = [0, RUIMTE_LABEL * most]
    if least:
        room = (RUIMTE_LABEL - 1) * (max(0.0, most) - least)
        domain = [least - room, max(0.0, most) + room]
    scale = alt.Scale(domain=domain)
    return alt.Chart(frame).encode(
        y=alt.Y("categorie:N", sort=order, title=None, axis=axis),
        x=alt.X("waarde:Q", title=None, axis=None, scale=scale),
    )


def make_tooltip(*columns: str) -> list[alt.Tooltip]:
    """What a reader sees who points at a mark: these columns, the value, and whether it is an example."""
    titles = {"categorie": "wat", "reeks": "groep"}
    shown = [alt.Tooltip(f"{column}:N", title=titles[column]) for column in columns]
    return [*shown, alt.Tooltip("label:N", title="waarde"), alt.Tooltip("soort:N", title="soort cijfer")]


def _value_axis() -> alt.Axis:
    return alt.Axis(labelExpr=HELE, tickCount=5, domain=False, ticks=False)


def make_legend(columns: int = 0) -> alt.Legend:
    """A legend above a chart; with `columns`, long names stand in so many columns."""
    wide = {"columns": columns} if columns else {}
    return alt.Legend(
        title=None, orient="top", symbolType="square", labelFontSize=14, labelLimit=LANGE_NAAM, **wide
    )


def finish_chart(chart: alt.LayerChart, stijl: Huisstijl, width: int, height: int) -> Drawing:
    """Size and house style of a chart."""
    return style_chart(chart, stijl, width=width, height=height)


def style_chart(chart: alt.LayerChart | alt.HConcatChart, stijl: Huisstijl, **size: int) -> Drawing:
    """House style; the font is given by name, so the page and the PDF use their own files."""
    kleur = stijl.kleuren
    letters = {"labelColor": kleur.tekst, "titleColor": kleur.tekst, "labelFontSize": 14, "titleFontSize": 14}
    lines = {"gridColor": kleur.lijn, "domainColor": kleur.lijn, "tickColor": kleur.lijn, "gridOpacity": 0.5}
    config = {
        "font": stijl.lettertype,
        "background": kleur.achtergrond,
        "padding": 6,
        "view": {"stroke": None},
        "axis": {"titleFontWeight": "normal", "labelPadding": 6, **letters, **lines},
        "text": {"color": kleur.tekst},
        "legend": {"labelColor": kleur.tekst},
    }
    return finish(chart, config, **size)
