"""Charts of combinations: which sets go together as a matrix of dots, with a bar for how many have just these."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from sdreport.chapter.charts.building import Drawing, choose, mark_examples, unchecked
from sdreport.chapter.charts.charts import BREEDTE, RUIMTE_LABEL, SMAL, list_rows, style_chart
from sdreport.project.huisstijl import Huisstijl

RIJ, KOLOM, KOLOM_SMAL = 34, 96, 52
LETTERS_SMAL = 6


@dataclass(frozen=True)
class Combinatie:
    """One combination: its name in words, the sets that are in it, how many (none when hidden), and its label."""

    naam: str
    delen: tuple[str, ...]
    waarde: float | None
    label: str
    voorbeeld: bool = False


@unchecked
def draw_combinations(
    combinaties: Sequence[Combinatie], delen: Sequence[str], stijl: Huisstijl, smal: bool = False
) -> Drawing:
    """A row per combination in the given order: a dot for each set that is in it, joined by a line, and its bar."""
    kleur, order = stijl.kleuren, [item.naam for item in combinaties]
    short = {deel: f"{deel[:LETTERS_SMAL]}." if smal and len(deel) > LETTERS_SMAL else deel for deel in delen}
    dots = pd.DataFrame(
        [
            {"combinatie": item.naam, "deel": short[deel], "erin": deel in item.delen}
            for item in combinaties
            for deel in delen
        ],
        columns=["combinatie", "deel", "erin"],
    )
    columns = list(short.values())
    rows = alt.Y("combinatie:N", sort=order, title=None, axis=None)
    base = alt.Chart(dots).encode(
        x=alt.X(
            "deel:N",
            sort=columns,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False, labelLimit=140),
        ),
        y=rows,
        tooltip=[alt.Tooltip("combinatie:N", title="wat")],
    )
    joined = base.transform_filter("datum.erin").mark_line(color=kleur.reeks[0], strokeWidth=3)
    matrix = (
        joined.encode(detail=alt.Detail("combinatie:N"))
        + base.mark_circle(size=150, opacity=1).encode(
            color=choose(alt.ColorValue, "datum.erin", kleur.reeks[0], kleur.lijn)
        )
    ).properties(width=(KOLOM_SMAL if smal else KOLOM) * len(delen), height=RIJ * len(order))
    bars = _draw_bars(combinaties, rows, stijl).properties(
        width=SMAL - KOLOM_SMAL * len(delen) - 30 if smal else BREEDTE - KOLOM * len(delen) - 40,
        height=RIJ * len(order),
    )
    return style_chart(alt.hconcat(matrix, bars, spacing=12), stijl)


def _draw_bars(combinaties: Sequence[Combinatie], rows: alt.Y, stijl: Huisstijl) -> alt.LayerChart:
    """The bars, with their labels; of a hidden number there is the word alone."""
    frame = list_rows(combinaties, Combinatie).drop(columns="delen")
    frame = frame.rename(columns={"naam": "combinatie"})
    colour = stijl.kleuren.reeks[0]
    shown = [float(item.waarde) for item in combinaties if item.waarde is not None]
    reach = RUIMTE_LABEL * 1.1 * max([1.0, *shown])
    base = alt.Chart(frame).encode(
        y=rows,
        x=alt.X("waarde:Q", title=None, axis=None, scale=alt.Scale(domain=[min([0, *shown]), reach])),
        tooltip=[alt.Tooltip("combinatie:N", title="wat"), alt.Tooltip("label:N", title="waarde")],
    )
    bars = base.mark_bar(size=20, color=colour, stroke=colour, strokeWidth=1.5).encode(
        **mark_examples(),
    )
    bars = bars.transform_filter("isValid(datum.waarde)")
    labels = base.mark_text(align="left", dx=6, fontWeight=600, fontSize=14).encode(text=alt.Text("label:N"))
    told, hidden = (labels.transform_filter(f"{sign}isValid(datum.waarde)") for sign in ("", "!"))
    return bars + told + hidden.transform_calculate(waarde="0")
