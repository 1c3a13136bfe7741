"""The numbering of a document: read as printed, and its faults named at the part where they show."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.gate.samenhang.cyclus.nummering import (
    Genummerd,
    find_afwijkers,
    find_andermans,
    find_nummerfouten,
    find_zonder,
    parse_nummers,
)


def parts(*numbers: str, groep: str = "a") -> list[Genummerd]:
    """Parts with these numbers, on lines from 2."""
    return [Genummerd(line, groep, f"{groep}{line}", number) for line, number in enumerate(numbers, start=2)]


def faults(onderdelen: Sequence[Genummerd]) -> list[tuple[int, str, str]]:
    found = find_nummerfouten(onderdelen, lambda part: part.groep)
    return [(fault.onderdeel.regelnummer, fault.soort, fault.nummers) for fault in found]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3.2.1", ((3, 2, 1),)),
        ("3.2.1.", ((3, 2, 1),)),
        (" 7. ", ((7,),)),
        ("3.5.1 - 3.5.3", ((3, 5, 1), (3, 5, 2), (3, 5, 3))),
        ("4–5", ((4,), (5,))),
        ("3.1 - 4.2", ((3, 1), (4, 2))),
        ("", ()),
        ("doel 1", ()),
        ("1..2", ()),
        ("1", ((1,),)),
        ("10000000000000000000000", ()),
        ("1 - 99999999999", ()),
    ],
)
def test_numbers_are_read_as_printed(text: str, numbers: tuple[tuple[int, ...], ...]) -> None:
    assert parse_nummers(text) == numbers


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (["1.", "1.1", "1.2", "2"], []),
        (["3.2.1", "3.2.2", "3.2.2"], [(4, "dubbel", "3.2.2")]),
        (["3.4.3", "3.4.5", "3.4.6"], [(2, "overgeslagen", "3.4.1, 3.4.2"), (3, "overgeslagen", "3.4.4")]),
        (["1", "3", "2"], [(4, "volgorde", "2")]),
        (["1", "2", "9999"], [(4, "overgeslagen", ", ".join([*map(str, range(3, 23)), "nog 9976"]))]),
        (["4.1", "4.1.2"], [(3, "overgeslagen", "4.1.1"), (2, "niveau", "4.1")]),
        (["3.5.1 - 3.5.3", "3.5.4"], []),
        (["3.5.1 - 3.5.3", "3.5.3"], [(3, "dubbel", "3.5.3")]),
        (["1", "", "2"], []),
    ],
)
def test_what_is_wrong_with_a_series(numbers: list[str], found: list[tuple[int, str, str]]) -> None:
    assert faults(parts(*numbers)) == found


def test_numbers_that_run_on_over_groups_are_no_fault() -> None:
    first, then = parts("1", "2"), parts("", "", "3", "4", groep="b")
    found = find_nummerfouten([*first, *then], lambda part: part.groep, lambda part: "")
    assert found == []
    assert len(find_nummerfouten([*first, *then], lambda part: part.groep)) == 1


def test_a_part_without_number_where_others_have_one() -> None:
    mixed, none = parts("1", "", "2"), parts("", groep="b")
    by_group = [fault.onderdeel.sleutel for fault in find_zonder([*mixed, *none, *none], lambda p: p.groep)]
    assert by_group == ["a3"]
    most = [fault.onderdeel.sleutel for fault in find_zonder([*mixed, *none], lambda p: p.groep)]
    assert most == ["a3"], "half is not most"
    assert len(list(find_zonder([*mixed, *parts("1", groep="c"), *none], lambda p: p.groep))) == 2


def test_a_number_of_another_group() -> None:
    own = [*parts("3.4.1", "3.4.2", groep="werk"), *parts("3.5.1", "3.4.3", groep="armoede")]
    also = [*own, *parts("3.3", "3.4", groep="cup")]
    assert [fault.nummers for fault in find_andermans(own)] == ["3.4.3"]
    assert [fault.nummers for fault in find_andermans(also)] == ["3.4.3", "3.4"]
    assert list(find_andermans([*parts("1", "2"), *parts("1", "2", groep="b")])) == []


def test_a_group_that_is_numbered_unlike_the_others_of_its_part() -> None:
    delen = {"a": "I", "b": "I", "c": "I", "d": "II"}
    groups = [
        *parts("1.1", "1.2"), *parts("2.1", groep="b"), *parts("1", "2", groep="c"), *parts("1", groep="d"),
    ]  # fmt: skip
    assert [fault.onderdeel.sleutel for fault in find_afwijkers(groups, delen)] == ["c2"]
    assert list(find_afwijkers([*parts("1.1"), *parts("1", groep="c")], delen)) == [], "two may differ"


@given(st.integers(1, 30), st.lists(st.integers(1, 9), max_size=2))
def test_a_series_that_counts_on_from_one_is_right(count: int, heading: list[int]) -> None:
    numbers = [".".join(map(str, [*heading, number])) for number in range(1, count + 1)]
    assert faults(parts(*numbers)) == []


@given(st.integers(3, 30), st.data())
def test_a_number_taken_out_is_found_at_the_next(count: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, count - 1))
    numbers = [str(number) for number in range(1, count + 1) if number != gone]
    assert faults(parts(*numbers)) == [(gone + 1, "overgeslagen", str(gone))]
