"""How Altair is asked to build a chart: without what it does for people who type one, which takes most of its time."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import altair as alt
from altair.utils.schemapi import debug_mode

Arguments = ParamSpec("Arguments")
Drawing = dict[str, Any]
"""A Vega-Lite specification."""
VLAK_VOORBEELD = 0.25


def unchecked(draw: Callable[Arguments, Drawing]) -> Callable[Arguments, Drawing]:
    """Have a chart built without each part of it being held against the schema of Vega-Lite; tests do that."""

    @wraps(draw)
    def build(*arguments: Arguments.args, **named: Arguments.kwargs) -> Drawing:
        with debug_mode(False):
            return draw(*arguments, **named)

    return build


def choose(channel: type[alt.SchemaBase], test: str, yes: object, no: object) -> alt.SchemaBase:
    """A value of a channel by a test on a row, as `alt.condition` gives it; that one searches for the channel."""
    return channel(value=no, condition={"test": test, "value": yes})


def mark_examples(full: float = 1) -> dict[str, alt.SchemaBase]:
    """How an example differs from a fixed figure: a faint fill and a dashed outline."""
    return {
        "fillOpacity": choose(alt.FillOpacityValue, "datum.voorbeeld", VLAK_VOORBEELD, full),
        "strokeDash": choose(alt.StrokeDashValue, "datum.voorbeeld", [4, 3], [1, 0]),
    }


def finish(chart: alt.TopLevelMixin, config: Drawing, **properties: object) -> Drawing:
    """A chart as a specification, with its properties and its style."""
    spec: Drawing = chart.to_dict(validate=False)
    given = spec["config"]
    view = {**given.get("view", {}), **config.get("view", {})}
    return {**spec, **properties, "config": {**given, **config, "view": view}}
