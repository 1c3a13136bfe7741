"""What a file is by its first bytes, when its name says otherwise."""

from pathlib import Path

BEGIN = 512
SOORTEN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "een werkmap of zip-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oude Excel-werkmap (.xls), of een werkmap met een wachtwoord"),
    (b"%PDF", "een pdf"),
    (b"{\\rtf", "een tekstdocument (rtf)"),
    (b"\x1f\x8b", "een ingepakt bestand"),
)
HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"<div")


def recognise(begin: bytes) -> str:
    """What the first bytes of a file say that it is; empty for what may be a table as text."""
    for mark, kind in SOORTEN:
        if begin.startswith(mark):
            return kind
    text = begin.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(HTML):
        return "een webpagina (HTML)"
    if text.startswith((b"<?xml", b"<!doctype")):
        return "een XML-bestand"
    if text.startswith((b'{"', b'[{"')) or text.replace(b" ", b"").replace(b"\n", b"").startswith(
        (b'{"', b'[{"')
    ):
        return "een JSON-bestand"
    return ""


def describe_content(path: Path, text: str = "") -> str:
    """The content of a file as the end of a sentence: `; het is een pdf`. `text` is what is said of a plain text."""
    with path.open("rb") as stream:
        begin = stream.read(BEGIN)
    kind = recognise(begin) or (text if begin.isascii() and b"\x00" not in begin else "")
    return f"; het is {kind}" if kind else ""
