"""Figures: rows of the register to a chart, a text that carries its message, and the data behind it.

A hidden value has its place in the chart, with the word for it and no length; nothing is said that it could be worked
out from: no total, no change.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from sdreport.chapter.blocks.blocks import Figuur, Gegevens, Kolom, join_notes, pair_headers
from sdreport.chapter.blocks.figuren.koppen import (
    ALLES_AFGESCHERMD,
    MEEST_AFGESCHERMD,
    find_sides,
    fit_title,
    tell_change,
    tell_largest_gap,
    tell_own,
    tell_sides,
)
from sdreport.chapter.charts import charts as grafieken
from sdreport.chapter.charts.building import Drawing
from sdreport.chapter.charts.charts import make_punt
from sdreport.chapter.notation import describe_ruim, format_value, line_up, name_amount
from sdreport.chapter.sources import (
    Hoofdstukbronnen,
    has_voorbeeld,
    index_by,
    note_hidden,
    show_cell,
    tell_cijfer,
)
from sdreport.register.cijfer import Cijfer, make_adres
from sdreport.register.structuur import FASEN, TOTAAL

SOORT_CIJFER = "Soort cijfer"
Tekening = Callable[..., Drawing]
"""Draws a chart in a house style; with `smal` as a phone shows it."""


def make_trend(
    bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, indicator: str, **waarden: str
) -> Figuur:
    """Columns of one number over the years; of a single year a sentence, as there is nothing to compare."""
    per_jaar = index_by(bronnen.select(indicator, **waarden), "jaar")
    rijen = sorted(per_jaar.values(), key=lambda rij: rij.jaar)
    series = ", ".join(f"{format_value(rij.waarde, rij.eenheid)} in {rij.jaar}" for rij in rijen)
    kop = name_amount(rijen[0].eenheid)
    punten = [make_punt(rij, str(rij.jaar)) for rij in rijen]
    drawn = len(rijen) > 1
    alone = f"{series}. Van eerdere jaren is geen cijfer gepubliceerd."
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Kolommen per jaar: {series}.{_describe_change(rijen)}" if drawn else alone,
        teken=partial(grafieken.draw_columns, punten, titel_y=kop.lower()) if drawn else None,
        tabel=make_gegevens(
            ["Jaar", kop, SOORT_CIJFER], [(str(rij.jaar), show_cell(rij), rij.status) for rij in rijen]
        ),
        kop=tell_change(rijen).capitalize(),
    )


def make_shares(
    bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, indicator: str, over: str, **waarden: str
) -> Figuur:
    """Bars of a number over the values of one dimension; beside last year's where these are known."""
    found = index_by(bronnen.select(indicator, **waarden), over, "jaar")
    years = [
        str(jaar) for jaar in (bronnen.jaar - 1, bronnen.jaar) if any(key[1] == str(jaar) for key in found)
    ]
    here = {key: rij for (key, jaar), rij in found.items() if jaar == str(bronnen.jaar) and key != "totaal"}
    order = sorted(bronnen.labels.sort(over, [*here]), key=lambda waarde: -(here[waarde].waarde or 0))
    name = {waarde: bronnen.labels.label(over, waarde) for waarde in order}
    rijen = [found[waarde, jaar] for waarde in order for jaar in years if (waarde, jaar) in found]
    punten = [make_punt(rij, name[rij.uitsplitsing[over]], str(rij.jaar)) for rij in rijen]
    behind = {jaar: f" in {jaar}" if len(years) > 1 else "" for jaar in years}
    places = [(waarde, jaar) for waarde in order for jaar in reversed(years)]
    told = dict(zip(places, line_up([tell_cijfer(found.get(place)) for place in places]), strict=True))
    parts = "; ".join(
        f"{name[waarde]} " + " en ".join(f"{told[waarde, jaar]}{behind[jaar]}" for jaar in reversed(years))
        for waarde in order
    )
    draw = grafieken.draw_grouped_bars if len(years) > 1 else grafieken.draw_bars
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Staven{'' if len(years) > 1 else f', {years[0]}'}: {parts}.",
        teken=partial(draw, punten),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), *years],
            [(name[waarde], *(show_cell(found.get((waarde, jaar))) for jaar in years)) for waarde in order],
        ),
        kop=tell_own({waarde: (name[waarde], here[waarde]) for waarde in order}, rijen),
    )


