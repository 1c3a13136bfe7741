"""Age classes: one way to name them, read them and put them in order."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.integers(1, 25), st.integers(0, 100), st.lists(st.integers(0, 110), min_size=1))
def test_an_age_falls_in_the_class_that_holds_it(
    breedte: int, open_vanaf: int, leeftijden: list[int]
) -> None:
    for leeftijd, klasse in zip(
        leeftijden, to_klassen(pd.Series(leeftijden), breedte, open_vanaf), strict=True
    ):
        low, high = order_klasse(klasse)
        assert low <= leeftijd <= high
        assert (high == OUDSTE) == (leeftijd >= open_vanaf)
        assert high < open_vanaf or low == open_vanaf  # no class overlaps with the open one
        assert klasse == name_klasse(low, high)
