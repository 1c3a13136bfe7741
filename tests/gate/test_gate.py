"""The gate as a whole: all failing lines, nothing passed over in silence, and no value that gets out."""

import json
import logging
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import EXPECTATIONS, JAAR, make_table, referenties, schone_rijen, schone_tabellen
from poorthulp import run_gate

from sdreport.errors import ConfigurationError
from sdreport.gate.gate import Regeluitslag, to_bevindingen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.intake.catalogue.datasets import DATASETS

KANARIE = "KANARIE"


def make_suite(*expectations: tuple[str, dict[str, Any]], severity: str = "info") -> dict[str, Any]:
    """A suite of these expectations with rules `toewijzingen.regel1` and on."""
    return {
        "name": "toewijzingen",
        "expectations": [
            {
                "type": kind,
                "severity": severity,
                "kwargs": kwargs,
                "meta": {
                    "regel": f"toewijzingen.regel{number}",
                    "uitleg": "Wet moet.",
                    "herstel": "Doe iets.",
                },
            }
            for number, (kind, kwargs) in enumerate(expectations, start=1)
        ],
    }


def run_one(suite: dict[str, Any], table: pd.DataFrame | None = None) -> list[Regeluitslag]:
    tables = schone_tabellen() if table is None else {"toewijzingen": table}
    return run_gate(tables, {"toewijzingen": suite}, {"jaar": JAAR, "niets": None}, {})


def test_all_lines_are_given_also_above_two_hundred() -> None:
    rows = schone_rijen("toewijzingen") + [{**schone_rijen("toewijzingen")[0], "geboortejaar": "1800"}] * 1500
    suite = make_suite(("expect_column_values_to_be_between", {"column": "geboortejaar", "min_value": 1900}))
    (result,) = run_one(suite, make_table("toewijzingen", rows))
    assert (result.aantal, result.regelnummers) == (1500, tuple(range(5, 1505)))
    (finding,) = to_bevindingen([result], {"toewijzingen": "toewijzingen.csv"})
    assert (finding.aantal, finding.regelnummers) == (result.aantal, result.regelnummers)
    assert (finding.ernst, finding.bestand, finding.wat) == ("melding", "toewijzingen.csv", "wet moet.")


def test_lines_are_those_of_the_file_not_positions() -> None:
    table = schone_tabellen()["toewijzingen"]
    table = table.set_index(pd.Index([2, 7, 31], name="regelnummer")).iloc[[2, 0, 1]]
    suite = make_suite(("expect_column_values_to_be_in_set", {"column": "wet", "value_set": ["-"]}))
    (result,) = run_one(suite, table)
    assert result.regelnummers == (2, 7, 31)
    assert (result.getoetst, result.aantal) == (3, 3)


ONUITVOERBAAR = {
    "kolom bestaat_niet ontbreekt": ("expect_column_values_to_not_be_null", {"column": "bestaat_niet"}),
    "ontbreken (onbekend)": (
        "expect_column_values_to_be_in_set",
        {"column": "wet", "value_set": {"$PARAMETER": "onbekend"}},
    ),
    "ontbreken (niets)": (
        "expect_column_values_to_be_in_set",
        {"column": "wet", "value_set": {"$PARAMETER": "niets"}},
    ),
    "van de lijst kleur is geen code bekend (data/codelijsten.csv) en het extract toewijzingen is er niet": (
        "expect_column_values_to_be_in_set",
        {"column": "wet", "value_set": {"$PARAMETER": "codes_kleur + toewijzingnummers"}},
    ),
    "data/programmas.csv is leeg of ontbreekt": (
        "expect_column_values_to_be_in_set",
        {"column": "wet", "value_set": {"$PARAMETER": "programmas"}},
    ),
    "verkeerd geschreven": ("expect_column_values_to_be_between", {"column": "wet", "max_value": 3}),
    "of is verkeerd geschreven": ("expect_iets_dat_niet_bestaat", {"column": "wet"}),
    "past niet bij de inhoud": ("expect_column_values_to_match_regex", {"column": "wet", "regex": "("}),
}


@pytest.mark.parametrize("oorzaak", ONUITVOERBAAR)
def test_rule_that_cannot_run_is_critical_and_the_others_still_run(oorzaak: str) -> None:
    good = ("expect_column_values_to_not_be_null", {"column": "wet"})
    results = run_one(make_suite(good, ONUITVOERBAAR[oorzaak], good))
    assert [result.status for result in results] == ["goed", "niet uitgevoerd", "goed"]
    assert oorzaak in results[1].oorzaak
    (finding,) = to_bevindingen(results, {})
    assert (finding.ernst, finding.regel) == ("kritiek", "toewijzingen.regel2")
    assert "niet getoetst" in finding.wat


def test_dataset_without_table_is_one_critical_finding() -> None:
    suites = load_suites(EXPECTATIONS, ["toewijzingen"])
    results = run_gate({}, suites, {}, {"toewijzingen": "toewijzingen.xlsx"})
    assert len(results) == len(suites["toewijzingen"]["expectations"])
    assert {(result.status, result.ernst) for result in results} == {("niet uitgevoerd", "kritiek")}
    (finding,) = to_bevindingen(results, {"toewijzingen": "toewijzingen.xlsx"})
    assert (finding.regel, finding.ernst) == ("toewijzingen.niet_getoetst", "kritiek")
    assert finding.bestand == "toewijzingen.xlsx"