def make_estimates(bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, onderdeel: str) -> Figuur:
    """Estimate against actual costs of an onderdeel in four phases."""
    per_fase = index_by(bronnen.select("begroting", bronnen.jaar, onderdeel=onderdeel, post="totaal"), "fase")
    rijen = [per_fase[fase,] for fase in FASEN if (fase,) in per_fase]
    name = {rij.adres: bronnen.labels.label("fase", rij.uitsplitsing["fase"]) for rij in rijen}
    verschil = bronnen.register.get(make_adres("raming_verschil", (onderdeel, TOTAAL)))
    amounts = "; ".join(f"{name[rij.adres]} {tell_cijfer(rij)}" for rij in rijen)
    punten = [make_punt(rij, name[rij.adres]) for rij in rijen]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Kolommen per fase: {amounts}.{_describe_verschil(verschil)}",
        teken=or_narrow(
            partial(grafieken.draw_columns, punten, titel_y="euro"), partial(grafieken.draw_bars, punten)
        ),
        tabel=make_gegevens(
            ["Fase", "Bedrag", SOORT_CIJFER], [(name[rij.adres], show_cell(rij), rij.status) for rij in rijen]
        ),
        kop=tell_sides([(bronnen.labels.label("onderdeel", onderdeel), *pair)])
        if (pair := find_sides(rijen))
        else "",
    )


def make_beside(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicatoren: Sequence[str],
    koppen: Sequence[str],
    over: str,
    **waarden: str,
) -> Figuur:
    """Bars of two indicators beside each other, over the values of a dimension that both have.

    `koppen` are the words for the bars. A value that one of the two lacks is left out.
    """
    found = {
        woord: index_by(bronnen.select(naam, bronnen.jaar, **waarden), over)
        for woord, naam in pair_headers(f"Figuur {nummer}", koppen, indicatoren)
    }
    first, *others = found.values()
    both = [key[0] for key in first if key[0] != "totaal" and all(key in other for other in others)]
    order = bronnen.labels.sort(over, both)
    name = {waarde: bronnen.labels.label(over, waarde) for waarde in order}
    cells = [(waarde, woord, part[waarde,]) for waarde in order for woord, part in found.items()]
    rijen = [rij for _, _, rij in cells]
    told = "; ".join(
        f"{name[waarde]}: "
        + " en ".join(f"{tell_cijfer(part[waarde,])} ({woord.lower()})" for woord, part in found.items())
        for waarde in order
    )
    punten = [make_punt(rij, name[waarde], woord) for waarde, woord, rij in cells]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Staven naast elkaar. {told}.",
        teken=partial(grafieken.draw_grouped_bars, punten),
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), *found],
            [(name[waarde], *(show_cell(part[waarde,]) for part in found.values())) for waarde in order],
        ),
        kop=tell_largest_gap(
            [_tell_gap(name[waarde], [part[waarde,] for part in found.values()]) for waarde in order]
        ),
    )


def or_narrow(wide: Tekening, narrow: Tekening) -> Tekening:
    """A chart in the place of which a phone shows another one."""
    return lambda stijl, smal=False: narrow(stijl, smal=True) if smal else wide(stijl)


