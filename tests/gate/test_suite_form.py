"""A suite can compare columns and try patterns; it cannot run code, hang, or ask more than its kind."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sdreport.errors import ConfigurationError
from sdreport.gate import engine
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites

SOORT = "expect_column_values_to_not_be_null"
PATROON = "expect_column_values_to_match_regex"


def suite(soort: str = SOORT, **kwargs: Any) -> dict[str, Any]:
    meta = {"regel": "proef.regel", "uitleg": "uitleg", "herstel": "herstel"}
    return {
        "name": "proef",
        "expectations": [
            {"type": soort, "severity": "critical", "kwargs": {"column": "a", **kwargs}, "meta": meta}
        ],
    }


def load(folder: Path, content: Any) -> dict[str, Any]:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "proef.json").write_text(text, encoding="utf-8")
    return load_suites(folder, ["proef"])["proef"]


KWAAD = [
    "@pd.io.common.os.system('false') == 0", "__pd_eval_local_pd == 1", "__import__('os').system('false')",
    "a.map(@print)", "a.str.contains('(a+)+$')", "a.str.repeat(10**9) == 'x'", "a.to_csv('weg').isnull()",
    "a.__class__ == 1", "9**9**9**9 == 1", "a == 'x' * 10**12", "a == b'x'", "a == (lambda: 1)()", "[a for a in b]",
    "`a b` == 1", "a == " + "9" * 400, "(" * 400 + "a == 1" + ")" * 400, "a == 'x\\\\n'", "a := 1", "a", "1", "", "\0",
    "index.isnull()[0]", "a.isnull(1)", "a.dt.tz_localize('x') == 1", "f'{a}' == 'x'", "a if b else c", "a == b == {1}",
]  # fmt: skip


@pytest.mark.parametrize("text", KWAAD)
def test_a_condition_that_is_more_than_a_comparison_is_refused(tmp_path: Path, text: str) -> None:
    for condition in ({"type": "pass_through", "pass_through_filter": text}, text):
        with pytest.raises(ConfigurationError, match=r"'row_condition' moet kolommen vergelijken|te groot"):
            load(tmp_path, suite(row_condition=condition, condition_parser="pandas"))


@pytest.mark.parametrize(
    "condition",
    [5, [1], {}, {"type": "and", "conditions": 5}, {"type": "or", "conditions": []}, {"type": "comparison"},
     {"type": "nullity", "column": {"name": "@x"}, "is_null": True},
     {"type": "nullity", "column": {"name": "a"}, "is_null": "@x"},
     {"type": "comparison", "column": {"name": "a` or @x"}, "operator": "==", "parameter": 1},
     {"type": "comparison", "column": {"name": "a"}, "operator": "== @x or a ==", "parameter": 1},
     {"type": "comparison", "column": {"name": "a"}, "operator": "IN", "parameter": "@x"},
     {"type": "comparison", "column": {"name": "a"}, "operator": "==", "parameter": {"a": "b"}}],
)  # fmt: skip
def test_a_condition_of_another_form_is_refused(tmp_path: Path, condition: Any) -> None:
    with pytest.raises(ConfigurationError, match="'row_condition' moet kolommen vergelijken"):
        load(tmp_path, suite(row_condition=condition))


@pytest.mark.parametrize(
    "text",
    ["a == b", "a > 0 and not b.isnull()", "(a == 'C' and b > 0) or a == \"'t Zand\"", "a.dt.year - b < 17",
     "a in ['x', 'y'] & ~(b != -1)", "a.notna()", "1 <= a <= 5"],
)  # fmt: skip
def test_comparisons_of_columns_may_be(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, suite(row_condition={"type": "pass_through", "pass_through_filter": text}))


@pytest.mark.parametrize(
    ("kwargs", "wrong"),
    [({"column": ["x"]}, "'column'"), ({"column_list": 5}, "'column_list'"), ({"mostly": "x"}, "'mostly'"),
     ({"mostly": 7}, "'mostly'"), ({"json_schema": {}}, "'json_schema'"), ({"like_pattern": "%"}, "'like_pattern'"),
     ({"unexpected_rows_query": "x"}, "'unexpected_rows_query'"), ({"regex": "("}, "'regex'"),
     ({"regex": 3}, "'regex'"), ({"regex": "(?=x)y"}, "vooruit of terug"), ({"regex": r"(a)\1"}, "vooruit of terug"),
     ({"regex_list": "x"}, "'regex_list'"),
     ({"regex_list": []}, "'regex_list'"), ({"value_set": ["x" * 3000]}, "te groot"),
     ({"value_set": list(range(20_000))}, "te groot"), ({"min_value": {"$PARAMETER": "jaar ^ 9 ^ 9"}}, "bij naam"),
     ({"min_value": {"$PARAMETER": "9**9**9"}}, "bij naam"), ({"min_value": {"$PARAMETER": "f(jaar)"}}, "bij naam"),
     ({"value_set": [{"$PARAMETER": ["x"]}]}, "bij naam")],
)  # fmt: skip
def test_arguments_have_their_form(tmp_path: Path, kwargs: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape("proef.json: verwachting 1: ") + f".*{wrong}"):
        load(tmp_path, suite(**kwargs))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("[" * 100_000, "te diep"), ('{"a":' * 50_000, "te diep"), ('{"name": ' + "9" * 10_000 + "}", "te groot getal"),
     ('{"name": NaN}', "NaN is geen getal"), ('{"a": 1, "a": 2}', "de naam 'a' staat er twee keer"),
     ('{"a": "\\ud800"}', "half teken"), ("", "geen geldige JSON"),
     ("\ufeff{}", "geen lijst 'expectations'"),
     ('"' + "x" * 2_000_000 + '"', "groter dan 1 MB"), ("[1", "geen geldige JSON")],
)  # fmt: skip
def test_a_file_that_is_no_suite_is_told(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"proef\.json.*{wrong}"):
        load(tmp_path, text)


def test_a_file_of_no_dataset_is_told(tmp_path: Path) -> None:
    (tmp_path / "tellingen.json").write_text(
        "{}", encoding="utf-8"
    )  # of a dataset that this report does not have
    load(tmp_path, suite())
    (tmp_path / "proeven.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"proeven\.json: geen dataset heet zo"):
        load(tmp_path, suite())


def test_a_reference_table_with_very_many_names_does_not_hang() -> None:
    names = [f"l{number}" for number in range(20_000)]
    labels = pd.DataFrame({"dimensie": names, "waarde": "a"})
    codes = pd.DataFrame(
        {"lijst": names, "wet": None, "jaar_van": None, "jaar_tot": None, "code": "01", "groep": "g"}
    )
    started = time.monotonic()
    made = make_suite_parameters({}, {"labels": labels, "codelijsten": codes}, 2023)
    assert time.monotonic() - started < 10
    assert made["labels_l7"] == ["a"] and made["codes_l7"] == made["codes_l7_g"] == ["01"]
    assert (made["wetten_l7"], made["groepen_l7"]) == ([], [("01", "g")])


@pytest.mark.parametrize("key", ["type", "kwargs", "severity", "meta"])
@pytest.mark.parametrize("value", [None, 5, [], [[]], [{"a": {"b": [1]}}], True])
def test_any_value_in_an_expectation_is_told(tmp_path: Path, key: str, value: Any) -> None:
    content = suite()
    content["expectations"][0][key] = value
    with pytest.raises(ConfigurationError, match="verwachting 1"):
        load(tmp_path, content)


@pytest.mark.parametrize("key", ["regel", "uitleg", "herstel"])
@pytest.mark.parametrize("text", ["proef.\x1b[31mrood", "proef.\u202ex", "proef." + "x" * 3000])
def test_words_of_a_suite_hide_nothing_and_are_bounded(tmp_path: Path, key: str, text: str) -> None:
    content = suite()
    content["expectations"][0]["meta"][key] = text
    with pytest.raises(ConfigurationError, match=f"'{key}' in 'meta' is te lang, of er staat") as caught:
        load(tmp_path, content)
    assert len(str(caught.value)) < 500


ONTPLOFT = ["^(([a-z])+.)+[A-Z]([a-z])+$", r"(\w+ ?)+!!$", "(a|a)*b$", "(.*)*x{99}y", "^(a?){40}a{40}$"]


@pytest.mark.parametrize("pattern", ONTPLOFT)
def test_a_pattern_that_explodes_is_judged_at_once(pattern: str) -> None:
    table = pd.DataFrame({"a": ["a" * 40 + "!", "aaa zin van woorden " * 9 + "!", None]}, index=[2, 3, 4])
    started = time.monotonic()
    toets = engine.validate(table, suite(PATROON, regex=pattern), {})["proef.regel"]
    assert time.monotonic() - started < 10
    assert (toets.getoetst, toets.regelnummers) == (2, (2, 3))


@pytest.mark.parametrize(
    ("soort", "kwargs", "lines"),
    [(PATROON, {"regex": "^x"}, (3, 5)), (PATROON.replace("to_", "to_not_"), {"regex": "^x"}, (2, 4)),
     (f"{PATROON}_list", {"regex_list": ["^x", "^y"]}, (5,)),
     (f"{PATROON}_list", {"regex_list": ["^x", "1$"], "match_on": "all"}, (3, 4, 5)),
     (PATROON.replace("to_", "to_not_") + "_list", {"regex_list": ["^y", "^z"]}, (3, 5)),
     (PATROON, {"regex": "."}, ()), (PATROON, {"regex": "^x", "mostly": 0.5}, (3, 5))],
)  # fmt: skip
def test_patterns_are_judged_as_they_are_written(
    soort: str, kwargs: dict[str, Any], lines: tuple[int, ...]
) -> None:
    table = pd.DataFrame({"a": ["x1", "y1", "x2", "z1", None]}, index=[2, 3, 4, 5, 6])
    toets = engine.validate(table, suite(soort, **kwargs), {})["proef.regel"]
    assert (toets.regelnummers, toets.getoetst) == (lines, 4)
    assert toets.geslaagd is (not lines or "mostly" in kwargs)


def test_a_pattern_too_large_for_the_engine_is_not_evaluated() -> None:
    table = pd.DataFrame({"a": ["x"]}, index=[2])
    assert engine.validate(table, suite(PATROON, regex="(((a{1,1000}){1,1000}){1,1000})"), {}) == {}


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "a\x1b[31m", "a\u202eb", 'a"; drop table x; --', "x" * 101, None, 5]
)
def test_a_type_or_column_that_is_no_name_is_refused(tmp_path: Path, name: Any) -> None:
    for content in (suite(column=name), suite(column_list=["a", name]), {**suite(), "expectations": [
        {**suite()["expectations"][0], "type": name}]}):  # fmt: skip
        with pytest.raises(
            ConfigurationError, match=r"proef\.json: verwachting 1: '(column|column_list|type)' "
        ) as told:
            load(tmp_path, content)
        assert "\x1b" not in str(told.value)


@pytest.mark.parametrize(
    "rule", ["proef.", "proef.<b>", "proef.a b", "proef.=1+1", "proef.a\tb", "proef." + "x" * 101]
)
def test_a_rule_has_a_plain_name(tmp_path: Path, rule: str) -> None:
    content = suite()
    content["expectations"][0]["meta"]["regel"] = rule
    with pytest.raises(ConfigurationError, match=r"moet 'proef\.' zijn met een naam"):
        load(tmp_path, content)
