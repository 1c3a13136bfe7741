"""Open a workbook: its sheets with cells, and how it strikes out what stands in them."""

from typing import IO, Any
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader, _find_workbook_part
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from sdreport.intake.faults import UnreadableFile
from sdreport.intake.source.sheet_marks import Doorhaling, is_on

STRIKT = b"http://purl.oclc.org/ooxml/"
"""How the strict form of a workbook names its elements; what reads the usual form finds no rows in it."""
BEGIN = 4096


class _Bladlezer(ExcelReader):  # type: ignore[misc]
    """Passes over sheets that are a chart."""

    def read_chartsheet(self, *_: Any) -> None:
        """There is no row on it, and what is wrong with a chart must not make the rest unreadable."""


def open_werkmap(stream: IO[bytes]) -> tuple[Any, Doorhaling]:
    """The workbook with values for formulas, and how it strikes out. Its properties, names and links are not read.

    `UnreadableFile` for one in the strict form.
    """
    reader = _Bladlezer(stream, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    with reader.archive.open(_find_workbook_part(reader.package).PartName[1:]) as content:
        if STRIKT in content.read(BEGIN):
            what = "de werkmap is bewaard als ‘Strict Open XML’."
            raise UnreadableFile("werkmap", what, "Bewaar haar opnieuw als gewone Excel-werkmap (.xlsx).")
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    reader.read_worksheets()
    fonts = {number for number, font in enumerate(reader.wb._fonts) if font.strike}
    formats = enumerate(reader.wb._differential_styles.styles)
    return reader.wb, Doorhaling(
        frozenset(
            str(number) for number, style in enumerate(reader.wb._cell_styles) if style.fontId in fonts
        ),
        frozenset(str(number) for number, format_ in formats if format_.font and format_.font.strike),
        _list_struck_texts(reader),
    )


def _list_struck_texts(reader: ExcelReader) -> frozenset[str]:
    """The numbers of the shared texts of which a part is struck out."""
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return frozenset()
    struck, seen = set(), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        name = tag.rpartition(" ")[2]
        seen += name == "si"
        if name == "strike" and is_on(attributes):
            struck.add(str(seen - 1))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with reader.archive.open(part.PartName[1:]) as content:
        parser.ParseFile(content)
    return frozenset(struck)
