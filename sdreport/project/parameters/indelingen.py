"""How a municipality divides its numbers: age classes, and the age groups whose costs its report looks at."""

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sdreport.project.parameters.blokken import Slug, Strict, Tekst

Wet = Literal["wmo", "jeugdwet", "participatiewet"]
Leeftijd = Annotated[int, Field(ge=0, le=120)]


class Klassen(Strict):
    """Age classes: of `breedte` years up to the class for `open_vanaf` and older, or from the ages in `vanaf`."""

    breedte: int | None = Field(default=None, ge=1, le=50)
    open_vanaf: Leeftijd | None = None
    vanaf: tuple[Leeftijd, ...] = ()

    @model_validator(mode="after")
    def _holds(self) -> "Klassen":
        if bool(self.vanaf) == (self.breedte is not None or self.open_vanaf is not None) or (
            not self.vanaf and (self.breedte is None or self.open_vanaf is None)
        ):
            raise ValueError("geef 'breedte' en 'open_vanaf', of alleen 'vanaf'")
        if self.vanaf and (list(self.vanaf) != sorted(set(self.vanaf)) or self.vanaf[0] != 0):
            raise ValueError("'vanaf' loopt op en begint bij 0")
        return self

    @property
    def grenzen(self) -> tuple[int, ...]:
        """The ages at which a class begins; the last one is open."""
        if self.vanaf or self.open_vanaf is None or self.breedte is None:
            return self.vanaf
        return (*range(0, self.open_vanaf, self.breedte), self.open_vanaf)


class Kostengroep(Strict):
    """An age group (both ends included) whose costs the report looks at.

    With `percelen` only what was declared on those counts; `omschrijving` says for readers which these are.
    """

    wet: Wet
    van: Leeftijd
    tot: Leeftijd
    percelen: tuple[Slug, ...] = ()
    omschrijving: str = ""

    @model_validator(mode="after")
    def _holds(self) -> "Kostengroep":
        if self.tot < self.van:
            raise ValueError("'tot' is lager dan 'van'")
        if self.percelen and self.wet == "participatiewet":
            raise ValueError("de Participatiewet heeft geen percelen")
        if bool(self.percelen) != bool(self.omschrijving):
            raise ValueError("geef 'percelen' en 'omschrijving' allebei, of geen van beide")
        return self


class Vergelijkingsgroep(Strict):
    """Which municipalities stand beside this one: codes of CBS, as `GM0000`, and what they are called together."""

    gemeente: Tekst
    groep: Tekst
    gemeenten: tuple[Tekst, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _are_codes(self) -> "Vergelijkingsgroep":
        for code in (self.gemeente, *self.gemeenten):
            if not re.fullmatch(r"GM\d{4}", code):
                raise ValueError(f"'{code}' is geen code van een gemeente, zoals GM0000")
        if len({self.gemeente, *self.gemeenten}) <= len(self.gemeenten):
            raise ValueError(
                "noem elke andere gemeente één keer, en de eigen gemeente niet onder 'gemeenten'"
            )
        return self


class Indelingen(Strict):
    """The divisions of one municipality; of `bewindvoering_vanaf` every age begins a class, up to the next one."""

    klassen: dict[Wet, Klassen] = Field(default_factory=dict)
    """Per law; a law that is not named has the classes of `STANDAARDKLASSEN`."""
    bewindvoering_vanaf: tuple[Leeftijd, ...] = Field(default=(0, 25, 35, 45, 55, 65), min_length=1)
    kosten_leeftijd: tuple[Kostengroep, ...] = ()
    zonder_personen: tuple[Tekst, ...] = ()
    """Units of tellingen that are no persons, nor something that one person has; all others are protected."""
    terugkeer_dagen: int = Field(default=30, ge=0)
    """Who returns after at most so many days without, has not been away: it is no outflow and no inflow."""
    wijk_inwoners: int = Field(default=250, ge=1)
    """Wijken with fewer inhabitants of the age that a law is for are counted together."""
    vergelijking: Vergelijkingsgroep | None = None
    """The municipalities beside which national numbers are shown."""
    bron: Tekst = "eigen keuze"

    @model_validator(mode="after")
    def _ascending(self) -> "Indelingen":
        ages = self.bewindvoering_vanaf
        if list(ages) != sorted(set(ages)) or ages[0] != 0:
            raise ValueError("'bewindvoering_vanaf' loopt op en begint bij 0")
        seen = [(groep.wet, groep.van, groep.tot) for groep in self.kosten_leeftijd]
        if len(set(seen)) != len(seen):
            raise ValueError("'kosten_leeftijd' noemt een groep twee keer")
        return self

    def klasse(self, wet: str) -> Klassen:
        """The age classes of a law."""
        own = {str(name): value for name, value in self.klassen.items()}
        return own.get(wet) or STANDAARDKLASSEN[wet]


STANDAARDKLASSEN = {
    "wmo": Klassen(breedte=5, open_vanaf=90),
    "jeugdwet": Klassen(breedte=3, open_vanaf=18),
    "participatiewet": Klassen(breedte=5, open_vanaf=75),
}
