"""The publishing stage: executed notebooks to everything that stands in the output folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blokken import BLOK_MIME, show_html
from sdreport.chapter.grafiek_svg import convert_chart, register_fonts
from sdreport.huisstijl import Huisstijl
from sdreport.publish.html import find_ankers, render_html
from sdreport.publish.pdf import render_pdf

Notebooks = Mapping[str, NotebookNode]
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
    """Write `notebooks/`, `index.html`, the PDF, `hoofdstukken/` and `datakwaliteit.html` into `folder`."""
    _write_notebooks(notebooks, folder / "notebooks")
    chapters = {name: notebook for name, notebook in notebooks.items() if name != kwaliteit}
    rapport = meta["rapport"]
    downloads = {
        "Dit rapport als PDF": f"{rapport}.pdf",
        "Alle cijfers (Excel)": "cijfers.xlsx",
        "Alle cijfers (CSV)": "cijfers.csv",
        "Datakwaliteit": "datakwaliteit.html",
    }
    _write_html(folder / "index.html", chapters.values(), stijl, meta, downloads)
    (folder / f"{rapport}.pdf").write_bytes(render_pdf(list(chapters.values()), stijl, meta))
    _write_chapters(chapters, stijl, meta, folder / "hoofdstukken")
    back = {"Het hele rapport": "index.html"}
    _write_html(folder / "datakwaliteit.html", [notebooks[kwaliteit]], stijl, meta, back)
    (folder / "datakwaliteit.pdf").write_bytes(render_pdf([notebooks[kwaliteit]], stijl, meta))


def _write_chapters(chapters: Notebooks, stijl: Huisstijl, meta: Mapping[str, Any], folder: Path) -> None:
    """A page and a PDF per chapter; links to figures of other chapters lead to the whole report."""
    folder.mkdir()
    elsewhere = {anker: f"../index.html#{anker}" for anker in find_ankers(list(chapters.values()))}
    for name, notebook in chapters.items():
        page = {**meta, "verwijzingen": elsewhere}
        _write_html(folder / f"{name}.html", [notebook], stijl, page, {"Het hele rapport": "../index.html"})
        (folder / f"{name}.pdf").write_bytes(render_pdf([notebook], stijl, meta))


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
    path.write_text(render_html(list(notebooks), stijl, {**meta, "bijlagen": links}), "utf-8", newline="\n")


def _blocks(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Each cell that shows a block, with the data of that output."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if BLOK_MIME in output.get("data", {}):
                yield cell, output["data"]
