"""The publishing stage: executed notebooks to everything that stands in the output folder."""

import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sdreport.chapter.blocks.blocks import BLOK_MIME, Kop, show_html
from sdreport.chapter.charts.svg import Teken, draw
from sdreport.project.editie import INDEX
from sdreport.project.huisstijl import Huisstijl
from sdreport.publish.code import find_code
from sdreport.publish.eenmaal import join_notices, say_once
from sdreport.publish.leeg import drop_empty_headings
from sdreport.publish.meta import Link, Paginameta, Rapportmeta, link_verwant
from sdreport.publish.metadata import VERKLARING
from sdreport.safe.hashes import hash_bytes, hash_text
from sdreport.voorraad.overname import Delen, Overname
from sdreport.voorraad.stappen import BLAD, GRAFIEK, OPMAAK

Notebooks = Mapping[str, NotebookNode]
HOOFDSTUKKEN = "hoofdstukken"
HELE_RAPPORT = "Het hele rapport"
DATAKWALITEIT = "datakwaliteit"
OOGOPSLAG = "in-een-oogopslag"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Opmaak:
    """How a report is made up: its house style, what it says of itself, and what is taken over of it."""

    stijl: Huisstijl
    meta: Rapportmeta
    overname: Overname
    nummers: Mapping[str, str]
    """The number that each chapter has in this report."""
    teken: Teken = draw
    """What draws its charts."""

    def prepare(self, naam: str, inhoud: bytes) -> bytes:
        """An executed chapter as it is published, with its charts drawn."""
        delen: Delen = {
            "hoofdstukken": {naam: hash_bytes(inhoud)},
            "vorm": {
                "wat het rapport van zich zegt": _hash(self.meta),
                "het nummer": hash_text(self.nummers[naam]),
            },
        }
        return self.overname.take(OPMAAK, naam, delen, lambda: self._prepare(naam, inhoud))

    def _prepare(self, naam: str, inhoud: bytes) -> bytes:
        notebook = nbformat.reads(inhoud.decode(), as_version=4)
        for number, (_, data) in enumerate(_blocks(notebook), start=1):
            if data[BLOK_MIME].get("vega"):
                data[BLOK_MIME]["svg"] = self._draw(f"{naam}, blok {number}", data[BLOK_MIME]["vega"])
            if data[BLOK_MIME].get("smal"):
                data[BLOK_MIME]["svg_smal"] = self._draw(
                    f"{naam}, blok {number} smal", data[BLOK_MIME].pop("smal")
                )
        text: str = nbformat.writes(prepare_notebook(notebook, naam, self.nummers[naam], self.meta))
        return f"{text}\n".encode()

    def _draw(self, naam: str, vega: Mapping[str, Any]) -> str:
        text = json.dumps(vega)
        delen: Delen = {"tekening": {"de tekening": hash_text(text)}}
        made = self.overname.take(
            GRAFIEK, naam, delen, lambda: self.teken(self.stijl.lettertypemappen, text).encode()
        )
        return made.decode()


def strip_run(notebook: NotebookNode) -> bytes:
    """An executed notebook without what only this run knows (times, paths)."""
    notebook["metadata"] = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cel-{number}"
        cell["metadata"] = {key: value for key, value in cell["metadata"].items() if key == "tags"}
    content: str = nbformat.writes(notebook)
    return content.encode()


