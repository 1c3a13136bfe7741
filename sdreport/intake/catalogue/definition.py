"""The catalogue: which datasets there are, what a row and each column of them mean.

The catalogue is the one description of the extracts. The reader, `sdreport new-year`, the gate's check of
columns and the data dictionary (`docs/gegevenswoordenboek.md`) all follow it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Soort = Literal["code", "tekst", "getal", "decimaal", "bedrag", "datum"]
Privacy = Literal["openbaar", "pseudoniem", "persoonsgegeven"]
Bijwerken = Literal["nooit", "soms", "elke peildatum"]
KWARTAAL = "JJJJ-Qn"
"""Stands among the values of a column for every quarter, as 2019-Q4."""
PEILDATUM = "peildatum"
"""The column with the day of a published dataset that is delivered again for every such day."""
PROGRAMMAS = "programmas"
"""As code list of a column: the programmes in `data/programmas.csv`."""

SOORT_UITLEG: dict[Soort, str] = {
    "code": "code of sleutel, letterlijk overgenomen (voorloopnullen blijven staan)",
    "tekst": "vrije tekst",
    "getal": "geheel getal, punt als scheiding van duizendtallen mag",
    "decimaal": "getal met decimale komma, hoogstens vier decimalen",
    "bedrag": "bedrag in euro, decimale komma, hoogstens twee decimalen",
    "datum": "datum als dd-mm-jjjj",
}


@dataclass(frozen=True)
class Column:
    """One column of an extract: its name, kind, meaning, and where its definition comes from.

    `codelijst` names the code list, national or of the municipality, of which it holds a code; `waarden` are its values
    when they speak for themselves. `verplicht` says whether a cell must be filled, `optioneel` that a delivery may do
    without the whole column: it is then typed with nothing in it, and the delivery tells; `zonder` is what the report
    then does, in a sentence. `bijwerken` says when a
    published row changes: a column that never does is a key, or holds for the whole file; one judged anew starts
    empty on the next peildatum. `lopend` says that it holds sentences, which the rules for texts of documents read.
    """

    name: str
    soort: Soort
    betekenis: str
    verplicht: bool = True
    optioneel: bool = False
    zonder: str = ""
    privacy: Privacy = "openbaar"
    standaard: str = ""
    codelijst: str = ""
    waarden: tuple[str, ...] = ()
    bijwerken: Bijwerken = "soms"
    lopend: bool = False


@dataclass(frozen=True)
class Dataset:
    """One dataset: `rij` says what a row is, `sleutel` which columns together are unique.

    Of the key only the columns count that were delivered (see `sleutel_van`).

    `gepubliceerd` marks a dataset whose rows are themselves published (a plan, a budget table): chapters may show
    them, and a later report may read an earlier delivery again. It holds public columns only.
    """

    slug: str
    titel: str
    rij: str
    afzender: str
    sleutel: tuple[str, ...]
    columns: tuple[Column, ...]
    gepubliceerd: bool = False

    @property
    def column_names(self) -> list[str]:
        """Names of the columns in the order in which they are delivered."""
        return [column.name for column in self.columns]

    @property
    def vaste_kolommen(self) -> list[str]:
        """Names of the columns that every delivery has."""
        return [column.name for column in self.columns if not column.optioneel]

    def find_niet_geleverd(self, header: Collection[str]) -> tuple[str, ...]:
        """The optional columns that a header does without."""
        return tuple(column.name for column in self.columns if column.optioneel and column.name not in header)

    def sleutel_van(self, niet_geleverd: Collection[str]) -> tuple[str, ...]:
        """The key of a delivery without these columns."""
        return tuple(name for name in self.sleutel if name not in niet_geleverd)

    def column(self, name: str) -> Column:
        """The column with this name; KeyError if there is none."""
        return next(column for column in self.columns if column.name == name)
