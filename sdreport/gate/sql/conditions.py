"""Which rows an expectation is about: `row_condition` in its native forms, as SQL.

A condition is never NULL here. As in a frame, a comparison with a missing value is false, except `!=`.
"""

import ast
from collections.abc import Mapping
from typing import Any

from sdreport.gate.sql.values import (
    Familie,
    Kolommen,
    NotExecutableError,
    familie,
    literal,
    name_of,
    of_kind,
)

OPERATOREN = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
VERGELIJKINGEN: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
DATUMDELEN = {"year": "year", "month": "month", "day": "day", "quarter": "quarter"}
LEEG = {"isnull": "IS NULL", "isna": "IS NULL", "notnull": "IS NOT NULL", "notna": "IS NOT NULL"}


def compile_condition(kwargs: Mapping[str, Any], table: Kolommen) -> str:
    """The condition of an expectation; `true` when it has none."""
    condition = kwargs.get("row_condition")
    parser = kwargs.get("condition_parser")
    if condition is None:
        return "true"
    if isinstance(condition, str):
        if parser != "pandas":
            raise NotExecutableError
        return _Query(table).compile(condition)
    return _compile(condition, table)


def is_pass_through(kwargs: Mapping[str, Any]) -> bool:
    """Whether the condition is an expression on the frame, which selects the rows that are wrong."""
    condition = kwargs.get("row_condition")
    if isinstance(condition, Mapping):
        return condition.get("type") == "pass_through"
    return isinstance(condition, str)


def _compile(condition: Any, table: Kolommen) -> str:
    kind = condition.get("type") if isinstance(condition, Mapping) else None
    if kind == "comparison":
        return _compile_comparison(condition, table)
    if kind == "nullity":
        test = "IS NULL" if condition["is_null"] else "IS NOT NULL"
        return f"({name_of(table, condition['column']['name'])} {test})"
    if kind in ("and", "or"):
        parts = [_compile(part, table) for part in condition["conditions"]]
        return "(" + f" {kind.upper()} ".join(parts) + ")"
    if kind == "pass_through":
        return _Query(table).compile(condition["pass_through_filter"])
    raise NotExecutableError


def _compile_comparison(condition: Mapping[str, Any], table: Kolommen) -> str:
    column, sign = condition["column"]["name"], str(condition["operator"])
    kind = familie(table, column)
    if sign in ("IN", "NOT_IN", "in", "not in"):
        return _member(name_of(table, column), condition["parameter"], kind, inside=sign.upper() == "IN")
    if sign not in OPERATOREN:
        raise NotExecutableError
    return _compare(name_of(table, column), sign, literal(condition["parameter"], kind))


def _compare(left: str, sign: str, right: str) -> str:
    return f"coalesce({left} {OPERATOREN[sign]} {right}, {str(sign == '!=').lower()})"


def _member(column: str, values: Any, kind: Familie, *, inside: bool) -> str:
    chosen = ", ".join(literal(value, kind) for value in of_kind(values, kind))
    test = f"coalesce({column} IN ({chosen}), false)" if chosen else "false"
    return test if inside else f"(NOT {test})"


class _Query:
    """The part of the query language of frames that a condition on columns needs; all else is refused."""

    def __init__(self, table: Kolommen) -> None:
        self.table = table

    def compile(self, text: Any) -> str:
        try:
            return self.test(ast.parse(str(text).strip(), mode="eval").body)
        except SyntaxError:
            raise NotExecutableError from None

    def test(self, node: ast.expr) -> str:
        """An expression that is true or false."""
        if isinstance(node, ast.BoolOp):
            word = " AND " if isinstance(node.op, ast.And) else " OR "
            return "(" + word.join(self.test(part) for part in node.values) + ")"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
            word = "AND" if isinstance(node.op, ast.BitAnd) else "OR"
            return f"({self.test(node.left)} {word} {self.test(node.right)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
            return f"(NOT {self.test(node.operand)})"
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        return self.emptiness(node)

    def emptiness(self, node: ast.expr) -> str:
        """`kolom.isnull()` and its like."""
        if (
            isinstance(node, ast.Call)
            and not node.args
            and not node.keywords
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEEG
            and isinstance(node.func.value, ast.Name)
        ):
            return f"({name_of(self.table, node.func.value.id)} {LEEG[node.func.attr]})"
        raise NotExecutableError

    def comparison(self, node: ast.Compare) -> str:
        parts, left = [], node.left
        for sign, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(sign, ast.In | ast.NotIn):
                parts.append(self.membership(left, right, inside=isinstance(sign, ast.In)))
            elif type(sign) in VERGELIJKINGEN:
                kind = self.kind(left) or self.kind(right)
                if kind is None:
                    raise NotExecutableError
                operands = self.value(left, kind), self.value(right, kind)
                parts.append(_compare(operands[0], VERGELIJKINGEN[type(sign)], operands[1]))
            else:
                raise NotExecutableError
            left = right
        return "(" + " AND ".join(parts) + ")"

    def membership(self, left: ast.expr, right: ast.expr, *, inside: bool) -> str:
        kind = self.kind(left)
        if kind is None or not isinstance(right, ast.List | ast.Tuple):
            raise NotExecutableError
        values = [part.value if isinstance(part, ast.Constant) else None for part in right.elts]
        return _member(self.value(left, kind), values, kind, inside=inside)

    def kind(self, node: ast.expr) -> Familie | None:
        """The kind of a value; None for a constant, which takes that of what it is compared with."""
        if isinstance(node, ast.Name):
            return familie(self.table, node.id)
        if isinstance(node, ast.Constant):
            return None
        if isinstance(node, ast.BinOp):
            kinds = {self.kind(node.left), self.kind(node.right)} - {None}
            return None if not kinds else "getal" if kinds == {"getal"} else _refuse()
        return "getal"

    def value(self, node: ast.expr, kind: Familie) -> str:
        """An expression with a value of this kind."""
        if isinstance(node, ast.Constant):
            return literal(node.value, kind)
        if self.kind(node) != kind:
            raise NotExecutableError
        if isinstance(node, ast.Name):
            return name_of(self.table, node.id)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"(-{self.value(node.operand, kind)})"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            sign = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}[type(node.op)]
            return f"({self.value(node.left, kind)} {sign} {self.value(node.right, kind)})"
        return self.part_of_date(node)

    def part_of_date(self, node: ast.expr) -> str:
        """`kolom.dt.month` and its like."""
        if (
            isinstance(node, ast.Attribute)
            and node.attr in DATUMDELEN
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "dt"
            and isinstance(node.value.value, ast.Name)
            and self.kind(node.value.value) == "datum"
        ):
            return f"CAST({DATUMDELEN[node.attr]}({name_of(self.table, node.value.value.id)}) AS DOUBLE)"
        raise NotExecutableError


def _refuse() -> Familie:
    raise NotExecutableError