def test_rules_between_extracts_with_one_cause_are_one_finding() -> None:
    def make(regel: str, oorzaak: str = "") -> Regeluitslag:
        status = "niet uitgevoerd" if oorzaak else "goed"
        return Regeluitslag(
            "begroting", "b.csv", regel, "", "kritiek", "Iets.", "Doe.", status, oorzaak=oorzaak
        )  # type: ignore[arg-type]

    absent = "het extract declaraties is niet te lezen"
    rules = [
        make("begroting.eigen"), make("samenhang_a.een", absent), make("samenhang_a.twee", absent),
        make("samenhang_b.een", "iets anders"), make("samenhang_c.een", absent),
    ]  # fmt: skip
    first, second = to_bevindingen(rules, {})
    assert (first.regel, second.regel) == ("begroting.niet_getoetst", "samenhang_b.een")
    assert first.wat == f"geen van de 3 regels tussen extracten is getoetst, want {absent}."


def test_rules_that_need_another_extract_are_not_passed_without_it() -> None:
    tables = schone_tabellen()
    del tables["toewijzingen"]
    parameters = make_suite_parameters(tables, referenties(), JAAR)
    results = run_gate(tables, load_suites(EXPECTATIONS, ["declaraties"]), parameters, {})
    failed = [result for result in results if result.status != "goed"]
    assert [(r.regel, r.status) for r in failed] == [("declaraties.toewijzing_bekend", "niet uitgevoerd")]


def test_no_value_gets_out(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    suites = load_suites(EXPECTATIONS, DATASETS)
    for expectation in list(suites["toewijzingen"]["expectations"]):
        if (
            expectation["type"] == "expect_column_values_to_not_be_null"
        ):  # an engine fault on each text column
            bad = make_suite(
                ("expect_column_values_to_be_between", {**expectation["kwargs"], "max_value": 1})
            )
            bad["expectations"][0]["meta"]["regel"] += expectation["kwargs"]["column"]
            suites["toewijzingen"]["expectations"] += bad["expectations"]
    tables = {}
    for slug in DATASETS:
        table = make_table(slug, schone_rijen(slug))
        texts = [name for name in table.columns if table[name].dtype == "str"]
        tables[slug] = table.assign(**{name: KANARIE + table[name] for name in texts})
    parameters = make_suite_parameters(tables, referenties(), JAAR)
    results = run_gate(tables, suites, parameters, {})
    findings = to_bevindingen(results, {})
    assert sum(result.status == "niet uitgevoerd" for result in results) > 5
    assert sum(result.aantal for result in results) > 500
    output = capfd.readouterr()
    written = [repr(results), repr(findings), caplog.text, output.out, output.err]
    assert not any(KANARIE in text for text in written)
    assert output.out == output.err == ""
    assert [record for record in caplog.records if record.name.startswith("great_expectations")] == []


def test_nothing_is_changed_or_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tables = schone_tabellen()
    before = {slug: table.copy(deep=True) for slug, table in tables.items()}
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    parameters = make_suite_parameters(tables, referenties(), JAAR)
    suites = load_suites(EXPECTATIONS, DATASETS)
    text = json.dumps(suites)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run_gate(tables, suites, parameters, {})
    assert json.dumps(suites) == text
    assert list(tmp_path.iterdir()) == []
    assert logging.getLogger("great_expectations").level == logging.ERROR
    for slug, table in tables.items():
        pd.testing.assert_frame_equal(table, before[slug])


def test_great_expectations_opens_the_suites_unchanged() -> None:
    import great_expectations as gx

    for slug, suite in load_suites(EXPECTATIONS, DATASETS).items():
        opened = gx.ExpectationSuite(**suite)
        assert opened.name == slug
        assert len(opened.expectations) == len(suite["expectations"])


def test_importing_the_room_does_not_import_great_expectations() -> None:
    modules = "sys, sdreport.gate.gate, sdreport.gate.told.report"
    code = f"import {modules}; print('great_expectations' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_parameters_of_the_year() -> None:
    parameters = make_suite_parameters(schone_tabellen(), referenties(), JAAR)
    assert parameters["taakvelden"] == ["6.3", "6.71", "6.71a"]
    assert parameters["toewijzingnummers"] == ["T1", "T2", "T3"]
    assert parameters["productcode_leveringsvormen"] == [("01A03", "PGB"), ("01A03", "ZIN"), ("45A04", "ZIN")]
    assert parameters["tellingen_met_delen"] == ["budgetbeheer"]
    assert parameters["bevolking_rijen"] == 400
    assert "taakvelden" not in make_suite_parameters({}, {}, JAAR)


def test_every_value_that_the_suites_name_is_made() -> None:
    made = make_suite_parameters(schone_tabellen(), referenties(), JAAR)
    for suite in load_suites(EXPECTATIONS, DATASETS).values():
        for expectation in suite["expectations"]:
            for value in expectation["kwargs"].values():
                if isinstance(value, dict) and "$PARAMETER" in value:
                    assert value["$PARAMETER"].split()[0] in made


def test_unusable_suites_are_all_named_with_file_and_line(tmp_path: Path) -> None:
    expectation = make_suite(("expect_table_row_count_to_be_between", {"min_value": None}))["expectations"][0]
    other = {**expectation, "severity": "high", "meta": {"regel": "x"}}
    suite = {"name": "tellingen", "expectations": [expectation, expectation, other]}
    (tmp_path / "tellingen.json").write_text(json.dumps(suite), encoding="utf-8")
    (tmp_path / "begroting.json").write_text('{\n "name": "begroting",\n oeps\n}', encoding="utf-8")
    (tmp_path / "bevolking.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_suites(tmp_path, ["begroting", "nergens", "tellingen", "bevolking"])
    message = str(caught.value)
    assert "begroting.json, regel 3" in message
    assert "nergens.json: het bestand ontbreekt" in message
    assert "bevolking.json: er staat geen lijst" in message
    for part in (
        "'min_value' is null",
        "moet 'tellingen.' zijn met een naam",
        "twee keer",
        "'severity'",
        "'uitleg'",
    ):
        assert part in message
