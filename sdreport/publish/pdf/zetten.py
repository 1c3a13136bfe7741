"""Typst source becomes pages: no figure below a heading that comes after its own text, no last page of a few lines."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from sdreport.errors import BuildError

BIJ = "bij "
Plekken = Sequence[tuple[str | None, int]]
"""Figures that float (by anchor), the texts they go with (`bij <anchor>`) and headings (none), in the order of the
document, with their pages.
"""
Einde = tuple[int, float]
"""The last page, and which part of it is filled."""
GENOTEERD = "selector(<plekken>).or(<einde>)"
Vast = Collection[str]
"""Figures, by their anchor, that stay where they are in the text."""
HALF = 0.5
"""A last page that is filled less than this is saved where lines that stand a little closer can do that."""
DICHTER, WINST = 2, 0.14
"""How many steps closer lines then stand (`dicht` in stijl.typ), and the part of all pages that can save at most. Each
trial sets the whole report again, so there is one.
"""


@dataclass(frozen=True)
class Zetter:
    """What pages are made of.

    Where figures stand is written in the source and not in the inputs: of a document with other inputs typst makes all
    pages anew, and of another source only what is different. There is one input, as the order of several is
    chance, and of another order typst makes all pages anew too. `dicht` is how close lines stand.
    """

    root: Path
    source: Callable[[Vast], bytes]
    rapport: Mapping[str, Any]
    lettertypemappen: tuple[Path, ...]
    datum: date
    dicht: int = 0

    def look(self, vast: Vast) -> tuple[Plekken, Einde]:
        """Where stands what the templates note the place of, and where all ends (`plekken` and `einde` in stijl.typ).

        Nothing of a document that typst refuses: making it tells why.
        """
        try:
            plekken, einde = json.loads(self._compiler(self.source(vast)).query(GENOTEERD, field="value"))
        except RuntimeError:
            return (), (1, 1.0)
        return [(what, page) for what, page in plekken], tuple(einde)

    def make_pdf(self, vast: Vast) -> bytes:
        """The PDF; a warning (for instance an unknown font) is an error too."""
        pdf, warnings = self._compiler(self.source(vast)).compile_with_warnings(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],  # PDF_STANDARDS says it in words
            timestamp=datetime(self.datum.year, self.datum.month, self.datum.day, tzinfo=UTC),
        )
        if warnings or not isinstance(pdf, bytes):
            told = "; ".join(str(w.message) for w in warnings)
            told = told.replace(
                "unknown font family:", "in geen lettertypebestand van de huisstijl staat lettertype"
            )
            raise BuildError(f"PDF kan niet worden gemaakt: {told}")
        return pdf

    def _compiler(self, source: bytes) -> typst.Compiler:
        return typst.Compiler(
            source,
            root=self.root,
            font_paths=_fonts(self.lettertypemappen),
            sys_inputs={"rapport": json.dumps({**self.rapport, "dicht": self.dicht})},
        )


@lru_cache(maxsize=4)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def set_pages(zetter: Zetter) -> bytes:
    """The PDF; with lines a little closer where that saves a last page of less than half."""
    vast, (pages, part) = settle(zetter)
    if pages > 1 and part < HALF and part / (pages - 1 + part) <= WINST:
        closer = replace(zetter, dicht=DICHTER)
        vast_closer, (pages_closer, _) = settle(closer)
        if pages_closer < pages:
            zetter, vast = closer, vast_closer
    return zetter.make_pdf(vast)


def settle(zetter: Zetter) -> tuple[Vast, Einde]:
    """The figures that stay where they are in the text, and where the document then ends."""
    ends: list[Einde] = []

    def find_places(vast: Vast) -> Plekken:
        plekken, einde = zetter.look(vast)
        ends.append(einde)
        return plekken

    return keep_in_section(find_places), ends[-1]


def keep_in_section(find_places: Callable[[Vast], Plekken]) -> Vast:
    """The figures that cannot move to the foot of a page, as a next heading would come before them.

    What stays in its place moves all behind it: looked at until no figure stands outside its section.
    """
    vast: set[str] = set()
    while found := _strays(find_places(sorted(vast))) - vast:
        vast |= found
    return sorted(vast)


def _strays(plekken: Plekken) -> set[str]:
    """Figures that stand on a page on which a next heading has begun, or behind a later figure of their section."""
    pages = {what: page for what, page in plekken if what}
    strays: set[str] = set()
    section: list[str] = []
    for what, page in plekken:
        if what is None:
            out = [place for place, anker in enumerate(section) if pages.get(anker, 0) >= page]
            strays |= set(section[: max(out, default=-1) + 1])
            section = []
        elif what.startswith(BIJ):
            anker = what.removeprefix(BIJ)
            if anker not in pages:  # it stays in its place: no earlier one comes after it
                strays |= set(section)
            section.append(anker)
    return strays
