"""Numbers and amounts: the ways in which systems write them, and what a column says of its decimal sign.

What is around the digits (a sign in front or behind, parentheses, the euro, spaces and apostrophes between thousands)
has one reading, field by field. A point or comma has not: `1.234` is read by what the other fields of the column show,
and when they show nothing it is refused.
"""

from collections.abc import Mapping
from typing import Literal

from sdreport.intake.notation.form import (
    GEMENGD,
    OMHULSELS,
    ONBEKEND,
    ONZEKER,
    RUIMTES,
    Notatie,
    Stap,
    Vormen,
    in_any_case,
)

Getalsoort = Literal["getal", "decimaal", "bedrag"]
HEEL, PUNT, KOMMA = "heel", "punt", "komma"
PUNT3, PUNT000, KOMMA3 = "punt3", "punt000", "komma3"
"""One point or comma with three digits behind it, which are thousands or decimals."""
EURO = f"(?:€|{in_any_case('eur')}(?:[oO])?)"
MINNEN = "[\u2012-\u2014\u2212\ufe63\uff0d]"
KLEIN = "[0-9](?:[.,][0-9]{1,20})?[eE]-(?:0?[89]|[1-3][0-9])"
"""What is left of zero when a spreadsheet subtracts equal amounts, as 1,8E-15."""
GROEP = "[1-9][0-9]{0,2}"
"""A group of thousands never begins with 0."""
RUIS = "0000[0-9]{1,30}|9999[0-9]{1,30}"
"""The noise of binary fractions behind the digits that count: 21,760000000000218."""


def _join_groups(sign: str) -> Stap:
    """The step that takes a sign from between thousands."""
    more = f"(?:{sign}([0-9]{{3}}))?"
    return Stap(rf"^(-?{GROEP}){sign}([0-9]{{3}}){more}{more}([.,][0-9]+)?$", r"\1\2\3\4\5")


def _write_out(power: int, decimals: int) -> Stap:
    """The step for a round number as R writes it where that is shorter: 1e+05, 1.2e+07. With a capital it is Excel's,
    which rounds.
    """
    rest = f"[.,]([0-9]{{{decimals}}})" if decimals else "()"
    return Stap(rf"^(-?[1-9]){rest}e[+]0{power}$", r"\1\2" + "0" * (power - decimals))


RANDEN = (
    *OMHULSELS,
    ONBEKEND,
    Stap(f"[{RUIMTES}]", " "),
    Stap(MINNEN, "-"),
    Stap(r"^\(([^()]*)\)$", r"-\1"),
)
GELD = (
    Stap(f"^{EURO} *-$", "0"),
    Stap(rf"^{EURO} *\(([^()]*)\)$", r"-\1"),
    Stap(rf"^([-+]?) *{EURO} *([-+]? *[0-9])", r"\1\2"),
    Stap(f"([0-9-]) *{EURO}$", r"\1"),
)
CIJFERS = (
    Stap("([0-9]),-{1,2}$", r"\1,00"),
    Stap("^([0-9][0-9., '’]*[0-9]) ?([-+])$|^([0-9]) ?([-+])$", r"\2\4\1\3"),
    Stap(r"^\+ ?([0-9])", r"\1"),
    Stap("^- +([0-9])", r"-\1"),
    _join_groups(" "),
    _join_groups("['’]"),
    Stap(f"^-?{KLEIN}$", "0"),
    *(
        _write_out(power, decimals)
        for power in range(5, 10)
        for decimals in (0, 1)
        if power > 4 + 2 * decimals
    ),
)
DUIZEND_PUNT, DUIZEND_KOMMA = (rf"{GROEP}(?:{sign}[0-9]{{3}}){{1,3}}" for sign in (r"\.", ","))


def _with_decimals(sign: str, grouped: str) -> str:
    """Numbers of which only this can be the decimal sign."""
    return (
        rf"-?(?:[0-9]{{1,12}}{sign}(?:[0-9]{{1,2}}|[0-9]{{4,40}})|(?:0[0-9]{{0,11}}|[0-9]{{4,12}}){sign}[0-9]{{3}}"
        rf"|{grouped}{sign}[0-9]{{1,40}}|{grouped[:-5]}{{2,3}})"
    )


KLASSEN = {
    KOMMA: _with_decimals(",", DUIZEND_PUNT),
    HEEL: "-?[0-9]{1,12}",
    PUNT: _with_decimals(r"\.", DUIZEND_KOMMA),
    PUNT000: rf"-?{GROEP}\.000",
    PUNT3: rf"-?{GROEP}\.(?:[1-9][0-9]{{2}}|0[1-9][0-9]|00[1-9])",
    KOMMA3: f"-?{GROEP},[0-9]{{3}}",
}
GETALLEN = Vormen((*RANDEN, *CIJFERS), KLASSEN)
BEDRAGEN = Vormen((*RANDEN, *GELD, *CIJFERS), KLASSEN)
VAN_KOMMA = (Stap(r"\.", ""), Stap(",", "."))
VAN_PUNT = (Stap(",", ""),)
"""From a number with this decimal sign to one with a point and without thousands, which must fit `GELDIG`."""
GELDIG: Mapping[str, str] = {
    "getal": rf"-?[0-9]{{1,12}}(?:\.(?:0+|{RUIS}))?",
    "decimaal": rf"-?[0-9]{{1,12}}(?:\.(?:[0-9]{{1,4}}|[0-9]{{4}}(?:0+|{RUIS})))?",
    "bedrag": rf"-?[0-9]{{1,12}}(?:\.(?:[0-9]{{1,2}}|[0-9]{{2}}(?:00+|{RUIS})))?",
}
"""What a kind may hold, with a decimal point and without thousands; 12 digits are more than any count or amount."""


def settle_number(soort: Getalsoort, tel: Mapping[str, int]) -> Notatie:
    """What the fields of a column settle, of which `tel` counts the forms."""
    komma, punt = tel.get(KOMMA, 0), tel.get(PUNT, 0)
    punten, kommas = tel.get(PUNT3, 0) + tel.get(PUNT000, 0), tel.get(KOMMA3, 0)
    if komma and punt:
        return Notatie((HEEL, KOMMA if komma >= punt else PUNT), komma >= punt, GEMENGD)
    if komma or punt:
        return Notatie((HEEL, KOMMA if komma else PUNT, PUNT000, PUNT3, KOMMA3), bool(komma))
    if kommas and not punten and soort == "decimaal":
        return Notatie((HEEL, KOMMA, KOMMA3))
    if punten and not kommas and soort == "getal" and (tel.get(PUNT3) or tel.get(HEEL)):
        return Notatie(
            (HEEL, PUNT000, PUNT3)
        )  # as decimals they would not be whole, or not all written by one rule
    return Notatie((HEEL, KOMMA), reden=ONZEKER if punten or kommas else "")
