"""Figures in the PDF of a report stay in their own chapter, on whatever page they fit."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import voorbeeldnotebook as voorbeeld
from nbformat.v4 import new_markdown_cell

from sdreport.project.huisstijl import load_huisstijl
from sdreport.publish.pdf.blocks import chapter_blocks, keep_below_headings
from sdreport.publish.pdf.document import render_pdf
from sdreport.publish.pdf.zetten import Bladzijden, Plaatsen, place_figures

HUISSTIJL = load_huisstijl(Path(__file__).parents[2] / "parameters" / "huisstijl.yaml")
WOORDEN = "Een regel van een alinea die de bladzijde vult en verder niets zegt. " * 3


@pytest.mark.parametrize("alineas", [4, 10, 12, 14])
def test_no_figure_stands_below_the_heading_of_the_next_chapter(alineas: int) -> None:
    """Where the last figure of a chapter does not fit at the foot of its page, and where it does."""
    chapters = [voorbeeld.build_notebook() for _ in range(2)]
    blok = {**voorbeeld.figuur_blok(), "tabel": None}
    verwijzing = new_markdown_cell(f"Zie [de figuur](#{blok['anker']}).")
    chapters[0]["cells"] = [
        *_text("# Eerste", alineas),
        voorbeeld.blok_cell(blok, "x"),
        verwijzing,
        *_text("", 2),
    ]
    chapters[1]["cells"] = _text("# Tweede", 4)
    with pikepdf.open(BytesIO(render_pdf(chapters, HUISSTIJL, voorbeeld.META))) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        with document.open_outline() as outline:
            kop = _place(next(item for item in outline.root if "Tweede" in item.title).destination, numbers)
        links = [_place(link, numbers) for page in document.pages for link in _links(page)]
    assert links
    assert all(link < kop for link in links)


CHAPTERS: Sequence[Sequence[dict[str, str]]] = ([{"anker": "a"}, {"anker": "b"}], [{"anker": "c"}], [{}])


def test_a_figure_goes_to_the_top_of_the_page_on_which_a_later_chapter_begins() -> None:
    """What the second chapter has to do is known only when the first is right."""

    def find_pages(plaatsen: Plaatsen) -> Bladzijden:
        third = 3 if "b" in plaatsen else 5
        return {"a": 2, "bij a": 2, "b": 3, "bij b": 2, 0: 1, 1: 3, "c": third, "bij c": 3, 2: 4}

    assert place_figures(CHAPTERS, find_pages) == {"b": "boven"}


def test_a_figure_stays_in_its_text_where_that_is_on_the_page_too() -> None:
    pages: Bladzijden = {"a": 2, "bij a": 2, 0: 1, 1: 2, "c": 3, "bij c": 3, 2: 3}
    found = place_figures(CHAPTERS, lambda plaatsen: {k: p for k, p in pages.items() if k not in plaatsen})
    assert found == {"a": "hier", "c": "hier"}


def test_a_figure_at_the_top_of_the_page_of_its_text_stays_in_that_text() -> None:
    def find_pages(plaatsen: Plaatsen) -> Bladzijden:
        stands = {"boven": {"a": 2, "bij a": 2}, "hier": {"bij a": 2}}
        return (
            {"a": 3, "bij a": 2, 0: 1, 1: 3} if "a" not in plaatsen else {**stands[plaatsen["a"]], 0: 1, 1: 3}
        )

    assert place_figures(CHAPTERS, find_pages) == {"a": "hier"}


def test_a_figure_that_is_all_below_its_heading_stays_there() -> None:
    """Else headings without anything stand below each other."""
    chapter = voorbeeld.build_notebook()
    figuren = [{**voorbeeld.figuur_blok(), "anker": f"figuur-{n}", "nummer": f"1.{n}"} for n in (1, 2, 3)]
    cells = [voorbeeld.blok_cell(blok, "x") for blok in figuren]
    chapter["cells"] = [*_text("# Eerste", 1), *_text("## Kop", 0), cells[0], *_text("", 1), *cells[1:]]
    marked = [blok for blok in keep_below_headings(chapter_blocks(chapter)) if blok["soort"] == "figuur"]
    assert [blok["onder_kop"] for blok in marked] == [True, False, False]


def _text(kop: str, alineas: int) -> list[Any]:
    return [new_markdown_cell(text) for text in [kop] * bool(kop) + [WOORDEN] * alineas]


def _links(page: pikepdf.Page) -> list[Any]:
    """Where the links in running text lead to; those of the contents quote the heading they lead to."""
    notes = [note for note in page.get("/Annots", []) if "/Dest" in note]
    return [note.Dest for note in notes if "“" not in str(note.Contents)]


def _place(destination: Any, numbers: Mapping[tuple[int, int], int]) -> tuple[int, float]:
    """The page and how far down it."""
    return numbers[destination[0].objgen], -float(destination[3])
