"""What every figure and table of a chapter needs: the register, labels, house style, and where numbers came from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sdreport.chapter.notation import format_cell, format_value, round_half_up
from sdreport.chapter.werkmap import Labels
from sdreport.errors import ConfigurationError
from sdreport.project.huisstijl import Huisstijl
from sdreport.register.cijfer import Cijfer, drop_rijen
from sdreport.register.compare import is_example_year
from sdreport.register.manifest import Bronbestand
from sdreport.register.register import Register

VOORBEELD_NOOT = "Met een stippellijn: voorbeeldcijfers."
VOORBEELD_NOOT_TABEL = "* Voorbeeldcijfer: geen document geeft dit getal."
AFGESCHERMD_NOOT = (
    "Afgeschermd: een klein aantal inwoners, een bedrag dat te veel zegt over één inwoner of aanbieder, of een cijfer "
    "waaruit zoiets te berekenen is. Dat tonen we niet."
)
WEGGELATEN_NOOT = "Een zin over een verandering die we niet tonen, is weggelaten."
VERSCHIL_NOTEN = (
    "Verschil: de raming na de najaarsnota min de werkelijke kosten.",
    "V is voordelig (minder uitgegeven dan geraamd), N is nadelig (meer uitgegeven).",
)
DOELEN_NOOT = (
    "Achter elk doel staat hoeveel activiteiten het had, en hoe ver die waren op de laatste peildatum."
)
VERWIJST_NOOT = "Een actie die verwijst, is elders uitgewerkt en telt daar mee."
UNIEK_NOOT = (
    "Het totaal telt iedere inwoner één keer. Het kan daarom lager zijn dan de som van de rijen: "
    "een inwoner kan in meer dan één rij voorkomen."
)
GEEN_GEGEVENS = "hierover zijn niet genoeg gegevens aangeleverd."
UITLEG = (AFGESCHERMD_NOOT, UNIEK_NOOT, VOORBEELD_NOOT_TABEL, DOELEN_NOOT, VERWIJST_NOOT, *VERSCHIL_NOTEN)
"""What explains a mark or a column and holds for a whole chapter: publishing says it there once."""


@dataclass(frozen=True)
class Hoofdstukbronnen:
    """The sources of a chapter; `bestanden` gives per dataset its file and SHA-256."""

    register: Register
    labels: Labels
    stijl: Huisstijl
    bestanden: Mapping[str, Bronbestand]
    bijnamen: Mapping[str, str] = field(default_factory=dict)
    """What a notebook calls municipalities of a region without naming them, such as `eigen`."""
    voorbeeldjaren: bool = True
    """Whether examples of earlier years are shown, and comparisons with them."""
    nullen: bool = True
    """Whether it may be told that something is of nobody."""

    @property
    def jaar(self) -> int:
        """The reported year."""
        return self.register.jaar

    def find(self, indicator: str, jaar: int | None = None, /, **waarden: str) -> list[Cijfer]:
        """Rows of an indicator with these values, also when there are none."""
        named = {dim: self.bijnamen.get(waarde, waarde) for dim, waarde in waarden.items()}
        return [rij for rij in self.register.select(indicator, jaar, **named) if self.may_show(rij)]

    def may_show(self, rij: Cijfer) -> bool:
        """Whether a number is no example of an earlier year, nor a comparison with one, or these may be shown."""
        return self.voorbeeldjaren or not is_example_year(rij, self.jaar)

    def select(self, indicator: str, jaar: int | None = None, /, **waarden: str) -> list[Cijfer]:
        """Rows of an indicator; `ConfigurationError` when there are none, because nothing can be drawn then."""
        rijen = self.find(indicator, jaar, **waarden)
        if not rijen:
            where = ", ".join(f"{dim}={waarde}" for dim, waarde in waarden.items())
            raise ConfigurationError(
                f"Er zijn geen cijfers '{indicator}' ({where or 'alle'}) in het register."
            )
        return rijen

    def values(self, indicator: str, dimensie: str, **waarden: str) -> list[str]:
        """The values that the reported year has of a dimension, without the total, in the order of the labels."""
        found = index_by(self.select(indicator, self.jaar, **waarden), dimensie)
        return self.labels.sort(dimensie, [waarde for (waarde,) in found if waarde != "totaal"])

    def herkomst(self, rijen: Sequence[Cijfer]) -> tuple[Mapping[str, Any], ...]:
        """Per indicator: its definition, its datasets, and the files these came from."""
        per_indicator: dict[str, Cijfer] = {}
        for rij in sorted(rijen, key=lambda rij: rij.jaar != self.jaar):
            per_indicator.setdefault(rij.indicator, rij)
        return tuple(
            {
                "indicator": naam,
                "definitie": rij.definitie,
                "bron": drop_rijen(rij.bron),
                "bestanden": [
                    asdict(self.bestanden[slug])
                    for slug in self.bestanden
                    if re.search(rf"(?<!eerder\.)\b{re.escape(slug)}\b", rij.bron)
                ],
            }
            for naam, rij in per_indicator.items()
        )


def index_by(rijen: Sequence[Cijfer], *dimensies: str) -> dict[tuple[str, ...], Cijfer]:
    """Rows by their values of some dimensions (`jaar` is one too).

    `ConfigurationError` when a dimension is not there, or when two rows have the same values: the call then
    forgets a dimension, and one number would silently stand in the place of another.
    """
    index: dict[tuple[str, ...], Cijfer] = {}
    for rij in rijen:
        values = {**rij.uitsplitsing, "jaar": str(rij.jaar)}
        unknown = [dimensie for dimensie in dimensies if dimensie not in values]
        if unknown:
            raise ConfigurationError(
                f"'{rij.indicator}' heeft geen uitsplitsing '{unknown[0]}', wel: {', '.join(rij.uitsplitsing)}."
            )
        other = index.setdefault(tuple(values[dimensie] for dimensie in dimensies), rij)
        if other is not rij:
            raise ConfigurationError(
                f"'{rij.indicator}' heeft meer cijfers op één plek ({other.adres} en {rij.adres}). "
                "Noem ook de andere uitsplitsing."
            )
    return index


def has_voorbeeld(rijen: Sequence[Cijfer]) -> bool:
    """Whether any of the rows is an example."""
    return any(rij.status == "voorbeeld" for rij in rijen)


def tell_cijfer(rij: Cijfer | None, missing: str = "geen cijfer") -> str:
    """A number in a sentence, in the notation of its unit."""
    return missing if rij is None else format_value(rij.waarde, rij.eenheid)


def show_cell(rij: Cijfer | None) -> str:
    """A number in a cell of the table behind a figure."""
    return "–" if rij is None else format_cell(rij.waarde, rij.eenheid)


def in_whole(rij: Cijfer) -> Cijfer:
    """An amount in whole euros, as those beside it, unless nothing would be left of it."""
    return replace(rij, waarde=round_half_up(rij.waarde, 0) or rij.waarde) if rij.waarde is not None else rij


def show_whole(rij: Cijfer) -> str:
    """An amount in whole euros in a cell of the table behind a figure."""
    return show_cell(in_whole(rij))


def note_hidden(rijen: Iterable[Cijfer]) -> str:
    """The note that says what `afgeschermd` means, when any of the rows is hidden; else nothing."""
    return AFGESCHERMD_NOOT if any(rij.onderdrukt for rij in rijen) else ""


def mark_voorbeeld(tekst: str, rij: Cijfer) -> str:
    """The text of a number, with an asterisk when it is an example that may be seen."""
    return f"{tekst}*" if rij.status == "voorbeeld" and not rij.onderdrukt else tekst
