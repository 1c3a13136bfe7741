"""What is said once in a chapter: explanations of marks and columns, and notices that follow each other."""

from typing import Any

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME
from sdreport.chapter.sources import AFGESCHERMD_NOOT, GEEN_GEGEVENS, WEGGELATEN_NOOT
from sdreport.publish.eenmaal import join_notices, say_once
from sdreport.publish.leeg import drop_empty_headings


def make_notebook(*cells: list[dict[str, Any]] | str) -> NotebookNode:
    """A notebook of text cells and of code cells with these blocks."""
    made = []
    for cell in cells:
        if isinstance(cell, str):
            made.append(nbformat.v4.new_markdown_cell(cell))
        else:
            outputs = [nbformat.v4.new_output("display_data", {BLOK_MIME: blok}) for blok in cell]
            made.append(nbformat.v4.new_code_cell("", outputs=outputs))
    return nbformat.v4.new_notebook(cells=made)


def blocks_of(notebook: NotebookNode) -> list[Any]:
    return [out["data"][BLOK_MIME] for cell in notebook["cells"] for out in cell.get("outputs", [])]


def test_an_explanation_stands_once_and_what_is_of_one_figure_stays() -> None:
    drawn = "Getekend zijn de 12 grootste."
    notebook = make_notebook(
        [{"soort": "tekst", "markdown": f"Een zin.\n\n*{AFGESCHERMD_NOOT}*"}],
        [{"soort": "figuur", "noot": f"{drawn} {AFGESCHERMD_NOOT}"}],
        [{"soort": "tekst", "markdown": f"Nog een.\n\n*{AFGESCHERMD_NOOT}*"}],
        [{"soort": "figuur", "noot": drawn}, {"soort": "tabel", "noot": "Nergens ingevuld: Rol, Trekker."}],
        [{"soort": "tabel", "noot": "Nergens ingevuld: Rol, Trekker. Nergens ingevuld: Rol."}],
        [{"soort": "tekst", "markdown": f"* a\n* *b*\n\n*{AFGESCHERMD_NOOT} {WEGGELATEN_NOOT}*"}],
        [{"soort": "tekst", "markdown": "* een lijst\n* met *nadruk*"}],
    )
    say_once(notebook)
    assert [blok.get("noot", blok.get("markdown")) for blok in blocks_of(notebook)] == [
        f"Een zin.\n\n*{AFGESCHERMD_NOOT}*",
        drawn,
        "Nog een.",
        drawn,
        "Nergens ingevuld: Rol, Trekker.",
        "Nergens ingevuld: Rol.",
        f"* a\n* *b*\n\n*{WEGGELATEN_NOOT}*",
        "* een lijst\n* met *nadruk*",
    ]


def test_notices_that_follow_each_other_are_one() -> None:
    notices = [
        {"soort": "melding", "niveau": "info", "titel": "Geen gegevens", "tekst": text} for text in "abcd"
    ]
    other = {"soort": "melding", "niveau": "info", "titel": "Anders", "tekst": "e"}
    notebook = make_notebook(notices[:1], notices[1:2], "## Kop", [notices[2], other], [notices[3]])
    join_notices(notebook)
    assert [blok["tekst"] for blok in blocks_of(notebook)] == ["a\n\nb", "c", "e", "d"]


def test_what_has_no_data_is_said_once_with_a_list_of_its_subjects_below_it() -> None:
    namen = ("A", "A, waar bekend", "B", "B in delen")
    notices = [
        {"soort": "melding", "titel": "Geen gegevens", "tekst": f"{naam}: {GEEN_GEGEVENS}"} for naam in namen
    ]
    notebook = make_notebook(notices)
    join_notices(notebook)
    assert [blok["tekst"] for blok in blocks_of(notebook)] == [
        "Hierover zijn niet genoeg gegevens aangeleverd:\n\n- A\n- B\n- B in delen"
    ]


def test_a_heading_with_nothing_below_it_is_left_out() -> None:
    tekst = [{"soort": "tekst", "markdown": "a"}]
    notebook = make_notebook(
        "# Titel", [], "## Vol", tekst, "## Leeg", [], "## Vol door wat eronder staat", "### Vol", tekst, "### Leeg",
        [],
        "## Leeg", "### Leeg", [], "## Woorden\n\nin dezelfde cel", "## Leeg", [],
    )  # fmt: skip
    drop_empty_headings(notebook)
    assert [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"] == [
        "# Titel", "## Vol", "## Vol door wat eronder staat", "### Vol", "## Woorden\n\nin dezelfde cel",
    ]  # fmt: skip
    only_title = make_notebook("# Titel", [])
    drop_empty_headings(only_title)
    assert [cell["source"] for cell in only_title["cells"]] == ["# Titel", ""]
