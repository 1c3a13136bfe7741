"""The catalogue: which datasets there are, what a row and each column of them mean.

The catalogue is the one description of the extracts. The reader, `sdreport new-year`, the gate's check of
columns and the data dictionary (`docs/gegevenswoordenboek.md`) all follow it.
"""

from dataclasses import dataclass
from typing import Literal

Soort = Literal["code", "tekst", "getal", "bedrag", "datum"]
Privacy = Literal["openbaar", "pseudoniem", "persoonsgegeven"]

SOORT_UITLEG: dict[Soort, str] = {
    "code": "code of sleutel, letterlijk overgenomen (voorloopnullen blijven staan)",
    "tekst": "vrije tekst",
    "getal": "geheel getal, punt als scheiding van duizendtallen mag",
    "bedrag": "bedrag in euro, decimale komma, hoogstens twee decimalen",
    "datum": "datum als dd-mm-jjjj",
}


@dataclass(frozen=True)
class Column:
    """One column of an extract: its name, kind, meaning, and where its definition comes from."""

    name: str
    soort: Soort
    betekenis: str
    verplicht: bool = True
    privacy: Privacy = "openbaar"
    standaard: str = ""


@dataclass(frozen=True)
class Dataset:
    """One dataset: `rij` says what a row is, `sleutel` which columns together are unique."""

    slug: str
    titel: str
    rij: str
    afzender: str
    sleutel: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns in the order in which they are delivered."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column with this name; KeyError if there is none."""
        return next(column for column in self.columns if column.name == name)
