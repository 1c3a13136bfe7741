"""Bars of parts: rows of the register stacked to the right of zero, and to the left what is below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur, join_notes
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import tell_bars, tell_largest_gap, tell_more
from sdreport.chapter.charts.planning import colour_progress
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


@dataclass(frozen=True)
class _Stapels:
    """Bars, the largest first; the name of each part in its order; and how their numbers are written."""

    staven: Sequence[_Staaf]
    delen: Mapping[str, str]
    eenheid: str
    met_teken: bool

    def tell(self, amount: float | None) -> str:
        """A number in its cell, with its sign where some are below zero."""
        if not self.met_teken or not amount:
            return format_cell(amount, self.eenheid)
        return f"{'+' if amount > 0 else '−'}{format_cell(abs(amount), self.eenheid)}"

    def tell_whole(self, staaf: _Staaf) -> str:
        """What the parts of a bar are together."""
        return DEELS if staaf.deels else self.tell(staaf.samen)

    @property
    def getekend(self) -> Sequence[_Staaf]:
        """The bars that are drawn."""
        return self.staven[:MEEST]

    def draw(self) -> list[Stapeldeel]:
        """The parts of the bars that are drawn."""
        return [
            Stapeldeel(
                staaf.naam,
                naam,
                rij.waarde or 0.0,
                self.tell(rij.waarde),
                self.tell_whole(staaf),
                rij.status == "voorbeeld",
            )
            for staaf in self.getekend
            for deel, naam in self.delen.items()
            if (rij := staaf.delen.get(deel)) is not None
        ]

    def list_rows(self) -> list[tuple[str, ...]]:
        """A row per bar: its name, its parts, and what they are together."""
        return [
            (
                staaf.naam,
                *(
                    "–" if (rij := staaf.delen.get(deel)) is None else self.tell(rij.waarde)
                    for deel in self.delen
                ),
                self.tell_whole(staaf),
            )
            for staaf in self.staven
        ]

    def explain(self) -> str:
        """How the bars are to be read."""
        notes = [
            "Naar rechts: meer. Naar links: minder. Achter de staaf staat wat het samen is."
            if self.met_teken
            else "",
            f"Getekend zijn de {MEEST} grootste." if len(self.staven) > MEEST else "",
            AFGEROND if self.eenheid == "euro" and any(staaf.is_off for staaf in self.staven) else "",
        ]
        return join_notes(notes)

    def title(self) -> str:
        """A title: the largest gap where some are below zero, else the bars."""
        if not self.met_teken:
            return tell_bars({staaf.naam: staaf.rijen for staaf in self.staven})
        return tell_largest_gap(
            [
                (
                    staaf.naam,
                    None if staaf.deels else staaf.samen,
                    tell_more(self.tell_whole(staaf), staaf.samen),
                )
                for staaf in self.staven
            ]
        )


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
    parts = bronnen.labels.sort(delen, [deel for (_, deel), rij in found.items() if rij.waarde != 0])
    stapels = _Stapels(
        _list_bars(found, lambda waarde: bronnen.labels.label(over, waarde)),
        {deel: bronnen.labels.label(delen, deel) for deel in parts},
        next(iter(found.values())).eenheid,
        any((rij.waarde or 0.0) < 0 for rij in found.values()),
    )
    told = "; ".join(f"{staaf.naam} {stapels.tell_whole(staaf)}" for staaf in stapels.getekend)
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        list(found.values()),
        alt=f"Staven van delen, van groot naar klein: {told}.",
        teken=partial(draw_stapels, stapels.draw(), kleuren=_colour(bronnen, delen)),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), *stapels.delen.values(), "Totaal"], stapels.list_rows()
        ),
        leeswijs=stapels.explain(),
        kop=_tell_ready(found) or stapels.title(),
    )


def _colour(bronnen: Hoofdstukbronnen, delen: str) -> Mapping[str, str]:
    """The colour of a part that means something: how far a thing is looks the same in every figure."""
    known = colour_progress(bronnen.stijl.kleuren) if delen == "voortgang" else {}
    return {bronnen.labels.label(delen, deel): colour for deel, colour in known.items()}


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
