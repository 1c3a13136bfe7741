"""Day and month in each other's place, on small tables: which order of lines can show it, and which cannot."""

from collections.abc import Callable

import pandas as pd
import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen

from sdreport.gate.samenhang.dagen.dag_en_maand import find_swapped_days

DAGEN = [f"{day:%d-%m-%Y}" for day in pd.date_range("2023-01-01", "2023-12-31") for _ in range(4)]
Volgorde = Callable[[list[str]], list[str]]


def swap(day: str) -> str:
    """A day as a spreadsheet with American settings reads it."""
    return f"{day[3:5]}-{day[:2]}-{day[6:]}" if int(day[:2]) <= 12 else day


def count_swapped(days: list[str]) -> int | None:
    """How many lines are told; None when the order of the lines shows nothing."""
    base = schone_rijen("inkomensondersteuning")[0]
    rows = [base | {"toekenningsnummer": f"N{n}", "datum": day} for n, day in enumerate(days)]
    source = bronnen(inkomensondersteuning=rows)
    found = [where for _, _, where in find_swapped_days(source)]
    told = [
        source.werkbank.storage.execute(f"SELECT count(*) FROM inkomensondersteuning WHERE {w}")
        for w in found
    ]
    source.close()
    return told[0][0][0] if told else None


@pytest.mark.parametrize("volgorde", [list, lambda days: days[::-1]], ids=["oldest first", "newest first"])
def test_days_out_of_the_order_of_the_others_are_told(volgorde: Volgorde) -> None:
    days = volgorde(DAGEN)
    assert count_swapped(days) == 0
    assert (count_swapped([swap(day) for day in days]) or 0) > 100


@pytest.mark.parametrize(
    "volgorde",
    [
        sorted,  # as text: all firsts of a month, then all seconds
        lambda days: sorted(days, reverse=True),
        lambda days: sorted(days, key=lambda day: day[3:5][::-1]),
        lambda days: days[::2] + days[1::2],  # two files, one below the other
    ],
    ids=["as text", "as text, from the end", "by month", "two files"],
)
def test_an_extract_in_another_order_tells_nothing(volgorde: Volgorde) -> None:
    assert not count_swapped(volgorde(DAGEN))
