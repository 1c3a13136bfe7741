"""Rules that test nothing are reported."""

from dataclasses import replace
from typing import Any

import pytest
from kwaliteit_extracten import EXPECTATIONS, JAAR, referenties, schone_tabellen

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import load_koppelingsuites, make_tolerance_parameters
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.gate.vacuous import (
    NAAST_VORIG_JAAR,
    explain_loos,
    find_loze_regels,
    find_niet_van_toepassing,
    make_loze_bevindingen,
)
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.project.parameters import Toleranties

IN_SET = "expect_column_values_to_be_in_set"
BETWEEN = "expect_column_values_to_be_between"


def expectation(kind: str, **kwargs: Any) -> dict[str, Any]:
    return {"type": kind, "kwargs": {"column": "wet", **kwargs}, "meta": {"regel": "toewijzingen.los"}}


@pytest.mark.parametrize(
    ("kind", "kwargs", "part"),
    [
        (BETWEEN, {"min_value": 1, "mostly": 0}, "mostly"),
        (BETWEEN, {}, "grens"),
        (BETWEEN, {"max_value": {"$PARAMETER": "niets"}}, "grens"),
        (IN_SET, {}, "geen waarden"),
        (IN_SET, {"value_set": {"$PARAMETER": "niets"}}, "geen waarden"),
        ("expect_column_values_to_not_be_in_set", {"value_set": []}, "leeg"),
        ("expect_column_distinct_values_to_contain_set", {"value_set": {"$PARAMETER": "leeg"}}, "leeg"),
        ("expect_column_values_to_match_regex", {"regex": ".*"}, "elke tekst"),
        ("expect_column_values_to_match_regex", {"regex": "^"}, "elke tekst"),
        ("expect_table_row_count_to_be_between", {}, "grens"),
    ],
)
def test_an_expectation_that_no_row_can_violate_is_seen(kind: str, kwargs: dict[str, Any], part: str) -> None:
    assert part in explain_loos(expectation(kind, **kwargs), {"niets": None, "leeg": []})


@pytest.mark.parametrize(
    ("kind", "kwargs"),
    [
        (BETWEEN, {"min_value": 0}),
        (BETWEEN, {"max_value": {"$PARAMETER": "not made: the gate reports it"}}),
        (IN_SET, {"value_set": ["Wmo"]}),
        (IN_SET, {"value_set": []}),
        ("expect_column_values_to_match_regex", {"regex": "^[0-9]+$"}),
        ("expect_column_values_to_not_be_null", {"mostly": 0.9}),
    ],
)
def test_an_expectation_that_a_row_can_violate_is_left_alone(kind: str, kwargs: dict[str, Any]) -> None:
    assert explain_loos(expectation(kind, **kwargs), {}) == ""


def test_no_suite_has_a_rule_that_no_row_can_violate() -> None:
    suites = load_suites(EXPECTATIONS, DATASETS) | load_koppelingsuites(EXPECTATIONS, KOPPELINGEN)
    known = make_suite_parameters(schone_tabellen(), referenties(), JAAR)
    known |= make_tolerance_parameters(Toleranties())
    assert list(find_loze_regels(suites, known)) == []


def test_such_a_rule_gives_a_warning_that_names_its_file() -> None:
    suite = {"name": "toewijzingen", "expectations": [expectation(BETWEEN)]}
    (finding,) = make_loze_bevindingen({"toewijzingen": suite}, {}, {"toewijzingen": "t.csv"})
    assert (finding.regel, finding.ernst, finding.bestand) == ("toewijzingen.los", "waarschuwing", "t.csv")
    assert "expectations/toewijzingen.json" in finding.herstel


def test_a_rule_that_was_tested_on_nothing_gives_a_notice() -> None:
    def uitslag(slug: str, getoetst: int) -> Regeluitslag:
        return Regeluitslag(
            slug, f"{slug}.csv", f"{slug}.r", "", "kritiek", "Wet moet.", "Doe.", "goed", getoetst
        )

    uitslagen = [uitslag("toewijzingen", 0), uitslag("uitkeringen", 3), uitslag("leerlingen", 0)]
    (finding,) = find_niet_van_toepassing(uitslagen, {"toewijzingen": 2, "uitkeringen": 3, "leerlingen": 0})
    assert (finding.dataset, finding.ernst, finding.aantal) == ("toewijzingen", "melding", 0)
    assert finding.regel == "toewijzingen.niet_van_toepassing"
    assert finding.wat.startswith("niet van toepassing") and "De regel is: wet moet." in finding.wat
    many = [replace(uitslagen[0], regel=regel) for regel in ("toewijzingen.a", "samenhang_wet.b")]
    (finding,) = find_niet_van_toepassing([*many, uitslagen[1]], {"toewijzingen": 2, "uitkeringen": 3})
    assert finding.regel == "toewijzingen.niet_van_toepassing"
    assert "2 regels op te toetsen (a, samenhang_wet.b)" in finding.wat


def test_counts_that_last_year_does_not_have_give_a_notice_that_their_height_is_not_checked() -> None:
    beside = Regeluitslag(
        "tellingen", "tellingen.csv", NAAST_VORIG_JAAR, "aantal", "melding", "Zo.", "Doe.", "goed", 8
    )
    (finding,) = find_niet_van_toepassing([beside], {"tellingen": 19})
    assert (finding.regel, finding.ernst) == ("tellingen.niet_van_toepassing", "melding")
    assert "van 11 van de 19 aantallen" in finding.wat
    assert find_niet_van_toepassing([beside], {"tellingen": 8}) == []
    assert find_niet_van_toepassing([replace(beside, status="niet uitgevoerd")], {"tellingen": 19}) == []


def test_the_rule_on_counts_beside_last_year_is_there() -> None:
    suite = load_koppelingsuites(EXPECTATIONS, KOPPELINGEN)["samenhang_partners"]
    assert NAAST_VORIG_JAAR in [item["meta"]["regel"] for item in suite["expectations"]]
