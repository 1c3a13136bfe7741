"""Values and columns of a suite as SQL, strictly by kind: a number is never compared with a text or a date."""

import ast
import datetime as dt
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

import pandas as pd

from sdreport.intake.catalogue.definition import Soort

Familie = Literal["tekst", "getal", "datum"]
FAMILIE: dict[Soort, Familie] = {
    "code": "tekst",
    "tekst": "tekst",
    "getal": "getal",
    "decimaal": "getal",
    "bedrag": "getal",
    "datum": "datum",
}
SQL_TYPE: dict[Familie, str] = {"tekst": "VARCHAR", "getal": "DOUBLE", "datum": "TIMESTAMP"}
REKENEN: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class NotExecutableError(Exception):
    """An expectation that cannot be compiled as it is written: it is reported as not evaluated, never skipped."""


class Kolommen(Protocol):
    """What the compiler has to know of a table."""

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""

    def soort(self, column: str) -> Soort:
        """The kind of a column."""


def familie(table: Kolommen, column: Any) -> Familie:
    """The family of values of a column; `NotExecutableError` if there is no such column."""
    if column not in table.columns:
        raise NotExecutableError
    return FAMILIE[table.soort(column)]


def name_of(table: Kolommen, column: Any) -> str:
    """A column as SQL, with numbers as the doubles that Great Expectations compares (exact up to 2**53)."""
    quoted = '"' + str(column).replace('"', '""') + '"'
    return f"CAST({quoted} AS DOUBLE)" if familie(table, column) == "getal" else quoted


def literal(value: Any, kind: Familie) -> str:
    """A value as SQL; `NotExecutableError` when it is not of this kind."""
    if kind == "tekst" and isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if kind == "getal" and isinstance(value, int | float) and not isinstance(value, bool):
        return f"CAST('{float(value)!r}' AS DOUBLE)"
    if kind == "datum":
        return f"TIMESTAMP '{as_moment(value).isoformat(sep=' ')}'"
    raise NotExecutableError


def as_moment(value: Any) -> dt.datetime:
    """A date of a suite: a date, or text as yyyy-mm-dd (other notations are ambiguous)."""
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            raise NotExecutableError from None
    if isinstance(value, dt.datetime):
        return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - extracts have no time zone
    raise NotExecutableError


def of_kind(values: Sequence[Any], kind: Familie) -> list[Any]:
    """The distinct values of a set that a column of this kind can hold, in order.

    As in a frame, a number in a set of texts equals no text. A date written as text is refused, as frames treat it
    in two ways.
    """
    if isinstance(values, str | Mapping) or not hasattr(values, "__iter__"):
        raise NotExecutableError
    found: dict[Any, None] = {}
    for value in values:
        if value is None:
            raise NotExecutableError
        if kind == "tekst" and isinstance(value, str):
            found[value] = None
        elif kind == "getal" and isinstance(value, int | float) and not isinstance(value, bool):
            found[float(value)] = None
        elif kind == "datum":
            if isinstance(value, str):
                raise NotExecutableError
            if isinstance(value, dt.date):
                found[as_moment(value)] = None
    return list(found)


def fill_parameters(kwargs: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of an expectation with the values of its `$PARAMETER`s."""
    return {name: _fill(value, parameters) for name, value in kwargs.items()}


def _fill(value: Any, parameters: Mapping[str, Any]) -> Any:
    if not isinstance(value, Mapping) or "$PARAMETER" not in value:
        return value
    try:
        return _calculate(ast.parse(str(value["$PARAMETER"]).strip(), mode="eval").body, parameters)
    except (SyntaxError, TypeError, ZeroDivisionError):
        raise NotExecutableError from None


def _calculate(node: ast.expr, parameters: Mapping[str, Any]) -> Any:
    """Names, numbers and sums, such as `jaar - 18`."""
    if isinstance(node, ast.Name) and parameters.get(node.id) is not None:
        return parameters[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_calculate(node.operand, parameters)
    if isinstance(node, ast.BinOp) and type(node.op) in REKENEN:
        left, right = _calculate(node.left, parameters), _calculate(node.right, parameters)
        return REKENEN[type(node.op)](left, right)
    raise NotExecutableError
