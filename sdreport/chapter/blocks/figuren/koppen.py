"""What a figure shows in one line above it, made from its numbers: the highest, a difference, what came and went.

It says only what a reader can see. With a hidden number among them the highest is that of what is shown, and nothing is
said of a sum or a change; numbers that are printed alike are named together. Where little is shown, that is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdreport.chapter.notation import (
    AANDELEN,
    describe_heel,
    format_cell,
    line_up,
    round_as_printed,
    shows_something,
)
from sdreport.chapter.sources import mark_voorbeeld, show_cell
from sdreport.register.cijfer import STATUSSEN, Cijfer
from sdreport.register.structuur import FASEN

LANGSTE_KOP = 120
"""A longer line is no title."""
GELIJK = 3
"""So many names can stand beside each other in a title."""
GETOOND = " van wat is getoond"
ALLES_AFGESCHERMD, MEEST_AFGESCHERMD = "Alles is afgeschermd", "Het meeste is afgeschermd"
Benoemd = tuple[str, Cijfer]
"""A number with what it is called in its figure."""


def fit_title(kop: str) -> str:
    """A title, unless it is too long to be one."""
    return kop if len(kop) <= LANGSTE_KOP else ""


def tell_highest(items: Sequence[Benoemd], naast: Sequence[Cijfer] = ()) -> str:
    """Which number is highest: `Huisarts het hoogst: 40%`; all that are printed as high are named.

    `naast` are the other numbers of the figure: the title has as many decimals as they.
    """
    shown = [(naam, rij) for naam, rij in items if rij.waarde is not None]
    top = max((rij.waarde or 0.0 for _, rij in shown), default=0.0)
    if len(items) < 2 or top <= 0:
        return ""
    label = line_up([show_cell(rij) for rij in (*(rij for _, rij in shown), *naast)])
    only = [place for place, (_, rij) in enumerate(shown) if rij.waarde]
    if len(only) == 1 and len(shown) < len(items):  # the most of nothing but zeros says little
        return f"Getoond: {shown[only[0]][0]}, {_amount(shown[only[0]][1], label[only[0]])}"
    high, printed = next(
        (rij, text) for (_, rij), text in zip(shown, label, strict=False) if rij.waarde == top
    )
    best = [naam for (naam, _), text in zip(shown, label, strict=False) if text == printed]
    amount = _amount(high, printed)
    getoond = GETOOND if len(shown) < len(items) else ""
    if len(best) == len(shown):
        return f"Overal evenveel{getoond}: {amount}"
    if len(best) > GELIJK:
        return ""
    word = "het hoogst" if high.eenheid in ("euro", *AANDELEN) or "per " in high.eenheid else "het meest"
    if high.eenheid == "%" and abs(sum(rij.waarde or 0.0 for _, rij in items) - 100) < len(items) / 2:
        word = "het vaakst"  # parts of a whole
    same = f"even {'vaak' if word == 'het vaakst' else 'hoog'} en " if len(best) > 1 else ""
    return f"{join_names(best)} {same}{word}{getoond}: {amount}"


def tell_bars(bars: Mapping[str, Sequence[Cijfer]]) -> str:
    """Which bar of parts is highest: `Wonen het meest: 11 acties`; one with a hidden part has no height to tell."""
    whole = {naam: rijen for naam, rijen in bars.items() if not any(rij.onderdrukt for rij in rijen)}
    sums = [
        (
            naam,
            replace(
                rijen[0],
                waarde=sum(rij.waarde or 0.0 for rij in rijen),
                status=max((rij.status for rij in rijen), key=STATUSSEN.index),
            ),
        )
        for naam, rijen in whole.items()
    ]
    hidden = [(naam, replace(rijen[0], waarde=None)) for naam, rijen in bars.items() if naam not in whole]
    return tell_highest([*sums, *hidden])


def tell_own(items: Mapping[str, Benoemd], naast: Sequence[Cijfer] = ()) -> str:
    """The municipality beside the country, of numbers by whom they are of; else the highest."""
    own, land = items.get("gemeente"), items.get("land")
    if own and land and own[1].waarde is not None and land[1].waarde is not None:
        here, there, *_ = line_up([show_cell(rij) for rij in (own[1], land[1], *naast)])
        return f"{own[0]}: {_amount(own[1], here)}; {land[0]}: {_amount(land[1], there)}"
    return tell_highest([*items.values()], naast)


def tell_change(rijen: Sequence[Cijfer]) -> str:
    """The change of the last year from the year before: `9,3% meer dan in 2022`."""
    before, now = rijen[-2:] if len(rijen) > 1 else (None, None)
    if before is None or now is None or before.jaar != now.jaar - 1:
        return ""
    if before.waarde is None or now.waarde is None or before.waarde <= 0 or now.waarde < 0:
        return ""
    growth = format_cell(100 * abs(now.waarde - before.waarde) / before.waarde, "%")
    if not shows_something(growth):
        same = "evenveel als" if now.waarde == before.waarde else "vrijwel evenveel als"
        return f"{same} in {before.jaar}"
    return f"{growth} {'meer' if now.waarde > before.waarde else 'minder'} dan in {before.jaar}"


def tell_from_to(begin: Cijfer, einde: Cijfer) -> str:
    """From a stock to the next: `Van 961 naar 1.020: 59 meer`."""
    if begin.waarde is None or einde.waarde is None:
        return ""
    difference = round_as_printed(einde.waarde, einde.eenheid) - round_as_printed(begin.waarde, begin.eenheid)
    amount = format_cell(abs(difference), einde.eenheid)
    first, last, amount = line_up([show_cell(begin), show_cell(einde), amount])
    if first == last:
        return f"Aan het begin en aan het einde evenveel: {mark_voorbeeld(first, begin)}"
    told = f"Van {mark_voorbeeld(first, begin)} naar {mark_voorbeeld(last, einde)}"
    return f"{told}: {amount} {'meer' if difference > 0 else 'minder'}"


def tell_peaks(lijnen: Mapping[str, Sequence[Benoemd]]) -> str:
    """Where each line is highest: `Begonnen het meest in mei (47), gestopt in december (66)`."""
    told = []
    every = [rij for items in lijnen.values() for _, rij in items]
    hidden = any(rij.onderdrukt for rij in every)
    labels = iter(line_up([*map(show_cell, every)]))
    for kop, items in lijnen.items():
        printed = [next(labels) for _ in items]
        top = max((rij.waarde or 0.0 for _, rij in items), default=0.0)
        best = [
            (naam, rij, text) for (naam, rij), text in zip(items, printed, strict=True) if rij.waarde == top
        ]
        if top > 0 and len(best) <= GELIJK:
            when = join_names([naam for naam, _, _ in best])
            told.append(f"{kop.lower()} in {when} ({mark_voorbeeld(best[0][2], best[0][1])})")
    text = ", ".join(told)
    return f"Het meest{GETOOND if hidden else ''}: {text}" if text else ""


def tell_side(verschil: float, eenheid: str) -> str:
    """A difference from a budget: `€ 12.000 voordelig`."""
    amount = describe_heel(verschil, eenheid)
    if not shows_something(amount):
        return "precies zoals geraamd"
    return f"{amount} {'voordelig' if verschil > 0 else 'nadelig'}"


def tell_sides(ramingen: Sequence[tuple[str, Cijfer, Cijfer]]) -> str:
    """Per part its last estimate against what was spent: `Wmo: € 12.000 nadelig; Jeugd: € 9.000 voordelig`."""
    return "; ".join(
        f"{naam}: {mark_voorbeeld(tell_side(raming.waarde - werkelijk.waarde, werkelijk.eenheid), raming)}"
        for naam, raming, werkelijk in ramingen
        if raming.waarde is not None and werkelijk.waarde is not None
    )


def find_sides(rijen: Sequence[Cijfer]) -> tuple[Cijfer, Cijfer] | None:
    """The last estimate of a budget and what was spent, among its phases."""
    by_fase = {rij.uitsplitsing["fase"]: rij for rij in rijen}
    return (by_fase[FASEN[-2]], by_fase[FASEN[-1]]) if set(FASEN[-2:]) <= set(by_fase) else None


def tell_more(amount: str, verschil: float) -> str:
    """A difference in words, for its amount as it is written: `+€ 9` is `€ 9 meer`."""
    return f"{amount.lstrip('+−')} {'meer' if verschil > 0 else 'minder'}"


def tell_largest_gap(items: Sequence[tuple[str, float | None, str]]) -> str:
    """The largest of some differences, each with its name, its size (none when hidden) and its words."""
    sizes = [abs(size) for _, size, _ in items if size is not None]
    if not sizes or max(sizes) <= 0:
        return ""
    best = [(naam, words) for naam, size, words in items if size is not None and abs(size) == max(sizes)]
    if len(best) > GELIJK:
        return ""
    getoonde = "getoonde " if len(sizes) < len(items) else ""
    if len({words for _, words in best}) > 1:
        return f"Grootste {getoonde}verschillen: {'; '.join(f'{naam} {words}' for naam, words in best)}"
    return f"Grootste {getoonde}verschil: {join_names([naam for naam, _ in best])}, {best[0][1]}"


def join_names(names: Sequence[str]) -> str:
    """Names in a sentence: `a, b en c`."""
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _amount(rij: Cijfer, label: str) -> str:
    """A printed number with its unit, where its notation does not show that, and its mark when it is an example."""
    plain = rij.eenheid in ("euro", "aantal", *AANDELEN) or rij.waarde == 1
    return mark_voorbeeld(label, rij) + ("" if plain else f" {rij.eenheid}")
