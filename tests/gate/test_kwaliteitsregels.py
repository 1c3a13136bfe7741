"""Each rule of each suite, both ways: clean extracts pass, and every fault is found at exactly its lines."""

from collections import defaultdict
from collections.abc import Callable

import pandas as pd
import pytest
from fout import Fout
from kwaliteit_extracten import EXPECTATIONS, JAAR, make_table, referenties, schone_rijen, schone_tabellen
from kwaliteit_fouten import FOUTEN, VRIJ
from poorthulp import run_gate

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.intake.catalogue.datasets import DATASETS

SUITES = load_suites(EXPECTATIONS, DATASETS)
TABEL = ("expect_table_", "expect_column_distinct_", "expect_column_max_", "expect_column_unique_")


def run(tables: dict[str, pd.DataFrame], slug: str) -> dict[str, Regeluitslag]:
    """The results of one dataset by rule, without the name of the dataset."""
    parameters = make_suite_parameters(tables, referenties(), JAAR)
    for name in ("toewijzingnummers", "codes_begrotingspost"):
        parameters[name] += [f"extra{n}" for n in range(100)]
    results = run_gate(tables, {slug: SUITES[slug]}, parameters, {})
    return {uitslag.regel.removeprefix(f"{slug}."): uitslag for uitslag in results}


def rules_of(slug: str, *, about_table: bool) -> set[str]:
    """The rules of a suite about the table as a whole, or those about rows."""
    return {
        expectation["meta"]["regel"].removeprefix(f"{slug}.")
        for expectation in SUITES[slug]["expectations"]
        if expectation["type"].startswith(TABEL) == about_table
    }


@pytest.mark.parametrize("slug", DATASETS)
def test_clean_extract_meets_every_rule(slug: str) -> None:
    results = run(schone_tabellen(), slug)
    assert {rule: result for rule, result in results.items() if result.status != "goed"} == {}
    assert list(results) == [
        item["meta"]["regel"].removeprefix(f"{slug}.") for item in SUITES[slug]["expectations"]
    ]


def add_faults(slug: str, fouten: list[Fout]) -> tuple[list[dict[str, str]], dict[str, tuple[int, ...]]]:
    """The clean rows with a row per fault, and the lines that each rule must name."""
    rows = schone_rijen(slug)
    expected: dict[str, set[int]] = defaultdict(set)
    for fout in fouten:
        own = {column: value(len(rows)) for column, value in VRIJ[slug].items()}
        rows.append({**rows[fout.basis], **own, **fout.wijzigingen})
        for rule in fout.regels.split():
            expected[rule].add(len(rows) + 1)
        for rule in fout.dubbel.split():
            expected[rule] |= {fout.basis + 2, len(rows) + 1}
    return rows, {rule: tuple(sorted(lines)) for rule, lines in expected.items()}


@pytest.mark.parametrize("slug", FOUTEN)
def test_every_fault_is_found_at_exactly_its_lines(slug: str) -> None:
    rows, expected = add_faults(slug, FOUTEN[slug])
    results = run({**schone_tabellen(), slug: make_table(slug, rows)}, slug)
    found = {rule: result.regelnummers for rule, result in results.items() if result.regelnummers}
    assert found == expected
    assert all(results[rule].aantal == len(lines) for rule, lines in expected.items())
    assert all(result.status != "niet uitgevoerd" for result in results.values())


@pytest.mark.parametrize("slug", DATASETS)
def test_every_rule_about_rows_has_a_fault(slug: str) -> None:
    tested = {rule for fout in FOUTEN[slug] for rule in f"{fout.regels} {fout.dubbel}".split()}
    assert tested == rules_of(slug, about_table=False)


def drop(**values: str) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """A change that leaves out the rows that have these values."""
    return lambda rows: [row for row in rows if any(row[name] != value for name, value in values.items())]


def put(**values: str) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """A change that gives all rows these values."""
    return lambda rows: [{**row, **values} for row in rows]


def put_first(**values: str) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """A change that gives the first row these values."""
    return lambda rows: [{**rows[0], **values}, *rows[1:]]


