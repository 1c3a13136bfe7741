"""Regular expressions of a suite for the embedded engine, with the meaning they have in Python.

The two dialects agree on most signs and differ in silence on some: `$` before a last line end, and what counts as
a digit, a letter or whitespace outside ASCII. So a pattern is taken apart by Python's own parser and written anew;
what the engine cannot express (looking around, back references) is refused.
"""

import re
from re import _constants as c  # type: ignore[attr-defined]  # Python's parser of patterns has no public name, and
from re import _parser  # type: ignore[attr-defined]  # another would not give a pattern the meaning that Python does
from typing import Any

from sdreport.gate.sql.values import NotExecutableError
from sdreport.intake.large.cast_sql import WIT_IN_PATROON

MEESTE_HERHALINGEN = 1000
KLASSEN = {
    c.CATEGORY_DIGIT: r"\p{Nd}",
    c.CATEGORY_NOT_DIGIT: r"\P{Nd}",
    c.CATEGORY_WORD: r"\p{L}\p{N}_",
    c.CATEGORY_SPACE: WIT_IN_PATROON,
}
PLAATSEN = {
    c.AT_BEGINNING: r"\A",
    c.AT_BEGINNING_STRING: r"\A",
    c.AT_END: r"(?:\n?\z)",
    c.AT_END_STRING: r"\z",
}


def to_re2(pattern: Any) -> str:
    """The pattern for RE2; `NotExecutableError` when it is no pattern, or cannot mean the same there."""
    try:
        parsed = _parser.parse(pattern)
    except (re.error, TypeError, RecursionError, OverflowError):
        raise NotExecutableError from None
    if parsed.state.flags != int(re.UNICODE):
        raise NotExecutableError
    return _write(parsed)


def _write(parsed: Any) -> str:
    parts = list(parsed)
    if any(kind is c.AT and value is c.AT_END for kind, value in parts[:-1]):
        raise NotExecutableError  # there `$` is written as taking the last line end, which nothing may follow
    return "".join(_write_part(kind, value) for kind, value in parts)


def _write_part(kind: Any, value: Any) -> str:
    if kind is c.LITERAL:
        return _sign(value)
    if kind is c.NOT_LITERAL:
        return f"[^{_sign(value)}]"
    if kind is c.ANY:
        return r"[^\n]"
    if kind is c.AT and value in PLAATSEN:
        return PLAATSEN[value]
    if kind is c.IN:
        return _write_class(value)
    if kind is c.BRANCH:
        return "(?:" + "|".join(_write(option) for option in value[1]) + ")"
    if kind is c.SUBPATTERN and not value[1] and not value[2]:
        return f"(?:{_write(value[3])})"
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _write_repeat(value, "" if kind is c.MAX_REPEAT else "?")
    raise NotExecutableError


def _write_repeat(value: Any, lazy: str) -> str:
    least, most, inner = value
    unlimited = most is c.MAXREPEAT
    if least > MEESTE_HERHALINGEN or (not unlimited and most > MEESTE_HERHALINGEN):
        raise NotExecutableError
    return f"(?:{_write(inner)}){{{least},{'' if unlimited else most}}}{lazy}"


def _write_class(parts: Any) -> str:
    written, negated = "", ""
    for kind, value in parts:
        if kind is c.NEGATE:
            negated = "^"
        elif kind is c.LITERAL:
            written += _sign(value)
        elif kind is c.RANGE:
            written += f"{_sign(value[0])}-{_sign(value[1])}"
        elif kind is c.CATEGORY and value in KLASSEN:
            written += KLASSEN[value]
        elif kind is c.CATEGORY and len(parts) == 1:
            return _write_complement(value)
        else:
            raise NotExecutableError
    return f"[{negated}{written}]"


def _write_complement(value: Any) -> str:
    """`\\W` or `\\S` on its own."""
    inner = {c.CATEGORY_NOT_WORD: c.CATEGORY_WORD, c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE}
    if value not in inner:
        raise NotExecutableError
    return f"[^{KLASSEN[inner[value]]}]"


def _sign(code: int) -> str:
    return rf"\x{{{code:x}}}"
