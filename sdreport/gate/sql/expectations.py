"""Expectations as SQL: for each known type, which rows it is about and when a row fails.

Only what stands in `VERWACHTINGEN` is compiled, with only the arguments named there; anything else raises
`NotExecutableError`, and the gate reports the rule as not evaluated. The meaning is that of Great Expectations on a
frame, missing values included; `tests/gate/sql/test_sql.py` holds both equal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sdreport.gate.sql.conditions import compile_condition, is_pass_through
from sdreport.gate.sql.values import (
    Familie,
    Kolommen,
    NotExecutableError,
    as_moment,
    familie,
    fill_parameters,
    literal,
    name_of,
    of_kind,
)


@dataclass(frozen=True)
class Rijregel:
    """A rule on rows: tested are the rows of `bereik`; those for which `fout` holds fail (both never NULL).

    With `sleutel` the rows of `bereik` fail of which these columns together occur more than once. `geheel` says that
    the condition is the test itself, so that all rows count as tested.
    """

    bereik: str
    fout: str
    sleutel: tuple[str, ...] = ()
    mostly: float = 1.0
    geheel: bool = False


@dataclass(frozen=True)
class Tabelregel:
    """A rule on the table as a whole: a judgement of aggregates over its rows."""

    aggregaten: tuple[str, ...]
    oordeel: Callable[..., bool]


class Hulp(Kolommen, Protocol):
    """What the compiler asks of a table beside its columns: tests that need values kept in the engine."""

    def member(self, columns: Sequence[str], values: Sequence[Any], kinds: Sequence[Familie]) -> str:
        """Whether the values of a row are among these."""

    def matches(self, column: str, pattern: Any) -> str:
        """Whether a text matches a pattern."""


Kwargs = Mapping[str, Any]
Compiler = Callable[[Kwargs, Hulp], Rijregel | Tabelregel]


def compile_expectation(
    expectation: Mapping[str, Any], parameters: Mapping[str, Any], hulp: Hulp
) -> Rijregel | Tabelregel:
    """Compile one expectation of a native suite."""
    if expectation["type"] not in VERWACHTINGEN:
        raise NotExecutableError
    compiler, known = VERWACHTINGEN[expectation["type"]]
    kwargs = fill_parameters(expectation["kwargs"], parameters)
    if not kwargs.keys() <= set(known.split()):
        raise NotExecutableError
    return compiler(kwargs, hulp)


def _on_column(kwargs: Kwargs, hulp: Hulp, fout: str, *, also_empty: bool = False) -> Rijregel:
    filled = "true" if also_empty else f"{name_of(hulp, kwargs['column'])} IS NOT NULL"
    return _on_rows(kwargs, hulp, filled, fout)


def _on_rows(kwargs: Kwargs, hulp: Hulp, filled: str, fout: str, sleutel: tuple[str, ...] = ()) -> Rijregel:
    condition = compile_condition(kwargs, hulp)
    mostly = kwargs.get("mostly", 1.0)
    if isinstance(mostly, bool) or not isinstance(mostly, int | float) or not 0 <= mostly <= 1:
        raise NotExecutableError
    return Rijregel(f"({condition} AND {filled})", f"({fout})", sleutel, mostly, is_pass_through(kwargs))


def _bounds(kwargs: Kwargs, kind: Familie) -> list[tuple[str, Any]]:
    """The comparisons that a value must meet, as (operator, bound)."""
    signs = {
        "min_value": ">" if kwargs.get("strict_min") else ">=",
        "max_value": "<" if kwargs.get("strict_max") else "<=",
    }
    found = [(sign, kwargs[name]) for name, sign in signs.items() if kwargs.get(name) is not None]
    if any(isinstance(bound, str) for _, bound in found):
        raise NotExecutableError  # Great Expectations takes numbers and dates only
    values = [as_moment(value) if kind == "datum" else value for _, value in found]
    for value in values:
        literal(value, kind)
    if not found or (len(values) == 2 and values[0] > values[1]):
        raise NotExecutableError
    return [(sign, value) for (sign, _), value in zip(found, values, strict=True)]


def _between(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    column, kind = name_of(hulp, kwargs["column"]), familie(hulp, kwargs["column"])
    tests = [f"{column} {sign} {literal(bound, kind)}" for sign, bound in _bounds(kwargs, kind)]
    return _on_column(kwargs, hulp, f"NOT ({' AND '.join(tests)})")


def _in_set(kwargs: Kwargs, hulp: Hulp, *, wanted: bool) -> Rijregel:
    column = kwargs["column"]
    member = hulp.member([column], kwargs["value_set"], [familie(hulp, column)])
    return _on_column(kwargs, hulp, f"NOT {member}" if wanted else member)


def _regex(kwargs: Kwargs, hulp: Hulp, *, wanted: bool) -> Rijregel:
    if familie(hulp, kwargs["column"]) != "tekst":
        raise NotExecutableError
    match = hulp.matches(kwargs["column"], kwargs["regex"])
    return _on_column(kwargs, hulp, f"NOT {match}" if wanted else match)


def _lengths(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    if familie(hulp, kwargs["column"]) != "tekst":
        raise NotExecutableError
    exact = {"min_value": kwargs["value"], "max_value": kwargs["value"]} if "value" in kwargs else kwargs
    length = f"length({name_of(hulp, kwargs['column'])})"
    tests = [f"{length} {sign} {literal(bound, 'getal')}" for sign, bound in _bounds(exact, "getal")]
    return _on_column(kwargs, hulp, f"NOT ({' AND '.join(tests)})")


def _null(kwargs: Kwargs, hulp: Hulp, *, wanted: bool) -> Rijregel:
    column = name_of(hulp, kwargs["column"])
    return _on_column(kwargs, hulp, f"{column} IS {'NOT ' if wanted else ''}NULL", also_empty=True)


def _unique(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    column = name_of(hulp, kwargs["column"])
    return _on_rows(kwargs, hulp, f"{column} IS NOT NULL", "true", (column,))


IGNORE_KEY = {"any_value_is_missing": " AND ", "all_values_are_missing": " OR ", "never": ""}
IGNORE_PAIR = {"either_value_is_missing": " AND ", "both_values_are_missing": " OR ", "neither": ""}


def _filled(columns: Sequence[str], choice: Any, choices: Mapping[str, str]) -> str:
    """Which rows are left by `ignore_row_if`."""
    if choice not in choices:
        raise NotExecutableError
    word = choices[choice]
    return f"({word.join(f'{column} IS NOT NULL' for column in columns)})" if word else "true"


def _compound_unique(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    columns = [name_of(hulp, column) for column in kwargs["column_list"]]
    filled = _filled(columns, kwargs.get("ignore_row_if", "all_values_are_missing"), IGNORE_KEY)
    return _on_rows(kwargs, hulp, filled, "true", tuple(columns))


def _pair(kwargs: Kwargs, hulp: Hulp, make: Callable[[str, str], str]) -> Rijregel:
    a, b = (name_of(hulp, kwargs[name]) for name in ("column_A", "column_B"))
    filled = _filled((a, b), kwargs.get("ignore_row_if", "both_values_are_missing"), IGNORE_PAIR)
    return _on_rows(kwargs, hulp, filled, f"NOT coalesce({make(a, b)}, false)")


def _same_kind(kwargs: Kwargs, hulp: Hulp) -> None:
    if familie(hulp, kwargs["column_A"]) != familie(hulp, kwargs["column_B"]):
        raise NotExecutableError


def _pair_greater(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    _same_kind(kwargs, hulp)
    sign = ">=" if kwargs.get("or_equal") else ">"
    return _pair(kwargs, hulp, lambda a, b: f"{a} {sign} {b}")


def _pair_equal(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    _same_kind(kwargs, hulp)
    return _pair(kwargs, hulp, lambda a, b: f"{a} = {b}")


def _pair_in_set(kwargs: Kwargs, hulp: Hulp) -> Rijregel:
    columns = [kwargs["column_A"], kwargs["column_B"]]
    kinds = [familie(hulp, column) for column in columns]
    member = hulp.member(columns, kwargs["value_pairs_set"], kinds)
    return _pair(kwargs, hulp, lambda a, b: member)


def _distinct(kwargs: Kwargs, hulp: Hulp, *, all_found: bool, no_other: bool) -> Tabelregel:
    """The distinct values of a column against a set."""
    kind = familie(hulp, kwargs["column"])
    wanted = of_kind(kwargs["value_set"], kind)
    impossible = len(set(kwargs["value_set"])) > len(wanted)  # values that this column can never hold
    member = hulp.member([kwargs["column"]], wanted, [kind])
    column, condition = name_of(hulp, kwargs["column"]), compile_condition(kwargs, hulp)
    inside = f"count(DISTINCT {column}) FILTER (WHERE {condition} AND coalesce({member}, false))"
    outside = f"count(*) FILTER (WHERE {condition} AND {column} IS NOT NULL AND NOT {member})"

    def judge(found: int, others: int) -> bool:
        complete = found == len(wanted) and not impossible
        return (complete or not all_found) and (not others or not no_other)

    return Tabelregel((inside, outside if no_other else "0"), judge)


def _aggregate(kwargs: Kwargs, hulp: Hulp, function: str, kinds: str) -> Tabelregel:
    """An aggregate of a column between bounds; without any value it is not met."""
    kind = familie(hulp, kwargs["column"])
    if kind not in kinds.split():
        raise NotExecutableError
    counts = function == "count(DISTINCT"
    bounds = _bounds(kwargs, "getal" if counts else kind)
    # sums of the exact type: doubles added in parallel differ in their last digits from run to run
    column = f'"{kwargs["column"]}"' if function == "sum(" else name_of(hulp, kwargs["column"])

    def judge(value: Any) -> bool:
        if value is None:
            return False
        number = as_moment(value) if kind == "datum" and not counts else float(value)
        return all(_compare(number, sign, bound) for sign, bound in bounds)

    return Tabelregel((f"{function} {column}) FILTER (WHERE {compile_condition(kwargs, hulp)})",), judge)


def _compare(value: Any, sign: str, bound: Any) -> bool:
    if sign[0] == ">":
        return bool(value > bound or (sign == ">=" and value == bound))
    return bool(value < bound or (sign == "<=" and value == bound))


def _row_count(kwargs: Kwargs, hulp: Hulp) -> Tabelregel:
    exact = {"min_value": kwargs["value"], "max_value": kwargs["value"]} if "value" in kwargs else kwargs
    bounds = _bounds(exact, "getal")
    return Tabelregel(("count(*)",), lambda rows: all(_compare(rows, sign, bound) for sign, bound in bounds))


def _column_count(kwargs: Kwargs, hulp: Hulp) -> Tabelregel:
    met = len(hulp.columns) == kwargs["value"]
    return Tabelregel((), lambda: met)


def _column_list(kwargs: Kwargs, hulp: Hulp) -> Tabelregel:
    met = list(hulp.columns) == list(kwargs["column_list"])
    return Tabelregel((), lambda: met)


CONDITIE = "row_condition condition_parser"
KOLOM = f"column mostly {CONDITIE}"
GRENZEN = "min_value max_value strict_min strict_max"
PAAR = "column_A column_B ignore_row_if mostly"
AGGREGAAT = f"column {GRENZEN} {CONDITIE}"
VERZAMELING = f"column value_set {CONDITIE}"

VERWACHTINGEN: dict[str, tuple[Compiler, str]] = {
    "expect_column_values_to_not_be_null": (lambda k, h: _null(k, h, wanted=False), KOLOM),
    "expect_column_values_to_be_null": (lambda k, h: _null(k, h, wanted=True), KOLOM),
    "expect_column_values_to_be_unique": (_unique, KOLOM),
    "expect_column_values_to_be_between": (_between, f"{KOLOM} {GRENZEN}"),
    "expect_column_values_to_be_in_set": (lambda k, h: _in_set(k, h, wanted=True), f"{KOLOM} value_set"),
    "expect_column_values_to_not_be_in_set": (lambda k, h: _in_set(k, h, wanted=False), f"{KOLOM} value_set"),
    "expect_column_values_to_match_regex": (lambda k, h: _regex(k, h, wanted=True), f"{KOLOM} regex"),
    "expect_column_values_to_not_match_regex": (lambda k, h: _regex(k, h, wanted=False), f"{KOLOM} regex"),
    "expect_column_value_lengths_to_be_between": (_lengths, f"{KOLOM} {GRENZEN}"),
    "expect_column_value_lengths_to_equal": (_lengths, f"{KOLOM} value"),
    "expect_compound_columns_to_be_unique": (_compound_unique, f"column_list ignore_row_if mostly {CONDITIE}"),
    "expect_column_pair_values_a_to_be_greater_than_b": (_pair_greater, f"{PAAR} {CONDITIE} or_equal"),
    "expect_column_pair_values_to_be_equal": (_pair_equal, f"{PAAR} {CONDITIE}"),
    # with a condition Great Expectations itself stumbles over this one, depending on the rows
    "expect_column_pair_values_to_be_in_set": (_pair_in_set, f"{PAAR} value_pairs_set"),
    "expect_column_distinct_values_to_contain_set": (
        lambda k, h: _distinct(k, h, all_found=True, no_other=False), VERZAMELING,
    ),
    "expect_column_distinct_values_to_be_in_set": (
        lambda k, h: _distinct(k, h, all_found=False, no_other=True), VERZAMELING,
    ),
    "expect_column_distinct_values_to_equal_set": (
        lambda k, h: _distinct(k, h, all_found=True, no_other=True), VERZAMELING,
    ),
    "expect_column_max_to_be_between": (lambda k, h: _aggregate(k, h, "max(", "getal datum"), AGGREGAAT),
    "expect_column_min_to_be_between": (lambda k, h: _aggregate(k, h, "min(", "getal datum"), AGGREGAAT),
    "expect_column_sum_to_be_between": (lambda k, h: _aggregate(k, h, "sum(", "getal"), AGGREGAAT),
    "expect_column_unique_value_count_to_be_between": (
        lambda k, h: _aggregate(k, h, "count(DISTINCT", "getal datum tekst"), AGGREGAAT,
    ),
    "expect_table_row_count_to_be_between": (_row_count, GRENZEN),
    "expect_table_row_count_to_equal": (_row_count, "value"),
    "expect_table_column_count_to_equal": (_column_count, "value"),
    "expect_table_columns_to_match_ordered_list": (_column_list, "column_list"),
}  # fmt: skip
