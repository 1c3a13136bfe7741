"""Blocks: what a notebook cell shows, as data. Publishing turns blocks into HTML and PDF.

A block travels in the notebook under its own MIME type, beside plain HTML that JupyterLab shows. All texts in a
block are already in Dutch notation; a block holds nothing that is not in the register or the toelichting.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from sdreport.errors import ConfigurationError

GEEN = "–"
"""What stands in a cell where there is nothing to say."""
BLOK_MIME = "application/vnd.sdreport.blok+json"
LINK = re.compile(r"\]\((?!(?:https?://|mailto:|#)[^\s\\]*\))")


@dataclass(frozen=True)
class Kolom:
    """A column of a table: its header and alignment.

    What stands `onder` is shown below the others with its header in front: a page has it in the second cell of its
    row, paper over the whole width.
    """

    label: str
    uitlijning: str = "rechts"
    onder: bool = False


@dataclass(frozen=True)
class Gegevens:
    """A table of texts; the first cell of a row is its header, the last row may be a total.

    A cell of several lines is shown as a list.
    """

    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[str, ...], ...]
    totaalrij: bool = False


@dataclass(frozen=True)
class Blok:
    """Base of all blocks."""

    soort: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """The block as plain data, for the notebook."""
        return {"soort": self.soort, **asdict(self)}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = self.as_dict()
        return {BLOK_MIME: data, "text/html": show_html(data), "text/plain": f"<{self.soort}>"}


@dataclass(frozen=True)
class Tekst(Blok):
    """Running text as Markdown, with its facts filled in."""

    soort: ClassVar[str] = "tekst"
    markdown: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = defuse_markdown(self.markdown)
        return {BLOK_MIME: self.as_dict(), "text/markdown": shown, "text/plain": self.markdown}


@dataclass(frozen=True)
class Kop(Blok):
    """A heading that a cell makes, as Markdown; publishing numbers those of level 2, as it does in the notebook."""

    soort: ClassVar[str] = "kop"
    niveau: int
    tekst: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = f"{'#' * self.niveau} {self.tekst}"
        return {BLOK_MIME: self.as_dict(), "text/markdown": defuse_markdown(shown), "text/plain": shown}


@dataclass(frozen=True)
class Figuur(Blok):
    """A numbered figure: the Vega-Lite chart, a text that carries its message, and the data behind it."""

    soort: ClassVar[str] = "figuur"
    nummer: str
    bijschrift: str
    alt: str
    vega: Mapping[str, Any]
    tabel: Gegevens
    herkomst: tuple[Mapping[str, Any], ...]
    noot: str = ""
    voorbeeld: bool = False
    svg: str = ""
    smal: Mapping[str, Any] = field(default_factory=dict)
    """The chart as a phone shows it, where it has a layout of its own there."""
    svg_smal: str = ""
    kop: str = ""
    """What the figure shows, in one sentence; the caption says what it is."""
    anker: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the anchor from the number."""
        object.__setattr__(self, "anker", f"figuur-{self.nummer.replace('.', '-')}")


@dataclass(frozen=True)
class Tabel(Blok):
    """A numbered table."""

    soort: ClassVar[str] = "tabel"
    nummer: str
    bijschrift: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[str, ...], ...]
    totaalrij: bool
    herkomst: tuple[Mapping[str, Any], ...]
    noot: str = ""
    voorbeeld: bool = False
    anker: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the anchor from the number."""
        object.__setattr__(self, "anker", f"tabel-{self.nummer.replace('.', '-')}")


@dataclass(frozen=True)
class Kerncijfers(Blok):
    """Cards with key figures: label, value and change, each a text."""

    soort: ClassVar[str] = "kerncijfers"
    kaarten: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Melding(Blok):
    """A remark that must be seen; `niveau` is info, waarschuwing or kritiek."""

    soort: ClassVar[str] = "melding"
    niveau: str
    titel: str
    tekst: str


def defuse_markdown(text: str) -> str:
    """Markdown for JupyterLab, which would run HTML and formulas; links to pages and addresses stay links."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("$", "\\$")
    text = text.replace("![", "!\\[").replace("]:", "]\\:")
    return LINK.sub(r"]\\(", text)


def show_html(blok: Mapping[str, Any]) -> str:
    """A block as plain HTML, for JupyterLab and for reading executed notebooks."""
    soort = blok["soort"]
    if soort == "figuur":
        title = f"<b>Figuur {blok['nummer']} – {html.escape(blok['bijschrift'])}</b>"
        title = f"{html.escape(blok['kop'])}<br>{title}" if blok["kop"] else title
        chart = blok["svg"] or _table_html(blok["tabel"])
        return f"<figure>{chart}<figcaption>{title}<br>{html.escape(blok['alt'])}</figcaption></figure>"
    if soort == "tabel":
        return f"<p><b>Tabel {blok['nummer']} – {html.escape(blok['bijschrift'])}</b></p>{_table_html(blok)}"
    if soort == "kerncijfers":
        return "".join(
            f"<p><b>{html.escape(k['label'])}</b>: {html.escape(k['waarde'])}</p>" for k in blok["kaarten"]
        )
    return f"<p><b>{html.escape(blok['titel'])}</b> {html.escape(blok['tekst'])}</p>"


def _table_html(tabel: Mapping[str, Any]) -> str:
    head = "".join(f"<th>{html.escape(kolom['label'])}</th>" for kolom in tabel["kolommen"])
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell_html(cell)}</td>" for cell in row) + "</tr>" for row in tabel["rijen"]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell_html(cell: str) -> str:
    return html.escape(cell).replace("\n", "<br>")


def tell_none(soort: str, nummer: str, bijschrift: str, tekst: str) -> Melding:
    """The notice in the place of a figure or table with nothing to show; it keeps its number, so that they run on."""
    return Melding("info", f"{soort.capitalize()} {nummer} – {bijschrift}", tekst)


def join_notes(notes: Sequence[str]) -> str:
    """Notes under a figure or table as one text."""
    return " ".join(note for note in notes if note)


def note_zero(koppen: Sequence[str]) -> str:
    """The one line in place of columns that count nothing in a whole table; nothing when there are none."""
    return f"Overal 0: {', '.join(koppen)}." if koppen else ""


def pair_headers(wat: str, koppen: Sequence[str], items: Sequence[str]) -> list[tuple[str, str]]:
    """Each header with what stands under it; `ConfigurationError` when their numbers differ or a header comes twice."""
    if len(koppen) != len(items):
        raise ConfigurationError(
            f"{wat}: noem even veel koppen als kolommen; het zijn er {len(koppen)} en {len(items)}."
        )
    if len(set(koppen)) != len(koppen):
        raise ConfigurationError(
            f"{wat}: twee kolommen heten hetzelfde. Geef ze met koppen= elk een eigen naam."
        )
    return list(zip(koppen, items, strict=True))
