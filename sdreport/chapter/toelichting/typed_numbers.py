"""Numbers that somebody typed in a text, in digits or as a word, and that are a number which the report hides.

A fact in a text shows `afgeschermd`; a typed number goes past the register. Most of these are chance (`vier keer per
jaar`), so they are a list for a reviewer to read, in the restricted folder, and no fault.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sdreport.chapter.notation import WOORDEN
from sdreport.chapter.toelichting.parts import PLACEHOLDER
from sdreport.chapter.toelichting.text import Sectie, read_secties

PLANTEKSTEN = ("doelstelling", "activiteit", "indicator", "toelichting", "stand_van_zaken")
"""Columns of `plannen` that a chapter shows."""
GETAL = re.compile(
    rf"(?<![\w.,-])(\d{{1,3}}(?:\.\d{{3}})*|{'|'.join(WOORDEN)})(?![\w-]|[.,]\d)", re.IGNORECASE
)
ZIN = re.compile(r".+?(?:[.!?](?=\s|$)|\n\s*\n|\Z)", re.DOTALL)
GENOEMD = 5
Vondst = tuple[str, str, str, str]


def find_typed_numbers(
    toelichting: Sequence[Path],
    plannen: Iterable[Mapping[str, str]],
    hoofdstukken: Sequence[str],
    verborgen: Mapping[int, Sequence[str]],
) -> list[Vondst]:
    """Per typed number that is a hidden one: the place, the number, its sentence, and the addresses it could be.

    `verborgen` gives the addresses of the hidden numbers with a value.
    """
    secties = [sectie for naam in hoofdstukken for sectie in read_secties(toelichting, naam).values()]
    for row in plannen:
        secties += [
            Sectie(kolom, row[kolom], row["bestand"], int(row["regelnummer"]))
            for kolom in PLANTEKSTEN
            if row.get(kolom)
        ]
    return [vondst for sectie in secties for vondst in _search(sectie, verborgen)]


def _search(sectie: Sectie, verborgen: Mapping[int, Sequence[str]]) -> Iterator[Vondst]:
    text = PLACEHOLDER.sub(_keep_literal, sectie.tekst)
    for zin in ZIN.finditer(text):
        for match in GETAL.finditer(zin[0]):
            typed = match[1].lower()
            value = WOORDEN.index(typed) if typed in WOORDEN else int(typed.replace(".", ""))
            if value in verborgen:
                line = sectie.regelnummer + text.count("\n", 0, zin.start() + match.start())
                names = verborgen[value]
                more = f" en nog {len(names) - GENOEMD}" if len(names) > GENOEMD else ""
                place = f"{sectie.bestand}, regel {line}"
                yield place, match[1], " ".join(zin[0].split()), ", ".join(names[:GENOEMD]) + more


def _keep_literal(match: re.Match[str]) -> str:
    """What a placeholder prints as it is typed; nothing of a fact. Lines stay where they are."""
    if match[1].startswith("letterlijk:"):
        return match[1].removeprefix("letterlijk:")
    return "\n" * match[0].count("\n")
