"""Figures with a form of their own: rows of the register to two-sided bars, dots, parts of a whole, phases."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens, or_narrow
from sdreport.chapter.blocks.figuren.koppen import (
    find_sides,
    tell_highest,
    tell_largest_gap,
    tell_side,
    tell_sides,
)
from sdreport.chapter.charts import forms
from sdreport.chapter.charts.charts import draw_bars, draw_grouped_bars, make_punt
from sdreport.chapter.charts.forms import Postverschil
from sdreport.chapter.notation import (
    AFGESCHERMD,
    count_of,
    describe_heel,
    format_cell,
    format_value,
    mark_voordelig,
    name_amount,
)
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, show_cell, show_whole, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import FASEN

LANG = 12
"""So many dots are drawn; what is smaller stands together, as what is hidden does."""


def make_deviations(bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, onderdeel: str) -> Figuur:
    """What every post had left or was short of, from most left to most short; hidden posts stand in the table only."""
    rijen = [
        rij
        for rij in bronnen.select("raming_verschil", bronnen.jaar, onderdeel=onderdeel)
        if rij.uitsplitsing["post"] != "totaal"
    ]
    shown = sorted((rij for rij in rijen if rij.waarde is not None), key=lambda rij: -(rij.waarde or 0))
    name = {rij.adres: bronnen.labels.label("post", rij.uitsplitsing["post"]) for rij in rijen}
    items = [
        Postverschil(name[rij.adres], rij.waarde or 0, _tell_side(rij), rij.status == "voorbeeld")
        for rij in shown
    ]
    over, short = ([rij for rij in shown if (rij.waarde or 0) * sign > 0] for sign in (1, -1))
    told = [
        f"{count_of(len(over), 'post was', 'posten waren')} voordelig (V, rechts) en {len(short)} nadelig (N, links).",
        f"Het meest voordelig: {name[over[0].adres]} ({_tell_side(over[0])})." if over else "",
        f"Het meest nadelig: {name[short[-1].adres]} ({_tell_side(short[-1])})." if short else "",
    ]
    hidden = [rij for rij in rijen if rij.onderdrukt]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=" ".join(filter(None, told)),
        teken=partial(forms.draw_deviations, items),
        tabel=make_gegevens(
            ["Post", "Verschil", "V/N"],
            [(name[rij.adres], show_whole(rij), mark_voordelig(rij.waarde)) for rij in [*shown, *hidden]],
        ),
        leeswijs="Naar rechts: voordelig (V), minder uitgegeven dan geraamd. Naar links: nadelig (N), meer uitgegeven.",
        kop=tell_largest_gap(
            [(name[rij.adres], rij.waarde, tell_side(rij.waarde or 0, rij.eenheid)) for rij in rijen]
        ),
    )


def make_dots(
    bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, indicator: str, over: str, **waarden: str
) -> Figuur:
    """A dot per value of a dimension, largest first; those that are hidden together, without a place on the scale."""
    found = index_by(bronnen.select(indicator, bronnen.jaar, **waarden), over)
    rijen = [rij for (key,), rij in found.items() if key != "totaal"]
    shown = sorted(
        (rij for rij in rijen if not rij.onderdrukt), key=lambda rij: (-(rij.waarde or 0), rij.adres)
    )
    hidden = [rij for rij in rijen if rij.onderdrukt]
    name = {rij.adres: bronnen.labels.label(over, rij.uitsplitsing[over]) for rij in rijen}
    drawn, rest = (shown, []) if len(shown) <= LANG + 2 else (shown[:LANG], shown[LANG:])
    notes = [
        f"Niet getekend: {len(rest)} kleinere ({format_cell(rest[-1].waarde, rest[-1].eenheid)} tot en met "
        f"{format_cell(rest[0].waarde, rest[0].eenheid)})."
        if rest
        else "",
        f"Van {len(hidden)} andere is het aantal afgeschermd." if len(hidden) > 1 else "",
    ]
    kop = name_amount(rijen[0].eenheid)
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Punten, van groot naar klein: {_tell_all(drawn, name)}." if drawn else "Alles is afgeschermd.",
        teken=partial(forms.draw_dots, [make_punt(rij, name[rij.adres]) for rij in drawn]),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), kop],
            [(name[rij.adres], format_cell(rij.waarde, rij.eenheid)) for rij in [*shown, *hidden]],
        ),
        noot=" ".join(filter(None, notes)),
        getekend=drawn,
        kop=tell_highest([(name[rij.adres], rij) for rij in rijen]),
    )


@dataclass(frozen=True)
class Opdeling:
    """Parts of a whole, largest first, with their names and shares by address; `geheel` is empty when a part is hidden.

    With a hidden part there is no whole and no share: they would tell what it is.
    """

    rijen: Sequence[Cijfer]
    naam: Mapping[str, str]
    aandeel: Mapping[str, str]
    geheel: str

    def as_text(self) -> str:
        """Every part with its share, and what they are together."""
        parts = "; ".join(
            f"{self.naam[rij.adres]} {tell_cijfer(rij)} ({self.aandeel[rij.adres]})" for rij in self.rijen
        )
        return f"{parts}." + (f" Samen is dat {self.geheel}." if self.geheel else "")

    def as_rows(self, cel: Callable[[Cijfer], str], verborgen: str) -> list[tuple[str, ...]]:
        """The table of it; `cel` writes an amount, `verborgen` stands for a whole that is not shown."""
        rows = [(self.naam[rij.adres], cel(rij), self.aandeel[rij.adres]) for rij in self.rijen]
        return [*rows, ("Totaal", self.geheel or verborgen, "100%" if self.geheel else "–")]


def divide(bronnen: Hoofdstukbronnen, rijen: Iterable[Cijfer], over: str) -> Opdeling:
    """Rows as the parts of their sum."""
    ordered = sorted(rijen, key=lambda rij: -(rij.waarde or 0))
    complete = not any(rij.onderdrukt for rij in ordered)
    total = sum(rij.waarde or 0 for rij in ordered)
    return Opdeling(
        ordered,
        {rij.adres: bronnen.labels.label(over, rij.uitsplitsing[over]) for rij in ordered},
        {
            rij.adres: format_cell(100 * (rij.waarde or 0) / total, "%") if complete and total else "–"
            for rij in ordered
        },
        format_value(total, ordered[0].eenheid) if complete else "",
    )


def make_division(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    delen: Sequence[str] = (),
    **waarden: str,
) -> Figuur:
    """Bars of amounts over parts, chosen or all but the total, largest first, with the share of each in their sum."""
    delen = delen or bronnen.values(indicator, over, **waarden)
    parts_of = (bronnen.select(indicator, bronnen.jaar, **{over: deel}, **waarden) for deel in delen)
    opdeling = divide(bronnen, (index_by(found)[()] for found in parts_of), over)
    punten = [make_punt(rij, opdeling.naam[rij.adres]) for rij in opdeling.rijen]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        opdeling.rijen,
        alt=f"Staven, van groot naar klein: {opdeling.as_text()}",
        teken=partial(draw_bars, punten),
        tabel=make_gegevens(
            ["Deel", "Bedrag", "Aandeel"],
            opdeling.as_rows(lambda rij: format_cell(rij.waarde, rij.eenheid), "–"),
            True,
        ),
        kop=tell_highest([(opdeling.naam[rij.adres], rij) for rij in opdeling.rijen]),
    )


def make_stack(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    delen: Sequence[str] = (),
    **waarden: str,
) -> Figuur:
    """One bar of parts, chosen or all but the total, largest first; with a hidden part there is no whole to divide.

    Chosen parts that the report lacks are left out, as a municipality can report on one law.
    """
    delen = delen or bronnen.values(indicator, over, **waarden)
    found = index_by(bronnen.select(indicator, bronnen.jaar, **waarden), over)
    there = [deel for deel in delen if (deel,) in found]
    if not there:
        raise ConfigurationError(f"Figuur {nummer}: '{indicator}' heeft geen '{delen[0]}'.")
    opdeling = divide(bronnen, (found[deel,] for deel in there), over)
    punten = [make_punt(rij, opdeling.naam[rij.adres]) for rij in opdeling.rijen]
    draw = forms.draw_stack if opdeling.geheel else draw_bars
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        opdeling.rijen,
        alt=f"Eén balk, van groot naar klein: {opdeling.as_text()}",
        teken=or_narrow(partial(draw, punten), partial(draw_bars, punten)),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), "Bedrag", "Aandeel"],
            opdeling.as_rows(tell_cijfer, AFGESCHERMD),
            True,
        ),
        kop=tell_highest([(opdeling.naam[rij.adres], rij) for rij in opdeling.rijen]),
    )


def make_phases(bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, onderdelen: Sequence[str]) -> Figuur:
    """The four phases of the budget of some parts on one scale; parts that the report lacks are left out."""
    cells: dict[str, list[Cijfer]] = {}
    for onderdeel in onderdelen:
        found = index_by(bronnen.find("begroting", bronnen.jaar, onderdeel=onderdeel, post="totaal"), "fase")
        if rijen := [found[fase,] for fase in FASEN if (fase,) in found]:
            cells[bronnen.labels.label("onderdeel", onderdeel)] = rijen
    if not cells:
        raise ConfigurationError(f"Figuur {nummer}: de begroting heeft geen van deze onderdelen.")
    fasen = {fase: bronnen.labels.label("fase", fase) for fase in FASEN}
    punten = [
        make_punt(rij, naam, fasen[rij.uitsplitsing["fase"]])
        for naam, rijen in cells.items()
        for rij in rijen
        if not rij.onderdrukt
    ]
    told = " ".join(
        f"{naam}: "
        + ", ".join(f"{fasen[rij.uitsplitsing['fase']].lower()} {tell_cijfer(rij)}" for rij in rijen)
        + "."
        for naam, rijen in cells.items()
    )
    rows = []
    for naam, rijen in cells.items():
        by_fase = {rij.uitsplitsing["fase"]: rij for rij in rijen}
        rows.append((naam, *(show_cell(by_fase.get(fase)) for fase in FASEN)))
    drawn = [fasen[fase] for fase in FASEN]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        [rij for rijen in cells.values() for rij in rijen],
        alt=f"Per wet vier bedragen onder elkaar. {told}",
        teken=partial(forms.draw_phases, punten, drawn),
        tabel=make_gegevens(["Onderdeel", *drawn], rows),
        kop=tell_sides([(naam, *pair) for naam, rijen in cells.items() if (pair := find_sides(rijen))]),
    )


def make_groups(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    over: str,
    reeks: str,
    **waarden: str,
) -> Figuur:
    """Bars in groups: one number over a dimension, a bar for each value of another; totals are left out."""
    found = index_by(bronnen.select(indicator, bronnen.jaar, **waarden), over, reeks)
    order = bronnen.labels.sort(over, [key for key, _ in found if key != "totaal"])
    series = bronnen.labels.sort(reeks, [key for _, key in found if key != "totaal"])
    name = {key: bronnen.labels.label(over, key) for key in order}
    serie = {key: bronnen.labels.label(reeks, key) for key in series}
    cells = [(key, part, found[key, part]) for key in order for part in series if (key, part) in found]
    punten = [make_punt(rij, name[key], serie[part]) for key, part, rij in cells]
    told = "; ".join(
        f"{name[key]} "
        + ", ".join(f"{tell_cijfer(found.get((key, part)))} ({serie[part]})" for part in series)
        for key in order
    )
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        [rij for _, _, rij in cells],
        alt=f"Staven in groepen: {told}.",
        teken=partial(draw_grouped_bars, punten),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), *serie.values()],
            [(name[key], *(show_cell(found.get((key, part))) for part in series)) for key in order],
        ),
        kop=tell_highest([(f"{name[key]} ({serie[part]})", rij) for key, part, rij in cells]),
    )


def _tell_side(rij: Cijfer) -> str:
    """`€ 12.000 N`; a hidden amount is a word."""
    if rij.waarde is None:
        return AFGESCHERMD
    return f"{describe_heel(rij.waarde, rij.eenheid)} {mark_voordelig(rij.waarde)}".rstrip()


def _tell_all(rijen: Sequence[Cijfer], name: dict[str, str]) -> str:
    return "; ".join(f"{name[rij.adres]} {tell_cijfer(rij)}" for rij in rijen)
