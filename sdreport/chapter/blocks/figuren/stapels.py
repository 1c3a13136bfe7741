"""Bars of parts: rows of the register stacked to the right of zero, and to the left what is below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur, join_notes
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import tell_bars, tell_largest_gap
from sdreport.chapter.charts.stapels import Stapeldeel, draw_stapels
from sdreport.chapter.notation import agree, format_cell, format_value, round_as_printed
from sdreport.chapter.sources import Hoofdstukbronnen, index_by
from sdreport.plannen.activities import GEREED
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

MEEST = 12
"""So many bars are drawn; the table has all."""
AFGEROND = "Bedragen zijn afgerond: elders kan een totaal een paar euro anders zijn."
DEELS = "deels afgeschermd"


@dataclass(frozen=True)
class _Staaf:
    """A bar: its name, and its numbers by part."""

    naam: str
    delen: Mapping[str, Cijfer]

    @property
    def rijen(self) -> list[Cijfer]:
        """Its numbers."""
        return [*self.delen.values()]

    @property
    def deels(self) -> bool:
        """Whether a part of it is hidden."""
        return any(rij.onderdrukt for rij in self.rijen)

    @property
    def samen(self) -> float:
        """What its parts are together, as they are printed."""
        return round(sum(round_as_printed(rij.waarde or 0.0, rij.eenheid) for rij in self.rijen), 2)

    @property
    def is_off(self) -> bool:
        """Whether parts that are printed in whole euros add up to another sum than is printed."""
        whole = round(sum(rij.waarde or 0.0 for rij in self.rijen), 2)
        return self.samen != round_as_printed(whole, self.rijen[0].eenheid)


def make_stapels(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    delen: str,
    **waarden: str,
) -> Figuur:
    """A bar per value of a dimension, of the values of another; the largest first, with what they are together.

    With a hidden part nothing is said of them together. Where values can be below zero, all have their sign.
    """
    every = index_by(bronnen.select(indicator, bronnen.jaar, **waarden), over, delen)
    found = {key: rij for key, rij in every.items() if TOTAAL not in key}
    staven = _list_bars(found, lambda waarde: bronnen.labels.label(over, waarde))
    parts = bronnen.labels.sort(delen, [deel for (_, deel), rij in found.items() if rij.waarde != 0])
    label = {deel: bronnen.labels.label(delen, deel) for deel in parts}
    signed = any((rij.waarde or 0.0) < 0 for rij in found.values())
    unit = next(iter(found.values())).eenheid

    def tell(amount: float | None) -> str:
        if not signed or not amount:
            return format_cell(amount, unit)
        return f"{'+' if amount > 0 else '−'}{format_cell(abs(amount), unit)}"

    def tell_whole(staaf: _Staaf) -> str:
        return DEELS if staaf.deels else tell(staaf.samen)

    drawn = staven[:MEEST]
    stapels = [
        Stapeldeel(
            staaf.naam,
            label[deel],
            rij.waarde or 0.0,
            tell(rij.waarde),
            tell_whole(staaf),
            rij.status == "voorbeeld",
        )
        for staaf in drawn
        for deel in parts
        if (rij := staaf.delen.get(deel)) is not None
    ]
    rows = [
        (
            staaf.naam,
            *("–" if (rij := staaf.delen.get(deel)) is None else tell(rij.waarde) for deel in parts),
            tell_whole(staaf),
        )
        for staaf in staven
    ]
    notes = [
        "Naar rechts: meer. Naar links: minder. Achter de staaf staat wat het samen is." if signed else "",
        f"Getekend zijn de {MEEST} grootste." if len(staven) > MEEST else "",
        AFGEROND if unit == "euro" and any(staaf.is_off for staaf in staven) else "",
    ]
    told = "; ".join(f"{staaf.naam} {tell_whole(staaf)}" for staaf in drawn)
    gaps = [(staaf.naam, None if staaf.deels else staaf.samen, tell_whole(staaf)) for staaf in staven]
    bars = tell_largest_gap(gaps) if signed else tell_bars({staaf.naam: staaf.rijen for staaf in staven})
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        list(found.values()),
        alt=f"Staven van delen, van groot naar klein: {told}.",
        teken=partial(draw_stapels, stapels),
        tabel=make_gegevens([bronnen.labels.label("dimensie", over), *label.values(), "Totaal"], rows),
        leeswijs=join_notes(notes),
        kop=_tell_ready(found) or bars,
    )


def _list_bars(found: Mapping[tuple[str, ...], Cijfer], name: Callable[[str], str]) -> list[_Staaf]:
    """The bars, the largest first."""
    delen: dict[str, dict[str, Cijfer]] = {}
    for (waarde, deel), rij in found.items():
        delen.setdefault(waarde, {})[deel] = rij
    staven = [_Staaf(name(waarde), own) for waarde, own in delen.items()]
    return sorted(staven, key=lambda staaf: (-abs(staaf.samen), staaf.naam))


def _tell_ready(found: Mapping[tuple[str, ...], Cijfer]) -> str:
    """A title for bars of how far things are: how many of all are ready; nothing with a hidden one."""
    ready = [rij.waarde or 0.0 for key, rij in found.items() if key[1] == GEREED]
    if not ready or any(rij.onderdrukt for rij in found.values()):
        return ""
    whole = sum(rij.waarde or 0.0 for rij in found.values())
    return f"Van de {format_value(whole, '')} {agree(sum(ready), 'is/zijn')} er {format_value(sum(ready), '')} gereed"
