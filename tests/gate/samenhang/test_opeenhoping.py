"""Days that pile up, on small tables: what is a pile, and what a crowded day."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from kwaliteit_extracten import make_table, schone_rijen
from samenhanghulp import bronnen, derive

from sdreport.gate.samenhang.dagen.tijdlijn import tijdlijn

DAGEN = [f"{day:%d-%m-%Y}" for day in pd.date_range("2023-01-02", "2023-12-29", freq="4D") if day.day > 1]


def rows(slug: str, column: str, days: list[str]) -> list[dict[str, str]]:
    base = schone_rijen(slug)[0]
    key = {"inkomensondersteuning": "toekenningsnummer", "uitkeringen": "uitkeringsnummer"}.get(
        slug, "toewijzingnummer"
    )
    return [base | {key: f"N{n}", column: day} for n, day in enumerate(days)]


def find(slug: str, column: str, days: list[str], vorig: list[str] | None = None) -> pd.DataFrame:
    """The piles in a column, beside last year's extract."""
    last: dict[str, Any] = {} if vorig is None else {slug: make_table(slug, rows(slug, column, vorig))}
    made = derive(tijdlijn, replace(bronnen(**{slug: rows(slug, column, days)}), vorige=last))
    return made[made["opeengehoopt"].eq(1) & made["kolom"].eq(column)]


@pytest.mark.parametrize(
    ("slug", "column", "more", "vorig", "found"),
    [
        ("inkomensondersteuning", "datum", ["17-05-2023"] * 25, None, 25),
        ("inkomensondersteuning", "datum", ["17-05-2023"] * 25, ["17-05-2022"] * 20 + DAGEN, 0),
        ("inkomensondersteuning", "datum", ["17-05-2023"] * 25, ["18-05-2022"] * 25 + DAGEN, 25),
        ("inkomensondersteuning", "datum", ["17-05-2023"] * 19, None, 0),
        ("inkomensondersteuning", "datum", ["17-05-2023"] * 25 + ["18-05-2023"] * 9 + ["19-05-2023"] * 9, None, 0),
        ("inkomensondersteuning", "datum", [f"01-{month:02d}-2023" for month in range(1, 13)] * 12, None, 144),
        ("inkomensondersteuning", "datum", [f"15-{month:02d}-2023" for month in range(1, 13)] * 12, None, 144),
        ("inkomensondersteuning", "datum", [f"01-{month:02d}-2023" for month in range(1, 13)] * 3, None, 0),
        ("toewijzingen", "ingangsdatum", ["01-05-2023"] * 90, None, 0),
        ("toewijzingen", "ingangsdatum", ["17-05-2023"] * 90, None, 90),
        ("toewijzingen", "ingangsdatum", [f"01-{month:02d}-2023" for month in range(1, 13)] * 12, None, 0),
        ("toewijzingen", "ingangsdatum", [f"01-{month:02d}-2023" for month in range(1, 13)] * 30, DAGEN, 360),
        ("toewijzingen", "ingangsdatum", [f"01-{month:02d}-2023" for month in range(1, 13)] * 30,
         [f"01-{month:02d}-2022" for month in range(1, 13)] * 9 + DAGEN, 0),
        ("uitkeringen", "einddatum", ["31-07-2023"] * 40, None, 40),
        ("uitkeringen", "einddatum", ["31-07-2023"] * 40 + ["30-06-2023", "31-08-2023"] * 9, None, 0),
        ("uitkeringen", "einddatum", ["31-07-2023"] * 40, ["31-07-2022"] * 40 + DAGEN, 0),
        ("uitkeringen", "einddatum", ["30-07-2023"] * 40, None, 40),
        ("uitkeringen", "begindatum", ["01-03-2023"] * 40, None, 40),
    ],
)  # fmt: skip
def test_a_day_with_far_more_records_than_others_is_a_pile(
    slug: str, column: str, more: list[str], vorig: list[str] | None, found: int
) -> None:
    piles = find(slug, column, DAGEN + more, vorig)
    own = set(more)
    extra = sum(day.startswith("15") for day in DAGEN) if "15-03-2023" in own else 0
    assert len(piles) == found + extra


def test_a_finding_says_how_many_there_are_and_not_which_day() -> None:
    piles = find("inkomensondersteuning", "datum", DAGEN + ["17-05-2023"] * 25)
    assert set(piles["onderwerp"]) == {"datum, een dag met 25 regels, waar andere er hoogstens 1 hebben"}
