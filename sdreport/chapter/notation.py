"""Numbers in Dutch: notation by unit, and the words that describe a number (ruim, een derde, gestegen).

A word that says something of a number is chosen here from the number itself, so that a text cannot contradict
its figure.
"""

import math
import re
from collections.abc import Callable, Sequence

from sdreport.safe.dutch import to_dutch

AFGESCHERMD = "afgeschermd"
AANDELEN = ("%", "procentpunt")
WOORDEN = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
BREUKEN = {
    20.0: "een vijfde", 25.0: "een kwart", 100 / 3: "een derde", 40.0: "twee vijfde", 50.0: "de helft",
    60.0: "drie vijfde", 200 / 3: "twee derde", 75.0: "driekwart",
}  # fmt: skip
GETAL = re.compile(
    r"(?P<teken>[+−]?)(?P<euro>(?:€\u00a0)?)(?P<heel>[\d.]+)(?:,(?P<deel>\d+))?"
    r"(?P<eenheid>(?:%|\u00a0procentpunt)?)(?P<ster>(?:\*|\u00a0≠)?)"
)
"""A printed number, as a whole label."""
DAGEN_PER_JAAR = 365.25
NABIJ = 0.06
"""How far, as part of it, a number may lie from the round number that stands for it (with ruim, bijna)."""


def format_number(value: float, decimals: int = 0) -> str:
    """A number with thousand dots and a decimal comma: 1868352.4 is `1.868.352`."""
    rounded = round_half_up(value, decimals)
    text = to_dutch(rounded, f",.{decimals}f")
    return text.replace("-", "−" if shows_something(text) else "")


def name_hidden(eenheid: str) -> str:
    """A hidden value as the words of a sentence."""
    kinds = {"euro": "bedrag", **dict.fromkeys(AANDELEN, "deel")}
    return f"een {AFGESCHERMD} {kinds.get(eenheid, 'aantal')}"


def format_value(value: float | None, eenheid: str) -> str:
    """A value in the notation of its unit; a hidden one is shown as `afgeschermd`."""
    if value is None:
        return AFGESCHERMD
    if eenheid == "euro":
        whole = abs(value - round(value)) < 0.005 or abs(value) >= 1000
        return _with_sign("€\u00a0", value, 0 if whole else 2)
    if eenheid in AANDELEN:
        number = format_number(value, _decimals(value))
        return f"{number}%" if eenheid == "%" else f"{number}\u00a0procentpunt"
    return format_number(value, 0 if round_half_up(value, 1).is_integer() else 1)


def format_cell(value: float | None, eenheid: str) -> str:
    """A value in a table or chart: as in a text, but percentages all with one decimal, so that they line up."""
    if value is None or eenheid != "%":
        return format_value(value, eenheid)
    return f"{format_number(value, 1)}%"


def tell_years(value: float | None, eenheid: str) -> str:
    """What stands behind days that are a year or more: ` (3,7 jaar)`, as nobody reads 1.369 days; else nothing."""
    years = (value or 0) / DAGEN_PER_JAAR if eenheid == "dagen" else 0
    return f" ({format_number(years, 1)}\u00a0jaar)" if years >= 1 else ""


def line_up(labels: Sequence[str], groepen: Sequence[str] = ()) -> list[str]:
    """Numbers that stand together with as many decimals each: `3` beside `2,5` is `3,0`; words stay as they are.

    Percentages, amounts and other numbers go each for themselves, and so does each of `groepen` (one per label).
    Percentages are whole when none has a decimal; amounts when one of them is of thousands, unless nothing would be
    left of it.
    """
    found = [GETAL.fullmatch(label) for label in labels]
    keys = [
        (group, match["euro"], match["eenheid"]) if match else None
        for group, match in zip(groepen or [""] * len(labels), found, strict=True)
    ]
    decimals: dict[object, int] = {}
    for key in set(keys) - {None}:
        own = [match for match, other in zip(found, keys, strict=True) if match and other == key]
        whole = any(match["euro"] and "." in match["heel"] for match in own) or (
            bool(own[0]["eenheid"]) and not any((match["deel"] or "").strip("0") for match in own)
        )
        decimals[key] = 0 if whole else max(len(match["deel"] or "") for match in own)
    return [
        _with_decimals(match, decimals[key]) if match else label
        for label, match, key in zip(labels, found, keys, strict=True)
    ]


