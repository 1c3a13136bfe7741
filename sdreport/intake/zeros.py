"""Zeros in front that a spreadsheet took from keys: 000888 and 888 are then one person who counts as two.

A column that shows zeros in front has keys of one length. A shorter number in it, or in the same key of another
extract, has lost its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.catalogue.definition import Column
from sdreport.intake.findings import Melder, tell_cells
from sdreport.intake.large.cast_sql import quote
from sdreport.intake.large.read import GroteTabel, Levering
from sdreport.intake.reader import Delivery

MET_NULLEN, ZONDER = "0[0-9]+", "0|[1-9][0-9]*"
REGEL = "voorloopnul"


def tell_lost_zeros(leveringen: Sequence[Levering]) -> list[Levering]:
    """The deliveries, each with findings on the lines where a key has lost its zeros."""
    shared: dict[str, set[int]] = {}
    for levering in leveringen:
        for column in _list_keys(levering):
            shared.setdefault(_name_group(levering, column), set()).update(
                _find_lengths(levering, column.name)
            )
    told: list[Levering] = []
    for levering in leveringen:
        found = tuple(
            _tell(levering, column, min(lengths))
            for column in _list_keys(levering)
            if len(lengths := shared[_name_group(levering, column)]) == 1
        )
        kept = tuple(item for item in found if item.aantal)
        letters = levering.letters if isinstance(levering, Delivery) else {}
        told.append(replace(levering, bevindingen=(*levering.bevindingen, *tell_cells(kept, letters))))
    return told


def _list_keys(levering: Levering) -> Iterator[Column]:
    """The delivered codes that have no list: what is in no list is told of the others anyway."""
    if levering.table is not None:
        for column in levering.dataset.columns:
            listed = column.codelijst or column.waarden or column.name in levering.niet_geleverd
            if column.soort == "code" and not listed:
                yield column


def _name_group(levering: Levering, column: Column) -> str:
    """Keys of persons mean the same in all extracts; another code has meaning in its own only."""
    return column.name if column.privacy == "pseudoniem" else f"{levering.dataset.slug}.{column.name}"


def _find_lengths(levering: Levering, name: str) -> set[int]:
    """The lengths of the numbers with zeros in front."""
    table = levering.table
    if isinstance(table, GroteTabel):
        fits = f"regexp_full_match({name}, {quote(MET_NULLEN)})"
        rows = table.storage.execute(f"SELECT DISTINCT length({name}) FROM {table.naam} WHERE {fits}")
        return {length for (length,) in rows}
    assert table is not None  # see `_list_keys`
    values = table[name].dropna().drop_duplicates()
    return set(values[values.str.fullmatch(MET_NULLEN)].str.len())


def _tell(levering: Levering, column: Column, length: int) -> Bevinding:
    lines = _find_lines(levering, column.name, length)
    what = f"de nullen vooraan zijn verloren; een nummer hoort hier {length} cijfers te hebben."
    remedy = "Lever de kolom aan als tekst: een rekenblad maakt van 000888 het getal 888."
    melder = Melder(levering.dataset, levering.file)
    return melder.tell(REGEL, what, remedy, kolom=column.name, regelnummers=lines)


def _find_lines(levering: Levering, name: str, length: int) -> Sequence[int]:
    """The lines with a number that is shorter and begins with no zero."""
    table = levering.table
    if isinstance(table, GroteTabel):
        fits = f"length({name}) < {length} AND regexp_full_match({name}, {quote(ZONDER)})"
        return table.storage.regelnummers(f"SELECT regelnummer FROM {table.naam} WHERE {fits}")
    assert isinstance(table, pd.DataFrame)
    short = table[name].str.fullmatch(ZONDER) & (table[name].str.len() < length)
    return tuple(int(line) for line in table.index[short.fillna(False).astype(bool)])
