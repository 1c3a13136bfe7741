"""Check the claim words that somebody typed in a toelichting against the facts beside them.

A format (`| richting`, `| ruim`, `| deel`) chooses its word from the number, so it cannot be wrong. A word typed by
hand can: after a correction of the extract, "hoger" stays where it was. Every such word in a sentence with a fact is
checked against that fact: a contradiction is `kritiek`, what cannot be checked is a `melding`.

Also told are digits in `{{ letterlijk: ... }}` that are a figure of the register: probably a typed number. Two
placeholders of one fact have one address, so the same number in two places needs no check here. And a sentence that
says "gestegen" without any fact is told: nobody can check it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sdreport.bevindingen import Ernst
from sdreport.chapter.notation import BREUKEN, format_value, shows_something
from sdreport.chapter.toelichting.claim_words import (
    FACTOR,
    ONTKENNING,
    RICHTING,
    SCHEIDBAAR,
    TOEKOMST,
    find_losse_woorden,
)
from sdreport.chapter.toelichting.parts import PLACEHOLDER
from sdreport.chapter.toelichting.sentences import GETAL, Feit, Zin, read_number, split_sentences
from sdreport.chapter.toelichting.text import Feiten, Sectie
from sdreport.errors import Fault
from sdreport.register.cijfer import Cijfer
from sdreport.register.compare import GROEI, VERSCHIL, find_base, is_comparison, name_comparison
from sdreport.register.register import Register
from sdreport.safe.dutch import from_dutch

# A sentence is searched with every fact masked as \x01 and every year as \x02, of the length of its placeholder.
FEIT = "\x01+"
EERDER = r"dan\s+(?:in\s+)?(?:\x02|het\s+jaar|vorig|een\s+jaar|eerder|toen)"
MEER = re.compile(
    rf"{FEIT}(?:\s+(?!of\b|niet\b|geen\b|nog\b|onder\b)\w+){{0,2}}\s+(?P<na>meer|minder)"
    rf"(?=\s+{EERDER}|\s*[.,;()]|\s*$)"
    rf"|\b(?P<voor>meer|minder)(?=(?:\s+\w+){{0,2}}\s+{EERDER})",
    re.IGNORECASE,
)
DAN_FEIT = re.compile(
    rf"\b(meer|minder|hoger|lager|groter|kleiner)\s+dan\s+(?:de\s+|het\s+)?(?=(?P<feit>{FEIT}))",
    re.IGNORECASE,
)
DAN_ANDERS = re.compile(rf"\s+(?!{EERDER})dan\b", re.IGNORECASE)
OMVANG = re.compile(rf"\b(ruim|bijna)\s+(?=(?P<feit>{FEIT}))", re.IGNORECASE)
BREUK_NAAM = "|".join([*BREUKEN.values(), "tweederde", "drie kwart"])
GEEN_DEEL = "keer|maal|partij|persoon|jaar|piek|groep|plaats|plek|punt|vorm|reden|doel|actie"
BREUK = re.compile(
    rf"\b(?:(?P<woord>ruim|bijna)\s+)?(?P<breuk>{BREUK_NAAM})\b(?!\s+(?:{GEEN_DEEL})\b)", re.IGNORECASE
)
GEEN_CIJFER = re.compile(
    r"\bjaar|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|artikel|lid\b"
)
OVER_LATER = " Gaat de zin over een wens of verwachting? Dan is er niets aan de hand."
NABIJ_BREUK = 2.5
KLEINSTE_GETYPT = 100


@dataclass(frozen=True)
class Bewering:
    """A claim that is contradicted by its fact (`kritiek`), or that cannot be checked (`melding`)."""

    bestand: str
    regelnummer: int
    ernst: Ernst
    woord: str
    adres: str
    wat: str

    def as_fault(self) -> Fault:
        """The claim as a fault of its toelichting; as text one line."""
        return Fault(self.wat, self.bestand, (self.regelnummer,))


@dataclass(frozen=True)
class _Oordeel:
    """What was found at a word, before it has a file and line."""

    plek: int
    ernst: Ernst
    woord: str
    adres: str
    wat: str


def check_claims(secties: Mapping[str, Sectie], feiten: Feiten, los: bool = True) -> list[Bewering]:
    """Every typed claim in all sections of a file that is contradicted or cannot be checked, in order.

    `los` is False for texts that may do without facts: the words of a plan.
    """
    return [bewering for sectie in secties.values() for bewering in check_sectie(sectie, feiten, los)]


def check_sectie(sectie: Sectie, feiten: Feiten, los: bool = True) -> Iterator[Bewering]:
    """The claims of one section."""
    zinnen = list(split_sentences(sectie.tekst, feiten))
    found = [oordeel for zin in zinnen for oordeel in _judge(zin, feiten.register)]
    if los:
        found += [oordeel for zin in zinnen if not zin.feiten for oordeel in _judge_loose(zin)]
    found += list(_typed_figures(sectie.tekst, feiten.register))
    for item in sorted(found, key=lambda item: item.plek):
        line = sectie.line_of(item.plek)
        yield Bewering(sectie.bestand, line, item.ernst, item.woord, item.adres, item.wat)


def find_verandering(rij: Cijfer, register: Register) -> float | None:
    """How much a fact changed since the year before: its own value if it is a comparison; None if unknown."""
    if is_comparison(rij) or rij.waarde is None:
        return rij.waarde
    verschil = register.find(rij.adres_of(name_comparison(rij.indicator, VERSCHIL)), rij.jaar)
    if verschil is not None:
        return verschil.waarde
    before = register.find(rij.adres, rij.jaar - 1)
    return None if before is None or before.waarde is None else rij.waarde - before.waarde


def _judge(zin: Zin, register: Register) -> Iterator[_Oordeel]:
    if not zin.feiten:
        return
    taken: set[int] = set()
    for match in DAN_FEIT.finditer(zin.tekst):
        taken.add(match.start(1))
        yield from _judge_than(zin, match)
    for match in [*RICHTING.finditer(zin.tekst), *SCHEIDBAAR.finditer(zin.tekst), *MEER.finditer(zin.tekst)]:
        name = next(name for name, text in match.groupdict().items() if text)
        if match.start(name) not in taken:
            taken.add(match.start(name))
            yield from _judge_direction(zin, match, name, register)
    for match in OMVANG.finditer(zin.tekst):
        feit, woord = zin.at(match.start("feit")), match[1].lower()
        if feit is not None:
            yield from _judge_size(zin.begin + match.start(), woord, woord == "ruim", feit)
    for match in BREUK.finditer(zin.tekst):
        yield from _judge_part(zin, match)


def _judge_loose(zin: Zin) -> Iterator[_Oordeel]:
    for plek, woord in find_losse_woorden(zin.tekst):
        wat = f"deze zin zegt ‘{woord}’ zonder cijfer. Noem het cijfer erbij, of laat het woord weg."
        yield _Oordeel(zin.begin + plek, "melding", woord, "", wat)


def _judge_direction(zin: Zin, match: re.Match[str], name: str, register: Register) -> Iterator[_Oordeel]:
    woord, plek = match[name].lower(), match.start(name)
    feit = zin.nearest(match.start(name), match.end(name))
    if feit is None:
        return
    said = {"op": 1, "neer": -1, "gelijk": 0}.get(name, 1 if woord == "meer" else -1)
    if FACTOR.match(woord):
        holds, change = _has_factor(feit.rij, register, 2.0 if said > 0 else 0.5)
    else:
        change = find_verandering(feit.rij, register)
        change = None if DAN_ANDERS.match(zin.tekst, match.end(name)) else change
        holds = None if change is None else _sign(change, feit.rij.eenheid) == said
    negated = ONTKENNING.search(zin.tekst[:plek]) or re.search(r"\b(niet|geen)\b", match[0], re.IGNORECASE)
    if holds is not None and negated:
        holds = not holds
    item = _tell(zin.begin + plek, ("niet " if negated else "") + woord, feit, holds, change)
    if item is not None:
        planned = item.ernst == "kritiek" and TOEKOMST.search(zin.tekst)
        yield replace(item, ernst="melding", wat=item.wat + OVER_LATER) if planned else item


def _tell(plek: int, woord: str, feit: Feit, holds: bool | None, change: float | None) -> _Oordeel | None:
    adres = feit.rij.adres
    if holds:
        return None
    if holds is None:
        wat = f"‘{woord}’ bij {adres} is niet te controleren met een cijfer van het jaar ervoor."
        return _Oordeel(plek, "melding", woord, adres, wat)
    shown = "0" if change is None else format_value(change, feit.rij.eenheid)
    wat = (
        f"‘{woord}’ klopt niet met {adres}: de verandering is {shown}. "
        "Gebruik een opmaak (richting, meer, hoger), dan past het woord altijd."
    )
    return _Oordeel(plek, "kritiek", woord, adres, wat)


def _judge_than(zin: Zin, match: re.Match[str]) -> Iterator[_Oordeel]:
    """`A is hoger dan B`, with both as facts; `meer dan B` alone says something of the size of B."""
    right, woord = zin.at(match.start("feit")), match[1].lower()
    if right is None:
        return
    left = [
        feit for feit in zin.feiten if feit.einde <= match.start() and feit.rij.eenheid == right.rij.eenheid
    ]
    if not left:
        if woord in ("meer", "minder"):
            yield from _judge_size(zin.begin + match.start(), f"{woord} dan", woord == "meer", right)
        return
    one, two = left[-1].rij.waarde, right.rij.waarde
    more = woord in ("meer", "hoger", "groter")
    if one is not None and two is not None and not (one > two if more else one < two):
        wat = (
            f"‘{woord} dan’ klopt niet: {left[-1].rij.adres} is {left[-1].gedrukt} "
            f"en {right.rij.adres} is {right.gedrukt}."
        )
        yield _Oordeel(zin.begin + match.start(), "kritiek", woord, right.rij.adres, wat)


def _judge_size(plek: int, woord: str, above: bool, feit: Feit) -> Iterator[_Oordeel]:
    """`ruim {{ x | heel }}`: the number as printed has to be below the fact itself, after `bijna` above it."""
    if feit.rij.waarde is None:
        return
    printed, value = read_number(feit.gedrukt), abs(feit.rij.waarde)
    if re.match(r"(ruim|bijna)\b", feit.gedrukt):
        wat = f"‘{woord}’ staat voor {feit.rij.adres}, maar de opmaak schrijft zelf al ‘{feit.gedrukt}’."
    elif printed is None or (value > printed + 1e-9 if above else value < printed - 1e-9):
        return
    else:
        exact = "precies" if abs(value - printed) < 1e-9 else "bijna" if value < printed else "ruim"
        wat = f"‘{woord}’ klopt niet met {feit.rij.adres}: het is {exact} {feit.gedrukt}. Gebruik de opmaak ‘ruim’."
    yield _Oordeel(plek, "kritiek", woord, feit.rij.adres, wat)


def _judge_part(zin: Zin, match: re.Match[str]) -> Iterator[_Oordeel]:
    """`een derde` beside a percentage, or beside two counts of which it is the ratio."""
    naam = match["breuk"].lower().replace("tweederde", "twee derde").replace("drie kwart", "driekwart")
    target = next(value for value, text in BREUKEN.items() if text == naam)
    shares = [feit for feit in zin.feiten if feit.rij.eenheid == "%" and feit.rij.waarde is not None]
    if any(_fits_part(feit.rij.waarde or 0.0, target, match["woord"]) for feit in shares):
        return
    if not shares and any(_fits_part(share, target, match["woord"]) for share in _ratios(zin.feiten)):
        return
    feit = shares[0] if shares else zin.feiten[0]
    woord, plek = match[0].lower(), zin.begin + match.start()
    if shares:
        wat = f"‘{woord}’ klopt niet met {feit.rij.adres}: dat is {feit.gedrukt}. Gebruik de opmaak ‘deel’."
        yield _Oordeel(plek, "kritiek", woord, feit.rij.adres, wat)
    else:
        wat = f"‘{woord}’ is niet te controleren: in de zin staat geen percentage."
        yield _Oordeel(plek, "melding", woord, feit.rij.adres, wat)


def _fits_part(share: float, target: float, woord: str | None) -> bool:
    if abs(share - target) > NABIJ_BREUK:
        return False
    return woord is None or (share > target if woord.lower() == "ruim" else share < target)


def _ratios(feiten: tuple[Feit, ...]) -> Iterator[float]:
    for part in feiten:
        for whole in feiten:
            if part is not whole and part.rij.eenheid == whole.rij.eenheid and whole.rij.waarde:
                yield 100 * (part.rij.waarde or 0.0) / whole.rij.waarde


def _typed_figures(tekst: str, register: Register) -> Iterator[_Oordeel]:
    """Digits in `letterlijk` that a figure of this year also has; years, dates and small numbers are left alone."""
    for match in PLACEHOLDER.finditer(tekst):
        if not match[1].startswith("letterlijk:") or GEEN_CIJFER.search(match[1]):
            continue
        for text in GETAL.findall(match[1].removeprefix("letterlijk:")):
            rij = _find_figure(text, "%" in match[1], register)
            if rij is not None:
                wat = f"het getypte getal {text} is gelijk aan het cijfer {rij.adres}. Gebruik {{{{ {rij.adres} }}}}."
                yield _Oordeel(match.start(), "melding", text, rij.adres, wat)


def _find_figure(text: str, share: bool, register: Register) -> Cijfer | None:
    value = from_dutch(text)
    year = text.isdigit() and 1900 <= value <= 2100
    if year or (value < KLEINSTE_GETYPT and not share):
        return None
    for rij in register.rijen:
        same_kind = (rij.eenheid == "%") == share
        if same_kind and rij.jaar == register.jaar and rij.waarde is not None:
            printed = read_number(format_value(abs(rij.waarde), rij.eenheid))
            if printed == value:
                return rij
    return None


def _has_factor(rij: Cijfer, register: Register, factor: float) -> tuple[bool | None, float | None]:
    """Whether a fact grew to so many times that of the year before (within a tenth), and its change."""
    change = find_verandering(rij, register)
    basis = find_base(rij.indicator) if is_comparison(rij) else rij.indicator
    groei = register.find(rij.adres_of(name_comparison(basis, GROEI)), rij.jaar)
    if groei is None or groei.waarde is None:
        return None, change
    return abs(1 + groei.waarde / 100 - factor) <= factor / 10, change


def _sign(change: float, eenheid: str) -> int:
    if not shows_something(format_value(change, eenheid)):
        return 0
    return 1 if change > 0 else -1
