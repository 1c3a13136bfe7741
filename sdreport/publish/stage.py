"""The publishing stage: executed notebooks to everything that stands in the output folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME, show_html
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.html.page import find_ankers, render_html
from sdreport.publish.html.text import format_datum
from sdreport.publish.metadata import VERKLARING
from sdreport.publish.pdf.document import render_pdf
from sdreport.publish.statement import make_verklaring

Notebooks = Mapping[str, NotebookNode]
HOOFDSTUKKEN = "hoofdstukken"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def draw_charts(notebooks: Iterable[NotebookNode], stijl: Huisstijl) -> None:
    """Draw every figure in the notebooks, all in this one process."""
    register_fonts(stijl)
    for notebook in notebooks:
        for _, data in _blocks(notebook):
            if data[BLOK_MIME].get("vega"):
                data[BLOK_MIME]["svg"] = convert_chart(data[BLOK_MIME]["vega"])


def prepare_notebook(notebook: NotebookNode, naam: str, meta: Mapping[str, Any]) -> NotebookNode:
    """Add to an executed notebook what publishing knows, and take out what only this run knows (times, paths)."""
    titel = next(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown").lstrip("# ")
    hoofdstuk = {"hoofdstuk": naam.split("_")[0], "slug": naam, "hoofdstuktitel": titel}
    notebook["metadata"] = {
        "kernelspec": KERNEL, "language_info": {"name": "python"}, "sdreport": {**meta, **hoofdstuk}
    }  # fmt: skip
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cel-{number}"
        cell["metadata"] = {key: value for key, value in cell["metadata"].items() if key == "tags"}
    for cell, data in _blocks(notebook):
        if data[BLOK_MIME]["soort"] in ("figuur", "tabel"):
            data[BLOK_MIME]["code"] = cell["source"]
        if "text/html" in data:
            data["text/html"] = show_html(data[BLOK_MIME])
    return notebook


def write_report(
    notebooks: Notebooks, kwaliteit: str, stijl: Huisstijl, meta: Mapping[str, Any], folder: Path
) -> None:
    """Write `notebooks/`, all pages and PDFs, and the draft of the accessibility statement into `folder`.

    `meta` may have `verwant`: what is said of the related reports, to which `index.html` leads.
    """
    _write_notebooks(notebooks, folder / "notebooks")
    chapters = {name: notebook for name, notebook in notebooks.items() if name != kwaliteit}
    rapport = meta["rapport"]
    whole = {**meta, "verwant": _link_verwant(meta.get("verwant", ()))}
    whole["toegankelijkheid"] = VERKLARING
    meta = {name: value for name, value in whole.items() if name != "verwant"}
    downloads = {
        "Dit rapport als PDF": f"{rapport}.pdf",
        "Alle cijfers (Excel)": "cijfers.xlsx",
        "Alle cijfers (CSV)": "cijfers.csv",
        "Datakwaliteit": "datakwaliteit.html",
    }
    _write_html(folder / "index.html", chapters.values(), stijl, whole, downloads)
    _write_pdf(folder / f"{rapport}.pdf", chapters.values(), stijl, meta)
    _write_chapters(chapters, stijl, meta, folder / HOOFDSTUKKEN)
    back = {"Het hele rapport": "index.html"}
    _write_html(folder / "datakwaliteit.html", [notebooks[kwaliteit]], stijl, meta, back)
    _write_pdf(folder / "datakwaliteit.pdf", [notebooks[kwaliteit]], stijl, meta)
    _write_html(folder / VERKLARING, [make_verklaring(notebooks, stijl, meta)], stijl, meta, back)


def _link_verwant(verwant: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Links to related reports, in folders beside this one, and to the list of all reports.

    A report without related ones leads nowhere outside its own folder, so that it can be copied alone.
    """
    links = [
        {
            "label": f"{item['titel']}, {format_datum(item['datum'])}",
            "href": f"../{item['rapport']}/index.html",
        }
        for item in verwant
    ]
    return [*links, {"label": "Alle rapporten", "href": "../index.html"}] if links else []


def _write_chapters(chapters: Notebooks, stijl: Huisstijl, meta: Mapping[str, Any], folder: Path) -> None:
    """A page and a PDF per chapter; links to figures of other chapters lead to the whole report."""
    folder.mkdir()
    elsewhere = {anker: f"../index.html#{anker}" for anker in find_ankers(list(chapters.values()))}
    for name, notebook in chapters.items():
        page = {**meta, "verwijzingen": elsewhere, "toegankelijkheid": f"../{VERKLARING}"}
        _write_html(folder / f"{name}.html", [notebook], stijl, page, {"Het hele rapport": "../index.html"})
        _write_pdf(folder / f"{name}.pdf", [notebook], stijl, meta)


def _write_notebooks(notebooks: Notebooks, folder: Path) -> None:
    folder.mkdir()
    for name, notebook in notebooks.items():
        text = nbformat.writes(notebook) + "\n"
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8", newline="\n")


def _write_html(
    path: Path, notebooks: Iterable[NotebookNode], stijl: Huisstijl, meta: Mapping[str, Any],
    downloads: Mapping[str, str],
) -> None:  # fmt: skip
    links = [{"label": label, "href": href} for label, href in downloads.items()]
    page = render_html(list(notebooks), stijl, {**meta, "bijlagen": links, "pad": _find_pad(path)})
    path.write_text(page, "utf-8", newline="\n")


def _write_pdf(
    path: Path, notebooks: Iterable[NotebookNode], stijl: Huisstijl, meta: Mapping[str, Any]
) -> None:
    path.write_bytes(render_pdf(list(notebooks), stijl, {**meta, "pad": _find_pad(path)}))


def _find_pad(path: Path) -> str:
    """The path of a file from the folder of its report."""
    return f"{path.parent.name}/{path.name}" if path.parent.name == HOOFDSTUKKEN else path.name


def _blocks(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Each cell that shows a block, with the data of that output."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if BLOK_MIME in output.get("data", {}):
                yield cell, output["data"]
