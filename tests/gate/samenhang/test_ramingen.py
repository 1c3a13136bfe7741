"""Actual costs that are an estimate: told where that is no chance."""

import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.aannemelijk.ramingen import ramingen


def judge(amounts: list[str], estimates: list[str]) -> list[int]:
    """The lines of actual costs that are an estimate, of posts with these actual costs and last estimates."""
    base = schone_rijen("begroting")[0] | {"onderdeel": "algemeen"}
    rows = [
        base | {"post": f"post-{number}", "fase": fase, "bedrag": bedrag}
        for number, pair in enumerate(zip(estimates, amounts, strict=True))
        for fase, bedrag in zip(("najaarsnota", "werkelijk"), pair, strict=True)
    ]
    table = derive(ramingen, bronnen(begroting=rows))
    return [int(line) for line in table.index[table["is_raming"].fillna(0).gt(0)]]


NAJAAR = ["4310000", "2870000", "3140000", "352000"]


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        (["4310000", "2890000", "3100000", "340000"], []),  # all in tens of thousands: one is equal by chance
        (["4310000", "2891234,56", "3101234,12", "1239871,90"], [3]),  # the one that is round is the estimate
        (["4310000", "2890000", "3101234,12", "1239871,90"], [3]),
        (["4310000", "2891000", "3102000", "351000"], [3]),  # in thousands, and of four digits
        (["4311000", "2891000", "3102000", "352000"], []),
        (["4311234,50", "2891234,56", "3101234,12", "1239871,90"], []),
    ],
)
def test_round_actual_costs_are_an_estimate_where_others_are_not_round(
    amounts: list[str], found: list[int]
) -> None:
    assert judge(amounts, NAJAAR) == found
