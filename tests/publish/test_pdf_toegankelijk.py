"""The PDF as assistive technology meets it: everything in the structure, tables with headers, bookmarks, fonts."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import voorbeeldnotebook as voorbeeld
from pdfhulp import elements
from pdfinhoud import outline_titles, unembedded_fonts, untagged_content

from sdreport.project.huisstijl import load_huisstijl
from sdreport.publish.pdf.document import render_pdf

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["report", "chapter"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    """A whole report as a concept, and a chapter as a final one, with every kind of block."""
    stijl = load_huisstijl(ROOT / "parameters" / "huisstijl.yaml")
    if request.param == "report":
        return render_pdf(voorbeeld.build_notebooks(), stijl, voorbeeld.META)
    nb = voorbeeld.build_notebook()
    nb.metadata["sdreport"]["concept"] = False
    return render_pdf([nb], stijl, replace(voorbeeld.META, concept=False, verantwoording="Een *proef*."))


def edited(pdf: bytes, change: str) -> bytes:
    """The PDF with one thing spoilt."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[-1]
        if change == "loose text":
            extra = document.make_stream(b"q 0 0 m 9 9 l S Q")
            page.Contents = pikepdf.Array(
                [*(page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]), extra]
            )
        elif change == "lost mark":
            page.Contents = document.make_stream(
                page.Contents.read_bytes().replace(b"/MCID 0", b"/MCID 999", 1)
            )
        elif change == "font":
            for item in document.objects:
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                    for key in [key for key in item.keys() if key.startswith("/FontFile")]:  # noqa: SIM118
                        del item[key]
        result = BytesIO()
        document.save(result)
    return result.getvalue()


def test_document_is_tagged_shows_its_title_and_says_its_language(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == "nl-NL"
        assert str(document.docinfo["/Title"]).strip()
        assert all(page.get("/Tabs") == "/S" for page in document.pages if "/Annots" in page)


def test_nothing_stands_outside_the_structure(pdf: bytes) -> None:
    assert untagged_content(pdf) == []


@pytest.mark.parametrize("change", ["loose text", "lost mark"])
def test_the_walk_sees_what_is_outside(pdf: bytes, change: str) -> None:
    assert untagged_content(edited(pdf, change)) != []


def test_all_fonts_are_embedded_with_a_way_back_to_text(pdf: bytes) -> None:
    assert unembedded_fonts(pdf) == []
    assert unembedded_fonts(edited(pdf, "font")) != []


def test_bookmarks_are_the_headings(pdf: bytes) -> None:
    koppen = [(int(kop.soort[2:]), kop.titel) for kop in elements(pdf, *(f"/H{n}" for n in range(1, 7)))]
    assert outline_titles(pdf) == [kop for kop in koppen if kop[1] != "Inhoud"]


def test_every_table_has_a_header_for_every_column_and_row(pdf: bytes) -> None:
    tables = elements(pdf, "/Table")
    assert tables
    for table in tables:
        groups = {group.soort: group.kinderen for group in table.kinderen if group.soort != "/Caption"}
        assert set(groups) == {"/THead", "/TBody"}
        (head,) = groups["/THead"]
        assert [(cell.soort, cell.scope) for cell in head.kinderen] == [("/TH", "/Column")] * len(
            head.kinderen
        )
        for row in groups["/TBody"]:
            assert len(row.kinderen) == len(head.kinderen)
            assert (row.kinderen[0].soort, row.kinderen[0].scope) == ("/TH", "/Row")
            assert {cell.soort for cell in row.kinderen[1:]} <= {"/TD"}


def test_every_picture_has_an_alternative_text(pdf: bytes) -> None:
    pictures = elements(pdf, "/Figure")
    assert pictures and all(len(picture.alt) > 10 for picture in pictures)