def finish_figure(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    rijen: Sequence[Cijfer],
    alt: str,
    teken: Tekening | None,
    tabel: Gegevens,
    noot: str = "",
    leeswijs: str = "",
    getekend: Sequence[Cijfer] | None = None,
    kop: str = "",
) -> Figuur:
    """What all figures share: sources, the chart as a page and as a phone shows it, and the note and mark of examples.

    `kop` says what the figure shows, where its chapter has no title of its own for it; of hidden numbers it tells none.

    With most of its numbers hidden a chart would be a row of words: a sentence says so in its place. `getekend` are the
    numbers that have a place in the chart, where these are not all. `leeswijs` says how the chart is read: without one
    it is left out.
    """
    voorbeeld = has_voorbeeld(rijen)
    places = getekend or rijen
    hidden = sum(rij.onderdrukt for rij in places)
    if hidden * 2 > len(places):
        teken, alt = None, _tell_hidden(hidden, len(places))
        kop = ALLES_AFGESCHERMD if hidden == len(rijen) else kop or MEEST_AFGESCHERMD
    return Figuur(
        nummer=nummer,
        bijschrift=bijschrift,
        alt=alt,
        vega=teken(bronnen.stijl) if teken else {},
        smal=teken(bronnen.stijl, smal=True) if teken else {},
        tabel=tabel,
        herkomst=bronnen.herkomst(rijen),
        noot=join_notes([noot, leeswijs if teken else "", note_hidden(rijen)]),
        voorbeeld=voorbeeld,
        kop=fit_title(kop),
    )


def _tell_gap(naam: str, rijen: Sequence[Cijfer]) -> tuple[str, float | None, str]:
    """How far the first and the last of some numbers of one thing are apart."""
    first, last = rijen[0].waarde, rijen[-1].waarde
    if first is None or last is None:
        return naam, None, ""
    side = "meer" if last > first else "minder"
    return naam, last - first, f"{format_value(abs(last - first), rijen[0].eenheid)} {side}"


def _tell_hidden(hidden: int, every: int) -> str:
    """What stands in the place of a chart of which most numbers are hidden."""
    if hidden == every:
        return "Alle cijfers van deze figuur zijn afgeschermd; er is niets te tekenen."
    told = f"Van de {every} cijfers zijn er {hidden} afgeschermd, te veel voor een grafiek."
    return f"{told} De rest staat bij de cijfers van deze figuur."


def _describe_change(rijen: Sequence[Cijfer]) -> str:
    """The change between the last two years, if both are shown; growth from or to below zero has no meaning."""
    if len(rijen) < 2 or rijen[-1].waarde is None or not rijen[-2].waarde:
        return ""
    if min(rijen[-1].waarde, rijen[-2].waarde) < 0:
        return ""
    growth = 100 * (rijen[-1].waarde - rijen[-2].waarde) / rijen[-2].waarde
    if abs(growth) < 0.5:
        return f" Dat is vrijwel gelijk aan {rijen[-2].jaar}."
    return (
        f" Dat is {describe_ruim(growth, '%')} {'meer' if growth > 0 else 'minder'} dan in {rijen[-2].jaar}."
    )


def _describe_verschil(verschil: Cijfer) -> str:
    if verschil.waarde is None:
        return ""
    if abs(verschil.waarde) < 0.005:
        return " De werkelijke kosten zijn gelijk aan de raming na de najaarsnota."
    side = "lager" if verschil.waarde > 0 else "hoger"
    amount = format_value(abs(verschil.waarde), verschil.eenheid)
    return f" De werkelijke kosten zijn {amount} {side} dan de raming na de najaarsnota."


def make_gegevens(
    head: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    totaalrij: bool = False,
    samen: Literal["alles", "kolom", "rij"] = "alles",
) -> Gegevens:
    """The table behind a figure: the first column to the left, numbers to the right.

    Those that go together (`samen`) have as many decimals each: all of them, those of a column, or those of a row.
    """
    kolommen = tuple(
        Kolom(label, "links" if number == 0 or label == SOORT_CIJFER else "rechts")
        for number, label in enumerate(head)
    )
    groups = [
        {"alles": "", "kolom": str(column), "rij": str(number)}[samen]
        for number, row in enumerate(rows)
        for column, _ in enumerate(row[1:])
    ]
    cells = iter(line_up([cell for row in rows for cell in row[1:]], groups))
    return Gegevens(kolommen, tuple((row[0], *(next(cells) for _ in row[1:])) for row in rows), totaalrij)
