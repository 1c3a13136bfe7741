"""A report of notebooks written by hand, and its layout."""

import json
from pathlib import Path

from hoofdstukhulp import JAAR, LABELS, make_rij

from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron
from sdreport.chapter.opbouw import Opbouw
from sdreport.chapter.werkmap import Labels
from sdreport.register.register import Register

RIJEN = [
    make_rij("clienten", 5, wet=wet, voorziening=voorziening)
    for wet, voorziening in [
        ("wmo", "totaal"), ("wmo", "respijtzorg"), ("wmo", "hulp"), ("wmo", "rolstoelen"), ("jeugdwet", "hulp"),
    ]
]  # fmt: skip
BRON = Reeksbron(Register(RIJEN, JAAR), Labels(LABELS), ["netwerken", "rondkomen"])


def write_chapter(folder: Path, naam: str, *cells: str, tekst: str = "") -> Path:
    """A notebook with these cells below the one that opens the chapter, and its toelichting."""
    sources = [f'hoofdstuk = open_chapter(rapport, "{naam}", jaar)', *cells]
    notebook = {"cells": [{"cell_type": "code", "source": source} for source in sources]}
    path = folder / f"{naam}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / f"{naam}.md").write_text(tekst, encoding="utf-8")
    return path


def number(folder: Path, *notebooks: Path, **vast: int) -> Opbouw:
    """The layout of a report of these notebooks; `vast` are fixed numbers of figures."""
    return make_opbouw(notebooks, BRON, [folder], {f"figuur {naam}": place for naam, place in vast.items()})
