"""The sentences of a toelichting with the facts in them, for checks that read what stands around a fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sdreport.chapter.notation import AFGESCHERMD, BREUKEN, WOORDEN, format_value
from sdreport.chapter.toelichting.parts import PLACEHOLDER, ZIN_EINDE
from sdreport.chapter.toelichting.text import JAAR_IN_ADRES, Feiten, OngeldigFeit, find_opmaak
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import is_comparison
from sdreport.register.register import Register
from sdreport.safe.dutch import from_dutch

GETAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
NABIJ_WOORDEN = 8


@dataclass(frozen=True)
class Feit:
    """A fact in a sentence: from where to where it stands, its row and its words on the page."""

    begin: int
    einde: int
    rij: Cijfer
    gedrukt: str


@dataclass(frozen=True)
class Zin:
    """One sentence: its text with facts as \\x01 and years as \\x02, where it starts, and its facts."""

    tekst: str
    begin: int
    feiten: tuple[Feit, ...]

    def nearest(self, begin: int, einde: int) -> Feit | None:
        """The fact nearest to a word, a comparison with last year before any other; None if all are far off."""
        near = [(self._words_between(feit, begin, einde), feit) for feit in self.feiten]
        near = [(words, feit) for words, feit in near if words <= NABIJ_WOORDEN]
        ranked = sorted(near, key=lambda item: (not is_comparison(item[1].rij), item[0]))
        return ranked[0][1] if ranked else None

    def at(self, begin: int) -> Feit | None:
        """The fact that starts here."""
        return next((feit for feit in self.feiten if feit.begin == begin), None)

    def _words_between(self, feit: Feit, begin: int, einde: int) -> int:
        between = self.tekst[einde : feit.begin] if feit.begin >= einde else self.tekst[feit.einde : begin]
        return len(between.split())


def split_sentences(tekst: str, feiten: Feiten) -> Iterator[Zin]:
    """The sentences of a section, with every placeholder replaced by marks of the same length."""
    found: list[Feit] = []
    masked = tekst
    for match in PLACEHOLDER.finditer(tekst):
        feit = _read_feit(match, feiten)
        mark = "\x01" if feit else "\x02" if match[1].startswith("jaar") else "\x03"
        masked = masked[: match.start()] + mark * len(match[0]) + masked[match.end() :]
        found += [feit] if feit else []
    begin = 0
    for end in [*(match.end() for match in ZIN_EINDE.finditer(masked)), len(masked)]:
        own = [feit for feit in found if begin <= feit.begin < end]
        moved = tuple(replace(feit, begin=feit.begin - begin, einde=feit.einde - begin) for feit in own)
        yield Zin(masked[begin:end], begin, moved)
        begin = end


def _read_feit(match: re.Match[str], feiten: Feiten) -> Feit | None:
    """The fact of a placeholder; None for years, links, literals and what `Feiten.check` already refuses."""
    inhoud = match[1]
    if inhoud.startswith(("letterlijk:", "jaar", "figuur ", "tabel ")) or inhoud == "gemeente":
        return None
    adres, _, naam = (part.strip() for part in inhoud.partition("|"))
    try:
        rij = feiten.register.get(JAAR_IN_ADRES.sub(lambda part: str(_year(part[1], feiten.register)), adres))
        opmaak = find_opmaak(naam) if naam else format_value
    except (ConfigurationError, OngeldigFeit):
        return None
    gedrukt = AFGESCHERMD if rij.waarde is None else opmaak(rij.waarde, rij.eenheid)
    return Feit(match.start(), match.end(), rij, gedrukt)


def _year(tekst: str, register: Register) -> int:
    return register.jaar + int(tekst.removeprefix("jaar") or 0)


def read_number(text: str) -> float | None:
    """The number that a printed fact shows, from digits, a numeral or a part of a whole."""
    if match := GETAL.search(text):
        return from_dutch(match[0])
    if text in WOORDEN:
        return float(WOORDEN.index(text))
    return next((value for value, naam in BREUKEN.items() if naam == text), None)
