"""Bars of parts: rows of the register stacked to the right of zero, and to the left what is below it."""

from collections.abc import Mapping, Sequence

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
    signed = any((rij.waarde or 0.0) < 0 for rij in found.values())
    unit = next(iter(found.values())).eenheid
    groups: dict[str, list[Cijfer]] = {}
    for (waarde, _), rij in found.items():
        groups.setdefault(waarde, []).append(rij)
    sums = {
        waarde: round(sum(round_as_printed(rij.waarde or 0.0, unit) for rij in rijen), 2)
        for waarde, rijen in groups.items()
    }
    order = sorted(sums, key=lambda waarde: (-abs(sums[waarde]), bronnen.labels.label(over, waarde)))
    used = [key for (_, key), rij in found.items() if rij.waarde != 0]
    parts = bronnen.labels.sort(delen, used)
    name = {waarde: bronnen.labels.label(over, waarde) for waarde in order}
    label = {part: bronnen.labels.label(delen, part) for part in parts}

    def tell(amount: float | None) -> str:
        if not signed or not amount:
            return format_cell(amount, unit)
        return f"{'+' if amount > 0 else '−'}{format_cell(abs(amount), unit)}"

    samen = {
        waarde: DEELS if any(rij.onderdrukt for rij in groups[waarde]) else tell(sums[waarde])
        for waarde in order
    }
    drawn = order[:MEEST]
    stapels = [
        Stapeldeel(
            name[waarde],
            label[part],
            rij.waarde or 0.0,
            tell(rij.waarde),
            samen[waarde],
            rij.status == "voorbeeld",
        )
        for waarde in drawn
        for part in parts
        if (waarde, part) in found
        for rij in [found[waarde, part]]
    ]
    rows = []
    for waarde in order:
        cells = [found.get((waarde, part)) for part in parts]
        rows.append(
            (name[waarde], *("–" if rij is None else tell(rij.waarde) for rij in cells), samen[waarde])
        )
    notes = [
        "Naar rechts: meer. Naar links: minder. Achter de staaf staat wat het samen is." if signed else "",
        f"Getekend zijn de {MEEST} grootste." if len(order) > MEEST else "",
        AFGEROND if unit == "euro" and any(_is_off(groups[waarde]) for waarde in order) else "",
    ]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        list(found.values()),
        alt=f"Staven van delen, van groot naar klein: {'; '.join(f'{name[key]} {samen[key]}' for key in drawn)}.",
        vega=draw_stapels(stapels, bronnen.stijl),
        smal=draw_stapels(stapels, bronnen.stijl, smal=True),
        tabel=make_gegevens([bronnen.labels.label("dimensie", over), *label.values(), "Totaal"], rows),
        leeswijs=join_notes(notes),
        kop=_tell_ready(found)
        or (
            tell_largest_gap(
                [(name[key], None if samen[key] == DEELS else sums[key], samen[key]) for key in order]
            )
            if signed
            else tell_bars({name[key]: groups[key] for key in order})
        ),
    )


def _is_off(rijen: Sequence[Cijfer]) -> bool:
    """Whether parts that are printed in whole euros add up to another sum than is printed."""
    unit, amounts = rijen[0].eenheid, [rij.waarde or 0.0 for rij in rijen]
    whole = round_as_printed(round(sum(amounts), 2), unit)
    return round(sum(round_as_printed(amount, unit) for amount in amounts), 2) != whole


def _tell_ready(found: Mapping[tuple[str, ...], Cijfer]) -> str:
    """A title for bars of how far things are: how many of all are ready; nothing with a hidden one."""
    ready = [rij.waarde or 0.0 for key, rij in found.items() if key[1] == GEREED]
    if not ready or any(rij.onderdrukt for rij in found.values()):
        return ""
    whole = sum(rij.waarde or 0.0 for rij in found.values())
    return f"Van de {format_value(whole, '')} {agree(sum(ready), 'is/zijn')} er {format_value(sum(ready), '')} gereed"
