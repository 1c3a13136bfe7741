"""Figures of uncertainty: three numbers of the register (low, middle, high) as one interval per category."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdreport.chapter.blocks.blocks import Figuur, Gegevens, Kolom, join_notes
from sdreport.chapter.charts.spread import Strook, draw_intervals
from sdreport.chapter.notation import format_cell
from sdreport.chapter.sources import VOORBEELD_NOOT, Hoofdstukbronnen, has_voorbeeld, index_by, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer

DRIE = 3


@dataclass(frozen=True)
class Drietal:
    """The three rows of one category, and its name."""

    naam: str
    laag: Cijfer
    midden: Cijfer
    hoog: Cijfer

    @property
    def rijen(self) -> tuple[Cijfer, Cijfer, Cijfer]:
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
    **waarden: str,
) -> Figuur:
    """Intervals over the values of one dimension, from the first to the last of three indicators.

    The second indicator is the middle. A value for which one of the three is missing or hidden is not drawn; the
    total is left out, because it would press the others together.
    """
    if len(indicatoren) != DRIE:
        raise ConfigurationError(f"Figuur {nummer}: noem drie cijfers, van laag naar hoog.")
    low, middle, high = (
        index_by(bronnen.select(naam, bronnen.jaar, **waarden), over) for naam in indicatoren
    )
    keys = [key for (key,) in middle if (key,) in low and (key,) in high and key != "totaal"]
    if not keys:
        raise ConfigurationError(f"Figuur {nummer}: er is geen '{over}' met alle drie de cijfers.")
    drietallen = [
        Drietal(bronnen.labels.label(over, key), low[key,], middle[key,], high[key,])
        for key in bronnen.labels.sort(over, keys)
    ]
    rijen = [rij for item in drietallen for rij in item.rijen]
    shown = [item for item in drietallen if item.getoond]
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=_describe(drietallen, shown),
        vega=draw_intervals([_strook(item) for item in shown], bronnen.stijl),
        tabel=Gegevens(
            (Kolom(bronnen.labels.label("dimensie", over), "links"), *map(Kolom, ("Laag", "Midden", "Hoog"))),
            tuple(
                (item.naam, *(format_cell(rij.waarde, rij.eenheid) for rij in item.rijen))
                for item in drietallen
            ),
        ),
        herkomst=bronnen.herkomst(rijen),
        noot=join_notes(
            [
                "De balk loopt van laag naar hoog, de streep staat in het midden.",
                VOORBEELD_NOOT if has_voorbeeld(rijen) else "",
            ]
        ),
        voorbeeld=has_voorbeeld(rijen),
    )


def _describe(drietallen: list[Drietal], shown: list[Drietal]) -> str:
    """All intervals in words, and which is the widest and the narrowest."""
    parts = "; ".join(
        f"{item.naam} van {tell_cijfer(item.laag)} tot {tell_cijfer(item.hoog)}, midden {tell_cijfer(item.midden)}"
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
    example = any(rij.status == "voorbeeld" for rij in item.rijen)
    return Strook(
        item.naam, low, middle, high, f"{tell_cijfer(item.laag)} – {tell_cijfer(item.hoog)}", example
    )
