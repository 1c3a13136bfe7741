"""Numbers as text in Dutch notation: thousand dots and a decimal comma, whatever the machine is set to."""

import re
from decimal import Decimal

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
"""The months, in their order."""

_APART = re.compile(r"€ (?=\d)")
_SWAPPED = str.maketrans(",.", ".,")


def to_dutch(number: float | Decimal, notation: str = ",") -> str:
    """A number in Dutch notation: 1868352.4 as `,.1f` is `1.868.352,4`. `notation` is that of Python's `format`."""
    return format(number, notation).translate(_SWAPPED)


def from_dutch(text: str) -> float:
    """The number that a text in Dutch notation stands for; whether it is one, the caller has seen to."""
    return float(text.replace(".", "").replace(",", "."))


def join_amounts(text: str) -> str:
    """A text in which each amount stays on one line with its sign, whoever wrote it."""
    return _APART.sub("€\u00a0", text).replace("−€", "−\u2060€")
