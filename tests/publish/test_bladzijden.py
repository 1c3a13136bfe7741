"""Pages of the PDF are full and can be read: no last page of a few lines, no words over each other."""

import re
import shutil
import subprocess
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import voorbeeldnotebook as voorbeeld
from nbformat.v4 import new_markdown_cell
from pdflezer import read_page

from sdreport.project.huisstijl import load_huisstijl
from sdreport.publish.pdf.document import render_pdf

HUISSTIJL = load_huisstijl(Path(__file__).parents[2] / "parameters" / "huisstijl.yaml")
WOORDEN = "Een regel van een alinea die de bladzijde vult en verder niets zegt. " * 3
ZIN = "Een uitleg van een hele zin, die in een kwart van de bladzijde niet op een regel past."
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")


def _pages(alineas: int, *, heel: bool) -> int:
    """How many pages a chapter takes, with in a whole report a short one before it."""
    chapters = []
    for nr, texts in enumerate(
        [["# Eerste", "Kort."]] * heel + [["# Tweede"] + [WOORDEN] * alineas], start=1
    ):
        chapter = voorbeeld.build_notebook()
        chapter["cells"] = [new_markdown_cell(text) for text in texts]
        chapter["metadata"]["sdreport"]["hoofdstuk"] = nr
        chapters.append(chapter)
    with pikepdf.open(BytesIO(render_pdf(chapters, HUISSTIJL, voorbeeld.META))) as document:
        return len(document.pages)


def test_a_last_page_of_a_few_lines_is_saved_where_lines_a_little_closer_do_that() -> None:
    """With lines as they are, 54 paragraphs are a page more; that of half a page, closer lines do not save."""
    pages = {alineas: _pages(alineas, heel=True) for alineas in range(53, 64)}
    assert list(pages.values()) == sorted(pages.values())
    assert set(pages.values()) == {3, 4}
    assert next(alineas for alineas, count in pages.items() if count == 4) >= 58


def test_a_chapter_by_itself_is_one_step_closer_and_one_more_to_save_a_page() -> None:
    assert [_pages(alineas, heel=False) for alineas in (56, 57, 61, 62)] == [2, 2, 2, 3]


def _tabel(nummer: str, rijen: list[list[str]]) -> dict[str, Any]:
    return {
        **voorbeeld.tabel_blok(),
        "nummer": nummer,
        "anker": f"tabel-{nummer.replace('.', '-')}",
        "kolommen": [{"label": "Wat", "uitlijning": "links"}, {"label": "Uitleg", "uitlijning": "links"}],
        "rijen": rijen,
        "totaalrij": False,
    }


def _boxes(blokken: list[dict[str, Any]]) -> list[tuple[int, str, tuple[float, ...]]]:
    chapter = voorbeeld.build_notebook()
    chapter["cells"] = [new_markdown_cell("# Eerste"), *(voorbeeld.blok_cell(blok, "x") for blok in blokken)]
    pdf = render_pdf([chapter], HUISSTIJL, voorbeeld.META)
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = told.stdout.decode().split("<page ")[1:]
    high = 20  # the letters of the mark of a concept behind the page are higher
    word = re.compile(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)')
    return [
        (number, found[5], tuple(float(part) for part in found.groups()[:4]))
        for number, page in enumerate(pages)
        for found in word.finditer(page)
        if float(found[4]) - float(found[2]) < high
    ]


@needs_pdftotext
def test_words_of_a_table_of_sentences_never_stand_over_each_other() -> None:
    """In half of the page, and in that half folded, a column of sentences takes all room of the one before it."""
    rijen = [[f"Onderwerp nummer {n}", ZIN] for n in range(8)]
    boxes = _boxes([_tabel("3.1", rijen), _tabel("3.2", rijen)])
    over = [
        (one, other)
        for (page, one, a), (second, other, b) in combinations(boxes, 2)
        if page == second and min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 5
    ]
    assert over == []


@needs_pdftotext
def test_names_in_a_cell_stand_behind_each_other_and_sentences_below() -> None:
    boxes = _boxes([_tabel("3.1", [["Een doel", "Gemeente\nOnderwijs\nPolitie"], ["Twee", f"{ZIN}\n{ZIN}"]])])
    place = {word: box for _, word, box in boxes}
    assert place["Gemeente,"][1] == place["Onderwijs,"][1] == place["Politie"][1]
    assert sum(word == "•" for _, word, _ in boxes) == 2


def test_strong_words_stay_with_the_list_they_stand_above() -> None:
    """Whatever room is left on the page: `Doelen` never stands below its list's page."""
    for alineas in range(20, 27):
        chapter = voorbeeld.build_notebook()
        texts = ["# Eerste", *[WOORDEN] * alineas, "**Doelen**\n\n1. Alleereerste doel\n2. Het andere doel"]
        chapter["cells"] = [new_markdown_cell(text) for text in texts]
        with pikepdf.open(BytesIO(render_pdf([chapter], HUISSTIJL, voorbeeld.META))) as document:
            pages = [read_page(page) for page in document.pages]
        assert any("Doelen" in page and "Alleereerste" in page for page in pages), alineas
