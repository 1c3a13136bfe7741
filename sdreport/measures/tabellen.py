"""Tables that several indicators share: extracts joined with their reference tables, one row as named."""

from typing import Any

import pandas as pd

from sdreport.measures.definitie import Invoer

WET_SLUG = {"Wmo": "wmo", "Jeugdwet": "jeugdwet", "Participatiewet": "participatiewet"}
AFGEWEZEN = "afgewezen"
TOEGEWEZEN = "kosten_toegewezen"
PARTNER = "partner_"


def read_year(value: Any) -> int | None:
    """A year of a published row; None when it names none."""
    return None if pd.isna(value) else int(value)


def toewijzingen_in_jaar(invoer: Invoer) -> pd.DataFrame:
    """Toewijzingen that ran for at least one day of the year, with wet as slug, voorziening and perceel.

    What is known of the days on which support began and ended (messages 305 and 307) goes before what was planned.
    """
    toewijzingen = with_product(invoer)
    begin = toewijzingen["werkelijke_begindatum"].fillna(toewijzingen["ingangsdatum"])
    einde = toewijzingen["werkelijke_einddatum"].fillna(toewijzingen["einddatum"])
    return toewijzingen[(begin <= invoer.einde) & ~(einde < invoer.begin)]


def with_product(invoer: Invoer) -> pd.DataFrame:
    """All toewijzingen with the voorziening, perceel and taakveld of their product, and wet as slug."""
    product = invoer.referenties["productcodes"][
        ["productcode", "leveringsvorm", "voorziening", "perceel", "taakveld"]
    ]
    joined = invoer.tabellen["toewijzingen"].merge(product, on=["productcode", "leveringsvorm"], how="left")
    return joined.assign(wet=joined["wet"].map(WET_SLUG))


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


def declaraties_met_toewijzing(invoer: Invoer) -> pd.DataFrame:
    """Declaraties with client, age, leveringsvorm, wet and perceel of their toewijzing; rejected ones are left out.

    An amount counts once, also in a concept in which a toewijzingnummer is there twice or not at all. A credit is below
    zero, so that what was put right later counts as it should be.
    """
    columns = ["toewijzingnummer", "clientnummer", "geboortejaar", "wet", "leveringsvorm", "perceel"]
    toewijzing = with_product(invoer)[columns].dropna(subset="toewijzingnummer")
    unique = toewijzing.drop_duplicates("toewijzingnummer")
    declaraties = invoer.tabellen["declaraties"]
    taken = declaraties[~declaraties["status"].eq(AFGEWEZEN)]
    joined = taken.merge(unique, on="toewijzingnummer", how="left")
    return with_leeftijd(joined, invoer.jaar)


def with_leeftijd(frame: pd.DataFrame, jaar: int) -> pd.DataFrame:
    """The frame with `leeftijd`: the age a person reaches in the year (year of birth is all that is known).

    Missing where the year of birth is, which only a concept can have.
    """
    return frame.assign(leeftijd=jaar - frame["geboortejaar"].astype("Int64"))
