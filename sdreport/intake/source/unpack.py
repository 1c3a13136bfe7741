"""Bounds for a delivered workbook, which is a packed file: what comes out must be of the size of an extract."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from xml.parsers import expat

from sdreport.intake.faults import UnreadableFile
from sdreport.safe.dutch import to_dutch

GROOTSTE_WERKMAP = 256 << 20
"""Bytes of a workbook once unpacked: some 400,000 rows of an extract."""
MEESTE_DELEN = 1_000
MEESTE_CELLEN = 20_000_000
MEESTE_RIJEN = 1 << 20
LANGSTE_TEKST = 131_072
"""Signs of one cell, as many as a field of a CSV has; Excel itself has a quarter of that."""
MEESTE_IN_RIJ = 16_384
"""Cells of a row, as Excel has them."""
MEESTE_ERNAAST = 300_000
"""Elements beside the cells: formats, merged cells, notes. A reader needs up to a kilobyte for each."""
MEESTE_TEKSTEN = 2_000_000
NIET_GELEZEN = (
    "customXml/",
    "xl/pivotCache/",
    "xl/drawings/",
    "xl/charts/",
    "xl/externalLinks/",
    "xl/model/",
)
"""What stands beside the sheets, as programs name it; no reader of rows opens it."""
BLOK = 1 << 16
RUIM_BLOK = 1 << 20
LANG = re.compile(rb"[^<]{%d}" % (LANGSTE_TEKST + 1))
CEL = re.compile(rb"<(?:\w{1,30}:)?c[\s/>]")
EINDE = re.compile(rb"</(?:\w{1,30}:)?(?:row|si)\s*>")
TEKST = re.compile(rb"</(?:\w{1,30}:)?si\s*>")


class _RootReached(Exception):  # noqa: N818 - ends the reading of a part
    """All that can stand before the first element of an XML part has been seen."""


def check_werkmap(stream: IO[bytes]) -> None:
    """Refuse a workbook that grows out of all proportion, or whose XML declares entities. The sizes that a packed file
    tells of itself are those that its reader keeps to.
    """
    with zipfile.ZipFile(stream) as packed:
        parts = packed.infolist()
        if len(parts) > MEESTE_DELEN or sum(part.file_size for part in parts) > GROOTSTE_WERKMAP:
            raise too_large()
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                with packed.open(part) as content:
                    _check_prolog(content)
                if not part.filename.startswith(NIET_GELEZEN):
                    with packed.open(part) as content:
                        _check_amounts(content)
    stream.seek(0)


def bound_cells(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows of a sheet; `UnreadableFile` when they are more than a sheet can hold."""
    cells = 0
    for number, row in enumerate(rows):
        cells += len(row)
        if number >= MEESTE_RIJEN or cells > MEESTE_CELLEN:
            raise too_large()
        yield row


def too_large() -> UnreadableFile:
    """The fault of a workbook that is too large to read."""
    return UnreadableFile(
        "werkmap_te_groot",
        "de werkmap is uitgepakt te groot voor een extract.",
        "Lever het extract aan als CSV.",
    )


def _check_prolog(content: IO[bytes]) -> None:
    """Refuse a document type before the first element: a workbook has none, and it can pull in or multiply text."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    try:
        while block := content.read(BLOK):
            parser.Parse(block, False)
    except _RootReached:
        return


def _check_amounts(content: IO[bytes]) -> None:
    """Refuse a part that makes a reader ask for many times the memory that an extract takes."""
    tail, cells, beside, texts = b"", 0, 0, 0
    while block := content.read(RUIM_BLOK):
        seen = tail + block
        if LANG.search(seen):
            raise _too_much(f"een cel heeft meer dan {to_dutch(LANGSTE_TEKST)} tekens.")
        tail = seen[-LANGSTE_TEKST:]
        for number, part in enumerate(EINDE.split(block)):
            if number:
                cells = beside = 0
            cells += len(CEL.findall(part))
            beside += part.count(b"<")
            if cells > MEESTE_IN_RIJ:
                raise _too_much(f"een rij heeft meer dan {to_dutch(MEESTE_IN_RIJ)} cellen.")
            if beside > MEESTE_ERNAAST:
                raise _too_much("de werkmap heeft te veel opmaak of samengevoegde cellen.")
        texts += len(TEKST.findall(block))
        if texts > MEESTE_TEKSTEN:
            raise too_large()


def _too_much(what: str) -> UnreadableFile:
    return UnreadableFile("werkmap_te_groot", what, "Haal dat weg, of lever het extract aan als CSV.")


def _refuse(*_: object) -> None:
    raise UnreadableFile(
        "werkmap",
        "de werkmap bevat een verwijzing die er niet in hoort (DOCTYPE).",
        "Open het bestand in Excel en bewaar het opnieuw als .xlsx.",
    )


def _stop(*_: object) -> None:
    raise _RootReached
