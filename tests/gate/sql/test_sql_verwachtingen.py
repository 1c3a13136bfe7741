"""Every type of expectation, argument and condition both ways; what the compiler does not know is not evaluated."""

from pathlib import Path
from typing import Any

import pytest
from kwaliteit_extracten import JAAR, make_table
from poorthulp import run_gate
from sqlhulp import KOL, ROWS, assert_equal, make_suite, store_rows

from sdreport.gate.gate import to_bevindingen
from sdreport.gate.sql import expectations as sql_verwachtingen
from sdreport.gate.sql.expectations import Rijregel
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.storage import Storage

EEN = {"type": "comparison", "column": {"name": "wet"}, "operator": "==", "parameter": "Wmo"}


def condition(kind: str, column: str, operator: str, parameter: Any) -> dict[str, Any]:
    return {"type": kind, "column": {"name": column}, "operator": operator, "parameter": parameter}


def query(text: str) -> dict[str, Any]:
    return {"type": "pass_through", "pass_through_filter": text}


CONDITIES: list[dict[str, Any]] = [
    {"row_condition": EEN},
    {"row_condition": condition("comparison", "wet", "!=", "Wmo")},
    {"row_condition": condition("comparison", "reden_beeindiging", "!=", "31")},
    {"row_condition": condition("comparison", "geboortejaar", ">=", 1940)},
    {"row_condition": condition("comparison", "geboortejaar", "!=", 1940)},
    {"row_condition": condition("comparison", "wet", "IN", ["Wmo", "x"])},
    {"row_condition": condition("comparison", "reden_beeindiging", "NOT_IN", ["31"])},
    {"row_condition": {"type": "nullity", "column": {"name": "einddatum"}, "is_null": True}},
    {"row_condition": {"type": "nullity", "column": {"name": "einddatum"}, "is_null": False}},
    {
        "row_condition": {
            "type": "and",
            "conditions": [EEN, condition("comparison", "leveringsvorm", "==", "ZIN")],
        }
    },
    {
        "row_condition": {
            "type": "or",
            "conditions": [EEN, condition("comparison", "leveringsvorm", "==", "ZIN")],
        }
    },
    {"row_condition": 'wet == "Wmo" and not (geboortejaar > 1940)', "condition_parser": "pandas"},
    {"row_condition": query("einddatum >= ingangsdatum and ingangsdatum.dt.month != einddatum.dt.month")},
    {"row_condition": query("einddatum.isnull() | (geboortejaar + 18 <= ingangsdatum.dt.year)")},
    {"row_condition": query("1900 < geboortejaar <= 1940 or reden_beeindiging != '31'")},
    {"row_condition": query("reden_beeindiging not in ['31', '77'] and ~einddatum.isna()")},
    {"row_condition": query("geboortejaar in [1940, 1950]")},
]
JA = {"$PARAMETER": "jaar"}
VERWACHTINGEN: list[tuple[str, dict[str, Any]]] = [
    ("expect_column_values_to_not_be_null", {KOL: "einddatum"}),
    ("expect_column_values_to_be_null", {KOL: "einddatum"}),
    ("expect_column_values_to_be_unique", {KOL: "aanbieder"}),
    ("expect_column_values_to_be_unique", {KOL: "geboortejaar"}),
    ("expect_column_values_to_be_unique", {KOL: "einddatum"}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": 1899.5, "max_value": JA}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": 1940, "strict_min": True}),
    ("expect_column_values_to_be_between", {KOL: "einddatum", "max_value": {"$PARAMETER": "laatste_dag"}}),
    ("expect_column_values_to_be_between", {KOL: "einddatum", "min_value": "2023-12-31", "strict_min": True}),
    ("expect_column_values_to_be_between", {KOL: "aanbieder", "min_value": "A", "max_value": "a"}),
    ("expect_column_values_to_be_in_set", {KOL: "aanbieder", "value_set": ["é", "q'", 10, "Aanbieder 1"]}),
    ("expect_column_values_to_be_in_set", {KOL: "geboortejaar", "value_set": [1940, 1950.0, "1960"]}),
    ("expect_column_values_to_be_in_set", {KOL: "einddatum", "value_set": {"$PARAMETER": "maanden_begin"}}),
    ("expect_column_values_to_be_in_set", {KOL: "aanbieder", "value_set": [f"x{n}" for n in range(200)]}),
    ("expect_column_values_to_not_be_in_set", {KOL: "aanbieder", "value_set": ["é", "A_1"]}),
    ("expect_column_values_to_not_be_in_set", {KOL: "aanbieder", "value_set": []}),
    ("expect_column_values_to_match_regex", {KOL: "aanbieder", "regex": r"^\w+$"}),
    ("expect_column_values_to_match_regex", {KOL: "aanbieder", "regex": r"\d"}),
    ("expect_column_values_to_match_regex", {KOL: "aanbieder", "regex": "(?i)AANBIEDER"}),
    ("expect_column_values_to_not_match_regex", {KOL: "aanbieder", "regex": r"\b1\b|(?<=x)1"}),
    ("expect_column_values_to_not_match_regex", {KOL: "aanbieder", "regex": r"a\sb"}),
    ("expect_column_value_lengths_to_be_between", {KOL: "aanbieder", "min_value": 2, "max_value": 9}),
    ("expect_column_value_lengths_to_equal", {KOL: "aanbieder", "value": 1}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["wet", "einddatum"]}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["wet", "einddatum"], "ignore_row_if": "never"}),
    (
        "expect_compound_columns_to_be_unique",
        {"column_list": ["wet", "einddatum", "geboortejaar"], "ignore_row_if": "any_value_is_missing"},
    ),
    *(
        (
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "einddatum", "column_B": "ingangsdatum", **extra},
        )
        for extra in (
            {},
            {"or_equal": True},
            {"ignore_row_if": "neither"},
            {"or_equal": True, "ignore_row_if": "either_value_is_missing"},
        )
    ),
    ("expect_column_pair_values_to_be_equal", {"column_A": "toewijzingsdatum", "column_B": "ingangsdatum"}),
    (
        "expect_column_pair_values_to_be_in_set",
        {"column_A": "wet", "column_B": "geboortejaar", "value_pairs_set": [["Wmo", 1940], ["Wmo", "1950"]]},
    ),
    ("expect_column_distinct_values_to_contain_set", {KOL: "wet", "value_set": ["Wmo", "Jeugdwet"]}),
    ("expect_column_distinct_values_to_contain_set", {KOL: "geboortejaar", "value_set": [1940, 1899]}),
    ("expect_column_distinct_values_to_contain_set", {KOL: "geboortejaar", "value_set": [1940, "1899"]}),
    ("expect_column_distinct_values_to_contain_set", {KOL: "wet", "value_set": [f"x{n}" for n in range(99)]}),
    ("expect_column_distinct_values_to_be_in_set", {KOL: "wet", "value_set": ["Wmo", "Jeugdwet", "x"]}),
    ("expect_column_distinct_values_to_be_in_set", {KOL: "wet", "value_set": ["Wmo"]}),
    ("expect_column_distinct_values_to_equal_set", {KOL: "wet", "value_set": ["Wmo", "Jeugdwet"]}),
    ("expect_column_distinct_values_to_equal_set", {KOL: "wet", "value_set": ["Wmo", "Jeugdwet", "x"]}),
    ("expect_column_max_to_be_between", {KOL: "einddatum", "min_value": {"$PARAMETER": "eerste_dag"}}),
    ("expect_column_max_to_be_between", {KOL: "geboortejaar", "max_value": 2024, "strict_max": True}),
    ("expect_column_min_to_be_between", {KOL: "geboortejaar", "min_value": 1899, "max_value": 1899}),
    ("expect_column_sum_to_be_between", {KOL: "geboortejaar", "min_value": 19000, "max_value": 19500}),
    ("expect_column_unique_value_count_to_be_between", {KOL: "wet", "min_value": 2, "max_value": 2}),
]
ZONDER_CONDITIE: list[tuple[str, dict[str, Any]]] = [
    ("expect_column_values_to_not_be_null", {KOL: "einddatum", "mostly": 0.4}),
    ("expect_column_values_to_not_be_null", {KOL: "einddatum", "mostly": 0.5}),
    ("expect_table_row_count_to_equal", {"value": 12}),
    ("expect_table_row_count_to_be_between", {"min_value": 13}),
    ("expect_table_row_count_to_be_between", {"max_value": 12}),
    ("expect_table_column_count_to_equal", {"value": 14}),
    ("expect_table_columns_to_match_ordered_list", {"column_list": DATASETS["toewijzingen"].column_names}),
    ("expect_table_columns_to_match_ordered_list", {"column_list": ["wet"]}),
]