TABELFOUTEN = [
    ("toewijzingen", "verslagjaar", put(toewijzingsdatum="01-01-2022", ingangsdatum="31-12-2022")),
    ("declaraties", "elke_maand", drop(begindatum="01-07-2023")),
    ("uitkeringen", "verslagjaar", put(begindatum="31-12-2022")),
    ("begroting", "alle_onderdelen", drop(onderdeel="algemeen")),
    ("begroting", "fase_primitief_volledig", drop(post="dyslexie", fase="primitief")),
    ("begroting", "fase_voorjaarsnota_volledig", drop(post="dyslexie", fase="voorjaarsnota")),
    ("begroting", "fase_najaarsnota_volledig", drop(post="dyslexie", fase="najaarsnota")),
    ("begroting", "fase_werkelijk_volledig", drop(post="dyslexie", fase="werkelijk")),
    ("leerlingen", "schooljaar_aanwezig", put(schooljaar="2023-2024")),
    ("leerlingen", "alle_soorten", drop(soort="mbo")),
    ("bevolking", "stand_van_het_jaar", drop(soort="stand")),
    ("bevolking", "leeftijden_stand_mannen", drop(soort="stand", leeftijd="99", geslacht="1")),
    ("bevolking", "leeftijden_stand_vrouwen", drop(soort="stand", leeftijd="0", geslacht="2")),
    ("bevolking", "leeftijden_prognose_mannen", drop(soort="prognose", leeftijd="40", geslacht="1")),
    ("bevolking", "leeftijden_prognose_vrouwen", drop(soort="prognose", leeftijd="40", geslacht="2")),
    ("bevolking", "volledig", drop(soort="prognose", leeftijd="40", geslacht="2")),
    ("landelijk", "land_aanwezig", put(gebied="GM0001")),
    ("plannen", "een_plan", put_first(plan="plan-b", programma="later")),
    ("plannen", "een_peildatum", put_first(peildatum="30-12-2023")),
]


@pytest.mark.parametrize(
    ("slug", "rule", "change"), TABELFOUTEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_fault_of_the_table_as_a_whole(slug: str, rule: str, change: Callable) -> None:
    result = run({**schone_tabellen(), slug: make_table(slug, change(schone_rijen(slug)))}, slug)[rule]
    assert (result.status, result.aantal, result.regelnummers) == ("bevinding", 0, ())


@pytest.mark.parametrize("slug", DATASETS)
def test_empty_extract_and_other_columns(slug: str) -> None:
    clean = schone_tabellen()
    assert run({**clean, slug: clean[slug].iloc[:0]}, slug)["niet_leeg"].status == "bevinding"
    turned = clean[slug][clean[slug].columns[::-1]]
    assert run({**clean, slug: turned}, slug)["kolommen"].status == "bevinding"


@pytest.mark.parametrize("slug", DATASETS)
def test_rules_run_when_optional_columns_are_empty(slug: str) -> None:
    empty = {column.name: "" for column in DATASETS[slug].columns if not column.verplicht}
    rows = [{**row, **empty} for row in schone_rijen(slug)]
    results = run({**schone_tabellen(), slug: make_table(slug, rows)}, slug)
    assert {result.status for result in results.values()} <= {"goed", "bevinding"}


def test_every_rule_about_the_table_has_a_fault() -> None:
    tested = {(slug, rule) for slug, rule, _ in TABELFOUTEN}
    tested |= {(slug, rule) for slug in DATASETS for rule in ("kolommen", "niet_leeg")}
    assert tested == {(slug, rule) for slug in DATASETS for rule in rules_of(slug, about_table=True)}


def test_suite_follows_the_catalogue() -> None:
    for slug, dataset in DATASETS.items():
        first = SUITES[slug]["expectations"][0]
        assert first["kwargs"]["column_list"] == dataset.column_names
        filled = {f"{column.name}_gevuld" for column in dataset.columns if column.verplicht}
        assert filled <= rules_of(slug, about_table=False)
        assert "sleutel_uniek" in rules_of(slug, about_table=False)
