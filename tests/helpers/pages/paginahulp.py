"""Helpers of the tests of the HTML page: make a chapter of some blocks, look things up in the page."""

from __future__ import annotations

from typing import Any

import voorbeeldnotebook as voorbeeld
from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode


def definitief(*notebooks: NotebookNode) -> list[NotebookNode]:
    """The notebooks as final ones."""
    for nb in notebooks:
        nb.metadata["sdreport"]["concept"] = False
    return list(notebooks)


def notebook_of(*blokken: dict[str, Any]) -> list[NotebookNode]:
    """A chapter with only these blocks."""
    nb = voorbeeld.build_text_notebook()
    nb.cells = nb.cells[:1] + [voorbeeld.blok_cell(blok, "hoofdstuk.toon()") for blok in blokken]
    return definitief(nb)


def soup(page: str) -> BeautifulSoup:
    """The page, parsed as a browser would."""
    return BeautifulSoup(page, "html.parser")


def one(parent: Tag | BeautifulSoup, selector: str) -> Tag:
    """The only element for a selector."""
    found = parent.select(selector)
    assert len(found) == 1, f"{len(found)} x {selector}"
    return found[0]
