"""From how narrow a page on a table is folded, and the style of a folded table."""

from typing import Any

import pytest

from sdreport.publish.html.vouw import PROZA, TREDEN, expand_folds, fold_width

PHONE = 19.6
"""The width in rem of a table on a phone of 390 pixels."""


def make_tabel(columns: int, cel: str = "€ 1.000.000", eerste: str = "Zorg") -> dict[str, Any]:
    kolommen = [{"label": "Post", "uitlijning": "links"}] + [
        {"label": "Werkelijk", "uitlijning": "rechts"}
    ] * columns
    return {"kolommen": kolommen, "rijen": [[eerste, *[cel] * columns]]}


@pytest.mark.parametrize(("columns", "width"), [(1, 0), (2, 18), (3, 25), (4, 29), (9, 34)])
def test_a_table_folds_where_its_numbers_find_no_room(columns: int, width: int) -> None:
    assert fold_width(make_tabel(columns)) == width


def test_small_numbers_stand_beside_each_other_on_a_phone() -> None:
    assert 0 < fold_width(make_tabel(2, "12")) < PHONE


def test_sentences_fold_earlier_and_what_stands_below_a_row_takes_no_width() -> None:
    assert (
        fold_width(
            make_tabel(2, "Een zin die te lang is voor een smalle kolom, want zij heeft veel woorden.")
        )
        == PROZA
    )
    below = make_tabel(2, "€ 1.000.000.000")
    below["kolommen"][2] = {**below["kolommen"][2], "onder": True}
    assert fold_width(below) < fold_width(make_tabel(2, "€ 1.000.000.000"))


def test_the_style_of_a_fold_is_there_for_every_width() -> None:
    css = expand_folds("a { b: c }\n@vouw {\n  .vouw td { d: e }\n}\nf { g: h }\n")
    assert css.count("@container (max-width: ") == len(TREDEN) + 1
    assert f"@container (max-width: {PROZA}rem) {{\n  .vouw-{PROZA} td {{ d: e }}\n}}" in css
    assert "@vouw" not in css and css.startswith("a {") and css.endswith("f { g: h }\n")
