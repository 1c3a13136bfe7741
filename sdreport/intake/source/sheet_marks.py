"""What the XML of a sheet tells beside its values: merged cells, rows hidden or struck out, formulas without outcome.

A reader that streams passes these over, and a value then looks empty, or a row looks meant.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from sdreport.intake.faults import UnreadableFile

BLOK = 1 << 20
PLAATS = re.compile("([A-Z]{1,3})([0-9]{1,7})")
BEREIK = re.compile("[A-Z]{1,3}([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")


@dataclass(frozen=True)
class Merktekens:
    """Lines with merged cells, lines that are hidden, lines with something struck out, and cells (line and letter) of
    formulas without an outcome; and whether a hidden sheet holds rows of the extract too.
    """

    samengevoegd: tuple[int, ...] = ()
    verborgen: tuple[int, ...] = ()
    doorgehaald: tuple[int, ...] = ()
    formules: tuple[tuple[int, str], ...] = ()
    blad_verborgen: bool = False

    def within(self, lines: Collection[int]) -> "Merktekens":
        """Those on lines that are filled, of which the first is the header; a formula may be all that a line holds."""
        return Merktekens(
            tuple(line for line in self.samengevoegd if line in lines),
            tuple(line for line in self.verborgen if line in lines),
            tuple(line for line in self.doorgehaald if line in lines),
            tuple(cell for cell in self.formules if cell[0] > min(lines)),
            self.blad_verborgen,
        )


def find_marks(stream: IO[bytes], doorgehaald: Collection[str] = ()) -> Merktekens:
    """Go through the XML of a sheet once; `doorgehaald` are the numbers of the styles that strike out."""
    reader = _Reader(doorgehaald)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    while block := stream.read(BLOK):
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return Merktekens(
        tuple(sorted(reader.merged)),
        tuple(reader.hidden),
        tuple(sorted(reader.struck)),
        tuple(reader.formulas),
    )


def _check_order(before: int, after: int) -> None:
    """Refuse a row or cell that comes again or goes back: of two in one place only one is read."""
    if after <= before:
        raise UnreadableFile(
            "werkmap",
            "in de werkmap staan rijen of cellen niet op volgorde; er zouden gegevens wegvallen.",
            "Open het bestand in Excel en bewaar het opnieuw als .xlsx.",
        )


def _count_column(place: str) -> int:
    """The number of the column of a cell, counted from 1; 0 when it does not tell its place."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


class _Reader:
    """What is kept while the elements of a sheet go by."""

    def __init__(self, doorgehaald: Collection[str]) -> None:
        self._doorgehaald = doorgehaald
        self.merged: set[int] = set()
        self.struck: set[int] = set()
        self.hidden: list[int] = []
        self.formulas: list[tuple[int, str]] = []
        self.row = self.column = 0
        self.place = self.text = ""
        self.formula = self.inside = self.is_text = self.is_struck = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(" ")[2]
        if name == "c":
            self.place, self.text = attributes.get("r", ""), ""
            before, self.column = self.column, _count_column(self.place) or self.column + 1
            _check_order(before, self.column)
            self.formula, self.is_text = False, attributes.get("t") in ("str", "inlineStr")
            self.is_struck = attributes.get("s") in self._doorgehaald
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.inside = name == "v"
            self.struck.update([self.row] if self.is_struck else [])
        elif name == "row":
            before, self.row, self.column = self.row, int(attributes.get("r", self.row + 1)), 0
            _check_order(before, self.row)
            if attributes.get("hidden") in ("1", "true") or not float(attributes.get("ht", "1")):
                self.hidden.append(self.row)
        elif name == "mergeCell" and (found := BEREIK.fullmatch(attributes.get("ref", ""))):
            self.merged.update(range(int(found[1]), int(found[2]) + 1))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(" ")[2]
        if name == "v":
            self.inside = False
        elif name == "c" and self.formula and not self.text and not self.is_text:
            found = PLAATS.fullmatch(self.place)
            self.formulas.append((self.row, found[1] if found else ""))

    def characters(self, data: str) -> None:
        """Text within an element."""
        if self.inside:
            self.text += data
