"""An old delivery, without any optional column: the same numbers, no finding, and one notice of what is not tested."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bekend import BEKEND
from mutatiehulp import (
    KOPPELINGEN,
    RAPPORTAGE,
    SAMENHANG,
    SUITES,
    VOORBEELDEN,
    found_lines,
    measure_tables,
    read_last_year,
)
from poorthulp import run_gate, run_koppelingen

from sdreport.gate.absent import find_niet_geleverd
from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import find_absent
from sdreport.gate.vacuous import find_niet_van_toepassing
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large.read import Levering
from sdreport.project.references import load_references

VOORBEELD = VOORBEELDEN[RAPPORTAGE]
REFERENTIES = load_references(VOORBEELD.map.parent)
VERNIEUWD = ("toewijzingen", "declaraties", "uitkeringen")
ZELFDE = (
    "clienten", "toewijzingen", "verwijzingen", "kosten_zin", "kosten_perceel", "kosten_maand", "kosten_leeftijd",
    "stand_bijstand", "instroom_bijstand", "uitstroom_bijstand", "uitstroom_reden",
)  # fmt: skip


def as_old(slug: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they were delivered before: one begin and one end, credits as amounts, nothing that was rejected."""
    if slug == "toewijzingen":
        ended = rows["werkelijke_einddatum"].where(rows["werkelijke_einddatum"] != "", rows["einddatum"])
        rows = rows.assign(ingangsdatum=rows["werkelijke_begindatum"], einddatum=ended)
    if slug == "declaraties":
        rows = rows[rows["status"] != "afgewezen"]
        rows = rows.assign(declaratienummer=[f"D{number:06d}" for number in range(len(rows))])
    return rows[DATASETS[slug].vaste_kolommen]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as an old delivery."""
    target = tmp_path_factory.mktemp("oud")
    for slug in VOORBEELD.datasets:
        path = VOORBEELD.map / f"{slug}.csv"
        rows = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False)
        rows = as_old(slug, rows) if slug in VERNIEUWD else rows
        rows.to_csv(target / path.name, sep=";", index=False, lineterminator="\n")
    return target


def run(leveringen: list[Levering]) -> tuple[list[Regeluitslag], dict[str, Any]]:
    """The results of all rules, and the numbers."""
    tables: dict[str, Any] = {item.dataset.slug: item.table for item in leveringen}
    absent = {item.dataset.slug: item.niet_geleverd for item in leveringen}
    known = make_suite_parameters(tables, REFERENTIES, VOORBEELD.jaar)
    cijfers = measure_tables(tables, REFERENTIES, VOORBEELD.jaar)
    bronnen = Bronnen(
        tables, REFERENTIES, VOORBEELD.jaar, VOORBEELD.datum, cijfers=cijfers, vorig=read_last_year(VOORBEELD.jaar),
        bestanden={item.dataset.slug: item.file for item in leveringen}, niet_geleverd=absent,
    )  # fmt: skip
    uitslagen = [
        *run_gate(tables, {slug: SUITES[slug] for slug in tables}, known, {}, absent),
        *run_koppelingen(KOPPELINGEN, bronnen, SAMENHANG, list(tables)),
    ]
    return uitslagen, dict(cijfers)


@pytest.fixture(scope="module", params=[10**9, 0], ids=["frames", "engine"])
def oud(request: pytest.FixtureRequest, folder: Path) -> Iterator[Any]:
    """The old delivery, read as small extracts and as large ones, with what came of it."""
    leveringen = read_leveringen(folder, [DATASETS[slug] for slug in VOORBEELD.datasets], request.param)
    assert all(item.bevindingen == () for item in leveringen)
    yield leveringen, *run(leveringen)


def test_nothing_is_wrong_and_everything_that_can_be_tested_is(oud: Any) -> None:
    _, uitslagen, _ = oud
    assert found_lines(uitslagen) == BEKEND[RAPPORTAGE]
    for item in uitslagen:
        missing = {item.dataset: item.niet_geleverd}
        assert not (item.niet_geleverd and item.getoetst), missing
    whole, _ = run(read_leveringen(VOORBEELD.map, [DATASETS[slug] for slug in VOORBEELD.datasets]))
    tested = {item.regel for item in whole if item.getoetst}
    assert {item.regel for item in uitslagen if not item.getoetst and item.regel in tested} == {
        item.regel for item in uitslagen if item.niet_geleverd and item.regel in tested
    }


def test_the_numbers_are_those_of_the_whole_delivery(oud: Any) -> None:
    _, _, cijfers = oud
    _, whole = run(read_leveringen(VOORBEELD.map, [DATASETS[slug] for slug in VOORBEELD.datasets]))
    for indicator in ZELFDE:
        before = {item.adres: item.waarde for item in whole[indicator]}
        now = {item.adres: item.waarde for item in cijfers[indicator]}
        if indicator == "clienten":  # partners are not known
            of_bijstand = {adres for adres in before if "participatiewet" in adres}
            before, now = (
                {adres: rows[adres] for adres in rows if adres not in of_bijstand} for rows in (before, now)
            )
        if indicator == "kosten_leeftijd":
            before, now = (
                {k: v for k, v in rows.items() if "participatiewet" not in k} for rows in (before, now)
            )
        assert now == before, indicator


TUSSEN_TWEE = {"niet_voor_start", "niet_na_stop", "budget_past_bij_declaraties"}
"""Rules on two extracts, told at the one that does without the column."""


def test_one_notice_an_extract_says_what_is_missing_and_what_that_means(oud: Any) -> None:
    leveringen, uitslagen, _ = oud
    absent = {item.dataset.slug: item.niet_geleverd for item in leveringen}
    told = {item.dataset: item for item in find_niet_geleverd(uitslagen, absent, {})}
    assert set(VERNIEUWD) <= set(told)
    for slug in VERNIEUWD:
        item = told[slug]
        assert (item.ernst, item.regel, item.regelnummers) == ("melding", f"{slug}.kolom_niet_geleverd", ())
        assert item.kolom.split(", ") == [c.name for c in DATASETS[slug].columns if c.optioneel]
        rules = [result.regel for result in uitslagen if result.dataset == slug and result.niet_geleverd]
        named = item.wat.partition("(")[2].partition(")")[0].split(", ")
        assert f"{len(named)} regels zijn daardoor niet te toetsen" in item.wat
        assert len(named) > 5
        assert {rule.partition(".")[2] for rule in rules} - set(named) <= TUSSEN_TWEE
    assert "budget_past_bij_declaraties" in told["toewijzingen"].wat
    assert "geplande" in told["toewijzingen"].wat
    assert "alleen de aanvrager" in told["uitkeringen"].wat
    rows = dict.fromkeys(DATASETS, 1)
    silent = {item.regel for item in uitslagen if item.niet_geleverd}
    idle = " ".join(item.wat + item.regel for item in find_niet_van_toepassing(uitslagen, rows))
    assert silent and not [name for name in silent if name.partition(".")[2] in re.findall(r"\w+", idle)]


def test_a_rule_on_two_extracts_is_told_at_the_one_that_does_without(oud: Any) -> None:
    leveringen, uitslagen, _ = oud
    absent = {
        item.dataset.slug: item.niet_geleverd for item in leveringen if item.dataset.slug == "toewijzingen"
    }
    between = [item for item in uitslagen if item.regel == "samenhang_declaraties.niet_na_stop"]
    assert [item.dataset for item in between] == ["declaraties"]
    (told,) = find_niet_geleverd(between, absent, {"toewijzingen": "toewijzingen.csv"})
    assert told.bestand == "toewijzingen.csv"
    assert "1 regel is daardoor niet te toetsen (niet_na_stop)." in told.wat


def expectation(**kwargs: Any) -> dict[str, Any]:
    return {"type": "expect_column_values_to_be_null", "kwargs": kwargs}


def condition(kind: str, **values: Any) -> dict[str, Any]:
    return {"type": kind, "column": {"name": "extra"}, **values}


@pytest.mark.parametrize(
    ("kwargs", "found"),
    [
        ({"column": "extra"}, ("extra",)),
        ({"column": "vast"}, ()),
        ({"column_A": "vast", "column_B": "extra"}, ("extra",)),
        ({"column_list": ["vast", "extra"], "ignore_row_if": "all_values_are_missing"}, ()),
        ({"column_list": ["extra", "meer"], "ignore_row_if": "all_values_are_missing"}, ("extra", "meer")),
        ({"column_list": ["vast", "extra"], "ignore_row_if": "any_value_is_missing"}, ("extra",)),
        ({"column": "vast", "row_condition": condition("nullity", is_null=True)}, ()),
        (
            {"column": "vast", "row_condition": condition("comparison", operator="==", parameter="x")},
            ("extra",),
        ),
        (
            {"column": "vast", "row_condition": {"type": "and", "conditions": [condition("comparison")]}},
            ("extra",),
        ),
        (
            {
                "column": "vast",
                "row_condition": {"type": "pass_through", "pass_through_filter": "extra > vast"},
            },
            ("extra",),
        ),
        ({"column": "vast", "row_condition": "meer.isnull()", "condition_parser": "pandas"}, ("meer",)),
    ],
)
def test_a_rule_needs_the_columns_that_it_judges_by(kwargs: dict[str, Any], found: tuple[str, ...]) -> None:
    assert find_absent(expectation(**kwargs), ["extra", "meer"]) == found
    assert find_absent(expectation(**kwargs), []) == ()
