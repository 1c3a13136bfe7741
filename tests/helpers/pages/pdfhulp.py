"""Reading a PDF in tests: the rules it breaks and the structure a screen reader meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import page
import pikepdf


def failures(pdf: bytes) -> set[tuple[str, str]]:
    """The rules that the PDF breaks, without the one known mistake of the checker."""
    return {
        (profile, failure.rule_id)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if not (failure.rule_id.endswith("STREAM-LENGTH-001") and has_stream_ending_in_return(pdf))
    }


def has_stream_ending_in_return(pdf: bytes) -> bool:
    """The checker takes the last byte of such a stream for a part of the line end after it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        return any(stream.read_raw_bytes().endswith(b"\r") for stream in streams)


@dataclass(frozen=True)
class Element:
    """A structure element of a tagged PDF: kind (`/H1`), title, alternative text, scope of a header cell."""

    soort: str
    titel: str
    alt: str
    scope: str
    kinderen: tuple[Element, ...]

    def all(self) -> Iterator[Element]:
        yield self
        for kind in self.kinderen:
            yield from kind.all()


def read_element(node: Any) -> Element:
    attributes = [entry for entry in node.get("/A", []) if "/Scope" in entry]
    kinderen = node.get("/K", [])
    return Element(
        soort=str(node.S),
        titel=str(node.get("/T", "")),
        alt=str(node.get("/Alt", "")),
        scope=str(attributes[0].Scope) if attributes else "",
        kinderen=tuple(
            read_element(kind)
            for kind in (kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen])
            if isinstance(kind, pikepdf.Dictionary) and "/S" in kind
        ),
    )


def elements(pdf: bytes, *soorten: str) -> list[Element]:
    """The structure elements of these kinds, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = read_element(document.Root.StructTreeRoot.K[0])
    return [element for element in root.all() if element.soort in soorten]