def test_every_known_expectation(tmp_path: Path, storage: Storage) -> None:
    suite = make_suite([*VERWACHTINGEN, *ZONDER_CONDITIE])
    assert {kind for kind, _ in [*VERWACHTINGEN, *ZONDER_CONDITIE]} == sql_verwachtingen.VERWACHTINGEN.keys()
    table = make_table("toewijzingen", ROWS)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", ROWS, tmp_path, storage), suite)


@pytest.mark.filterwarnings("ignore:.*(condition_parser|row_condition) parameter:DeprecationWarning")
@pytest.mark.parametrize("number", range(len(CONDITIES)))
def test_every_condition(number: int, tmp_path: Path, storage: Storage) -> None:
    some = [item for item in VERWACHTINGEN if item[0] != "expect_column_pair_values_to_be_in_set"][
        number % 3 :: 3
    ]
    suite = make_suite([(kind, {**kwargs, **CONDITIES[number]}) for kind, kwargs in some])
    table = make_table("toewijzingen", ROWS)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", ROWS, tmp_path, storage), suite)


# what the compiler does not know is not evaluated, whatever Great Expectations would make of it
ONBEKEND: list[tuple[str, dict[str, Any]]] = [
    ("expect_iets_dat_niet_bestaat", {KOL: "wet"}),
    ("expect_column_values_to_be_dateutil_parseable", {KOL: "wet"}),
    ("expect_column_values_to_not_be_null", {KOL: "wet", "onbekend": 1}),
    ("expect_column_values_to_not_be_null", {KOL: "bestaat_niet"}),
    ("expect_column_values_to_not_be_null", {KOL: "wet", "mostly": "1"}),
    ("expect_column_values_to_not_be_null", {}),
    ("expect_column_values_to_be_between", {KOL: "wet", "max_value": 3}),
    ("expect_column_values_to_be_between", {KOL: "einddatum", "max_value": 3}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": 3, "max_value": 1}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar"}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": {"$PARAMETER": "niets"}}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": {"$PARAMETER": "jaar +"}}),
    ("expect_column_values_to_be_between", {KOL: "geboortejaar", "min_value": {"$PARAMETER": "f(jaar)"}}),
    ("expect_column_values_to_be_in_set", {KOL: "wet", "value_set": None}),
    ("expect_column_values_to_be_in_set", {KOL: "wet", "value_set": "Wmo"}),
    ("expect_column_values_to_be_in_set", {KOL: "wet", "value_set": ["Wmo", None]}),
    ("expect_column_values_to_match_regex", {KOL: "wet", "regex": "("}),
    ("expect_column_values_to_match_regex", {KOL: "geboortejaar", "regex": "1"}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["wet"], "ignore_row_if": "soms"}),
    *(
        ("expect_column_values_to_not_be_null", {KOL: "wet", "row_condition": wrong})
        for wrong in (
            'wet == "Wmo"',
            {"type": "anders"},
            condition("comparison", "bestaat_niet", "==", "x"),
            condition("comparison", "wet", "==", 1),
            condition("comparison", "wet", "~", "x"),
            query("wet =="),
            query("bestaat_niet == 1"),
            query("wet.str.len() == 3"),
            query("__import__('os').system('true')"),
            query("einddatum + 1 > ingangsdatum"),
            query("wet == geboortejaar"),
        )
    ),
]


