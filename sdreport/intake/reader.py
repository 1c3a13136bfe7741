"""The reader: delivered extracts to typed tables, with a finding for all that cannot be read.

Nothing is guessed and nothing stops at the first fault: all files are read, and every unreadable line is
reported with its number. No finding holds a value from a file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from sdreport.bevindingen import Bevinding
from sdreport.intake.cast import VERWACHT, cast_column
from sdreport.intake.catalogue.definition import Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.files import TextRows, column_letter, find_file, is_workbook, read_rows
from sdreport.safe.hashes import hash_file

COLUMN_NAME = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Delivery:
    """What came in for one dataset.

    `table` has the columns of the catalogue and as index (`regel`) the physical line number of each row in the
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


def read_delivery(folder: Path, dataset: Dataset) -> Delivery:
    """Read the extract of one dataset: CSV (`;` or `,`) or the first sheet of a workbook."""
    file = folder / f"{dataset.slug}.csv"
    try:
        file = find_file(folder, dataset.slug)
        rows = read_rows(file, dataset.column_names)
    except UnreadableFile as fault:
        lines = (fault.line,) if fault.line else ()
        finding = _finding(dataset, file, fault.regel, "", fault.wat, fault.herstel, lines)
        return Delivery(dataset, file, None, (finding,), hash_file(file) if file.is_file() else "")
    table, findings = type_rows(rows, dataset, file)
    letters = find_letters(rows.header) if is_workbook(file) else {}
    absent = dataset.find_niet_geleverd(rows.header)
    told = tuple(tell_cells(findings, letters))
    return Delivery(dataset, file, table, told, hash_file(file), letters, absent)


def find_letters(header: Sequence[str]) -> dict[str, str]:
    """The letter of each column of a workbook; a name that stands there twice has that of the first."""
    places = [(name, column_letter(position)) for position, name in enumerate(header, start=1) if name]
    return dict(reversed(places))


def tell_cells(bevindingen: Iterable[Bevinding], letters: Mapping[str, str]) -> Iterator[Bevinding]:
    """The findings on one delivery, each with the letters of its columns in the workbook."""
    for item in bevindingen:
        found = [letters[name] for name in item.kolom.split(", ") if name in letters]
        yield replace(item, letters=tuple(found)) if found and not item.letters else item


def type_rows(rows: TextRows, dataset: Dataset, file: Path) -> tuple[pd.DataFrame | None, list[Bevinding]]:
    """Check header and shape of the rows, and give every column its type."""
    findings = [
        *_check_header(rows.header, dataset, file, rows.header_line),
        *_find_onzichtbaar(rows.onzichtbaar, dataset, file),
        *_check_shape(rows, dataset, file),
    ]
    text = pd.DataFrame(rows.rows, columns=rows.header, index=pd.Index(rows.lines, name="regel"), dtype="str")
    typed: dict[str, pd.Series] = {}
    unreadable = pd.Series(False, index=text.index)
    nothing = pd.Series("", index=text.index, dtype="str")
    for column in dataset.columns:
        times = rows.header.count(column.name)
        if times > 1 or not (times or column.optioneel):
            continue
        values, rejected = cast_column(text[column.name] if times else nothing, column)
        typed[column.name] = values
        unreadable |= rejected
        if rejected.any():
            lines = tuple(int(line) for line in rejected.index[rejected])
            what = (
                "het veld is niet te lezen."
                if len(lines) == 1
                else f"{len(lines)} velden zijn niet te lezen."
            )
            findings.append(
                _finding(
                    dataset,
                    file,
                    f"leesbaar_{column.soort}",
                    column.name,
                    what,
                    VERWACHT[column.soort],
                    lines,
                )
            )
    if len(typed) < len(dataset.columns) or unreadable.all():
        return None, findings
    return pd.DataFrame(typed, index=text.index)[dataset.column_names][~unreadable], findings


