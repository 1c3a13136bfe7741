"""The page on the chapter object: every method with its docstring, and its example run on an example report.

`python tests/helpers/hoofdstukpagina.py` writes `docs/hoofdstuk.md` and the drawings beside it; a test holds them to
what the code makes.
"""

import ast
import inspect
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from sdreport.chapter import open_chapter
from sdreport.chapter.blocks.blocks import Blok, Figuur, Kerncijfers, Kop, Melding, Tabel, Tekst
from sdreport.chapter.charts.svg import convert_chart, register_fonts
from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.layout.number import make_opbouw
from sdreport.chapter.layout.series import Reeksbron
from sdreport.chapter.methods.budgets import Overzichten
from sdreport.chapter.methods.plans import Plannen
from sdreport.chapter.werkmap import WERKMAP_VARIABELE, Leesstof, Werkmap
from sdreport.project.editie import find_editie
from sdreport.project.folders import find_project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.stages.calculate import make_register
from sdreport.stages.check_texts import check_texts
from sdreport.stages.describe_quality import describe_quality
from sdreport.stages.fill_werkmap import gather_leesstof, judge_extracts
from sdreport.stages.read import read_extracts

PROJECT = find_project(Path(__file__).parent)
PAGINA = PROJECT.root / "docs" / "hoofdstuk.md"
TEKENINGEN = PROJECT.root / "docs" / "beeld" / "hoofdstuk"
OPDRACHT = "python tests/helpers/hoofdstukpagina.py"
RAPPORTEN = {Plannen: "monitor-2020-07-01", Overzichten: "beleidskader-2023-2027"}
"""The example report that has what the methods of a class show; of other classes it is the first."""
EIGEN_RAPPORT = {
    "spread": "peilnota-1-2014", "calendar": "peilnota-1-2014", "list": "beleidskader-2023-2027",
}  # fmt: skip
EERSTE = "raadsrapportage-2023"
HOOFDSTUKKEN = {
    EERSTE: "3_maatwerkvoorzieningen", "beleidskader-2023-2027": "6_ontwikkelbudget",
    "monitor-2020-07-01": "3_voortgang", "peilnota-1-2014": "8_doorrekening",
}  # fmt: skip
"""The chapter of each example report that examples are run in: its texts, and its number."""
EIGEN_HOOFDSTUK = {"own_texts": "1_inleiding"}
"""Of some methods another chapter, of which the texts name no figure."""
MEESTE_RIJEN, MEESTE_BLOKKEN = 4, 4
KOPPEN = {
    "Teksten": "Texts and key figures", "Figuren": "Figures", "Stroomfiguren": "Flows", "Figuurvormen": "Forms",
    "Tabellen": "Tables", "Overzichten": "Budget tables", "Plannen": "Plans", "Reeksen": "Series",
    "Kwaliteit": "Quality", "Oogopslag": "One page first",
}  # fmt: skip


@dataclass(frozen=True)
class Voorbeeld:
    """A method of the chapter with the example in its docstring."""

    methode: str
    klasse: type
    uitleg: str
    """The docstring without its example."""
    code: str

    @property
    def rapport(self) -> str:
        """The example report that it is run on."""
        return EIGEN_RAPPORT.get(self.methode) or RAPPORTEN.get(self.klasse, EERSTE)

    @property
    def notebook(self) -> str:
        """The chapter that it is run in."""
        return EIGEN_HOOFDSTUK.get(self.methode, HOOFDSTUKKEN[self.rapport])


def list_examples() -> list[Voorbeeld]:
    """Every public method in the order of the classes."""
    found = []
    for klasse in reversed(inspect.getmro(Hoofdstuk)):
        for name, method in vars(klasse).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                uitleg, code = split_docstring(inspect.getdoc(method) or "")
                found.append(Voorbeeld(name, klasse, uitleg, code))
    order = list(KOPPEN)
    return sorted(found, key=lambda item: order.index(item.klasse.__name__))


