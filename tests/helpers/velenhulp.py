"""Small projects for a run over many municipalities: two extracts, one chapter, and a cell that can go wrong."""

import json
import shutil
from pathlib import Path

from bouwhulp import ROOT

from sdreport.exampledata import write_gemeenten

JAAR = 2024
RAPPORT = f"raadsrapportage-{JAAR}"
EXTRACTEN = ("leerlingen", "bevolking")
VAL = """import pathlib, psutil
mark = pathlib.Path({mark!r})
first = not mark.exists()
mark.touch()
if first:
    psutil.Process().parents()[{place}].kill()"""
"""A cell that the first time ends the process so many places above its kernel."""
EENHEID, WERKER = 2, 4
"""The unit, and the worker of the cluster above the warm process: kernel, papermill, kernels, unit, warm, worker."""


def make_projects(folder: Path, *cells: str) -> list[Path]:
    """A project for each cell, which stands last in its only chapter."""
    roots = write_gemeenten(folder, ROOT / "examples" / "lindewaard", len(cells), JAAR)
    for root, cell in zip(roots, cells, strict=True):
        data, parameters = root / "data" / str(JAAR), root / "parameters" / f"{RAPPORT}.yaml"
        for path in data.glob("*.csv"):
            if path.stem not in EXTRACTEN:
                path.unlink()
        head, _, rest = parameters.read_text(encoding="utf-8").partition("datasets:")
        rules = "geheimhouding:" + rest.partition("geheimhouding:")[2].partition("indelingen:")[0]
        chapters = "kwaliteit: 0_datakwaliteit\nhoofdstukken: [1_proef]\n"
        text = f"{head}datasets: [{', '.join(EXTRACTEN)}]\n{chapters}{rules}"
        parameters.write_text(text, encoding="utf-8")
        shutil.rmtree(data / "toelichting", ignore_errors=True)
        (data / "toelichting").mkdir()
        (data / "toelichting" / "1_proef.md").write_text("## proef\n\nEen zin.\n", encoding="utf-8")
        (root / "notebooks").mkdir()
        set_cell(root, cell)
    return roots


def set_cell(root: Path, cell: str) -> None:
    """Write the chapter of a project with this as its last cell."""
    sources = [
        ("markdown", "# Proef", []),
        ("code", 'rapport = "proef"\njaar = 2000', ["parameters"]),
        (
            "code",
            'from sdreport.chapter import open_chapter\nhoofdstuk = open_chapter(rapport, "1_proef", jaar)',
            [],
        ),
        ("code", 'hoofdstuk.text("proef")', []),
        ("code", cell, []),
    ]
    cells = [
        {
            "cell_type": kind,
            "id": f"cel-{place}",
            "metadata": {"tags": tags},
            "source": source,
            **({"outputs": [], "execution_count": None} if kind == "code" else {}),
        }
        for place, (kind, source, tags) in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (root / "notebooks" / "1_proef.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def spoil(root: Path) -> None:
    """Make an extract that the gate rejects."""
    path = root / "data" / str(JAAR) / "leerlingen.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, f"{first}x", *rest]) + "\n", encoding="utf-8")
