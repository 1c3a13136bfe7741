"""In what the amounts of an Iv3 delivery are, where it says so: the schema of the CBS has no place for it.

Amounts are in euros. Packages that name a unit all the same put it in the metadata, beside these, or with an amount. It
is followed where it is plain, and refused where it is not.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sdreport.errors import Fault

EURO, DUIZEND, MILJOEN, CENT = 100, 100_000, 100_000_000, 1
"""Eurocents in one of each unit."""
NAMEN = {EURO: "euro's", DUIZEND: "duizenden euro's", MILJOEN: "miljoenen euro's", CENT: "centen"}
SLEUTEL = re.compile(r"eenheid|unit|schaal|scale|factor|valuta|currency|^bedragen|duizend|thousand|x1000")
WOORDEN = {
    **dict.fromkeys(("duizend", "duizenden", "duizendtallen", "thousand", "thousands", "1000", "k", "keur", "keuro"),
                    DUIZEND),
    **dict.fromkeys(("miljoen", "miljoenen", "mln", "million", "millions", "1000000"), MILJOEN),
    **dict.fromkeys(("cent", "centen", "cents", "eurocent", "eurocenten", "eurocents"), CENT),
    "1": EURO,
}  # fmt: skip
"""Words that say what a unit is."""
GELD = ("euro", "euros", "eur")
VULLING = ("bedrag", "bedragen", "in", "hele", "gehele", "x", "s", "maal", "van", "of", "amounts", "amount")
OPMERKING = re.compile(r"duizend|x\s*(?:€|euro|eur)?\s*1[. ]?000\b", re.IGNORECASE)


def find_eenheid(content: Mapping[str, Any], file: str, faults: list[Fault]) -> int | None:
    """The eurocents in one unit of all amounts, when it is named; what is not plain, or says two things, is a fault."""
    found: set[int] = set()
    for above, part in (("", content), ("metadata", content.get("metadata")), ("data", content.get("data"))):
        if isinstance(part, dict):
            found |= set(_read_all(part, above, file, faults))
    if len(found) > 1:
        faults.append(Fault("er staan twee eenheden in die elkaar tegenspreken.", file, column="metadata"))
    return found.pop() if len(found) == 1 else None


def find_of_record(record: Mapping[str, Any], of_all: int, where: str, file: str, faults: list[Fault]) -> int:
    """The unit of one amount: its own when it names one, else that of all."""
    own = set(_read_all(record, where, file, faults))
    return own.pop() if len(own) == 1 else of_all


def speaks_of_thousands(content: Mapping[str, Any]) -> bool:
    """Whether a remark in a delivery is about thousands of euros; what it says of them is for a reader."""
    remarks = content.get("opmerkingen")
    return isinstance(remarks, list) and any(
        isinstance(one, dict) and OPMERKING.search(str(one.get("tekst", ""))) for one in remarks
    )


def _read_all(part: Mapping[str, Any], above: str, file: str, faults: list[Fault]) -> Iterator[int]:
    for key, value in part.items():
        if not _is_eenheid(key, value):
            continue
        eenheid = _read_eenheid(key, value)
        if eenheid is None:
            what = "deze eenheid is onbekend. Lever de bedragen in euro's."
            faults.append(Fault(what, file, column="/".join(filter(None, (above, key)))))
        else:
            yield eenheid


def _is_eenheid(key: str, value: object) -> bool:
    """Whether a key is about the unit of amounts; lists and objects hold amounts."""
    plain = value is None or not isinstance(value, list | dict)
    return plain and SLEUTEL.search(re.sub(r"[\W_]", "", key.lower())) is not None


def _read_eenheid(key: str, value: object) -> int | None:
    """The unit that a value names; None when that is not sure. A `true` or `false` answers what its key asks."""
    if isinstance(value, bool):
        asked = _read_words(key.replace("_", " "))
        return asked if value or asked is None else EURO
    return _read_words(str(value))


def _read_words(text: str) -> int | None:
    joined = re.sub(r"(?<=[0-9])[.  ](?=000)", "", text.lower().replace("€", " euro "))
    words = [word for word in re.findall(r"[a-z]+|[0-9]+", joined) if word not in VULLING]
    units = {WOORDEN[word] for word in words if word in WOORDEN}
    if any(word not in WOORDEN and word not in GELD for word in words) or len(units) > 1:
        return None
    return units.pop() if units else EURO if words else None
