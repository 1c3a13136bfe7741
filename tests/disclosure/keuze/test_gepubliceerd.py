"""Published tables of others: on their own rule no more is hidden than they tell, and none of it can be known."""

import runpy
from pathlib import Path

import pytest

from sdreport.disclosure import check_disclosure, protect, release

TABELLEN = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "geheimhouding.py"))["TABELLEN"]
VERBORGEN = {
    "example1": {"zelf": 6, "mee": 5},
    "sdcTable-1": {"zelf": 1, "mee": 3},
    "z1": {"zelf": 3, "mee": 3},
    "z2-2": {"samen": 20},
    "z2-10": {"samen": 44},
}
"""What GaussSuppression hides of a table, or sdcTable where that is the only one: small numbers, others, in all."""


@pytest.mark.parametrize("naam", VERBORGEN)
def test_of_a_published_table_no_more_is_hidden_than_others_hide(naam: str) -> None:
    tabel = TABELLEN[naam]()
    items = protect(tabel.cijfers, tabel.regels, tabel.structuur)
    check_disclosure(list(release(items, "definitief")), items, tabel.regels, tabel.structuur)
    small = sum(item.regel.startswith("minder") for item in items)
    hidden = sum(item.onderdrukt for item in items)
    found = {"zelf": small, "mee": hidden - small, "samen": hidden}
    published = VERBORGEN[naam]
    assert found["zelf"] == published.get("zelf", found["zelf"])
    assert all(found[wat] <= aantal for wat, aantal in published.items())
