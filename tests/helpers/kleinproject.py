"""A project with one small report of two tiny chapters, for what a build does around them."""

import shutil
from pathlib import Path

import nbformat
from bouwhulp import ROOT

RAPPORT = "proef-2017"
DATA = "data/uitvoeringsplan-2017-2018"
PARAMETERS = f"""\
rapport: {RAPPORT}
titel: Proef
gemeente: Voorbeeldstad
jaar: 2017
datum: 2017-12-31
status: voorlopig
verantwoording: Een proef.
data: {DATA}
datasets: [plannen]
notebooks: notebooks/proef
kwaliteit: 0_klein
hoofdstukken: [1_klein]
wachttijd_hoofdstuk_s: 3
"""
CELLS = ['rapport = "proef"\njaar = 2000', "print('tot hier')"]


def make_project(folder: Path) -> Path:
    """A project with one small report of two tiny chapters."""
    for name in (DATA, "expectations"):
        shutil.copytree(ROOT / name, folder / name)
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, folder / "data")
    (folder / "parameters").mkdir()
    for name in ("huisstijl.yaml", "logo.svg"):
        shutil.copy(ROOT / "parameters" / name, folder / "parameters")
    (folder / "parameters" / f"{RAPPORT}.yaml").write_text(PARAMETERS, encoding="utf-8")
    for name, cells in (("0_klein", CELLS[:1]), ("1_klein", CELLS)):
        write_chapter(folder, name, cells)
        (folder / DATA / "toelichting" / f"{name}.md").write_text("## begin\n\nTekst.\n", encoding="utf-8")
    return folder


def write_chapter(folder: Path, name: str, cells: list[str]) -> None:
    """A notebook with a title and code cells, of which the first has the parameters."""
    first, *others = map(nbformat.v4.new_code_cell, cells)
    first["metadata"]["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Klein"), first, *others],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    path = folder / "notebooks" / "proef" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
