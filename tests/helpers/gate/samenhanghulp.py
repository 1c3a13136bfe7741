"""Sources of koppelingen from a few rows, and the table that a koppeling makes of them."""

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd
from kwaliteit_extracten import JAAR, make_table, referenties

from sdreport.gate.samenhang.sources import Bronnen
from sdreport.measures import measure_extracts
from sdreport.measures.definitie import Invoer
from sdreport.register.cijfer import Getal, parse_uitsplitsing


def bronnen(vorig: Mapping[str, float | None] | None = None, **rows: list[dict[str, str]]) -> Bronnen:
    """Sources with these extracts, measured; numbers of last year as `{"telling telling=x;categorie=y": 3}`."""
    tables = {slug: make_table(slug, own) for slug, own in rows.items()}
    measured = measure_extracts(Invoer(JAAR, tables, referenties()), ())
    published = [make_vorig(name, waarde) for name, waarde in (vorig or {}).items()]
    return Bronnen(
        tables,
        referenties(),
        JAAR,
        dt.date(2024, 5, 30),
        cijfers=measured.per_indicator,
        vorig=published,
    )


def make_vorig(name: str, waarde: float | None) -> Getal:
    """A number of last year, by its indicator and uitsplitsing."""
    indicator, _, uitsplitsing = name.partition(" ")
    eenheid = "euro" if indicator.startswith("kosten") else "personen"
    return Getal(indicator, JAAR - 1, parse_uitsplitsing(uitsplitsing), waarde, eenheid)


def derive(make: Callable[[Bronnen], pd.DataFrame | str], source: Bronnen) -> pd.DataFrame:
    """The derived table of a koppeling, by line."""
    made = make(source)
    if isinstance(made, str):
        made = source.werkbank.query(f"SELECT * FROM ({made}) ORDER BY regelnummer").set_index("regelnummer")
    source.close()
    return made
