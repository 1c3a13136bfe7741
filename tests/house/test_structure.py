"""One slug runs through everything that belongs together, and the repository stands on its own."""

import csv
import fnmatch
import functools
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openhulp import OPEN

from sdreport.chapter.layout.series import TITEL
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.intake.catalogue.datasets import DATASETS, find_dataset
from sdreport.project.editie import load_editie
from sdreport.project.folders import find_project
from sdreport.project.huisstijl import load_huisstijl
from sdreport.project.parameters import Parameters, list_reports
from sdreport.project.references import load_references, nest_labels
from sdreport.register.afgeleid.kosten import OORZAAK, UITLEG
from sdreport.register.leeftijd import LEEFTIJD, describe_klasse
from sdreport.register.register import Register
from sdreport.stages.calculate import make_register
from sdreport.stages.fill_werkmap import list_labels
from sdreport.stages.read import read_extracts

PROJECT = find_project(Path(__file__).parent)
ROOT = PROJECT.root
EDITIES = {path.stem: load_editie(PROJECT, path) for path in list_reports(PROJECT.parameters)}
REPORTS = {name: editie.parameters for name, editie in EDITIES.items()}

every_dataset = pytest.mark.parametrize("slug", DATASETS)
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())


@functools.cache
def register_of(rapport: str) -> Register:
    """The register of a report as the build makes it, with protection off."""
    shown = REPORTS[rapport].model_copy(update={"geheimhouding": OPEN})
    return make_register(replace(EDITIES[rapport], parameters=shown), read_extracts(EDITIES[rapport]))


@functools.cache
def labels_of(rapport: str) -> dict[str, dict[str, str]]:
    """The labels that the chapters of a report use."""
    return list_labels(REPORTS[rapport], read_extracts(EDITIES[rapport])).labels


def extracts_of(slug: str) -> list[Path]:
    """The example extracts of a dataset, of every report that has it."""
    folders = {PROJECT.inside(report.data) for report in REPORTS.values() if slug in report.datasets}
    return [folder / f"{slug}.csv" for folder in sorted(folders)]


@pytest.fixture(scope="module")
def referenties() -> dict[str, pd.DataFrame]:
    """The reference tables."""
    return load_references(PROJECT.data)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as text."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


@every_dataset
def test_dataset_has_suite_and_example_extract(slug: str) -> None:
    suite = json.loads((PROJECT.expectations / f"{slug}.json").read_text(encoding="utf-8"))
    assert suite["name"] == slug
    assert suite["expectations"]
    assert extracts_of(slug)
    for extract in extracts_of(slug):
        header = extract.read_text(encoding="utf-8-sig").partition("\n")[0].strip()
        names = header.split(";")
        absent = DATASETS[slug].find_niet_geleverd(names)
        assert names == [name for name in DATASETS[slug].column_names if name not in absent]


@every_dataset
def test_suite_speaks_of_columns_that_exist(slug: str) -> None:
    suite = json.loads((PROJECT.expectations / f"{slug}.json").read_text(encoding="utf-8"))
    known = set(DATASETS[slug].column_names)
    for expectation in suite["expectations"]:
        kwargs = expectation["kwargs"]
        named = [kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs]
        assert {*named, *kwargs.get("column_list", [])} <= known, expectation["meta"]["regel"]
        assert expectation["meta"]["regel"].split(".")[0] == slug


@every_dataset
def test_dataset_is_reported_and_documented(slug: str) -> None:
    assert any(slug in report.datasets for report in REPORTS.values())
    assert slug in (ROOT / "docs" / "gegevenswoordenboek.md").read_text(encoding="utf-8")


def test_no_suite_or_extract_stands_alone() -> None:
    suites = {path.stem for path in PROJECT.expectations.glob("*.json")}
    assert suites == set(DATASETS) | {f"samenhang_{koppeling.naam}" for koppeling in KOPPELINGEN}
    for report in REPORTS.values():
        extracts = {path.stem for path in PROJECT.inside(report.data).glob("*.csv")}
        assert extracts - {"tegenstrijdigheden"} == set(report.datasets)


def test_every_parameters_file_is_looked_at() -> None:
    files = {path.stem for path in PROJECT.parameters.glob("*.yaml")}
    assert files == {*REPORTS, "huisstijl"}


@every_report
def test_parameters_name_what_exists(report: Parameters) -> None:
    assert REPORTS[report.rapport] is report, "the file is named after the report"
    editie = EDITIES[report.rapport]
    assert all(find_dataset(slug) for slug in report.datasets)
    assert editie.data.is_dir()
    assert load_huisstijl(editie.huisstijl).naam == report.gemeente
    assert all(path.is_file() for path in editie.notebooks)
    for name in editie.alle_hoofdstukken:
        assert any((folder / f"{name}.md").is_file() for folder in editie.toelichting)


