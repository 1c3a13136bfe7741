"""The findings of reading: what is told of a header, of lines and of fields, for small and large extracts alike.

No finding holds a value from a file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sdreport.bevindingen import Bevinding, Ernst
from sdreport.intake.catalogue.datasets import DATASETS
from sdreport.intake.catalogue.definition import Column, Dataset
from sdreport.intake.faults import UnreadableFile
from sdreport.intake.notation.column import explain_unreadable
from sdreport.intake.notation.form import Notatie
from sdreport.intake.source.files import column_letter, is_workbook
from sdreport.intake.source.header import WEGGELATEN, Namen

COLUMN_NAME = re.compile(r"[a-z_]{1,40}")


def tell(
    dataset: Dataset, file: Path, regel: str, kolom: str, wat: str, herstel: str, regels: Sequence[int] = (),
    posities: Iterable[int] = (), ernst: Ernst = "kritiek",
) -> Bevinding:  # fmt: skip
    """A finding on a file; `posities` are the places of its columns, when the catalogue cannot tell them."""
    letters = tuple(column_letter(position) for position in posities) if is_workbook(file) else ()
    rule = f"{dataset.slug}.{regel}"
    return Bevinding(
        dataset.slug, rule, ernst, file.name, kolom, wat, herstel, regels, len(regels), letters=letters
    )


def tell_fault(dataset: Dataset, file: Path, fault: UnreadableFile) -> Bevinding:
    """The finding of a file that cannot be read at all."""
    lines = (fault.line,) if fault.line else ()
    return tell(dataset, file, fault.regel, "", fault.wat, fault.herstel, lines)


def find_letters(header: Sequence[str]) -> dict[str, str]:
    """The letter of each column of a workbook; a name that stands there twice has that of the first."""
    places = [(name, column_letter(position)) for position, name in enumerate(header, start=1) if name]
    return dict(reversed(places))


def tell_cells(bevindingen: Iterable[Bevinding], letters: Mapping[str, str]) -> Iterator[Bevinding]:
    """The findings on one delivery, each with the letters of its columns in the workbook."""
    for item in bevindingen:
        found = [letters[name] for name in item.kolom.split(", ") if name in letters]
        yield replace(item, letters=tuple(found)) if found and not item.letters else item


def check_header(
    header: Sequence[str], dataset: Dataset, file: Path, line: int, boven: Sequence[int]
) -> list[Bevinding]:
    """What is wrong with the names of the columns; a file of another extract is told once."""
    lines, absent = (line,), dataset.find_niet_geleverd(header)
    expected = [name for name in dataset.column_names if name not in absent]
    known = set(header) & set(expected)
    if wrong := _find_wrong_file(header, dataset):
        place = "de eerste regel van het eerste blad" if is_workbook(file) else "de eerste regel"
        remedy = f"Zet deze kolomnamen op {place}: {', '.join(expected)}."
        return [tell(dataset, file, "kopregel", "", wrong, remedy, lines)]
    findings = []
    for name in expected:
        if name not in header:
            what = "de kolom ontbreekt."
            findings.append(tell(dataset, file, "kolom_ontbreekt", name, what, "Voeg de kolom toe.", lines))
        elif header.count(name) > 1:
            twice = [position for position, other in enumerate(header, start=1) if other == name]
            what = "de kolom staat er twee keer."
            findings.append(
                tell(dataset, file, "kolom_dubbel", name, what, "Verwijder er één.", lines, twice)
            )
    # a record in or behind the header would make values look like names
    enough = len(dataset.vaste_kolommen) / 2
    names_are_names = len(known) > enough and len(header) < 2 * len(expected)
    for position, name in enumerate(header, start=1):
        if name not in (*expected, WEGGELATEN):
            # what does not surely look like a column name may be a value from a record: give its place only
            shown = name if names_are_names and COLUMN_NAME.fullmatch(name) else f"nummer {position}"
            what = "de kolom hoort niet in dit extract."
            remedy = "Verwijder de kolom; zij kan persoonsgegevens bevatten."
            findings.append(tell(dataset, file, "kolom_onbekend", shown, what, remedy, lines, [position]))
    if boven:
        what = "boven de kopregel staan gegevens; zij zouden niet meetellen."
        remedy = "Zet de kopregel bovenaan; alleen een titel mag erboven staan."
        findings.append(tell(dataset, file, "boven_kopregel", "", what, remedy, boven))
    return findings


def _find_wrong_file(header: Sequence[str], dataset: Dataset) -> str:
    """What is wrong when most names are missing, or when all names of another extract are there; else empty."""

    def cover(other: Dataset) -> float:
        return min(1, Namen(other.column_names).count(header) / len(other.vaste_kolommen))

    own = cover(dataset)
    others = [other for slug, other in DATASETS.items() if slug != dataset.slug]
    best = max(others, key=cover)
    if cover(best) > own and (own <= 1 / 2 or cover(best) == 1):
        return f"dit lijkt het extract {best.slug}, niet {dataset.slug}."
    return "de kopregel ontbreekt of hoort bij een ander extract." if own <= 1 / 2 else ""


def check_shape(
    dataset: Dataset, file: Path, *, rows: bool, uneven: Sequence[int] = (), onzichtbaar: Sequence[int] = (),
    afgebroken: int = 0, totalen: Sequence[int] = (),
) -> list[Bevinding]:  # fmt: skip
    """What is wrong with lines, whatever their fields hold; `rows` says whether there are any good ones."""
    findings = []
    if onzichtbaar:
        what = "er staan tekens in die niemand ziet; zij zijn weggelaten."
        remedy = "Haal ze weg in het bronsysteem: ze kunnen tekst verbergen of omdraaien."
        findings.append(
            tell(dataset, file, "onzichtbaar", "", what, remedy, tuple(onzichtbaar), ernst="waarschuwing")
        )
    if afgebroken:
        what = "het bestand eindigt midden in deze regel."
        remedy = "Lever het hele bestand opnieuw aan; bij het maken of versturen is het afgebroken."
        findings.append(tell(dataset, file, "regel_afgebroken", "", what, remedy, (afgebroken,)))
    if uneven:
        what = "het aantal velden is anders dan in de kopregel."
        remedy = "Zet een veld met een scheidingsteken tussen aanhalingstekens."
        if is_workbook(file):
            remedy = "Haal weg wat naast de laatste kolom staat."
        findings.append(tell(dataset, file, "aantal_velden", "", what, remedy, uneven))
    elif not rows and not afgebroken:
        what = "het extract heeft een kopregel maar geen rijen."
        remedy = "Lever het extract met inhoud opnieuw aan."
        findings.append(tell(dataset, file, "extract_leeg", "", what, remedy))
    if totalen:
        what = "onderaan staat een totaalregel; zij telt niet mee."
        remedy = "Lever het extract liever zonder totalen aan."
        findings.append(tell(dataset, file, "totaalregel", "", what, remedy, tuple(totalen), ernst="melding"))
    return findings


def check_unreadable(
    dataset: Dataset, file: Path, column: Column, notatie: Notatie | None, lines: Sequence[int]
) -> Bevinding:
    """The one finding on all fields of a column that cannot be read."""
    rule, what, remedy = explain_unreadable(column, notatie, len(lines))
    return tell(dataset, file, rule, column.name, what, remedy, lines)
