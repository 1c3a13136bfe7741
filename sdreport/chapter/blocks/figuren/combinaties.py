"""Figures of combinations of sets: which go together, and how often."""

from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import tell_highest
from sdreport.chapter.charts.combinations import Combinatie, draw_combinations
from sdreport.chapter.notation import format_cell, name_amount
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, tell_cijfer
from sdreport.register.structuur import TOTAAL


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
    rijen = {
        key: found[key,]
        for key in sorted(keys, key=lambda key: (found[key,].onderdrukt, -(found[key,].waarde or 0)))
    }
    sets = bronnen.labels.sort(dimensie, [deel for key in keys for deel in key.split("-")])
    name = {deel: bronnen.labels.label(dimensie, deel) for deel in sets}
    label = {key: bronnen.labels.label(over, key) for key in rijen}
    cell = {key: format_cell(rij.waarde, rij.eenheid) for key, rij in rijen.items()}
    drawn = [
        Combinatie(
            label[key],
            tuple(name[deel] for deel in key.split("-")),
            rij.waarde,
            cell[key],
            rij.status == "voorbeeld",
        )
        for key, rij in rijen.items()
        if rij.waarde != 0
    ]
    told = "; ".join(f"{label[key]} {tell_cijfer(rij)}" for key, rij in rijen.items())
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        list(rijen.values()),
        alt=f"Combinaties van {', '.join(name.values())}: {told}.",
        teken=partial(draw_combinations, drawn, list(name.values())) if drawn else None,
        tabel=make_gegevens(
            [bronnen.labels.label("dimensie", over), name_amount(next(iter(rijen.values())).eenheid)],
            [(label[key], cell[key]) for key in rijen],
        ),
        getekend=[rij for rij in rijen.values() if rij.waarde != 0],
        kop=tell_highest([(label[key], rij) for key, rij in rijen.items()]),
    )
