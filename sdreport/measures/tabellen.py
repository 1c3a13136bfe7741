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


def uitkeringen_in_jaar(invoer: Invoer) -> pd.DataFrame:
    """Uitkeringen that ran for at least one day of the year, with the reported group of their regeling."""
    uitkeringen = invoer.tabellen["uitkeringen"]
    runs = (uitkeringen["begindatum"] <= invoer.einde) & ~(uitkeringen["einddatum"] < invoer.begin)
    groep = uitkeringen["regeling"].map(invoer.groepen("regeling"))
    return uitkeringen.assign(regeling_groep=groep)[runs]


def bijstandspersonen_in_jaar(invoer: Invoer) -> pd.DataFrame:
    """One row per person of an uitkering in the year: a couple is one uitkering and two persons."""
    uitkeringen = uitkeringen_in_jaar(invoer)
    partners = uitkeringen.dropna(subset=f"{PARTNER}clientnummer").copy()
    for name in ("clientnummer", "geboortejaar", "geslacht"):
        partners[name] = partners[f"{PARTNER}{name}"]
    return pd.concat([uitkeringen, partners], ignore_index=True)


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
    return bank.add_table(
        TOEGEWEZEN,
        f"SELECT toewijzingnummer, CASE wet {wet} END AS wet, perceel, leveringsvorm, clientnummer,"
        f" {invoer.jaar} - geboortejaar AS leeftijd FROM (SELECT DISTINCT ON (toewijzingnummer) * FROM toewijzingen"
        " WHERE toewijzingnummer IS NOT NULL ORDER BY toewijzingnummer, regelnummer)"
        " LEFT JOIN kosten_producten USING (productcode, leveringsvorm)",
    )


def with_leeftijd(frame: pd.DataFrame, jaar: int) -> pd.DataFrame:
    """The frame with `leeftijd`: the age a person reaches in the year (year of birth is all that is known).

    Missing where the year of birth is, which only a concept can have.
    """
    return frame.assign(leeftijd=jaar - frame["geboortejaar"].astype("Int64"))
