"""Both sides of every rule by which a built number is compared with a published one."""

import math

import pytest
from compare import WOORDEN, compare, is_vergelijking
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("expected", "built", "vergelijking", "agrees"),
    [
        (1141, 1141, "gelijk", True),
        (1141, 1142, "gelijk", False),
        (7.01, 7.02, "gelijk", False),
        (0, 0, "gelijk", True),
        (0, 1, "gelijk", False),
        # rounding: the half goes up, the number below it goes down
        (993_000, 992_500, "afgerond op 1000", True),
        (993_000, 992_499.99, "afgerond op 1000", False),
        (993_000, 993_499.99, "afgerond op 1000", True),
        (993_000, 993_500, "afgerond op 1000", False),
        (5.5, 5.45, "afgerond op 0.1", True),
        (5.5, 5.449, "afgerond op 0.1", False),
        (5.5, 5.55, "afgerond op 0.1", False),
        (-4, -4.4, "afgerond op 1", True),
        (-4, -4.5, "afgerond op 1", False),
        # ruim: above, below the next printed number
        (600, 631, "ruim", True),
        (600, 600, "ruim", False),
        (600, 599, "ruim", False),
        (600, 660, "ruim", False),
        (8200, 8201, "ruim", True),
        (8200, 8300, "ruim", False),
        (9, 9.99, "ruim", True),
        (9, 9, "ruim", False),
        (9, 10, "ruim", False),
        (25, 25.9, "ruim", True),
        (25, 24.9, "ruim", False),
        # bijna: the same on the other side
        (45, 44.87, "bijna", True),
        (45, 45, "bijna", False),
        (45, 45.1, "bijna", False),
        (45, 44, "bijna", False),
        (600, 560, "bijna", True),
        (600, 540, "bijna", False),
        (1_340_000, 1_353_400, "ongeveer", True),
        (1_340_000, 1_353_401, "ongeveer", False),
        (1_340_000, 1_326_600, "ongeveer", True),
        (1_340_000, 1_326_599, "ongeveer", False),
        (100 / 3, 35.3, "deel", True),
        (100 / 3, 35.4, "deel", False),
        (200 / 3, 64.7, "deel", True),
        (200 / 3, 64.6, "deel", False),
        (1, 0.01, "richting", True),
        (1, 0, "richting", False),
        (1, -3, "richting", False),
        (-1, -17, "richting", True),
        (-1, 0, "richting", False),
        (-1, 17, "richting", False),
        (0, 1.99, "richting", True),
        (0, -1.99, "richting", True),
        (0, 2, "richting", False),
        (0, -2, "richting", False),
    ],
)
def test_compare(expected: float, built: float, vergelijking: str, agrees: bool) -> None:
    assert compare(expected, built, vergelijking) is agrees


@pytest.mark.parametrize(
    "word", ["", "gelijk ", "ongveer", "afgerond", "afgerond op ", "afgerond op 0", "afgerond op -1"]
)
def test_unknown_word_is_an_error(word: str) -> None:
    assert not is_vergelijking(word)
    with pytest.raises(ValueError, match="onbekende vergelijking"):
        compare(1, 1, word)


@pytest.mark.parametrize("word", [*WOORDEN, "afgerond op 1", "afgerond op 0.1"])
def test_a_missing_number_never_agrees(word: str) -> None:
    assert is_vergelijking(word)
    assert not compare(1, math.nan, word)
    assert not compare(math.nan, 1, word)


def test_a_direction_is_up_down_or_stable() -> None:
    with pytest.raises(ValueError, match="richting"):
        compare(2, 2, "richting")


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 10, 100, 1000]))
def test_a_number_agrees_with_its_own_rounding(built: int, unit: int) -> None:
    rounded = math.copysign((abs(built) + unit // 2) // unit * unit, built)
    assert compare(rounded, built, f"afgerond op {unit}")
    assert not compare(rounded + unit, built, f"afgerond op {unit}")


@given(st.floats(1, 10**8), st.floats(-(10**8), 10**8))
def test_ruim_and_bijna_exclude_each_other(expected: float, built: float) -> None:
    assert not (compare(expected, built, "ruim") and compare(expected, built, "bijna"))