def _check_header(header: list[str], dataset: Dataset, file: Path, header_line: int = 1) -> list[Bevinding]:
    line, absent = (header_line,), dataset.find_niet_geleverd(header)
    expected = [name for name in dataset.column_names if name not in absent]
    if not set(header) & set(expected):
        what = "de kopregel ontbreekt of hoort bij een ander extract."
        place = "de eerste regel van het eerste blad" if is_workbook(file) else "de eerste regel"
        remedy = f"Zet deze kolomnamen op {place}: {', '.join(expected)}."
        return [_finding(dataset, file, "kopregel", "", what, remedy, line)]
    findings = []
    for name in expected:
        if name not in header:
            findings.append(
                _finding(
                    dataset, file, "kolom_ontbreekt", name, "de kolom ontbreekt.", "Voeg de kolom toe.", line
                )
            )
        elif header.count(name) > 1:
            twice = [position for position, other in enumerate(header, start=1) if other == name]
            findings.append(
                _finding(
                    dataset,
                    file,
                    "kolom_dubbel",
                    name,
                    "de kolom staat er twee keer.",
                    "Verwijder er één.",
                    line,
                    twice,
                )
            )
    # a record in or behind the header would make values look like names
    enough = len(dataset.vaste_kolommen) / 2
    names_are_names = len(set(header) & set(expected)) > enough and len(header) < 2 * len(expected)
    for position, name in enumerate(header, start=1):
        if name not in expected:
            # what does not surely look like a column name may be a value from a record: give its place only
            shown = name if names_are_names and COLUMN_NAME.fullmatch(name) else f"nummer {position}"
            findings.append(
                _finding(
                    dataset,
                    file,
                    "kolom_onbekend",
                    shown,
                    "de kolom hoort niet in dit extract.",
                    "Verwijder de kolom; zij kan persoonsgegevens bevatten.",
                    line,
                    [position],
                )
            )
    if not findings and header != expected:
        findings.append(
            _finding(
                dataset,
                file,
                "kolomvolgorde",
                "",
                "de kolommen staan in een andere volgorde dan afgesproken.",
                f"Zet ze in deze volgorde: {', '.join(expected)}.",
                line,
            )
        )
    return findings


def _find_onzichtbaar(lines: Sequence[int], dataset: Dataset, file: Path) -> list[Bevinding]:
    """A warning of signs that nobody sees: they are taken out, and what is left is what everything works with."""
    if not lines:
        return []
    found = _finding(
        dataset,
        file,
        "onzichtbaar",
        "",
        "er staan tekens in die niemand ziet; zij zijn weggelaten.",
        "Haal ze weg in het bronsysteem: ze kunnen tekst verbergen of omdraaien.",
        tuple(lines),
    )
    return [replace(found, ernst="waarschuwing")]


def _check_shape(rows: TextRows, dataset: Dataset, file: Path) -> list[Bevinding]:
    findings = []
    if rows.merged:
        what = "cellen zijn samengevoegd; alleen de eerste van die cellen telt."
        remedy = "Hef de samenvoeging op en vul elke cel."
        findings.append(_finding(dataset, file, "samengevoegd", "", what, remedy, tuple(rows.merged)))
    if rows.uneven:
        what = "het aantal velden is anders dan in de kopregel."
        remedy = "Zet een veld met een scheidingsteken tussen aanhalingstekens."
        if is_workbook(file):
            remedy = "Haal weg wat naast de laatste kolom staat."
        findings.append(_finding(dataset, file, "aantal_velden", "", what, remedy, tuple(rows.uneven)))
    elif not rows.rows:
        what = "het extract heeft een kopregel maar geen rijen."
        remedy = "Lever het extract met inhoud opnieuw aan."
        findings.append(_finding(dataset, file, "extract_leeg", "", what, remedy))
    return findings


def _finding(
    dataset: Dataset,
    file: Path,
    regel: str,
    kolom: str,
    wat: str,
    herstel: str,
    regels: tuple[int, ...] = (),
    posities: Iterable[int] = (),
) -> Bevinding:
    """A finding on a file; `posities` are the places of its columns, when the catalogue cannot tell them."""
    letters = tuple(column_letter(position) for position in posities) if is_workbook(file) else ()
    rule = f"{dataset.slug}.{regel}"
    return Bevinding(
        dataset.slug, rule, "kritiek", file.name, kolom, wat, herstel, regels, len(regels), letters=letters
    )
