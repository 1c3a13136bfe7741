"""Both engines, finding by finding: what Great Expectations finds on a frame, the compiled suite finds in the store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from kwaliteit_extracten import make_table, schone_rijen
from kwaliteit_fouten import FOUTEN
from mutatiehulp import VOORBEELDEN
from poorthulp import run_gate
from sqlhulp import KOL, ROWS, SUITES, assert_equal, make_suite, plain, store_rows
from test_kwaliteitsregels import TABELFOUTEN, add_faults

from sdreport.gate.gate import to_bevindingen
from sdreport.gate.sql import compile as sql
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large import line_list as regellijst
from sdreport.intake.large.line_list import LineList
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.reader import read_delivery
from sdreport.project.references import load_references

PROJECT = Path(__file__).parents[3]


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_example_extracts(naam: str, storage: Storage) -> None:
    voorbeeld = VOORBEELDEN[naam]
    datasets = {slug: DATASETS[slug] for slug in voorbeeld.datasets}
    small = {slug: read_delivery(voorbeeld.map, dataset).table for slug, dataset in datasets.items()}
    large = {slug: read_groot(voorbeeld.map, dataset, storage).table for slug, dataset in datasets.items()}
    references = load_references(PROJECT / "data")
    parameters = make_suite_parameters(small, references, voorbeeld.jaar)
    assert make_suite_parameters(large, references, voorbeeld.jaar) == parameters
    suites = {slug: SUITES[slug] for slug in datasets}
    assert plain(run_gate(large, suites, parameters, {})) == run_gate(small, suites, parameters, {})


@pytest.mark.parametrize("slug", DATASETS)
def test_all_mutations(slug: str, tmp_path: Path, storage: Storage) -> None:
    rows, _ = add_faults(slug, FOUTEN[slug])
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, storage))


def test_dates_far_away(tmp_path: Path, storage: Storage) -> None:
    rows = schone_rijen("toewijzingen")
    changes = (
        {"einddatum": "31-12-9999"},
        {"ingangsdatum": "01-01-1503"},
        {"toewijzingsdatum": "01-01-3023"},
    )
    rows = [{**row, **change} for row, change in zip(rows, changes, strict=True)]
    assert_equal(
        "toewijzingen", make_table("toewijzingen", rows), store_rows("toewijzingen", rows, tmp_path, storage)
    )


@pytest.mark.parametrize(
    ("slug", "rule", "change"), TABELFOUTEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_faults_of_the_table(
    slug: str, rule: str, change: Callable, tmp_path: Path, storage: Storage
) -> None:
    rows = change(schone_rijen(slug))
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, storage))


@pytest.mark.parametrize("slug", DATASETS)
def test_empty_columns(slug: str, tmp_path: Path, storage: Storage) -> None:
    optional = {column.name: "" for column in DATASETS[slug].columns if not column.verplicht}
    rows = [{**row, **optional} for row in schone_rijen(slug)]
    assert_equal(slug, make_table(slug, rows), store_rows(slug, rows, tmp_path, storage))


@pytest.mark.parametrize("key", ["wet", "toewijzingnummer"])
def test_the_same_hash_is_not_yet_the_same_key(
    key: str, tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "HASH", "length")
    rows = [{**row, "toewijzingnummer": f"T{99 - n}"} for n, row in enumerate(ROWS)]
    suite = make_suite([("expect_column_values_to_be_unique", {KOL: key})])
    table = make_table("toewijzingen", rows)
    assert_equal("toewijzingen", table, store_rows("toewijzingen", rows, tmp_path, storage), suite)


def test_very_many_lines_stay_on_disk(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regellijst, "IN_GEHEUGEN", 3)
    suite = make_suite([("expect_column_values_to_be_in_set", {KOL: "wet", "value_set": ["-"]})])
    table = store_rows("toewijzingen", ROWS, tmp_path, storage)
    (result,) = run_gate({"toewijzingen": table}, {"toewijzingen": suite}, {}, {})
    assert isinstance(result.regelnummers, LineList)
    assert result.regelnummers == tuple(range(2, 14))
    (finding,) = to_bevindingen([result], {})
    assert "regel 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 2" in finding.as_text()
