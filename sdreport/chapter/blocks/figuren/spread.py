"""Figures of intervals: low, middle and high, over the values of one dimension."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import GELIJK, GETOOND
from sdreport.chapter.charts.spread import Strook, draw_intervals
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, mark_voorbeeld, show_cell, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

DRIE = 3
KOPPEN = ("Laag", "Midden", "Hoog")


@dataclass(frozen=True)
class Drietal:
    """The three rows of one category, its name, and where it is asked for the row of what is now."""

    naam: str
    laag: Cijfer
    midden: Cijfer
    hoog: Cijfer
    nu: Cijfer | None = None

    @property
    def rijen(self) -> tuple[Cijfer, ...]:
        """The rows from low to high."""
        return self.laag, self.midden, self.hoog

    @property
    def getoond(self) -> bool:
        """Whether all three may be seen: an end without the other would say too much or too little."""
        return not any(rij.onderdrukt for rij in self.rijen)


def make_spread(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicatoren: Sequence[str],
    over: str,
    nu: str = "",
    **waarden: str,
) -> Figuur:
    """Intervals over the values of one dimension, from the first to the last of three indicators.

    The second indicator is the middle, `nu` the one that tells how it is in the year of the report. A value for which
    one of the three is missing or hidden is not drawn; the total is left out, because it would press the others
    together.
    """
    if len(indicatoren) != DRIE:
        raise ConfigurationError(f"Figuur {nummer}: noem drie cijfers, van laag naar hoog.")
    low, middle, high = (
        index_by(bronnen.select(naam, bronnen.jaar, **waarden), over) for naam in indicatoren
    )
    now = index_by(bronnen.find(nu, bronnen.jaar, **waarden), over) if nu else {}
    keys = [key for (key,) in middle if (key,) in low and (key,) in high and key != TOTAAL]
    if not keys:
        raise ConfigurationError(f"Figuur {nummer}: er is geen '{over}' met alle drie de cijfers.")
    drietallen = [
        Drietal(bronnen.labels.label(over, key), low[key,], middle[key,], high[key,], now.get((key,)))
        for key in bronnen.labels.sort(over, keys)
    ]
    shown = [item for item in drietallen if item.getoond]
    stroken = [_strook(item) for item in shown]
    heads = [bronnen.labels.label("dimensie", over), *([str(bronnen.jaar)] if now else []), *KOPPEN]
    circle = f", het rondje is {bronnen.jaar}" if any(item.nu is not None for item in stroken) else ""
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        [rij for item in drietallen for rij in (*item.rijen, *([item.nu] if item.nu else []))],
        alt=_describe(drietallen, shown),
        teken=partial(draw_intervals, stroken) if shown else None,
        tabel=make_gegevens(
            heads,
            [
                (item.naam, *([show_cell(item.nu)] if now else []), *map(show_cell, item.rijen))
                for item in drietallen
            ],
        ),
        leeswijs=f"De balk loopt van laag naar hoog, de streep staat in het midden{circle}.",
        kop=_tell_spread(shown, len(shown) < len(drietallen)),
    )


def _tell_spread(shown: Sequence[Drietal], hidden: bool) -> str:
    """A title: all intervals when they are few, else that with the highest middle; never a middle by itself."""
    told = [
        mark_voorbeeld(f"{tell_cijfer(item.laag)} tot {tell_cijfer(item.hoog)}", item.midden)
        for item in shown
    ]
    if len(shown) <= GELIJK:
        return "; ".join(f"{item.naam}: {text}" for item, text in zip(shown, told, strict=True))
    middles = [item.midden.waarde or 0.0 for item in shown]
    if middles.count(max(middles)) > 1:
        return ""
    place = middles.index(max(middles))
    return f"{shown[place].naam} het hoogst{GETOOND if hidden else ''}: {told[place]}"


def _describe(drietallen: list[Drietal], shown: list[Drietal]) -> str:
    """All intervals in words, and which is the widest and the narrowest."""
    parts = "; ".join(
        f"{item.naam} {f'nu {tell_cijfer(item.nu)}, ' if item.nu else ''}van {tell_cijfer(item.laag)} tot"
        f" {tell_cijfer(item.hoog)}, midden {tell_cijfer(item.midden)}"
        for item in drietallen
    )
    text = f"Balken van laag naar hoog: {parts}."
    if len(shown) < 2:
        return text
    by_width = sorted(shown, key=_width)
    if _width(by_width[0]) == _width(by_width[-1]):
        return f"{text} Alle balken zijn even breed."
    return f"{text} De breedste balk is {by_width[-1].naam}, de smalste {by_width[0].naam}."


def _width(item: Drietal) -> float:
    return (item.hoog.waarde or 0) - (item.laag.waarde or 0)


def _strook(item: Drietal) -> Strook:
    low, middle, high = ((rij.waarde or 0.0) for rij in item.rijen)
    now = None if item.nu is None else item.nu.waarde
    return Strook(
        item.naam,
        low,
        middle,
        high,
        f"{tell_cijfer(item.laag)} – {tell_cijfer(item.hoog)}"
        + (f" (nu\u00a0{tell_cijfer(item.nu)})" if item.nu and now is not None else ""),
        any(rij.status == "voorbeeld" for rij in item.rijen),
        now,
    )
