"""Deliveries: typed tables with physical line numbers, and a finding for all that cannot be read."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sdreport.bevindingen import Bevinding
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.deliveries import read_leveringen
from sdreport.intake.reader import Delivery, read_delivery

PROEF = Dataset(
    "proef",
    "Proef",
    "een proef",
    "de tests",
    ("nummer",),
    (
        Column("nummer", "code", "sleutel"),
        Column("naam", "tekst", "naam"),
        Column("aantal", "getal", "aantal"),
        Column("bedrag", "bedrag", "bedrag"),
        Column("datum", "datum", "datum"),
    ),
)
KOP = "nummer;naam;aantal;bedrag;datum"
GOED = "01;Een;1;1,50;01-02-2023"


def deliver(folder: Path, *lines: str, dataset: Dataset = PROEF) -> Delivery:
    (folder / f"{dataset.slug}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_delivery(folder, dataset)


def found(delivery: Delivery) -> list[tuple[str, str, tuple[int, ...]]]:
    """The findings as (rule without dataset, column, lines)."""
    return [(b.regel.removeprefix(f"{b.dataset}."), b.kolom, b.regelnummers) for b in delivery.bevindingen]


def all_text(bevindingen: Iterable[Bevinding]) -> str:
    return " ".join(f"{vars(b)} {b.as_text()} {b.as_fault()}" for b in bevindingen)


def test_a_good_extract_becomes_a_typed_table_without_findings(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP, GOED, "02;;;;")
    assert delivery.bevindingen == ()
    assert delivery.table is not None
    assert [str(dtype) for dtype in delivery.table.dtypes] == [
        "str",
        "str",
        "Int64",
        "float64",
        "datetime64[us]",
    ]
    assert delivery.table.loc[2].tolist() == ["01", "Een", 1, 1.5, pd.Timestamp("2023-02-01")]
    assert delivery.table.loc[3].isna().tolist() == [False, True, True, True, True]


def test_the_index_of_a_table_is_the_physical_line_number(tmp_path: Path) -> None:
    table = deliver(tmp_path, KOP, GOED, "", '02;"twee\nregels";1;1;1-1-2023', GOED).table
    assert table is not None
    assert (table.index.name, table.index.tolist()) == ("regelnummer", [2, 4, 6])


def test_a_workbook_and_a_csv_with_the_same_content_give_the_same_table(tmp_path: Path) -> None:
    (tmp_path / "xlsx").mkdir()
    workbook = openpyxl.Workbook()
    workbook.active.append(KOP.split(";"))
    workbook.active.append(["01", "Één", 1250, 1250.55, pd.Timestamp("2023-12-31").to_pydatetime()])
    workbook.active.append(["02", None, 1.0, 3, "31-12-2023"])
    workbook.save(tmp_path / "xlsx" / "proef.xlsx")
    from_csv = deliver(tmp_path, KOP, "01;Één;1.250;€ 1.250,55;31-12-2023", "02;;1;3;31-12-2023")
    from_xlsx = read_delivery(tmp_path / "xlsx", PROEF)
    assert from_csv.table is not None and from_xlsx.table is not None
    pd.testing.assert_frame_equal(from_csv.table, from_xlsx.table)
    assert (from_csv.bevindingen, from_xlsx.bevindingen) == ((), ())


def test_the_hash_is_that_of_the_delivered_bytes_and_empty_without_a_file(tmp_path: Path) -> None:
    assert read_delivery(tmp_path, PROEF).sha256 == ""
    delivery = deliver(tmp_path, KOP, GOED)
    assert delivery.sha256 == hashlib.sha256((tmp_path / "proef.csv").read_bytes()).hexdigest()


def test_a_missing_column_is_named_and_the_table_is_withheld(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "nummer;naam;aantal;bedrag", "01;Een;1;1,50")
    assert found(delivery) == [("kolom_ontbreekt", "datum", (1,))]
    assert delivery.table is None


def test_a_misspelt_column_is_told_as_missing_and_as_unknown(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP.replace("datum", "datums"), GOED)
    assert found(delivery) == [("kolom_ontbreekt", "datum", (1,)), ("kolom_onbekend", "datums", (1,))]


def test_an_extra_column_is_critical_and_not_taken_over(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP + ";bsn", GOED + ";123456782")
    assert found(delivery) == [("kolom_onbekend", "bsn", (1,))]
    assert delivery.bevindingen[0].ernst == "kritiek"
    assert delivery.table is not None and list(delivery.table) == PROEF.column_names


def test_a_column_that_is_there_twice_is_told_and_the_table_is_withheld(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP + ";naam", GOED + ";Twee")
    assert found(delivery) == [("kolom_dubbel", "naam", (1,))]
    assert delivery.table is None


def test_columns_in_another_order_are_found_by_their_names(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "naam;nummer;aantal;bedrag;datum", "Een;01;1;1,50;01-02-2023")
    assert found(delivery) == []
    assert delivery.table is not None
    assert delivery.table.loc[2].tolist()[:2] == ["01", "Een"]


def test_a_file_without_header_row_is_told_once(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, GOED, GOED)
    assert found(delivery) == [("kopregel", "", (1,))]
    assert delivery.table is None


def test_a_header_without_rows_is_an_empty_extract(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP)
    assert found(delivery) == [("extract_leeg", "", ())]
    assert delivery.table is None


def test_an_empty_extract_with_another_form_beside_it_names_that(tmp_path: Path) -> None:
    """As with the template of a new project, and what the source system wrote beside it."""
    first = deliver(tmp_path, KOP)
    (tmp_path / f"{first.file.stem}.txt").write_text(GOED, encoding="utf-8")
    (told,) = deliver(tmp_path, KOP).bevindingen
    assert f"{first.file.stem}.txt staat ernaast, maar wordt niet gelezen" in told.herstel
    assert first.file.name in told.herstel


def test_an_empty_file_is_told_as_empty(tmp_path: Path) -> None:
    (tmp_path / "proef.csv").write_bytes(b"")
    assert found(read_delivery(tmp_path, PROEF)) == [("bestand_leeg", "", ())]


def test_ragged_lines_are_told_with_all_their_numbers(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP, GOED, "02;Twee", GOED, GOED + ";x")
    assert found(delivery) == [("aantal_velden", "", (3, 5))]
    assert delivery.table is not None and delivery.table.index.tolist() == [2, 4]


def test_a_file_of_ragged_lines_only_gives_no_table(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP, "01;Een", "02;Twee")
    assert found(delivery) == [("aantal_velden", "", (2, 3))]
    assert delivery.table is None


def test_an_unclosed_quote_is_told_with_its_line(tmp_path: Path) -> None:
    assert found(deliver(tmp_path, KOP, GOED, '02;"Twee;1;1;1-1-2023', GOED)) == [
        ("aanhalingsteken", "", (3,))
    ]


def test_a_wrong_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "proef.csv").write_bytes(f"{KOP}\n".encode() + b"01;\x8f;1;1;1-1-2023\n")
    assert found(read_delivery(tmp_path, PROEF)) == [("tekenset", "", (2,))]


def test_every_unreadable_field_is_told_by_column_with_all_its_lines(tmp_path: Path) -> None:
    delivery = deliver(
        tmp_path,
        KOP,
        "01;Een;een;2,572;30-02-2023",
        GOED,
        "03;Drie;3;1.23.45;03-13-2023",
        "04;Vier;4,5;5;4-4-2023",
    )
    assert found(delivery) == [
        ("leesbaar_getal", "aantal", (2, 5)),
        ("leesbaar_bedrag", "bedrag", (2, 4)),
        ("leesbaar_datum", "datum", (2, 4)),
    ]
    assert [b.aantal for b in delivery.bevindingen] == [2, 2, 2]
    assert delivery.table is not None and delivery.table.index.tolist() == [3]


def test_an_extract_in_which_no_line_can_be_read_gives_no_table(tmp_path: Path) -> None:
    assert deliver(tmp_path, KOP, "01;Een;een;1;1-1-2023").table is None


def test_all_bad_lines_are_kept_and_the_message_names_the_first_ten(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, KOP, *["01;Een;x;1;1-1-2023"] * 25, GOED)
    assert found(delivery) == [("leesbaar_getal", "aantal", tuple(range(2, 27)))]
    text = delivery.bevindingen[0].as_text()
    assert "proef.csv, kolom aantal, regel 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 15:" in text
    assert "1.250" in text


def test_faults_of_header_shape_and_fields_are_told_in_one_run(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "nummer;naam;aantal;bedrag;bsn", "01;Een;een;1;1", "02;Twee")
    assert {rule for rule, _, _ in found(delivery)} == {
        "kolom_ontbreekt",
        "kolom_onbekend",
        "aantal_velden",
        "leesbaar_getal",
    }


def test_all_datasets_are_read_and_told_of_at_once(tmp_path: Path) -> None:
    (tmp_path / "leerlingen.csv").write_text("schooljaar;soort;aantal\n2023-2024;mbo;veel\n")
    (tmp_path / "tellingen.csv").write_bytes("telling;categorie".encode("utf-16-le"))
    (tmp_path / "bevolking.csv").write_text("jaar;soort\n2023;stand\n")
    slugs = ("leerlingen", "tellingen", "bevolking", "begroting")
    deliveries = read_leveringen(tmp_path, [DATASETS[slug] for slug in slugs])
    assert [(d.dataset.slug, b.regel) for d in deliveries for b in d.bevindingen] == [
        ("leerlingen", "leerlingen.leesbaar_getal"),
        ("tellingen", "tellingen.tekenset"),
        ("bevolking", "bevolking.kopregel"),
        ("begroting", "begroting.bestand_aanwezig"),
    ]


def bad_files(dataset: Dataset) -> dict[str, str]:
    """Files with every kind of fault, in which all values say kanarie."""
    header = ";".join(dataset.column_names)
    record = ";".join(["Kanarie"] * len(dataset.columns))
    lowercase = record.lower()
    # the values of a record without header may happen to be column names: `doel` is both in speerpunten
    half_a_header = ";".join([dataset.columns[0].name, *["kanarie"] * (len(dataset.columns) - 1)])
    return {
        "no header": f"{record}\n{record}\n",
        "no header, lower case": f"{lowercase}\n{record}\n",
        "a column name among the values of the first line": f"{half_a_header}\n{record}\n",
        "header and first record on one line": f"{header};{lowercase}\n{record}\n",
        "unreadable fields": f"{header}\n{record}\n",
        "ragged lines": f"{header}\n{record};Kanarie\nKanarie\n",
        "unclosed quote": f'{header}\n"{record}\n',
        "unknown columns": f"{header};C000123kanarie;Kanarie Vogel;kanarie@vogel.nl\n{record};x;y;z\n",
        "comma instead of decimal": f"{header}\n{record.replace(';', ',')}\n",
    }


@pytest.mark.parametrize("slug", DATASETS)
def test_no_value_of_a_record_ever_stands_in_a_finding(tmp_path: Path, slug: str) -> None:
    for kind, content in bad_files(DATASETS[slug]).items():
        (tmp_path / f"{slug}.csv").write_text(content, encoding="utf-8")
        delivery = read_delivery(tmp_path, DATASETS[slug])
        readable = {column.soort for column in DATASETS[slug].columns} <= {"code", "tekst"}
        assert delivery.bevindingen or (kind == "unreadable fields" and readable), kind
        assert "kanarie" not in all_text(delivery.bevindingen).lower(), kind
