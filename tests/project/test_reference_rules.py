"""A reference table is checked like an extract: what is wrong is told with file, line and column."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from bouwhulp import ROOT

from sdreport.errors import ConfigurationError
from sdreport.project.references import COLUMNS, MEESTE_REGELS, load_references, make_labels, read_table

LEEG, LANG = "", "x" * 1200
FOUT = {
    "productcodes": {
        "productcode": [LEEG, "totaal", "a;b", "../x"], "wet": [LEEG, "Onbekend", "wmo"], "taakveld": ["6,6", "zes"],
        "leveringsvorm": [LEEG, "zin", "XYZ"], "productcategorie": [LEEG, "0/1"], "omschrijving": [LEEG, " ", LANG],
        "voorziening": ["totaal", "../../x", "a/b", "wet=wmo", "Hoofd", "c:\\x"],
        "perceel": ["x y", "totaal", "a/../b"],
    },
    "codelijsten": {
        "lijst": [LEEG, "../x", "a b"], "code": [LEEG, "a/b", "x;y"], "omschrijving": [LEEG, LANG],
        "groep": ["totaal", "a/b"],
    },
    "labels": {
        "dimensie": [LEEG, "A"], "waarde": [LEEG, "a;b", "../x"], "label": [LEEG, LANG],
        "volgorde": [LEEG, "abc", "1e400", "-5", "1,5", "nan", "9" * 500],
    },
    "programmas": {
        "plan": [LEEG, "A B"], "programma": [LEEG, "totaal", "../x"], "titel": [LEEG], "volgorde": ["x", "inf", LEEG],
    },
    "taakvelden": {
        "jaar_van": [LEEG, "x", "9" * 400, "2020.5"], "jaar_tot": ["abc"], "code": [LEEG, "6,6", "6"], "naam": [LEEG],
    },
    "postcodes": {
        "postcode": [LEEG, "110", "1101ab", "0101", "11011"],
        "wijk": [LEEG, "totaal", "Totaal", "../x", "=1+1", "'-", "a;b"],
    },
    "doelenlijn": {"van": ["../x"], "naar": ["A b"], "soort": [LEEG, "x/y"]},
}  # fmt: skip
CASES = [
    (table, column, text)
    for table, columns in FOUT.items()
    for column, texts in columns.items()
    for text in texts
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("table", "column", "text"), CASES)
def test_a_wrong_field_is_told_with_its_place(folder: Path, table: str, column: str, text: str) -> None:
    path = folder / f"{table}.csv"
    rows = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False)
    rows.loc[3, column] = text
    rows.to_csv(path, sep=";", index=False)
    with pytest.raises(ConfigurationError) as caught:
        load_references(folder)
    told = str(caught.value)
    assert told.startswith(f"data/{table}.csv, regel 5, {column}: hier hoort ")
    assert "\n" not in told and len(told) < 300


def test_every_column_has_its_form() -> None:
    assert {table: set(columns) for table, columns in COLUMNS.items()} == {
        table: set(FOUT[table]) | ({"groep", "ambitie"} if table == "programmas" else set()) | (
            {"toelichting"} if table == "doelenlijn" else set())
        for table in COLUMNS
    }  # fmt: skip


BEDORVEN: dict[str, Callable[[bytes], bytes]] = {
    "binair": lambda _: bytes(range(256)) * 50,
    "leeg": lambda _: b"",
    "een pak": lambda _: b"PK\x03\x04" + b"x" * 100,
    "komma's": lambda content: content.replace(b";", b","),
    "aanhalingsteken": lambda content: content + b'"',
    "cp1252": lambda content: content + "é".encode("cp1252") + b";" * 3,
    "nullen": lambda content: content + b"\0" * 9,
    "twee koppen": lambda content: content.split(b"\n")[0] + b"\n" + content,
    "duizenden kapotte regels": lambda content: content + b"x\n" * 50_000,
    "een lang veld": lambda content: content + b"x" * 9_000 + b";" * (content.split(b"\n")[0].count(b";")),
    "te groot": lambda content: content + b"x" * 60_000_000,
}


@pytest.mark.parametrize("kind", BEDORVEN)
@pytest.mark.parametrize("table", COLUMNS)
def test_a_spoiled_table_is_told_in_a_few_words(folder: Path, table: str, kind: str) -> None:
    path = folder / f"{table}.csv"
    path.write_bytes(BEDORVEN[kind](path.read_bytes()))
    with pytest.raises(ConfigurationError) as caught:
        make_labels(load_references(folder))
    assert f"data/{table}.csv" in str(caught.value) and len(str(caught.value)) < 1500


def test_a_table_of_far_too_many_lines_is_told_before_it_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("a;b\n" + "x;1\n" * MEESTE_REGELS)
    with pytest.raises(
        ConfigurationError, match=rf"labels\.csv: dit bestand heeft meer dan {MEESTE_REGELS} regels"
    ):
        read_table(path, ("a", "b"), "labels.csv")


@pytest.mark.parametrize(
    "wijk", ["'t Zand", "’s-Gravenveld", "Veen, De Hoge", "Oud & Nieuw", "Wapse/Kern", "A"]
)
def test_a_wijk_may_have_any_name(folder: Path, wijk: str) -> None:
    rows = read_table(folder / "postcodes.csv", COLUMNS["postcodes"], "postcodes.csv")
    rows["wijk"] = wijk
    rows.to_csv(folder / "postcodes.csv", sep=";", index=False)
    assert set(load_references(folder)["postcodes"]["wijk"]) == {wijk}


POSTCODES = "postcode;wijk;jaar_van;jaar_tot\n1101;Haven;;2024\n1101;Haven-Noord;2025;\n1102;Dorp;;\n"


@pytest.mark.parametrize(
    ("jaar", "wijk"), [(2019, "Haven"), (2024, "Haven"), (2025, "Haven-Noord"), (2031, "Haven-Noord")]
)
def test_a_postcode_has_the_wijk_of_the_year(folder: Path, jaar: int, wijk: str) -> None:
    (folder / "postcodes.csv").write_text(POSTCODES)
    table = load_references(folder, jaar)["postcodes"]
    assert dict(zip(table["postcode"], table["wijk"], strict=True)) == {"1101": wijk, "1102": "Dorp"}
    assert list(table) == ["postcode", "wijk"]


def test_a_product_and_a_code_have_the_meaning_of_the_year(folder: Path) -> None:
    product = "01A03;ZIN;Wmo;01;Hulp;{};{};6.71a;{}\n"
    head = ";".join((*COLUMNS["productcodes"], "jaar_van", "jaar_tot")) + "\n"
    rows = product.format("hulp", "hulp", ";2023") + product.format("hulp", "wijkhulp", "2024;")
    (folder / "productcodes.csv").write_text(head + rows)
    codes = "lijst;code;omschrijving;groep;jaar_van;jaar_tot\nkostensoort;A;Oud;;;2023\nkostensoort;A;Nieuw;;2024;\n"
    (folder / "codelijsten.csv").write_text(codes)
    for jaar, perceel, label in ((2023, "hulp", "Oud"), (2024, "wijkhulp", "Nieuw")):
        references = load_references(folder, jaar)
        assert references["productcodes"]["perceel"].tolist() == [perceel]
        assert make_labels(references)["kostensoort"]["A"] == label


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1101;A;;2024\n1101;B;2024;\n", "regel 3: postcode staat er al eerder in"),
        ("1101;A;;\n1101;B;2025;2026\n", "regel 3: postcode staat er al eerder in"),
        ("1101;A;2025;2024\n", "regel 2, jaar_tot: het laatste jaar ligt voor jaar_van"),
        ("1101;A;twee;\n", "regel 2, jaar_van: hier hoort een jaar"),
    ],
)
def test_years_that_cannot_be_are_told(folder: Path, rows: str, said: str) -> None:
    (folder / "postcodes.csv").write_text("postcode;wijk;jaar_van;jaar_tot\n" + rows)
    with pytest.raises(ConfigurationError, match=said):
        load_references(folder)
