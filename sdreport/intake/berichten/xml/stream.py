"""One message as a stream of elements, on expat: bounded, and without DTD, entities or anything from elsewhere.

A message holds personal details, so nothing is kept but the text of the element that is open, and an error tells its
line and never its text.
"""

import codecs
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self
from xml.parsers import expat

BLOK = 1 << 16
DIEPSTE = 32
"""Layers of elements; the standard has eight."""
LANGSTE_TEKEN = 1 << 20
"""Bytes of one tag, comment or instruction; what is longer is no message, and expat would keep it whole."""
LANGSTE_WAARDE = 256
"""Characters of a value that are kept; no value that is read is longer."""
TE_LANG = "\0"
"""Stands for a longer value: XML cannot hold this sign, so that no notation takes it."""
MEESTE_KENMERKEN = 100
MEESTE_PADEN = 1 << 12
"""So many paths of elements are remembered; the standard has some two hundred a message."""
UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")
"""How a message in UTF-32 begins: expat takes it for UTF-16, or for nothing."""
MISPLAATST = expat.errors.codes[expat.errors.XML_ERROR_MISPLACED_XML_PI]


class OnleesbaarBericht(Exception):  # noqa: N818 - becomes a finding
    """A message that cannot be read: the rule, and the line if it is known."""

    def __init__(self, regel: str, line: int = 0) -> None:
        super().__init__(regel)
        self.regel, self.line = regel, line


class Stroom(Protocol):
    """Bytes that are read in blocks, and closed when done: an open file, or a file in a zip."""

    def read(self, size: int = ..., /) -> bytes:
        """The next bytes; none at the end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


class Ontvanger(Protocol):
    """Takes what stands in a message, element by element; paths are local names below the root, with `/`."""

    def open_root(self, naam: str, namespaces: list[str], line: int) -> None:
        """The root element, with the namespaces that it declares."""

    def open_element(self, path: str, line: int) -> None:
        """An element begins."""

    def close_element(self, path: str, text: str, leeg: bool, line: int) -> None:
        """An element ends; `text` is what stands in it (`TE_LANG` for more than a value), `leeg` that nothing does."""


def read_message(open_stream: Callable[[], Stroom], make_ontvanger: Callable[[], Ontvanger]) -> bool:
    """Read a message to its end, and tell whether its encoding had to be guessed.

    A message that says to be UTF-8 and is not is read once more, as ISO-8859-1, by a new `ontvanger`: what is read of
    it is the same in both. `OnleesbaarBericht` tells why a message cannot be read.
    """
    try:
        with open_stream() as stream:
            _Xmllezer(make_ontvanger(), None).read(stream)
        return False
    except OnleesbaarBericht as fault:
        if fault.regel != "xml_onjuist" or _is_utf8(open_stream):
            raise
    with open_stream() as stream:
        _Xmllezer(make_ontvanger(), "iso-8859-1").read(stream)
    return True


def _is_utf8(open_stream: Callable[[], Stroom]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with open_stream() as stream:
            while block := stream.read(BLOK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _name_fault(code: int) -> str:
    return "xml_begin" if code == MISPLAATST else "xml_onjuist"


class _Xmllezer:
    """Feeds blocks to expat and hands on what it sees."""

    def __init__(self, ontvanger: Ontvanger, encoding: str | None) -> None:
        self._ontvanger = ontvanger
        self._above: list[str] = []
        """The paths of the elements that are open."""
        self._gevuld: list[bool] = []
        """Of each of them, whether an element stands in it."""
        self._paths: dict[tuple[str, str], str] = {}
        self._text: list[str] = []
        self._length = 0
        self._begun = False
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        self._parser = parser

    def read(self, stream: Stroom) -> None:
        """Read the stream to its end."""
        fed = 0
        try:
            while block := stream.read(BLOK):
                if not fed and block.startswith(UTF32):
                    raise OnleesbaarBericht("xml_tekenset", 1)
                fed += len(block)
                self._parser.Parse(block, False)
                if fed - self._parser.CurrentByteIndex > LANGSTE_TEKEN:
                    raise OnleesbaarBericht("xml_te_lang", self._parser.CurrentLineNumber)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise OnleesbaarBericht(_name_fault(error.code) if fed else "xml_leeg", error.lineno) from None
        except (LookupError, ValueError):
            if self._begun:
                raise
            # an encoding that does not exist, or whose signs take more bytes
            raise OnleesbaarBericht("xml_tekenset", 1) from None
        finally:
            # the handlers are methods of this object: without this both would wait for the garbage collector
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = self._parser.StartDoctypeDeclHandler = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if self._above:
            self._gevuld[-1] = True
            if len(self._above) > DIEPSTE:
                raise OnleesbaarBericht("xml_te_diep", line)
            parent = self._above[-1]
            path = self._paths.get((parent, name)) or self._make_path(parent, name)
            self._above.append(path)
            self._gevuld.append(False)
            self._ontvanger.open_element(path, line)
        else:
            self._begun = True
            self._above.append("")
            self._gevuld.append(False)
            if len(attributes) > MEESTE_KENMERKEN:
                raise OnleesbaarBericht("xml_te_lang", line)
            spaces = [value for key, value in attributes.items() if key.partition(":")[0] == "xmlns"]
            self._ontvanger.open_root(name.rpartition(":")[2], spaces, line)
        self._text.clear()
        self._length = 0

    def _make_path(self, parent: str, name: str) -> str:
        """The path of an element by its local name."""
        local = name.rpartition(":")[2]
        path = f"{parent}/{local}" if parent else local
        if len(self._paths) < MEESTE_PADEN:
            self._paths[parent, name] = path
        return path

    def _end(self, _: str) -> None:
        path, gevuld = self._above.pop(), self._gevuld.pop()
        if self._above:
            text = "" if gevuld else "".join(self._text).strip()
            if self._length > LANGSTE_WAARDE:
                text = TE_LANG
            self._ontvanger.close_element(path, text, not text and not gevuld, self._parser.CurrentLineNumber)
        self._text.clear()
        self._length = 0

    def _take(self, text: str) -> None:
        if self._length <= LANGSTE_WAARDE:
            self._text.append(text)
            self._length += len(text)

    def _refuse(self, *_: object) -> None:
        raise OnleesbaarBericht("xml_doctype", self._parser.CurrentLineNumber)
