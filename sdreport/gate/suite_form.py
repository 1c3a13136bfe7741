"""What an expectation of a suite may look like: plain values of a bounded size, and nothing that runs or hangs.

Great Expectations hands a condition to `DataFrame.query`, a pattern to Python's `re` a `$PARAMETER` to a calculator:
each of them can run code or go on for ever. So only a small grammar reaches them.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sdreport.gate.sql.conditions import DATUMDELEN, LEEG, OPERATOREN
from sdreport.gate.sql.regex import to_re2
from sdreport.gate.sql.values import NotExecutableError
from sdreport.safe.files import parse_json, read_text

NAAM = re.compile(r"[a-z][a-z0-9_]{0,99}")
KOLOMNAMEN = ("column", "column_A", "column_B")
PATRONEN = ("regex", "regex_list")
VREEMD = ("json_schema", "like_pattern", "like_pattern_list", "unexpected_rows_query")
"""Arguments that reach other engines of patterns and queries."""
UITDRUKKING = re.compile(r"-?[A-Za-z_0-9.]{1,100}(?: *[-+*/] *[A-Za-z_0-9.]{1,100}){0,5}")
LANGSTE_TEKST = 2_000
LANGSTE_LIJST = 10_000
DIEPSTE = 20
GROOTSTE_GETAL = 10**15
SOMMEN = (ast.Add, ast.Sub, ast.Mult)
PLAATSEN: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.BinOp, ast.BitAnd, ast.BitOr, *SOMMEN, ast.UnaryOp, ast.Not, ast.Invert, ast.USub,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Load,
    ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Call, ast.Attribute,
)  # fmt: skip


def read_suite(path: Path) -> Any:
    """A suite as JSON; ValueError (JSONDecodeError with its place) when it is none, too deep, or double."""
    return parse_json(read_text(path))


def find_form_faults(kwargs: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the arguments of an expectation, in words for who keeps the suite."""
    for name in KOLOMNAMEN:
        if name in kwargs and not is_name(kwargs[name]):
            yield f"'{name}' moet de naam van een kolom zijn."
    columns = kwargs.get("column_list", [])
    if not isinstance(columns, list) or not all(map(is_name, columns)):
        yield "'column_list' moet een lijst van namen van kolommen zijn."
    mostly = kwargs.get("mostly", 1)
    if isinstance(mostly, bool) or not isinstance(mostly, int | float) or not 0 <= mostly <= 1:
        yield "'mostly' moet een getal van 0 tot en met 1 zijn."
    for name in VREEMD:
        if name in kwargs:
            yield f"'{name}' kan hier niet; schrijf de regel met 'regex' of met een voorwaarde."
    for name in PATRONEN:
        yield from _judge_patterns(name, kwargs)
    for name, value in kwargs.items():
        if not _is_plain(value):
            yield f"de waarde van '{name}' is te groot, of zit te diep in elkaar."
        if not all(map(_is_sum, _find_parameters(value))):
            yield f"'{name}' noemt geen waarde bij naam, zoals jaar of jaar - 18."
    if kwargs.get("row_condition") is not None and not _is_condition(kwargs["row_condition"]):
        yield (
            "'row_condition' moet kolommen vergelijken met elkaar of met een waarde, zoals "
            'soort == "stand" and bedrag > 0, of vragen of een kolom leeg is.'
        )


def _judge_patterns(name: str, kwargs: Mapping[str, Any]) -> Iterator[str]:
    if name not in kwargs:
        return
    listed = isinstance(kwargs[name], list) if name == "regex_list" else isinstance(kwargs[name], str)
    patterns = kwargs[name] if name == "regex_list" and listed else [kwargs[name]]
    if not listed or not patterns:
        yield f"'{name}' moet {'een lijst van patronen' if name == 'regex_list' else 'een patroon'} zijn."
        return
    for pattern in patterns:
        try:
            to_re2(pattern)
        except NotExecutableError:
            yield (
                f"'{name}' is geen patroon dat hier kan: het is verkeerd geschreven, of het kijkt vooruit of terug."
            )
            return


