"""Sources of koppelingen from a few rows, and the table that a koppeling makes of them."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
from kwaliteit_extracten import JAAR, make_table, referenties

from sdreport.gate.samenhang.sources import Bronnen


def bronnen(historie: dict[str, float] | None = None, **rows: list[dict[str, str]]) -> Bronnen:
    """Sources with these extracts; numbers of last year as `{"telling telling=x;categorie=y": 3}`."""
    keys = [key.split(" ", 1) for key in historie or {}]
    vorig = {
        "indicator": [key[0] for key in keys],
        "uitsplitsing": [key[1] for key in keys],
        "waarde": list((historie or {}).values()),
    }
    tables = {slug: make_table(slug, own) for slug, own in rows.items()}
    return Bronnen(tables, referenties(), JAAR, dt.date(2024, 5, 30), historie=pd.DataFrame(vorig))


def derive(make: Callable[[Bronnen], pd.DataFrame | str], source: Bronnen) -> pd.DataFrame:
    """The derived table of a koppeling, by line."""
    made = make(source)
    if isinstance(made, str):
        made = source.werkbank.query(f"SELECT * FROM ({made}) ORDER BY regel").set_index("regel")
    source.close()
    return made
