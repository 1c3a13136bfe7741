"""The reader: delivered extracts to typed tables, with a finding for all that cannot be read.

Nothing is guessed and nothing stops at the first fault: all files are read, and every unreadable line is
reported with its number. No finding holds a value from a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.cast import CEL, cast_column, clean_field, prepare_column, type_column
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.findings import Lijnen, Melder, check_header, check_lines, find_letters, tell_cells
from sdreport.intake.mapping import GEEN_VERTALING, Vertaling
from sdreport.intake.notation.column import settle
from sdreport.intake.notation.numbers import GELDIG
from sdreport.intake.source.files import TextRows, check_still, find_file, is_workbook, read_rows
from sdreport.intake.source.header import WEGGELATEN
from sdreport.intake.source.sheet import Getalcel
from sdreport.intake.source.tail import compare_fields, find_totalen, is_cut_off
from sdreport.safe.hashes import hash_file


@dataclass(frozen=True)
class Delivery:
    """What came in for one dataset.

    `table` has the columns of the catalogue and as index (`regelnummer`) the physical line number of each row in the
    file. It holds the rows that could be read (a concept is made of these), and is None when the file, its header
    or all of its rows could not be read. `sha256` is that of the delivered file. `letters` are the columns of a
    workbook by name, so that a finding can tell its cells; a CSV has none. `niet_geleverd` are the optional columns
    that the file does without: in the table they are there, with nothing in them.
    """

    dataset: Dataset
    file: Path
    table: pd.DataFrame | None
    bevindingen: tuple[Bevinding, ...]
    sha256: str
    letters: Mapping[str, str] = field(default_factory=dict)
    niet_geleverd: tuple[str, ...] = ()
    kolommen: Mapping[str, str] = field(default_factory=dict)
    """What the sender calls columns otherwise."""


def read_delivery(folder: Path, dataset: Dataset, vertaling: Vertaling = GEEN_VERTALING) -> Delivery:
    """Read the extract of one dataset: a CSV or the first sheet of a workbook."""
    file, sha256 = folder / f"{dataset.slug}.csv", ""
    try:
        file = find_file(folder, dataset.slug)
        before, sha256 = file.stat(), hash_file(file)
        rows = read_rows(file, dataset.column_names, vertaling.kolommen)
        check_still(before, file)
    except UnreadableFile as fault:
        return Delivery(dataset, file, None, (Melder(dataset, file).tell_fault(fault),), sha256)
    table, findings = type_rows(rows, dataset, file, vertaling)
    letters = find_letters(rows.header) if is_workbook(file) else {}
    absent = dataset.find_niet_geleverd(rows.header)
    told = tuple(tell_cells(findings, letters))
    return Delivery(dataset, file, table, told, sha256, letters, absent, vertaling.kolommen)


def type_rows(
    rows: TextRows, dataset: Dataset, file: Path, vertaling: Vertaling = GEEN_VERTALING
) -> tuple[pd.DataFrame | None, list[Bevinding]]:
    """Check header and shape of the rows, and give every column its type."""
    rows = _pass_over_nameless(rows)
    totalen = find_totalen(rows.laatste, rows.header, dataset)
    rows = _without(rows, totalen)
    afgebroken = find_cut_off(rows, dataset)
    rows = _without(rows, (afgebroken,))
    melder = Melder(dataset, file)
    filled = bool(rows.rows or rows.merktekens.formules)
    lijnen = Lijnen(filled, tuple(rows.uneven), rows.onzichtbaar, afgebroken, totalen, rows.herhaald)
    findings = [
        *check_header(rows.header, melder, rows.header_line, rows.boven),
        *check_lines(lijnen, melder),
        *_check_sheet(rows, melder),
    ]
    present = [column for column in dataset.columns if rows.header.count(column.name) == 1]
    index = pd.Index(rows.lines, name="regelnummer")
    ready = {
        column.name: prepare_column(pd.Series(_list_fields(rows, column), index=index, dtype="str"), column)
        for column in present
    }
    notaties = settle(present, {name: text.telling for name, text in ready.items()})
    nothing = pd.Series("", index=index, dtype="str")
    typed = {
        column.name: cast_column(nothing, column)[0]
        for column in dataset.columns
        if column.name in dataset.find_niet_geleverd(rows.header)
    }
    without_outcome = {line for line, _ in rows.merktekens.formules}
    unreadable = pd.Series(index.isin(without_outcome), index=index)
    for column in present:
        notatie = notaties.get(column.name)
        typed[column.name], rejected = type_column(ready[column.name], notatie, vertaling.of_column(column))
        unreadable |= rejected
        if rejected.any():
            lines = tuple(int(line) for line in index[rejected])
            findings.append(melder.tell_unreadable(column, notatie, lines))
    if len(typed) < len(dataset.columns) or unreadable.all():
        return None, findings
    return pd.DataFrame(typed, index=index)[dataset.column_names][~unreadable], findings


def find_cut_off(rows: TextRows, dataset: Dataset) -> int:
    """The last line of a file, if the file ends in the middle of it; else 0."""
    if not rows.open or not rows.laatste:
        return 0
    line, fields = rows.laatste[-1]
    if line in rows.uneven:
        return line if len(fields) < len(rows.header) else 0
    known = [column for column in dataset.columns if column.name == rows.header[-1]]
    if not known or rows.lines[-1:] != [line]:
        return 0
    text, others = clean_field(fields[-1]), (clean_field(other[-1]) for other in rows.rows[:-1])
    return line if is_cut_off(text, known[0], compare_fields(text, others)) else 0


def _list_fields(rows: TextRows, column: Column) -> list[str]:
    """The fields of a column; a number cell of a workbook as the kind of the column needs it."""
    place = rows.header.index(column.name)
    fields = [row[place] for row in rows.rows]
    if column.soort in GELDIG:
        return [CEL + field.punt if isinstance(field, Getalcel) else field for field in fields]
    if column.soort == "code":
        return [field.code if isinstance(field, Getalcel) else field for field in fields]
    return fields


def _pass_over_nameless(rows: TextRows) -> TextRows:
    """Columns without name and content are no columns: a sender ends every line with the separator."""
    empty = [
        place
        for place, name in enumerate(rows.header)
        if not name and not any(row[place].strip() for row in rows.rows)
    ]
    header = [WEGGELATEN if place in empty else name for place, name in enumerate(rows.header)]
    return replace(rows, header=header) if empty else rows


def _without(rows: TextRows, lines: Sequence[int]) -> TextRows:
    """The rows without some of the last lines."""
    out = {line for line in lines if line}
    if not out:
        return rows
    kept = [(line, row) for line, row in zip(rows.lines, rows.rows, strict=True) if line not in out]
    marks = rows.merktekens
    marks = replace(marks, formules=tuple(cell for cell in marks.formules if cell[0] not in out))
    return replace(
        rows,
        merktekens=marks,
        lines=[line for line, _ in kept],
        rows=[row for _, row in kept],
        uneven=[line for line in rows.uneven if line not in out],
        laatste=tuple(record for record in rows.laatste if record[0] not in out),
    )


def _check_sheet(rows: TextRows, melder: Melder) -> list[Bevinding]:
    """What is wrong with the rows of a workbook that a CSV cannot have."""
    marks, findings = rows.merktekens, []
    if marks.samengevoegd:
        what = "cellen zijn samengevoegd; alleen de eerste van die cellen telt."
        remedy = "Hef de samenvoeging op en vul elke cel."
        findings.append(melder.tell("samengevoegd", what, remedy, regelnummers=marks.samengevoegd))
    if marks.verborgen:
        what = "rijen zijn verborgen, bijvoorbeeld door een filter; het is niet duidelijk of zij meetellen."
        remedy = "Maak de rijen zichtbaar, of verwijder wat niet meetelt."
        findings.append(melder.tell("rij_verborgen", what, remedy, regelnummers=marks.verborgen))
    if marks.doorgehaald:
        what = "er zijn cellen doorgehaald; het is niet duidelijk of hun rij meetelt."
        remedy = "Verwijder rijen die niet meetellen, en haal bij de andere de doorhaling weg."
        findings.append(melder.tell("doorgehaald", what, remedy, regelnummers=marks.doorgehaald))
    if marks.voorwaardelijk:
        what = (
            "een voorwaardelijke opmaak kan hier cellen doorhalen; het is niet duidelijk of hun rij meetelt."
        )
        remedy = "Verwijder rijen die niet meetellen, en haal bij de andere de voorwaardelijke opmaak weg."
        findings.append(melder.tell("doorgehaald", what, remedy, regelnummers=marks.voorwaardelijk))
    if marks.blad_verborgen:
        what = "op een verborgen blad staan ook rijen; zij tellen niet mee."
        remedy = "Verwijder het blad, of zet zijn rijen onder die van het eerste blad."
        findings.append(melder.tell("blad_verborgen", what, remedy, ernst="waarschuwing"))
    names = {letter: name for name, letter in find_letters(rows.header).items()}
    for letter in dict.fromkeys(letter for _, letter in marks.formules):
        lines = tuple(line for line, other in marks.formules if other == letter)
        what = "de formule heeft geen uitkomst; de cel lijkt leeg."
        remedy = "Open de werkmap in Excel en bewaar haar, of vervang formules door waarden."
        found = melder.tell("formule_leeg", what, remedy, kolom=names.get(letter, ""), regelnummers=lines)
        findings.append(replace(found, letters=(letter,)))
    return findings
