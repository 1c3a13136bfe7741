"""The publishing stage: executed notebooks to everything that stands in the output folder."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME, Kop, show_html
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.project.editie import INDEX
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.code import find_code
from sdreport.publish.html.page import find_ankers, render_html
from sdreport.publish.meta import Link, Paginameta, Rapportmeta, link_verwant
from sdreport.publish.metadata import VERKLARING
from sdreport.publish.pdf.document import render_pdf
from sdreport.publish.statement import make_verklaring

Notebooks = Mapping[str, NotebookNode]
HOOFDSTUKKEN = "hoofdstukken"
HELE_RAPPORT = "Het hele rapport"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def draw_charts(notebooks: Iterable[NotebookNode], stijl: Huisstijl) -> None:
    """Draw every figure in the notebooks, all in this one process."""
    register_fonts(stijl)
    for notebook in notebooks:
        for _, data in _blocks(notebook):
            if data[BLOK_MIME].get("vega"):
                data[BLOK_MIME]["svg"] = convert_chart(data[BLOK_MIME]["vega"])


def prepare_notebook(notebook: NotebookNode, naam: str, meta: Rapportmeta) -> NotebookNode:
    """Add to an executed notebook what publishing knows, and take out what only this run knows (times, paths)."""
    titel = next(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown").lstrip("# ")
    hoofdstuk = {"hoofdstuk": naam.split("_")[0], "slug": naam, "hoofdstuktitel": titel}
    notebook["metadata"] = {
        "kernelspec": KERNEL,
        "language_info": {"name": "python"},
        "sdreport": {**meta.as_dict(), **hoofdstuk},
    }
    number_headings(notebook, hoofdstuk["hoofdstuk"])
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cel-{number}"
        cell["metadata"] = {key: value for key, value in cell["metadata"].items() if key == "tags"}
    for cell, data in _blocks(notebook):
        if data[BLOK_MIME]["soort"] in ("figuur", "tabel"):
            data[BLOK_MIME]["code"] = find_code(cell["source"], data[BLOK_MIME]["bijschrift"])
        if "text/html" in data:
            data["text/html"] = show_html(data[BLOK_MIME])
    return notebook


def number_headings(notebook: NotebookNode, hoofdstuk: str) -> None:
    """Put `3.1`, `3.2` and so on before the headings of level 2, of the notebook itself and of its cells alike.

    A chapter 0 has none. A heading that already begins with a number keeps it, and counts.
    """
    if not hoofdstuk.strip("0").isdigit():
        return
    count = itertools.count(1)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and cell["source"].startswith("## "):
            cell["source"] = f"## {_with_number(cell['source'][3:], f'{hoofdstuk}.{next(count)}')}"
        for output in cell.get("outputs", []):
            blok = output.get("data", {}).get(BLOK_MIME, {})
            if blok.get("soort") == "kop" and blok["niveau"] == 2:
                numbered = Kop(2, _with_number(blok["tekst"], f"{hoofdstuk}.{next(count)}"))
                output["data"] = nbformat.from_dict(numbered._repr_mimebundle_())


def _with_number(titel: str, nummer: str) -> str:
    return titel if re.match(r"\d+(\.\d+)+ ", titel) else f"{nummer} {titel}"


def write_report(
    notebooks: Notebooks,
    kwaliteit: str,
    stijl: Huisstijl,
    meta: Rapportmeta,
    verwant: Sequence[Rapportmeta],
    folder: Path,
) -> None:
    """Write `notebooks/`, all pages and PDFs, and the draft of the accessibility statement into `folder`.

    `kwaliteit` names the notebook that is no chapter; `verwant` are the related reports to which `index.html` leads.
    """
    _write_notebooks(notebooks, folder / "notebooks")
    chapters = {name: notebook for name, notebook in notebooks.items() if name != kwaliteit}
    page = Paginameta(**vars(meta), toegankelijkheid=VERKLARING)
    whole = replace(page, verwant=link_verwant(verwant), bijlagen=list_downloads(meta.rapport))
    _write_html(folder / INDEX, chapters.values(), stijl, whole)
    _write_pdf(folder / f"{meta.rapport}.pdf", chapters.values(), stijl, page)
    _write_chapters(chapters, stijl, page, folder / HOOFDSTUKKEN)
    beside = replace(page, bijlagen=(Link(HELE_RAPPORT, INDEX),))
    _write_html(folder / "datakwaliteit.html", [notebooks[kwaliteit]], stijl, beside)
    _write_pdf(folder / "datakwaliteit.pdf", [notebooks[kwaliteit]], stijl, beside)
    _write_html(folder / VERKLARING, [make_verklaring(notebooks, stijl, meta)], stijl, beside)


def list_downloads(rapport: str) -> tuple[Link, ...]:
    """What can be downloaded from the page of a whole report."""
    return (
        Link("Dit rapport als PDF", f"{rapport}.pdf"),
        Link("Alle cijfers (Excel)", "cijfers.xlsx"),
        Link("Alle cijfers (CSV)", "cijfers.csv"),
        Link("Datakwaliteit", "datakwaliteit.html"),
    )


def _write_chapters(chapters: Notebooks, stijl: Huisstijl, page: Paginameta, folder: Path) -> None:
    """A page and a PDF per chapter; links to figures of other chapters lead to the whole report."""
    folder.mkdir()
    above = replace(
        page,
        bijlagen=(Link(HELE_RAPPORT, f"../{INDEX}"),),
        verwijzingen={anker: f"../{INDEX}#{anker}" for anker in find_ankers(list(chapters.values()))},
        toegankelijkheid=f"../{VERKLARING}",
    )
    for name, notebook in chapters.items():
        _write_html(folder / f"{name}.html", [notebook], stijl, above)
        _write_pdf(folder / f"{name}.pdf", [notebook], stijl, above)


def _write_notebooks(notebooks: Notebooks, folder: Path) -> None:
    folder.mkdir()
    for name, notebook in notebooks.items():
        text = nbformat.writes(notebook) + "\n"
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8", newline="\n")


def _write_html(path: Path, notebooks: Iterable[NotebookNode], stijl: Huisstijl, page: Paginameta) -> None:
    text = render_html(list(notebooks), stijl, replace(page, pad=_find_pad(path)))
    path.write_text(text, "utf-8", newline="\n")


def _write_pdf(path: Path, notebooks: Iterable[NotebookNode], stijl: Huisstijl, page: Paginameta) -> None:
    path.write_bytes(render_pdf(list(notebooks), stijl, replace(page, pad=_find_pad(path))))


def _find_pad(path: Path) -> str:
    """The path of a file from the folder of its report."""
    return f"{path.parent.name}/{path.name}" if path.parent.name == HOOFDSTUKKEN else path.name


def _blocks(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Each cell that shows a block, with the data of that output."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if BLOK_MIME in output.get("data", {}):
                yield cell, output["data"]
