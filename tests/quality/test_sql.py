"""Both engines, finding by finding: what Great Expectations finds on a frame, the compiled suite finds in the store."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kwaliteit_extracten import EXPECTATIONS, JAAR, make_table, referenties, schone_rijen, schone_tabellen
from kwaliteit_fouten import FOUTEN
from test_kwaliteitsregels import TABELFOUTEN, add_faults

from sdreport.intake import regellijst
from sdreport.intake.datasets import DATASETS
from sdreport.intake.groot import GroteTabel, read_groot
from sdreport.intake.opslag import Opslag
from sdreport.intake.reader import read_delivery
from sdreport.intake.regellijst import Regellijst
from sdreport.quality import sql, sql_verwachtingen
from sdreport.quality.gate import Regeluitslag, load_suites, make_suite_parameters, run_gate, to_bevindingen
from sdreport.quality.sql_regex import to_re2
from sdreport.quality.sql_verwachtingen import Rijregel
from sdreport.quality.sql_waarden import NotExecutableError
from sdreport.references import load_references

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data" / "2023"
SUITES = load_suites(EXPECTATIONS, DATASETS)


@pytest.fixture(scope="module")
def opslag() -> Iterator[Opslag]:
    with Opslag() as store:
        yield store


def store_rows(slug: str, rows: list[dict[str, str]], folder: Path, opslag: Opslag) -> GroteTabel:
    """The rows as a delivered file, read as a large one."""
    lines = [";".join(DATASETS[slug].column_names), *(";".join(row.values()) for row in rows)]
    (folder / f"{slug}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = read_groot(folder, DATASETS[slug], opslag).table
    assert table is not None
    return table


def plain(uitslagen: list[Regeluitslag]) -> list[Regeluitslag]:
    return [replace(uitslag, regels=tuple(uitslag.regels)) for uitslag in uitslagen]


def assert_equal(
    slug: str, small: pd.DataFrame, large: GroteTabel, suite: dict[str, Any] | None = None
) -> None:
    """The same results and the same findings, in the same order."""
    suites = {slug: suite or SUITES[slug]}
    tables: dict[str, Any] = {**schone_tabellen(), slug: small}
    parameters = make_suite_parameters(tables, referenties(), JAAR)
    assert make_suite_parameters({**tables, slug: large}, referenties(), JAAR) == parameters
    expected = run_gate({slug: small}, suites, parameters, {})
    found = run_gate({slug: large}, suites, parameters, {})
    assert plain(found) == expected
    assert to_bevindingen(plain(found), {}) == to_bevindingen(expected, {})


@pytest.mark.parametrize("slug", DATASETS)
def test_example_extracts(slug: str, opslag: Opslag) -> None:
    small = {name: read_delivery(DATA, dataset).table for name, dataset in DATASETS.items()}
    large = {name: read_groot(DATA, dataset, opslag).table for name, dataset in DATASETS.items()}
    references = load_references(PROJECT / "data")
    parameters = make_suite_parameters(small, references, JAAR)
    assert make_suite_parameters(large, references, JAAR) == parameters
    suites = {slug: SUITES[slug]}
    assert run_gate(large, suites, parameters, {}) == run_gate(small, suites, parameters, {})


@pytest.mark.parametrize("slug", DATASETS)
def test_all_mutations(slug: str, tmp_path: Path, opslag: Opslag) -> None:
    rows, _ = add_faults(slug, FOUTEN[slug])
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, opslag))


def test_dates_far_away(tmp_path: Path, opslag: Opslag) -> None:
    rows = schone_rijen("toewijzingen")
    changes = (
        {"einddatum": "31-12-9999"},
        {"ingangsdatum": "01-01-0203"},
        {"toewijzingsdatum": "01-01-3023"},
    )
    rows = [{**row, **change} for row, change in zip(rows, changes, strict=True)]
    assert_equal(
        "toewijzingen", make_table("toewijzingen", rows), store_rows("toewijzingen", rows, tmp_path, opslag)
    )


@pytest.mark.parametrize(
    ("slug", "rule", "change"), TABELFOUTEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_faults_of_the_table(slug: str, rule: str, change: Callable, tmp_path: Path, opslag: Opslag) -> None:
    rows = change(schone_rijen(slug))
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, opslag))


@pytest.mark.parametrize("slug", DATASETS)
def test_empty_columns(slug: str, tmp_path: Path, opslag: Opslag) -> None:
    optional = {column.name: "" for column in DATASETS[slug].columns if not column.verplicht}
    rows = [{**row, **optional} for row in schone_rijen(slug)]
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, opslag))


ROWS = [
    {**row, "einddatum": end, "reden_beeindiging": reason, "geboortejaar": year, "aanbieder": name}
    for row, end, reason, year, name in zip(
        schone_rijen("toewijzingen") * 4,
        ("", "31-12-2023", "01-01-2024", "", "05-02-2023", "", "01-03-2023", "", "", "", "", ""),
        ("", "31", "31", "77", "", "31", "", "", "", "31", "31", "77"),
        ("1940", "", "1990", "1940", "1899", "2024", "", "1950", "1950", "1960", "", "1940"),
        (
            "é",
            "",
            "Aanbieder 1",
            "a\u2028b",
            "A_1",
            "x1",
            "٣",
            "aanbieder 2",
            "q'",
            "a-b",
            "10",
            "\U0001f600",
        ),
        strict=True,
    )
]
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
JA, KOL = {"$PARAMETER": "jaar"}, "column"
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


def make_suite(expectations: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    return {
        "name": "toewijzingen",
        "expectations": [
            {
                "type": kind,
                "severity": "warning",
                "kwargs": kwargs,
                "meta": {"regel": f"toewijzingen.{number}_{kind}", "uitleg": "Het moet.", "herstel": "Doe."},
            }
            for number, (kind, kwargs) in enumerate(expectations)
        ],
    }


def test_every_known_expectation(tmp_path: Path, opslag: Opslag) -> None:
    suite = make_suite([*VERWACHTINGEN, *ZONDER_CONDITIE])
    assert {kind for kind, _ in [*VERWACHTINGEN, *ZONDER_CONDITIE]} == sql_verwachtingen.VERWACHTINGEN.keys()
    table = make_table("toewijzingen", ROWS)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", ROWS, tmp_path, opslag), suite)


@pytest.mark.filterwarnings("ignore:.*(condition_parser|row_condition) parameter:DeprecationWarning")
@pytest.mark.parametrize("number", range(len(CONDITIES)))
def test_every_condition(number: int, tmp_path: Path, opslag: Opslag) -> None:
    some = [item for item in VERWACHTINGEN if item[0] != "expect_column_pair_values_to_be_in_set"][
        number % 3 :: 3
    ]
    suite = make_suite([(kind, {**kwargs, **CONDITIES[number]}) for kind, kwargs in some])
    table = make_table("toewijzingen", ROWS)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", ROWS, tmp_path, opslag), suite)


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


def test_what_is_not_known_is_not_evaluated(tmp_path: Path, opslag: Opslag) -> None:
    good = ("expect_column_values_to_not_be_null", {KOL: "wet"})
    table = store_rows("toewijzingen", ROWS, tmp_path, opslag)
    suite = make_suite([good, *ONBEKEND, good])
    results = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {"jaar": JAAR, "niets": None}, {})
    assert [results[0].status, results[-1].status] == ["goed", "goed"]
    assert {(r.status, r.ernst) for r in results[1:-1]} == {("niet uitgevoerd", "kritiek")}
    assert all(result.oorzaak for result in results[1:-1])


def test_a_rule_that_the_engine_refuses_leaves_the_others_alone(
    tmp_path: Path, opslag: Opslag, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = store_rows("toewijzingen", ROWS, tmp_path, opslag)
    known = {
        **sql_verwachtingen.VERWACHTINGEN,
        "expect_kapot": (lambda k, h: Rijregel("true", "kapot("), KOL),
    }
    monkeypatch.setattr(sql_verwachtingen, "VERWACHTINGEN", known)
    good = ("expect_column_values_to_not_be_null", {KOL: "wet"})
    suite = make_suite([good, ("expect_kapot", {KOL: "wet"}), good])
    results = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {}, {})
    assert [result.status for result in results] == ["goed", "niet uitgevoerd", "goed"]


@pytest.mark.parametrize("key", ["wet", "toewijzingnummer"])
def test_the_same_hash_is_not_yet_the_same_key(
    key: str, tmp_path: Path, opslag: Opslag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "HASH", "length")
    rows = [{**row, "toewijzingnummer": f"T{n:02}"} for n, row in enumerate(ROWS)]
    suite = make_suite([("expect_column_values_to_be_unique", {KOL: key})])
    table = make_table("toewijzingen", rows)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", rows, tmp_path, opslag), suite)


def test_very_many_lines_stay_on_disk(
    tmp_path: Path, opslag: Opslag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regellijst, "IN_GEHEUGEN", 3)
    suite = make_suite([("expect_column_values_to_be_in_set", {KOL: "wet", "value_set": ["-"]})])
    table = store_rows("toewijzingen", ROWS, tmp_path, opslag)
    (result,) = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {}, {})
    assert isinstance(result.regels, Regellijst)
    assert result.regels == tuple(range(2, 14))
    (finding,) = to_bevindingen([result], {})
    assert "regel 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 2" in finding.as_text()


def test_no_value_gets_out(tmp_path: Path, capfd: pytest.CaptureFixture[str], opslag: Opslag) -> None:
    rows = [{**row, "wet": "KANARIE", "aanbieder": "KANARIE", "reden_beeindiging": "KANARIE"} for row in ROWS]
    table = store_rows("toewijzingen", rows, tmp_path, opslag)
    results = run_gate(
        {"toewijzingen": table}, {"toewijzingen": make_suite(VERWACHTINGEN + ONBEKEND)}, {}, {}
    )
    output = capfd.readouterr()
    assert "KANARIE" not in repr(results) + repr(to_bevindingen(results, {})) + output.out + output.err


PATRONEN = st.recursive(
    st.sampled_from(["a", "b", "1", "é", "_", "-", r"\d", r"\w", r"\s", r"\W", r"\S", r"\D", ".", "[a-f0-9]",
                     "[^a]", r"[\d-]", r"[^\w]", "$", "^", r"\Z", r"\.", "[]x]", r"\n"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?"])).map("(?:{0[0]}){0[1]}".format),
        inner.map("({})".format),
    ),
    max_leaves=8,
)  # fmt: skip


def assert_means_the_same(pattern: str, texts: list[str], opslag: Opslag) -> None:
    opslag.add_values("teksten", pd.DataFrame({"t": texts}), ["VARCHAR"])
    quoted = to_re2(pattern).replace("'", "''")
    found = [row[0] for row in opslag.execute(f"SELECT regexp_matches(t, '{quoted}') FROM teksten")]
    assert found == [re.search(pattern, text) is not None for text in texts]


@pytest.mark.parametrize(
    "pattern", ["^a$", r"^a\Z", r"a\s$", "^.$", r"^\d$", r"^\w$", r"\S", "^[^a]$", "a|^$"]
)
def test_signs_on_which_the_dialects_differ(pattern: str, opslag: Opslag) -> None:
    texts = ["a", "a\n", "a\n\n", "", "\n", "b", "٣", "é", "²", "_", "a\u2003", "a\x1c", "a\x0b"]
    assert_means_the_same(pattern, texts, opslag)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PATRONEN, st.lists(st.text("ab1é_- x\n٣²\x85\x1c.", max_size=6), min_size=1, max_size=8))
def test_patterns_mean_what_they_mean_in_python(opslag: Opslag, pattern: str, texts: list[str]) -> None:
    try:
        to_re2(pattern)
    except NotExecutableError:
        return
    assert_means_the_same(pattern, texts, opslag)
