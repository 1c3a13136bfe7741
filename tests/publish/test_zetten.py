"""Figures in the PDF of a report stay in their own section, on whatever page they fit."""

from collections.abc import Mapping
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
from sdreport.publish.pdf.zetten import Plekken, Vast, keep_in_section

HUISSTIJL = load_huisstijl(Path(__file__).parents[2] / "parameters" / "huisstijl.yaml")
WOORDEN = "Een regel van een alinea die de bladzijde vult en verder niets zegt. " * 3


@pytest.mark.parametrize("kop", ["# Tweede", "## Tweede", "### Tweede"])
@pytest.mark.parametrize("alineas", [4, 10, 12, 14])
def test_no_figure_stands_below_a_next_heading(alineas: int, kop: str) -> None:
    """Where the last figure of a section does not fit at the foot of its page, and where it does."""
    chapters = [voorbeeld.build_notebook() for _ in range(2)]
    blok = {**voorbeeld.figuur_blok(), "tabel": None}
    verwijzing = new_markdown_cell(f"Zie [de figuur](#{blok['anker']}).")
    chapters[0]["cells"] = [
        *_text("# Eerste", alineas),
        voorbeeld.blok_cell(blok, "x"),
        verwijzing,
        *_text("", 2),
    ]
    if kop.startswith("# "):
        chapters[1]["cells"] = _text(kop, 4)
    else:
        chapters[0]["cells"] += _text(kop, 4)
        chapters[1]["cells"] = _text("# Derde", 1)
    with pikepdf.open(BytesIO(render_pdf(chapters, HUISSTIJL, voorbeeld.META))) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        with document.open_outline() as outline:
            items = [part for item in outline.root for part in (item, *item.children)]
            place = _place(next(item for item in items if "Tweede" in item.title).destination, numbers)
        links = [_place(link, numbers) for page in document.pages for link in _links(page)]
    assert links
    assert all(link < place for link in links)


def test_a_figure_stays_in_its_text_where_a_next_heading_has_begun_on_its_page() -> None:
    """What stays moves all behind it: in the second section too few lines are left then."""

    def find_places(vast: Vast) -> Plekken:
        if "a" not in vast:
            return [(None, 1), ("bij a", 1), (None, 2), ("a", 2), ("bij b", 2), ("b", 3), (None, 4)]
        return [(None, 1), ("bij a", 1), (None, 1), ("bij b", 1), ("b", 2), (None, 2)][
            : None if "b" not in vast else 4
        ]

    assert keep_in_section(find_places) == ["a", "b"]


def test_a_figure_before_one_that_stays_stays_too() -> None:
    """Else they would change places; one behind it may move within the section."""
    places = [("bij a", 1), ("bij b", 1), ("b", 3), ("bij c", 1), ("a", 1), ("c", 2), (None, 3)]
    assert keep_in_section(lambda vast: [(what, page) for what, page in places if what not in vast]) == [
        "a",
        "b",
    ]
    places = [("bij a", 1), ("bij zin", 1), ("bij c", 1), ("a", 1), ("c", 2), (None, 3)]
    assert keep_in_section(lambda vast: [(what, page) for what, page in places if what not in vast]) == ["a"]


def test_of_a_document_that_cannot_be_set_nothing_stays() -> None:
    assert keep_in_section(lambda vast: ()) == []


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


def test_where_numbers_come_from_is_no_last_page_of_a_few_lines() -> None:
    """Whatever room is left: it stands whole on the page before it, or whole on a page of its own."""
    places = set()
    for alineas in range(30, 40):
        chapters = [voorbeeld.build_notebook() for _ in range(2)]
        blok = {**voorbeeld.tabel_blok(), "herkomst": _origins(30)}
        chapters[0]["cells"] = _text("# Eerste", 3)
        chapters[1]["cells"] = [*_text("# Tweede", alineas), voorbeeld.blok_cell(blok, "x")]
        with pikepdf.open(BytesIO(render_pdf(chapters, HUISSTIJL, voorbeeld.META))) as document:
            numbers = {page.objgen: number for number, page in enumerate(document.pages)}
            with document.open_outline() as outline:
                page, _ = _place(
                    next(item for item in outline.root if "Herkomst" in item.title).destination, numbers
                )
            places.add(len(document.pages) - page)
    assert places == {1}


def _origins(aantal: int) -> list[dict[str, Any]]:
    one = voorbeeld.HERKOMST[0]
    return [{**one, "indicator": f"cijfer_{number}"} for number in range(aantal)]
