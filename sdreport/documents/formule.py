"""The small language in which a figure of a document says how it hangs together with other figures.

    =r12+r13-r14                 the figure is this sum            =r5/r9*100, =deel(r5; r9)   a share in percent
    =groei(r2; r1)               the growth from r1 to r2 in percent
    ruim(r7)  bijna(r7)  ongeveer(r7)      what a text says of a more precise figure
    gelijk(r3; r8)               the same fact in other places
    meer(r4)  gestegen(r4)  verdubbeld(r4) what a text claims in comparison with another figure
    hoogstens(r6)  minstens(r6)  uniek(r1; r2)   a part and its whole; a total that counts each person once
    volgt(r9)                    the number that comes next in a numbering

`r12` is the row with number 12 of the same table, `[slug]r12` that of another document. Names and operators are
the whole language: a formula is read by the parser below and never executed. Values are intervals, because a
rounded figure stands for everything that rounds to it.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdreport.safe.dutch import from_dutch

LANGSTE = 600
DIEPSTE = 20
TEKEN = re.compile(
    r"\s*(?:(?P<rij>(?:\[[a-z0-9-]+\])?r\d+)|(?P<getal>\d{1,15}(?:,\d{1,6})?)|(?P<naam>[a-z]+)|(?P<op>[-+*/();=]))"
)

BEWERINGEN: Mapping[str, int] = {
    "ruim": 1, "bijna": 1, "ongeveer": 1, "gelijk": 0, "uniek": 0, "volgt": 1, "hoogstens": 1, "minstens": 1,
    "meer": 1, "hoger": 1, "gestegen": 1, "minder": 1, "lager": 1, "gedaald": 1, "verdubbeld": 1, "gehalveerd": 1,
}  # fmt: skip
"""What a formula may say of its figure, with how many arguments; 0 is one or more."""
FUNCTIES: Mapping[str, int] = {"deel": 2, "groei": 2}
"""Calculations that may stand inside an expression, with how many arguments."""


class Formulefout(Exception):  # noqa: N818 - becomes a finding
    """A formula that cannot be read or calculated; the text says why, in Dutch."""


@dataclass(frozen=True)
class Bereik:
    """All that a figure may stand for: from `laag` to `hoog`, both included."""

    laag: float
    hoog: float

    @property
    def midden(self) -> float:
        """The figure itself: the middle of what it may stand for."""
        return (self.laag + self.hoog) / 2

    def touches(self, other: "Bereik") -> bool:
        """Whether both may stand for the same number (float noise aside)."""
        slack = 1e-9 * max(1.0, abs(self.laag), abs(other.hoog))
        return self.laag <= other.hoog + slack and other.laag <= self.hoog + slack


@dataclass(frozen=True)
class Constante:
    """A number written in the formula itself."""

    waarde: float


@dataclass(frozen=True)
class Verwijzing:
    """A figure: `r12`, or `[slug]r12` in another document."""

    naam: str


@dataclass(frozen=True)
class Bewerking:
    """An operator (`+ - * /`) or a function of `FUNCTIES` with its arguments."""

    naam: str
    delen: tuple["Uitdrukking", ...]


Uitdrukking = Constante | Verwijzing | Bewerking


@dataclass(frozen=True)
class Formule:
    """What is said of a figure: `=` or a name of `BEWERINGEN`, and the expressions it is said with."""

    soort: str
    delen: tuple[Uitdrukking, ...]

    @property
    def verwijzingen(self) -> tuple[str, ...]:
        """The figures it names, each once, in the order of the formula."""
        return tuple(dict.fromkeys(naam for deel in self.delen for naam in _names(deel)))


def parse_formule(text: str) -> Formule:
    """Read a formula; `Formulefout` says what is wrong with it."""
    if len(text) > LANGSTE:
        raise Formulefout(f"de formule is langer dan {LANGSTE} tekens")
    return _Parser(list(_split(text))).formule()


def evaluate(deel: Uitdrukking, waarden: Mapping[str, Bereik]) -> Bereik:
    """The value of an expression; `Formulefout` for an unknown figure or a division by nothing."""
    if isinstance(deel, Constante):
        return Bereik(deel.waarde, deel.waarde)
    if isinstance(deel, Verwijzing):
        if deel.naam not in waarden:
            raise Formulefout(f"{deel.naam} bestaat niet of heeft geen waarde")
        return waarden[deel.naam]
    return BEWERKINGEN[deel.naam](*(evaluate(part, waarden) for part in deel.delen))


def _combine(left: Bereik, right: Bereik, operator: Callable[[float, float], float]) -> Bereik:
    ends = [operator(a, b) for a in (left.laag, left.hoog) for b in (right.laag, right.hoog)]
    if not all(map(math.isfinite, ends)):
        raise Formulefout("de uitkomst is geen getal")
    return Bereik(min(ends), max(ends))


def _divide(left: Bereik, right: Bereik) -> Bereik:
    if right.laag <= 0 <= right.hoog:
        raise Formulefout("er wordt door nul gedeeld")
    return _combine(left, right, lambda a, b: a / b)


def _deel(part: Bereik, whole: Bereik) -> Bereik:
    return _scale(_divide(part, whole), 100)


def _groei(now: Bereik, before: Bereik) -> Bereik:
    ratio = _scale(_divide(now, before), 100)
    return Bereik(ratio.laag - 100, ratio.hoog - 100)


def _scale(value: Bereik, factor: float) -> Bereik:
    return Bereik(value.laag * factor, value.hoog * factor)


BEWERKINGEN: Mapping[str, Callable[..., Bereik]] = {
    "+": lambda a, b: _combine(a, b, lambda x, y: x + y),
    "-": lambda a, b: _combine(a, b, lambda x, y: x - y),
    "*": lambda a, b: _combine(a, b, lambda x, y: x * y),
    "/": _divide,
    "deel": _deel,
    "groei": _groei,
}


def _names(deel: Uitdrukking) -> Iterator[str]:
    if isinstance(deel, Verwijzing):
        yield deel.naam
    elif isinstance(deel, Bewerking):
        for part in deel.delen:
            yield from _names(part)


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The formula in pieces, each with its kind."""
    position, end = 0, len(text.rstrip())
    while position < end:
        match = TEKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise Formulefout(f"'{text[position:].strip()[:12]}' hoort niet in een formule")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()


