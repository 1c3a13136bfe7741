"""Ages that slipped beside last year's population: a year is what people age, and newcomers are no slip."""

from dataclasses import replace

import pytest
from kwaliteit_extracten import make_table
from samenhanghulp import bronnen

from sdreport.gate.samenhang.aannemelijk.inwoners import find_slipped

OPBOUW = [400 + (age * 37) % 90 + (150 if 40 <= age < 60 else 0) - max(0, age - 60) * 9 for age in range(100)]


def rows(jaar: int, step: int, times: float = 1.0, moved: int = 0) -> list[dict[str, str]]:
    """The population of a year in which everybody is `step` years older than in `OPBOUW`."""
    return [
        {
            "jaar": str(jaar),
            "soort": "stand",
            "leeftijd": str(age),
            "geslacht": "1",
            "aantal": str(int(OPBOUW[min(99, max(0, age - step))] * times) + (moved if age < 30 else 0)),
        }
        for age in range(100)
    ]


@pytest.mark.parametrize(
    ("step", "times", "moved", "told"),
    [
        (1, 1.0, 0, []),  # a year older
        (0, 1.01, 0, []),  # last year's, brought up to date
        (1, 1.0, 60, []),  # students came
        (3, 1.0, 0, ["1"]),
        (-2, 1.02, 0, ["1"]),
    ],
)
def test_only_ages_that_slipped_are_told(step: int, times: float, moved: int, told: list[str]) -> None:
    last = {"bevolking": make_table("bevolking", rows(2022, 0))}
    made = replace(bronnen(bevolking=rows(2023, step, times, moved)), vorige=last)
    assert list(find_slipped(made)) == told
    made.close()


def test_without_last_year_there_is_nothing_to_compare() -> None:
    made = bronnen(bevolking=rows(2023, 3))
    assert list(find_slipped(made)) == []
