"""Plans and their monitor: activities by progress, what asks for attention, changes, and estimated results."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from sdreport.measures.definitie import Invoer, Meting, indicator, sum_eur
from sdreport.plannen.activities import (
    AANDACHT,
    BEOORDEELD,
    NIET_BEOORDEELD,
    VERANDERING,
    VOORTGANG,
    Activiteit,
    compare_peildata,
    find_aandacht,
    read_activiteiten,
    select_vorige,
)
from sdreport.plannen.rows import to_rijteksten
from sdreport.register.structuur import SOM, TOTAAL, WETTEN


@indicator(
    dimensies=("programma", "voortgang"),
    eenheid="activiteiten",
    bron=("plannen",),
    definitie="Activiteiten van het plan per programma, naar voortgang op de peildatum.",
    totaal={"programma": SOM, "voortgang": SOM},
)
def activiteiten(invoer: Invoer) -> Iterator[Meting]:
    """Activities per programme and progress; every progress is given, also with 0."""
    counts = Counter((item.programma, item.voortgang or NIET_BEOORDEELD) for item in _activiteiten(invoer))
    yield from _with_totals(counts, _programmas(invoer), (*VOORTGANG, NIET_BEOORDEELD))


@indicator(
    dimensies=("programma",),
    eenheid="doelen",
    bron=("plannen",),
    definitie="Doelen van het plan per programma; een doel dat er vaker met dezelfde tekst staat, telt één keer.",
    totaal={"programma": SOM},
)
def doelen(invoer: Invoer) -> Iterator[Meting]:
    """Number of goals per programme, and together; a goal with several numbers is one goal."""
    rows = invoer.tabellen["plannen"].dropna(subset=["doelsleutel"])
    rows = rows.drop_duplicates("doelsleutel").drop_duplicates(["programma", "doelstelling"])
    for programma in _programmas(invoer):
        aantal = int((rows["programma"] == programma).sum())
        yield Meting((programma,), aantal, aantal)
    yield Meting((TOTAAL,), len(rows), len(rows))


@indicator(
    dimensies=("programma", "aandachtspunt"),
    eenheid="activiteiten",
    bron=("plannen",),
    definitie="Activiteiten die aandacht vragen: te laat, met knelpunten, of zonder indicator, trekker, rol of einde.",
    totaal={"programma": SOM},
)
def activiteiten_aandacht(invoer: Invoer) -> Iterator[Meting]:
    """Activities per programme and point of attention; one activity can have several, so there is no sum over them.

    While nothing is judged, nobody knows what is late: 0 would say that all is on time.
    """
    items = _activiteiten(invoer)
    counts = Counter((item.programma, punt) for item in items for punt in find_aandacht(item))
    judged = any(item.voortgang for item in items)
    for punt in AANDACHT:
        if punt in BEOORDEELD and not judged:
            continue
        for programma in _programmas(invoer):
            yield Meting((programma, punt), counts[programma, punt], counts[programma, punt])
        total = sum(aantal for (_, of), aantal in counts.items() if of == punt)
        yield Meting((TOTAAL, punt), total, total)


@indicator(
    dimensies=("verandering",),
    eenheid="activiteiten",
    bron=("plannen",),
    definitie="Activiteiten naar wat er sinds de vorige peildatum is veranderd.",
)
def activiteiten_verandering(invoer: Invoer) -> Iterator[Meting]:
    """Activities by what changed since the previous peildatum; nothing when there was none."""
    nu = _activiteiten(invoer)
    toen = select_vorige(_eerder(invoer), nu[0].plan, nu[0].peildatum) if nu else []
    if toen:
        counts = Counter(change.soort for change in compare_peildata(nu, toen))
        for soort in VERANDERING:
            yield Meting((soort,), counts[soort], counts[soort])


@indicator(
    dimensies=("programma", "wet"),
    eenheid="euro",
    bron=("plannen",),
    definitie="Geraamd financieel resultaat van de activiteiten: de besparing die het plan verwacht.",
    totaal={"programma": SOM, "wet": SOM},
)
def geraamd_resultaat(invoer: Invoer) -> Iterator[Meting]:
    """Estimated result per programme and law, with totals; only programmes that have an estimate."""
    rows = invoer.tabellen["plannen"]
    columns = {wet: rows[f"resultaat_{wet}"] for wet in WETTEN}
    known = rows[pd.DataFrame(columns).notna().any(axis=1) & rows["programma"].notna()]
    programmas = [*dict.fromkeys(known["programma"]), *([TOTAAL] if len(known) else [])]
    for programma in programmas:
        part = known if programma == TOTAAL else known[known["programma"] == programma]
        amounts = {wet: sum_eur(part[f"resultaat_{wet}"]) for wet in WETTEN}
        for wet, amount in amounts.items():
            yield Meting((programma, wet), amount, int(part[f"resultaat_{wet}"].notna().sum()))
        yield Meting((programma, TOTAAL), round(sum(amounts.values()), 2), len(part))


@indicator(
    dimensies=("plan",),
    eenheid="activiteiten",
    bron=("plannen",),
    definitie="Activiteiten per plan, ook van eerdere plannen, op de laatste peildatum daarvan.",
)
def activiteiten_plan(invoer: Invoer) -> Iterator[Meting]:
    """Activities per plan, this one and the earlier ones that the report reads again."""
    for plan, items in _latest_of_each_plan([*_eerder(invoer), *_activiteiten(invoer)]).items():
        yield Meting((plan,), len(items), len(items))


def _activiteiten(invoer: Invoer) -> list[Activiteit]:
    return read_activiteiten(to_rijteksten(invoer.tabellen["plannen"]))


def _eerder(invoer: Invoer) -> list[Activiteit]:
    return read_activiteiten(
        rij for frame in invoer.eerder.get("plannen", ()) for rij in to_rijteksten(frame)
    )


def _programmas(invoer: Invoer) -> list[str]:
    return list(dict.fromkeys(invoer.tabellen["plannen"]["programma"].dropna()))


def _latest_of_each_plan(items: Iterable[Activiteit]) -> dict[str, list[Activiteit]]:
    per_plan: dict[str, list[Activiteit]] = {}
    for item in items:
        per_plan.setdefault(item.plan, []).append(item)
    return {
        plan: [item for item in found if item.peildatum == max(other.peildatum for other in found)]
        for plan, found in per_plan.items()
    }


def _with_totals(
    counts: Counter[tuple[str, str]], rows: Sequence[str], columns: Sequence[str]
) -> Iterator[Meting]:
    """Counts with both totals; 0 where nothing was counted."""
    for row in (*rows, TOTAAL):
        total = 0
        for column in columns:
            aantal = sum(counts[name, column] for name in (rows if row == TOTAAL else [row]))
            total += aantal
            yield Meting((row, column), aantal, aantal)
        yield Meting((row, TOTAAL), total, total)