def line_up_columns(rows: Sequence[Sequence[str]], getallen: Sequence[bool]) -> tuple[tuple[str, ...], ...]:
    """Rows of a table of which the columns of numbers (`getallen`) have as many decimals in each of their cells."""
    columns = zip(*rows, strict=True)
    lined = (line_up(column) if right else column for column, right in zip(columns, getallen, strict=True))
    return tuple(zip(*lined, strict=True))


def _with_decimals(match: re.Match[str], decimals: int) -> str:
    """A printed number with so many decimals; it stays as it is where nothing would be left of it."""
    value = float(f"{match['heel'].replace('.', '')}.{match['deel'] or 0}")
    text = format_number(value, decimals)
    if shows_something(match[0]) and not shows_something(text):
        return match[0]
    return f"{match['teken']}{match['euro']}{text}{match['eenheid']}{match['ster']}"


def describe_ruim(value: float, eenheid: str) -> str:
    """`ruim 600`, `bijna 45%`: the round number nearby with the word that fits, else the number itself."""
    value = abs(value)
    share = eenheid in AANDELEN
    near = _nearest_round(value, eenheid)
    if near == 0 or (not share and abs(value - near) > NABIJ * near):
        return format_value(value, eenheid)
    text = format_value(near, eenheid)
    if abs(value - near) < (0.05 if share else 0.5):
        return text
    return f"{'ruim' if value > near else 'bijna'} {text}"


def describe_ongeveer(value: float, eenheid: str) -> str:
    """`ongeveer € 1.340.000`: rounded to three significant digits."""
    value = abs(value)
    digits = 0 if value == 0 else 2 - math.floor(math.log10(value))
    return f"ongeveer {format_value(round_half_up(value, min(digits, 2)), eenheid)}"


def round_as_printed(value: float, eenheid: str) -> float:
    """What a reader takes a number for: whole euros where no cents are printed."""
    return round_half_up(value, 2 if "," in format_cell(value, eenheid) else 0)


def describe_heel(value: float, eenheid: str) -> str:
    """Rounded to a whole number, unless nothing would be left of it: 0,4% does not become 0%."""
    return _rounded_or_itself(abs(value), eenheid, 0)


def describe_duizend(value: float, eenheid: str) -> str:
    """Rounded to thousands: `€ 993.000`; what would become nothing stays itself."""
    return _rounded_or_itself(abs(value), eenheid, -3)


def describe_deel(value: float, eenheid: str) -> str:
    """A percentage as a part: `een derde`, `ruim een kwart`, `bijna de helft`; else the percentage."""
    nearest = min(BREUKEN, key=lambda fraction: abs(fraction - value))
    distance = value - nearest
    if abs(distance) > 2.5:
        return format_value(value, eenheid)
    if abs(distance) <= 0.5:
        return BREUKEN[nearest]
    return f"{'ruim' if distance > 0 else 'bijna'} {BREUKEN[nearest]}"


def describe_woord(value: float, eenheid: str) -> str:
    """A small count as a word: `twee`; a larger one, an amount or a percentage in digits."""
    small = float(value).is_integer() and 0 <= value < len(WOORDEN) and eenheid not in ("euro", *AANDELEN)
    return WOORDEN[int(value)] if small else format_value(value, eenheid)


def describe_geen(value: float, eenheid: str) -> str:
    """`geen enkel` for nothing, else the count as a word or in digits."""
    return describe_woord(value, eenheid) if value else "geen enkel"


