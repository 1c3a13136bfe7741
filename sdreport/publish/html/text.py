"""Text of the HTML page: Markdown to safe HTML, headings with stable ids, links, and Dutch dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import mistune
from markupsafe import Markup, escape

from sdreport.safe.dutch import MAANDEN, join_amounts

SAFE_SCHEMES = ("https:", "http:", "mailto:", "tel:")
BLOK_ANKER = re.compile(r"(figuur|tabel)-\d")
MAX_HEADING_LEVEL = 6
LONG_WORD = re.compile(r"[^\s\-]{18,}")  # eight columns of shorter words fit beside each other on paper
JOINT = re.compile(r"(?<=[_./|])(?=[^\W\d])")  # where the name of a file or rule may go on at a next line
LONG_PART = 26  # a part of such a name has no more characters, or may be broken too


def slugify(text: str) -> str:
    """Make an id of a title: lower case a-z, 0-9 and hyphens (`Cliënten & zorg` -> `clienten-zorg`)."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-") or "deel"


def safe_href(href: str) -> str:
    """Return the address when a reader may be sent there, else an empty string.

    Allowed: relative addresses, fragments, and the schemes of SAFE_SCHEMES. Control characters and blanks are
    left out first, because browsers ignore them (`java\\nscript:`).
    """
    clean = re.sub(r"[\x00-\x20\x7f]", "", href)
    scheme, colon, _ = re.split(r"[/?#]", clean)[0].partition(":")
    if clean.startswith(("//", "\\", "/\\")) or (colon and f"{scheme.lower()}:" not in SAFE_SCHEMES):
        return ""
    return clean


def format_datum(datum: object) -> str:
    """Write an ISO date in Dutch (`2024-05-01` -> `1 mei 2024`); anything else is returned as it is."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(datum))
    if not match or not 1 <= int(match[2]) <= len(MAANDEN):
        return str(datum)
    return f"{int(match[3])} {MAANDEN[int(match[2]) - 1]} {match[1]}"


def mark_long_words(text: str) -> Markup:
    """Text of a cell, its long words marked: paper cannot be scrolled, so there they may be broken off.

    The name of a file or rule goes on at a next line between its parts.
    """
    text = join_amounts(text)
    parts = LONG_WORD.split(text)
    marked = map(_mark_parts, LONG_WORD.findall(text))
    return Markup().join(part for pair in zip(parts, [*marked, ""], strict=True) for part in pair)


def _mark_parts(word: str) -> Markup:
    names = JOINT.split(word)
    short = LONG_PART if len(names) > 1 else 0
    mark = Markup('<span class="lang">{}</span>')
    return Markup("<wbr>").join(mark.format(name) if len(name) > short else name for name in names)


@dataclass
class Inhoudskop:
    """A heading: level in the notebook (1-3 are in the contents), id, text, chapter number, children."""

    niveau: int
    id: str
    tekst: Markup
    nummer: str = ""
    kinderen: list[Inhoudskop] = field(default_factory=list)


def nest_koppen(koppen: list[Inhoudskop], diepste: int = 3) -> list[Inhoudskop]:
    """Turn headings in page order into a tree for the table of contents, down to level `diepste`."""
    root = Inhoudskop(0, "", Markup())
    path = [root]
    for kop in koppen:
        if kop.niveau > diepste:
            continue
        while path[-1].niveau >= kop.niveau:
            path.pop()
        node = replace(kop, kinderen=[])
        path[-1].kinderen.append(node)
        path.append(node)
    return root.kinderen


class Tekstweergave(mistune.HTMLRenderer):  # type: ignore[misc]  # mistune is not followed by mypy
    """Markdown renderer of one page: escapes raw HTML, drops images and unsafe links, collects the headings.

    `ankers` are the ids of figures and tables on this page; `verwijzingen` says where those of other pages
    are. A link to one that is nowhere becomes plain text. `verschuiving` is added to heading levels (1 when
    the report title is the only `h1`).
    """

    def __init__(self, ankers: Collection[str], verwijzingen: Mapping[str, str], verschuiving: int) -> None:
        super().__init__(escape=True)
        self.koppen: list[Inhoudskop] = []
        self._ankers = ankers
        self._verwijzingen = verwijzingen
        self._verschuiving = verschuiving
        self._parse = mistune.create_markdown(renderer=self)

    def to_html(self, markdown: str) -> Markup:
        """Render a Markdown text; the result is safe to put in a page."""
        return Markup(str(self._parse(markdown)))

    def heading(self, text: str, level: int, **_attrs: object) -> str:
        """A heading with an id made of its own title, preceded by the ids of the headings it stands under."""
        kop = Inhoudskop(level, self._new_id(text, level), Markup(re.sub(r"<[^>]+>", "", text)))
        self.koppen.append(kop)
        tag = f"h{min(level + self._verschuiving, MAX_HEADING_LEVEL)}"
        return f'<{tag} class="kop kop-{level}" id="{kop.id}">{text}</{tag}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link, or only its text when the address is unsafe or leads to a figure that is not there."""
        href = safe_href(url)
        anker = href.removeprefix("#")
        if href.startswith("#") and BLOK_ANKER.match(anker) and anker not in self._ankers:
            href = safe_href(self._verwijzingen.get(anker, ""))
        if not href:
            return text
        title_attr = f' title="{escape(title)}"' if title else ""
        return f'<a href="{escape(href)}"{title_attr}>{text}</a>'

    def text(self, text: str) -> str:
        """Running text; an amount stays on one line with its sign."""
        return str(super().text(join_amounts(text)))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Only the alternative text: the page has no pictures of its own and fetches none."""
        return str(text)

    def _new_id(self, html_text: str, level: int) -> str:
        text = Markup(html_text).striptags()
        parent = next((kop for kop in reversed(self.koppen) if kop.niveau < level), None)
        prefix = f"{parent.id}-" if parent and parent.niveau > 1 else ""
        wanted = candidate = prefix + slugify(text)
        used = {kop.id for kop in self.koppen} | set(self._ankers)
        number = 2
        while candidate in used:
            candidate = f"{wanted}-{number}"
            number += 1
        return candidate
