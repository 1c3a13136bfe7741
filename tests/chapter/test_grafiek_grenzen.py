"""Charts at their bounds: below zero, long names, one value, all hidden, far too many."""

import contextlib
import json
import math
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, fromstring

import altair as alt
import pandas as pd
import pytest
from hoofdstukhulp import ROOT

from sdreport.chapter.charts import building
from sdreport.chapter.charts.charts import Punt, draw_bars, draw_columns, draw_grouped_bars, draw_pyramid
from sdreport.chapter.charts.combinations import Combinatie, draw_combinations
from sdreport.chapter.charts.flows import Trede, draw_lines, draw_waterfall
from sdreport.chapter.charts.forms import (
    Postverschil,
    draw_deviations,
    draw_dots,
    draw_phases,
    draw_stack,
)
from sdreport.chapter.charts.panel import Paneelpunt, draw_panel
from sdreport.chapter.charts.spread import Strook, Toevalspunt, draw_chance, draw_intervals
from sdreport.chapter.charts.stapels import Stapeldeel, draw_stapels
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


def treden(waarden: Sequence[float]) -> list[Trede]:
    """A begin of nothing, and a step for each value."""
    steps = [Trede("begin", 0, 0, "0", "stand")]
    for n, waarde in enumerate(waarden):
        soort = "eraf" if waarde < 0 else "erbij"
        steps.append(Trede(f"{LANG} {n}", steps[-1].tot, steps[-1].tot + waarde, f"{waarde:g}", soort))
    return steps


FASEN = ("najaarsnota", "werkelijk")
VORMEN: dict[str, Callable[[Sequence[float], Huisstijl, bool], dict[str, Any]]] = {
    "waterfall": lambda waarden, stijl, smal: draw_waterfall(treden(waarden), stijl, smal),
    "lines": lambda waarden, stijl, smal: draw_lines(punten(waarden, ("a", "b"), "maand"), stijl, "aantal", smal),
    "deviations": lambda waarden, stijl, smal: draw_deviations(
        [Postverschil(f"{LANG} {n}", waarde, f"{waarde:g} N") for n, waarde in enumerate(waarden)], stijl, smal),
    "dots": lambda waarden, stijl, smal: draw_dots(punten(waarden, ("",), LANG), stijl, smal),
    "stack": lambda waarden, stijl, smal: draw_stack(punten(waarden, ("",), LANG), stijl),
    "phases": lambda waarden, stijl, smal: draw_phases(punten(waarden, FASEN, LANG), FASEN, stijl, smal),
    "panel": lambda waarden, stijl, smal: draw_panel(
        [Paneelpunt(LANG, f"{n}", waarde, f"{waarde:g}") for n, waarde in enumerate(waarden)],
        [f"{n}" for n in range(len(waarden))], stijl, smal),
    "stapels": lambda waarden, stijl, smal: draw_stapels(
        [Stapeldeel(LANG, f"deel {n}", waarde, f"{waarde:g}", "samen") for n, waarde in enumerate(waarden)],
        stijl, smal),
    "intervals": lambda waarden, stijl, smal: draw_intervals(
        [Strook(f"{LANG} {n}", waarde - 1, waarde, waarde + 1, "x", nu=waarde + 3)
         for n, waarde in enumerate(waarden)], stijl, smal),
    "combinations": lambda waarden, stijl, smal: draw_combinations(
        [Combinatie(f"{LANG} {n}", ("wmo",), waarde, f"{waarde:g}") for n, waarde in enumerate(waarden)],
        ["jeugdwet", "wmo"], stijl, smal),
    "chance": lambda waarden, stijl, smal: draw_chance(
        [Toevalspunt(f"{LANG} {n}", waarde, waarde - 1, waarde + 1, "x") for n, waarde in enumerate(waarden)],
        None, stijl, smal),
    "pyramid": lambda waarden, stijl, smal: draw_pyramid(punten(waarden, ("man", "vrouw"), "klasse"), stijl, smal),
}  # fmt: skip


