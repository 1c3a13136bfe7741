"""Executed chapter notebooks become one accessible, archivable PDF (PDF/UA-1 and PDF/A-2a), through typst.

nbconvert's template makes typst source of each chapter; the text and numbers travel as JSON, so nothing in
the data can be read as typst code. The bytes depend on the input only: the document date is the timestamp.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst
from jinja2 import Environment
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import List, Unicode

from sdreport.errors import BuildError
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.html.text import format_datum
from sdreport.publish.meta import Paginameta
from sdreport.publish.pdf.blocks import (
    Blok,
    chapter_blocks,
    collect_anchors,
    keep_below_headings,
    pair_small,
    provenance_rows,
)
from sdreport.publish.pdf.markdown import parse_markdown, plain_text
from sdreport.publish.pdf.widths import LANGSTE_WOORD
from sdreport.publish.pdf.zetten import Zetter, set_pages
from sdreport.publish.properties import describe_pdf
from sdreport.publish.templating import AsIs, close_environment
from sdreport.safe.text import for_print

TEMPLATE_ROOT = Path(__file__).parents[1] / "templates" / "sdreport-typst"
LANG_WOORD = re.compile(rf"[^\s\u200b]{{{LANGSTE_WOORD},}}")
ONGEBROKEN = ("svg", "svg_smal", "logo", "adres", "anker", "ankers")
PDF_STANDARDS = "PDF/UA-1 en PDF/A-2a"
EEN_BLADZIJDE = "in-een-oogopslag.pdf"
"""What has to fit on one page is printed closer."""
MAX_HEADINGS_DEEP_CONTENTS = 45  # with more headings the contents list stops at the second level


def render_pdf(notebooks: Sequence[NotebookNode], huisstijl: Huisstijl, meta: Paginameta) -> bytes:
    """Make the PDF of a whole report, or of one chapter when given one notebook.

    A whole report has a title page and contents. The date of the report is that of the document; it is a concept
    when `meta` or one of the notebooks says so. Raises BuildError when typst refuses or warns.
    """
    chapters = [chapter_blocks(nb) for nb in notebooks]
    exporter = TypstExporter()
    source = exporter.environment.get_template("document.typ.j2").render(
        hoofdstukken=[
            exporter.from_notebook_node(nb, {"blokken": list(keep_below_headings(pair_small(blokken)))})[0]
            for nb, blokken in zip(notebooks, chapters, strict=True)
        ],
        figuren=[
            {"nummer": blok["nummer"], "anker": blok["anker"], "tabel": blok["tabel"]}
            for chapter in chapters
            for blok in chapter
            if blok["soort"] == "figuur" and blok["tabel"]
        ],
        herkomst=provenance_rows(blok for chapter in chapters for blok in chapter),
    )
    concept = meta.concept or any(nb["metadata"].get("sdreport", {}).get("concept") for nb in notebooks)
    rapport = _report_data(chapters, huisstijl, replace(meta, concept=concept))
    zetter = Zetter(
        TEMPLATE_ROOT,
        lambda vast: f"#let vast = {typst_data(vast)}\n{source}".encode(),
        _displayable(rapport),
        huisstijl.lettertypemappen,
        meta.datum,
    )
    try:
        pdf = set_pages(zetter)
    except typst.TypstError as error:
        raise BuildError(f"PDF kan niet worden gemaakt: {error.message}") from error
    return finish_pdf(pdf, meta)


class TypstExporter(AsIs, TemplateExporter):  # type: ignore[misc]  # nbconvert has no types
    """nbconvert exporter: the `blokken` of one executed chapter notebook, among the resources, as typst source."""

    export_from_notebook = None  # not a choice in JupyterLab's menu
    output_mimetype = "text/x-typst"
    file_extension = Unicode(".typ")
    template_name = Unicode(TEMPLATE_ROOT.name)
    extra_template_basedirs = List(Unicode(), [str(TEMPLATE_ROOT.parent)])

    def _create_environment(self) -> Environment:
        return close_environment(super()._create_environment(), autoescape=False)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Add the filter of this template."""
        yield from super().default_filters()
        yield "typst_data", typst_data


