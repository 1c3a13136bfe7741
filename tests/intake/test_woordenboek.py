"""docs/gegevenswoordenboek.md follows the catalogue; to make it: `python -m sdreport.intake.catalogue.dictionary`."""

from pathlib import Path

import pytest

from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import PROGRAMMAS
from sdreport.intake.catalogue.dictionary import BESTAND, render_woordenboek
from sdreport.project.folders import find_project
from sdreport.project.references import load_references

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SDREPORT_ROOT", raising=False)


def test_committed_file_is_the_generated_one() -> None:
    committed = (ROOT / BESTAND).read_text(encoding="utf-8")
    assert committed == render_woordenboek(), "Draai: python -m sdreport.intake.catalogue.dictionary"


def test_every_column_of_every_dataset_has_its_own_row() -> None:
    sections = render_woordenboek().split("\n### ")
    for dataset in DATASETS.values():
        section = next(part for part in sections if part.startswith(f"{dataset.slug}\n"))
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == dataset.column_names


def test_every_code_list_is_used_and_names_its_columns() -> None:
    lists = set(load_references(find_project(ROOT).data)["codelijsten"]["lijst"])
    used = {column.codelijst for dataset in DATASETS.values() for column in dataset.columns} - {""}
    assert used == lists | {PROGRAMMAS}
    text = render_woordenboek()
    assert "`inkomensondersteuning.geslacht` en `bevolking.geslacht`." in text
    assert "Voor de kolom `plannen.voortgang`." in text
