"""Charts drawn in processes beside the build: the same drawing, whatever becomes of the process."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sdreport.chapter.charts import svg
from sdreport.safe.beside import Helpers


def spec(waarde: float) -> str:
    """A chart of one bar."""
    data = {"values": [{"a": "x", "b": waarde}]}
    encoding = {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}
    return json.dumps({"data": data, "mark": "bar", "encoding": encoding})


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[Helpers]:
    """The helpers that were made."""
    made: list[Helpers] = []

    def make(module: str, most: int, here: Callable[..., Any]) -> Helpers:
        made.append(Helpers(module, most, here))
        return made[-1]

    monkeypatch.setattr(svg, "Helpers", make)
    return made


def test_what_is_drawn_beside_the_build_is_the_same_also_when_the_process_is_gone(
    helpers: list[Helpers],
) -> None:
    drawn = {waarde: svg.draw((), spec(waarde)) for waarde in (1.0, 1234.5)}
    assert "1.200" in drawn[1234.5]
    with svg.start_tekenaars(2) as teken, ThreadPoolExecutor(4) as threads:
        assert helpers[0]._all == [], "nothing starts before there is something to draw"
        asked = [1.0, 1234.5] * 4
        assert list(threads.map(lambda waarde: teken((), spec(waarde)), asked)) == [
            drawn[one] for one in asked
        ]
        assert 1 <= len(helpers[0]._all) <= 2
        for process in helpers[0]._all:
            process.kill()
        assert teken((), spec(1.0)) == drawn[1.0]
    assert all(process.poll() is not None for process in helpers[0]._all)


def test_one_is_the_process_itself(helpers: list[Helpers]) -> None:
    with svg.start_tekenaars(1) as teken:
        assert (teken, helpers) == (svg.draw, [])


def test_a_chart_that_cannot_be_drawn_fails_as_it_does_here() -> None:
    with svg.start_tekenaars(2) as teken, pytest.raises(ValueError, match=r"."):
        teken((), json.dumps({"mark": "geen"}))
