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
BEREIK = re.compile("[A-Z]{1,3}([0-9]{1,7})(?::[A-Z]{1,3}([0-9]{1,7}))?")
LAATSTE_RIJ = 1 << 20
UIT = ("0", "false")


@dataclass(frozen=True)
class Doorhaling:
    """How a workbook strikes out: the numbers of its styles, conditional formats and shared texts that do."""

    stijlen: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    teksten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Merktekens:
    """Lines with merged cells, hidden, with something struck out, or that a condition may strike out; cells (line and
    letter) of formulas without an outcome; and whether a hidden sheet holds rows of the extract too.
    """

    samengevoegd: tuple[int, ...] = ()
    verborgen: tuple[int, ...] = ()
    doorgehaald: tuple[int, ...] = ()
    voorwaardelijk: tuple[int, ...] = ()
    formules: tuple[tuple[int, str], ...] = ()
    blad_verborgen: bool = False

    def within(self, lines: Collection[int]) -> "Merktekens":
        """Those on lines that are filled, of which the first is the header; a formula may be all that a line holds."""
        return Merktekens(
            tuple(line for line in self.samengevoegd if line in lines),
            tuple(line for line in self.verborgen if line in lines),
            tuple(line for line in self.doorgehaald if line in lines),
            tuple(line for line in self.voorwaardelijk if line in lines and line > min(lines)),
            tuple(cell for cell in self.formules if cell[0] > min(lines)),
            self.blad_verborgen,
        )


def is_on(attributes: dict[str, str]) -> bool:
    """Whether an element such as `strike` says that it is so: it does, unless it says that it is not."""
    return attributes.get("val", "1") not in UIT


def find_marks(stream: IO[bytes], doorhaling: Doorhaling | None = None) -> Merktekens:
    """Go through the XML of a sheet once; `doorhaling` is how its workbook strikes out."""
    reader = _Reader(doorhaling or Doorhaling())
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    while block := stream.read(BLOK):
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return Merktekens(
        _list_lines(reader.merged),
        tuple(reader.hidden),
        tuple(sorted(reader.struck)),
        _list_lines(reader.conditional),
        tuple(reader.formulas),
    )


def _list_lines(ranges: Collection[str]) -> tuple[int, ...]:
    """The lines of ranges of cells such as `A2:B3`, each once however often it is named."""
    found = [BEREIK.fullmatch(text) for text in ranges]
    lines: list[int] = []
    for first, last in sorted((int(each[1]), int(each[2] or each[1])) for each in found if each):
        lines += range(max(first, lines[-1] + 1 if lines else 1), min(last, LAATSTE_RIJ) + 1)
    return tuple(lines)


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

    def __init__(self, doorhaling: Doorhaling) -> None:
        self._doorhaling = doorhaling
        self.merged: set[str] = set()
        self.conditional: set[str] = set()
        self.struck: set[int] = set()
        self.hidden: list[int] = []
        self.formulas: list[tuple[int, str]] = []
        self.row = self.column = 0
        self.place = self.text = self.kind = ""
        self.formula = self.inside = self.is_struck = self.in_cell = self.strikes = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(" ")[2]
        if name == "c":
            self.place, self.text, self.kind = attributes.get("r", ""), "", attributes.get("t", "")
            before, self.column = self.column, _count_column(self.place) or self.column + 1
            _check_order(before, self.column)
            self.formula, self.in_cell = False, True
            self.is_struck = attributes.get("s") in self._doorhaling.stijlen
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
        elif name == "mergeCell":
            self.merged.add(attributes.get("ref", ""))
        else:
            self._start_format(name, attributes)

    def _start_format(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins that may strike out, on a condition or within a text."""
        if name == "conditionalFormatting":
            self.text, self.strikes = attributes.get("sqref", ""), False
        elif name == "cfRule":
            self.strikes |= attributes.get("dxfId") in self._doorhaling.formats
        elif name == "sqref":
            self.inside = True
        elif name == "strike" and is_on(attributes):
            self.strikes = True
            self.struck.update([self.row] if self.in_cell else [])

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(" ")[2]
        if name in ("v", "sqref"):
            self.inside = False
        elif name == "c":
            self._end_cell()
        elif name == "conditionalFormatting" and self.strikes:
            self.conditional.update(self.text.split())

    def _end_cell(self) -> None:
        self.in_cell = False
        if self.kind == "s" and self.text in self._doorhaling.teksten:
            self.struck.add(self.row)
        if self.formula and not self.text and self.kind not in ("str", "inlineStr"):
            found = PLAATS.fullmatch(self.place)
            self.formulas.append((self.row, found[1] if found else ""))

    def characters(self, data: str) -> None:
        """Text within an element."""
        if self.inside:
            self.text += data
