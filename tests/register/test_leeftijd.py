"""Age classes: one way to name them, read them and put them in order."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sdreport.project.parameters.indelingen import Klassen
from sdreport.register.leeftijd import (
    OUDSTE,
    describe_klasse,
    name_klasse,
    name_klassen,
    order_klasse,
    to_klassen,
)


@pytest.mark.parametrize(
    ("waarde", "woorden"),
    [
        ("00-04", "0 tot en met 4 jaar"),
        ("0-17", "0 tot en met 17 jaar"),
        ("63-66", "63 tot en met 66 jaar"),
        ("90+", "90 jaar en ouder"),
        ("65-plus", "65 jaar en ouder"),
        ("totaal", ""),
        ("onbekend", ""),
    ],
)
def test_a_class_is_told_in_words(waarde: str, woorden: str) -> None:
    assert describe_klasse(waarde) == woorden


def test_classes_stand_in_the_order_of_their_ages() -> None:
    klassen = ["65+", "15-17", "5-9", "14-17", "18+", "totaal", "18-64", "100+"]
    assert sorted(klassen, key=order_klasse) == [
        "5-9",
        "14-17",
        "15-17",
        "18-64",
        "18+",
        "65+",
        "100+",
        "totaal",
    ]


@given(st.sets(st.integers(1, 110), max_size=8), st.integers(0, 120))
def test_every_age_is_in_exactly_one_class(vanaf: set[int], leeftijd: int) -> None:
    klassen = name_klassen([0, *sorted(vanaf)])
    assert len([naam for naam, (low, high) in klassen.items() if low <= leeftijd <= high]) == 1


@given(st.sets(st.integers(1, 110), max_size=8), st.lists(st.integers(0, 110), min_size=1))
def test_an_age_falls_in_the_class_that_holds_it(vanaf: set[int], leeftijden: list[int]) -> None:
    starts = [0, *sorted(vanaf)]
    for leeftijd, klasse in zip(leeftijden, to_klassen(pd.Series(leeftijden), starts), strict=True):
        low, high = order_klasse(klasse)
        assert low <= leeftijd <= high and low in starts
        assert (high == OUDSTE) == (leeftijd >= starts[-1])
        assert klasse == name_klasse(low, high)


def test_classes_of_one_width_end_where_the_open_one_begins() -> None:
    assert Klassen(breedte=3, open_vanaf=17).grenzen == (0, 3, 6, 9, 12, 15, 17)
    assert Klassen(breedte=5, open_vanaf=0).grenzen == (0,)
    assert Klassen(vanaf=(0, 9, 12)).grenzen == (0, 9, 12)


@pytest.mark.parametrize(
    "given_values",
    [
        {},
        {"breedte": 3},
        {"vanaf": (0, 3), "breedte": 3, "open_vanaf": 9},
        {"vanaf": (3, 1)},
        {"vanaf": (1, 3)},
    ],
)
def test_classes_that_are_no_classes_are_refused(given_values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="vanaf"):
        Klassen(**given_values)
