"""Elements of a message, from nested pairs to text: `("Geboortedatum", [("Datum", "1950-01-01")])`."""

from collections.abc import Iterable, Sequence

Inhoud = str | Sequence["Element"]
Element = tuple[str, "Inhoud | None"]
LINE_END = "\r\n"
RUIMTE = "http://www.istandaarden.nl/{}/3_2/{}/schema"
STANDAARD = {"WMO": "iwmo", "JW": "ijw"}
WORTEL = "Bericht"
_TEKENS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def render_bericht(soort: str, inhoud: Iterable[Element]) -> bytes:
    """A whole message of a type (WMO301), in UTF-8, with the line ends that the standard asks for."""
    prefix = soort.lower()
    standaard = STANDAARD[soort[:-3]]
    spaces = {standaard: RUIMTE.format(standaard, "basisschema"), prefix: RUIMTE.format(standaard, prefix)}
    declared = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{prefix}:{WORTEL}{declared}>"]
    for element in inhoud:
        lines += _render(element, prefix, "  ")
    return LINE_END.join([*lines, f"</{prefix}:{WORTEL}>", ""]).encode("utf-8")


def _render(element: Element, prefix: str, indent: str) -> list[str]:
    """The lines of an element; none when it has no content, as empty elements are not allowed."""
    name, content = element
    tag = f"{prefix}:{name}"
    if isinstance(content, str):
        return [f"{indent}<{tag}>{content.translate(_TEKENS)}</{tag}>"] if content else []
    inner = [line for child in content or () for line in _render(child, prefix, f"{indent}  ")]
    return [f"{indent}<{tag}>", *inner, f"{indent}</{tag}>"] if inner else []
