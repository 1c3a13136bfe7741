"""The blocks of a chapter, made ready for the typst templates of the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from sdreport.errors import BuildError
from sdreport.publish.html.page import read_blok
from sdreport.publish.pdf.markdown import parse_markdown, plain_text
from sdreport.publish.pdf.onder import number_goals, put_below
from sdreport.publish.pdf.widths import share_width
from sdreport.safe.dutch import join_amounts

Blok = dict[str, Any]

SHA_LENGTH = 12
SMAL_KOLOMMEN, SMAL_RIJEN = 3, 12
"""A table of so many columns and rows can stand in half the width of a page."""
NAAM = 45
"""A line of a cell of at most so many characters, that does not end as a sentence does, is a name."""
SVG_HOOGTE = re.compile(r'height="([\d.]+)"')
RIJ_HOOGTE, KOP_RIJEN, GELIJK, HOOGST = 21, 3, 0.5, 22
"""The pixels of a drawing that are as high as a row of a table, the rows of a caption, how much alike is alike, and
what is too high to be kept whole beside another.
"""


def chapter_blocks(nb: NotebookNode) -> list[Blok]:
    """Return the blocks of a chapter in reading order, ready for the templates.

    Markdown is parsed (`inhoud`) and heading levels follow each other without a gap. Raises BuildError for an output
    that is no block.
    """
    lists: dict[str, str] = {}
    prepared = [_prepared(blok, lists) for cell in nb["cells"] for blok in _cell_blocks(cell)]
    blokken = _without_repeats(_with_tables_closer(prepared))
    hoofdstuk = str(nb.metadata.get("sdreport", {}).get("hoofdstuk", ""))
    return _with_heading_levels(blokken, hoofdstuk)


def _cell_blocks(cell: Mapping[str, Any]) -> Iterator[Blok]:
    if cell["cell_type"] == "markdown":
        yield {"soort": "tekst", "markdown": cell["source"]}
    for output in cell.get("outputs", []):
        yield dict(read_blok(output))


def _prepared(blok: Blok, lists: dict[str, str]) -> Blok:
    """Keep what the PDF shows of a block, with its Markdown parsed and its numbers kept on one line.

    `lists` gathers the items of numbered lists, by their number and text.
    """
    soort = blok["soort"]
    if soort == "kop":
        return {"soort": "tekst", "inhoud": parse_markdown(f"{'#' * blok['niveau']} {blok['tekst']}")}
    if soort == "tekst":
        inhoud = parse_markdown(blok["markdown"])
        lists |= dict(_numbered_items(inhoud))
        return {"soort": soort, "inhoud": inhoud}
    if soort == "melding":
        return {**blok, "inhoud": parse_markdown(blok["tekst"])}
    if soort == "tabel":
        kept = {key: value for key, value in blok.items() if key != "code"}
        return number_goals(kept | {"rijen": [[*map(_join_names, rij)] for rij in blok["rijen"]]}, lists)
    if soort == "figuur":
        tabel = blok.get("tabel")
        kept = {key: value for key, value in blok.items() if key not in {"vega", "smal", "code"}}
        return {**kept, "tabel": _unbroken_numbers(tabel) if tabel else None}
    return blok


def _join_names(cel: str) -> str:
    """Names in a cell stand behind each other: below each other they make a high row of little; sentences do not."""
    lines = cel.split("\n")
    return ", ".join(lines) if all(len(line) <= NAAM and not line.endswith(".") for line in lines) else cel


def _numbered_items(inhoud: Iterable[Blok]) -> Iterator[tuple[str, str]]:
    """Each item of a numbered list as `1 Text`, with its number."""
    for node in inhoud:
        if node["soort"] == "lijst" and node["genummerd"]:
            for number, item in enumerate(node["items"], node["begin"]):
                text = " ".join(plain_text(part["inhoud"]) for part in item if part["soort"] == "alinea")
                yield f"{number} {text}", str(number)


def _without_repeats(blokken: Sequence[Blok]) -> list[Blok]:
    """Take away the table of a figure that a table repeats (`tabel_bij`), or that its text says whole."""
    tabellen = [blok for blok in blokken if blok["soort"] == "tabel"]
    result = []
    for blok in blokken:
        if blok["soort"] == "figuur" and blok["tabel"]:
            zelfde = next((tabel for tabel in tabellen if _says_all(tabel, blok["tabel"])), None)
            if zelfde or (not blok["svg"] and len(blok["tabel"]["rijen"]) == 1):
                blok = {**blok, "tabel": None, "tabel_bij": zelfde["anker"] if zelfde else ""}
        result.append(blok)
    return result


def _says_all(tabel: Blok, ander: Blok) -> bool:
    """Whether a table has all rows of another, whole or in the columns of the same name behind the first one."""
    rijen = {tuple(rij) for rij in ander["rijen"]}
    labels, wanted = ([kolom["label"] for kolom in blok["kolommen"]] for blok in (tabel, ander))
    places = [0, *(labels.index(label) for label in wanted[1:] if label in labels[1:])]
    parts = {tuple(rij[place] for place in places) for rij in tabel["rijen"]}
    return rijen <= {tuple(rij) for rij in tabel["rijen"]} or rijen <= parts


def _with_tables_closer(blokken: Sequence[Blok]) -> list[Blok]:
    """Print tables close, those with the same columns in one way, with their numbers kept on one line."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, blok in enumerate(blokken):
        if blok["soort"] == "tabel":
            groups.setdefault(tuple(kolom["label"] for kolom in blok["kolommen"]), []).append(place)
    result = list(blokken)
    for places in groups.values():
        for place, tabel in zip(places, put_below([blokken[place] for place in places]), strict=True):
            result[place] = _unbroken_numbers(tabel)
    return result