def test_what_is_not_known_is_not_evaluated(tmp_path: Path, storage: Storage) -> None:
    good = ("expect_column_values_to_not_be_null", {KOL: "wet"})
    table = store_rows("toewijzingen", ROWS, tmp_path, storage)
    suite = make_suite([good, *ONBEKEND, good])
    results = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {"jaar": JAAR, "niets": None}, {})
    assert [results[0].status, results[-1].status] == ["goed", "goed"]
    assert {(r.status, r.ernst) for r in results[1:-1]} == {("niet uitgevoerd", "kritiek")}
    assert all(result.oorzaak for result in results[1:-1])


def test_a_rule_that_the_engine_refuses_leaves_the_others_alone(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = store_rows("toewijzingen", ROWS, tmp_path, storage)
    known = {
        **sql_verwachtingen.VERWACHTINGEN,
        "expect_kapot": (lambda k, h: Rijregel("true", "kapot("), KOL),
    }
    monkeypatch.setattr(sql_verwachtingen, "VERWACHTINGEN", known)
    good = ("expect_column_values_to_not_be_null", {KOL: "wet"})
    suite = make_suite([good, ("expect_kapot", {KOL: "wet"}), good])
    results = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {}, {})
    assert [result.status for result in results] == ["goed", "niet uitgevoerd", "goed"]


def test_no_value_gets_out(tmp_path: Path, capfd: pytest.CaptureFixture[str], storage: Storage) -> None:
    rows = [{**row, "wet": "KANARIE", "aanbieder": "KANARIE", "reden_beeindiging": "KANARIE"} for row in ROWS]
    table = store_rows("toewijzingen", rows, tmp_path, storage)
    results = run_gate(
        {"toewijzingen": table}, {"toewijzingen": make_suite(VERWACHTINGEN + ONBEKEND)}, {}, {}
    )
    output = capfd.readouterr()
    assert "KANARIE" not in repr(results) + repr(to_bevindingen(results, {})) + output.out + output.err
