"""Charts of amounts that lie close together, of nothing, and with long names: what stands on them can be read."""

import re

import pytest
from hoofdstukhulp import ROOT

from sdreport.chapter.charts.charts import Punt, draw_pyramid
from sdreport.chapter.charts.forms import draw_phases, draw_stack
from sdreport.chapter.charts.namen import find_divisor, fit_columns
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.charts.years import draw_balance
from sdreport.project.huisstijl import Huisstijl, load_huisstijl

LANG = "De lange naam van een voorziening die maar niet ophoudt en steeds weer verder gaat"


@pytest.fixture(scope="module")
def stijl() -> Huisstijl:
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    register_fonts(stijl)
    return stijl


def list_marks(svg: str) -> list[str]:
    """The names of the marks on the axes of numbers, and what stands below them."""
    axes = re.findall(r"role-axis-label.*?</g>", svg, re.S)
    return [text for axis in axes for text in re.findall(r">([^<]+)</text>", axis)]


@pytest.mark.parametrize("smal", [False, True])
def test_amounts_that_lie_close_together_have_an_axis_whose_marks_differ(
    smal: bool, stijl: Huisstijl
) -> None:
    near = [Punt("wet", 1_000_000, "euro", "a"), Punt("wet", 1_000_300, "euro", "b")]
    marks = list_marks(convert_chart(draw_phases(near, ("a", "b"), stijl, smal)))
    assert len(marks) == len(set(marks)) and "1.000.100" in marks
    far = [Punt("wet", 1_000_000, "euro", "a"), Punt("wet", 1_900_000, "euro", "b")]
    assert "1.200" in list_marks(convert_chart(draw_phases(far, ("a", "b"), stijl, smal)))


def test_a_small_balance_on_a_phone_is_no_zero(stijl: Huisstijl) -> None:
    part = Punt("2021", 100, "euro", "a")
    svg = convert_chart(draw_balance([part], {"2021": part}, stijl, smal=True))
    assert "in euro" in svg and ">100<" in svg
    part = Punt("2021", 100_000, "euro", "a")
    assert "in duizenden euro" in convert_chart(draw_balance([part], {"2021": part}, stijl, smal=True))


def test_long_names_of_parts_do_not_make_a_chart_wider_than_its_page(stijl: Huisstijl) -> None:
    svg = convert_chart(draw_stack([Punt(f"{LANG} {n}", 5, "euro") for n in range(6)], stijl))
    size = re.search(r'width="([\d.]+)"', svg)
    assert size and float(size[1]) < 700


def test_parts_of_nothing_are_shown_as_nothing(stijl: Huisstijl) -> None:
    svg = convert_chart(draw_stack([Punt("a", 0, "euro"), Punt("b", 0, "euro")], stijl))
    assert svg.count(">€\u00a00<") == 2


@pytest.mark.parametrize("smal", [False, True])
def test_a_large_number_of_a_pyramid_stands_clear_of_its_class(smal: bool, stijl: Huisstijl) -> None:
    items = [Punt("0-4", 120_000, "personen", naam) for naam in ("man", "vrouw")]
    drawn = draw_pyramid(items, stijl, smal)
    low, high = drawn["layer"][0]["encoding"]["x"]["scale"]["domain"]
    left = (120_000 + low) / (high - low) * -drawn["width"]
    assert left > 7 * len("120.000")


def test_marks_are_thousands_where_these_differ() -> None:
    assert (find_divisor(4_999, 5), find_divisor(5_000, 5), find_divisor(float("nan"), 5)) == (1, 1000, 1)
    assert (
        fit_columns(["kort"] * 3, 620),
        fit_columns(["w" * 25] * 4, 620),
        fit_columns(["w" * 90] * 2, 620),
    ) == (0, 2, 1)
