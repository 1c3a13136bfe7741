"""What a sender calls otherwise: names of columns and codes, as the parameters of a report say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdreport.intake.catalogue.definition import Column
from sdreport.intake.notation.codes import list_spellings


@dataclass(frozen=True)
class Vertaling:
    """For one dataset: delivered names of columns with ours, and per column of ours the delivered codes with ours."""

    kolommen: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of_column(self, column: Column) -> dict[str, str]:
        """The delivered codes of a column with ours; a column whose values speak for themselves has spellings."""
        return {**list_spellings(column.waarden), **self.codes.get(column.name, {})}


Vertalingen = Mapping[str, Vertaling]
"""By dataset."""
GEEN_VERTALING = Vertaling()
