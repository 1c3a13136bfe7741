"""Small charts beside each other: one line each over the same years, with its last value and change behind it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sdreport.chapter.charts.building import Drawing, choose, finish, unchecked
from sdreport.chapter.charts.charts import list_rows
from sdreport.chapter.charts.namen import LINE_END
from sdreport.project.huisstijl import Huisstijl

LIJN, LABEL = 112, 62
"""How wide the years are, and what stands behind the line."""
TEKENS = 21
"""A title of more characters stands on two lines."""


@dataclass(frozen=True)
class Paneelpunt:
    """One value in a small chart: what the chart is of, the year, the value, its label and whether it is an example.

    The last one has its change from the year before.
    """

    titel: str
    jaar: str
    waarde: float
    label: str
    verandering: str = ""
    voorbeeld: bool = False


@unchecked
def draw_panel(
    punten: Sequence[Paneelpunt], jaren: Sequence[str], stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """Small charts in one style, each a line from zero on a scale of its own; examples are open dots."""
    frame = list_rows(punten, Paneelpunt)
    last = ~frame["titel"].duplicated(keep="last")
    frame = frame.assign(laatste=last, titel=frame["titel"].map(_wrap))
    order = list(dict.fromkeys(frame["titel"]))
    columns = min(2 if smal else 3, max(1, len(order)))
    colour = stijl.kleuren.reeks[0]
    years = alt.Axis(
        labelAngle=0,
        ticks=False,
        domain=True,
        values=[jaren[0], jaren[-1]] if jaren else [],
        labelFlush=False,
    )
    base = alt.Chart(frame).encode(
        x=alt.X("jaar:N", title=None, axis=years, scale=alt.Scale(domain=list(jaren), range=[14, LIJN])),
        y=alt.Y("waarde:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False)),
        tooltip=[
            alt.Tooltip("titel:N", title="wat"),
            alt.Tooltip("jaar:N", title="jaar"),
            alt.Tooltip("label:N", title="waarde"),
        ],
    )
    line = base.mark_line(color=colour, strokeWidth=2.2)
    dots = base.mark_point(size=42, filled=True, opacity=1, stroke=colour, strokeWidth=1.8).encode(
        fill=choose(alt.FillValue, "datum.voorbeeld", stijl.kleuren.achtergrond, colour)
    )
    ends = base.transform_filter("datum.laatste")
    value = ends.mark_text(align="left", dx=9, dy=-12, fontSize=14, fontWeight=600).encode(
        text=alt.Text("label:N")
    )
    change = ends.mark_text(align="left", dx=9, dy=3, fontSize=13).encode(text=alt.Text("verandering:N"))
    title = alt.Header(
        title=None,
        labelFontSize=13,
        labelFontWeight=600,
        labelColor=stijl.kleuren.tekst,
        labelAnchor="start",
        labelAlign="left",
        labelLimit=0,
        labelExpr=f"split(datum.label, '{LINE_END}')",
    )
    chart = (
        alt.layer(line, dots, value, change)
        .properties(width=(LIJN + LABEL) if not smal else LIJN + 18, height=72)
        .facet(alt.Facet("titel:N", sort=order, header=title), columns=columns, spacing=22)
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
    )
    return _style_facet(chart, stijl)


def _wrap(titel: str) -> str:
    return LINE_END.join(textwrap.wrap(titel, TEKENS) or [""])


def _style_facet(chart: alt.FacetChart, stijl: Huisstijl) -> Drawing:
    kleur = stijl.kleuren
    config = {
        "font": stijl.lettertype,
        "background": kleur.achtergrond,
        "padding": 6,
        "view": {"stroke": None},
        "axis": {"labelColor": kleur.tekst, "labelFontSize": 13, "domainColor": kleur.lijn},
        "text": {"color": kleur.tekst},
    }
    return finish(chart, config)
