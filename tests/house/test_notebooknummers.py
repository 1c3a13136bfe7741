"""Figures and tables are numbered as readers count, and texts and notebooks name the same ones."""

import csv
import inspect
import re
from collections import Counter

import pytest
from notebookhulp import (
    CHAPTERS,
    EDITIES,
    METHODS,
    NUMBERED,
    PER_PROGRAMMA,
    QUALITY,
    REPORTS,
    calls_of,
    every_chapter,
    every_page,
    stem_of,
)

from sdreport.chapter.hoofdstuk import Hoofdstuk
from sdreport.chapter.toelichting.text import read_secties

AS_PUBLISHED = {("3_maatwerkvoorzieningen", "figuur"): [*range(1, 12), 13, 12, 14]}
"""The published report itself has figure 3.13 before figure 3.12; its readers look figures up by number."""


def certain_numbers_of(name: str) -> list[str]:
    """Figures and tables that a notebook always shows, as `figuur 3.4`: none that becomes a remark without rows."""
    return [
        f"{NUMBERED[method]} {arguments[0]}"
        for method, arguments, _ in calls_of(name)
        if method in NUMBERED
        and "Melding" not in str(inspect.signature(getattr(Hoofdstuk, method)).return_annotation)
    ]


def all_numbers_of(report: str, name: str) -> list[str]:
    """Figures and tables as a report numbers them, with one per programme of its plan where the notebook says so."""
    found = []
    for method, arguments, words in calls_of(name):
        if method == PER_PROGRAMMA:
            inner, chapter, first = arguments[0], arguments[1], words.get("vanaf", 1)
            found += [
                f"{NUMBERED[inner]} {chapter}.{first + place}" for place in range(len(programmas_of(report)))
            ]
        elif method in NUMBERED:
            found.append(f"{NUMBERED[method]} {arguments[0]}")
    return found


def programmas_of(report: str) -> set[str]:
    """The programmes of the plan of a report."""
    path = EDITIES[report].data / "plannen.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["programma"] for row in csv.DictReader(stream, delimiter=";")}


def read_texts(report: str, name: str) -> dict[str, str]:
    """The sections of the toelichting of a chapter, the report's own in place of shared ones."""
    secties = read_secties(EDITIES[report].toelichting, stem_of(name))
    return {slug: sectie.tekst for slug, sectie in secties.items()}


def test_every_numbered_method_shows_a_figure_or_a_table() -> None:
    takes_number = {
        name for name in METHODS if "nummer" in inspect.signature(getattr(Hoofdstuk, name)).parameters
    }
    assert takes_number == {*NUMBERED, PER_PROGRAMMA}
    assert NUMBERED["trend"] == NUMBERED["planning"] == "figuur"
    assert NUMBERED["table"] == NUMBERED["attention"] == "tabel"


@pytest.mark.parametrize("report", sorted(REPORTS))
def test_figure_and_table_numbers_are_unique_and_of_their_chapter(report: str) -> None:
    numbers = {name: all_numbers_of(report, name) for of, name in CHAPTERS | QUALITY if of == report}
    count = Counter(number for found in numbers.values() for number in found)
    assert [number for number, times in count.items() if times > 1] == []
    for name, found in numbers.items():
        assert all(number.split()[1].split(".")[0] == stem_of(name).split("_")[0] for number in found)


@every_page
def test_figures_and_tables_are_numbered_without_gaps(report: str, name: str) -> None:
    for kind in ("figuur", "tabel"):
        found = [number for number in all_numbers_of(report, name) if number.startswith(kind)]
        sequence = sorted(int(number.split(".")[1]) for number in found)
        assert sequence == list(range(1, len(sequence) + 1))


@every_page
def test_numbers_rise_on_the_page(report: str, name: str) -> None:
    for kind in ("figuur", "tabel"):
        found = [number for number in all_numbers_of(report, name) if number.startswith(kind)]
        sequence = [int(number.split(".")[1]) for number in found]
        assert sequence == AS_PUBLISHED.get((name, kind), sorted(sequence))


@every_chapter
def test_text_and_notebook_name_the_same_figures_and_tables(report: str, name: str) -> None:
    """One per programme stands under a heading of its own, one that may be empty cannot be linked; others are named."""
    text = "\n".join(read_texts(report, name).values())
    named = set(re.findall(r"\{\{\s*((?:figuur|tabel) \d+\.\d+)\s*\}\}", text))
    everywhere = {
        number for of, other in CHAPTERS | QUALITY if of == report for number in all_numbers_of(of, other)
    }
    assert named <= everywhere, "the text names a figure that does not exist"
    assert set(certain_numbers_of(name)) <= named, "a figure or table that no text mentions"


@every_page
def test_every_section_is_used_once_and_exists(report: str, name: str) -> None:
    used = [arguments[0] for method, arguments, _ in calls_of(name) if method == "text"]
    assert sorted(used) == sorted(read_texts(report, name))