def split_docstring(doc: str) -> tuple[str, str]:
    """A docstring as its explanation and the code of its example, the lines with `>>>`."""
    lines = doc.split("\n")
    code = [line.removeprefix(">>> ") for line in lines if line.startswith(">>> ")]
    return "\n".join(line for line in lines if not line.startswith(">>> ")).strip(), "\n".join(code)


def make_stof(rapport: str) -> tuple[Leesstof, dict[str, Any]]:
    """What the chapters of an example report may read, and its quality; the gate does not run."""
    editie = find_editie(PROJECT, rapport)
    controle = read_extracts(editie)
    stof = gather_leesstof(editie, controle, make_register(editie, controle))
    return stof, describe_quality(editie, judge_extracts(editie, controle), check_texts(editie, stof))


def run_example(item: Voorbeeld, stof: Leesstof, kwaliteit: Mapping[str, Any], folder: Path) -> list[Blok]:
    """The blocks that an example shows, run as a build runs a notebook that holds nothing else."""
    open_cell = f'hoofdstuk = open_chapter(rapport, "{item.notebook}", jaar)'
    cells = [{"cell_type": "code", "source": source} for source in (open_cell, item.code)]
    notebook = folder / f"{item.notebook}.ipynb"
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    programmas = [row["programma"] for row in stof.tabellen.get("plannen", ())]
    bron = Reeksbron(stof.register, stof.labels, programmas, stof.rapport.bijnamen)
    layout = make_opbouw([notebook], bron, stof.rapport.toelichting, {})
    werkmap = Werkmap(folder / "werkmap")
    werkmap.fill(replace(stof, opbouw=layout), kwaliteit, {})
    shown: list[Blok] = []
    display = mock.patch("sdreport.chapter.methods.basis.display", shown.append)
    with display, mock.patch.dict(os.environ, {WERKMAP_VARIABELE: str(werkmap.path)}):
        names: dict[str, Any] = {"hoofdstuk": Hoofdstuk(werkmap, item.notebook, stof.rapport.jaar)}
        for statement in ast.parse(item.code).body:
            if isinstance(statement, ast.Expr):
                made = eval(compile(ast.Expression(statement.value), "voorbeeld", "eval"), names)
                shown += [made] if made is not None else []
            else:
                exec(compile(ast.Module([statement], []), "voorbeeld", "exec"), names)
    return shown


def run_examples() -> dict[str, list[Blok]]:
    """The blocks of every example, by method."""
    stof = {rapport: make_stof(rapport) for rapport in {item.rapport for item in list_examples()}}
    shown = {}
    for item in list_examples():
        with tempfile.TemporaryDirectory() as folder:
            shown[item.methode] = run_example(item, *stof[item.rapport], Path(folder))
    return shown


def render_page(shown: Mapping[str, list[Blok]]) -> str:
    """The page, with what every example shows."""
    parts = [
        "# The chapter object",
        "This page is made from the docstrings of `sdreport/chapter/methods/`. Do not change it by hand; run\n"
        f"`{OPDRACHT}`. A test runs every example on the report that is named,\n"
        "and holds this page to the outcome.",
        inspect.getdoc(Hoofdstuk) or "",
        "## Opening a chapter",
        f"```python\n{open_chapter.__name__}{str(inspect.signature(open_chapter)).replace(chr(39), '')}\n```",
        inspect.getdoc(open_chapter) or "",
        "How a notebook is built up stands in [uitbreiden](uitbreiden.md#a-chapter).",
    ]
    klasse = None
    for item in list_examples():
        if item.klasse is not klasse:
            klasse = item.klasse
            parts += [f"## {KOPPEN[klasse.__name__]}", inspect.getdoc(klasse) or ""]
        parts += [f"### {item.methode}", f"```python\n{describe_call(item.methode)}\n```", item.uitleg]
        parts += [f"Example, on {item.rapport}:", f"```python\n{item.code}\n```"]
        parts += list(show_blocks(item.methode, shown[item.methode]))
    return "\n\n".join(parts) + "\n"


