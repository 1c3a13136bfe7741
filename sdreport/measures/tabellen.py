"""Tables that several indicators share: extracts joined with their reference tables, one row as named."""

from typing import Any

import pandas as pd

from sdreport.measures.definitie import Invoer

WET_SLUG = {"Wmo": "wmo", "Jeugdwet": "jeugdwet", "Participatiewet": "participatiewet"}
TOEGEWEZEN = "kosten_toegewezen"
PARTNER = "partner_"


def read_year(value: Any) -> int | None:
    """A year of a published row; None when it names none."""
    return None if pd.isna(value) else int(value)


def add_toegewezen(invoer: Invoer) -> str:
    """The table in the engine of the first toewijzing with each number: wet as slug, perceel, leveringsvorm, client
    and age.
    """
    bank = invoer.bank("toewijzingen")
    if bank.has(TOEGEWEZEN):
        return TOEGEWEZEN
    products = invoer.referenties["productcodes"][["productcode", "leveringsvorm", "perceel"]]
    bank.add_frame("kosten_producten", products.dropna(), ["VARCHAR"] * 3)
    wet = " ".join(f"WHEN '{name}' THEN '{slug}'" for name, slug in WET_SLUG.items())
    first = "SELECT min(regelnummer) FROM toewijzingen WHERE toewijzingnummer IS NOT NULL GROUP BY toewijzingnummer"
    return bank.add_table(
        TOEGEWEZEN,
        f"SELECT toewijzingnummer, CASE wet {wet} END AS wet, perceel, leveringsvorm, clientnummer,"
        f" {invoer.jaar} - geboortejaar AS leeftijd FROM toewijzingen"
        f" LEFT JOIN kosten_producten USING (productcode, leveringsvorm) WHERE regelnummer IN ({first})",
    )
