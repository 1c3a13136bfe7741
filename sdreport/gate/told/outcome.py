"""The outcome of one check of the extracts, whole: what every way of telling it starts from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sdreport.bevindingen import Bevinding
from sdreport.gate.gate import Regeluitslag


@dataclass(frozen=True)
class Uitkomst:
    """What the gate said of the extracts of one report.

    `bestanden` gives the path from the root of the project of each file that findings name, `terug_aan` the role
    to send findings back to per dataset. `peildatum` is the day on which acceptances must hold: the date of the report.
    """

    rapport: str
    titel: str
    jaar: int
    peildatum: dt.date
    uitslagen: Sequence[Regeluitslag]
    bevindingen: Sequence[Bevinding]
    bestanden: Mapping[str, str]
    terug_aan: Mapping[str, str]

    def path_of(self, bestand: str) -> str:
        """The path of a file that a finding names; the name itself when no more is known."""
        return self.bestanden.get(bestand, bestand)
