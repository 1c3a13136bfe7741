"""Benefits of which some have an allowance and others have not, on small tables."""

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.bedragen import bedragen


def count_with_allowance(cents: list[int], keer: int = 3) -> int:
    """How many benefits over the whole year are told, when there are so many of each amount."""
    base = schone_rijen("uitkeringen")[0] | {
        "begindatum": "01-03-2019",
        "einddatum": "",
        "reden_beeindiging": "",
    }
    rows = [
        base | {"uitkeringsnummer": f"U{n}-{again}", "bedrag": f"{amount // 100},{amount % 100:02d}"}
        for n, amount in enumerate(cents)
        for again in range(keer)
    ]
    table = derive(bedragen, bronnen(uitkeringen=rows))
    return int(table["met_toeslag"].fillna(0).sum())


def test_few_pairs_are_told_when_most_benefits_have_these_amounts() -> None:
    """Seven more amounts that some have, as above, beside two pairs that many have."""
    many = [1_000_000, 1_080_000, 1_200_000, 1_296_000] * 4
    assert count_with_allowance([*many, *range(1_301_003, 1_310_000, 1_501)]) == 24


@pytest.mark.parametrize(
    ("cents", "keer", "found"),
    [
        ([1_000_000, 1_080_000, 1_200_000, 1_296_000], 3, 6),
        ([1_000_000, 1_080_000, 1_200_000, 1_296_000], 2, 0),
        ([1_000_000, 1_090_000, 1_200_000, 1_308_000], 3, 6),
        ([1_000_000, 1_080_000, 1_200_000, 1_300_000], 3, 0),
        ([1_000_000, 1_080_000, 1_200_000, 1_296_000, *range(1_301_003, 1_310_000, 1_501)], 3, 0),
        ([1_000_000, 1_080_000, 1_200_000, 1_308_000], 3, 0),
    ],
)
def test_pairs_that_differ_by_an_allowance_are_told_when_many_do(
    cents: list[int], keer: int, found: int
) -> None:
    assert count_with_allowance(cents, keer) == found
