"""Markdown of policy officers becomes nodes that the typst templates turn into content.

The result is plain data (JSON), never typst source: whatever a text holds, the PDF shows it as text.
Raw HTML stays visible text, an image becomes its alternative text, a link to a file or a script its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import mistune

from sdreport.safe.dutch import join_amounts

Node = dict[str, Any]
LANGSTE_ADRES = 2000
"""A longer address is no address to go to, and typst refuses it at some length."""

_parse = mistune.create_markdown(renderer=None, plugins=["strikethrough"])


def parse_markdown(markdown: str) -> list[Node]:
    """Return the block nodes of a Markdown text, in order.

    Block nodes (`soort`): alinea, kop (niveau), lijst (genummerd, begin, items), citaat, scheiding.
    Inline nodes: tekst, nadruk, sterk, code, regeleinde, verwijzing (anker), webadres (adres).
    """
    tokens, _state = _parse.parse(markdown)
    return list(_blocks(tokens if isinstance(tokens, list) else []))


def plain_text(nodes: Iterable[Node]) -> str:
    """Return the words of inline nodes, for instance of a heading."""
    return "".join(node.get("tekst", "") + plain_text(node.get("inhoud", [])) for node in nodes)


def _blocks(tokens: Iterable[Node], genest: bool = False) -> Iterator[Node]:
    """Block nodes; a heading inside a list or quotation is a line in bold, as a chapter cannot start there."""
    for token in tokens:
        soort = token["type"]
        if soort in {"paragraph", "block_text"}:
            yield {"soort": "alinea", "inhoud": list(_inlines(token["children"]))}
        elif soort == "heading":
            niveau, inhoud = token["attrs"]["level"], list(_inlines(token["children"]))
            if genest:
                yield {"soort": "alinea", "inhoud": [{"soort": "sterk", "inhoud": inhoud}]}
            else:
                yield {"soort": "kop", "niveau": niveau, "inhoud": inhoud}
        elif soort == "list":
            yield _list(token)
        elif soort == "block_quote":
            yield {"soort": "citaat", "inhoud": list(_blocks(token["children"], genest=True))}
        elif soort == "thematic_break":
            yield {"soort": "scheiding"}
        elif soort in {"block_code", "block_html"}:
            yield {"soort": "alinea", "inhoud": [_text(token["raw"].strip())]}


def _list(token: Node) -> Node:
    attrs = token["attrs"]
    return {
        "soort": "lijst",
        "genummerd": bool(attrs["ordered"]),
        "begin": attrs.get("start", 1),
        "items": [list(_blocks(item["children"], genest=True)) for item in token["children"]],
    }


def _inlines(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        yield from _INLINE.get(token["type"], _raw)(token)


def _text(tekst: str) -> Node:
    return {"soort": "tekst", "tekst": join_amounts(tekst)}


def _raw(token: Node) -> Iterator[Node]:
    yield _text(token.get("raw", ""))


def _wrap(soort: str) -> Callable[[Node], Iterator[Node]]:
    def node(token: Node) -> Iterator[Node]:
        yield {"soort": soort, "inhoud": list(_inlines(token["children"]))}

    return node


def _link(token: Node) -> Iterator[Node]:
    inhoud, adres = list(_inlines(token["children"])), token["attrs"]["url"]
    if adres.startswith("#"):  # `figuur 3.4` stays on one line
        woorden = plain_text(inhoud).replace(" ", "\u00a0")
        yield {"soort": "verwijzing", "anker": adres[1:], "inhoud": [_text(woorden)]}
    elif adres.startswith(("https://", "http://", "mailto:")) and len(adres) < LANGSTE_ADRES:
        yield {"soort": "webadres", "adres": adres, "inhoud": inhoud}
    else:
        yield from inhoud


_INLINE: dict[str, Callable[[Node], Iterator[Node]]] = {
    "text": _raw,
    "inline_html": _raw,
    "emphasis": _wrap("nadruk"),
    "strong": _wrap("sterk"),
    "strikethrough": lambda token: _inlines(token["children"]),
    "codespan": lambda token: iter([{"soort": "code", "tekst": token["raw"]}]),
    "linebreak": lambda token: iter([{"soort": "regeleinde"}]),
    "softbreak": lambda token: iter([_text(" ")]),
    "image": lambda token: _inlines(token["children"]),
    "link": _link,
}
