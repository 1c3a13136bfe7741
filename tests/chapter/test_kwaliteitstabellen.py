"""The page on quality: each thing once, what is not good first, and nothing that nobody can read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hoofdstukhulp import KWALITEIT, TREND, MakeChapter, rows_of

from sdreport.chapter.blocks.blocks import Tabel
from sdreport.chapter.blocks.quality import merge_rules
from sdreport.chapter.werkmap import Werkmap
from sdreport.register.kwaliteit import Extractoordeel, Regeloordeel


def make_regel(dataset: str, uitleg: str, aantal: int = 0, status: str = "goed") -> Regeloordeel:
    """How a rule came out, as the register of quality holds it."""
    return Regeloordeel(dataset, f"{dataset}.regel", "", "kritiek", uitleg, status, 10, aantal)


@pytest.fixture
def show(chapter: MakeChapter, tmp_path: Path) -> Any:
    """A part of the quality report as a table."""

    def show(deel: str, **parts: Any) -> Tabel:
        hoofdstuk = chapter(TREND)
        Werkmap(tmp_path).write("kwaliteit", replace(KWALITEIT, **parts).as_dict())
        table = hoofdstuk.quality_table("proef-0-4", "Deel", deel)
        assert isinstance(table, Tabel)
        return table

    return show


def test_a_rule_on_many_extracts_is_one_and_what_is_not_good_comes_first(show: Any) -> None:
    regels = [
        *(make_regel(slug, "Gevuld.") for slug in "abcdef"),
        make_regel("a", "Geldig.", 3, "bevinding"),
        make_regel("b", "Geldig."),
    ]
    table = show("regels", regels=tuple(regels))
    assert [kolom.label for kolom in table.kolommen if kolom.onder] == ["Uitslag"]
    assert rows_of(table.as_dict()) == [
        ["Geldig.", "a (10)", "kritiek", "3", "bevinding"],
        ["Gevuld.", "a, b, c en nog 3 (10)", "kritiek", "0", "–"],
        ["Geldig.", "b (10)", "kritiek", "0", "–"],
    ]
    assert table.noot.endswith("Staat er geen uitslag bij, dan is die goed.")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([1200], "1.200"),
        ([12, 1200, 3], "3 tot 1.200"),
        (["minder dan 100"], "minder dan 100"),
        (["1.000 tot 10.000", 4, "100 tot 1.000"], "4 tot 10.000"),
        (["1.000 tot 10.000", "minder dan 100"], "tot 10.000"),
    ],
)
def test_a_rule_on_many_extracts_says_on_how_many_rows(counts: list[int | str], told: str) -> None:
    rows = [
        vars(replace(make_regel(f"e{place}", "Gevuld."), getoetst=count))
        for place, count in enumerate(counts)
    ]
    assert [row["getoetst"] for row in merge_rules(rows)] == [told]


def test_an_extract_is_named_once_and_of_few_all_are(show: Any) -> None:
    rows = [vars(make_regel(slug, "Gevuld.")) for slug in ("a", "b", "a", "c", "d")]
    assert [row["dataset"] for row in merge_rules(rows)] == ["a, b, c, d"]


def test_a_column_that_counts_nothing_is_a_line(show: Any) -> None:
    rows = [
        Extractoordeel(slug, slug, f"{slug}.csv", 8, 5, 0, 0, melding)
        for slug, melding in (("a", 0), ("b", 2))
    ]
    table = show("datasets", datasets=tuple(rows))
    assert rows_of(table.as_dict()) == [["a", "8", "5", "0"], ["b", "8", "5", "2"]]
    assert table.noot == "Overal 0: Kritiek, Waarschuwing."


def test_a_number_that_was_left_out_of_a_quotation_is_explained(show: Any) -> None:
    quote = {
        "nummer": "1",
        "plaats_1": "Hoofdstuk 3",
        "plaats_2": "",
        "zegt_2": "",
        "uitleg": "",
        "in_dit_rapport": "",
    }
    told = show("tegenstrijdigheden", tegenstrijdigheden=({**quote, "zegt_1": "[getal] inwoners."},))
    assert told.noot.startswith("[getal]: weggelaten")
