"""What chance explains of a share."""

import math
import random

import pytest

from sdreport.gate.samenhang.aannemelijk.toeval import (
    explain_share,
    find_deviations,
    find_most,
    none_by_chance,
)

KANS = 1e-6


@pytest.mark.parametrize(
    ("verwacht", "aantal", "laagst", "hoogst"),
    [(0.5, 100, 0.24, 0.76), (0.5, 10_000, 0.473, 0.527), (0.25, 11, 0.0, 0.992), (0.01, 1000, 0.0, 0.035)],
)
def test_the_range_is_that_of_chernoff(verwacht: float, aantal: int, laagst: float, hoogst: float) -> None:
    low, high = explain_share(verwacht, aantal, math.inf, KANS)
    assert low == pytest.approx(laagst, abs=0.005)
    assert high == pytest.approx(hoogst, abs=0.005)


@pytest.mark.parametrize("verwacht", [0.0, 1.0])
def test_what_is_always_or_never_leaves_no_room(verwacht: float) -> None:
    assert explain_share(verwacht, 50, math.inf, KANS) == (verwacht, verwacht)


def test_an_expected_share_that_was_counted_itself_leaves_more_room() -> None:
    exact, counted = (explain_share(0.3, 200, base, KANS) for base in (math.inf, 200))
    assert counted[0] < exact[0] < exact[1] < counted[1]
    assert explain_share(0.3, 200, 1e12, KANS) == pytest.approx(exact, abs=1e-4)


def test_a_value_that_was_not_there_may_appear_by_chance() -> None:
    low, high = explain_share(0.0, 100, 100, KANS)
    assert low == 0.0
    assert 0.1 < high < 0.3


def test_chance_rarely_goes_beyond() -> None:
    """A bound at one in a hundred is crossed by fewer than that, whatever the share and the size."""
    draws = random.Random(1)
    for share in (0.02, 0.3, 0.5):
        for size in (15, 120):
            low, high = explain_share(share, size, math.inf, 0.01)
            found = [sum(draws.random() < share for _ in range(size)) / size for _ in range(2000)]
            beyond = sum(not low - 1e-9 <= one <= high + 1e-9 for one in found)
            assert beyond <= 20


@pytest.mark.parametrize(
    ("verwacht", "aantal", "toeval"), [(0.25, 48, True), (0.25, 49, False), (1.0, 1, False)]
)
def test_that_none_is_there(verwacht: float, aantal: int, toeval: bool) -> None:
    assert none_by_chance(verwacht, aantal, KANS) is toeval


def test_deviations_grow_with_the_number_of_comparisons() -> None:
    assert find_deviations(1) == pytest.approx(3.29, abs=0.01)
    assert find_deviations(48) == pytest.approx(4.26, abs=0.01)
    assert find_deviations(0) == find_deviations(1)


@pytest.mark.parametrize(("verwacht", "most"), [(0.0, 0), (0.0005, 0), (0.01, 1), (0.5, 4), (3.0, 10)])
def test_the_most_events_that_chance_explains(verwacht: float, most: int) -> None:
    """More than this has a probability of at most one in a thousand, by the table of Poisson."""
    assert find_most(verwacht) == most
