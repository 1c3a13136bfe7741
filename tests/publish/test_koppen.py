"""Sections are numbered by their order on the page, those of the notebook and those of its cells alike."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sdreport.chapter.blocks.blocks import BLOK_MIME, Blok, Kop, Tekst
from sdreport.publish.stage import number_headings


def show(*blokken: Blok) -> object:
    """A cell that shows these blocks."""
    return new_code_cell(
        outputs=[new_output("execute_result", data=blok._repr_mimebundle_()) for blok in blokken]
    )


@pytest.mark.parametrize(
    ("hoofdstuk", "numbers"), [("3", ["3.1 ", "3.2 ", "3.3 ", "3.5 "]), ("0", ["", "", "", ""])]
)
def test_headings_of_level_two_get_a_number(hoofdstuk: str, numbers: list[str]) -> None:
    cells = [
        new_markdown_cell("# Titel"), new_markdown_cell("## Eerst"), new_markdown_cell("### Klein"),
        show(Kop(2, "Rondkomen"), Tekst("## Geen kop van een cel"), Kop(3, "Klein"), Kop(2, "Wonen")),
        new_markdown_cell("## 9.9 Zelf genummerd"), new_markdown_cell("## Slot"),
    ]  # fmt: skip
    notebook = new_notebook(cells=cells)
    number_headings(notebook, hoofdstuk)
    title, first, small, shown, typed, last = notebook["cells"]
    blocks = [output["data"][BLOK_MIME] for output in shown["outputs"]]
    assert [title["source"], small["source"], typed["source"]] == [
        "# Titel",
        "### Klein",
        "## 9.9 Zelf genummerd",
    ]
    assert first["source"] == f"## {numbers[0]}Eerst"
    assert [blok["tekst"] for blok in blocks if blok["soort"] == "kop"] == [
        f"{numbers[1]}Rondkomen",
        "Klein",
        f"{numbers[2]}Wonen",
    ]
    assert blocks[1]["markdown"] == "## Geen kop van een cel"
    assert shown["outputs"][0]["data"]["text/markdown"] == f"## {numbers[1]}Rondkomen"
    assert last["source"] == f"## {numbers[3]}Slot"
