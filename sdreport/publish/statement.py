"""The accessibility statement in draft: what a build knows of its own report, for the municipality to finish.

It follows the Dutch model (Logius, digitoegankelijk.nl): what it is about, its status, how that was found, what is
known to fall short, whom to tell, and the ombudsman. A status above `eerste maatregelen genomen` asks for research
that no build can do, so a municipality has to choose it in its parameters.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sdreport.chapter.blocks.blocks import BLOK_MIME, Blok, Kolom, Melding, Tabel, Tekst
from sdreport.project.huisstijl import MIN_CONTRAST_GRAPHICS, MIN_CONTRAST_TEXT, Huisstijl, contrast
from sdreport.project.parameters.publicatie import Nalevingsstatus
from sdreport.publish.html.text import format_datum
from sdreport.publish.meta import Rapportmeta
from sdreport.publish.pdf.document import PDF_STANDARDS
from sdreport.safe.dutch import to_dutch
from sdreport.safe.text import for_markdown

TEMPLATES = Path(__file__).parent / "templates" / "sdreport-verklaring"
EERSTE_STATUS: Nalevingsstatus = "eerste maatregelen genomen"
STATUSSEN: Mapping[Nalevingsstatus, str] = {
    "eerste maatregelen genomen": "Er zijn maatregelen genomen om dit rapport toegankelijk te maken. "
    "Of het aan alle eisen voldoet, is niet volledig onderzocht.",
    "voldoet gedeeltelijk": "Uit onderzoek door de gemeente blijkt dat dit rapport aan de meeste eisen voldoet, en aan "
    "welke nog niet.",
    "voldoet volledig": "Uit onderzoek door de gemeente blijkt dat dit rapport aan alle eisen voldoet.",
    "voldoet niet": "Dit rapport voldoet nog niet aan de eisen.",
}
CONCEPT = (
    "Dit is een concept dat bij het rapport is gemaakt. De gemeente vult het aan, laat het vaststellen en publiceert "
    "het. Tot dan kan niemand er rechten aan ontlenen."
)


class Toetsing(NamedTuple):
    """One thing that was checked: what, on how much of it, and what came out."""

    onderdeel: str
    eis: str
    uitkomst: str


def make_verklaring(
    notebooks: Mapping[str, NotebookNode], stijl: Huisstijl, meta: Rapportmeta
) -> NotebookNode:
    """The statement as an executed notebook, so that it becomes a page like any other."""
    status = meta.publicatie.nalevingsstatus if meta.publicatie else EERSTE_STATUS
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Markdown; the page escapes it
    )
    environment.filters["markdown"] = for_markdown
    environment.filters["adres"] = partial(quote, safe="@")
    text = environment.get_template("verklaring.md.j2").render(
        titel=meta.titel,
        datum=format_datum(meta.datum),
        uitgever=_capitalize(meta.maker),
        contact=meta.publicatie.contact if meta.publicatie else None,
        status=status,
        uitleg=STATUSSEN[status],
        aantal_paginas=len(notebooks)
        + 2,  # the chapters and the quality page, the whole report, and this statement
        aantal_pdf=len(notebooks) + 1,  # the same, without this statement
    )
    title, _, rest = text.strip().partition("%%melding%%")
    before, _, after = rest.partition("%%tabel%%")
    blocks: list[Blok] = [
        Melding("waarschuwing", "Concept", CONCEPT),
        Tekst(before.strip()),
        _table(check_report(notebooks, stijl)),
        Tekst(after.strip()),
    ]
    cells = [new_markdown_cell(title.strip()), *map(_cell, blocks)]
    notebook = new_notebook(cells=cells, metadata={"sdreport": {**meta.as_dict(), "hoofdstuk": ""}})
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cel-{number}"
    return notebook


def check_report(notebooks: Mapping[str, NotebookNode], stijl: Huisstijl) -> list[Toetsing]:
    """What can be told of this report without a browser: its blocks, its colours, and how its PDFs were made."""
    blocks = list(_blocks(notebooks.values()))
    figures = [blok for blok in blocks if blok["soort"] == "figuur"]
    tables = [blok for blok in blocks if blok["soort"] == "tabel"] + [blok["tabel"] for blok in figures]
    kleuren = stijl.kleuren
    texts = min(
        contrast(getattr(kleuren, name), ground)
        for name in ("primair", "accent", "tekst")
        for ground in (kleuren.achtergrond, kleuren.vlak)
    )
    series = min(contrast(kleur, kleuren.achtergrond) for kleur in kleuren.reeks)
    least, least_series = _dutch(MIN_CONTRAST_TEXT), _dutch(MIN_CONTRAST_GRAPHICS)
    pdfs = len(notebooks) + 1
    return [
        Toetsing(
            "Figuren", "een tekst met de boodschap", _count(figures, lambda blok: bool(blok["alt"].strip()))
        ),
        Toetsing(
            "Figuren", "een tabel met de cijfers", _count(figures, lambda blok: bool(blok["tabel"]["rijen"]))
        ),
        Toetsing("Tabellen", "een kop boven elke kolom", _count(tables, _has_heads)),
        Toetsing("Tabellen", "een kop voor elke rij", _count(tables, _has_row_heads)),
        Toetsing("Kleur van tekst", f"contrast minstens {least}", f"laagste: {_dutch(texts)}"),
        Toetsing("Kleur van figuren", f"contrast minstens {least_series}", f"laagste: {_dutch(series)}"),
        Toetsing("Pdf-bestanden", f"gemaakt volgens {PDF_STANDARDS}", f"{pdfs} van {pdfs}"),
    ]


def _count(items: Sequence[Mapping[str, Any]], holds: Any) -> str:
    return f"{sum(map(holds, items))} van {len(items)}" if items else "niet van toepassing: er zijn er geen"


def _has_heads(tabel: Mapping[str, Any]) -> bool:
    return all(kolom["label"] for kolom in tabel["kolommen"])


def _has_row_heads(tabel: Mapping[str, Any]) -> bool:
    return all(rij[0] for rij in tabel["rijen"])


def _table(found: Iterable[Toetsing]) -> Tabel:
    heads = tuple(Kolom(head, "links") for head in ("Onderdeel", "Eis", "Uitkomst"))
    return Tabel("1", "Automatische controles van deze uitgave", heads, tuple(found), False, ())


def _cell(blok: Blok) -> NotebookNode:
    return new_code_cell("", outputs=[new_output("display_data", {BLOK_MIME: blok.as_dict()})])


def _blocks(notebooks: Iterable[NotebookNode]) -> Iterable[Mapping[str, Any]]:
    for notebook in notebooks:
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                if BLOK_MIME in output.get("data", {}):
                    yield output["data"][BLOK_MIME]


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _dutch(value: float) -> str:
    return to_dutch(value, ".1f") + " op 1"
