"""Workbooks that are the same byte for byte for the same content, and that hold no formulas.

Shared by all that writes XLSX: a list that goes back to a sender, and the register of a report.
"""

import errno
import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from traceback import walk_tb
from typing import Any
from xml.sax.saxutils import escape

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
BREEDTE = 12
CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>sdreport</dc:creator>{}</cp:coreProperties>'
)


def make_werkblad(
    titel: str, kolommen: Sequence[str], rijen: Iterable[Sequence[str]], breedtes: Mapping[str, int]
) -> bytes:
    """A workbook with one sheet of text: a fixed header row, a filter, and every cell text whatever it starts with.

    `breedtes` are the widths of columns, in characters.
    """
    import openpyxl  # heavy, and only when there is something to write
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(titel)
    letters = [get_column_letter(number) for number in range(1, len(kolommen) + 1)]
    for letter, name in zip(letters, kolommen, strict=True):
        sheet.column_dimensions[letter].width = breedtes.get(name, BREEDTE)
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, name) for name in kolommen]
    for head in heads:
        head.font = Font(bold=True)
    count = 1
    raw = io.BytesIO()
    with tell_refusal():
        sheet.append(heads)
        for rij in rijen:
            sheet.append([_as_text(sheet, text) for text in rij])
            count += 1
        sheet.auto_filter.ref = f"A1:{letters[-1]}{count}"
        workbook.save(raw)
    return without_clock(raw.getvalue())


@contextmanager
def tell_refusal() -> Iterator[None]:
    """Openpyxl keeps rows in a working file. When lxml may not write to that, it gives the name of the refusal only."""
    try:
        yield
    except Exception as error:
        code = getattr(errno, str(error).removeprefix("IO_"), None)
        if not isinstance(code, int):
            raise
        writers = [frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__)]
        for writer in reversed(writers):  # what they hold open would tell it again when it is cleared away
            for name in ("xf", "_archive"):
                with suppress(Exception):
                    getattr(writer, name).close()
        raise OSError(code, os.strerror(code)) from None


def _as_text(sheet: Any, text: str) -> Any:
    """A cell that is text also when it starts with `=`; plain text needs no cell of its own, which is faster."""
    from openpyxl.cell import WriteOnlyCell

    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def without_clock(xlsx: bytes, over: str = "") -> bytes:
    """The same workbook with the times of writing taken out, so that equal content gives equal files.

    `over` is the description in its properties.
    """
    core = CORE.format(f"<dc:description>{escape(over)}</dc:description>" if over else "")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name) if name != "docProps/core.xml" else core.encode("utf-8")
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
