"""What tests of the two engines share: extracts in the store, suites of a few rules, and results beside each other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from kwaliteit_extracten import EXPECTATIONS, JAAR, referenties, schone_rijen, schone_tabellen
from poorthulp import run_gate

from sdreport.gate.gate import Regeluitslag, to_bevindingen
from sdreport.gate.suite_parameters import make_suite_parameters
from sdreport.gate.suites import load_suites
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large.read import GroteTabel, read_groot
from sdreport.intake.large.storage import Storage

SUITES = load_suites(EXPECTATIONS, DATASETS)
KOL = "column"
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


def store_rows(slug: str, rows: list[dict[str, str]], folder: Path, storage: Storage) -> GroteTabel:
    """The rows as a delivered file, read as a large one."""
    lines = [";".join(DATASETS[slug].column_names), *(";".join(row.values()) for row in rows)]
    (folder / f"{slug}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = read_groot(folder, DATASETS[slug], storage).table
    assert table is not None
    return table


def plain(uitslagen: list[Regeluitslag]) -> list[Regeluitslag]:
    return [replace(uitslag, regelnummers=tuple(uitslag.regelnummers)) for uitslag in uitslagen]


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
