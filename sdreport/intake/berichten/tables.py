"""The tables of a municipality that say what codes in its messages are: wijken, names of providers, products, codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sdreport.errors import ConfigurationError, Fault
from sdreport.intake.berichten.xml.structuur import WETTEN
from sdreport.project.reference_rules import require_fields
from sdreport.project.references import load_references, read_table
from sdreport.safe.files import is_there

ZIN = "ZIN"
AANBIEDERS = "aanbieders"
KOLOMMEN = ("agb", "naam")
LIJSTEN = {
    "categorie": "productcategorie",
    "reden_307": "reden_beeindiging",
    "reden_301": "reden_wijziging",
    "verwijzer": "verwijzertype",
    "geslacht": "geslacht",
    "eenheid": "eenheid",
    "frequentie": "frequentie",
}
"""The code list of each field that has one."""


@dataclass(frozen=True)
class Vertaaltabellen:
    """What the tables say; an empty table checks and translates nothing.

    `wijken` by postcode of four digits or of six signs, `aanbieders` by AGB code, `codes` by field and law, `producten`
    the product codes of each law.
    """

    wijken: Mapping[str, str] = field(default_factory=dict)
    aanbieders: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    producten: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def find_wijk(self, postcode: str) -> str | None:
        """The wijk of a postcode (1234AB): its own, or else that of its four digits; None when it is not there."""
        return self.wijken.get(postcode) or self.wijken.get(postcode[:4])

    def knows_code(self, veld: str, wet: str, code: str) -> bool:
        """Whether a code is in the list of its field and law; yes when there is no such list."""
        codes = self.codes.get((veld, wet))
        return codes is None or code in codes

    def knows_product(self, wet: str, code: str) -> bool:
        """Whether a product code is in the table of products; yes when that has none of this law."""
        producten = self.producten.get(wet)
        return producten is None or code in producten


def load_tabellen(folder: Path, jaar: int | None = None) -> Vertaaltabellen:
    """Read the tables in `data/`; postcodes.csv and aanbieders.csv may be absent. ConfigurationError names a fault.

    A wijk is that of `jaar`; a product may be of any year, as messages are.
    """
    aanbieders = _read_aanbieders(folder)
    references = load_references(folder)
    postcodes = references["postcodes"] if jaar is None else load_references(folder, jaar)["postcodes"]
    if postcodes["postcode"].duplicated().any():
        what = "een postcode heeft niet elk jaar dezelfde wijk. Noem het jaar met --jaar."
        raise ConfigurationError(Fault(what, "data/postcodes.csv"))
    return Vertaaltabellen(
        dict(zip(postcodes["postcode"], postcodes["wijk"], strict=True)),
        aanbieders,
        _read_codes(references["codelijsten"]),
        _read_producten(references["productcodes"]),
    )


def _read_aanbieders(folder: Path) -> dict[str, str]:
    """The names of providers by code; empty when there is no such table."""
    path = folder / f"{AANBIEDERS}.csv"
    if not is_there(path):
        return {}
    table = read_table(path, KOLOMMEN, f"data/{AANBIEDERS}.csv")
    require_fields(AANBIEDERS, table, f"data/{AANBIEDERS}.csv")
    key, value = KOLOMMEN
    pairs: dict[str, str] = {}
    for line, one, two in zip(table.index, table[key], table[value], strict=True):
        if one in pairs:
            what = f"{key} staat er al."
            raise ConfigurationError(Fault(what, f"data/{AANBIEDERS}.csv", (line,)))
        pairs[one] = two
    return pairs


def _read_codes(codelijsten: pd.DataFrame) -> dict[tuple[str, str], frozenset[str]]:
    """The codes per field and law; a list without law is of both."""
    codes: dict[tuple[str, str], frozenset[str]] = {}
    codelijsten = codelijsten.reindex(columns=["lijst", "wet", "code"])
    for veld, lijst in LIJSTEN.items():
        rows = codelijsten[codelijsten["lijst"] == lijst]
        for wet in WETTEN.values():
            own = rows[rows["wet"].isna() | (rows["wet"] == wet)]
            if len(own):
                codes[veld, wet] = frozenset(own["code"])
    return codes


def _read_producten(productcodes: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The product codes in natura per law."""
    natura = productcodes[productcodes["leveringsvorm"] == ZIN]
    return {str(wet): frozenset(rows["productcode"]) for wet, rows in natura.groupby("wet")}
