"""Tables: rows of the register to a numbered table in Dutch notation."""

from collections.abc import Mapping, Sequence

from sdreport.chapter.blokken import Kolom, Tabel, join_notes
from sdreport.chapter.bronnen import UNIEK_NOOT, VOORBEELD_NOOT_TABEL, Bronnen, has_voorbeeld, mark_voorbeeld
from sdreport.chapter.opmaak import format_value, mark_voordelig
from sdreport.cijfers import Rij

FASEN = ("primitief", "najaarsnota", "werkelijk")


def make_table(
    bronnen: Bronnen, nummer: str, bijschrift: str, kolommen: Mapping[str, str], rows: str, uniek: bool = False,
    **waarden: str,
) -> Tabel:  # fmt: skip
    """A table with the values of dimension `rows` as rows and one indicator per column.

    `kolommen` maps a header to an indicator. `uniek` says that the total is a distinct union, and the page tells.
    A single indicator is followed by a column of last year, where that is known for most of the rows.
    """
    columns = {
        kop: _by(bronnen.select(naam, bronnen.jaar, **waarden), rows) for kop, naam in kolommen.items()
    }
    first = next(iter(columns.values()))
    if len(columns) == 1:
        before = _by(
            bronnen.register.select(next(iter(kolommen.values())), bronnen.jaar - 1, **waarden), rows
        )
        if 2 * len(before) > len(first):
            columns = {f"{kop} {bronnen.jaar}": part for kop, part in columns.items()}
            columns[str(bronnen.jaar - 1)] = before
    order = bronnen.labels.sort(rows, [waarde for part in columns.values() for waarde in part])
    shown = [rij for part in columns.values() for rij in part.values()]
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(bronnen.labels.label("dimensie", rows), list(columns)),
        rijen=tuple(
            (_row_label(bronnen, rows, waarde), *(_cell(part.get(waarde)) for part in columns.values()))
            for waarde in order
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst(shown),
        noot=join_notes([UNIEK_NOOT if uniek else "", VOORBEELD_NOOT_TABEL if has_voorbeeld(shown) else ""]),
        voorbeeld=has_voorbeeld(shown),
    )


def make_crosstab(
    bronnen: Bronnen, nummer: str, bijschrift: str, indicator: str, rows: str, columns: str, **waarden: str
) -> Tabel:
    """A table of one indicator over two of its dimensions, both with their total where there is one."""
    rijen = bronnen.select(indicator, bronnen.jaar, **waarden)
    heads = bronnen.labels.sort(columns, [rij.uitsplitsing[columns] for rij in rijen])
    order = bronnen.labels.sort(rows, [rij.uitsplitsing[rows] for rij in rijen])
    cell = {(rij.uitsplitsing[rows], rij.uitsplitsing[columns]): rij for rij in rijen}
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(
            bronnen.labels.label("dimensie", rows), [bronnen.labels.label(columns, head) for head in heads]
        ),
        rijen=tuple(
            (_row_label(bronnen, rows, waarde), *(_cell(cell.get((waarde, head))) for head in heads))
            for waarde in order
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst(rijen),
        noot=VOORBEELD_NOOT_TABEL if has_voorbeeld(rijen) else "",
        voorbeeld=has_voorbeeld(rijen),
    )


def make_percelen(bronnen: Bronnen, nummer: str, bijschrift: str, onderdeel: str) -> Tabel:
    """Estimates and actual costs per perceel, with the difference in euro and percent, marked V or N."""
    rijen = bronnen.select("begroting", bronnen.jaar, onderdeel=onderdeel)
    cell = {(rij.uitsplitsing["post"], rij.uitsplitsing["fase"]): rij for rij in rijen}
    order = bronnen.labels.sort("post", [rij.uitsplitsing["post"] for rij in rijen])
    verschil = _by(bronnen.select("raming_verschil", bronnen.jaar, onderdeel=onderdeel), "post")
    aandeel = _by(bronnen.select("raming_verschil_aandeel", bronnen.jaar, onderdeel=onderdeel), "post")
    shown = [rij for rij in rijen if rij.uitsplitsing["fase"] in FASEN]
    return Tabel(
        nummer=nummer,
        bijschrift=bijschrift,
        kolommen=_columns(
            "Perceel",
            [*(f"{bronnen.labels.label('fase', fase)}" for fase in FASEN), "Verschil", "Verschil in %", "V/N"],
        ),
        rijen=tuple(
            (
                _row_label(bronnen, "post", post),
                *(_cell(cell.get((post, fase))) for fase in FASEN),
                _cell(verschil[post]),
                _one_decimal(aandeel[post]),
                mark_voordelig(verschil[post].waarde),
            )
            for post in order
        ),
        totaalrij=order[-1] == "totaal",
        herkomst=bronnen.herkomst([*shown, *verschil.values(), *aandeel.values()]),
        noot=join_notes([
            "Verschil: de raming na de najaarsnota min de werkelijke kosten.",
            "V is voordelig (minder uitgegeven dan geraamd), N is nadelig (meer uitgegeven).",
            VOORBEELD_NOOT_TABEL if has_voorbeeld(shown) else "",
        ]),
        voorbeeld=has_voorbeeld(shown),
    )  # fmt: skip


def _one_decimal(rij: Rij) -> str:
    return mark_voorbeeld(
        format_value(None if rij.waarde is None else round(rij.waarde, 1), rij.eenheid), rij
    )


def _by(rijen: Sequence[Rij], dimensie: str) -> dict[str, Rij]:
    return {rij.uitsplitsing[dimensie]: rij for rij in rijen}


def _cell(rij: Rij | None) -> str:
    """A number in its notation, with the mark of an example; a dash when there is none."""
    return "–" if rij is None else mark_voorbeeld(format_value(rij.waarde, rij.eenheid), rij)


def _row_label(bronnen: Bronnen, dimensie: str, waarde: str) -> str:
    return "Totaal" if waarde == "totaal" else bronnen.labels.label(dimensie, waarde)


def _columns(first: str, others: Sequence[str]) -> tuple[Kolom, ...]:
    return (Kolom(first.capitalize(), "links"), *(Kolom(kop) for kop in others))
