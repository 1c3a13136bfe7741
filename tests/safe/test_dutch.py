"""Dutch notation of numbers, and reading it back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.safe.dutch import from_dutch, to_dutch


@pytest.mark.parametrize(
    ("number", "notation", "text"),
    [
        (1868352.4, ",.1f", "1.868.352,4"),
        (12.25, ".12g", "12,25"),
        (-1250, ",", "-1.250"),
        (Decimal("0.00001"), "f", "0,00001"),
    ],
)
def test_points_and_commas_are_those_of_dutch(number: float, notation: str, text: str) -> None:
    assert to_dutch(number, notation) == text


@given(st.integers(-(10**12), 10**12))
def test_what_is_written_reads_back(cents: int) -> None:
    assert from_dutch(to_dutch(cents / 100, ",.2f")) == cents / 100
