"""Numbers over the years: small charts beside each other, each on a scale of its own."""

from collections.abc import Mapping, Sequence
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import tell_change
from sdreport.chapter.charts.panel import Paneelpunt, draw_panel
from sdreport.chapter.notation import format_cell, line_up, shows_something
from sdreport.chapter.sources import Hoofdstukbronnen, has_voorbeeld, show_cell, tell_cijfer
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer
from sdreport.register.structuur import TOTAAL

MEEST = 9
"""So many small charts are drawn when the parameters do not say which."""


def make_panel(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    labels: Mapping[str, str],
    **waarden: str,
) -> Figuur:
    """A small chart for each address of `labels`, or for the largest of an indicator; of two years or more.

    `ConfigurationError` when there is no number at an address.
    """
    series = _find_series(bronnen, indicator, labels, waarden)
    if not series:
        raise ConfigurationError(f"Figuur {nummer}: van geen van deze cijfers zijn twee jaren te zien.")
    name = {adres: labels.get(adres) or _name(bronnen, rijen[-1]) for adres, rijen in series.items()}
    rijen = [rij for own in series.values() for rij in own]
    punten = [
        Paneelpunt(
            name[adres],
            str(rij.jaar),
            rij.waarde or 0,
            label,
            _tell_growth(own) if rij is own[-1] else "",
            rij.status == "voorbeeld",
        )
        for adres, own in series.items()
        for rij, label in zip(own, line_up([*map(show_cell, own)]), strict=True)
    ]
    years = list(range(min(rij.jaar for rij in rijen), max(rij.jaar for rij in rijen) + 1))
    rows = []
    for adres, own in series.items():
        known = {rij.jaar: rij for rij in own}
        rows.append((name[adres], *(show_cell(known.get(jaar)) for jaar in years), _tell_growth(own)))
    told = "; ".join(
        f"{name[adres]} " + ", ".join(f"{tell_cijfer(rij)} in {rij.jaar}" for rij in own)
        for adres, own in series.items()
    )
    told_behind = "Achter de lijn staat het laatste cijfer, met het verschil met het jaar ervoor."
    open_dot = " Een open stip is een voorbeeldcijfer." if has_voorbeeld(rijen) else ""
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Kleine grafieken, elk met een eigen schaal vanaf nul: {told}.",
        teken=partial(draw_panel, punten, list(map(str, years))),
        tabel=make_gegevens(["Wat", *map(str, years), "Verandering"], rows, samen="rij"),
        leeswijs=f"{'Elke grafiek heeft een eigen schaal. ' if len(series) > 1 else ''}{told_behind}{open_dot}",
        kop=_tell_largest_change({name[adres]: own for adres, own in series.items()}),
    )


def _tell_largest_change(series: Mapping[str, Sequence[Cijfer]]) -> str:
    """A title: what changed most in its last year of what is drawn; nothing when two changed as much."""
    changes = {
        naam: abs((own[-1].waarde or 0) / (own[-2].waarde or 1) - 1)
        for naam, own in series.items()
        if tell_change(own)
    }
    most = [naam for naam, change in changes.items() if change == max(changes.values())]
    if len(most) != 1:
        return ""
    return f"{most[0]}: {tell_change(series[most[0]])}{', de grootste verandering hier' if len(series) > 1 else ''}"


def _find_series(
    bronnen: Hoofdstukbronnen, indicator: str, labels: Mapping[str, str], waarden: Mapping[str, str]
) -> dict[str, list[Cijfer]]:
    """The rows of each address by year, where two years or more may be seen up to the reported one."""
    named = [rij for rij in bronnen.register.rijen if rij.adres in labels]
    for adres in sorted(labels.keys() - {rij.adres for rij in named}):
        bronnen.register.get(adres)  # there is none: it says so, with the name that it looks like
    every = [rij for rij in named if bronnen.may_show(rij)]
    found: dict[str, list[Cijfer]] = {adres: [] for adres in labels}
    for rij in every if labels else bronnen.find(indicator, **waarden):
        if rij.waarde is not None and rij.jaar <= bronnen.jaar:
            found.setdefault(rij.adres, []).append(rij)
    shown = {
        adres: sorted(own, key=lambda rij: rij.jaar)
        for adres, own in found.items()
        if len(own) > 1 and max(rij.jaar for rij in own) == bronnen.jaar
    }
    return shown if labels else _choose(bronnen, shown)


def _choose(bronnen: Hoofdstukbronnen, series: Mapping[str, list[Cijfer]]) -> dict[str, list[Cijfer]]:
    """The totals and the largest of the rest, by their first dimension, its total first."""

    def is_total(rij: Cijfer) -> bool:
        return TOTAAL in rij.uitsplitsing.values()

    last = [own[-1] for own in series.values()]
    ranked = sorted(last, key=lambda rij: (not is_total(rij), -(rij.waarde or 0), rij.adres))[:MEEST]
    if not ranked:
        return {}
    dimensie = next(iter(ranked[0].uitsplitsing), "")
    groups = bronnen.labels.sort(dimensie, [rij.uitsplitsing.get(dimensie, TOTAAL) for rij in ranked])
    ordered = sorted(ranked, key=lambda rij: groups.index(rij.uitsplitsing.get(dimensie, TOTAAL)))
    return {rij.adres: series[rij.adres] for rij in ordered}


def _name(bronnen: Hoofdstukbronnen, rij: Cijfer) -> str:
    """What a number is of: `Wmo`, or `Wmo: <voorziening>`."""
    parts = [bronnen.labels.label(naam, value) for naam, value in rij.uitsplitsing.items() if value != TOTAAL]
    return ": ".join(parts) or "Totaal"


def _tell_growth(rijen: Sequence[Cijfer]) -> str:
    """The change since the year before with its sign: `+9,3%`; an equal number is `gelijk`; empty without that year."""
    before, now = rijen[-2:]
    if before.jaar != now.jaar - 1 or not before.waarde or before.waarde < 0:
        return ""
    growth = 100 * ((now.waarde or 0) - before.waarde) / before.waarde
    amount = format_cell(abs(growth), "%")
    if not shows_something(amount):
        return "vrijwel gelijk" if growth else "gelijk"
    return f"{'+' if growth > 0 else '−'}{amount}"
