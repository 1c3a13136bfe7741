"""Both ways through the whole gate, rules between extracts included: equal results on every mutation of the examples.

The spoiled extracts are written to files and read twice: as frames, and into the store with a limit of no rows. The
koppelingen run in the engine both times; of them it is the judges that are two, for few and for very many groups.
"""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from mutatiehulp import VOORBEELDEN, Extracten, make_extracten, run_tables
from mutaties import MUTATIES
from mutaties_rijen import add_rows

from sdreport.gate.gate import Regeluitslag
from sdreport.gate.samenhang import derived as afgeleid
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.large.read import GroteTabel
from sdreport.intake.levering import Levering

REEKSEN = [
    *((naam, reeks) for naam in VOORBEELDEN for reeks in ("voorbeeld", "rijen")),
    *sorted({mutatie.reeks for mutatie in MUTATIES}),
]
IN_DRIEEN = ("voorbeeld", "rijen", "los", "geheel")
"""The series in which the store is also judged as tables of its size are; elsewhere the frames stand for that."""
MEER = {
    name: [f"extra{number}" for number in range(200)]
    for name in ("toewijzingnummers", "codes_begrotingspost")
}


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
    tables = {item.dataset.slug: item.table for item in leveringen}
    found = run_tables(extracten, tables, {item.dataset.slug: item.file for item in leveringen}, MEER)
    return [replace(uitslag, regelnummers=tuple(uitslag.regelnummers)) for uitslag in found]


@pytest.mark.parametrize("reeks", REEKSEN, ids="-".join)
def test_frames_and_store_give_the_same_results(
    reeks: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracten = make_extracten(tmp_path, reeks[0])
    if reeks[1] == "rijen":
        add_rows(extracten)
    for mutatie in MUTATIES:
        if mutatie.reeks == reeks:
            list(mutatie.apply(extracten))
    folder = write(tmp_path / "geleverd", extracten.tekst)
    datasets = [DATASETS[slug] for slug in extracten.voorbeeld.datasets]
    small = read_leveringen(folder, datasets, grens=10**9)
    large = read_leveringen(folder, datasets, grens=-1)
    assert {type(item.table) for item in large} == {GroteTabel}
    expected = run(small, extracten)
    if reeks[1] in IN_DRIEEN:
        assert run(large, extracten) == expected
    monkeypatch.setattr(afgeleid, "GROEPEN", -1)
    assert run(large, extracten) == expected
    assert reeks[1] == "voorbeeld" or any(uitslag.status == "bevinding" for uitslag in expected)
