"""The header of a delivered table: on which line it stands, what its names mean, and which sign parts the fields.

Capitals, blanks, accents and the order of the columns do not matter; lines with a title may stand above it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sdreport.intake.faults import UnreadableFile
from sdreport.project.parameters.vertalingen import WEGLATEN
from sdreport.safe.text import remove_onzichtbaar

SCHEIDINGSTEKENS = ";,\t|"
SEP = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)
"""The line by which Excel is told how the fields are parted."""
TEKENS = re.compile(r"[^0-9a-z]+")
KOP_TEKENS = 1 << 18
"""So many characters at the start of a file are looked through for its header."""
MOST_TITLE_LINES = 30
MEESTE_KOLOMMEN = 1_000
WEGGELATEN = "\x02weggelaten"
"""As name of a column that is read past: no delivered name can be this."""
Record = tuple[int, list[str]]
"""The number of the first line of a record, and its fields."""


@dataclass(frozen=True)
class Kopregel:
    """The header: its line, its names (those of the catalogue where they are known), and lines with data above it."""

    separator: str
    line: int
    names: list[str]
    boven: tuple[int, ...] = ()
    velden: tuple[str, ...] = ()
    """The names as delivered; none when no name is known: then it is a record, and another of the same is one too."""

    def is_again(self, fields: Sequence[str]) -> bool:
        """Whether a record below says the same as the header: several exports were put in one file."""
        same = (one.strip() == other for one, other in zip(fields, self.velden, strict=False))
        return bool(self.velden) and len(fields) == len(self.velden) and all(same)


class Namen:
    """What delivered names of columns mean: the names of the catalogue, and those that a mapping gives."""

    def __init__(self, expected: Sequence[str], kolommen: Mapping[str, str] | None = None) -> None:
        self._known = {fold_name(name): name for name in expected}
        for delivered, name in (kolommen or {}).items():
            self._known[fold_name(delivered)] = WEGGELATEN if name == WEGLATEN else name

    def translate(self, name: str) -> str:
        """The name in the catalogue, or else the delivered name without blanks around it."""
        folded = fold_name(name)
        return self._known[folded] if folded and folded in self._known else remove_onzichtbaar(name).strip()

    def count(self, names: Iterable[str]) -> int:
        """How many different known names there are among delivered ones."""
        return len({self._known[folded] for name in names if (folded := fold_name(name)) in self._known})


def fold_name(name: str) -> str:
    """A name of a column without what varies: capitals, accents, blanks and signs between words."""
    return TEKENS.sub("", unicodedata.normalize("NFKD", name).lower())


def read_kop(head: str, namen: Namen) -> Kopregel | None:
    """The header in the first `KOP_TEKENS` characters of a CSV; None when there is no filled record in them.

    Of the separators it is the one under which most names are known; a line `sep=` goes before.
    """
    said = SEP.fullmatch(head.lstrip("\ufeff").split("\n", 1)[0].strip())
    candidates = dict.fromkeys((said[1] if said else "") + SCHEIDINGSTEKENS)
    tops = {sign: list(islice(_split_head(head, sign), MOST_TITLE_LINES)) for sign in candidates}
    best = max(tops, key=lambda sign: max((namen.count(fields) for _, fields in tops[sign]), default=0))
    return find_kop(tops[best], namen, best)


def find_kop(records: Sequence[Record], namen: Namen, separator: str = "") -> Kopregel | None:
    """The header among the first records of a table: the first with the most known names, or else the first filled."""
    filled = [(line, fields) for line, fields in records if any(field.strip() for field in fields)]
    if not filled:
        return None
    place = max(range(len(filled)), key=lambda number: namen.count(filled[number][1]))
    line, fields = filled[place]
    check_width(fields, line)
    if place and namen.count(_join_names(filled[place - 1][1], fields, namen)) > namen.count(fields):
        raise UnreadableFile(
            "kop_twee_regels",
            f"de kopregel staat over twee regels ({filled[place - 1][0]} en {line}).",
            "Zet boven elke kolom één naam, op één regel.",
            line,
        )
    boven = tuple(above for above, other in filled if above < line and _looks_like_data(other, len(fields)))
    velden = tuple(map(str.strip, fields)) if namen.count(fields) else ()
    return Kopregel(separator, line, [namen.translate(name) for name in fields], boven, velden)


def _join_names(above: Sequence[str], below: Sequence[str], namen: Namen) -> list[str]:
    """The names of a header of which the line above holds the begin, or a word for the columns from there on."""
    group, joined = "", []
    for place, name in enumerate(below):
        own = above[place].strip() if place < len(above) else ""
        group = own or group
        joined.append(next((one for one in (own + name, group + name, name) if namen.count([one])), name))
    return joined


def check_width(fields: Sequence[str], line: int = 1) -> None:
    """Refuse a header of more columns than any table has, before each of them becomes a finding."""
    if len(fields) > MEESTE_KOLOMMEN:
        raise UnreadableFile(
            "kop_te_breed",
            f"de kopregel heeft meer dan {MEESTE_KOLOMMEN} kolommen; dit is geen tabel.",
            "Lever het extract opnieuw aan met alleen de afgesproken kolommen.",
            line,
        )


def _looks_like_data(fields: Sequence[str], width: int) -> bool:
    """Whether a line above the header is fuller than a title, so that it may be a record that was sorted upwards."""
    return sum(1 for field in fields if field.strip()) > max(2, width // 2)


def _split_head(head: str, separator: str) -> Iterator[Record]:
    """The records at the start of a file, as far as this separator parts them; what is wrong is found in reading."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error:
        return
