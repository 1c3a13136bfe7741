"""Koppelingen in the engine: what goes in, what comes out, and what is gone afterwards."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import EXPECTATIONS, JAAR, schone_rijen
from poorthulp import run_koppelingen
from samenhanghulp import bronnen

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang.koppelingen import KOPPELINGEN
from sdreport.gate.samenhang.run import Koppeling, load_koppelingsuites
from sdreport.gate.samenhang.sources import Bronnen
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.large import line_list as regellijst
from sdreport.intake.large.line_list import LineList
from sdreport.intake.large.read import GroteTabel, read_groot
from sdreport.intake.large.storage import Storage
from sdreport.project.references import load_references

REFERENTIES = load_references(EXPECTATIONS.parent / "data")
SUITES = load_koppelingsuites(EXPECTATIONS, KOPPELINGEN)
REGEL = "samenhang_declaraties.niet_voor_ingang"
LATER = [{**row, "ingangsdatum": "01-02-2023"} for row in schone_rijen("toewijzingen")]
MAANDEN = schone_rijen("declaraties")


def store(storage: Storage, folder: Path, **rows: list[dict[str, str]]) -> Bronnen:
    """Sources with these extracts, all of them in the store."""
    tables: dict[str, Any] = {}
    for slug, own in rows.items():
        lines = [";".join(DATASETS[slug].column_names), *(";".join(row.values()) for row in own)]
        (folder / f"{slug}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        tables[slug] = read_groot(folder, DATASETS[slug], storage).table
    peildatum = pd.Timestamp(JAAR + 1, 5, 30).date()
    files = {slug: folder / f"{slug}.csv" for slug in rows}
    return Bronnen(tables, REFERENTIES, JAAR, peildatum, bestanden=files)


def run(source: Bronnen, koppelingen: Sequence[Koppeling] = KOPPELINGEN) -> dict[str, Regeluitslag]:
    return {item.regel: item for item in run_koppelingen(koppelingen, source, SUITES, list(source.tabellen))}


def test_many_lines_of_a_large_extract_stay_on_disk(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regellijst, "IN_GEHEUGEN", 0)
    result = run(store(storage, tmp_path, toewijzingen=LATER, declaraties=MAANDEN))[REGEL]
    assert isinstance(result.regelnummers, LineList)
    january = [line for line, row in enumerate(MAANDEN, 2) if row["begindatum"].endswith("-01-2023")]
    assert list(result.regelnummers) == january
    assert result.aantal == len(january) > 0


def test_lines_of_small_extracts_outlive_the_store_that_they_were_found_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(regellijst, "IN_GEHEUGEN", 0)
    source = bronnen(toewijzingen=LATER, declaraties=MAANDEN)
    folder = source.werkbank.storage.map
    result = run(source)[REGEL]
    assert isinstance(result.regelnummers, tuple)
    assert len(result.regelnummers) == result.aantal > 0
    assert not folder.exists()


def test_what_koppelingen_put_in_the_store_of_large_extracts_is_taken_out(
    storage: Storage, tmp_path: Path
) -> None:
    source = store(storage, tmp_path, toewijzingen=LATER, declaraties=MAANDEN)
    run(source)
    left = storage.execute(
        "SELECT table_name FROM duckdb_tables() WHERE temporary UNION ALL"
        " SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"
    )
    assert [name for (name,) in left if not name.startswith("waarden_")] == []
    assert run(source)[REGEL].aantal > 0


def test_no_koppeling_takes_records_out_of_the_engine(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(table: GroteTabel, *_: Any, **__: Any) -> pd.DataFrame:
        raise AssertionError(f"{table.naam} in memory")

    records = ("toewijzingen", "declaraties", "uitkeringen", "inkomensondersteuning", "bezwaarschriften")
    others = ("begroting", "tellingen", "bevolking", "leerlingen")
    source = store(storage, tmp_path, **{slug: schone_rijen(slug) for slug in (*records, *others)})
    monkeypatch.setattr(GroteTabel, "to_frame", refuse)
    results = run(source)
    assert {rule for rule, result in results.items() if result.status == "niet uitgevoerd"} == set()


def test_groups_are_named_in_order_and_counted() -> None:
    names = [f"groep {number}" for number in range(11)]

    def make(_: Bronnen) -> pd.DataFrame:
        table = pd.DataFrame({"dataset": "toewijzingen", "onderwerp": names, "reden_ontbreekt": 1.0})
        suite = SUITES["samenhang_toewijzingen"]["expectations"]
        empty = dict.fromkeys(
            item["kwargs"]["column"] for item in suite if item["kwargs"]["column"] not in table
        )
        return table.assign(**empty).set_axis(pd.Index([0] * len(names), name="regelnummer"))

    koppeling = Koppeling("toewijzingen", ("toewijzingen",), ("toewijzingen",), make)
    results = run(bronnen(toewijzingen=schone_rijen("toewijzingen")), [koppeling])
    result = results["samenhang_toewijzingen.reden_bij_einde"]
    assert result.uitleg.endswith(f" Het gaat om: {'; '.join(names[:8])} en nog 3.")
    assert (result.getoetst, result.aantal, result.regelnummers) == (11, 0, ())
