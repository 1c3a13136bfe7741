"""Charts over years: bars per year for several parts, and parts above and below zero with their balance."""

from collections.abc import Mapping, Sequence

import altair as alt

from sdreport.chapter.charts.building import Drawing, unchecked
from sdreport.chapter.charts.charts import (
    BREEDTE,
    SMAL,
    Punt,
    draw_zero,
    finish_chart,
    label_ends,
    make_frame,
    make_legend,
    make_tooltip,
    mark_series,
    place_horizontal,
)
from sdreport.chapter.charts.namen import LINE_END, find_divisor, row_height
from sdreport.chapter.notation import format_number
from sdreport.project.huisstijl import Huisstijl

BALK_JAAR = 19
HOOGTE_SALDO = 320
MERKEN = 7
LICHTST = 0.45
"""How far the colour of the first year is mixed with white; an outline in the full colour keeps its contrast."""


@unchecked
def draw_years(punten: Sequence[Punt], stijl: Huisstijl, smal: bool = False) -> Drawing:
    """Horizontal bars in groups: per category a bar per year (`reeks`), light for the first, dark for the last."""
    frame = make_frame(punten)
    order = list(dict.fromkeys(frame["categorie"]))
    years = list(dict.fromkeys(frame["reeks"]))
    last = max(1, len(years) - 1)
    shades = [
        mix_with_white(stijl.kleuren.reeks[0], LICHTST * (1 - place / last)) for place in range(len(years))
    ]
    base = place_horizontal(frame, order, smal, BALK_JAAR * len(years) // 2 + 5).encode(
        yOffset=alt.YOffset("reeks:N", sort=years), tooltip=make_tooltip("categorie", "reeks")
    )
    bars = base.mark_bar(size=BALK_JAAR - 3, strokeWidth=1).encode(
        **mark_series(alt.Scale(domain=years, range=shades))
    )
    labels = base.mark_text(align="left", dx=6, fontSize=13).encode(text=alt.Text("label:N"))
    height = row_height(order, BALK_JAAR * len(years) + (34 if smal else 10), smal) * len(order)
    width = SMAL if smal else BREEDTE - 220
    return finish_chart(label_ends(bars, labels, frame, stijl), stijl, width, height)


@unchecked
def draw_balance(
    punten: Sequence[Punt], saldo: Mapping[str, Punt], stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """Columns per year of parts stacked above zero and below it, with a mark at the balance (`saldo`, by year).

    The category of a part is its year, its series what it is. The balance stands in words under each year,
    on a phone as a number of thousands, where these say enough.
    """
    frame = make_frame(punten)
    series = list(dict.fromkeys(frame["reeks"]))
    side = frame["waarde"] >= 0
    end = frame.groupby(["categorie", side], sort=False)["waarde"].cumsum()
    frame = frame.assign(van=end - frame["waarde"], tot=end)
    amounts = make_frame(list(saldo.values())).set_index("categorie")
    divisor = find_divisor(max([0.0, *end]) - min([0.0, *end]), MERKEN) if smal else 1
    told = {
        jaar: format_number(punt.waarde / divisor) if smal else str(amounts.loc[jaar, "label"])
        for jaar, punt in saldo.items()
    }
    below = {jaar: LINE_END.join([jaar, *([] if smal else ["saldo"]), told[jaar]]) for jaar in saldo}
    frame = frame.assign(regels=frame["categorie"].map(below))
    marks = amounts.reset_index().assign(regels=list(below.values()))
    small = {"labelFontSize": 12, "titleFontSize": 12} if smal else {}
    axis = alt.Axis(
        labelAngle=0, ticks=False, domain=False, labelExpr=f"split(datum.label, '{LINE_END}')", **small
    )
    unit = punten[0].eenheid if punten else ""
    x_title = f"saldo per jaar, in {'duizenden ' if divisor > 1 else ''}{unit}" if smal else None
    x = alt.X("regels:N", sort=list(below.values()), title=x_title, axis=axis)
    colours = alt.Scale(domain=series, range=list(stijl.kleuren.reeks[: len(series)]))
    told_axis = {"labelExpr": f"format(datum.value / {divisor}, ',d')", **small} if smal else {"format": ",d"}
    values = alt.Axis(tickCount=MERKEN, domain=False, ticks=False, **told_axis)
    bars = (
        alt.Chart(frame)
        .mark_bar(
            size=SMAL // (2 * len(below) or 1) if smal else 46,
            stroke=stijl.kleuren.achtergrond,
            strokeWidth=1,
        )
        .encode(
            x=x,
            y=alt.Y("van:Q", title=None if smal else unit or None, axis=values),
            y2=alt.Y2("tot:Q"),
            fill=alt.Fill("reeks:N", scale=colours, legend=make_legend(columns=1 if smal else 2)),
            tooltip=make_tooltip("categorie", "reeks"),
        )
    )
    ink = {"color": stijl.kleuren.tekst, "stroke": stijl.kleuren.achtergrond, "strokeWidth": 2}
    mark = (
        alt.Chart(marks)
        .mark_point(shape="diamond", size=90 if smal else 190, filled=True, opacity=1, **ink)
        .encode(x=x, y=alt.Y("waarde:Q"), tooltip=make_tooltip("categorie", "reeks"))
    )
    width = SMAL - 60 if smal else BREEDTE
    return finish_chart(bars + draw_zero(stijl) + mark, stijl, width, HOOGTE_SALDO)


def mix_with_white(colour: str, share: float) -> str:
    """A colour mixed with a share of white."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in channels)
