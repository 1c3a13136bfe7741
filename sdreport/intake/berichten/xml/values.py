"""Values of messages in the notation of the standard: a value that is not surely right is a fault, never a guess.

What comes out is text that sorts (dates as jjjj-mm-dd) or a whole number (amounts in eurocents).
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

Waarde = str | int | None
ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
DATUM = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){ZONE}")
TIJD = re.compile(rf"([0-9]{{2}}:[0-9]{{2}})(?::([0-9]{{2}})(?:\.([0-9]{{1,9}}))?)?{ZONE}")
CODE = re.compile(r"[0-9A-Za-z]{1,16}")
NUMMER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,31}")
REFERENTIE = re.compile(r"[^\x00-\x1f;\"]{1,40}")
BEDRAG = re.compile(r"[0-9]{1,12}")
AANTAL = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,4})?")
BSN = re.compile(r"[0-9]{9}")
POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Za-z]{2})")
GEMEENTE = re.compile(r"[0-9]{4}")
AGB = re.compile(r"[0-9]{8}")
EURO = "83"
"""The unit (WJ756) in which a volume is an amount in eurocents."""
JAAR_ONBEKEND = "3"
"""The use of a date of birth (COD170) of which nothing is known."""
ELF = (9, 8, 7, 6, 5, 4, 3, 2, -1)
BESTAAT_NIET = "datum_bestaat_niet"


class VerkeerdeNotatie(Exception):  # noqa: N818 - becomes a finding
    """A value that is not written as the standard says."""


def read_datum(text: str) -> str:
    """A date; one that does not exist (31 June) comes through as it is, for `exists` to see."""
    return _match(DATUM, text)


def read_tijd(text: str) -> str:
    """A time of the day, with its fraction of a second in nine digits so that it sorts."""
    found = TIJD.fullmatch(text)
    if found is None:
        raise VerkeerdeNotatie
    return f"{found[1]}:{found[2] or '00'}.{(found[3] or '').ljust(9, '0')}"


def read_bedrag(text: str) -> int:
    """An amount in eurocents."""
    return int(_match(BEDRAG, text))


def read_aantal(text: str) -> str:
    """A volume as text without zeros that say nothing."""
    return f"{Decimal(_match(AANTAL, text)).normalize():f}"


def read_postcode(text: str) -> str:
    """A postcode as 1234AB."""
    found = POSTCODE.fullmatch(text)
    if found is None:
        raise VerkeerdeNotatie
    return found[1] + found[2].upper()


def exists(datum: str) -> bool:
    """Whether a date in the right notation is a day of the calendar."""
    try:
        dt.date.fromisoformat(datum)
    except ValueError:
        return False
    return True


def is_bsn(number: str) -> bool:
    """Whether a number passes the test that every burgerservicenummer passes."""
    return sum(weight * int(digit) for weight, digit in zip(ELF, number, strict=True)) % 11 == 0


def volume_of(aantal: str | None, eenheid: str | None) -> str | None:
    """A volume in its unit; in euros where the unit is euros and the message has eurocents."""
    if aantal is None or eenheid != EURO:
        return aantal
    return f"{(Decimal(aantal) / 100).normalize():f}"


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(text)
    if found is None:
        raise VerkeerdeNotatie
    return found[1] if pattern.groups else found[0]


def _as(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: _match(pattern, text)


LEZERS: Mapping[str, Callable[[str], Waarde]] = {
    "datum": read_datum,
    "tijd": read_tijd,
    "code": _as(CODE),
    "nummer": _as(NUMMER),
    "referentie": _as(REFERENTIE),
    "bedrag": read_bedrag,
    "aantal": read_aantal,
    "bsn": _as(BSN),
    "postcode": read_postcode,
    "gemeente": _as(GEMEENTE),
    "agb": _as(AGB),
}
"""How a value of each kind is read; each raises `VerkeerdeNotatie`."""
