"""Figures of what comes and goes: rows of the register to a waterfall, and to lines over months or the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur, join_notes, pair_headers
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens, or_narrow
from sdreport.chapter.blocks.figuren.koppen import join_names, tell_from_to, tell_peaks
from sdreport.chapter.charts.charts import Punt, make_punt
from sdreport.chapter.charts.flows import SOORTEN, Trede, draw_lines, draw_waterfall, find_cut
from sdreport.chapter.notation import format_cell, format_value, line_up, name_amount
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL
from sdreport.safe.dutch import MAANDEN

TEKENS = ("+", "-")
MAAND = "maand"
KORT = {naam.capitalize(): {"maart": "Mrt"}.get(naam, naam[:3].capitalize()) for naam in MAANDEN}
"""How a month is written on a phone."""
MIN = "\u2212"
GAT = "Waar een punt ontbreekt, is het getal afgeschermd."
INGEKORT = "De balken van het begin en het einde zijn ingekort, bij de onderbreking: zo zijn de veranderingen te zien."


@dataclass(frozen=True)
class Watervalstap:
    """One step of a waterfall before it is drawn: its words, its sign (none for a stock) and its row."""

    woord: str
    teken: str
    rij: Cijfer

    @property
    def gedrukt(self) -> str:
        """The number with its sign."""
        if not self.rij.waarde or not self.teken:
            return format_cell(self.rij.waarde, self.rij.eenheid)
        amount = self.signed
        return f"{'+' if amount >= 0 else MIN}{format_cell(abs(amount), self.rij.eenheid)}"

    @property
    def signed(self) -> float:
        """What this step adds; below zero for what goes."""
        return (self.rij.waarde or 0.0) * (-1 if self.teken == "-" else 1)


def make_waterfall(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    stappen: Sequence[str],
    koppen: Sequence[str],
    **waarden: str,
) -> Figuur:
    """A waterfall of numbers: `stappen` are addresses, `+` before what comes and `-` before what goes.

    Braces in an address stand for a value: `+instroom.{wet}.totaal`. A step with `?` behind it is left out where there
    is no such number. With a hidden number nothing can be drawn that does not give it away: the figure then says so in
    its table.
    """
    steps = [
        Watervalstap(kop, stap[:1] if stap[:1] in TEKENS else "", rij)
        for kop, stap in pair_headers(f"Figuur {nummer}", koppen, stappen)
        if (rij := _find_step(bronnen, stap.lstrip("+-").format(**waarden))) is not None
    ]
    if not steps or steps[0].teken or steps[-1].teken:
        raise ConfigurationError(f"Figuur {nummer}: begin en eindig met een stand, zonder + of -.")
    shown = not any(stap.rij.onderdrukt for stap in steps)
    labels = line_up([stap.gedrukt for stap in steps])
    treden = _place(steps, labels) if shown else []
    told = "; ".join(f"{stap.woord.lower()} {label}" for stap, label in zip(steps, labels, strict=True))
    kop = name_amount(steps[0].rij.eenheid)
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        [stap.rij for stap in steps],
        alt=f"Van begin naar einde: {told}.",
        teken=partial(draw_waterfall, treden) if shown else None,
        tabel=make_gegevens(
            ["Stap", kop], [(stap.woord, label) for stap, label in zip(steps, labels, strict=True)]
        ),
        leeswijs=INGEKORT if find_cut(treden) is not None else "",
        kop=tell_from_to(steps[0].rij, steps[-1].rij) if shown else "",
    )


def _find_step(bronnen: Hoofdstukbronnen, adres: str) -> Cijfer | None:
    """The number of a step; None where `?` says that it need not be there, and it is not."""
    needed = adres.removesuffix("?")
    if needed != adres and bronnen.register.find(needed, bronnen.jaar) is None:
        return None
    return bronnen.register.get(needed)


def make_lines(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicatoren: Sequence[str],
    koppen: Sequence[str],
    over: str,
    anders: Sequence[str] = (),
    anders_over: str = "",
    **waarden: str,
) -> Figuur:
    """A line per indicator over the values of a dimension in their order, the total left out.

    `anders` are indicators over the wider dimension `anders_over`, for when most of the numbers are hidden.
    """
    if anders and _is_hidden(bronnen, indicatoren, waarden):
        figuur = make_lines(bronnen, nummer, bijschrift, anders, koppen, anders_over, **waarden)
        told = f"Per {over} is te veel afgeschermd; daarom staat het hier per {anders_over}."
        return replace(figuur, noot=join_notes([told, figuur.noot]))
    found = {
        kop: index_by(bronnen.select(naam, bronnen.jaar, **waarden), over)
        for kop, naam in pair_headers(f"Figuur {nummer}", koppen, indicatoren)
    }
    order = bronnen.labels.sort(over, [key for part in found.values() for (key,) in part if key != TOTAAL])
    name = {waarde: bronnen.labels.label(over, waarde) for waarde in order}
    lijnen = {
        kop: {waarde: part[waarde,] for waarde in order if (waarde,) in part} for kop, part in found.items()
    }
    rijen = [rij for lijn in lijnen.values() for rij in lijn.values()]

    def draw(short: bool) -> list[Punt]:
        return [
            make_punt(rij, KORT.get(name[waarde], name[waarde]) if short else name[waarde], kop)
            for kop, lijn in lijnen.items()
            for waarde, rij in lijn.items()
        ]

    told = " ".join(_describe_line(kop, list(lijn.values()), name, over) for kop, lijn in lijnen.items())
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Lijnen. {told}",
        teken=or_narrow(
            partial(draw_lines, draw(short=False), titel_y=_name_axis(rijen[0].eenheid)),
            partial(draw_lines, draw(short=over == MAAND), titel_y=""),
        ),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), *lijnen],
            [
                (name[waarde], *(tell_cijfer(lijn.get(waarde), "–") for lijn in lijnen.values()))
                for waarde in order
            ],
        ),
        leeswijs=GAT if any(rij.onderdrukt for rij in rijen) else "",
        kop=tell_peaks(
            {
                kop: [(_when(name[waarde], over), rij) for waarde, rij in lijn.items()]
                for kop, lijn in lijnen.items()
            }
        ),
    )


def _name_axis(eenheid: str) -> str:
    """What the numbers of lines are; what is counted stands in the caption, and can be uitkeringen of personen."""
    return "aantal" if eenheid == "personen" else name_amount(eenheid).lower()


def _is_hidden(bronnen: Hoofdstukbronnen, indicatoren: Sequence[str], waarden: Mapping[str, str]) -> bool:
    """Whether more than half of the numbers of these indicators may not be seen."""
    rijen = [rij for naam in indicatoren for rij in bronnen.select(naam, bronnen.jaar, **waarden)]
    return 2 * sum(rij.onderdrukt for rij in rijen) > len(rijen)


def _place(steps: Sequence[Watervalstap], labels: Sequence[str]) -> list[Trede]:
    """Where each bar begins and ends."""
    level, treden = 0.0, []
    for stap, label in zip(steps, labels, strict=True):
        end = level + stap.signed if stap.teken else stap.signed
        begin = level if stap.teken else 0.0
        kind = SOORTEN[0] if not stap.teken else SOORTEN[1] if stap.signed >= 0 else SOORTEN[2]
        treden.append(Trede(stap.woord, begin, end, label, kind, stap.rij.status == "voorbeeld"))
        level = end
    return treden


def _when(naam: str, over: str) -> str:
    return naam.lower() if over == MAAND else naam


def _describe_line(kop: str, rijen: Sequence[Cijfer], name: dict[str, str], over: str) -> str:
    """The highest and lowest point of a line, all that are as high named; nothing more when a point is hidden."""
    shown = [rij for rij in rijen if rij.waarde is not None]
    if len(shown) < len(rijen) or not shown:
        return f"{kop}: een deel is afgeschermd."
    values = [rij.waarde or 0 for rij in shown]
    if min(values) == max(values):
        return f"{kop}: steeds {format_value(values[0], shown[0].eenheid)}."
    ends = []
    for word, value in (("hoogst", max(values)), ("laagst", min(values))):
        where = [_when(name[rij.uitsplitsing[over]], over) for rij in shown if rij.waarde == value]
        ends.append(f"het {word} in {join_names(where)} ({format_value(value, shown[0].eenheid)})")
    return f"{kop}: {', '.join(ends)}."
