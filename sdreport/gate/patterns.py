"""Patterns of a suite on a frame, tried by an engine that cannot hang: RE2, as for a large extract.

Great Expectations tries a pattern with Python's `re`, which can take longer than anyone waits on a text of thirty
signs. So each rule with a pattern becomes the rule that its texts are none of those that fail, in the same words.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from sdreport.gate.sql.regex import to_re2
from sdreport.gate.sql.values import NotExecutableError, literal
from sdreport.intake.large.storage import Storage, StorageError

SOORTEN = {
    "expect_column_values_to_match_regex": ("regex", "NOT {}"),
    "expect_column_values_to_not_match_regex": ("regex", "{}"),
    "expect_column_values_to_match_regex_list": ("regex_list", "NOT {}"),
    "expect_column_values_to_not_match_regex_list": ("regex_list", "{}"),
}
"""Which argument holds the patterns, and when a text fails, with {} for: it matches."""
NIET_IN_LIJST = "expect_column_values_to_not_be_in_set"


def replace_patterns(
    table: pd.DataFrame, expectations: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The expectations without patterns; one that cannot be tried is left out, and so is reported as not evaluated."""
    every = list(expectations)
    if not any(expectation["type"] in SOORTEN for expectation in every):
        return every
    with Storage() as storage:
        return list(_replace(table, every, storage))


def _replace(
    table: pd.DataFrame, expectations: Iterable[Mapping[str, Any]], storage: Storage
) -> Iterator[Mapping[str, Any]]:
    stored: dict[str, str] = {}
    for expectation in expectations:
        if expectation["type"] not in SOORTEN:
            yield expectation
            continue
        column = expectation["kwargs"].get("column")
        try:
            fails = _compile(expectation)
            if column not in table.columns or table[column].dtype != object:
                continue
            if column not in stored:
                stored[column] = f"teksten_{len(stored)}"
                texts = table[column].dropna().drop_duplicates().to_frame("tekst")
                storage.add_values(stored[column], texts, ["VARCHAR"])
            failing = storage.execute(f"SELECT tekst FROM {stored[column]} WHERE {fails}")
        except (NotExecutableError, StorageError):  # no pattern, or one that the engine finds too large
            continue
        yield _without_pattern(expectation, [text for (text,) in failing])


def _compile(expectation: Mapping[str, Any]) -> str:
    """When a text fails, as SQL."""
    argument, fails = SOORTEN[expectation["type"]]
    kwargs = expectation["kwargs"]
    patterns = kwargs.get(argument)
    listed = patterns if isinstance(patterns, list) else [patterns]
    word = " AND " if kwargs.get("match_on") == "all" else " OR "
    matches = (f"coalesce(regexp_matches(tekst, {literal(to_re2(one), 'tekst')}), false)" for one in listed)
    return fails.format(f"({word.join(matches)})")


def _without_pattern(expectation: Mapping[str, Any], failing: list[str]) -> Mapping[str, Any]:
    left_out = (*{argument for argument, _ in SOORTEN.values()}, "match_on")
    kwargs = {name: value for name, value in expectation["kwargs"].items() if name not in left_out}
    return {**expectation, "type": NIET_IN_LIJST, "kwargs": {**kwargs, "value_set": failing}}
