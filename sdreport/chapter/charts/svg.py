"""Charts to SVG, all in one process: the first conversion starts an engine, the next ones are quick.

The engine lets nothing else run in its process while it draws: a build has it in processes of its own (`Tekenaars`).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sdreport.safe.beside import Helpers, answer_all

if TYPE_CHECKING:  # a process that draws needs no house style
    from sdreport.project.huisstijl import Huisstijl

LOCALE: Final = "nl-NL"
NIET_TE_TEKENEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\U00010000-\U0010ffff]"
)
"""Signs on which the engine ends in an accident: it takes an emoji for two signs, and can cut it in half."""
GEEN_MAAT: Final = re.compile(r"<[^>]*\b(?:NaN|Infinity)\b[^>]*>")
GEEN_GETAL: Final = re.compile(r"-?\b(?:NaN|Infinity)\b")
"""What the engine writes for a size where a chart has no row at all; no reader of SVG takes it."""
VAKJE: Final = "\u25a1"
MEESTE = 4
"""So many processes draw at most: each starts an engine."""
Teken = Callable[[Sequence[Path], str], str]
"""Draws a specification (JSON) with the fonts in these folders."""


def register_fonts(stijl: "Huisstijl") -> None:
    """Tell the chart engine where the fonts of the house style are; an unknown font would lose all text."""
    for folder in stijl.lettertypemappen:
        _register(folder)


@lru_cache
def _register(folder: Path) -> None:
    """A folder is read once in a process: each time the engine would read all its fonts again."""
    import vl_convert  # slow to load, and a build needs it in few processes only

    vl_convert.register_font_directory(str(folder))


def convert_chart(vega: Mapping[str, Any]) -> str:
    """A Vega-Lite specification as SVG, numbers and dates in Dutch notation."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(
        _keep_drawable(vega), format_locale=LOCALE, time_format_locale=LOCALE
    )
    return svg if any(_find_rows(vega)) else GEEN_MAAT.sub(lambda tag: GEEN_GETAL.sub("0", tag[0]), svg)


def _find_rows(part: Any) -> Iterator[Sequence[Any]]:
    """The rows of all data in a specification."""
    if isinstance(part, Mapping):
        yield from part.get("datasets", {}).values()
        for name, inner in part.items():
            if name == "values":
                yield inner
            yield from _find_rows(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _find_rows(inner)


def _keep_drawable(part: Any) -> Any:
    """A specification with a box in place of each sign that cannot be drawn."""
    if isinstance(part, Mapping):
        return {name: _keep_drawable(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_keep_drawable(value) for value in part]
    return NIET_TE_TEKENEN.sub(VAKJE, part) if isinstance(part, str) else part


def draw(folders: Sequence[Path], vega: str) -> str:
    """Draw a specification (JSON), here and now, with the fonts in these folders."""
    for folder in folders:
        _register(folder)
    return convert_chart(json.loads(vega))


@contextmanager
def start_tekenaars(aantal: int) -> Iterator[Teken]:
    """What draws as `draw` does, in so many processes beside this one; they start when there is something to draw.

    For one it is this process: a process beside it would only cost its start.
    """
    if aantal == 1:
        yield draw
        return
    helpers = Helpers(__name__, min(aantal, MEESTE), draw)
    try:
        yield helpers.ask
    finally:
        helpers.close()


def main() -> None:
    """Be a process that draws."""
    answer_all(draw)
