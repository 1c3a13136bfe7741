"""Text from outside made harmless: signs that nobody sees, and one way of escaping per format.

HTML is escaped by the templates (autoescape) and `html.escape`, JSON by `json`, typst by
`publish.pdf.document.typst_data`. All other formats are here. The same signs are refused or taken out wherever a text
comes in.
"""

import re
import unicodedata

_REEKSEN = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F),  # control characters, but not tab and line ends
    (0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069),  # turn the reading direction around
    (0x180E, 0x180E), (0x200B, 0x200D), (0x2060, 0x2065), (0x206A, 0x206F), (0xFEFF, 0xFEFF),  # no width
    (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x3164, 0x3164), (0xFFA0, 0xFFA0),  # nothing to see
    (0x2800, 0x2800), (0x1D173, 0x1D17A),  # neither: an empty pattern of dots, and signs of notes
    (0x2028, 0x2029), (0xFFF9, 0xFFFB), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF), (0xD800, 0xDFFF), (0xE0000, 0xE0FFF),
)  # fmt: skip
ONZICHTBAAR = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _REEKSEN) + "]")
"""Signs that no reader sees, and that can hide, turn around or break off what stands beside them."""
_ASCII = bytes(range(0x20)).translate(None, b"\t\n\r") + b"\x7f"
_KOP = bytes((0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3))
_BYTES = re.compile(
    rb"\xc2[\x80-\x9f]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xb7[\x90-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xf3\xa0"
    rb"|\xcd\x8f|\xe1\x85[\x9f\xa0]|\xe1\x9e[\xb4\xb5]|\xe2\xa0\x80|\xe3\x85\xa4|\xef\xbe\xa0|\xf0\x9d\x85[\xb3-\xba]"
)
LINE_ENDS = re.compile(r"[\t\r\n]+")
ZETWERK = "\n\t\u00ad\u200b"  # line end, tab, soft hyphen, zero-width space
FORMULE = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
MARKDOWN = re.compile(r"[\\`*_\[\]<>&~#!|$]|(?<=^)[-+=]|(?<=^)(?P<nummer>[0-9]+)[.)]", re.MULTILINE)


def remove_onzichtbaar(text: str) -> str:
    """The text without signs that nobody sees; one that ends a line or page leaves a space."""
    return ONZICHTBAAR.sub(lambda found: " " if found[0].isspace() else "", text)


def for_line(text: str) -> str:
    """A text for a list with a line each: tabs and line ends are spaces, and signs that nobody sees are gone."""
    return LINE_ENDS.sub(" ", remove_onzichtbaar(text))


def may_hold_onzichtbaar(block: bytes) -> bool:
    """Whether UTF-8 bytes hold such a sign; true at times for bytes in another encoding, never wrongly false."""
    if len(block.translate(None, _ASCII)) < len(block):
        return True
    if block.isascii() or len(block.translate(None, _KOP)) == len(block):
        return False
    return _BYTES.search(block) is not None


def for_terminal(text: str) -> str:
    """A text for a screen or a log: a sign that could steer the terminal is shown by its number, as `\\x1b`."""
    return ONZICHTBAAR.sub(_name, text).replace("\r", "\\r")


def for_csv(text: str) -> str:
    """A field of text that a spreadsheet shows as text, whatever it starts with. Not for columns of numbers.

    A spreadsheet takes a field that starts with one of `= + - @` for a formula, also behind blanks. An apostrophe in
    front makes it text.
    """
    return f"'{text}" if FORMULE.match(text) else text


def for_print(text: str) -> str:
    """Without the signs that no font shows, those included that Unicode gives no meaning; places to break stay."""
    if text.isprintable():  # then there is no such sign
        return text
    return "".join(sign for sign in text if sign in ZETWERK or not unicodedata.category(sign).startswith("C"))


def for_markdown(text: str) -> str:
    """A text that Markdown shows as it is, in one paragraph: no link, emphasis, heading, list or HTML."""
    return MARKDOWN.sub(_escape, " ".join(text.split()))


def _escape(found: re.Match[str]) -> str:
    return f"{found['nummer']}\\{found[0][-1]}" if found["nummer"] else f"\\{found[0]}"


def _name(found: re.Match[str]) -> str:
    return (
        found[0].encode("ascii", "backslashreplace").decode()
        if ord(found[0]) > 0x7F
        else f"\\x{ord(found[0]):02x}"
    )
