"""Charts to SVG, all in one process: the first conversion starts an engine, the next ones are quick."""

import re
from collections.abc import Mapping
from typing import Any

import vl_convert

from sdreport.huisstijl import Huisstijl

LOCALE = "nl-NL"


def register_fonts(stijl: Huisstijl) -> None:
    """Tell the chart engine where the fonts of the house style are; an unknown font would lose all text."""
    for folder in stijl.lettertypemappen:
        vl_convert.register_font_directory(str(folder))


def convert_chart(vega: Mapping[str, Any]) -> str:
    """A Vega-Lite specification as SVG, numbers and dates in Dutch notation."""
    svg: str = vl_convert.vegalite_to_svg(dict(vega), format_locale=LOCALE, time_format_locale=LOCALE)
    return make_scalable(svg)


def make_scalable(svg: str) -> str:
    """Let the drawing follow the width of the page: the viewBox stays, fixed sizes become a maximum."""
    return re.sub(r'^<svg([^>]*?) width="(\d+)(?:\.\d+)?" height="(\d+)(?:\.\d+)?"', r'<svg\1 width="\2" height="\3"', svg)
