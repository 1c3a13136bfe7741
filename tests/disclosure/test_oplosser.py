"""The solver as both sides use it: bounds from rows, prices, and least numbers."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdreport.disclosure.oplosser import (
    Programma,
    Vragen,
    make_matrix,
    minimize,
    minimize_linear,
    tighten,
)

ROOT = Path(__file__).parents[2]


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


NUMBERS = st.lists(st.integers(-3, 3), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NUMBERS, min_size=1, max_size=3),
    st.lists(
        st.tuples(NUMBERS, NUMBERS, st.lists(st.integers(0, 4), min_size=3, max_size=3)),
        min_size=2,
        max_size=6,
    ),
    st.booleans(),
)
def test_a_question_after_others_has_the_answer_it_has_alone(
    rows: list[list[int]], asked: list[tuple[list[int], list[int], list[int]]], whole: bool
) -> None:
    """Another goal, other bounds of numbers and of rows: the least is what it would be without what went before."""
    first = make_programma(
        [[float(v) for v in row] for row in rows],
        [0.0] * len(rows),
        [0.0] * len(rows),
        [0.0] * 3,
        [1.0] * 3,
        whole,
    )
    questions = Vragen(first.rijen)
    for goal, least, room in asked:
        low = np.array(least, dtype=float)
        programma = replace(
            first,
            minst=low,
            meest=low + np.array(room),
            laag=np.full(len(rows), float(goal[0])),
            hoog=np.full(len(rows), float(goal[0] + room[0])),
        )
        alone, after = (ask(np.array(goal, dtype=float), programma) for ask in (minimize, questions.minimize))
        assert after.onhaalbaar == alone.onhaalbaar
        if alone.beste is not None:
            assert after.beste is not None
            assert np.array(goal) @ after.beste == pytest.approx(np.array(goal) @ alone.beste, abs=1e-6)
            assert not whole or after.beste == pytest.approx(np.round(after.beste), abs=1e-5)


def test_bounds_that_cross_leave_no_number_and_do_not_stay() -> None:
    programma = make_programma([[1, 1]], [0], [4], [0, 0], [3, 3], whole=True)
    questions = Vragen(programma.rijen)
    goal = np.array([-1.0, 0.0])
    crossed = replace(programma, minst=np.array([2.0, 0.0]), meest=np.array([1.0, 3.0]))
    assert questions.minimize(goal, crossed).onhaalbaar
    found = questions.minimize(goal, programma).beste
    assert found is not None and found[0] == pytest.approx(3)
    assert minimize(goal, crossed).onhaalbaar


def test_the_solver_prints_nothing_and_starts_no_threads() -> None:
    code = (
        "import os, sys; sys.path.insert(0, 'tests/disclosure')\n"
        "from test_oplosser import *\n"
        "programma = make_programma([[2, 3]], [7], [9], [0, 0], [5, 5], whole=True)\n"
        "assert minimize(np.array([1.0, 1.0]), programma).bewezen\n"
        "assert Vragen(programma.rijen).minimize(np.array([1.0, 1.0]), programma).bewezen\n"
        "sys.stderr.write(str(len(os.listdir('/proc/self/task'))) if os.path.isdir('/proc/self/task') else '1')"
    )
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | alone,
    )
    assert (done.stdout, done.stderr) == ("", "1")


def test_amounts_that_may_be_very_far_away_still_have_a_farthest() -> None:
    """Sums of euros that all follow from each other, and of which a reader knows no upper bound."""
    facts: list[tuple[dict[int, float], float]] = [
        ({0: -1, 1: 1}, 4275167.76), ({7: -1, 8: 1}, -25167.76), ({4: -1, 5: 1}, 0.0), ({1: -1, 5: 1}, 0.0),
        ({1: -1, 4: 1}, 0.0), ({0: 1, 3: -1}, 17177.28), ({3: -1, 6: 1}, 3868234.0), ({2: -1, 3: 1}, 645529.53),
        ({1: 1, 2: -1}, 4937874.57), ({0: 1, 7: 1}, 1238000.0), ({1: 1, 8: 1}, 5488000.0),
    ]  # fmt: skip
    places = [(row, column, value) for row, (part, _) in enumerate(facts) for column, value in part.items()]
    rows, columns, values = (list(one) for one in zip(*places, strict=True))
    rijen = make_matrix(rows, columns, [float(value) for value in values], (len(facts), 9))
    known, far, goal = np.array([total for _, total in facts]), 5.488e9, np.zeros(9)
    least, most = np.array([0.0] * 7 + [-np.inf] * 2), np.full(9, np.inf)
    goal[0], most[0] = -1.0, far
    found = Vragen(rijen).minimize(goal, Programma(rijen, known, known, least, most, np.zeros(9))).beste
    assert found is not None and found[0] == pytest.approx(far)
