"""Series: one part for each value that the data hold of a dimension, such as a programme, a law or a voorziening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sdreport.chapter.layout.calls import ONBEKEND
from sdreport.chapter.opbouw import Begeleiding, Soort
from sdreport.chapter.werkmap import Labels
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.register import Register

PROGRAMMA = "programma"
TITEL = "titel"
"""Labels of this dimension give a part, by its name, another title than the label of its value."""
TEKST = "text"
NIETS_TE_ZIEN = frozenset({"table", "crosstab", "chance"})
"""What has nothing to see when all numbers are zero: of a table, or of rates beside what chance gives."""


@dataclass(frozen=True)
class Onderdeel:
    """One part of a series: its value, its name (`<series>-<value>`), and its title for readers."""

    waarde: str
    naam: str
    titel: str


@dataclass(frozen=True)
class Reeks:
    """What a call of `per` asks for; the fields are those of the call."""

    dimensie: str
    naam: str
    bijschrift: str
    toon: Sequence[str]
    kop: int
    uit: str
    genoemd: bool | None
    grootste: int
    opties: Mapping[str, Any]

    @property
    def met_tekst(self) -> bool:
        """Whether the series shows the texts that name its parts."""
        return TEKST in self.toon


def make_reeks(
    dimensie: str,
    naam: str,
    bijschrift: str,
    toon: Sequence[str],
    kop: int = 3,
    uit: str = "",
    genoemd: bool | None = None,
    grootste: int = 0,
    **opties: Any,
) -> Reeks:
    """The series of a call; without `uit` the values are those of `indicator`. `TypeError` as for any call."""
    if isinstance(toon, str):
        toon = (toon,)
    return Reeks(
        dimensie, naam, bijschrift, toon, kop, uit or opties.get("indicator", ""), genoemd, grootste, opties
    )


@dataclass(frozen=True)
class Reeksbron:
    """What series run over: the register with its labels, and the programmes of the plan."""

    register: Register
    labels: Labels
    programmas: Sequence[str] = ()
    bijnamen: Mapping[str, str] = field(default_factory=dict)
    indicatoren: frozenset[str] = frozenset()
    """Every indicator that there is, also those that this report has no data for."""
    verloop: Sequence[str] = ()
    """The addresses of the numbers that stand over the years in one figure; without them those of its indicator."""

    def list_parts(self, reeks: Reeks) -> list[Onderdeel]:
        """The parts of a series, in the order of the labels.

        There are none where the report has no data, and none of zeros only where that shows nothing.
        `ConfigurationError` when nothing is called so, or when the call decides on the parts with a value that is
        computed.
        """
        for naam in ("dimensie", "naam", "toon", "uit", "genoemd", "grootste"):
            _check_known(naam, getattr(reeks, naam))
        zero = {part.waarde for part in self.list_zero(reeks)}
        return [part for part in self._parts(reeks, self._values(reeks)) if part.waarde not in zero]

    def list_zero(self, reeks: Reeks) -> list[Onderdeel]:
        """The parts of a series of which every number is zero: a sentence tells more than these."""
        if not reeks.uit or not NIETS_TE_ZIEN & set(reeks.toon):
            return []
        rijen = self._rows(reeks)
        of_value = {
            waarde: [rij for rij in rijen if rij.uitsplitsing[reeks.dimensie] == waarde]
            for waarde in self._values(reeks)
        }
        return self._parts(
            reeks, [waarde for waarde, own in of_value.items() if all(rij.waarde == 0 for rij in own)]
        )

    def _parts(self, reeks: Reeks, values: Sequence[str]) -> list[Onderdeel]:
        values = self.labels.sort(reeks.dimensie, values)
        titles = self.labels.labels.get(TITEL, {})
        return [
            Onderdeel(waarde, naam, titles.get(naam, self.labels.label(reeks.dimensie, waarde)))
            for waarde in values
            for naam in ["-".join(filter(None, (reeks.naam, waarde)))]
        ]

    def _values(self, reeks: Reeks) -> Sequence[str]:
        if reeks.dimensie == PROGRAMMA and not reeks.uit:
            return self.programmas
        if not reeks.uit:
            raise ConfigurationError(
                f"per '{reeks.dimensie}': noem met uit= een cijfer dat die waarden heeft."
            )
        values = [rij.uitsplitsing[reeks.dimensie] for rij in self._rows(reeks)]
        if reeks.grootste:
            values = self._largest(reeks, values)
        if not values and reeks.uit not in self.indicatoren:
            raise ConfigurationError(
                f"Er zijn geen cijfers '{reeks.uit}' per '{reeks.dimensie}' in het register."
            )
        return values

    def _rows(self, reeks: Reeks) -> list[Cijfer]:
        """The numbers of this year that a series runs over, of each of its values."""
        wanted = {naam: self.bijnamen.get(str(value), value) for naam, value in reeks.opties.items()}
        found = self.register.select(reeks.uit, self.register.jaar)
        for naam in {naam for rij in found for naam in rij.uitsplitsing}:
            _check_known(naam, reeks.opties.get(naam))
        return [
            rij
            for rij in found
            if all(wanted.get(naam, value) == value for naam, value in rij.uitsplitsing.items())
            and rij.uitsplitsing.get(reeks.dimensie, "totaal") != "totaal"
        ]

    def _largest(self, reeks: Reeks, values: Sequence[str]) -> list[str]:
        """The values with the largest sum of their numbers: what came and what went cancel out."""
        size = dict.fromkeys(sorted(values), 0.0)
        for rij in self.register.select(reeks.uit, self.register.jaar):
            if (value := rij.uitsplitsing.get(reeks.dimensie, "")) in size:
                size[value] += rij.waarde or 0.0
        return sorted(size, key=lambda value: -abs(size[value]))[: reeks.grootste]

    def is_empty(self, indicatoren: Sequence[str], waarden: Mapping[str, Any]) -> bool:
        """Whether the report has no data for some of these indicators, with these values of dimensions, in its year."""
        wanted = {naam: self.bijnamen.get(str(waarde), waarde) for naam, waarde in waarden.items()}
        return any(
            naam in self.indicatoren and not self.register.select(naam, self.register.jaar, **wanted)
            for naam in indicatoren
        )

    def has_years(self, indicator: str, waarden: Mapping[str, Any]) -> bool:
        """Whether a number may be seen of two years or more: of one there is nothing to compare."""
        seen: dict[str, set[int]] = {}
        named = [rij for rij in self.register.rijen if rij.adres in self.verloop]
        for rij in named if self.verloop else self.register.select(indicator, **waarden):
            if rij.waarde is not None:
                seen.setdefault(rij.adres, set()).add(rij.jaar)
        return any(len(years) > 1 for years in seen.values())


def _check_known(naam: str, value: Any) -> None:
    """Refuse a value that is known only when the cell runs, where it decides how many parts there are."""
    if value is ONBEKEND:
        raise ConfigurationError(
            f"schrijf de waarde van {naam}= voluit: zo is niet te zeggen hoeveel onderdelen er komen."
        )


def choose_parts(
    parts: Sequence[Onderdeel], reeks: Reeks, soort: Soort, teksten: Mapping[str, Begeleiding]
) -> list[Onderdeel]:
    """The parts to show: all, or (`genoemd`) those that a text of the chapter names, in the order of the texts; when it
    is False, those that none names.
    """
    if reeks.genoemd is None:
        return list(parts)
    if not reeks.genoemd:
        return [part for part in parts if f"{soort} {part.naam}" not in teksten]
    by_name = {f"{soort} {part.naam}": part for part in parts}
    return [by_name[naam] for naam in teksten if naam in by_name]
