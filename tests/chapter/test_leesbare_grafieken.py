"""Charts that can be read: small changes beside large stocks, letters in bars in the dark, names free of lines."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sdreport.chapter.charts.charts import Punt, draw_pyramid
from sdreport.chapter.charts.flows import Trede, draw_lines, draw_waterfall, find_cut
from sdreport.chapter.charts.inkt import choose_ink, turn
from sdreport.chapter.charts.namen import HELE
from sdreport.chapter.charts.planning import Balk, Balkdeel, draw_planning, draw_stacked
from sdreport.chapter.charts.spread import Toevalspunt, draw_chance
from sdreport.chapter.charts.svg import convert_chart
from sdreport.project.huisstijl import MIN_CONTRAST_TEXT, contrast, load_huisstijl

HUISSTIJL = load_huisstijl(Path(__file__).parents[2] / "parameters" / "huisstijl.yaml")


def _waterval(begin: float, *veranderingen: float) -> list[Trede]:
    treden, level = [Trede("begin", 0.0, begin, str(begin), "stand")], begin
    for number, change in enumerate(veranderingen):
        soort = "erbij" if change >= 0 else "eraf"
        treden.append(Trede(f"stap {number}", level, level + change, str(change), soort))
        level += change
    return [*treden, Trede("einde", 0.0, level, str(level), "stand")]


def _domain(treden: list[Trede]) -> list[float]:
    domain: list[float] = draw_waterfall(treden, HUISSTIJL)["layer"][0]["encoding"]["x"]["scale"]["domain"]
    return domain


@pytest.mark.parametrize("treden", [_waterval(961, 183, -118), _waterval(0, 10, -3), _waterval(-50, 1, 1)])
def test_bars_of_stocks_begin_at_zero_where_changes_can_be_seen(treden: list[Trede]) -> None:
    assert find_cut(treden) is None
    assert _domain(treden)[0] == min([0.0, *(trede.tot for trede in treden)])
    assert len(draw_waterfall(treden, HUISSTIJL)["layer"]) == (3 if treden[0].tot < 0 else 2)


def test_slivers_get_an_axis_that_begins_shortly_before_them() -> None:
    treden = _waterval(3_197_392, -9_349, 113_420, 0, 131_286)
    low, high = _domain(treden)
    assert 0 < low == find_cut(treden) < 3_188_043
    assert 131_286 / (high - low) > 0.15
    drawing = draw_waterfall(treden, HUISSTIJL)
    rows = {row["categorie"]: row for row in next(iter(drawing["datasets"].values()))}
    assert rows["begin"]["van"] == rows["einde"]["van"] == low
    assert low < rows["begin"]["gat"] < rows["begin"]["tot_gat"] < 3_188_043
    assert len(drawing["layer"]) == 3


def test_what_changes_nothing_has_no_bar_but_its_label() -> None:
    bars, labels = draw_waterfall(_waterval(100, 0, 50), HUISSTIJL)["layer"]
    assert bars["transform"] == [{"filter": "datum.van != datum.tot"}]
    assert "transform" not in labels


def test_letters_in_a_bar_can_be_read_in_the_light_and_in_the_dark() -> None:
    """In the dark the page turns a chart over, so that the better ink in the light may be the worse one there."""
    assert turn("#ffffff") == "#000000" and turn("#000000") == "#ffffff"
    assert turn("#248e74") == "#38a288"
    for colour in HUISSTIJL.kleuren.reeks:
        ink = choose_ink(colour)
        assert min(contrast(ink, colour), contrast(turn(ink), turn(colour))) >= MIN_CONTRAST_TEXT


def test_on_a_phone_no_line_runs_through_the_names() -> None:
    """They stand between the bars there: the mean and the peildatum have a mark beside each bar only."""
    punten = [Toevalspunt(f"Wijk {n}", 4.0, 3.0, 6.0, "4,0") for n in range(3)]
    balken = [Balk(f"Actie {n}", 1, 3, "✓ gereed", "✓", "", "") for n in range(3)]
    for smal in (False, True):
        drawings = (
            draw_chance(punten, 4.5, HUISSTIJL, smal),
            draw_planning(balken, 2.0, 5, {"✓ gereed": "#0f4c5c"}, HUISSTIJL, smal),
        )
        for drawing in drawings:
            marks = [layer["mark"]["type"] for layer in drawing["layer"]]
            assert ("rule" in marks, "tick" in marks) == (not smal, smal)


def test_halves_on_an_axis_of_a_small_count_have_no_name() -> None:
    """Rounded, 0 - 0,5 - 1 - 1,5 - 2 would read as 0 - 1 - 1 - 2 - 2."""
    drawn = draw_stacked([Balkdeel("Wonen", "gereed", 2, "2")], {"gereed": "#0f4c5c"}, HUISSTIJL)
    assert drawn["layer"][0]["encoding"]["x"]["axis"]["labelExpr"] == HELE
    assert HELE.startswith("datum.value % 1 ? ''")


def test_the_marks_of_examples_in_lines_are_open() -> None:
    """The dashes of a line tell it from another: they cannot say that its numbers are examples."""
    punten = [Punt(str(n), n, "personen", "in", voorbeeld=n > 1) for n in range(1, 4)]
    svg = convert_chart(draw_lines(punten, HUISSTIJL, "aantal"))
    assert [layer["mark"].get("filled") for layer in draw_lines(punten[:1], HUISSTIJL, "")["layer"]] == [
        None,
        True,
    ]
    assert re.findall(r'"point" transform="[^"]+" d="[^"]+" fill="([^"]+)"', svg) == ["#ffffff"] * 2 + [
        "#0f4c5c"
    ]


def test_a_hidden_age_leaves_the_bars_of_a_pyramid_as_long_as_they_were() -> None:
    """Its word begins at zero: it needs no room behind the longest bar, which a phone does not have."""
    punten = [Punt(age, 149.0, "personen", side) for age in ("0-2", "3-5") for side in ("jongens", "meisjes")]
    hidden = [
        replace(punt, waarde=0.0, verborgen=True) if punt.categorie == "0-2" else punt for punt in punten
    ]
    reach = [
        next(
            layer["encoding"]["x"]["scale"]["domain"][1]
            for layer in drawn["layer"]
            if "x" in layer["encoding"]
        )
        for drawn in (draw_pyramid(every, HUISSTIJL, smal=True) for every in (punten, hidden))
    ]
    assert reach[0] == reach[1] < 2 * 149
