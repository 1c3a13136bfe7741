"""Why a perceel cost more: two effects that add up exactly, against amounts computed by hand."""

import pytest

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
