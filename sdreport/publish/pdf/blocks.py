"""The blocks of a chapter, made ready for the typst templates of the PDF."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from sdreport.errors import BuildError
from sdreport.publish.html.page import read_blok
from sdreport.publish.pdf.markdown import parse_markdown

Blok = dict[str, Any]

SHA_LENGTH = 12
MARGE = 2
LANGSTE_WOORD = 45
"""A word of so many signs or more may break anywhere; the longest common Dutch words are shorter."""
REGELBREEDTE = {6: 95, 9: 106, 99: 124}
"""Characters that fit on a line of a table of at most so many columns (the letters get smaller with more)."""


def chapter_blocks(nb: NotebookNode) -> list[Blok]:
    """Return the blocks of a chapter in reading order, ready for the templates.

    Markdown is parsed (`inhoud`) and heading levels follow each other without a gap. Raises BuildError for an output
    that is no block.
    """
    blokken = [_prepared(blok) for cell in nb["cells"] for blok in _cell_blocks(cell)]
    hoofdstuk = str(nb.metadata.get("sdreport", {}).get("hoofdstuk", ""))
    return _with_heading_levels(blokken, hoofdstuk)


def _cell_blocks(cell: Mapping[str, Any]) -> Iterator[Blok]:
    if cell["cell_type"] == "markdown":
        yield {"soort": "tekst", "markdown": cell["source"]}
    for output in cell.get("outputs", []):
        yield dict(read_blok(output))


def _prepared(blok: Blok) -> Blok:
    """Keep what the PDF shows of a block, with its Markdown parsed and its numbers kept on one line."""
    soort = blok["soort"]
    if soort == "kop":
        return {"soort": "tekst", "inhoud": parse_markdown(f"{'#' * blok['niveau']} {blok['tekst']}")}
    if soort == "tekst":
        return {"soort": soort, "inhoud": parse_markdown(blok["markdown"])}
    if soort == "melding":
        return {**blok, "inhoud": parse_markdown(blok["tekst"])}
    if soort == "tabel":
        return _unbroken_numbers({key: value for key, value in blok.items() if key != "code"})
    if soort == "figuur":
        tabel = blok.get("tabel")
        kept = {key: value for key, value in blok.items() if key not in {"vega", "code", "svg_smal"}}
        return {**kept, "tabel": _unbroken_numbers(tabel) if tabel else None}
    return blok


def _unbroken_numbers(tabel: Blok) -> Blok:
    """Put no-break spaces in right-aligned cells, so that `€ 1.700.000` stays on one line."""
    rechts = [kolom["uitlijning"] == "rechts" for kolom in tabel["kolommen"]]
    rijen = [
        [cel.replace(" ", "\u00a0") if is_rechts else cel for cel, is_rechts in zip(rij, rechts, strict=True)]
        for rij in tabel["rijen"]
    ]
    return {**tabel, "rijen": rijen, "breedtes": share_width(tabel)}


def share_width(tabel: Blok) -> list[int] | None:
    """Relative widths of the columns of a table that does not fit in its natural width; None when it fits.

    A column of numbers needs its longest number and word; a column of text at least its longest word, and more for
    more text, so that long texts wrap and no column is squeezed.
    """
    heads = [str(kolom["label"]) for kolom in tabel["kolommen"]]
    columns = [[head, *cells] for head, *cells in zip(heads, *tabel["rijen"], strict=True)]
    fits = next(width for most, width in REGELBREEDTE.items() if len(heads) <= most)
    if sum(max(len(text) for text in column) + MARGE for column in columns) <= fits:
        return None
    rechts = [kolom["uitlijning"] == "rechts" for kolom in tabel["kolommen"]]
    return [_weigh(column, is_rechts) for column, is_rechts in zip(columns, rechts, strict=True)]


def _weigh(column: Sequence[str], rechts: bool) -> int:
    word = min(LANGSTE_WOORD, max(len(part) for text in column for part in text.split(" ")))
    longest = max(len(text) for text in column[1:]) if len(column) > 1 else 0
    wanted = longest if rechts else math.ceil(4 * math.sqrt(longest))
    return max(word, wanted) + MARGE


def _with_heading_levels(blokken: Sequence[Blok], hoofdstuk: str) -> list[Blok]:
    """Close gaps in heading levels (PDF/UA refuses them) and put the number before the chapter title."""
    result, previous = [], 0
    for blok in blokken:
        nodes = []
        for node in blok.get("inhoud", []) if blok["soort"] == "tekst" else []:
            if node["soort"] == "kop":
                node = {**node, "niveau": min(node["niveau"], previous + 1)}
                if previous == 0 and hoofdstuk.strip("0").isdigit():
                    nummer = {"soort": "tekst", "tekst": f"{hoofdstuk}. "}
                    node = {**node, "inhoud": [nummer, *node["inhoud"]]}
                previous = node["niveau"]
            nodes.append(node)
        result.append({**blok, "inhoud": nodes} if blok["soort"] == "tekst" else blok)
    return result


def provenance_rows(blokken: Iterable[Blok]) -> list[list[str]]:
    """Return one row per indicator: indicator, definition, and its files each with its (short) hash."""
    rows: dict[str, list[str]] = {}
    for blok in blokken:
        for herkomst in blok.get("herkomst", []):
            bestanden = herkomst["bestanden"]
            rows[herkomst["indicator"]] = [
                herkomst["indicator"].replace("_", "_\u200b"),
                herkomst["definitie"],
                "\n".join(f"{_file_name(b['bestand'])} {b['sha256'][:SHA_LENGTH]}" for b in bestanden)
                or herkomst["bron"],
            ]
    return [rows[indicator] for indicator in sorted(rows)]


def _file_name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def collect_anchors(blokken: Iterable[Blok]) -> dict[str, str]:
    """Map each anchor to its name in running text; raise BuildError for a number that is used twice."""
    ankers: dict[str, str] = {}
    for blok in blokken:
        if "anker" in blok:
            if blok["anker"] in ankers:
                raise BuildError(f"PDF: {blok['soort']} {blok['nummer']} komt meer dan één keer voor")
            ankers[blok["anker"]] = f"{blok['soort']} {blok['nummer']}"
    return ankers
