"""Bounds for a delivered workbook, which is a packed file: what comes out must be of the size of an extract."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from xml.parsers import expat

from sdreport.intake.faults import UnreadableFile

GROOTSTE_WERKMAP = 256 << 20
"""Bytes of a workbook once unpacked: some 400,000 rows of an extract."""
MEESTE_DELEN = 1_000
MEESTE_CELLEN = 20_000_000
MEESTE_RIJEN = 1 << 20
BLOK = 1 << 16


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


def _refuse(*_: object) -> None:
    raise UnreadableFile(
        "werkmap",
        "de werkmap bevat een verwijzing die er niet in hoort (DOCTYPE).",
        "Open het bestand in Excel en bewaar het opnieuw als .xlsx.",
    )


def _stop(*_: object) -> None:
    raise _RootReached
