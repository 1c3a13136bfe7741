"""The rule for ages: one word for a group of people, and two ages that cannot both be meant by it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sdreport.documents.teksten.teksten import Documenttekst, Tekstvondst
from sdreport.safe.dutch import from_dutch

GROEPEN = {
    "senior": "ouderen", "ouder(?:e|en)": "ouderen", "bejaarde": "ouderen", "jongere": "jongeren", "tiener": "tieners",
    "jeugdige": "jeugdigen", "jongvolwassene": "jongvolwassenen", "volwassene": "volwassenen", "peuter": "peuters",
    "kleuter": "kleuters", "kind": "kinderen", "kinderen": "kinderen", "puber": "pubers", "baby": "baby's",
}  # fmt: skip
"""Words for people of some age, as patterns, and the group that they stand for; `ouders` are parents."""
GROEP = "|".join(f"{word}(?:en|n|s|’s|'s)?" if word[-1] != ")" else word for word in GROEPEN)
N = r"(\d{1,3}(?:,\d)?)"
PLUSSER = re.compile(rf"\b{N}\s*(?:-?\s*plus(?:sers?)?\b|\+(?:['’]?ers)?)", re.IGNORECASE)
WOORD = re.compile(rf"\b({GROEP})\b", re.IGNORECASE)
VERST = 40
"""An age belongs to the last such word at most so many signs before it."""
BEREIKEN: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"\b{N}\s*(?:jaar\s*)?(?:tot en met|t/m)\s*{N}\s*jaar", "met"),
        (
            rf"\b(?:van\s+|tussen\s+(?:de\s+)?)?{N}\s*(?:jaar\s*)?(?:tot|en|[-–])\s*{N}(?:\s*jaar|-jarigen)",
            "tot",
        ),
        (rf"\b(?:vanaf|boven de|ouder dan)\s+{N}\s*jaar\b", "vanaf"),
        (rf"\b{N}\s*jaar (?:en|of) ouder", "vanaf"),
        (rf"\b(?:tot en met|t/m)\s+{N}\s*jaar", "hoogstens"),
        (rf"\b(?:tot|onder de|jonger dan)\s+{N}\s*jaar\b", "onder"),
    )
)


@dataclass(frozen=True)
class Leeftijd:
    """From which age, and up to which, in years; the upper end is not part of it."""

    van: float
    tot: float

    def contradicts(self, other: "Leeftijd") -> bool:
        """Whether one word cannot mean both: they overlap and one is no proper part within the other."""
        if self == other or self.tot <= other.van or other.tot <= self.van:
            return False
        inside = (self.van < other.van and other.tot < self.tot) or (
            other.van < self.van and self.tot < other.tot
        )
        return not inside


def find_leeftijden(teksten: Sequence[Documenttekst]) -> Iterator[Tekstvondst]:
    """Groups that have another age in another sentence; groups that follow each other, or lie in each other, do not."""
    told = [
        (groep, item, zin, age)
        for item in teksten
        for zin in (item.zinnen if item.lopend else ())
        for groep, age in read_leeftijden(zin)
    ]
    seen: set[tuple[str, Leeftijd, Leeftijd]] = set()
    for place, (groep, item, zin, age) in enumerate(told):
        for other, earlier, zin_before, before in told[:place]:
            known = (groep, before, age)
            if other == groep and zin_before is not zin and age.contradicts(before) and known not in seen:
                seen.add(known)
                wat = f"{earlier.toon()}. Maar {item.toon()}. Eén woord ({groep}) staat voor twee leeftijden."
                herstel = "Noem bij elk getal de leeftijd, of geef elke groep een eigen naam."
                yield Tekstvondst("document.leeftijd", (earlier, item), wat, herstel)


def read_leeftijden(tekst: str) -> Iterator[tuple[str, Leeftijd]]:
    """The groups of people in a text that have an age, each with it."""
    words = [(match.end(), _group(match[1])) for match in WOORD.finditer(tekst)]
    taken: list[tuple[int, int]] = []
    for match in PLUSSER.finditer(tekst):
        taken.append(match.span())
        yield _nearest(words, match.start()) or "ouderen", Leeftijd(from_dutch(match[1]), math.inf)
    for pattern, kind in BEREIKEN:
        for match in pattern.finditer(tekst):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            groep = _nearest(words, match.start())
            if groep:
                yield groep, _range(kind, [from_dutch(text) for text in match.groups()])


def _range(kind: str, ages: Sequence[float]) -> Leeftijd:
    if kind in ("met", "tot"):
        return Leeftijd(ages[0], ages[1] + (kind == "met"))
    if kind == "vanaf":
        return Leeftijd(ages[0], math.inf)
    return Leeftijd(0, ages[0] + (kind == "hoogstens"))


def _nearest(words: Sequence[tuple[int, str]], start: int) -> str:
    near = [groep for end, groep in words if end <= start <= end + VERST]
    return near[-1] if near else ""


def _group(word: str) -> str:
    for pattern, groep in GROEPEN.items():
        if re.fullmatch(rf"{pattern}(?:en|n|s|’s|'s)?", word, re.IGNORECASE):
            return groep
    return word
