"""A region of municipalities that share the risk of care: its money, its use of care and how it is simulated.

These parameters stand under `regio:` in a parameters file. Every block names its source (`bron`) and the day on
which it was known (`datum`); a number that no document gives says so in its source. Amounts are euro per year,
shares are percentages.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sdreport.project.parameters.blokken import Strict, Tekst

Naam = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Procent = Annotated[float, Field(ge=0, le=100)]
Bedrag = Annotated[int, Field(ge=1, le=10_000_000_000)]

TOTAAL = "totaal"
MEESTE_UITKOMSTEN = 5_000_000
"""Most years times municipalities that are simulated: more would not fit in the memory of a laptop."""


class _Bronvermelding(Strict):
    bron: Tekst
    datum: dt.date


class Transitie(_Bronvermelding):
    """The transition arrangement: the part of the budget that is promised, and the part that may be needed."""

    vast_deel: Procent
    nodig_deel: Procent
    eenheid: Literal["%"] = "%"

    @model_validator(mode="after")
    def _needed_is_not_less(self) -> "Transitie":
        if self.nodig_deel < self.vast_deel:
            raise ValueError("'nodig_deel' is kleiner dan 'vast_deel'; dan is er geen overschrijding")
        return self


class VeelGebruikt(_Bronvermelding):
    """Care with many cases at an ordinary price: the number is uncertain, the price spreads evenly (gamma)."""

    soort: Literal["veel-gebruikt"]
    slug: Naam
    naam: Tekst
    kosten_per_geval: Annotated[float, Field(gt=0, le=10_000_000)]
    spreiding: Annotated[float, Field(gt=0, le=1000)]
    """Standard deviation of the price of a case, as a percentage of the mean price."""

    @property
    def verwachte_kosten(self) -> float:
        """Expected price of a case in euro per year."""
        return self.kosten_per_geval


class Zeldzaam(_Bronvermelding):
    """Care with few, expensive cases that last for years: prices with a heavy tail (Pareto) up to a highest."""

    soort: Literal["zeldzaam"]
    slug: Naam
    naam: Tekst
    laagste_kosten: Annotated[float, Field(gt=0, le=10_000_000)]
    hoogste_kosten: Annotated[float, Field(gt=0, le=10_000_000)]
    staart: Annotated[float, Field(gt=1, le=100)]
    """Exponent of the tail: the closer to 1, the more often a case is very expensive."""
    duur_jaren: Annotated[float, Field(ge=1, le=25)]
    """How many years a case lasts on average."""

    @model_validator(mode="after")
    def _highest_is_more(self) -> "Zeldzaam":
        if self.hoogste_kosten <= self.laagste_kosten:
            raise ValueError("'hoogste_kosten' moet meer zijn dan 'laagste_kosten'")
        return self

    @property
    def verwachte_kosten(self) -> float:
        """Expected price of a case in euro per year: the mean of a Pareto cut off at the highest price."""
        rest = self.staart - 1
        cut = float((self.laagste_kosten / self.hoogste_kosten) ** rest)
        return self.laagste_kosten * (self.staart - cut) / rest


Voorziening = Annotated[VeelGebruikt | Zeldzaam, Field(discriminator="soort")]


class Gemeente(_Bronvermelding):
    """A municipality: its size, its historical budget, its expected cases and what it can carry by itself.

    `gevallen` is the expected number of cases in a year per voorziening; `draagkracht` the amount per voorziening
    up to which the municipality can carry its own use.
    """

    slug: Naam
    naam: Tekst
    inwoners: Annotated[int, Field(ge=1)]
    jeugdigen: Annotated[int, Field(ge=1)]
    historisch_budget: Bedrag
    gevallen: dict[Naam, Annotated[float, Field(ge=0, le=1_000_000)]]
    draagkracht: dict[Naam, Annotated[int, Field(ge=0, le=10_000_000_000)]]

    @model_validator(mode="after")
    def _young_people_are_inhabitants(self) -> "Gemeente":
        if self.jeugdigen > self.inwoners:
            raise ValueError("er zijn meer 'jeugdigen' dan 'inwoners'")
        return self


class Simulatie(_Bronvermelding):
    """How uncertain years are drawn, and over which terms outcomes are judged."""

    jaren: Annotated[int, Field(ge=100, le=1_000_000)] = 10_000
    seed: Annotated[int, Field(ge=0)]
    herziening_jaren: Annotated[int, Field(ge=1, le=25)]
    """After how many years the vlaktax looks at the use again; also how many years it looks back."""
    horizon_jaren: Annotated[int, Field(ge=1, le=25)]
    """Over how many years in a row the reserve has to last."""
    prikkel_jaren: Annotated[tuple[Annotated[int, Field(ge=1, le=25)], ...], Field(min_length=1)]
    """Within how many years the share that a municipality keeps of its saving is counted."""
    zekerheid: Annotated[tuple[Annotated[int, Field(ge=50, le=99)], ...], Field(min_length=1)]
    """Levels of certainty for the reserve, in percent."""
    regionale_schok: Annotated[float, Field(ge=0, le=100)]
    """Standard deviation of what moves all municipalities together in a year, in percent."""
    lokale_schok: Annotated[float, Field(ge=0, le=100)]
    """Standard deviation of what moves one municipality in a year, in percent."""
    naijling: Annotated[float, Field(ge=0, lt=1)]
    """Part of a shock that is still felt in the year after it."""

    @model_validator(mode="after")
    def _terms_fit(self) -> "Simulatie":
        for naam in ("prikkel_jaren", "zekerheid"):
            values = getattr(self, naam)
            if len(set(values)) != len(values):
                raise ValueError(f"'{naam}' noemt iets twee keer")
        return self


class Regio(_Bronvermelding):
    """A region: its budget, the arrangement of the transition, its voorzieningen and its municipalities."""

    naam: Tekst
    budget: Bedrag
    transitie: Transitie
    voorzieningen: Annotated[tuple[Voorziening, ...], Field(min_length=1)]
    gemeenten: Annotated[tuple[Gemeente, ...], Field(min_length=2)]
    simulatie: Simulatie

    @model_validator(mode="after")
    def _adds_up(self) -> "Regio":
        for naam, items in (("voorzieningen", self.voorzieningen), ("gemeenten", self.gemeenten)):
            _check_unique(naam, [item.slug for item in items])
        slugs = {item.slug for item in self.voorzieningen}
        for gemeente in self.gemeenten:
            for naam in ("gevallen", "draagkracht"):
                if set(getattr(gemeente, naam)) != slugs:
                    raise ValueError(
                        f"gemeente '{gemeente.slug}': '{naam}' moet elke voorziening één keer noemen "
                        f"({', '.join(sorted(slugs))})"
                    )
        if (samen := sum(item.historisch_budget for item in self.gemeenten)) != self.budget:
            raise ValueError(
                f"de historische budgetten zijn samen {samen}, het budget van de regio is {self.budget}; "
                "deze moeten gelijk zijn"
            )
        if self.simulatie.jaren * len(self.gemeenten) > MEESTE_UITKOMSTEN:
            raise ValueError(f"'jaren' maal het aantal gemeenten mag hoogstens {MEESTE_UITKOMSTEN} zijn")
        if not any(aantal for gemeente in self.gemeenten for aantal in gemeente.gevallen.values()):
            raise ValueError("geen enkele gemeente heeft 'gevallen'; er valt niets te verdelen")
        return self

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the municipalities, in the order of the parameters file."""
        return tuple(gemeente.slug for gemeente in self.gemeenten)


def _check_unique(naam: str, slugs: Iterable[str]) -> None:
    seen: set[str] = set()
    for slug in slugs:
        if slug == TOTAAL:
            raise ValueError(f"'{naam}': de naam '{TOTAAL}' is bezet")
        if slug in seen:
            raise ValueError(f"'{naam}' noemt '{slug}' twee keer")
        seen.add(slug)