def describe_call(methode: str) -> str:
    """The signature of a method as a reader of a notebook sees it, on one line."""
    signature = inspect.signature(getattr(Hoofdstuk, methode))
    values = [value for name, value in signature.parameters.items() if name != "self"]
    text = str(signature.replace(parameters=values))
    return f"hoofdstuk.{methode}{re.sub(r'(?:[a-z]+[.])+(?=[A-Z])', '', text)}"


def show_blocks(methode: str, blokken: list[Blok]) -> Iterator[str]:
    """The first blocks of an example as Markdown."""
    for number, blok in enumerate(blokken[:MEESTE_BLOKKEN]):
        yield show_block(blok, draw_name(methode, number))
    if len(blokken) > MEESTE_BLOKKEN:
        yield f"and so on: {len(blokken)} blocks."


def draw_name(methode: str, number: int) -> str:
    """The file of a drawing."""
    return f"{methode}{f'-{number + 1}' if number else ''}.svg"


def show_block(blok: Blok, tekening: str) -> str:
    """A block as Markdown, in a quotation: a figure as its drawing and its text for who cannot see that."""
    if isinstance(blok, Figuur):
        title = f"**Figuur {blok.nummer} – {blok.bijschrift}**"
        return quote(f"{title}\n\n![{blok.bijschrift}](beeld/hoofdstuk/{tekening})\n\n{blok.alt}")
    if isinstance(blok, Tabel):
        return quote(f"**Tabel {blok.nummer} – {blok.bijschrift}**\n\n{show_table(blok)}")
    if isinstance(blok, Kerncijfers):
        cards = (
            f"- {k['label']}: **{k['waarde']}** ({k['verandering']})".replace(" ()", "") for k in blok.kaarten
        )
        return quote("\n".join(cards))
    if isinstance(blok, Kop):
        return quote(f"**{blok.tekst}**")
    if isinstance(blok, Melding):
        return quote(f"**{blok.titel}** {blok.tekst}")
    assert isinstance(blok, Tekst)
    return quote(blok.markdown)


def show_table(tabel: Tabel) -> str:
    """A table in Markdown: its first rows, and the last one when that is the total."""
    rows = [*tabel.rijen]
    kept = rows if len(rows) <= MEESTE_RIJEN + 1 else [*rows[:MEESTE_RIJEN], ("…",) * len(tabel.kolommen)]
    if tabel.totaalrij and kept[-1] != rows[-1]:
        kept.append(rows[-1])
    lines = [[kolom.label for kolom in tabel.kolommen], ["---"] * len(tabel.kolommen), *kept]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def quote(text: str) -> str:
    """Text as a quotation in Markdown."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def draw_all(shown: Mapping[str, list[Blok]]) -> dict[str, str]:
    """The drawing of every figure on the page, by file name."""
    register_fonts(load_huisstijl(find_editie(PROJECT, EERSTE).huisstijl))
    return {
        draw_name(methode, number): convert_chart(blok.vega)
        for methode, blokken in shown.items()
        for number, blok in enumerate(blokken[:MEESTE_BLOKKEN])
        if isinstance(blok, Figuur)
    }


def main() -> None:
    """Write the page and its drawings."""
    shown = run_examples()
    PAGINA.write_text(render_page(shown), encoding="utf-8", newline="\n")
    TEKENINGEN.mkdir(parents=True, exist_ok=True)
    for path in TEKENINGEN.glob("*.svg"):
        path.unlink()
    for name, drawing in draw_all(shown).items():
        (TEKENINGEN / name).write_text(f"{drawing.rstrip()}\n", encoding="utf-8", newline="\n")
    print(f"{PAGINA.relative_to(PROJECT.root)} is geschreven.")


if __name__ == "__main__":
    main()
