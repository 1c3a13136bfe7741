"""Charts at their bounds: below zero, long names, one value, all hidden, far too many."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hoofdstukhulp import ROOT

from sdreport.chapter.charts.charts import Punt, draw_bars, draw_columns, draw_grouped_bars, draw_pyramid
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.charts.years import draw_years
from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import Huisstijl, load_huisstijl

Draw = Callable[[Sequence[Punt], Huisstijl], dict[str, Any]]
FIGUREN: dict[str, tuple[Draw, tuple[str, ...]]] = {
    "columns": (lambda punten, stijl: draw_columns(punten, stijl, "bedrag"), ("",)),
    "bars": (draw_bars, ("",)),
    "grouped bars": (draw_grouped_bars, ("2022", "2023")),
    "pyramid": (draw_pyramid, ("man", "vrouw")),
    "years": (draw_years, ("2021", "2022", "2023")),
}
LANG = "De lange naam van een voorziening die maar niet ophoudt en steeds weer verder gaat"
WAARDEN: dict[str, list[float]] = {
    "onder en boven nul": [-200_000, 10, 5, -3],
    "vooral boven nul": [100_000, -5, 3],
    "alleen onder nul": [-10, -300],
    "één waarde": [7],
    "één onder nul": [-7],
    "alleen nul": [0, 0],
    "heel groot": [1e15, 1],
    "heel klein": [1e-9, 2e-9],
}


@pytest.fixture(scope="module")
def stijl() -> Huisstijl:
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    register_fonts(stijl)
    return stijl


def punten(
    waarden: Sequence[float], reeksen: Sequence[str], naam: str, verborgen: bool = False
) -> list[Punt]:
    return [
        Punt(f"{naam} {n // len(reeksen)}", waarde, "euro", reeksen[n % len(reeksen)], verborgen=verborgen)
        for n, waarde in enumerate(waarden)
    ]


def check_size(svg: str) -> None:
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert size and float(size[1]) < 1100 and float(size[2]) < 900
    lefts = [float(x) for x in re.findall(r"translate\((-?[\d.]+),", svg)]
    assert min(lefts) > -float(size[1])


@pytest.mark.parametrize("waarden", WAARDEN)
@pytest.mark.parametrize("figuur", FIGUREN)
def test_a_figure_stays_on_its_page(figuur: str, waarden: str, stijl: Huisstijl) -> None:
    draw, reeksen = FIGUREN[figuur]
    svg = convert_chart(draw(punten(WAARDEN[waarden], reeksen, LANG), stijl))
    check_size(svg)
    assert len(re.findall(r'aria-roledescription="bar"', svg)) >= len(WAARDEN[waarden])


@pytest.mark.parametrize("figuur", FIGUREN)
def test_hidden_values_are_words(figuur: str, stijl: Huisstijl) -> None:
    draw, reeksen = FIGUREN[figuur]
    svg = convert_chart(draw(punten([0, 0], reeksen, "x", verborgen=True), stijl))
    check_size(svg)
    assert "afgeschermd" in svg or figuur == "years"


@pytest.mark.parametrize("figuur", FIGUREN)
def test_far_too_many_values_are_refused(figuur: str, stijl: Huisstijl) -> None:
    draw, reeksen = FIGUREN[figuur]
    with pytest.raises(ConfigurationError, match="hoogstens 400 waarden, en dit zijn er 10000"):
        draw(punten([1.0] * 10_000, reeksen, "x"), stijl)


def test_a_bar_below_zero_runs_to_the_left_with_its_value_there(stijl: Huisstijl) -> None:
    svg = convert_chart(draw_bars(punten([-50, 100], ("",), "x"), stijl))
    bars = [
        tuple(map(float, re.findall(r"M(-?[\d.]+),-?[\d.]+h(-?[\d.]+)", path)[0]))
        for path in re.findall(r'<path[^>]*aria-roledescription="bar"[^>]*>', svg)
    ]
    (below, wide), (above, wider) = bars
    assert round(below + wide, 3) == round(above, 3) and wider == pytest.approx(2 * wide)
    assert re.search(r'text-anchor="end"[^>]*transform="translate\([\d.]+,', svg)