class _Parser:
    """Reads the pieces of one formula from left to right (recursive descent)."""

    def __init__(self, pieces: Sequence[tuple[str, str]]) -> None:
        self._pieces, self._place, self._depth = pieces, 0, 0

    def formule(self) -> Formule:
        kind, text = self._next()
        if (kind, text) == ("op", "="):
            result = Formule("=", (self._sum(),))
        elif kind == "naam" and text in BEWERINGEN:
            result = Formule(text, self._arguments(text, BEWERINGEN[text]))
        else:
            raise Formulefout(f"een formule begint met = of met {', '.join(BEWERINGEN)}")
        if self._place < len(self._pieces):
            raise Formulefout(f"na het einde volgt nog '{self._pieces[self._place][1]}'")
        return result

    def _sum(self) -> Uitdrukking:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._value))

    def _chain(self, operators: tuple[str, str], operand: Callable[[], Uitdrukking]) -> Uitdrukking:
        left = operand()
        while self._peek() in operators:
            left = Bewerking(self._next()[1], (left, operand()))
        return left

    def _value(self) -> Uitdrukking:
        kind, text = self._next()
        if kind == "rij":
            return Verwijzing(text)
        if kind == "getal":
            return Constante(from_dutch(text))
        if text == "-":
            return Bewerking("-", (Constante(0.0), self._deeper(self._value)))
        if text == "(":
            inner = self._deeper(self._sum)
            self._expect(")")
            return inner
        if kind == "naam" and text in FUNCTIES:
            return Bewerking(text, self._arguments(text, FUNCTIES[text]))
        raise Formulefout(f"'{text}' staat op een plek waar een getal hoort")

    def _arguments(self, naam: str, count: int) -> tuple[Uitdrukking, ...]:
        self._expect("(")
        found = [self._deeper(self._sum)]
        while self._peek() == ";":
            self._next()
            found.append(self._deeper(self._sum))
        self._expect(")")
        if count and len(found) != count:
            raise Formulefout(f"{naam} krijgt {len(found)} waarden in plaats van {count}")
        return tuple(found)

    def _deeper(self, read: Callable[[], Uitdrukking]) -> Uitdrukking:
        self._depth += 1
        if self._depth > DIEPSTE:
            raise Formulefout(f"de formule is dieper dan {DIEPSTE} haakjes")
        inner = read()
        self._depth -= 1
        return inner

    def _peek(self) -> str:
        return self._pieces[self._place][1] if self._place < len(self._pieces) else ""

    def _next(self) -> tuple[str, str]:
        if self._place >= len(self._pieces):
            raise Formulefout("de formule is niet af")
        self._place += 1
        return self._pieces[self._place - 1]

    def _expect(self, text: str) -> None:
        if self._peek() != text:
            raise Formulefout(f"er ontbreekt een '{text}'")
        self._next()