@pytest.mark.parametrize("waarden", ["onder en boven nul", "één onder nul", "heel groot"])
@pytest.mark.parametrize("vorm", VORMEN)
def test_every_form_keeps_what_it_draws_within_its_size(vorm: str, waarden: str, stijl: Huisstijl) -> None:
    for smal in (False, True) if waarden == "onder en boven nul" else (False,):
        svg = convert_chart(VORMEN[vorm](WAARDEN[waarden], stijl, smal))
        check_size(svg)
        assert "NaN" not in svg


def test_every_form_is_what_altair_makes_of_it_at_length(
    stijl: Huisstijl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As text: the order in which a part stands decides on the bytes of a drawing."""
    every = [
        partial(draw, WAARDEN["onder en boven nul"], stijl, smal)
        for draw in VORMEN.values()
        for smal in (False, True)
    ]
    every += [
        partial(draw, punten(WAARDEN["onder en boven nul"], reeksen, LANG), stijl)
        for draw, reeksen in FIGUREN.values()
    ]
    quick = [json.dumps(draw()) for draw in every]
    monkeypatch.setattr(building, "_copied_quickly", contextlib.nullcontext)
    assert [json.dumps(draw()) for draw in every] == quick


def test_a_chart_that_is_referred_to_keeps_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    @building.unchecked
    def draw() -> dict[str, Any]:
        made = alt.Chart(pd.DataFrame({"a": [1.0]})).mark_bar().encode(x="a:Q")
        return (made.add_params(alt.selection_interval(name="keuze")) + made.mark_text()).to_dict()

    quick = draw()
    assert quick["layer"][0]["name"] == quick["params"][0]["views"][0]
    monkeypatch.setattr(building, "_copied_quickly", contextlib.nullcontext)
    assert json.dumps(draw()) == json.dumps(quick)


@pytest.mark.parametrize("draw", [draw_grouped_bars, draw_years])
@pytest.mark.parametrize("reeksen", [("a",), ("a", "b"), ("a", "b", "c", "d")])
def test_on_a_phone_a_name_stands_clear_of_the_numbers_below_and_above_it(
    draw: Callable[..., dict[str, Any]], reeksen: Sequence[str], stijl: Huisstijl
) -> None:
    values = [float(n + 1) for n in range(3 * len(reeksen))]
    places = find_texts(convert_chart(draw(punten(values, reeksen, "post"), stijl, smal=True)))
    names = [y for text, y in places if text.startswith("post")]
    numbers = [y for text, y in places if text.startswith("€")]
    assert (len(names), len(numbers)) == (3, 3 * len(reeksen))
    assert min(abs(name - number) for name in names for number in numbers) >= 16.5


@pytest.mark.parametrize(("einde", "lijn"), [(-20.0, True), (20.0, False)])
def test_a_waterfall_below_zero_shows_where_zero_is(einde: float, lijn: bool, stijl: Huisstijl) -> None:
    steps = [
        Trede("Begin", 0, 100, "100", "stand"),
        Trede("Eraf", 100, einde, "x", "eraf"),
        Trede("Einde", 0, einde, "y", "stand"),
    ]
    marks = [layer["mark"]["type"] for layer in draw_waterfall(steps, stijl)["layer"]]
    assert ("tick" in marks) is lijn


def test_phases_with_the_same_amount_are_seen_apart(stijl: Huisstijl) -> None:
    """In the order of the phases, in the row of their own part."""
    drawn = draw_phases(punten([100.0] * 8, ("a", "b", "c", "d"), "wet"), ("a", "b", "c", "d"), stijl)
    found = re.findall(
        r'<path aria-label="[^"]*categorie: (wet \d)[^"]*reeks: (\w)[^>]*translate\([\d.]+,([\d.]+)\)',
        convert_chart(drawn),
    )
    heights = [float(y) for _, _, y in found]
    assert [(wet, fase) for wet, fase, _ in found] == [(f"wet {n}", fase) for n in (0, 1) for fase in "abcd"]
    assert min(b - a for a, b in pairwise(heights)) >= 14


@pytest.mark.parametrize("vorm", VORMEN)
def test_no_form_draws_far_too_many_values(vorm: str, stijl: Huisstijl) -> None:
    with pytest.raises(ConfigurationError, match="een figuur toont hoogstens 400 waarden"):
        VORMEN[vorm]([1.0] * 10_000, stijl, False)


@pytest.mark.parametrize("waarde", [math.nan, math.inf, -math.inf, 1e300])
@pytest.mark.parametrize("vorm", [*VORMEN, *FIGUREN])
def test_no_form_draws_what_is_no_number(vorm: str, waarde: float, stijl: Huisstijl) -> None:
    with pytest.raises(ConfigurationError, match="alleen getallen"):
        if vorm in VORMEN:
            VORMEN[vorm]([1.0, waarde], stijl, False)
        else:
            draw, reeksen = FIGUREN[vorm]
            draw(punten([1.0, waarde], reeksen, "x"), stijl)


@pytest.mark.parametrize("vorm", [*VORMEN, *FIGUREN])
def test_a_form_of_nothing_is_no_accident(vorm: str, stijl: Huisstijl) -> None:
    vega = VORMEN[vorm]([], stijl, False) if vorm in VORMEN else FIGUREN[vorm][0]([], stijl)
    assert re.search("NaN|Infinity", convert_chart(vega)) is None


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


@pytest.mark.parametrize(
    "naam", ["👩 zorg " * 12, "𝔸" * 80, "a\x01b", 'a<b> & "c"', "\u05d0\u05d1\u05d2 zorg", "漢字" * 20]
)
@pytest.mark.parametrize("figuur", FIGUREN)
def test_any_sign_in_a_name_is_drawn_or_shown_as_a_box(figuur: str, naam: str, stijl: Huisstijl) -> None:
    draw, reeksen = FIGUREN[figuur]
    svg = convert_chart(draw(punten([7, 5, 3], reeksen, naam), stijl))
    ElementTree.fromstring(svg)
    assert ("□" in svg) == (naam[0] in "👩𝔸" or "\x01" in naam)


def test_a_bar_below_zero_runs_to_the_left_with_its_value_there(stijl: Huisstijl) -> None:
    svg = convert_chart(draw_bars(punten([-50, 100], ("",), "x"), stijl))
    bars = [
        tuple(map(float, re.findall(r"M(-?[\d.]+),-?[\d.]+h(-?[\d.]+)", path)[0]))
        for path in re.findall(r'<path[^>]*aria-roledescription="bar"[^>]*>', svg)
    ]
    (below, wide), (above, wider) = bars
    assert round(below + wide, 3) == round(above, 3) and wider == pytest.approx(2 * wide)
    assert re.search(r'text-anchor="end"[^>]*transform="translate\([\d.]+,', svg)


def test_a_long_name_stands_on_lines_and_a_short_one_keeps_its_place(stijl: Huisstijl) -> None:
    for smal in (False, True):
        svg = convert_chart(draw_bars([Punt(LANG, 5, "euro"), Punt("Kort", 4, "euro")], stijl, smal))
        assert "…" not in svg
        assert " ".join(re.findall(r"<tspan[^>]*>([^<\u200b]+)<", svg)).startswith(LANG)


def test_one_very_long_name_does_not_make_all_rows_high(stijl: Huisstijl) -> None:
    for smal in (False, True):
        high = [
            draw_bars([Punt(naam, 5, "euro"), Punt("Kort", 4, "euro")], stijl, smal)["height"]
            for naam in (f"{LANG} en nog een eind verder", f"{LANG} " * 9)
        ]
        assert high[0] == high[1]


def test_the_line_at_zero_leaves_the_names_on_a_phone_free(stijl: Huisstijl) -> None:
    items = [Postverschil(f"post {n}", waarde, "x") for n, waarde in enumerate((5.0, -3.0))]
    for smal in (False, True):
        marks = [layer["mark"] for layer in draw_deviations(items, stijl, smal)["layer"]]
        assert not any(mark["type"] == "rule" for mark in marks)
        assert [mark["size"] for mark in marks if mark["type"] == "tick"] == [24]


def find_texts(svg: str) -> list[tuple[str, float]]:
    """The texts of a drawing and how far down each stands."""
    found: list[tuple[str, float]] = []

    def walk(node: Element, down: float) -> None:
        moved = re.search(r"translate\([-\d.]+[ ,]([-\d.]+)\)", node.get("transform", ""))
        down += float(moved[1]) if moved else 0.0
        if node.tag.endswith("text") and node.text:
            found.append((node.text, down))
        for child in node:
            walk(child, down)

    walk(fromstring(svg), 0.0)
    return found
