"""Amounts on small tables: what is usual with something on top, and what differs so by chance."""

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.bedragen import bedragen


def count_with_allowance(cents: list[int]) -> int:
    """How many benefits over the whole year of these amounts, four of each, are told to have an allowance."""
    base = schone_rijen("uitkeringen")[0] | {"begindatum": "01-01-2022", "einddatum": ""}
    rows = [
        base | {"uitkeringsnummer": f"U{place}-{n}", "bedrag": f"{own // 100},{own % 100:02d}"}
        for place, own in enumerate(cents)
        for n in range(4)
    ]
    made = derive(bedragen, bronnen(uitkeringen=rows))
    return int(made["met_toeslag"].eq(1).sum())


@pytest.mark.parametrize(
    ("cents", "told"),
    [
        ([1_200_000, 1_300_000, 1_500_000], 0),
        ([1_200_000, 1_300_000, 1_500_000, 1_296_000, 1_404_000, 1_620_000], 12),
        ([1_200_000, 1_296_000, 1_300_000], 0),
        ([15_000 * percent for percent in range(70, 110)], 0),
    ],
    ids=["usual", "half of them with holiday allowance", "one pair", "in steps of a norm"],
)
def test_amounts_with_something_on_top_are_told_when_many_are(cents: list[int], told: int) -> None:
    assert count_with_allowance(cents) == told
