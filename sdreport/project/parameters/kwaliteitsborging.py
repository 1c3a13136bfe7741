"""The record of quality assurance: who analysed, who assured, and what was assumed and decided on the way.

It is published with the report. The block may be filled little by little; a definitive build asks for all of it (see
`sdreport.project.vrijgave`).
"""

import datetime as dt

from pydantic import model_validator

from sdreport.project.parameters.blokken import Strict
from sdreport.project.parameters.rollen import Besluittekst, Rol


class Logbesluit(Strict):
    """One decision in the log."""

    datum: dt.date
    besluit: Besluittekst
    door: Rol


class Kwaliteitsborging(Strict):
    """Who made the numbers, who assured them and when; assumptions and decisions."""

    analist: Rol | None = None
    borger: Rol | None = None
    datum: dt.date | None = None
    aannames: tuple[Besluittekst, ...] = ()
    besluiten: tuple[Logbesluit, ...] = ()
    voorbeeld: bool = False
    """Whether roles and dates are examples, as in a report that nobody really signed off."""

    @model_validator(mode="after")
    def _two_roles(self) -> "Kwaliteitsborging":
        if self.analist and self.borger and _same(self.analist, self.borger):
            raise ValueError(
                "'analist' en 'borger' zijn dezelfde rol; wie borgt, heeft niet zelf geanalyseerd"
            )
        return self


def _same(rol: str, other: str) -> bool:
    return rol.casefold().split() == other.casefold().split()
