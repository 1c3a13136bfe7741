"""Tables: rows of the register to a numbered table in Dutch notation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdreport.chapter.blocks.blocks import Kolom, Tabel, join_notes, note_zero, pair_headers
from sdreport.chapter.notation import (
    AANDELEN,
    format_cell,
    line_up,
    mark_voordelig,
    name_amount,
    round_half_up,
    tell_years,
)
from sdreport.chapter.sources import (
    UNIEK_NOOT,
    VERSCHIL_NOTEN,
    VOORBEELD_NOOT_TABEL,
    Hoofdstukbronnen,
    has_voorbeeld,
    in_whole,
    index_by,
    mark_voorbeeld,
    note_hidden,
)
from sdreport.errors import ConfigurationError
from sdreport.register.cijfer import Cijfer

FASEN = ("primitief", "najaarsnota", "werkelijk")
GEEN_TELLING = ("euro", "dagen", *AANDELEN)
"""Units in which 0 is an outcome, and not that there was nothing."""


def make_table(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicatoren: Sequence[str],
    rows: str,
    koppen: Sequence[str] = (),
    uniek: bool = False,
    **waarden: str,
) -> Tabel:
    """A table with the values of dimension `rows` as rows and one indicator per column.

    `koppen` are the headers of the indicators; without them the unit is. `uniek` says that the total is a distinct
    union, and the page tells. A single indicator is followed by a column of last year, where that is known for most
    of the rows.
    """
    if not indicatoren:
        raise ConfigurationError(f"Tabel {nummer} heeft geen kolommen.")
    found = {naam: bronnen.select(naam, bronnen.jaar, **waarden) for naam in indicatoren}
    names = koppen or [name_amount(rijen[0].eenheid) for rijen in found.values()]
    columns = {kop: _by(found[naam], rows) for kop, naam in pair_headers(f"Tabel {nummer}", names, [*found])}
    if len(found) == 1:
        columns = _beside_last_year(bronnen, columns, rows, indicatoren[0], waarden)
    order = bronnen.labels.sort(rows, [waarde for part in columns.values() for waarde in part])
    shown = [rij for part in columns.values() for rij in part.values()]
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(bronnen.labels.label("dimensie", rows), list(columns)),
        rijen=_rows(
            bronnen, rows, {waarde: [part.get(waarde) for part in columns.values()] for waarde in order}
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst(shown),
        noot=join_notes(
            [
                UNIEK_NOOT if uniek else "",
                VOORBEELD_NOOT_TABEL if has_voorbeeld(shown) else "",
                note_hidden(shown),
            ]
        ),
        voorbeeld=has_voorbeeld(shown),
    )


def make_crosstab(
    bronnen: Hoofdstukbronnen,
    nummer: str,
    bijschrift: str,
    indicator: str,
    rows: str,
    columns: str,
    afronden: int = 1,
    **waarden: str,
) -> Tabel:
    """A table of one indicator over two of its dimensions, both with their total where there is one.

    `afronden` is what amounts are rounded to on the page. Columns that count nothing are named below the table.
    """
    rijen = [_round(rij, afronden) for rij in bronnen.select(indicator, bronnen.jaar, **waarden)]
    cell = index_by(rijen, rows, columns)
    order = bronnen.labels.sort(rows, [row for row, _ in cell])
    known = bronnen.labels.sort(columns, [column for _, column in cell])
    heads = [
        head for head in known if any(_counts(rij) for (_, of), rij in cell.items() if of == head)
    ] or known
    nothing = [bronnen.labels.label(columns, head) for head in known if head not in heads]
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(
            bronnen.labels.label("dimensie", rows), [bronnen.labels.label(columns, head) for head in heads]
        ),
        rijen=_rows(
            bronnen, rows, {waarde: [cell.get((waarde, head)) for head in heads] for waarde in order}
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst(rijen),
        noot=join_notes(
            [
                f"Afgerond op {format_cell(afronden, rijen[0].eenheid)}; een totaal kan daardoor iets afwijken."
                if afronden > 1
                else "",
                note_zero(nothing),
                VOORBEELD_NOOT_TABEL if has_voorbeeld(rijen) else "",
                note_hidden(rijen),
            ]
        ),
        voorbeeld=has_voorbeeld(rijen),
    )


def _counts(rij: Cijfer) -> bool:
    """Whether a number is more than a count of nothing: hidden, an amount or a share (0 is news there), or not 0."""
    return rij.waarde != 0 or rij.eenheid in GEEN_TELLING


def make_percelen(bronnen: Hoofdstukbronnen, nummer: str, bijschrift: str, onderdeel: str) -> Tabel:
    """Estimates and actual costs per perceel, with the difference in euro and percent, marked V or N."""
    rijen = bronnen.select("begroting", bronnen.jaar, onderdeel=onderdeel)
    cell = index_by(rijen, "post", "fase")
    order = bronnen.labels.sort("post", [post for post, _ in cell])
    verschil = _by(bronnen.select("raming_verschil", bronnen.jaar, onderdeel=onderdeel), "post")
    aandeel = _by(bronnen.select("raming_verschil_aandeel", bronnen.jaar, onderdeel=onderdeel), "post")
    shown = [rij for rij in rijen if rij.uitsplitsing["fase"] in FASEN]
    numbers = {
        post: [*(cell.get((post, fase)) for fase in FASEN), in_whole(verschil[post]), aandeel[post]]
        for post in order
    }
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(
            "Perceel",
            [
                *(f"{bronnen.labels.label('fase', fase)}" for fase in FASEN),
                "Verschil",
                "Verschil in %",
                "V/N",
            ],
        ),
        rijen=tuple(
            (*row, mark_voordelig(verschil[post].waarde))
            for post, row in zip(order, _rows(bronnen, "post", numbers), strict=True)
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst([*shown, *verschil.values(), *aandeel.values()]),
        noot=join_notes(
            [
                *VERSCHIL_NOTEN,
                VOORBEELD_NOOT_TABEL if has_voorbeeld(shown) else "",
                note_hidden([*shown, *verschil.values(), *aandeel.values()]),
            ]
        ),
        voorbeeld=has_voorbeeld(shown),
    )


def _beside_last_year(
    bronnen: Hoofdstukbronnen,
    columns: dict[str, dict[str, Cijfer]],
    rows: str,
    indicator: str,
    waarden: Mapping[str, str],
) -> dict[str, dict[str, Cijfer]]:
    """The column of this year and that of last year, if last year is known for most of the rows."""
    ((kop, this_year),) = columns.items()
    last_year = _by(bronnen.find(indicator, bronnen.jaar - 1, **waarden), rows)
    if 2 * len(last_year) <= len(this_year):
        return columns
    return {f"{kop} {bronnen.jaar}": this_year, str(bronnen.jaar - 1): last_year}


def _round(rij: Cijfer, op: int) -> Cijfer:
    if op == 1 or rij.waarde is None:
        return rij
    return replace(rij, waarde=round_half_up(rij.waarde / op, 0) * op + 0.0)


def _by(rijen: Sequence[Cijfer], dimensie: str) -> dict[str, Cijfer]:
    return {key[0]: rij for key, rij in index_by(rijen, dimensie).items()}


def _rows(
    bronnen: Hoofdstukbronnen, dimensie: str, numbers: Mapping[str, Sequence[Cijfer | None]]
) -> tuple[tuple[str, ...], ...]:
    """Rows with the numbers of each value in their notation and with the mark of an example; a dash where none is.

    Those of one indicator in one unit have as many decimals. Many days stand there in years as well.
    """
    every = [rij for row in numbers.values() for rij in row]
    texts = [
        "–"
        if rij is None
        else mark_voorbeeld(format_cell(rij.waarde, rij.eenheid), rij) + tell_years(rij.waarde, rij.eenheid)
        for rij in every
    ]
    kinds = ["" if rij is None else f"{rij.indicator} {rij.eenheid}" for rij in every]
    lined = iter(line_up(texts, kinds))
    return tuple(
        (_row_label(bronnen, dimensie, waarde), *(next(lined) for _ in row))
        for waarde, row in numbers.items()
    )


def _row_label(bronnen: Hoofdstukbronnen, dimensie: str, waarde: str) -> str:
    return "Totaal" if waarde == "totaal" else bronnen.labels.label(dimensie, waarde)


def _columns(first: str, others: Sequence[str]) -> tuple[Kolom, ...]:
    return (Kolom(first.capitalize(), "links"), *(Kolom(kop) for kop in others))
