"""Figures and tables are numbered as readers count, and texts and notebooks name the same ones."""

import ast
import functools
import inspect
from collections.abc import Iterator

import pytest
from notebookhulp import (
    EDITIES,
    METHODS,
    PROJECT,
    REPORTS,
    calls_of,
    every_chapter,
    every_notebook,
    every_page,
    find_kind,
    find_name,
    read_cells,
    stem_of,
)

from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.layout.number import GENUMMERD
from sdreport.chapter.layout.series import TITEL
from sdreport.chapter.opbouw import KOP_VAN_FIGUUR, Opbouw
from sdreport.chapter.toelichting.text import find_references, read_secties
from sdreport.project.references import load_references
from sdreport.stages.calculate import make_register
from sdreport.stages.fill_werkmap import gather_leesstof
from sdreport.stages.read import read_extracts


@functools.cache
def layout_of(report: str) -> Opbouw:
    """The numbers of a report as a build makes them."""
    editie = EDITIES[report]
    controle = read_extracts(editie)
    return gather_leesstof(editie, controle, make_register(editie, controle)).opbouw


def numbers_of(report: str, name: str, kind: str) -> list[int]:
    """The numbers within their chapter of the figures or tables of a notebook, in the order of the page."""
    chapter = layout_of(report).hoofdstukken[stem_of(name)]
    found = (number.split(".") for number in layout_of(report).nummers[kind].values())
    return [int(place) for of, place in found if of == chapter]


def asked_of(name: str) -> set[str]:
    """The sections that a notebook asks for by name."""
    return {call.first_text("sectie") or "" for call in calls_of(name) if call.methode == "text"}


def texts_of(report: str, name: str) -> dict[str, str]:
    """The sections of the toelichting of a chapter, the report's own in place of shared ones."""
    secties = read_secties(EDITIES[report].toelichting, stem_of(name))
    return {
        slug: sectie.tekst
        for slug, sectie in secties.items()
        if not sectie.standaard or slug in asked_of(name)
    }


def certain_of(name: str) -> Iterator[str]:
    """Figures and tables that a notebook always shows, as `figuur instroom`: none that is a remark without rows."""
    for call in calls_of(name):
        if call.methode in GENUMMERD:
            shown = inspect.signature(getattr(Hoofdstuk, call.methode)).return_annotation
            if "Melding" not in str(shown):
                yield f"{GENUMMERD[call.methode]} {call.first_text('naam')}"


def test_numbering_knows_what_every_method_shows() -> None:
    assert {method: kind for method in METHODS if (kind := find_kind(method))} == GENUMMERD
    assert GENUMMERD["trend"] == GENUMMERD["planning"] == "figuur"
    assert GENUMMERD["table"] == GENUMMERD["attention"] == "tabel"


@every_notebook
def test_numbering_sees_every_call(name: str) -> None:
    trees = [ast.parse(cell.source) for cell in read_cells(name, "code")]
    methods = [node.func.attr for tree in trees for node in ast.walk(tree)
               if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]  # fmt: skip
    assert [call.methode for call in calls_of(name)] == methods


@every_page
def test_figures_and_tables_are_numbered_without_gaps(report: str, name: str) -> None:
    for kind in ("figuur", "tabel"):
        found = numbers_of(report, name, kind)
        assert sorted(found) == list(range(1, len(found) + 1))


@every_page
def test_numbers_rise_on_the_page(report: str, name: str) -> None:
    fixed = {item.naam for item in REPORTS[report].vaste_nummers}
    for kind in ("figuur", "tabel"):
        if not fixed & set(layout_of(report).nummers[kind]):
            found = numbers_of(report, name, kind)
            assert found == sorted(found)


def test_the_text_says_which_published_figures_stand_together_or_have_another_number() -> None:
    report, name = "raadsrapportage-2023", find_name("raadsrapportage-2023", "3_maatwerkvoorzieningen")
    told = texts_of(report, name)
    assert "3.4 tot en met 3.11 en 3.13" in told["verloop"]
    assert (
        "figuur {{ letterlijk: 3.12 }}" in told["verwijzers"]
    ) and "figuur {{ letterlijk: 3.14 }}" in told["poh"]
    assert numbers_of(report, name, "figuur") == [*range(1, 13)]


@every_chapter
def test_text_and_notebook_name_the_same_figures_and_tables(report: str, name: str) -> None:
    """One of a series stands under a heading of its own, one that may be empty cannot be linked; others are named."""
    named = {reference for text in texts_of(report, name).values() for reference in find_references(text)}
    everywhere = {f"{kind} {naam}" for kind, found in layout_of(report).nummers.items() for naam in found}
    empty = set(layout_of(report).leeg)
    assert named <= everywhere, "the text names a figure that does not exist"
    assert set(certain_of(name)) - empty <= named, "a figure or table that no text mentions"


@pytest.mark.parametrize("report", sorted(REPORTS))
def test_every_section_is_shown(report: str) -> None:
    assert layout_of(report).ongetoond == {}


@every_page
def test_every_section_that_a_cell_shows_exists_and_is_shown_once(report: str, name: str) -> None:
    shown = [call.first_text("sectie") or "" for call in calls_of(name) if call.methode == "text"]
    for texts in layout_of(report).teksten[stem_of(name)].values():
        shown += [*texts.voor, *texts.na]
    titles = {f"{KOP_VAN_FIGUUR}{naam}" for naam in layout_of(report).nummers["figuur"]}
    asked = {slug for slug in texts_of(report, name) if slug not in titles}
    assert sorted(slug for slug in shown if slug in texts_of(report, name)) == sorted(asked)


def test_every_title_is_of_a_part_of_a_series() -> None:
    """A title of a part whose name has changed would be left out in silence."""
    labels = load_references(PROJECT.data)["labels"]
    titles = set(labels.loc[labels["dimensie"] == TITEL, "waarde"])
    parts = {naam for report in REPORTS for found in layout_of(report).nummers.values() for naam in found}
    assert titles and titles <= parts
