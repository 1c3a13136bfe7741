"""Charts to SVG, all in one process: the first conversion starts an engine, the next ones are quick."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sdreport.project.huisstijl import Huisstijl

LOCALE: Final = "nl-NL"


def register_fonts(stijl: Huisstijl) -> None:
    """Tell the chart engine where the fonts of the house style are; an unknown font would lose all text."""
    for folder in stijl.lettertypemappen:
        _register(folder)


@lru_cache
def _register(folder: Path) -> None:
    """A folder is read once in a process: each time the engine would read all its fonts again."""
    import vl_convert  # slow to load, and a build needs it in one process only

    vl_convert.register_font_directory(str(folder))


def convert_chart(vega: Mapping[str, Any]) -> str:
    """A Vega-Lite specification as SVG, numbers and dates in Dutch notation."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(dict(vega), format_locale=LOCALE, time_format_locale=LOCALE)
    return svg