def pair_small(blokken: Sequence[Blok]) -> Iterator[Blok]:
    """Put two small figures or tables that follow each other side by side, figures in their narrow drawing."""
    left: list[Blok] = []
    for blok in blokken:
        small = _is_small(blok)
        if left and small and _are_alike(left[0], blok):
            yield {"soort": "paar", "delen": [_narrow(deel) for deel in (*left, blok)]}
            left = []
            continue
        yield from left
        left = [blok] if small else []
        if not small:
            yield blok
    yield from left


def keep_below_headings(blokken: Iterable[Blok]) -> Iterator[Blok]:
    """Mark a figure that comes straight after a heading (`onder_kop`): the heading would stand alone without it."""
    before: Blok = {}
    for blok in blokken:
        ends = before.get("inhoud") or [{"soort": ""}]
        yield (
            {**blok, "onder_kop": ends[-1]["soort"] == "kop"} if blok["soort"] in ("figuur", "paar") else blok
        )
        before = blok


def _is_small(blok: Blok) -> bool:
    """Whether a block can stand in half the width: a figure with a narrow drawing, or a short table of few columns."""
    if blok["soort"] == "tabel":
        few = len(blok["kolommen"]) <= SMAL_KOLOMMEN and len(blok["rijen"]) <= SMAL_RIJEN
        return few and not blok["breedtes"]
    return blok["soort"] == "figuur" and bool(blok.get("svg_smal")) and _height(blok) <= HOOGST


def _are_alike(left: Blok, right: Blok) -> bool:
    """Whether two blocks are about as high: beside a high one a low one leaves half a page white."""
    low, high = sorted(_height(blok) for blok in (left, right))
    return low >= GELIJK * high


def _height(blok: Blok) -> float:
    """About how high a block is in half the width, in rows of a table."""
    if blok["soort"] == "tabel":
        return len(blok["rijen"]) + KOP_RIJEN
    found = SVG_HOOGTE.search(blok["svg_smal"])
    return KOP_RIJEN + (float(found[1]) / RIJ_HOOGTE if found else 0.0)


def _narrow(blok: Blok) -> Blok:
    return {**blok, "svg": blok["svg_smal"]} if blok["soort"] == "figuur" else blok


def _unbroken_numbers(tabel: Blok) -> Blok:
    """Put no-break spaces in right-aligned cells, so that `€ 1.700.000` stays on one line, and let other cells break
    where they must.
    """
    rechts = [kolom["uitlijning"] == "rechts" for kolom in tabel["kolommen"]]
    rijen = [
        [
            cel.replace(" ", "\u00a0") if is_rechts else _let_break(cel)
            for cel, is_rechts in zip(rij, rechts, strict=True)
        ]
        for rij in tabel["rijen"]
    ]
    return {**tabel, "rijen": rijen, "breedtes": share_width(tabel)}


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


def provenance_rows(blokken: Iterable[Blok]) -> tuple[list[list[str]], list[list[str]]]:
    """One row per indicator (its name, its definition, its files), and one per file with its (short) hash."""
    rows: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for blok in blokken:
        for herkomst in blok.get("herkomst", []):
            bestanden = {_file_name(b["bestand"]): b["sha256"][:SHA_LENGTH] for b in herkomst["bestanden"]}
            files |= bestanden
            rows[herkomst["indicator"]] = [
                _let_break(herkomst["indicator"]),
                herkomst["definitie"],
                ", ".join(bestanden) or herkomst["bron"],
            ]
    return [rows[indicator] for indicator in sorted(rows)], [[naam, files[naam]] for naam in sorted(files)]


def _let_break(text: str) -> str:
    """A text that may break after the underscore in a name, which is not hyphenated and would run into the margin, but
    not within an amount.
    """
    return join_amounts(text).replace("_", "_\u200b")


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
