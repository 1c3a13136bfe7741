"""The logo of a house style: a plain drawing (SVG) of a bounded size, that runs and fetches nothing."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from sdreport.errors import ConfigurationError, Fault, shorten
from sdreport.safe.files import MEGABYTE, read_text

NIET_IN_LOGO = re.compile(
    r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)|<(?:\w+:)?(?:script|foreignObject|image|feImage|iframe|handler|set|animate\w*)\b"
    r"|\s(?:on\w+|(?:\w+:)?href)\s*=\s*[\"'](?!#)|@import|url\((?!\s*[\"']?#)|javascript:",
    re.IGNORECASE,
)
"""What makes a drawing more than a drawing."""
GEWOON = "een logo mag niets uitvoeren en niets van elders halen. Bewaar het als gewone SVG."
HAALT = re.compile(
    r"\\|@import|javascript:|(?:^|[^\w-])(?:url\((?!\s*[\"']?#)|(?:-webkit-)?image(?:-set)?\(|src\(|cross-fade\()",
    re.IGNORECASE,
)
"""What of a style or value fetches something, also when it was written with entities; a backslash hides a letter."""
VREEMD = ("src", "srcset", "imagesrcset", "data", "action", "formaction", "background", "poster", "base")
"""Attributes that no drawing has, and that fetch something in a page."""
XHTML = "{http://www.w3.org/1999/xhtml}"
UITLEG_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)
MEESTE_TEKENS = MEGABYTE // 2
MEESTE_VORMEN = 5_000
DIEPSTE = 50
GROOTSTE_ZIJDE = 20_000
GETAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
MATEN = ("width", "height", "viewBox")


def check_logo(logo: Path) -> None:
    """Refuse a logo that is no plain drawing, or one that is too large to stand on every page."""
    text = read_text(logo)
    if len(text) > MEESTE_TEKENS:
        raise _refuse(logo, "het logo is groter dan 500 kB. Bewaar het kleiner.")
    if not re.search(r"<(?:\w+:)?svg[\s/>]", text):
        raise _refuse(logo, "dit is geen SVG.")
    if found := NIET_IN_LOGO.search(text):
        raise _refuse(
            logo,
            f"hier staat {shorten(found[0].strip())!r}: {GEWOON}",
        )
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, ValueError):
        raise _refuse(logo, "dit is geen geldige SVG. Bewaar het opnieuw als gewone SVG.") from None
    if wrong := _judge(root):
        raise _refuse(logo, wrong)


def _judge(root: ET.Element) -> str:
    """What makes a drawing too large or too heavy; empty when nothing does."""
    if _tag(root) != "svg":
        return "dit is geen SVG."
    sides = [float(side) for name in MATEN for side in GETAL.findall(root.get(name, ""))]
    if any(abs(side) > GROOTSTE_ZIJDE for side in sides):
        return f"het logo is meer dan {GROOTSTE_ZIJDE} punten breed of hoog. Maak het kleiner."
    if any(not _is_size(root.get(name)) for name in MATEN):
        return "het logo heeft geen maat: width, height en viewBox zijn getallen boven 0. Bewaar het opnieuw."
    used = {target for item in root.iter() if _tag(item) == "use" for target in _targets(item)}
    for shapes, (item, above) in enumerate(_walk(root)):
        if shapes > MEESTE_VORMEN:
            return f"het logo heeft meer dan {MEESTE_VORMEN} vormen. Vereenvoudig het."
        if len(above) > DIEPSTE:
            return "de vormen in het logo zitten te diep in elkaar. Vereenvoudig het."
        if _tag(item) == "filter":
            return "een filter kan in een logo niet. Bewaar het als gewone SVG."
        if _tag(item) == "use" and any(part.get("id") in used for part in (item, *above)):
            return "een herhaling in een herhaling (<use>) kan in een logo niet. Bewaar het als gewone SVG."
        if found := _find_foreign(item):
            return f"hier staat {shorten(found)!r}: {GEWOON}"
    return ""


def _find_foreign(item: ET.Element) -> str:
    """What of one element is of a page, or fetches something; empty when nothing is."""
    if item.tag.startswith(XHTML):
        return f"<{_tag(item)}"
    for name, value in item.attrib.items():
        if _tag_name(name) in VREEMD:
            return f"{_tag_name(name)}="
        if found := HAALT.search(UITLEG_CSS.sub("", value)):
            return found[0].strip()
    found = HAALT.search(UITLEG_CSS.sub("", item.text or "")) if _tag(item) == "style" else None
    return found[0].strip() if found else ""


def _is_size(given: str | None) -> bool:
    """Whether a side (`40`, `40mm`, `100%`) or a viewBox (its last two numbers) is a size, as far as it is given."""
    if given is None:
        return True
    sides = GETAL.findall(given)
    return len(sides) in (1, 4) and all(float(side) > 0 for side in sides[-2:])


def _walk(root: ET.Element) -> Iterator[tuple[ET.Element, tuple[ET.Element, ...]]]:
    """Every element with those it stands in; without recursion, as depth is what is looked at."""
    todo: list[tuple[ET.Element, tuple[ET.Element, ...]]] = [(root, ())]
    while todo:
        item, above = todo.pop()
        yield item, above
        if len(above) <= DIEPSTE:
            todo += [(child, (*above, item)) for child in item]


def _targets(item: ET.Element) -> list[str]:
    return [value[1:] for name, value in item.attrib.items() if _tag_name(name) == "href"]


def _tag(item: ET.Element) -> str:
    return _tag_name(item.tag)


def _tag_name(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse(logo: Path, what: str) -> ConfigurationError:
    return ConfigurationError(Fault(what, logo.name))
