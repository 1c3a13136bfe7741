"""Clients by age class and sex: the pyramid, what it says in words, and how the people of a law are called."""

from collections.abc import Mapping, Sequence
from functools import partial

from sdreport.chapter.blocks.blocks import Figuur
from sdreport.chapter.blocks.figuren.figures import finish_figure, make_gegevens
from sdreport.chapter.blocks.figuren.koppen import join_names
from sdreport.chapter.charts import charts as grafieken
from sdreport.chapter.charts.charts import make_punt
from sdreport.chapter.notation import format_value
from sdreport.chapter.sources import Hoofdstukbronnen, index_by, show_cell, tell_cijfer
from sdreport.chapter.werkmap import Labels
from sdreport.register.cijfer import Cijfer
from sdreport.register.leeftijd import OUDSTE, order_klasse

SEKSEN = ("man", "vrouw")


def make_pyramid(bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, wet: str) -> Figuur:
    """Clients of a law by age class and sex."""
    rijen = bronnen.select("clienten_leeftijd", bronnen.jaar, wet=wet)
    cells = index_by(rijen, "leeftijd", "geslacht")
    klassen = list(dict.fromkeys(klasse for klasse, _ in cells))
    namen = {sekse: name_sekse(bronnen.labels, sekse, wet) for sekse in SEKSEN}
    punten = [
        make_punt(rij, _ages(rij.uitsplitsing["leeftijd"]), namen[rij.uitsplitsing["geslacht"]])
        for rij in rijen
    ]
    return finish_figure(
        bronnen,
        nummer,
        bijschrift,
        rijen,
        alt=f"Bevolkingspiramide. {_describe_pyramid(bronnen, cells, klassen, namen)}",
        teken=partial(grafieken.draw_pyramid, punten),
        tabel=make_gegevens(
            ["Leeftijd", *(naam.capitalize() for naam in namen.values())],
            [
                (_ages(klasse), *(show_cell(cells.get((klasse, sekse))) for sekse in SEKSEN))
                for klasse in klassen
            ],
        ),
        noot=f"Leeftijd is de leeftijd die iemand in het jaar bereikt.{_tell_widths(klassen)}",
        kop=_tell_largest_group(bronnen, cells, klassen),
    )


def name_sekse(labels: Labels, sekse: str, wet: str) -> str:
    """The people of a sex that a law is for: `jongens` where its clients are children, else `mannen`."""
    known = labels.labels.get("geslacht", {})
    return (known.get(f"{sekse}-{wet}") or known.get(sekse, sekse)).lower()


def name_clients(labels: Labels, wet: str) -> str:
    """The clients of a law: `jongens en meisjes` where its labels say so, else `inwoners`."""
    own = f"{SEKSEN[0]}-{wet}" in labels.labels.get("geslacht", {})
    return " en ".join(name_sekse(labels, sekse, wet) for sekse in SEKSEN) if own else "inwoners"


def _ages(klasse: str) -> str:
    """An age class as it stands on an axis: `09-11` is `9–11`, `90+` stays."""
    return "–".join(str(int(part)) if part.isdigit() else part for part in klasse.split("-"))


def _tell_widths(klassen: Sequence[str]) -> str:
    """That a class of more years is larger by that alone, where closed classes differ much in width."""
    closed = [high - low for low, high in map(order_klasse, klassen[1:]) if high < OUDSTE]
    uneven = bool(closed) and max(closed) > min(closed)
    return (
        " De klassen zijn niet alle even breed: een klasse van meer jaren is daardoor groter."
        if uneven
        else ""
    )


def _describe_pyramid(
    bronnen: Hoofdstukbronnen,
    cells: Mapping[tuple[str, ...], Cijfer],
    klassen: Sequence[str],
    namen: Mapping[str, str],
) -> str:
    """The largest age group of those shown and, when nothing is hidden, how many men and women there are."""
    hidden = {key[0] for key, rij in cells.items() if rij.onderdrukt}
    largest = _largest_groups(cells, klassen)
    if not largest:
        return "Alle aantallen zijn afgeschermd."
    told = [
        f"{bronnen.labels.label('leeftijd', klasse)}: "
        f"{' en '.join(f'{tell_cijfer(cells.get((klasse, sekse)))} {naam}' for sekse, naam in namen.items())}"
        for klasse in largest
    ]
    which = "groep is" if len(told) == 1 else "groepen zijn even groot:"
    text = f"De grootste {'getoonde ' if hidden else ''}{which} {'; '.join(told)}."
    if hidden:
        return text
    totals = (
        f"{format_value(sum(rij.waarde or 0 for key, rij in cells.items() if key[1] == sekse), '')} {naam}"
        for sekse, naam in namen.items()
    )
    return f"{text} In totaal zijn het {' en '.join(totals)}."


def _largest_groups(cells: Mapping[tuple[str, ...], Cijfer], klassen: Sequence[str]) -> list[str]:
    """The age classes with most people, of those of which all may be seen."""
    hidden = {key[0] for key, rij in cells.items() if rij.onderdrukt}
    sizes = {
        klasse: sum(rij.waarde or 0 for key, rij in cells.items() if key[0] == klasse)
        for klasse in klassen
        if klasse not in hidden
    }
    return [klasse for klasse, size in sizes.items() if size == max(sizes.values())]


def _tell_largest_group(
    bronnen: Hoofdstukbronnen, cells: Mapping[tuple[str, ...], Cijfer], klassen: Sequence[str]
) -> str:
    """A title: which age class is largest, all that are as large named."""
    largest = _largest_groups(cells, klassen)
    names = [bronnen.labels.label("leeftijd", klasse) for klasse in largest]
    getoonde = "getoonde " if any(rij.onderdrukt for rij in cells.values()) else ""
    if not names or len(names) == len(klassen):
        return ""
    return f"Grootste {getoonde}groep{'en' if len(names) > 1 else ''}: {join_names(names)}"
