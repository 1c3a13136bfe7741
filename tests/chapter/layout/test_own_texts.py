"""Sections of a municipality that no notebook asks for: they stand where its file has them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from opbouwhulp import number, write_chapter

from sdreport.chapter.opbouw import Begeleiding

CELLS = (
    'hoofdstuk.text("begin")',
    'hoofdstuk.trend("a", "A", "x")\nhoofdstuk.own_texts("een")',
    'hoofdstuk.text("midden")',
    'hoofdstuk.per("voorziening", "wmo", "cliënten", ["text", "trend"], genoemd=True, indicator="clienten", wet="wmo")',
    'hoofdstuk.text("eind")\nhoofdstuk.own_texts("twee")',
)


def places(folder: Path, *sections: str) -> Mapping[str, Begeleiding]:
    """Where the sections of a chapter stand; one named `x-figuur` names a figure of the series."""
    text = "".join(
        f"## {slug}\n{'{{ figuur wmo-hulp }}' if slug.endswith('figuur') else 'Tekst.'}\n"
        for slug in sections
    )
    opbouw = number(folder, write_chapter(folder, "3_een", *CELLS, tekst=text))
    assert opbouw.ongetoond == {}
    return opbouw.teksten["3_een"]


@pytest.mark.parametrize(
    ("sections", "place"),
    [
        (("begin", "eigen", "midden", "eind"), "own_texts een"),
        (("begin", "midden", "eigen", "eind"), "per wmo"),
        (("begin", "midden", "eind", "eigen"), "own_texts twee"),
        (("eigen", "begin", "eind"), "own_texts twee"),
        (("eigen",), "own_texts twee"),
    ],
)
def test_a_section_stands_at_the_first_place_behind_the_one_above_it(
    tmp_path: Path, sections: tuple[str, ...], place: str
) -> None:
    assert places(tmp_path, *sections) == {place: Begeleiding(("eigen",))}


def test_sections_at_one_place_keep_their_order(tmp_path: Path) -> None:
    assert places(tmp_path, "begin", "b", "a") == {"own_texts een": Begeleiding(("b", "a"))}


def test_a_section_that_names_a_figure_of_a_series_stands_with_it_and_takes_the_next_along(
    tmp_path: Path,
) -> None:
    assert places(tmp_path, "begin", "x-figuur", "vervolg", "eind") == {
        "figuur wmo-hulp": Begeleiding(("x-figuur",), ("vervolg",))
    }


def test_a_chapter_without_a_place_tells_of_the_section(tmp_path: Path) -> None:
    chapter = write_chapter(tmp_path, "3_een", CELLS[0], tekst="## begin\nA.\n## eigen\nB.\n")
    assert number(tmp_path, chapter).ongetoond == {"3_een": ("eigen",)}


def test_the_title_of_a_figure_has_no_place_of_its_own_and_keeps_none_from_what_is_around_it(
    tmp_path: Path,
) -> None:
    """Of a figure by itself, and of one of a series."""
    assert places(tmp_path, "begin", "x-figuur", "figuur-wmo-hulp", "figuur-a", "vervolg", "eind") == {
        "figuur wmo-hulp": Begeleiding(("x-figuur",), ("vervolg",))
    }


def test_the_title_of_a_figure_that_is_not_there_is_told(tmp_path: Path) -> None:
    chapter = write_chapter(tmp_path, "3_een", *CELLS, tekst="## begin\nA.\n")
    (tmp_path / "3_een.md").write_text("## begin\nA.\n## figuur-b\nB.\n", encoding="utf-8")
    bare = write_chapter(tmp_path, "4_twee", 'hoofdstuk.trend("c", "C", "x")', tekst="## figuur-b\nB.\n")
    assert number(tmp_path, chapter, bare).ongetoond == {"4_twee": ("figuur-b",)}