def prepare_notebook(notebook: NotebookNode, naam: str, nummer: str, meta: Rapportmeta) -> NotebookNode:
    """Add to an executed notebook what publishing knows; `nummer` is that of the chapter in its report."""
    titel = next(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown").lstrip("# ")
    hoofdstuk = {"hoofdstuk": nummer, "slug": naam, "hoofdstuktitel": titel}
    notebook["metadata"]["sdreport"] = {**meta.as_dict(), **hoofdstuk}
    drop_empty_headings(notebook)
    number_headings(notebook, hoofdstuk["hoofdstuk"])
    say_once(notebook)
    join_notices(notebook)
    warned = False
    for cell, data in _blocks(notebook):
        if data[BLOK_MIME].get("voorbeeld"):
            data[BLOK_MIME]["eerste_voorbeeld"], warned = not warned, True
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


@dataclass(frozen=True)
class Blad:
    """A page or PDF to make: its path in the folder of the report, the chapters on it, and what it says of itself."""

    pad: str
    hoofdstukken: tuple[str, ...]
    meta: Paginameta


def write_report(
    prepared: Mapping[str, bytes],
    losse: Mapping[str, str],
    opmaak: Opmaak,
    verwant: Sequence[Rapportmeta],
    folder: Path,
) -> None:
    """Write `notebooks/`, all pages and PDFs, and the draft of the accessibility statement into `folder`.

    `prepared` are the notebooks as they are published, by name; `losse` are those that are no chapter, with the name
    of their page: that on quality stands beside the report, another also before its chapters. `verwant` are the related
    reports to which `index.html` leads.
    """
    (folder / "notebooks").mkdir()
    (folder / HOOFDSTUKKEN).mkdir()
    for naam, inhoud in prepared.items():
        (folder / "notebooks" / f"{naam}.ipynb").write_bytes(inhoud)
    notebooks = Gelezen(prepared)
    bladen = list(plan_bladen(notebooks, losse, opmaak.meta, verwant))
    delen = {blad.pad: _list_delen(blad, notebooks) for blad in bladen}
    kept = {blad.pad: opmaak.overname.find(BLAD, blad.pad, delen[blad.pad]) for blad in bladen}
    missing = [blad for blad in bladen if kept[blad.pad] is None]
    for blad, inhoud in zip(missing, make_bladen(missing, notebooks, opmaak), strict=True):
        kept[blad.pad] = opmaak.overname.keep(BLAD, blad.pad, delen[blad.pad], inhoud)
    for blad in bladen:
        (folder / blad.pad).write_bytes(kept[blad.pad] or b"")


def make_bladen(bladen: Sequence[Blad], notebooks: Notebooks, opmaak: Opmaak) -> Iterator[bytes]:
    """Make pages and PDFs in their order, side by side: typst does not keep others from the interpreter."""
    for naam in {naam for blad in bladen for naam in blad.hoofdstukken}:
        notebooks[naam]  # read before threads ask for it
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(partial(_make, notebooks=notebooks, opmaak=opmaak), bladen)


def _list_delen(blad: Blad, notebooks: "Gelezen") -> Delen:
    return {
        "hoofdstukken": {naam: notebooks.hash(naam) for naam in blad.hoofdstukken},
        "vorm": {"wat het blad van zich zegt": _hash(blad)},
    }


class Gelezen(Mapping[str, NotebookNode]):
    """Published notebooks by name, each read when it is asked for."""

    def __init__(self, inhoud: Mapping[str, bytes]) -> None:
        """Take the notebooks as they are published."""
        self._inhoud = inhoud
        self._gelezen: dict[str, NotebookNode] = {}

    def hash(self, naam: str) -> str:
        """The SHA-256 of a notebook."""
        return hash_bytes(self._inhoud[naam])

    def __getitem__(self, naam: str) -> NotebookNode:
        """A notebook."""
        if naam not in self._gelezen:
            self._gelezen[naam] = nbformat.reads(self._inhoud[naam].decode(), as_version=4)
        return self._gelezen[naam]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the report."""
        return iter(self._inhoud)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._inhoud)


def plan_bladen(
    notebooks: Notebooks, losse: Mapping[str, str], meta: Rapportmeta, verwant: Sequence[Rapportmeta]
) -> Iterator[Blad]:
    """All pages and PDFs of a report; on pages of one chapter, links to figures of others lead to the whole report."""
    from sdreport.publish.html.page import find_ankers

    inside = tuple(naam for naam in notebooks if losse.get(naam) != DATAKWALITEIT)
    chapters = tuple(naam for naam in inside if naam not in losse)
    page = Paginameta(**vars(meta), toegankelijkheid=VERKLARING)
    ankers = sorted(find_ankers([notebooks[naam] for naam in chapters]))
    whole = replace(
        page, verwant=link_verwant(verwant), bijlagen=list_downloads(meta.rapport, [*losse.values()])
    )
    beside = replace(
        page,
        bijlagen=(Link(HELE_RAPPORT, INDEX),),
        verwijzingen={anker: f"{INDEX}#{anker}" for anker in ankers},
    )
    above = replace(
        page,
        bijlagen=(Link(HELE_RAPPORT, f"../{INDEX}"),),
        verwijzingen={anker: f"../{INDEX}#{anker}" for anker in ankers},
        toegankelijkheid=f"../{VERKLARING}",
    )
    yield Blad(INDEX, inside, whole)
    yield Blad(f"{meta.rapport}.pdf", inside, page)
    for naam in chapters:
        yield Blad(f"{HOOFDSTUKKEN}/{naam}.html", (naam,), above)
        yield Blad(f"{HOOFDSTUKKEN}/{naam}.pdf", (naam,), above)
    for naam, blad in losse.items():
        yield Blad(f"{blad}.html", (naam,), beside)
        yield Blad(f"{blad}.pdf", (naam,), beside)
    yield Blad(VERKLARING, tuple(notebooks), beside)


def _make(blad: Blad, notebooks: Notebooks, opmaak: Opmaak) -> bytes:
    from sdreport.publish.html.page import render_html
    from sdreport.publish.pdf.document import render_pdf
    from sdreport.publish.statement import make_verklaring

    shown = [notebooks[naam] for naam in blad.hoofdstukken]
    if blad.pad == VERKLARING:
        shown = [make_verklaring(notebooks, opmaak.stijl, opmaak.meta)]
    meta = replace(blad.meta, pad=blad.pad)
    if blad.pad.endswith(".pdf"):
        return render_pdf(shown, opmaak.stijl, meta)
    return render_html(shown, opmaak.stijl, meta).encode()


def list_downloads(rapport: str, losse: Sequence[str] = (DATAKWALITEIT,)) -> tuple[Link, ...]:
    """What can be downloaded from the page of a whole report."""
    glance = [Link("In één oogopslag (één bladzijde)", f"{OOGOPSLAG}.pdf")] if OOGOPSLAG in losse else []
    return (
        *glance,
        Link("Dit rapport als PDF", f"{rapport}.pdf"),
        Link("Alle cijfers (Excel)", "cijfers.xlsx"),
        Link("Alle cijfers (CSV)", "cijfers.csv"),
        Link("Datakwaliteit", "datakwaliteit.html"),
    )


def _blocks(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Each cell that shows a block, with the data of that output."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if BLOK_MIME in output.get("data", {}):
                yield cell, output["data"]


def _hash(about: Rapportmeta | Blad) -> str:
    """The hash of all that a report or page says of itself."""
    return hash_text(repr(about))
