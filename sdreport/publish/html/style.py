"""Style of the HTML page: CSS variables and fonts from the house style, and the Content-Security-Policy."""

from __future__ import annotations

import base64
import colorsys
import re
from collections.abc import Iterable
from pathlib import Path

from sdreport.project.huisstijl import MIN_CONTRAST_TEXT, Huisstijl, contrast, relative_luminance
from sdreport.publish.html.vouw import expand_folds
from sdreport.safe.hashes import hash_text

TEMPLATE_FOLDER = Path(__file__).parents[1] / "templates" / "sdreport-html"
SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
# The dark theme is the same for every house style; house colours are lightened until they can be read on it.
DARK = {
    "tekst": "#e6eaec",
    "gedempt": "#b4bec4",
    "achtergrond": "#14191c",
    "vlak": "#1f272b",
    "lijn": "#455159",
    "watermerk": "#1f2529",
}
KRITIEK = "#a4161a"
MIN_CONTRAST_STRONG = 7.0  # WCAG 2.2, success criterion 1.4.6


def make_stylesheet(huisstijl: Huisstijl) -> str:
    """The whole style of a page: fonts, variables for each theme, and the template's style.css."""
    css = expand_folds((TEMPLATE_FOLDER / "style.css").read_text(encoding="utf-8"))
    light, dark = _light_colours(huisstijl), _dark_colours(huisstijl)
    themes = {
        "": _variables(light) + f"--letter:{_font_stack(huisstijl)};",
        "screen and (prefers-color-scheme:dark)": _variables(dark),
        "(prefers-contrast:more)": _variables(_strengthen(light)),
        "screen and (prefers-contrast:more) and (prefers-color-scheme:dark)": _variables(_strengthen(dark)),
    }
    rules = [
        f"@media {when}{{:root{{{what}}}}}\n" if when else f":root{{{what}}}\n"
        for when, what in themes.items()
    ]
    return "".join([*_font_faces(huisstijl), *rules, css])


def make_csp(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """A policy under which only these inline styles and scripts run and nothing is fetched.

    No 'unsafe-inline' and no 'unsafe-eval'. Pictures and fonts may only come from the page itself (data:).
    """
    style_hashes = " ".join(_hash_source(text) for text in styles)
    script_hashes = " ".join(_hash_source(text) for text in scripts) or "'none'"
    return (
        f"default-src 'none'; style-src {style_hashes}; script-src {script_hashes}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def logo_uri(huisstijl: Huisstijl) -> str:
    """The logo as a data URI (in an <img>, where a script in the SVG cannot run); empty without a logo."""
    if huisstijl.logo is None:
        return ""
    return f"data:image/svg+xml;base64,{_base64(Path(huisstijl.logo))}"


def _light_colours(huisstijl: Huisstijl) -> dict[str, str]:
    kleuren = huisstijl.kleuren
    watermerk = _mix(kleuren.achtergrond, kleuren.lijn, 0.3)
    grounds = (kleuren.achtergrond, kleuren.vlak, watermerk)
    return {
        "primair": kleuren.primair,
        "op-primair": kleuren.achtergrond,  # the house style guarantees 4.5:1 between these two
        "link": _readable(kleuren.primair, grounds),
        "accent": _readable(kleuren.accent, grounds),
        "kritiek": _readable(KRITIEK, grounds),
        "tekst": kleuren.tekst,
        "gedempt": _readable(_mix(kleuren.tekst, kleuren.achtergrond, 0.3), grounds),
        "achtergrond": kleuren.achtergrond,
        "vlak": kleuren.vlak,
        "lijn": kleuren.lijn,
        "watermerk": watermerk,
    }


def _dark_colours(huisstijl: Huisstijl) -> dict[str, str]:
    kleuren = huisstijl.kleuren
    grounds = (DARK["achtergrond"], DARK["vlak"], DARK["watermerk"])
    return {
        **DARK,
        "primair": kleuren.primair,
        "op-primair": kleuren.achtergrond,
        "link": _readable(kleuren.primair, grounds, minimum=6),
        "accent": _readable(kleuren.accent, grounds, minimum=6),
        "kritiek": _readable(KRITIEK, grounds, minimum=6),
    }


def _strengthen(kleuren: dict[str, str]) -> dict[str, str]:
    """The colours of a theme for readers who ask for more contrast: 7:1 for text, lines as strong as text."""
    grounds = (kleuren["achtergrond"], kleuren["vlak"])
    names = ("tekst", "gedempt", "link", "accent", "kritiek")
    texts = {name: _readable(kleuren[name], grounds, MIN_CONTRAST_STRONG) for name in names}
    primair = _readable(kleuren["primair"], (kleuren["op-primair"],), MIN_CONTRAST_STRONG)
    return {**kleuren, **texts, "primair": primair, "lijn": texts["gedempt"]}


def _variables(kleuren: dict[str, str]) -> str:
    return "".join(f"--{naam}:{kleur};" for naam, kleur in kleuren.items())


def _mix(kleur: str, ander: str, deel: float) -> str:
    """Colour between two `#rrggbb` colours; `deel` 0..1 is the share of the second."""
    pairs = [(int(kleur[i : i + 2], 16), int(ander[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * deel):02x}" for a, b in pairs)


def _readable(kleur: str, grounds: Iterable[str], minimum: float = MIN_CONTRAST_TEXT) -> str:
    """The colour itself or the nearest lighter or darker one with enough contrast on every ground.

    Hue stays; the strongest saturations are softened. Returns black or white when nothing else will do.
    """
    grounds = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    if all(contrast(kleur, ground) >= minimum for ground in grounds):
        return kleur
    target = 1.0 if relative_luminance(grounds[0]) < 0.18 else 0.0
    for step in range(1, 41):
        light = lightness + (target - lightness) * step / 40
        rgb = colorsys.hls_to_rgb(hue, light, min(saturation, 0.6))
        candidate = "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
        if all(contrast(candidate, ground) >= minimum for ground in grounds):
            return candidate
    return "#ffffff" if target else "#000000"


def _font_stack(huisstijl: Huisstijl) -> str:
    return f"{_css_string(huisstijl.lettertype)}, {SYSTEM_FONTS}"


def _font_faces(huisstijl: Huisstijl) -> list[str]:
    """One @font-face per .woff2; weight and slant come from names such as `…-latin-600-normal.woff2`."""
    faces = []
    for path in map(Path, huisstijl.lettertypebestanden):
        if path.suffix.lower() != ".woff2" or "latin-ext" in path.name:
            continue  # Dutch needs no extended Latin, and the page stays light
        weight = re.search(r"(?<!\d)([1-9]00)(?!\d)", path.stem)
        faces.append(
            f"@font-face{{font-family:{_css_string(huisstijl.lettertype)};"
            f"font-weight:{weight[1] if weight else 400};"
            f"font-style:{'italic' if 'italic' in path.stem.lower() else 'normal'};"
            f"src:url(data:font/woff2;base64,{_base64(path)}) format('woff2')}}\n"
        )
    return faces


def _css_string(text: str) -> str:
    return '"' + re.sub(r'[\\"<>\n]', "", text) + '"'


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def _hash_source(text: str) -> str:
    digest = bytes.fromhex(hash_text(text))
    return f"'sha256-{base64.b64encode(digest).decode()}'"
