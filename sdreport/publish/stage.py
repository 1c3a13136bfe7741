"""The publishing stage: executed notebooks to everything that stands in the output folder."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blokken import BLOK_MIME, show_html
from sdreport.chapter.grafiek_svg import convert_chart, register_fonts
from sdreport.huisstijl import Huisstijl
from sdreport.publish.html import render_html
from sdreport.publish.pdf import render_pdf


def prepare_notebook(notebook: NotebookNode, naam: str, meta: Mapping[str, Any]) -> NotebookNode:
    """Draw the charts of an executed notebook, add what publishing knows, and take out what only this run knows."""
    titel = next((c["source"].lstrip("# ").strip() for c in notebook["cells"] if c["cell_type"] == "markdown"), naam)
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "sdreport": {**meta, "hoofdstuk": naam.split("_")[0], "slug": naam, "hoofdstuktitel": titel},
    }
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {key: value for key, value in cell["metadata"].items() if key == "tags"}
        cell["id"] = f"cel-{number}"
        for output in cell.get("outputs", []):
            blok = output.get("data", {}).get(BLOK_MIME)
            if blok is not None:
                _complete_block(blok, cell["source"])
                if "text/html" in output["data"]:
                    output["data"]["text/html"] = show_html(blok)
            output.pop("execution_count", None) if output["output_type"] != "execute_result" else None
    return notebook


def write_report(notebooks: Mapping[str, NotebookNode], kwaliteit: str, stijl: Huisstijl, meta: Mapping[str, Any], folder: Path) -> None:
    """Write `notebooks/`, `index.html`, the PDF, `hoofdstukken/` and `datakwaliteit.html` into `folder`."""
    for name in ("notebooks", "hoofdstukken"):
        (folder / name).mkdir()
    for name, notebook in notebooks.items():
        text = nbformat.writes(notebook)
        (folder / "notebooks" / f"{name}.ipynb").write_text(text + "\n", encoding="utf-8", newline="\n")
    chapters = {name: notebook for name, notebook in notebooks.items() if name != kwaliteit}
    rapport = meta["rapport"]
    _write_html(folder / "index.html", chapters.values(), stijl, {**meta, "bijlagen": _attachments(rapport)})
    (folder / f"{rapport}.pdf").write_bytes(render_pdf(list(chapters.values()), stijl, meta))
    for name, notebook in chapters.items():
        _write_html(folder / "hoofdstukken" / f"{name}.html", [notebook], stijl, {**meta, "bijlagen": []})
        pdf = render_pdf([notebook], stijl, meta)
        (folder / "hoofdstukken" / f"{name}.pdf").write_bytes(pdf)
    _write_html(folder / "datakwaliteit.html", [notebooks[kwaliteit]], stijl, {**meta, "bijlagen": []})


def draw_charts(notebooks: Iterable[NotebookNode], stijl: Huisstijl) -> None:
    """Fill the SVG of every figure in the notebooks."""
    register_fonts(stijl)
    for notebook in notebooks:
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                blok = output.get("data", {}).get(BLOK_MIME)
                if blok is not None and blok.get("vega"):
                    blok["svg"] = convert_chart(json.loads(json.dumps(blok["vega"])))


def _complete_block(blok: dict[str, Any], source: str) -> None:
    if blok["soort"] in ("figuur", "tabel"):
        blok["code"] = source


def _write_html(path: Path, notebooks: Iterable[NotebookNode], stijl: Huisstijl, meta: Mapping[str, Any]) -> None:
    path.write_text(render_html(list(notebooks), stijl, meta), encoding="utf-8", newline="\n")


def _attachments(rapport: str) -> list[dict[str, str]]:
    return [
        {"label": "Dit rapport als PDF", "href": f"{rapport}.pdf"},
        {"label": "Alle cijfers (Excel)", "href": "cijfers.xlsx"},
        {"label": "Alle cijfers (CSV)", "href": "cijfers.csv"},
        {"label": "Datakwaliteit", "href": "datakwaliteit.html"},
    ]
