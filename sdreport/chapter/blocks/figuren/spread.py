"""Figures of intervals (low, middle, high; what chance gives) and of combinations of sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import GELIJK, GETOOND, fit_title, join_names, tell_highest
from sdreport.chapter.charts.combinations import Combinatie, draw_combinations
from sdreport.chapter.charts.spread import BUITEN, Strook, Toevalspunt, draw_chance, draw_intervals
from sdreport.chapter.notation import format_cell, format_number, name_amount
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, mark_voorbeeld, show_cell, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

DRIE, VIER = 3, 4
ALLEEN = "Er is er maar één: er valt niets te vergelijken."
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
    rates, low, high, counts = found
    keys = bronnen.labels.sort(over, [key for (key,) in rates if all((key,) in part for part in found)])
    name = {key: bronnen.labels.label(over, key) for key in keys}
    shown = sorted(
        (key for key in keys if not rates[key,].onderdrukt), key=lambda key: -(rates[key,].waarde or 0)
    )
    order = [*shown, *(key for key in keys if rates[key,].onderdrukt)]
    punten = [
        Toevalspunt(
            name[key],
            rates[key,].waarde,
            low[key,].waarde or 0.0,
            high[key,].waarde or 0.0,
            _one_decimal(rates[key,]) + ("" if rates[key,].onderdrukt else f" ({tell_cijfer(counts[key,])})"),
        )
        for key in order
    ]
    mean = rates.get((TOTAAL,))
    rijen = [part[key,] for key in order for part in found] + ([mean] if mean else [])
    banded = not any(part[key,].onderdrukt for part in (low, high) for key in keys)
    middle = f"De streep is het gemiddelde van de gemeente: {_one_decimal(mean)}. " if mean else ""
    head = [
        bronnen.labels.label("dimensie", over),
        rates[order[0],].eenheid.capitalize(),
        "Aantal",
        "Door toeval",
    ]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Punten, van veel naar weinig. {middle}{_describe_chance(punten)}",
        teken=partial(draw_chance, punten, mean.waarde if mean else None) if len(punten) > 1 else None,
        tabel=make_gegevens(
            head,
            [
                (
                    name[key],
                    _one_decimal(rates[key,]),
                    format_cell(counts[key,].waarde, counts[key,].eenheid),
                    " – ".join(dict.fromkeys((_one_decimal(low[key,]), _one_decimal(high[key,])))),
                )
                for key in order
            ],
            samen="kolom",
        ),
        leeswijs=f"{middle}De grijze balk is wat toeval alleen zou geven.",
        kop=_tell_apart(punten, head[0]) if banded else "",
    )


def _tell_apart(punten: Sequence[Toevalspunt], dimensie: str) -> str:
    """A title: what lies beyond what chance gives, of what is shown. One value is only itself: it has none."""
    if len(punten) < 2:
        return ""
    apart = [punt for punt in punten if punt.soort == BUITEN]
    if not apart:
        hidden = any(punt.waarde is None for punt in punten)
        which = "Van wat is getoond wijkt niets" if hidden else f"Geen {dimensie.lower()} wijkt"
        return f"{which} meer af dan toeval geeft"
    sides = (
        ("meer", [punt.categorie for punt in apart if (punt.waarde or 0) > punt.hoog]),
        ("minder", [punt.categorie for punt in apart if (punt.waarde or 0) < punt.laag]),
    )
    named, counted = (
        ", ".join(
            f"{join_names(names) if len(names) <= most else len(names)} {word}"
            for word, names in sides
            if names
        )
        + " dan toeval geeft"
        for most in (GELIJK, 0)
    )
    return fit_title(named) or counted  # of very long names there are too many signs, however few they are


def _describe_chance(punten: Sequence[Toevalspunt]) -> str:
    """Every value with its count, and which of them chance does not explain."""
    told = "; ".join(f"{punt.categorie} {punt.label}" for punt in punten)
    apart = [punt for punt in punten if punt.soort == BUITEN]
    more = [punt.categorie for punt in apart if (punt.waarde or 0) > punt.hoog]
    less = [punt.categorie for punt in apart if (punt.waarde or 0) < punt.laag]
    told += ". " + " ".join(
        f"{word} dan toeval geeft: {', '.join(names)}."
        for word, names in (("Meer", more), ("Minder", less))
        if names
    )
    if len(punten) == 1:
        return f"{told}{ALLEEN}"
    return told.strip() if apart else f"{told}Alle getoonde verschillen passen bij toeval."


def _one_decimal(rij: Cijfer) -> str:
    return format_cell(None, "") if rij.waarde is None else format_number(rij.waarde, 1)


def make_combinations(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    dimensie: str,
    **waarden: str,
) -> Figuur:
    """Which sets go together, largest first: a value of `over` names its sets (values of `dimensie`) with hyphens.

    A combination of nobody is in the table only; a hidden one stands behind the others by its place in the labels.
    """
    found = index_by(bronnen.select(indicator, bronnen.jaar, **waarden), over)
    keys = bronnen.labels.sort(over, [key for (key,) in found if key != TOTAAL])
    order = sorted(keys, key=lambda key: (found[key,].onderdrukt, -(found[key,].waarde or 0)))
    sets = bronnen.labels.sort(dimensie, [deel for key in keys for deel in key.split("-")])
    name = {deel: bronnen.labels.label(dimensie, deel) for deel in sets}
    drawn = [
        Combinatie(
            bronnen.labels.label(over, key),
            tuple(name[deel] for deel in key.split("-")),
            found[key,].waarde,
            format_cell(found[key,].waarde, found[key,].eenheid),
            found[key,].status == "voorbeeld",
        )
        for key in order
        if found[key,].waarde != 0
    ]
    rijen = [found[key,] for key in order]
    told = "; ".join(f"{bronnen.labels.label(over, key)} {tell_cijfer(found[key,])}" for key in order)
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Combinaties van {', '.join(name.values())}: {told}.",
        teken=partial(draw_combinations, drawn, list(name.values())) if drawn else None,
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), name_amount(rijen[0].eenheid)],
            [
                (bronnen.labels.label(over, key), format_cell(found[key,].waarde, found[key,].eenheid))
                for key in order
            ],
        ),
        getekend=[rij for rij in rijen if rij.waarde != 0],
        kop=tell_highest([(bronnen.labels.label(over, key), found[key,]) for key in order]),
    )
