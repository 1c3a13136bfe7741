"""Why a perceel cost more: two effects that add up exactly, against amounts computed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdreport.register.afgeleid.kosten import derive_effects
from sdreport.register.cijfer import Cijfer

JAAR = 2023


def year(jaar: int, cost: float | None, clients: float | None) -> list[Cijfer]:
    where = {"perceel": "hulp"}
    return [
        Cijfer("kosten_perceel", jaar, where, cost, "euro", "definitief", "declaraties", "Telling."),
        Cijfer("perceel_clienten", jaar, where, clients, "personen", "definitief", "declaraties", "Telling."),
    ]


def effects(rows: list[Cijfer]) -> dict[str, float | None]:
    return {rij.uitsplitsing["oorzaak"]: rij.waarde for rij in derive_effects(rows, JAAR)}


@pytest.mark.parametrize(
    ("cost", "clients", "parts"), [(1200, 12, (200, 0)), (1500, 10, (0, 500)), (1100.5, 9, (-100, 200.5))]
)
def test_more_clients_or_more_for_each(cost: float, clients: float, parts: tuple[float, float]) -> None:
    found = effects([*year(JAAR - 1, 1000, 10), *year(JAAR, cost, clients)])
    assert (found["clienten"], found["per-client"]) == parts
    assert sum(value or 0 for value in found.values()) == pytest.approx(cost - 1000)


@pytest.mark.parametrize(
    "before", [[], year(JAAR - 1, None, 10), year(JAAR - 1, 1000, None), year(JAAR - 1, 1000, 0)]
)
def test_a_hidden_number_or_a_missing_year_gives_no_effects(before: list[Cijfer]) -> None:
    assert effects([*before, *year(JAAR, 1200, 12)]) == {}


def other(indicator: str, jaar: int, waarde: float | None, **where: str) -> Cijfer:
    return Cijfer(
        indicator, jaar, {"perceel": "hulp", **where}, waarde, "euro", "definitief", "declaraties", "Telling."
    )


COSTS = [*year(JAAR - 1, 1000, 10), *year(JAAR, 1500, 12)]
OLD_PRICES = other("kosten_oude_prijs", JAAR, 1400)
VOLUMES = [
    other("perceel_volume", jaar, uren, eenheid="uren") for jaar, uren in ((JAAR - 1, 100), (JAAR, 130))
]


def test_volume_kind_and_price_are_told_apart_where_they_are_known() -> None:
    """200 by two clients more; 130 hours are 100 more at last year's costs; dearer kinds 100, and prices 100."""
    assert effects([*COSTS, OLD_PRICES, *VOLUMES]) == {
        "clienten": 200,
        "volume": 100,
        "soort": 100,
        "prijs": 100,
    }
    assert effects([*COSTS, OLD_PRICES]) == {"clienten": 200, "volume-en-soort": 200, "prijs": 100}
    assert effects([*COSTS, *VOLUMES]) == {"clienten": 200, "per-client": 300}


@pytest.mark.parametrize("gone", [0, 1])
def test_of_a_hidden_volume_or_another_unit_nothing_is_made(gone: int) -> None:
    hidden = [
        other("perceel_volume", row.jaar, None, eenheid="uren") if i == gone else row
        for i, row in enumerate(VOLUMES)
    ]
    assert set(effects([*COSTS, OLD_PRICES, *hidden])) == {"clienten", "volume-en-soort", "prijs"}
    turned = [
        other("perceel_volume", row.jaar, row.waarde, eenheid="stuks") if i == gone else row
        for i, row in enumerate(VOLUMES)
    ]
    assert set(effects([*COSTS, OLD_PRICES, *turned])) == {"clienten", "volume-en-soort", "prijs"}


@given(st.lists(st.floats(1, 1e6), min_size=7, max_size=7))
def test_the_effects_add_up_to_the_difference_to_the_cent(numbers: list[float]) -> None:
    cost, before, clients, clients_before, old, now, then = (round(number, 2) for number in numbers)
    rows = [
        *year(JAAR - 1, before, clients_before),
        *year(JAAR, cost, clients),
        other("kosten_oude_prijs", JAAR, old),
    ]
    rows += [
        other("perceel_volume", jaar, uren, eenheid="uren") for jaar, uren in ((JAAR - 1, then), (JAAR, now))
    ]
    assert round(sum(value or 0 for value in effects(rows).values()), 2) == round(cost - before, 2)
