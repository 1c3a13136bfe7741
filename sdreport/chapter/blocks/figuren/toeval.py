"""Figures of numbers beside what chance alone would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import GELIJK, fit_title, join_names
from sdreport.chapter.charts.spread import BUITEN, Toevalspunt, draw_chance
from sdreport.chapter.notation import format_cell, format_number
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

VIER = 4
ALLEEN = "Er is er maar één: er valt niets te vergelijken."


@dataclass(frozen=True)
class Viertal:
    """The four rows of one value of a dimension, and its name."""

    naam: str
    waarde: Cijfer
    laag: Cijfer
    hoog: Cijfer
    aantal: Cijfer

    @property
    def rijen(self) -> tuple[Cijfer, ...]:
        """The rows, in the order in which they are asked for."""
        return self.waarde, self.laag, self.hoog, self.aantal

    @property
    def punt(self) -> Toevalspunt:
        """What is drawn of it."""
        count = "" if self.waarde.onderdrukt else f" ({tell_cijfer(self.aantal)})"
        return Toevalspunt(
            self.naam,
            self.waarde.waarde,
            self.laag.waarde or 0.0,
            self.hoog.waarde or 0.0,
            f"{_one_decimal(self.waarde)}{count}",
        )

    @property
    def cellen(self) -> tuple[str, ...]:
        """Its row in the table."""
        ends = dict.fromkeys((_one_decimal(self.laag), _one_decimal(self.hoog)))
        count = format_cell(self.aantal.waarde, self.aantal.eenheid)
        return self.naam, _one_decimal(self.waarde), count, " – ".join(ends)


def make_chance(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicatoren: Sequence[str],
    over: str,
    **waarden: str,
) -> Figuur:
    """Numbers beside what chance gives, largest first: four indicators, of the value, both ends, and the count.

    A hidden value has its band and no dot, and stands behind the others by name. The total is the line through all;
    where that is hidden so is every band, which is most of the numbers: then there is a table only.
    """
    if len(indicatoren) != VIER:
        raise ConfigurationError(f"Figuur {nummer}: noem vier cijfers: de waarde, laag, hoog en het aantal.")
    found = [index_by(bronnen.select(naam, bronnen.jaar, **waarden), over) for naam in indicatoren]
    keys = bronnen.labels.sort(over, [key for (key,) in found[0] if all((key,) in part for part in found)])
    viertallen = sorted(
        (
            Viertal(bronnen.labels.label(over, key), *(part[key,] for part in found))
            for key in keys
            if key != TOTAAL
        ),
        key=lambda item: (item.waarde.onderdrukt, -(item.waarde.waarde or 0)),
    )
    punten = [item.punt for item in viertallen]
    mean = found[0].get((TOTAAL,))
    told = f"De streep is het gemiddelde van de gemeente: {_one_decimal(mean)}. " if mean else ""
    banded = not any(item.laag.onderdrukt or item.hoog.onderdrukt for item in viertallen)
    dimensie = bronnen.labels.label("dimensie", over)
    heads = [dimensie, viertallen[0].waarde.eenheid.capitalize(), "Aantal", "Door toeval"]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        [rij for item in viertallen for rij in item.rijen] + ([mean] if mean else []),
        alt=f"Punten, van veel naar weinig. {told}{_describe_chance(punten)}",
        teken=partial(draw_chance, punten, mean.waarde if mean else None) if len(punten) > 1 else None,
        tabel=make_gegevens(heads, [item.cellen for item in viertallen], samen="kolom"),
        leeswijs=f"{told}De grijze balk is wat toeval alleen zou geven.",
        kop=_tell_apart(punten, dimensie) if banded else "",
    )


def _list_apart(punten: Sequence[Toevalspunt]) -> dict[str, list[str]]:
    """The names of what lies beyond what chance gives, by the side."""
    apart = [punt for punt in punten if punt.soort == BUITEN]
    return {
        "meer": [punt.categorie for punt in apart if (punt.waarde or 0) > punt.hoog],
        "minder": [punt.categorie for punt in apart if (punt.waarde or 0) < punt.laag],
    }


def _tell_apart(punten: Sequence[Toevalspunt], dimensie: str) -> str:
    """A title: what lies beyond what chance gives, of what is shown. One value is only itself: it has none."""
    if len(punten) < 2:
        return ""
    apart = _list_apart(punten)
    if not any(apart.values()):
        hidden = any(punt.waarde is None for punt in punten)
        if hidden:
            return "Alle getoonde verschillen passen bij toeval"
        return f"Geen {dimensie.lower()} valt op: de verschillen passen bij toeval"
    named, counted = (
        ", ".join(
            f"{join_names(names) if len(names) <= most else len(names)} {word}"
            for word, names in apart.items()
            if names
        )
        + " dan toeval geeft"
        for most in (GELIJK, 0)
    )
    return fit_title(named) or counted  # of very long names there are too many signs, however few they are


def _describe_chance(punten: Sequence[Toevalspunt]) -> str:
    """Every value with its count, and which of them chance does not explain."""
    told = "; ".join(f"{punt.categorie} {punt.label}" for punt in punten)
    apart = " ".join(
        f"{word.capitalize()} dan toeval geeft: {', '.join(names)}."
        for word, names in _list_apart(punten).items()
        if names
    )
    if len(punten) == 1:
        return f"{told}. {' '.join(filter(None, (apart, ALLEEN)))}"
    return f"{told}. {apart or 'Alle getoonde verschillen passen bij toeval.'}"


def _one_decimal(rij: Cijfer) -> str:
    return format_cell(None, "") if rij.waarde is None else format_number(rij.waarde, 1)
