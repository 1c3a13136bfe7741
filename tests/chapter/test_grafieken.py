"""Charts: bars from zero in proportion, values labelled, examples marked, colours of the house style."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pytest
from hoofdstukhulp import ROOT, data_of, find_marks

from sdreport.chapter.charts.charts import Punt, draw_bars, draw_columns, draw_grouped_bars, draw_pyramid
from sdreport.chapter.charts.svg import convert_chart
from sdreport.project.huisstijl import Huisstijl, Kleuren, load_huisstijl

KLEUREN = {
    "primair": "#0f4c5a", "accent": "#943c1a", "tekst": "#1b2a3a", "achtergrond": "#fffffe", "vlak": "#edf4fa",
    "lijn": "#bccdda", "reeks": ("#0f4c5a", "#c1862a", "#943c1a", "#248e7a", "#715aba", "#53212a"),
}  # fmt: skip
Draw = Callable[[Sequence[Punt], Huisstijl], dict[str, Any]]
SINGLE = [Punt("Rolstoelen", 30, "personen"), Punt("Hulp", 60, "personen"), Punt("Vervoer", 0, "personen")]
CHARTS: dict[str, tuple[Draw, list[Punt]]] = {
    "columns": (lambda punten, stijl: draw_columns(punten, stijl, "aantal personen"), SINGLE),
    "bars": (draw_bars, SINGLE),
    "grouped bars": (
        draw_grouped_bars,
        [Punt(name, value, "%", year) for name, value, year in
         [("Huisarts", 40.0, "2022"), ("Huisarts", 45.5, "2023"),
          ("Toegang", 60.0, "2022"), ("Toegang", 54.5, "2023")]],
    ),
    "pyramid": (
        draw_pyramid,
        [Punt(name, value, "personen", sex) for name, value, sex in
         [("0–2", 10, "man"), ("0–2", 20, "vrouw"), ("3–5", 30, "man"), ("3–5", 5, "vrouw")]],
    ),
}  # fmt: skip
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(scope="module")
def stijl() -> Huisstijl:
    """A house style with other colours than the project's, so that a colour fixed in the code shows."""
    project = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    return project.model_copy(update={"kleuren": Kleuren.model_validate(KLEUREN)})


@dataclass(frozen=True)
class Drawn:
    """A chart as specification and as the image that a reader sees."""

    vega: dict[str, Any]
    svg: str

    @property
    def bars(self) -> list[str]:
        """The bars of the image."""
        return re.findall(r'<path[^>]*aria-roledescription="bar"[^>]*>', self.svg)

    def measure_bars(self, length: str = "h") -> list[float]:
        """Lengths of the bars in pixels: along `h` in bars, along `v` in columns."""
        return [float(found[1]) for bar in self.bars if (found := re.search(rf"{length}([\d.]+)", bar))]


@pytest.fixture(scope="module")
def charts(stijl: Huisstijl) -> dict[str, Drawn]:
    """Every chart, drawn once."""
    specifications = {name: make(punten, stijl) for name, (make, punten) in CHARTS.items()}
    return {name: Drawn(vega, convert_chart(vega)) for name, vega in specifications.items()}


@every_chart
def test_specification_is_valid(name: str, charts: dict[str, Drawn]) -> None:
    assert isinstance(alt.Chart.from_dict(charts[name].vega, validate=True), alt.LayerChart)


@every_chart
def test_bars_are_as_long_as_their_values_from_zero(name: str, charts: dict[str, Drawn]) -> None:
    lengths = charts[name].measure_bars("v" if name == "columns" else "h")
    values = [row["waarde"] for row in data_of(charts[name].vega)]
    assert len(lengths) == len(values) >= 3
    scale = max(lengths) / max(values)
    assert lengths == pytest.approx([scale * value for value in values], abs=0.01)


@every_chart
def test_value_axis_is_told_to_start_at_zero(name: str, charts: dict[str, Drawn]) -> None:
    """Also for data that lie far from zero; the pyramid has zero in its middle."""
    (bars,) = find_marks(charts[name].vega, "bar")
    scales = [
        channel["scale"]
        for channel in bars["encoding"].values()
        if isinstance(channel, dict) and channel.get("type") == "quantitative"
    ]
    (scale,) = scales
    low, high = scale.get("domain", (scale.get("domainMin"), None))
    assert low == 0 or (name == "pyramid" and low == -high)


@every_chart
def test_every_value_has_its_label_in_dutch(name: str, charts: dict[str, Drawn]) -> None:
    texts = find_marks(charts[name].vega, "text")
    assert {layer["encoding"]["text"]["field"] for layer in texts} == {"label"}
    for row in data_of(charts[name].vega):
        assert f">{row['label']}</text>" in charts[name].svg
    assert ("45,5%" in charts[name].svg) == (name == "grouped bars")