def _choose(up: str, down: str, same: str) -> Callable[[float, str], str]:
    """A format that turns the sign of a difference into a word; what prints as nothing is `same`."""

    def describe(value: float, eenheid: str) -> str:
        if not shows_something(format_value(value, eenheid)):
            return same
        return up if value > 0 else down

    return describe


OPMAAK: dict[str, Callable[[float, str], str]] = {
    "heel": describe_heel,
    "ruim": describe_ruim,
    "ongeveer": describe_ongeveer,
    "deel": describe_deel,
    "woord": describe_woord,
    "geen": describe_geen,
    "duizend": describe_duizend,
    "abs": lambda value, eenheid: format_value(abs(value), eenheid),
    "richting": _choose("gestegen", "gedaald", "gelijk gebleven"),
    "stijgt": _choose("stijgt", "daalt", "blijft gelijk"),
    "meer": _choose("meer", "minder", "evenveel"),
    "hoger": _choose("hoger", "lager", "gelijk"),
    "VN": _choose("voordelig", "nadelig", "neutraal"),
}
"""The formats that a placeholder in a text may name, each from a value and its unit to words.

Formats of size (heel, ruim, ongeveer, duizend, abs) print no sign: a word tells the direction."""


def name_amount(eenheid: str) -> str:
    """What a column of numbers in a unit is called: `Bedrag in euro`, `Aantal personen`."""
    return "Bedrag in euro" if eenheid == "euro" else f"Aantal {eenheid}"


def mark_voordelig(value: float | None) -> str:
    """V (voordelig) for money left, N (nadelig) for money short; empty for nothing or a hidden value."""
    if value is None or abs(value) < 0.005:
        return ""
    return "V" if value > 0 else "N"


def shows_something(text: str) -> bool:
    """Whether a printed number differs from zero; a sign or direction belongs only to what is seen."""
    return re.search("[1-9]", text) is not None


def _with_sign(symbol: str, value: float, decimals: int) -> str:
    text = format_number(abs(value), decimals)
    return f"−{symbol}{text}" if value < 0 and shows_something(text) else f"{symbol}{text}"


def _rounded_or_itself(value: float, eenheid: str, decimals: int) -> str:
    return format_value(round_half_up(value, decimals) or value, eenheid)


def _decimals(value: float) -> int:
    """Decimals of a percentage: as many as it was given with, up to two; of a calculated one, one."""
    for decimals in (0, 1, 2):
        if abs(value - round(value, decimals)) < 1e-9:
            return decimals
    return 0 if round_half_up(value, 1).is_integer() else 1


def _nearest_round(value: float, eenheid: str) -> float:
    if eenheid in AANDELEN:
        return round_half_up(value, 0)
    step = 10.0 if value < 100 else 100.0 if value < 10_000 else 10.0 ** (math.floor(math.log10(value)) - 1)
    return round_half_up(value / step, 0) * step


def round_half_up(value: float, decimals: int) -> float:
    """Round halves away from zero, as people do, and not to even."""
    scale = 10.0 ** abs(decimals)
    scaled = abs(value) * scale if decimals >= 0 else abs(value) / scale
    whole = math.floor(scaled + 0.5 + 1e-9)
    return math.copysign(whole / scale if decimals >= 0 else whole * scale, value)


def count_of(aantal: int, enkelvoud: str, meervoud: str) -> str:
    """A number with its noun, singular for one: `1 activiteit`, `12 activiteiten`."""
    return f"{format_value(aantal, '')} {agree(aantal, f'{enkelvoud}/{meervoud}')}"


def agree(aantal: float | None, woorden: str) -> str:
    """The word that goes with a number: of `is/zijn` the first for one, the second for any other and a hidden one."""
    enkelvoud, _, meervoud = woorden.partition("/")
    return enkelvoud if aantal == 1 else meervoud
