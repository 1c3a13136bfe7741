"""A delivery may do without an optional column: the table has it empty, and knows that it was not delivered."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from werkboekhulp import PLANNEN, make_project, make_row, open_sheet

from sdreport.gate.keys import Sleutels
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset, Soort
from sdreport.intake.large.read import read_groot
from sdreport.intake.large.storage import Storage
from sdreport.intake.pseudonym import find_kolommen, pseudonymise
from sdreport.intake.reader import read_delivery
from sdreport.intake.workbook import make_workbook

EXTRA: dict[Soort, str] = {
    "code": "x",
    "tekst": "y",
    "getal": "1",
    "decimaal": "2,5",
    "bedrag": "3,00",
    "datum": "01-02-2023",
}
PROEF = Dataset(
    "proef", "Proef", "een rij", "afzender", ("nummer", "code"),
    (
        Column("nummer", "code", "sleutel"),
        *(Column(soort, soort, "mag ontbreken", verplicht=False, optioneel=True) for soort in EXTRA),
        Column("aantal", "getal", "aantal"),
    ),
)  # fmt: skip
OUD = "nummer;aantal\n01;5\n02;6\n"


def write(folder: Path, text: str) -> Path:
    (folder / "proef.csv").write_text(text, encoding="utf-8")
    return folder


def read_both(folder: Path, storage: Storage, dataset: Dataset = PROEF) -> pd.DataFrame:
    """The table, which must be the same from both readers, as must all else that they tell."""
    small, large = read_delivery(folder, dataset), read_groot(folder, dataset, storage)
    assert small.niet_geleverd == large.niet_geleverd
    assert [item.as_text() for item in small.bevindingen] == [item.as_text() for item in large.bevindingen]
    assert small.table is not None and large.table is not None
    pd.testing.assert_frame_equal(large.table.to_frame(), small.table, check_index_type=False)
    return small.table


def test_an_old_delivery_is_whole_and_its_missing_columns_have_their_type(
    tmp_path: Path, storage: Storage
) -> None:
    table = read_both(write(tmp_path, OUD), storage)
    full = read_both(
        write(tmp_path, f"{';'.join(PROEF.column_names)}\n01;{';'.join(EXTRA.values())};5\n"), storage
    )
    assert list(table) == list(full) == PROEF.column_names
    assert table.dtypes.to_dict() == full.dtypes.to_dict()
    assert table[list(EXTRA)].isna().all(axis=None) and table["aantal"].tolist() == [5, 6]
    assert full.notna().all(axis=None)


@pytest.mark.parametrize("names", [[], ["code"], ["datum", "bedrag"], list(EXTRA)])
def test_a_delivery_knows_what_was_not_delivered(names: list[str], tmp_path: Path, storage: Storage) -> None:
    values = "".join(f"{EXTRA[name]};" for name in EXTRA if name in names)
    header = ";".join(["nummer", *(name for name in EXTRA if name in names), "aantal"])
    table = read_both(write(tmp_path, f"{header}\n01;{values}5\n"), storage)
    delivery = read_delivery(tmp_path, PROEF)
    assert delivery.bevindingen == ()
    assert set(delivery.niet_geleverd) == set(EXTRA) - set(names)
    assert set(table.columns[table.notna().all()]) == {"nummer", "aantal", *names}


def test_an_empty_optional_column_was_delivered(tmp_path: Path, storage: Storage) -> None:
    read_both(write(tmp_path, "nummer;code;aantal\n01;;5\n"), storage)
    assert "code" not in read_delivery(tmp_path, PROEF).niet_geleverd


@pytest.mark.parametrize(
    ("header", "regel"),
    [
        ("nummer;code", "kolom_ontbreekt"),
        ("nummer;code;code;aantal", "kolom_dubbel"),
        ("code;tekst", "kolom_ontbreekt"),
    ],
)
def test_other_columns_must_be_there_and_no_column_may_be_twice(
    header: str, regel: str, tmp_path: Path
) -> None:
    (tmp_path / "proef.csv").write_text(f"{header}\n{';' * header.count(';')}1\n", encoding="utf-8")
    delivery = read_delivery(tmp_path, PROEF)
    assert delivery.table is None
    assert {item.regel for item in delivery.bevindingen} == {f"proef.{regel}"}


def test_a_column_that_looks_like_an_optional_one_is_told(tmp_path: Path) -> None:
    (found,) = read_delivery(write(tmp_path, "nummer;kode;aantal\n01;x;5\n"), PROEF).bevindingen
    assert (found.regel, found.kolom) == ("proef.kolom_onbekend", "kode")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (OUD, ["01", "02"]),
        ("nummer;code;aantal\n01;a;5\n01;b;6\n", ["nummer=01, code=a", "nummer=01, code=b"]),
    ],
)
def test_the_key_of_a_record_is_that_of_the_delivered_columns(
    text: str, keys: list[str], tmp_path: Path, storage: Storage
) -> None:
    folder = write(tmp_path, text)
    for levering in (read_delivery(folder, PROEF), read_groot(folder, PROEF, storage)):
        assert [key for _, key in Sleutels(levering).with_lines([2, 3])] == keys
    without_file = replace(read_delivery(folder, PROEF), file=tmp_path / "weg.csv")
    assert [key for _, key in Sleutels(without_file).with_lines([2, 3])] == keys


@pytest.mark.parametrize(("names", "done"), [(["zaak"], ["zaak"]), (["zaak", "huis"], ["zaak", "huis"])])
def test_pseudonyms_come_in_the_optional_columns_that_are_there(
    names: list[str], done: list[str], tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(
        f"{';'.join(names)}\n{';'.join('geheim' for _ in names)}\n", encoding="utf-8"
    )
    key = "een sleutel van meer dan 32 tekens!"
    assert pseudonymise(tmp_path / "in.csv", tmp_path / "uit.csv", ["zaak"], key, ["huis"]) == (1, done)
    assert "geheim" not in (tmp_path / "uit.csv").read_text(encoding="utf-8")


def test_keys_of_persons_are_optional_or_not() -> None:
    declaraties = DATASETS["declaraties"]
    assert find_kolommen(declaraties) == ["declaratienummer", "toewijzingnummer"]
    assert find_kolommen(declaraties, optioneel=True) == ["referentienummer", "vorig_referentienummer"]


@pytest.mark.parametrize("slug", [slug for slug, dataset in DATASETS.items() if dataset.gepubliceerd])
@pytest.mark.parametrize("peildatum", [None, dt.date(2030, 7, 1)])
@pytest.mark.parametrize("rijen", [0, 1])
def test_a_workbook_has_the_optional_columns_that_its_extract_has(
    slug: str, peildatum: dt.date | None, rijen: int, tmp_path: Path
) -> None:
    dataset = DATASETS[slug]
    day = peildatum if "peildatum" in dataset.column_names else None
    editie = make_project(tmp_path, [])
    editie = replace(editie, parameters=editie.parameters.model_copy(update={"datasets": (slug,)}))
    optional = [column.name for column in dataset.columns if column.optioneel]
    for kept in ([], optional[:1], optional[1:], optional):
        names = [name for name in dataset.column_names if name in {*dataset.vaste_kolommen, *kept}]
        lines = [";".join(names), *(";".join(EXTRA[dataset.column(name).soort] for name in names),) * rijen]
        (editie.data / f"{slug}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        content = make_workbook(editie, slug, day)
        assert [cell.value for cell in open_sheet(content, slug)[1]] == names
        rows = open_sheet(content, "uitleg").iter_rows(min_row=2, max_col=1, values_only=True)
        assert [name for (name,) in rows] == names


def test_what_stands_in_optional_columns_goes_on_to_the_next_peildatum(tmp_path: Path) -> None:
    both = make_row(andere_rollen="beleidsadviseur-wmo/wethouder", zie="u19-3-2-1-a1")
    content = make_workbook(make_project(tmp_path, [make_row(), both]), "plannen", dt.date(2020, 7, 1))
    (tmp_path / "plannen.xlsx").write_bytes(content)
    after = read_delivery(tmp_path, PLANNEN).table
    assert after is not None
    assert after["zie"].fillna("").tolist() == ["", "u19-3-2-1-a1"]
    assert after["andere_rollen"].fillna("").tolist() == ["", "beleidsadviseur-wmo/wethouder"]
    locked = {cell.column: cell.protection.locked for cell in open_sheet(content)[2]}
    places = [PLANNEN.column_names.index(name) + 1 for name in ("andere_rollen", "zie")]
    assert [locked[place] for place in places] == [False, True], "the key of another row stays as it is"
