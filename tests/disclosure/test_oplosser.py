"""The solver as both sides use it: bounds from rows, prices, and least numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdreport.disclosure.oplosser import (
    Programma,
    make_matrix,
    minimize,
    minimize_linear,
    tighten,
)


def make_programma(
    rows: list[list[float]],
    low: list[float],
    high: list[float],
    least: list[float],
    most: list[float],
    whole: bool,
) -> Programma:
    matrix = np.array(rows)
    at, number = np.nonzero(matrix)
    return Programma(
        make_matrix(at, number, matrix[at, number], matrix.shape),
        np.array(low),
        np.array(high),
        np.array(least),
        np.array(most),
        np.full(len(least), float(whole)),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3), min_size=1, max_size=3), st.data())
def test_tightened_bounds_lose_no_numbers_that_fit(rows: list[list[int]], data: st.DataObject) -> None:
    inside = data.draw(st.lists(st.integers(0, 4), min_size=3, max_size=3))
    slack = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    sums = [sum(a * b for a, b in zip(row, inside, strict=True)) for row in rows]
    programma = make_programma(
        [[float(v) for v in row] for row in rows],
        [s - k for s, k in zip(sums, slack, strict=True)],
        [s + k for s, k in zip(sums, slack, strict=True)],
        [0.0] * 3,
        [np.inf] * 3,
        whole=True,
    )
    least, most = tighten(programma)
    assert (least <= np.array(inside) + 1e-9).all()
    assert (most >= np.array(inside) - 1e-9).all()


def test_a_sum_bounds_its_parts() -> None:
    programma = make_programma([[1, 1, 1]], [10], [10], [2, 3, 0], [np.inf] * 3, whole=True)
    least, most = tighten(programma)
    assert list(least) == [2, 3, 0]
    assert list(most) == [7, 8, 5]


def test_prices_say_which_side_of_a_row_counts() -> None:
    programma = make_programma([[1, 1], [1, 0]], [4, -np.inf], [np.inf, 3], [0, 0], [np.inf] * 2, whole=False)
    found = minimize_linear(np.array([1.0, 2.0]), programma)
    assert found.waarden is not None
    assert list(found.waarden) == pytest.approx([3, 1])
    assert list(found.prijzen) == pytest.approx([2, -1])


def test_whole_numbers_and_what_cannot_be() -> None:
    half = make_programma([[2]], [1], [3], [0], [5], whole=True)
    assert minimize(np.array([1.0]), half).beste == pytest.approx([1])
    none = make_programma([[2]], [1], [1], [0], [5], whole=True)
    assert minimize(np.array([1.0]), none).onhaalbaar
    assert (
        minimize_linear(np.array([1.0]), make_programma([[1]], [7], [7], [0], [5], whole=False)).waarden
        is None
    )
