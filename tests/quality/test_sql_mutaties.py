"""Both ways through the whole gate, rules between extracts included: equal results on every mutation of the examples.

The spoiled extracts are written to files and read twice: as frames, and into the store with a limit of no rows.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from mutatiehulp import (
    JAAR,
    SAMENHANG,
    SUITES,
    Extracten,
    make_extracten,
    read_example,
    read_last_year,
)
from mutaties import MUTATIES
from mutaties_rijen import add_rows

from sdreport.intake.datasets import DATASETS
from sdreport.intake.groot import GroteTabel
from sdreport.intake.leveringen import Levering, read_leveringen
from sdreport.quality.gate import Regeluitslag, make_suite_parameters, run_gate
from sdreport.quality.koppelingenlijst import KOPPELINGEN
from sdreport.quality.samenhang import Bronnen, run_koppelingen

REEKSEN = sorted({mutatie.reeks for mutatie in MUTATIES})
MEER = {name: [f"extra{number}" for number in range(200)] for name in ("toewijzingnummers", "labels_post")}


def write(folder: Path, text: Mapping[str, pd.DataFrame]) -> Path:
    folder.mkdir()
    for slug, table in text.items():
        with (folder / f"{slug}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(table.fillna("").itertuples(index=False))
    return folder


def run(leveringen: list[Levering], extracten: Extracten) -> list[Regeluitslag]:
    """The results of all rules on what was read."""
    tables: dict[str, Any] = {item.dataset.slug: item.table for item in leveringen}
    known = make_suite_parameters(tables, extracten.referenties, JAAR)
    known |= {name: [*known[name], *values] for name, values in MEER.items()}
    bronnen = Bronnen(
        tabellen=tables,
        referenties=extracten.referenties,
        jaar=JAAR,
        peildatum=dt.date(2024, 5, 30),
        historie=read_last_year(),
        bestanden={item.dataset.slug: item.file for item in leveringen},
        andere_jaren=extracten.andere_jaren,
    )
    found = [
        *run_gate(tables, SUITES, known, {}),
        *run_koppelingen(KOPPELINGEN, bronnen, SAMENHANG, list(DATASETS)),
    ]
    return [replace(uitslag, regels=tuple(uitslag.regels)) for uitslag in found]


@pytest.mark.parametrize("reeks", ["voorbeeld", "rijen", *REEKSEN])
def test_frames_and_store_give_the_same_results(reeks: str, tmp_path: Path) -> None:
    extracten = make_extracten(tmp_path, read_example())
    if reeks == "rijen":
        add_rows(extracten)
    for mutatie in MUTATIES:
        if mutatie.reeks == reeks:
            list(mutatie.apply(extracten))
    folder = write(tmp_path / "geleverd", extracten.tekst)
    small = read_leveringen(folder, DATASETS.values(), grens=10**9)
    large = read_leveringen(folder, DATASETS.values(), grens=-1)
    assert {type(item.table) for item in large} == {GroteTabel}
    expected = run(small, extracten)
    assert run(large, extracten) == expected
    assert reeks == "voorbeeld" or any(uitslag.status == "bevinding" for uitslag in expected)
