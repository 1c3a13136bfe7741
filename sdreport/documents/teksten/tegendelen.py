"""The rules for words that exclude each other, and for an abbreviation that stands for two things."""

import re
from collections.abc import Iterator, Sequence

from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst, pair_up
from sdreport.documents.teksten.woorden import STAM, WOORD, list_stammen

TEGENDELEN = (
    ("structureel", "structurele", "jaarlijks terugkerend", "blijvend", "permanent"),
    ("incidenteel", "incidentele", "eenmalig", "eenmalige", "tijdelijk", "tijdelijke"),
), (
    ("verplicht", "verplichte"),
    ("vrijwillig", "vrijwillige", "vrijblijvend"),
), (
    ("definitief", "definitieve", "vastgesteld"),
    ("voorlopig", "voorlopige", "concept"),
)  # fmt: skip
"""Pairs of groups of words: what is one is not the other."""
GEDEELD = 2
"""So many words two sentences share when they are about the same thing."""
AFKORTING = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
ACHTERAF = re.compile(rf"((?:[\w’'/-]+[ \n]+){{1,12}})\(({AFKORTING})\)")
VOORAF = re.compile(
    rf"\b({AFKORTING})\s*(?:\(|,\s+(?:voluit\s+)?|\s+staat voor\s+)((?:[\w’'/-]+\s+){{1,9}}[\w’'/-]+)\s*[),.]?"
)


def find_tegendelen(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Two texts about the same thing of which one says what the other excludes."""
    for sides in TEGENDELEN:
        said = [
            (side, item, zin, word)
            for item in teksten
            for zin in (item.zinnen if item.lopend else ())
            for side, word in _find_side(zin, sides)
        ]
        for place, (side, item, zin, word) in enumerate(said):
            for other, earlier, zin_before, before in said[:place]:
                apart = earlier is not item and other != side
                thing = _same_thing((earlier, zin_before), (item, zin), sides) if apart else ""
                if thing:
                    wat = f"{earlier.toon()}. Maar {item.toon()}. {before.capitalize()} en {word} kan niet allebei."
                    herstel = f"Zeg welk van de twee het is (over: {thing}), of waarin ze verschillen."
                    yield Tekstvondst("document.tegendeel", (earlier, item), wat, herstel)
                    break


def find_afkortingen(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Abbreviations that are written out in two ways, or of which one grew from the other and lost a word."""
    items: list[tuple[str, Documenttekst, object]] = [
        (short, item, _plain(full)) for item in teksten for short, full in read_afkortingen(item.tekst)
    ]
    for first, second in pair_up(items):
        short, item, full = items[second]
        _, earlier, before = items[first]
        wat = f"{earlier.toon()}. Maar {item.toon()}. {short} staat voor twee dingen: {before} en {full}."
        yield Tekstvondst("document.afkorting", (earlier, item), wat, "Geef elke afkorting één betekenis.")
    yield from _find_verwante(teksten)


def read_afkortingen(tekst: str) -> Iterator[tuple[str, str]]:
    """The abbreviations in a text that are written out beside it, each with those words."""
    for match in ACHTERAF.finditer(tekst):
        full = _expand(match[2], match[1].split())
        if full:
            yield match[2], full
    for match in VOORAF.finditer(tekst):
        words = match[2].split()
        full = _expand(match[1], words)
        if full and words[0].lower() == full.split()[0].lower():
            yield match[1], full


def _find_verwante(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Two abbreviations of which one has a letter more, and a letter of both that stands for two words."""
    told = [
        (short, item, _pair_letters(short, full))
        for item in teksten
        for short, full in read_afkortingen(item.tekst)
    ]
    for place, (short, item, words) in enumerate(told):
        for other, earlier, before in told[:place]:
            letter = _find_other_word(sorted((before, words), key=len))
            if letter:
                one, two = dict(before)[letter], dict(words)[letter]
                wat = f"{earlier.toon()}. Maar {item.toon()}. De {letter} van {other} is {one}, die van {short} {two}."
                herstel = "Schrijf de afkortingen overal op dezelfde manier uit."
                yield Tekstvondst("document.afkorting", (earlier, item), wat, herstel)
                break


def _expand(short: str, words: Sequence[str]) -> str:
    """The shortest row of words at the end that gives the letters of an abbreviation in their order."""
    letters = short.lower()
    for start in range(len(words) - 1, -1, -1):
        chosen = words[start:]
        if chosen[0][:1].lower() == letters[0] and _gives(letters, chosen):
            return " ".join(chosen)
    return ""


def _pair_letters(short: str, full: str) -> list[tuple[str, str]]:
    """Each letter of an abbreviation with the word that it begins; nothing when a letter begins no word."""
    words = iter(re.split(r"[\s-]+", full))
    pairs = [(letter, next((word for word in words if word[:1].upper() == letter), "")) for letter in short]
    return pairs if all(word for _, word in pairs) and len(set(short)) == len(short) else []


def _find_other_word(pairs: Sequence[Sequence[tuple[str, str]]]) -> str:
    """The one letter that stands for another word in a longer abbreviation with all letters of the shorter one."""
    short, long = pairs
    known = dict(long)
    if len(short) == len(long) or [pair[0] for pair in long if pair[0] in dict(short)] != [*dict(short)]:
        return ""
    other = [letter for letter, word in short if word.lower() != known[letter].lower()]
    return other[0] if len(other) == 1 and len(short) - 1 >= GEDEELD else ""


def _gives(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters come from the words in order: all but one start a word, the last word too."""
    text = " ".join(words).lower()
    place = -1
    for letter in letters:
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    initials = [word[:1].lower() for word in words]
    return (
        len(words) > 1 and initials[-1] in letters and sum(i in letters for i in initials) >= len(letters) - 1
    )


def _find_side(zin: str, sides: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    for number, words in enumerate(sides):
        match = re.search(rf"\b(?:{'|'.join(words)})\b", zin, re.IGNORECASE)
        if match:
            yield number, match[0].lower()


def _same_thing(
    one: tuple[Documenttekst, str], two: tuple[Documenttekst, str], sides: Sequence[Sequence[str]]
) -> str:
    """What two sentences are both about: what their rows say, else the words that they share."""
    over, other = one[0].over, two[0].over
    if over and other:
        return over if over.lower() == other.lower() else ""
    own = list_stammen(" ".join(word for side in sides for word in side))
    shared = (list_stammen(one[1]) & list_stammen(two[1])) - own
    words = [word for word in WOORD.findall(two[1]) if word.lower()[:STAM] in shared]
    return " ".join(dict.fromkeys(words)) if len(shared) >= GEDEELD else ""


def _plain(full: str) -> str:
    return re.sub(r"[\s-]+", " ", full).strip().lower()