def _find_parameters(value: Any, depth: int = 0) -> Iterator[Any]:
    """All that a value asks by name, however deep; what is deeper than may be is a fault of its own."""
    if isinstance(value, Mapping):
        yield from (item for name, item in value.items() if name == "$PARAMETER")
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if depth <= DIEPSTE:
        for part in parts:
            yield from _find_parameters(part, depth + 1)


def _is_plain(value: Any, depth: int = 0) -> bool:
    if depth > DIEPSTE:
        return False
    if isinstance(value, str):
        return len(value) <= LANGSTE_TEKST
    if isinstance(value, int | float):
        return abs(value) <= GROOTSTE_GETAL
    if isinstance(value, Mapping):
        return all(_is_plain(item, depth + 1) for pair in value.items() for item in pair)
    if isinstance(value, list):
        return len(value) <= LANGSTE_LIJST and all(_is_plain(item, depth + 1) for item in value)
    return value is None


def _is_sum(expression: Any) -> bool:
    """Whether a `$PARAMETER` is a name, a number or a short sum of them: no power, call or nesting."""
    return isinstance(expression, str) and UITDRUKKING.fullmatch(expression.strip()) is not None


def _is_condition(condition: Any, depth: int = 0) -> bool:
    """Whether a condition, in its native forms, is made of comparisons of columns only."""
    if isinstance(condition, str):
        return _is_query(condition)
    if not isinstance(condition, Mapping) or depth > DIEPSTE:
        return False
    kind, parts = condition.get("type"), condition.get("conditions")
    if kind == "pass_through":
        return _is_query(condition.get("pass_through_filter"))
    if kind in ("and", "or"):
        return (
            isinstance(parts, list) and bool(parts) and all(_is_condition(part, depth + 1) for part in parts)
        )
    column = condition.get("column")
    if not isinstance(column, Mapping) or not is_name(column.get("name")):
        return False
    if kind == "nullity":
        return isinstance(condition.get("is_null"), bool)
    values = condition.get("parameter")
    sign = condition.get("operator")
    if kind != "comparison" or not isinstance(sign, str):
        return False
    if sign in OPERATOREN:
        return _is_value(values)
    return (
        sign.upper().replace(" ", "_") in ("IN", "NOT_IN")
        and isinstance(values, list)
        and all(map(_is_value, values))
    )


def _is_query(text: Any) -> bool:
    """Whether a condition in words compares columns and plain values, and does nothing else."""
    if not isinstance(text, str) or len(text) > LANGSTE_TEKST:
        return False
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    nodes = list(ast.walk(tree))
    return not isinstance(tree, ast.Constant | ast.Name | ast.List | ast.Tuple) and all(
        map(_may_stand, nodes)
    )


def _may_stand(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return is_name(node.id)
    if isinstance(node, ast.Constant):
        return _is_value(node.value)
    if isinstance(node, ast.List | ast.Tuple):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    if isinstance(node, ast.Call):
        func = node.func
        own = isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.attr in LEEG
        return own and not node.args and not node.keywords
    if isinstance(node, ast.Attribute):
        return node.attr in (*LEEG, *DATUMDELEN, "dt")
    if isinstance(node, ast.BinOp) and isinstance(node.op, SOMMEN):
        return not (_is_text(node.left) or _is_text(node.right))
    return isinstance(node, PLAATSEN)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not isinstance(node.value, int | float)


def is_name(name: Any) -> bool:
    """Whether this is how a column or a type of expectation is called."""
    return isinstance(name, str) and NAAM.fullmatch(name) is not None


def _is_value(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LANGSTE_TEKST and not set(value) & set("\\`\n\r")
    return isinstance(value, int | float) and abs(value) <= GROOTSTE_GETAL
