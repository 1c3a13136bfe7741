"""What is painted on the pages of a PDF, held against its structure tree: nothing may stand outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

PAINT = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE IMAGE"}
Plek = tuple[int, int]  # object number of the page, and the number of the marked content on it


def untagged_content(pdf: bytes) -> list[str]:
    """Painting that is neither part of the structure nor an artifact, and marks that do not match the structure."""
    with pikepdf.open(BytesIO(pdf)) as document:
        problems: list[str] = []
        marks: Counter[Plek] = Counter()
        for number, page in enumerate(document.pages, start=1):
            for mcid, paints in _walk_stream(page, page.get("/Resources"), inside=None):
                if mcid is None and paints:
                    problems.append(f"page {number}: {paints} outside structure and artifacts")
                elif mcid is not None and paints == "BDC":
                    marks[page.objgen[0], mcid] += 1
        referred = Counter(_referred_marks(document.Root.StructTreeRoot))
        problems += [f"mark {plek} is not in the structure" for plek in marks - referred]
        problems += [f"the structure refers to {plek}, which is not painted" for plek in referred - marks]
        return problems


def _walk_stream(stream: Any, resources: Any, inside: int | str | None) -> Iterator[tuple[Any, str]]:
    """Painting operators with the mark they stand in, and each opening of a mark with an MCID."""
    stack: list[int | str | None] = [inside]
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            mark = _read_mark(instruction.operands, resources, stack[-1])
            stack.append(mark)
            if isinstance(mark, int) and mark is not stack[-2]:
                yield mark, "BDC"
        elif operator == "EMC":
            stack.pop()
        elif operator == "Do":
            form = resources.XObject[str(instruction.operands[0])]
            if form.get("/Subtype") == "/Form" and stack[-1] is None:
                yield from _walk_stream(form, form.get("/Resources", resources), stack[-1])
            elif stack[-1] is None:
                yield None, "Do"
        elif operator in PAINT:
            yield stack[-1], operator
    assert len(stack) == 1, "marked content is not closed"


def _read_mark(operands: Any, resources: Any, outer: int | str | None) -> int | str | None:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    if len(operands) > 1:
        properties = operands[1]
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[str(properties)]
        if "/MCID" in properties:
            return int(properties.MCID)
    return outer


def _referred_marks(node: Any, page: int = 0) -> Iterator[Plek]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _referred_marks(child, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.Pg.objgen[0] if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            yield page, int(node.MCID)
        elif "/K" in node:
            yield from _referred_marks(node.K, page)
    elif isinstance(node, int):
        yield page, int(node)


def unembedded_fonts(pdf: bytes) -> list[str]:
    """The fonts that a reader would have to have."""
    with pikepdf.open(BytesIO(pdf)) as document:
        descriptors = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and "/ToUnicode" not in item
            and item.get("/Subtype") == "/Type0"
        ]
        assert descriptors
        loose = [d for d in descriptors if not any(f"/FontFile{kind}" in d for kind in ("", "2", "3"))]
        return [str(item.get("/FontName", item.get("/BaseFont"))) for item in (*loose, *fonts)]


def outline_titles(pdf: bytes) -> list[tuple[int, str]]:
    """The bookmarks in order, each with its level."""

    def walk(items: Any, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, str(item.title)
            yield from walk(item.children, level + 1)

    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        return list(walk(outline.root, 1))
