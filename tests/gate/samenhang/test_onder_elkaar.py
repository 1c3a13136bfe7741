"""Rows below each other: what was drawn down, sorted or moved, and what is simply the order of an extract."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.volgorde import OORDELEN, volgorde

SOORTEN = {"energietoeslag": (500, 800, 1300), "overig": (60, 90, 120), "maatwerk": (2100, 2500, 2900)}
DAGEN = [f"{day:%d-%m-%Y}" for day in pd.date_range("2023-01-01", "2023-12-31")]


def grants(count: int = 300) -> list[tuple[str, int, str]]:
    """Grants of three kinds, mixed, each with amounts of its own; by day."""
    toeval = random.Random(7)
    kinds = [toeval.choice(list(SOORTEN)) for _ in range(count)]
    days = sorted(toeval.choices(range(365), k=count))
    return [
        (kind, toeval.choice(SOORTEN[kind]) + toeval.randrange(50), DAGEN[day])
        for kind, day in zip(kinds, days, strict=True)
    ]


def find(rows: Sequence[tuple[str, float, str]]) -> dict[str, list[int]]:
    """The places of the grants that are found, per verdict."""
    base = schone_rijen("inkomensondersteuning")[0]
    text = [
        base
        | {
            "toekenningsnummer": f"T{n}",
            "soort": soort,
            "bedrag": f"{bedrag:.2f}".replace(".", ","),
            "datum": dag,
        }
        for n, (soort, bedrag, dag) in enumerate(rows)
    ]
    made = derive(volgorde, bronnen(inkomensondersteuning=text))
    return {
        name: [line - 2 for line in made.index[made[name].eq(1)]]
        for name in OORDELEN
        if made[name].eq(1).any()
    }


def with_amounts(
    rows: list[tuple[str, int, str]], first: int, amounts: Sequence[float]
) -> list[tuple[str, float, str]]:
    moved: list[tuple[str, float, str]] = list(rows)
    for place, amount in enumerate(amounts, first):
        moved[place] = (rows[place][0], amount, rows[place][2])
    return moved


def test_amounts_of_the_row_above_are_found_where_they_stand_beside_other_kinds() -> None:
    rows = grants()
    found = find(with_amounts(rows, 100, [row[1] for row in rows[99:159]]))
    assert list(found) == ["losgeraakt"]
    assert set(range(105, 155)) <= set(found["losgeraakt"]) <= set(range(99, 160))


def test_a_block_that_was_sorted_alone_is_named_whole() -> None:
    rows = grants()
    found = find(with_amounts(rows, 100, sorted(row[1] for row in rows[100:140])))
    assert list(found) == ["gesorteerd"]
    assert set(range(100, 140)) <= set(found["gesorteerd"]) <= set(range(98, 142))


@pytest.mark.parametrize("step", [-3, 1, 25])
def test_a_series_of_equal_steps_is_drawn_down(step: int) -> None:
    rows = [("overig", row[1], row[2]) for row in grants()]
    found = find(with_amounts(rows, 50, [rows[50][1] + step * n for n in range(9)]))
    assert found["doorgetrokken"] == list(range(51, 59))
    assert "doorgetrokken" not in find(with_amounts(rows, 50, [rows[50][1] + step * n for n in range(6)]))


def test_days_that_each_come_a_day_later_are_drawn_down_unless_days_are_like_that() -> None:
    rows = grants()
    drawn = [(*row[:2], DAGEN[60 + place]) for place, row in enumerate(rows[50:70])]
    assert find([*rows[:50], *drawn, *rows[70:]]) == {"doorgetrokken": list(range(51, 70))}
    daily = [(*row[:2], DAGEN[place + place // 9]) for place, row in enumerate(rows)]
    assert not find(daily)


@pytest.mark.parametrize(
    "key", [lambda row: row[1], lambda row: (row[0], row[1]), lambda row: (row[0], row[2])]
)
@pytest.mark.parametrize("turned", [False, True])
def test_an_extract_in_any_order_of_its_own_is_right(
    key: Callable[[tuple[str, int, str]], Any], turned: bool
) -> None:
    assert not find(grants())
    assert not find(sorted(grants(), key=key, reverse=turned))


def benefits(order: Sequence[int]) -> list[dict[str, str]]:
    """Benefits by first day, with as much as they lasted; of those over the whole year some have more."""
    base = schone_rijen("uitkeringen")[0]
    amounts = [14000.0 + 70 * (place * 7 % 11) ** 2 for place in range(60)]
    days = ["01-03-2020"] * 60 + [f"01-{1 + place // 4:02d}-2023" for place in range(4, 40)]
    amounts = [amounts[place] for place in order] + [1100.0 * (12 - place // 4) for place in range(4, 40)]
    return [
        base
        | {
            "uitkeringsnummer": f"U{n}",
            "begindatum": day,
            "einddatum": "",
            "bedrag": f"{amount:.2f}".replace(".", ","),
        }
        for n, (day, amount) in enumerate(zip(days, amounts, strict=True))
    ]


def test_benefits_that_began_later_and_so_have_less_are_not_sorted() -> None:
    own = list(range(60))
    made = derive(volgorde, bronnen(uitkeringen=benefits(own)))
    assert not made["gesorteerd"].eq(1).any()
    some = [*own[:10], *sorted(own[10:40], key=lambda place: place * 7 % 11), *own[40:]]
    made = derive(volgorde, bronnen(uitkeringen=benefits(some)))
    assert set(range(12, 42)) <= set(made.index[made["gesorteerd"].eq(1)]) <= set(range(10, 44))
