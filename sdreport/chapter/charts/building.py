"""How Altair is asked to build a chart: without what it does for people who type one, which takes most of its time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import altair as alt
from altair.utils import schemapi

from sdreport.safe.replaced import replaced

Arguments = ParamSpec("Arguments")
Drawing = dict[str, Any]
"""A Vega-Lite specification."""
VLAK_VOORBEELD = 0.25
ENKEL = frozenset({str, int, float, bool, type(None), type(alt.Undefined)})
"""What a copy shares with what it is a copy of: nearly all that charts hold."""


def unchecked(draw: Callable[Arguments, Drawing]) -> Callable[Arguments, Drawing]:
    """Have a chart built without each part of it being held against the schema of Vega-Lite; tests do that."""

    @wraps(draw)
    def build(*arguments: Arguments.args, **named: Arguments.kwargs) -> Drawing:
        with schemapi.debug_mode(False), _copied_quickly():
            return draw(*arguments, **named)

    return build


@contextmanager
def _copied_quickly() -> Iterator[None]:
    """Let Altair copy a chart with fewer steps, and make no name for a part that nobody refers to.

    It copies each layer some five times, value by value, and writes its records out as text for a name that is dropped.
    """
    name = alt.Chart._compute_hash
    with (
        replaced(schemapi, "_deep_copy", _copy),
        replaced(alt.Chart, "_compute_hash", _name_if_asked(name)),
    ):
        yield


def _copy(part: Any, by_ref: set[str]) -> Any:
    """What Altair's own copy gives: all its parts copied, and what stands under the names `by_ref` itself."""
    if isinstance(part, alt.SchemaBase):
        if copier := getattr(type(part), "__deepcopy__", None):
            return copier(part)
        named = _copy_named(part._kwds, by_ref)
        if isinstance(part, alt.TopLevelMixin):  # its begin arranges its parts
            return type(part)(*(_copy(one, by_ref) for one in part._args), **named)
        made = object.__new__(type(part))
        object.__setattr__(made, "_args", tuple(_copy(one, by_ref) for one in part._args))
        object.__setattr__(made, "_kwds", named)
        return made
    if isinstance(part, list):
        return [one if type(one) in ENKEL else _copy(one, by_ref) for one in part]
    return _copy_named(part, by_ref) if isinstance(part, dict) else part


def _copy_named(parts: dict[str, Any], by_ref: set[str]) -> dict[str, Any]:
    return {
        name: one if type(one) in ENKEL or name in by_ref else _copy(one, by_ref)
        for name, one in parts.items()
    }


def _name_if_asked(name: Callable[[Any], str]) -> Callable[[Any], str | None]:
    """Only a chart with parameters is referred to by its name."""
    return lambda chart: None if chart._get("params") is alt.Undefined else name(chart)


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
