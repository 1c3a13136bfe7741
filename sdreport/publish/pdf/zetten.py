"""Typst source becomes pages, and in them no figure stands below the heading of a later chapter than its own."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from sdreport.errors import BuildError

Hoofdstukken = Sequence[Sequence[Mapping[str, Any]]]
Bladzijden = Mapping[Any, int]
"""Pages of figures (by anchor), of the texts they go with (`bij <anchor>`) and of beginnings of chapters (by place)."""
Plaatsen = Mapping[str, Literal["boven", "hier"]]
"""Figures, by their anchor, that do not stand at the foot of a page."""


@dataclass(frozen=True)
class Zetter:
    """What pages are made of.

    Where figures stand is written in the source and not in the inputs: of a document with other inputs typst makes all
    pages anew, and of another source only what is different.
    """

    root: Path
    source: Callable[[Plaatsen], bytes]
    rapport: Mapping[str, Any]
    lettertypemappen: tuple[Path, ...]
    datum: date

    def find_pages(self, plaatsen: Plaatsen) -> Bladzijden:
        """The pages of what the templates note the place of (`plek` in stijl.typ).

        None of a document that typst refuses: making it tells why.
        """
        try:
            return dict(json.loads(self._compiler(self.source(plaatsen)).query("<plek>", field="value")))
        except RuntimeError:
            return {}

    def make_pdf(self, plaatsen: Plaatsen) -> bytes:
        """The PDF; a warning (for instance an unknown font) is an error too."""
        pdf, warnings = self._compiler(self.source(plaatsen)).compile_with_warnings(
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
            sys_inputs={"rapport": json.dumps(self.rapport)},
        )


@lru_cache(maxsize=4)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def place_figures(hoofdstukken: Hoofdstukken, find_pages: Callable[[Plaatsen], Bladzijden]) -> Plaatsen:
    """The figures that cannot move to the foot of a later page, as a later chapter has begun on it, and their places.

    They go to the top of that page (`boven`), or stay where they are (`hier`) when their own text is on it as well. One
    chapter at a time, as all behind it moves along; `find_pages` is given the places found so far.
    """
    plaatsen: Plaatsen = {}
    while len(hoofdstukken) > 1:
        found = next(_strays(hoofdstukken, find_pages(plaatsen), plaatsen), None)
        if not found:
            break
        plaatsen = {**plaatsen, **found}
    return plaatsen


def _strays(
    hoofdstukken: Hoofdstukken, pages: Bladzijden, plaatsen: Plaatsen
) -> Iterator[dict[str, Literal["boven", "hier"]]]:
    """Per chapter the figures that stand below the heading of the next one, or above their own text."""
    for place, blokken in enumerate(hoofdstukken, 1):
        found: dict[str, Literal["boven", "hier"]] = {}
        for anker in [blok["anker"] for blok in blokken if blok.get("anker") in pages]:
            here, text, after = pages[anker], pages[f"bij {anker}"], pages.get(place, math.inf)
            on_top = plaatsen.get(anker) == "boven"
            if here == text or here > after if on_top else here >= after:
                found[anker] = "boven" if here > text and not on_top else "hier"
        if found:
            yield found