# ---- typst ----


def typst_data(value: object) -> str:
    """Write a value as a typst expression, read back from JSON: the only door for data into the source."""
    text = json.dumps(_displayable(value), ensure_ascii=True)
    return 'json(bytes("' + text.replace("\\", "\\\\").replace('"', '\\"') + '"))'


def _displayable(value: Any) -> Any:
    """Text as it can be printed. A very long word may break anywhere, so that it cannot run off the page.

    Drawings and addresses stay whole.
    """
    if isinstance(value, str):
        return LANG_WOORD.sub(lambda found: "\u200b".join(found[0]), for_print(value))
    if isinstance(value, Mapping):
        return {str(key): item if key in ONGEBROKEN else _displayable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_displayable(item) for item in value]
    return value


def _report_data(chapters: Sequence[Sequence[Blok]], huisstijl: Huisstijl, meta: Paginameta) -> Blok:
    """Collect what the templates need to know of the whole document."""
    blokken = [blok for chapter in chapters for blok in chapter]
    koppen = [node for blok in blokken for node in blok.get("inhoud", []) if node["soort"] == "kop"]
    return {
        "titel": meta.titel,
        "documenttitel": meta.documenttitel,
        "gemeente": meta.gemeente,
        "jaar": meta.jaar,
        "versie": meta.versie,
        "concept": meta.concept,
        "open": meta.open,
        "verantwoording": parse_markdown(meta.verantwoording),
        "hoofdstuk": plain_text(koppen[0]["inhoud"]) if koppen else meta.titel,
        "volledig": len(chapters) > 1,
        "beknopt": meta.pad == EEN_BLADZIJDE,
        "datum": [meta.datum.year, meta.datum.month, meta.datum.day],
        "datum_tekst": format_datum(meta.datum),
        "voorbeeld": any(blok.get("voorbeeld") for blok in blokken),
        "ankers": collect_anchors(blokken),
        "diepte": 3 if len(koppen) <= MAX_HEADINGS_DEEP_CONTENTS else 2,
        "organisatie": huisstijl.naam,
        "logo": huisstijl.logo.read_text(encoding="utf-8") if huisstijl.logo else None,
        "kleuren": huisstijl.kleuren.model_dump(exclude={"reeks"}),
        "lettertype": huisstijl.lettertype,
    }


# ---- what typst cannot do itself ----


def finish_pdf(pdf: bytes, meta: Paginameta) -> bytes:
    """Mark row headers and add to the document's metadata; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        _promote_row_headers(document)
        describe_pdf(document, meta)
        result = BytesIO()
        document.save(result, deterministic_id=True, fix_metadata_version=False)
    return result.getvalue()


def _promote_row_headers(document: pikepdf.Pdf) -> None:
    """Make the first cell of every body row a row header (TH, Scope Row).

    Every table here is regular: one header row, one header column. So Scope alone tells which headers a cell
    has, and typst's own Headers lists, which know the columns only, are taken out.
    """
    for element in _elements(document.Root.StructTreeRoot.K):
        if element.get("/S") in {"/TH", "/TD"}:
            _remove_headers(element)
        elif element.get("/S") == "/TBody":
            for row in element.K:
                row.K[0].S = pikepdf.Name.TH
                _table_attributes(row.K[0]).Scope = pikepdf.Name.Row


def _elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Yield all structure elements below a node, parents first."""
    left = [node]
    while left:
        now = left.pop()
        if isinstance(now, pikepdf.Array):
            left += reversed(list(now))
        elif isinstance(now, pikepdf.Dictionary) and "/S" in now:
            yield now
            left += [now.K] if "/K" in now else []


def _table_attributes(cell: pikepdf.Dictionary) -> pikepdf.Dictionary:
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(entry for entry in attributes if entry.get("/O") == "/Table")


def _remove_headers(cell: pikepdf.Dictionary) -> None:
    attributes = _table_attributes(cell)
    if "/Headers" in attributes:
        del attributes["/Headers"]
