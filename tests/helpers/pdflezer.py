"""The words of a PDF: those on its pages, and every string beside them."""

import re
from pathlib import Path

import pikepdf


def read_pdf(path: Path) -> str:
    """The text on all pages, and every string of the document: alternative texts, titles, bookmarks."""
    with pikepdf.open(path) as pdf:
        pages = [read_page(page) for page in pdf.pages]
        strings = [
            str(value)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            for key, value in item.items()
            if isinstance(value, pikepdf.String) and key not in ("/ID", "/CreationDate", "/ModDate")
        ]
    return "\n".join([*pages, *strings])


def read_page(page: pikepdf.Page) -> str:
    """The words on a page, artifacts such as its footer too."""
    fonts = {name: read_cmap(font) for name, font in page.resources.get("/Font", {}).items()}
    words, cmap = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            cmap = fonts.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            words.append("".join(cmap.get(codes[i : i + 2], "") for i in range(0, len(codes), 2)))
    return " ".join(words)


def read_cmap(font: pikepdf.Object) -> dict[bytes, str]:
    """The characters of the glyphs of a font, from its ToUnicode table."""
    text = font["/ToUnicode"].read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    return {
        bytes.fromhex(code): bytes.fromhex(chars).decode("utf-16-be")
        for code, chars in re.findall(r"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>", text)
    }