@every_report
def test_parameters_name_numbers_that_exist(report: Parameters) -> None:
    register = register_of(report.rapport)
    for card in report.kerncijfers or ():
        assert register.get(card.adres).waarde is not None
    adressen = {rij.adres for rij in register.rijen if rij.jaar == report.jaar or rij.jaar > report.jaar}
    idle = [pattern for pattern in report.voorbeeld if not fnmatch.filter(adressen, pattern)]
    assert idle == [], "patterns that mark nothing as an example"


@every_report
def test_every_policy_number_is_used(report: Parameters) -> None:
    folder = PROJECT.inside(report.data)
    paths = [*folder.rglob("*.md"), *folder.glob("plannen.csv")]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    unused = [
        getal.naam for getal in report.kerngetallen if f"kerngetal.{getal.naam}" not in "\n".join(texts)
    ]
    assert unused == []


def test_every_product_code_leads_to_a_known_perceel() -> None:
    posts = {row["post"] for row in read_rows(PROJECT.data / "2023" / "begroting.csv")}
    codes = read_rows(PROJECT.data / "productcodes.csv")
    assert codes
    assert {row["perceel"] for row in codes} - posts == set()


def test_product_codes_are_unique_and_their_columns_hold(referenties: dict[str, pd.DataFrame]) -> None:
    codes = read_rows(PROJECT.data / "productcodes.csv")
    keys = Counter((row["productcode"], row["leveringsvorm"]) for row in codes)
    assert [key for key, times in keys.items() if times > 1] == []
    categories = referenties["codelijsten"].query("lijst == 'productcategorie'")
    of_law = set(zip(categories["code"], categories["wet"], strict=True))
    fields = referenties["taakvelden"].query(
        "jaar_van <= '2023' and (jaar_tot.isna() or jaar_tot >= '2023')"
    )["code"]
    forms = nest_labels(referenties["labels"])["voorziening"]
    for row in codes:
        assert (row["productcategorie"], row["wet"]) in of_law, row["productcode"]
        assert row["taakveld"] in set(fields), row["productcode"]
        assert row["voorziening"] in {"", *forms}, row["productcode"]
        assert row["wet"] in ("Wmo", "Jeugdwet") and row["leveringsvorm"] in ("ZIN", "PGB")


def test_every_allocation_has_a_product_code() -> None:
    known = {
        (row["productcode"], row["leveringsvorm"]) for row in read_rows(PROJECT.data / "productcodes.csv")
    }
    used = {
        (row["productcode"], row["leveringsvorm"])
        for row in read_rows(PROJECT.data / "2023" / "toewijzingen.csv")
    }
    assert used - known == set()


def test_every_taakveld_of_the_budget_is_known(referenties: dict[str, pd.DataFrame]) -> None:
    used = {row["taakveld"] for row in read_rows(PROJECT.data / "2023" / "begroting.csv")} - {""}
    assert used - set(referenties["taakvelden"]["code"]) == set()


@every_report
def test_every_value_of_a_dimension_has_a_label_and_every_dimension_a_heading(report: Parameters) -> None:
    labels = labels_of(report.rapport)
    pairs = {pair for rij in register_of(report.rapport).rijen for pair in rij.uitsplitsing.items()}
    unnamed = sorted(
        (dim, waarde)
        for dim, waarde in pairs
        if waarde not in labels.get(dim, {}) and not (dim == LEEFTIJD and describe_klasse(waarde))
    )
    assert unnamed == []
    assert {dim for dim, _ in pairs} - set(labels["dimensie"]) == set()


def test_no_label_is_for_a_dimension_that_nothing_uses(referenties: dict[str, pd.DataFrame]) -> None:
    used = {dim for rapport in REPORTS for rij in register_of(rapport).rijen for dim in rij.uitsplitsing}
    shown = {
        column.name for dataset in DATASETS.values() if dataset.gepubliceerd for column in dataset.columns
    }
    labels = referenties["labels"]
    causes = labels[labels["dimensie"] == OORZAAK]["waarde"]
    assert set(causes) == set(UITLEG), "no example report has the costs of two years"
    assert set(labels["dimensie"]) - used - shown - {"dimensie", TITEL, OORZAAK} == set()


def test_labels_are_told_once_and_in_one_order(referenties: dict[str, pd.DataFrame]) -> None:
    labels = referenties["labels"]
    for keys in (["dimensie", "waarde"], ["dimensie", "volgorde"]):
        twice = labels[labels.duplicated(keys, keep=False)]
        assert twice.empty, twice[keys].to_dict("records")
    assert labels["volgorde"].str.fullmatch(r"\d+").all()
    assert labels["label"].str.strip().eq(labels["label"]).all()


@every_report
def test_slugs_are_written_as_slugs(report: Parameters) -> None:
    """An address in a text must be able to name every number."""
    register = register_of(report.rapport)
    for rij in register.rijen:
        assert register.get(f"{rij.adres}@{rij.jaar}") is rij