@every_chart
def test_every_category_is_named(name: str, charts: dict[str, Drawn]) -> None:
    for punt in CHARTS[name][1]:
        assert f">{punt.categorie}</text>" in charts[name].svg
        assert not punt.reeks or f">{punt.reeks}</text>" in charts[name].svg


@pytest.mark.parametrize("name", list(CHARTS))
def test_colours_are_those_of_the_house_style(name: str, charts: dict[str, Drawn], stijl: Huisstijl) -> None:
    single = {colour for colour in KLEUREN.values() if isinstance(colour, str)}
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', charts[name].svg)) - {"none", "transparent"}
    assert used <= single | set(KLEUREN["reeks"])
    assert KLEUREN["reeks"][0] in used
    assert charts[name].vega["config"]["font"] == stijl.lettertype


@every_chart
def test_data_are_the_values_given(name: str, charts: dict[str, Drawn]) -> None:
    shown = [(row["reeks"], row["waarde"], row["eenheid"]) for row in data_of(charts[name].vega)]
    assert shown == [(punt.reeks, punt.waarde, punt.eenheid) for punt in CHARTS[name][1]]


@every_chart
def test_drawing_twice_gives_the_same(name: str, charts: dict[str, Drawn], stijl: Huisstijl) -> None:
    make, punten = CHARTS[name]
    assert make(punten, stijl) == charts[name].vega


@pytest.mark.parametrize(
    "name",
    list(CHARTS),
)
def test_an_example_is_drawn_in_another_way(name: str, stijl: Huisstijl) -> None:
    """By an outline, not by colour alone; the same value that is established is filled."""
    make, punten = CHARTS[name]
    marked = [replace(punt, voorbeeld=number == 0) for number, punt in enumerate(punten)]
    bars = Drawn({}, convert_chart(make(marked, stijl))).bars
    assert len(bars) == len(punten)
    assert ['stroke-dasharray="4,3"' in bar for bar in bars] == [punt.voorbeeld for punt in marked]


def test_columns_far_from_zero_do_not_exaggerate(stijl: Huisstijl) -> None:
    vega = draw_columns([Punt("2022", 1000, "personen"), Punt("2023", 1010, "personen")], stijl, "aantal")
    first, second = Drawn(vega, convert_chart(vega)).measure_bars("v")
    assert second / first == pytest.approx(1.01)


@every_chart
def test_nothing_but_zeros_is_still_a_chart(name: str, stijl: Huisstijl) -> None:
    make, punten = CHARTS[name]
    svg = convert_chart(make([replace(punt, waarde=0) for punt in punten], stijl))
    assert "NaN" not in svg
    assert len(Drawn({}, svg).bars) == len(punten)


def test_order_is_the_given_one(charts: dict[str, Drawn]) -> None:
    (bars,) = find_marks(charts["bars"].vega, "bar")
    assert bars["encoding"]["y"]["sort"] == ["Rolstoelen", "Hulp", "Vervoer"]
    (bars,) = find_marks(charts["pyramid"].vega, "bar")
    assert bars["encoding"]["y"]["sort"] == ["3–5", "0–2"], "the youngest stand below"


def test_men_stand_left_and_women_right(charts: dict[str, Drawn]) -> None:
    rows = data_of(charts["pyramid"].vega)
    assert {row["reeks"]: row["zijde"] for row in rows if row["categorie"] == "0–2"} == {
        "man": -10,
        "vrouw": 20,
    }


def test_a_long_label_shows_in_full(stijl: Huisstijl) -> None:
    """A label under a column breaks into lines instead of losing its end."""
    label = "Raming na de voorjaarsnota van het jaar"
    svg = convert_chart(draw_columns([Punt(label, 5, "euro"), Punt("Werkelijk", 6, "euro")], stijl, "euro"))
    seen = " ".join(re.findall(r">([^<>]+)<", svg))
    assert label in seen
    assert "|" not in seen and "…" not in seen


def test_a_tooltip_reads_as_one_line(stijl: Huisstijl) -> None:
    vega = draw_columns([Punt("Raming na de voorjaarsnota", 5, "euro")], stijl, "euro")
    (bars,) = find_marks(vega, "bar")
    fields = {item["field"] for item in bars["encoding"]["tooltip"]}
    assert all("|" not in str(row[field]) for row in data_of(vega) for field in fields)


def test_only_the_modules_of_charts_know_altair() -> None:
    users = [
        path.parent.name
        for path in (ROOT / "sdreport").rglob("*.py")
        if "import altair" in path.read_text("utf-8")
    ]
    assert users and set(users) == {"charts"}
